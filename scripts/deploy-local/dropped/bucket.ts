import {
  type Event,
  type FilterRuleName,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutBucketNotificationConfigurationCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { DeployedResource } from '../stacks.ts';
import { type Comparison, type Deployment, dropped } from './dropped.ts';

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
export const droppedByBucket: Comparison = async (resource, deployment) => {
  // By path: what answers on `localhost` need not be found as `<bucket>.localhost`.
  const s3 = new S3Client({ ...deployment.emulator.access, forcePathStyle: true });
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
  return missing.map((property) =>
    property === 'NotificationConfiguration'
      ? dropped(resource, property, () => notify(s3, resource, deployment))
      : dropped(resource, property),
  );
};

interface Notifications {
  readonly LambdaConfigurations: readonly {
    readonly Event: Event;
    readonly Filter: { readonly S3Key: { readonly Rules: { Name: FilterRuleName; Value: string }[] } };
    readonly Function: unknown;
  }[];
}

/** Tells the bucket whom to call about new files: without that, none is ever staged. */
async function notify(s3: S3Client, { physicalId, properties }: DeployedResource, deployment: Deployment) {
  const { LambdaConfigurations: wanted } = properties.NotificationConfiguration as Notifications;
  const told = wanted.map(async ({ Event: event, Filter, Function: target }) => ({
    LambdaFunctionArn: await arnOfFunction(target, deployment),
    Events: [event],
    Filter: { Key: { FilterRules: Filter.S3Key.Rules } },
  }));
  const NotificationConfiguration = { LambdaFunctionConfigurations: await Promise.all(told) };
  await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: physicalId, NotificationConfiguration }));
}

/** @param target an ARN as the template puts it together, with the function's name at its end */
async function arnOfFunction(target: unknown, { emulator, resources }: Deployment): Promise<string | undefined> {
  const named = resources.find(
    ({ type, physicalId }) =>
      type === 'AWS::Lambda::Function' && JSON.stringify(target).includes(`:function:${physicalId}"`),
  );
  if (!named) return undefined;
  const found = await emulator.rest('lambda', `/2015-03-31/functions/${named.physicalId}/configuration`);
  return (found as { FunctionArn?: string }).FunctionArn;
}
