import {
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type Comparison, dropped } from './dropped.ts';

type Look = (s3: S3Client, bucket: { Bucket: string }) => Promise<boolean>;

const LOOKS: readonly (readonly [property: string, look: Look])[] = [
  [
    'NotificationConfiguration',
    async (s3, bucket) => {
      const found = await s3.send(new GetBucketNotificationConfigurationCommand(bucket));
      return (found.LambdaFunctionConfigurations ?? found.QueueConfigurations ?? []).length > 0;
    },
  ],
  [
    'CorsConfiguration',
    async (s3, bucket) => ((await s3.send(new GetBucketCorsCommand(bucket))).CORSRules ?? []).length > 0,
  ],
  [
    'LifecycleConfiguration',
    async (s3, bucket) => ((await s3.send(new GetBucketLifecycleConfigurationCommand(bucket))).Rules ?? []).length > 0,
  ],
  [
    'VersioningConfiguration',
    async (s3, bucket) => (await s3.send(new GetBucketVersioningCommand(bucket))).Status === 'Enabled',
  ],
  [
    'PublicAccessBlockConfiguration',
    async (s3, bucket) => {
      const found = await s3.send(new GetPublicAccessBlockCommand(bucket));
      return found.PublicAccessBlockConfiguration?.BlockPublicPolicy === true;
    },
  ],
  [
    'BucketEncryption',
    async (s3, bucket) => {
      const found = await s3.send(new GetBucketEncryptionCommand(bucket));
      return (found.ServerSideEncryptionConfiguration?.Rules ?? []).length > 0;
    },
  ],
];

/** Whether each part of the bucket's configuration is there; what it says, the black-box suite finds out. */
export const droppedByBucket: Comparison = async (resource, { emulator }) => {
  const s3 = new S3Client(emulator.access);
  const missing: string[] = [];
  for (const [property, look] of LOOKS) {
    if (resource.properties[property] === undefined) continue;
    const found = await look(s3, { Bucket: resource.physicalId }).catch((error: unknown) => {
      // So S3 says that there is none; an emulator may not know the question at all.
      if (error instanceof S3ServiceException) return false;
      throw error;
    });
    if (!found) missing.push(property);
  }
  return missing.map((property) => dropped(resource, property));
};
