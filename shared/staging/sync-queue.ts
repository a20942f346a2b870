import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SyncRequested } from '../../events/sync-requested.ts';
import { readConfig } from '../config.ts';

let opened: { client: SQSClient; url: string } | undefined;

/** Asks run-sync for a sync. Sending it twice is harmless: the lease lets one worker in. */
export async function sendSyncRequested(message: SyncRequested): Promise<void> {
  // Queue URLs carry the host to send to; behind another endpoint (on a laptop, say) that one counts.
  opened ??= {
    client: new SQSClient({ useQueueUrlAsEndpoint: false }),
    url: readConfig(['queue']).queue.SYNC_QUEUE_URL,
  };
  await opened.client.send(new SendMessageCommand({ QueueUrl: opened.url, MessageBody: JSON.stringify(message) }));
}
