import type { Stream } from '../contracts/stream.ts';
import { EVENT_DAYS } from '../domain/stream.ts';
import type { Operations } from '../operations/database.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { storedUpTo } from './store-history.ts';

const AT_ONCE = 5000;
const MOST_ROUNDS = 100;

/**
 * Removes events that are past their time from Postgres, if they are in the history: counters, alerts and the history stay.
 * @param days that they are kept @returns how many events are gone
 */
export async function removeOldEvents(
  operations: Operations,
  warehouse: Warehouse,
  stream: Stream,
  goesOn: () => boolean = () => true,
  days = EVENT_DAYS,
): Promise<number> {
  const stored = await storedUpTo(warehouse, stream);
  let removed = 0;
  for (let round = 0; round < MOST_ROUNDS && goesOn(); round++) {
    const [{ count } = { count: 0 }] = await operations.query<{ count: number }>(
      // Numbers are given in the order of time, so the oldest ones are looked at alone.
      `WITH gone AS (DELETE FROM stream_events WHERE stream = $1 AND event_id IN (
         SELECT event_id FROM (
           SELECT event_id, recorded_at FROM stream_events WHERE stream = $1 AND sequence IS NOT NULL AND sequence <= $2
           ORDER BY sequence LIMIT $4) AS oldest
         WHERE recorded_at < now() - make_interval(days => $3)) RETURNING 1)
       SELECT count(*)::int AS count FROM gone`,
      [stream.name, stored, days, AT_ONCE],
    );
    removed += count;
    if (count < AT_ONCE) break;
  }
  return removed;
}
