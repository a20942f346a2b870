import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** Services that put something into an encrypted queue or topic in their own name. */
const SENDERS = ['events.amazonaws.com', 'cloudwatch.amazonaws.com'];

/** The key that everything at rest is encrypted with. It changes once a year by itself; what is older stays readable. */
export function encryptionKey(scope: Construct, id: string, props: { keepData: boolean }): Key {
  const key = new Key(scope, id, {
    description: 'Encrypts what Tranche keeps. Without it nothing can be read.',
    enableKeyRotation: true,
    removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    pendingWindow: Duration.days(7),
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: SENDERS.map((service) => new ServicePrincipal(service)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'], // In a key's own policy: this key.
      // Not every service says for whom it asks; one that does must say this account.
      conditions: { StringEqualsIfExists: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  // CloudWatch Logs, for log groups of this account and region only.
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
        },
      },
    }),
  );
  return key;
}

/** What a caller needs of the key to read, or also to write, what is encrypted with it; the services do the rest. */
export function allowKey(grantee: IGrantable, key: IKey, access: 'read' | 'read-write'): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: access === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [key.keyArn],
    }),
  );
}
