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
  const sqs = clientOf(deployment);
  const { VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } = resource.properties as QueueProperties;
  const wanted: Record<string, string | undefined> = {
    VisibilityTimeout: VisibilityTimeout?.toString(),
    MessageRetentionPeriod: MessageRetentionPeriod?.toString(),
    RedrivePolicy:
      RedrivePolicy &&
      JSON.stringify({
        deadLetterTargetArn: await queueArn(RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0], resource, deployment),
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

// Some emulators' queue URLs name a host that only they know.
const clientOf = ({ emulator }: Deployment) => new SQSClient({ ...emulator.access, useQueueUrlAsEndpoint: false });

/** Of a queue in the same stack as a resource that refers to it. */
export async function queueArn(
  logicalId: string,
  { stack }: DeployedResource,
  deployment: Deployment,
): Promise<string | undefined> {
  const queue = deployment.resources.find((other) => other.stack === stack && other.logicalId === logicalId);
  return queue && (await attributesOf(clientOf(deployment), queue.physicalId)).QueueArn;
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
