import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/**
 * Where the databases are, the pepper of the API keys and the key that signs access tokens: the settings groups
 * `operations`, `tokens` and `warehouse`.
 * The addresses are kept in a Secrets Manager secret that the operator makes before the first deployment, a JSON object
 * with DATABASE_URL, WAREHOUSE_URL, WAREHOUSE_USER and WAREHOUSE_PASSWORD. Pepper and signing key are made once and never shown.
 */
export class Connections extends Construct {
  readonly operations: Readonly<Record<string, string>>;
  readonly tokens: Readonly<Record<string, string>>;
  readonly warehouse: Readonly<Record<string, string>>;
  /** Of the pepper: whoever makes a key for a tenant needs it. */
  readonly pepperSecretArn: string;

  constructor(scope: Construct, id: string, props: { secretName: string }) {
    super(scope, id);
    const pepper = new Secret(this, 'KeyPepper', {
      description: 'Mixed into the hash of every API key of Tranche. Losing it makes every key invalid.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.pepperSecretArn = pepper.secretArn;
    const signingKey = new Secret(this, 'TokenSigningKey', {
      description: 'Signs the access tokens of Tranche. Replacing it makes them invalid; clients then refresh them.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const from = (field: string) => SecretValue.secretsManager(props.secretName, { jsonField: field }).unsafeUnwrap();
    this.operations = { DATABASE_URL: from('DATABASE_URL'), KEY_PEPPER: pepper.secretValue.unsafeUnwrap() };
    this.tokens = { TOKEN_SIGNING_KEY: signingKey.secretValue.unsafeUnwrap() };
    this.warehouse = {
      WAREHOUSE_URL: from('WAREHOUSE_URL'),
      WAREHOUSE_USER: from('WAREHOUSE_USER'),
      WAREHOUSE_PASSWORD: from('WAREHOUSE_PASSWORD'),
    };
  }
}
