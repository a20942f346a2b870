import { type EventsReceived, makeEventsReceived } from '../../events/events-received.ts';
import { readConfig } from '../config.ts';
import { correlation } from '../observability/correlation.ts';
import { queueSender } from '../observability/traced-queue.ts';

const send = queueSender<EventsReceived>(() => readConfig(['streams']).streams.STREAM_QUEUE_URL);

/** Asks record-events for what waits. Sending it twice is harmless, and the schedule makes up for one that is lost. */
export async function sendEventsReceived(
  about: Pick<EventsReceived, 'tenant_id' | 'stream' | 'tidy'>,
  delaySeconds = 0,
): Promise<void> {
  const { request_id } = correlation();
  await send(makeEventsReceived({ ...about, ...(request_id === undefined ? {} : { request_id }) }), delaySeconds);
}
