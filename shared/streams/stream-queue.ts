import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type EventsReceived, makeEventsReceived } from '../../events/events-received.ts';
import { readConfig } from '../config.ts';
import { correlation } from '../observability/correlation.ts';
import { traced } from '../observability/traced-client.ts';

let opened: { client: SQSClient; url: string } | undefined;

/** Asks record-events for what waits. Sending it twice is harmless, and the schedule makes up for one that is lost. */
export async function sendEventsReceived(
  about: Pick<EventsReceived, 'tenant_id' | 'stream' | 'tidy'>,
  delaySeconds = 0,
): Promise<void> {
  // Queue URLs carry the host to send to; behind another endpoint (on a laptop, say) that one counts.
  opened ??= {
    client: traced(new SQSClient({ useQueueUrlAsEndpoint: false }), 'sqs'),
    url: readConfig(['streams']).streams.STREAM_QUEUE_URL,
  };
  const { request_id } = correlation();
  const message = makeEventsReceived({ ...about, ...(request_id === undefined ? {} : { request_id }) });
  await opened.client.send(
    new SendMessageCommand({
      QueueUrl: opened.url,
      MessageBody: JSON.stringify(message),
      ...(delaySeconds > 0 ? { DelaySeconds: delaySeconds } : {}),
    }),
  );
}
