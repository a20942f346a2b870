import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { accept } from '../acknowledge.ts';

export interface ClickHousePasswordProps {
  /** Of the login that …, for whoever reads the list of secrets. */
  readonly whose: string;
  readonly user: string;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** A secret with the name and the password of one login of ClickHouse, made at the first deployment. */
export function clickHousePassword(
  scope: Construct,
  id: string,
  { whose, user, key, removalPolicy }: ClickHousePasswordProps,
): Secret {
  const secret = new Secret(scope, id, {
    description: `Password of ClickHouse's login ${whose}`,
    encryptionKey: key,
    // Any change of this makes a new password, which the functions of before do not have.
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ WAREHOUSE_USER: user }),
      generateStringKey: 'WAREHOUSE_PASSWORD',
      passwordLength: 48,
      excludePunctuation: true,
    },
    removalPolicy,
  });
  const rotation = 'Changed by an operator: docs/deploying.md, "Changing a secret". No rotation knows ClickHouse.';
  accept(secret, 'AwsSolutions-SMG4', rotation);
  accept(secret, 'NIST.800.53.R5-SecretsManagerRotationEnabled', rotation);
  return secret;
}
