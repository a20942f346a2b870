import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DeployedResource } from '../stacks.ts';
import { type Comparison, type Deployment, dropped } from './dropped.ts';

interface QueueProperties {
  readonly VisibilityTimeout?: number;
  readonly MessageRetentionPeriod?: number;
  readonly RedrivePolicy?: { deadLetterTargetArn: { 'Fn::GetAtt': [queue: string, 'Arn'] }; maxReceiveCount: number };
}

/** Time hidden, time kept, and where a message goes that nobody can handle. */
export const droppedByQueue: Comparison = async (resource, deployment) => {
  const sqs = new SQSClient({ ...deployment.emulator.access, useQueueUrlAsEndpoint: false });
  const { VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } = resource.properties as QueueProperties;
  const wanted: Record<string, string | undefined> = {
    VisibilityTimeout: VisibilityTimeout?.toString(),
    MessageRetentionPeriod: MessageRetentionPeriod?.toString(),
    RedrivePolicy:
      RedrivePolicy &&
      JSON.stringify({
        deadLetterTargetArn: await arnOf(sqs, RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0], resource, deployment),
        maxReceiveCount: RedrivePolicy.maxReceiveCount,
      }),
  };
  const QueueUrl = resource.physicalId;
  const found = await attributesOf(sqs, QueueUrl);
  return Object.entries(wanted).flatMap(([property, value]) =>
    value === undefined || isSame(found[property], value)
      ? []
      : dropped(resource, property, () =>
          sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { [property]: value } })),
        ),
  );
};

async function arnOf(sqs: SQSClient, logicalId: string, { stack }: DeployedResource, { resources }: Deployment) {
  const queue = resources.find((other) => other.stack === stack && other.logicalId === logicalId);
  return queue && (await attributesOf(sqs, queue.physicalId)).QueueArn;
}

async function attributesOf(sqs: SQSClient, QueueUrl: string): Promise<Record<string, string>> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return Attributes ?? {};
}

/** A redrive policy is JSON: neither its order nor the type of its count matters. */
function isSame(found: string | undefined, wanted: string): boolean {
  if (found === undefined || !wanted.startsWith('{')) return found === wanted;
  const fields = (json: string) =>
    Object.entries(JSON.parse(json) as object)
      .map(([name, value]) => `${name}=${value}`)
      .sort();
  return fields(found).join() === fields(wanted).join();
}
