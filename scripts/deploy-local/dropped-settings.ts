import { droppedByBucket } from './dropped/bucket.ts';
import { type Comparison, type Deployment, type Dropped, dropped } from './dropped/dropped.ts';
import { droppedByEventSource, droppedByFunction, droppedByInvokeConfig } from './dropped/functions.ts';
import { droppedByQueue } from './dropped/queues.ts';
import { droppedByRule } from './dropped/schedule.ts';
import { droppedByTable } from './dropped/table.ts';

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  'AWS::SQS::Queue': droppedByQueue,
  'AWS::DynamoDB::Table': droppedByTable,
  'AWS::S3::Bucket': droppedByBucket,
  'AWS::Lambda::Function': droppedByFunction,
  'AWS::Lambda::EventInvokeConfig': droppedByInvokeConfig,
  'AWS::Lambda::EventSourceMapping': droppedByEventSource,
  'AWS::Events::Rule': droppedByRule,
};

/**
 * What the emulator was asked for and did not do, although it reported every stack complete. AWS' CloudFormation does
 * what it reports, so nothing of this is needed there.
 */
export async function droppedSettings(deployment: Deployment): Promise<Dropped[]> {
  const found: Dropped[] = [];
  for (const resource of deployment.resources) {
    const compare = COMPARISONS[resource.type];
    if (!compare) continue;
    // An emulator need not know the question; that is no reason to call the deployment a failure.
    found.push(
      ...(await compare(resource, deployment).catch((error: Error) => [
        dropped(resource, `(${error.name}: not known)`),
      ])),
    );
  }
  return found;
}

/** Asks once more for what Tranche depends on. @returns what is missing even so */
export async function repairDropped(deployment: Deployment, found: readonly Dropped[]): Promise<Dropped[]> {
  const repairable = found.filter(({ repair }) => repair);
  for (const { repair } of repairable) await repair?.().catch(() => undefined);
  return repairable.length === 0 ? [...found] : droppedSettings(deployment);
}
