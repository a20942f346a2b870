import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SyncRequested } from '../../events/sync-requested.ts';
import { readConfig } from '../config.ts';
import { traced } from '../observability/traced-client.ts';
import { traceCarrier } from '../observability/tracing.ts';

let opened: { client: SQSClient; url: string } | undefined;

/** Asks run-sync for a sync. Sending it twice is harmless: the lease lets one worker in. */
export async function sendSyncRequested(message: SyncRequested): Promise<void> {
  // Queue URLs carry the host to send to; behind another endpoint (on a laptop, say) that one counts.
  opened ??= {
    client: traced(new SQSClient({ useQueueUrlAsEndpoint: false }), 'sqs'),
    url: readConfig(['queue']).queue.SYNC_QUEUE_URL,
  };
  const { traceparent } = traceCarrier();
  await opened.client.send(
    new SendMessageCommand({
      QueueUrl: opened.url,
      MessageBody: JSON.stringify(message),
      ...(traceparent === undefined
        ? {}
        : { MessageAttributes: { traceparent: { DataType: 'String', StringValue: traceparent } } }),
    }),
  );
}
