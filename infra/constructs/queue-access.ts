import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { FUNCTIONS, type FunctionName, type FunctionSpec } from '../functions.ts';

/** A queue as specs of functions name it: what is sent to, and where messages end that no worker could handle. */
export interface QueueOfWork {
  readonly queues: readonly Queue[];
  readonly failed?: Queue;
}

export type QueueName = 'syncQueue' | 'pullQueue' | 'streamQueue' | 'mediatorQueue' | 'webhookQueue';

/** Gives functions what their specs say of queues. Whoever works one off may also send to it: the rest, and what is due later. */
export function allowQueues(
  functions: Readonly<Partial<Record<FunctionName, IFunction>>>,
  queues: Readonly<Record<QueueName, QueueOfWork>>,
): void {
  for (const [name, lambda] of Object.entries(functions) as [FunctionName, IFunction][]) {
    const spec: FunctionSpec = FUNCTIONS[name];
    for (const [queueName, { queues: ofWork, failed }] of Object.entries(queues) as [QueueName, QueueOfWork][]) {
      const use = spec[queueName];
      if (use === undefined) continue;
      const action = use === 'inspect' ? 'sqs:GetQueueAttributes' : 'sqs:SendMessage';
      for (const queue of ofWork) queue.grant(lambda, action);
      if (use === 'inspect' && spec.settings.includes('metrics')) failed?.grant(lambda, action);
    }
  }
}
