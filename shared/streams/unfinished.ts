import type { Stream } from '../contracts/stream.ts';
import { EVENT_DAYS } from '../domain/stream.ts';
import type { Queryable } from '../operations/database.ts';

/** Younger ones have a message on its way. */
const PATIENCE_SECONDS = 5;

/** What is left to do for a stream, as the schedule finds it. */
export interface Unfinished {
  /** Events wait for their numbers, or are not in the history. */
  readonly isBehind: boolean;
  /** Events are past their time. */
  readonly isOld: boolean;
}

/** One cheap question: each looks at the first row of an index. */
export async function unfinishedOf(operations: Queryable, { name }: Stream): Promise<Unfinished> {
  const [row] = await operations.query<Unfinished>(
    `SELECT
       EXISTS (SELECT FROM (SELECT received_at FROM stream_events WHERE stream = $1 AND sequence IS NULL
                            ORDER BY received_at, position, event_id LIMIT 1) AS oldest
               WHERE received_at < now() - make_interval(secs => $2))
       OR EXISTS (SELECT FROM stream_counters WHERE stream = $1 AND last_sequence > stored_sequence
                  AND stored_at < now() - make_interval(secs => $2)) AS "isBehind",
       EXISTS (SELECT FROM (SELECT recorded_at FROM stream_events WHERE stream = $1 AND sequence IS NOT NULL
                            ORDER BY sequence LIMIT 1) AS oldest
               WHERE recorded_at < now() - make_interval(days => $3)) AS "isOld"`,
    [name, PATIENCE_SECONDS, EVENT_DAYS],
  );
  return row ?? { isBehind: false, isOld: false };
}
