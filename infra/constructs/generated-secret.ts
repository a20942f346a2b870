import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { accept } from '../acknowledge.ts';

export interface GeneratedSecretProps {
  readonly description: string;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** 64 random characters, made by Secrets Manager at the first deployment and shown to nobody. */
export function generatedSecret(scope: Construct, id: string, props: GeneratedSecretProps): Secret {
  const secret = new Secret(scope, id, {
    description: props.description,
    encryptionKey: props.key,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: props.removalPolicy,
  });
  const reason = 'A new value ends what was made with the old one, keys or logins: an operator decides when.';
  accept(secret, 'AwsSolutions-SMG4', reason);
  accept(secret, 'NIST.800.53.R5-SecretsManagerRotationEnabled', reason);
  return secret;
}

/**
 * For policies: a reference to a secret is its ARN in AWS, but its name in an emulator, where no policy matches it; `Id` is
 * the ARN in both. Not for settings: another emulator does not know `Id`, and a secret is found by its name too.
 */
export const secretArn = (secret: Secret): string => (secret.node.defaultChild as CfnSecret).attrId;
