import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { PullRequested } from '../../events/pull-requested.ts';
import { readConfig } from '../config.ts';
import { traced } from '../observability/traced-client.ts';

let opened: { client: SQSClient; url: string } | undefined;

/** Asks pull-source to go on with a pull. Sending it twice is harmless: the pull lets one worker in. */
export async function sendPullRequested(message: PullRequested, delaySeconds = 0): Promise<void> {
  // Queue URLs carry the host to send to; behind another endpoint (on a laptop, say) that one counts.
  opened ??= {
    client: traced(new SQSClient({ useQueueUrlAsEndpoint: false }), 'sqs'),
    url: readConfig(['pulls']).pulls.PULL_QUEUE_URL,
  };
  await opened.client.send(
    new SendMessageCommand({
      QueueUrl: opened.url,
      MessageBody: JSON.stringify(message),
      ...(delaySeconds > 0 ? { DelaySeconds: delaySeconds } : {}),
    }),
  );
}
