import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SyncRequested } from '../../events/sync-requested.ts';
import { readConfig } from '../config.ts';
import { traced } from '../observability/traced-client.ts';
import { traceCarrier } from '../observability/tracing.ts';
import type { Lane } from './turns.ts';

let opened: { client: SQSClient; urls: Readonly<Record<Lane, string>> } | undefined;

function queueUrls(): Record<Lane, string> {
  const { queue } = readConfig(['queue']);
  return { large: queue.SYNC_QUEUE_URL, small: queue.SMALL_SYNC_QUEUE_URL };
}

/** Asks run-sync for a sync. Sending it twice is harmless: the lease lets one worker in. */
export async function sendSyncRequested(message: SyncRequested): Promise<void> {
  // Queue URLs carry the host to send to; behind another endpoint (on a laptop, say) that one counts.
  opened ??= { client: traced(new SQSClient({ useQueueUrlAsEndpoint: false }), 'sqs'), urls: queueUrls() };
  const { traceparent } = traceCarrier();
  await opened.client.send(
    new SendMessageCommand({
      QueueUrl: opened.urls[message.lane],
      MessageBody: JSON.stringify(message),
      ...(traceparent === undefined
        ? {}
        : { MessageAttributes: { traceparent: { DataType: 'String', StringValue: traceparent } } }),
    }),
  );
}
