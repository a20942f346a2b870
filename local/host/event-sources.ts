import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { FunctionCatalogue } from './function-catalogue.ts';
import { QueuePoller } from './queue-poller.ts';
import type { Templates } from './template.ts';
import { TemplateError } from './template-files.ts';

export interface EventSourceOptions {
  readonly sqs: SQSClient;
  readonly region: string;
  readonly visibilitySeconds: number;
  readonly onError: (error: Error) => void;
}

const Mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number().int().min(1).max(10).default(10),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.string()).default([]),
  // Lambda would take up to 1,000 at a time; a laptop should not.
  ScalingConfig: z.object({ MaximumConcurrency: z.number().int() }).default({ MaximumConcurrency: 2 }),
});

/** One poller for each event source mapping of the template; none is started. */
export function queuePollers(
  templates: Templates,
  functions: FunctionCatalogue,
  options: EventSourceOptions,
): QueuePoller[] {
  const queues = new Map(
    templates.ofType('AWS::SQS::Queue').map((found) => [templates.attribute(found, 'Arn'), templates.ref(found)]),
  );
  return templates.ofType('AWS::Lambda::EventSourceMapping').flatMap((found) => {
    const mapping = templates.read(found, Mapping);
    const queueUrl = queues.get(mapping.EventSourceArn);
    const target = functions.find(mapping.FunctionName);
    if (queueUrl === undefined || !target) {
      throw new TemplateError(`${found.id}: only mappings from a queue to a function of the template are known`);
    }
    if (!mapping.Enabled) return [];
    return new QueuePoller({
      ...options,
      queueUrl,
      queueArn: mapping.EventSourceArn,
      target,
      batchSize: mapping.BatchSize,
      maxConcurrency: mapping.ScalingConfig.MaximumConcurrency,
      reportsItemFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    });
  });
}
