import type { Stream } from '../contracts/stream.ts';
import type { Queryable } from '../operations/database.ts';

/** Bounds of the histogram of what lies between an event's arrival and its number, in seconds. */
export const LAG_SECONDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300] as const;

/** What `/metrics` tells of a stream. */
export interface StreamTotals {
  readonly stream: string;
  readonly events: number;
  readonly alerts: number;
  /** By the bounds: how many had their number by then. */
  readonly below: readonly number[];
  readonly lag_seconds: number;
  /** How long the oldest event without a number has been waiting. */
  readonly waiting_seconds: number;
}

export async function streamTotals(operations: Queryable, streams: readonly Stream[]): Promise<StreamTotals[]> {
  return operations.query<StreamTotals>(
    `SELECT stream, coalesce(transactions, 0)::float8 AS events, coalesce(alerts, 0)::float8 AS alerts,
       coalesce(lag_seconds, 0) AS lag_seconds,
       ARRAY(SELECT coalesce(lags.events, 0)::float8 FROM unnest($2::float8[]) WITH ORDINALITY AS bounds (bound, place)
             LEFT JOIN stream_lags AS lags ON lags.stream = named.stream AND lags.bound = bounds.bound
             ORDER BY place) AS below,
       coalesce((SELECT extract(epoch FROM clock_timestamp() - received_at)::float8 FROM stream_events AS event
                 WHERE event.stream = named.stream AND sequence IS NULL
                 ORDER BY received_at, position, event_id LIMIT 1), 0) AS waiting_seconds
     FROM unnest($1::text[]) AS named (stream) LEFT JOIN stream_counters USING (stream)`,
    [streams.map(({ name }) => name), [...LAG_SECONDS]],
  );
}
