import type { Stream } from '../contracts/stream.ts';
import type { Logger } from '../observability/logger.ts';
import type { Operations } from '../operations/database.ts';
import { wakeWebhooks } from '../operations/outbox.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { recordChunk } from './record-events.ts';
import { removeOldEvents } from './remove-old.ts';
import { storeHistory } from './store-history.ts';
import { noteRecorded } from './stream-counted.ts';
import { sendEventsReceived } from './stream-queue.ts';

/** The history gets many events at a time, not a few at a time many times: each insert is a part of the table. */
const STORE_EVERY_SECONDS = 2;
/** Less is not begun: another message goes on. */
const ENOUGH_MS = 15_000;

export interface StreamWork {
  readonly operations: Operations;
  /** May write. */
  readonly warehouse: Warehouse;
  readonly stream: Stream;
  /** Whether what is past its time is removed too. */
  readonly tidy: boolean;
  readonly logger: Logger;
  readonly remainingMs: () => number;
}

/**
 * All that there is to do for a stream of a tenant: events that wait get their numbers, those that have them go into the history.
 * Safe to repeat, and for several at once; cut off anywhere, the next one goes on.
 */
export async function workOffStream(work: StreamWork): Promise<void> {
  const { operations, warehouse, stream, tidy, logger, remainingMs } = work;
  const about = { tenant_id: operations.scope.tenantId, stream: stream.name };
  const goesOn = () => remainingMs() > ENOUGH_MS;
  let events = 0;
  for (;;) {
    if (!goesOn()) {
      await sendEventsReceived({ ...about, tidy });
      return;
    }
    const recorded = await recordChunk(operations, warehouse, stream);
    if (recorded === undefined) break;
    if (recorded.events === 0) continue;
    events += recorded.events;
    noteRecorded(about, recorded);
    if (recorded.alerts > 0) await wakeWebhooks(about.tenant_id, logger);
  }
  const { isUnstored, isDue } = await howStored(work);
  if (isUnstored && isDue) {
    const stored = await storeHistory(operations, warehouse, stream, goesOn);
    logger.debug('events stored in the history', { stream: stream.name, events: stored });
    if (!goesOn()) await sendEventsReceived(about);
  } else if (isUnstored && events > 0) {
    // Whoever recorded an event sees to it that it is stored: by then nobody may have come by.
    await sendEventsReceived(about, STORE_EVERY_SECONDS);
  }
  if (tidy) {
    const removed = await removeOldEvents(operations, warehouse, stream, goesOn);
    if (removed > 0) logger.info('events past their time removed', { stream: stream.name, events: removed });
  }
}

async function howStored({ operations, stream }: StreamWork): Promise<{ isUnstored: boolean; isDue: boolean }> {
  const [row] = await operations.query<{ isUnstored: boolean; isDue: boolean }>(
    `SELECT last_sequence > stored_sequence AS "isUnstored",
       stored_at <= now() - make_interval(secs => $2) AS "isDue" FROM stream_counters WHERE stream = $1`,
    [stream.name, STORE_EVERY_SECONDS],
  );
  return row ?? { isUnstored: false, isDue: false };
}
