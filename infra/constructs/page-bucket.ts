import { RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { accept, acceptInBoth } from '../acknowledge.ts';

/** The built page's files. Private: only the distribution reads them. Made anew by every build, so never worth keeping. */
export class PageBucket extends Bucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // Not the key of the data: what is public needs none, and the distribution would have to be allowed to use it.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const reason = 'Holds nothing but the public page, which every build makes anew.';
    accept(this, 'AwsSolutions-S1', reason);
    for (const rule of [
      'S3BucketLoggingEnabled',
      'S3BucketReplicationEnabled',
      'S3BucketVersioningEnabled',
      'S3DefaultEncryptionKMS',
    ]) {
      acceptInBoth(this, rule, reason);
    }
  }
}
