import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { accept, acceptInBoth } from '../acknowledge.ts';

export interface StagingBucketProps {
  readonly bucketName: string;
  /** Days that a staged file is kept. */
  readonly stagedFileDays: number;
  /** Function that S3 calls for every object created below `staging/`. */
  readonly objectCreatedFunctionArn: string;
  readonly key: IKey;
  readonly keepData: boolean;
  /** Whether the bucket can be emptied when it is destroyed: emulators lack what that takes. */
  readonly canBeEmptied: boolean;
}

/** Banks put files here by presigned URLs. Private, TLS only, versioned; parts that nobody completes are thrown away. */
export class StagingBucket extends Bucket {
  constructor(scope: Construct, id: string, props: StagingBucketProps) {
    super(scope, id, {
      bucketName: props.bucketName,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      autoDeleteObjects: !props.keepData && props.canBeEmptied,
      // The presigned URL is the credential, so any page that holds one may use it. A browser needs the ETag of a part.
      cors: [
        {
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          allowedOrigins: ['*'],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [
        { id: 'abandoned-parts', abortIncompleteMultipartUploadAfter: Duration.days(2) },
        {
          id: 'staged-files',
          prefix: 'staging/',
          expiration: Duration.days(props.stagedFileDays),
          // A staged file is a version; it is kept so long also where another was sent to its URL.
          noncurrentVersionExpiration: Duration.days(props.stagedFileDays),
        },
        {
          // They are deleted after the decision that they were needed for: what is deleted is gone a day later.
          id: 'persons',
          prefix: 'persons/',
          noncurrentVersionExpiration: Duration.days(1),
          expiredObjectDeleteMarker: true,
        },
        {
          id: 'exports',
          prefix: 'exports/',
          expiration: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
    // The bucket's own property instead of `addEventNotification`: that one needs a custom resource with a function of
    // its own, which may change any bucket's notifications and which emulators cannot run.
    (this.node.defaultChild as CfnBucket).notificationConfiguration = {
      lambdaConfigurations: [
        {
          event: 's3:ObjectCreated:*',
          filter: { s3Key: { rules: [{ name: 'prefix', value: 'staging/' }] } },
          function: props.objectCreatedFunctionArn,
        },
      ],
    };
    const logged =
      "S3's log would hold presigned addresses, which are credentials. The function that makes one logs it, stage-upload what came of it.";
    accept(this, 'AwsSolutions-S1', logged);
    acceptInBoth(this, 'S3BucketLoggingEnabled', logged);
    acceptInBoth(
      this,
      'S3BucketReplicationEnabled',
      'Copies of what banks have and can send again, kept for months only: a second region would be a second place to guard.',
    );
  }
}
