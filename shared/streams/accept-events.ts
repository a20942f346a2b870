import type { Stream } from '../contracts/stream.ts';
import type { Queryable } from '../operations/database.ts';
import type { SoundEvent } from './check-event.ts';

/**
 * Writes events down, all of those that are not there yet. One statement: what it counts is exact whoever sends the same ones
 * at the same time, and once it is committed nothing of it can be lost.
 * @param events in the order in which they were sent
 * @returns how many are new; the others are duplicates
 */
export async function acceptEvents(
  operations: Queryable,
  { name }: Stream,
  events: readonly SoundEvent[],
): Promise<number> {
  if (events.length === 0) return 0;
  const rows = events.map(({ id, amount, lookedUp, values }, position) => ({
    event_id: id,
    position,
    amount,
    looked_up: lookedUp,
    data: values,
  }));
  const [{ accepted } = { accepted: 0 }] = await operations.query<{ accepted: number }>(
    // In one order, so that two requests with the same events never wait for each other.
    `WITH accepted AS (
       INSERT INTO stream_events (stream, event_id, received_at, position, amount, looked_up, data)
       SELECT $1, event_id, now(), position, amount, looked_up, data
       FROM jsonb_to_recordset($2::jsonb)
         AS given (event_id text, position integer, amount numeric, looked_up text, data jsonb)
       ORDER BY event_id, position
       ON CONFLICT DO NOTHING RETURNING 1)
     SELECT count(*)::int AS accepted FROM accepted`,
    [name, JSON.stringify(rows)],
  );
  return accepted;
}
