import type { Stream } from '../contracts/stream.ts';
import type { Operations } from '../operations/database.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { categoriesOf } from './categories.ts';
import { LAG_SECONDS } from './stream-totals.ts';

/** In one transaction: some tenths of a second. */
const CHUNK = 5000;

export interface Recorded {
  readonly events: number;
  readonly alerts: number;
  /** Of the event that waited longest. */
  readonly lagSeconds: number;
}

/**
 * Gives numbers to events that wait, in the order in which they arrived, counts them and raises alerts: all of it in one
 * transaction, or nothing. One who does this has the lock of the stream until he commits; another waits.
 * @returns undefined where nothing waits
 * @throws {WarehouseUnavailable} where nobody says what categories they are of
 */
export async function recordChunk(
  operations: Operations,
  warehouse: Warehouse,
  stream: Stream,
  size = CHUNK,
): Promise<Recorded | undefined> {
  // Asked before the lock is held, which nobody should wait for because the warehouse is slow.
  const [{ names } = { names: null }] = await operations.query<{ names: string[] | null }>(
    `SELECT array_agg(DISTINCT looked_up) AS names FROM (
       SELECT looked_up FROM stream_events WHERE stream = $1 AND sequence IS NULL
       ORDER BY received_at, position, event_id LIMIT $2) AS chunk`,
    [stream.name, size],
  );
  if (names === null) return undefined;
  const categories = [...(await categoriesOf(warehouse, stream, names))].map(([name, category]) => ({
    name,
    category,
  }));
  return operations.transaction(async (inside) => {
    await inside.query('INSERT INTO stream_counters (stream) VALUES ($1) ON CONFLICT DO NOTHING', [stream.name]);
    await inside.query('SELECT FROM stream_counters WHERE stream = $1 FOR UPDATE', [stream.name]);
    // What was recorded meanwhile by others is seen by the next statement, and not taken again.
    const [recorded] = await inside.query<Recorded>(RECORD, [
      stream.name,
      JSON.stringify(categories),
      size,
      stream.threshold,
      [...LAG_SECONDS],
    ]);
    return recorded;
  });
}

const RECORD = `
WITH chosen AS (
  SELECT version, threshold FROM stream_settings WHERE stream = $1
  UNION ALL SELECT 0, $4::numeric ORDER BY version DESC LIMIT 1
), clock AS MATERIALIZED (
  SELECT clock_timestamp() AS at
), taken AS MATERIALIZED (
  SELECT event_id, category, row_number() OVER (ORDER BY received_at, position, event_id) AS place FROM (
    SELECT event_id, named.category, received_at, position
    FROM stream_events AS event JOIN jsonb_to_recordset($2::jsonb) AS named (name text, category text)
      ON named.name = event.looked_up
    WHERE stream = $1 AND sequence IS NULL
    ORDER BY received_at, position, event_id LIMIT $3) AS waiting
), recorded AS (
  UPDATE stream_events AS event
  SET sequence = counters.last_sequence + taken.place, category = taken.category,
      is_alert = event.amount > chosen.threshold, recorded_at = clock.at
  FROM taken, chosen, clock, stream_counters AS counters
  WHERE event.stream = $1 AND event.event_id = taken.event_id AND counters.stream = $1
  RETURNING event.sequence, event.amount, event.category, event.is_alert, event.data, event.received_at, event.recorded_at,
    greatest(extract(epoch FROM clock.at - event.received_at)::float8, 0) AS lag
), raised AS (
  INSERT INTO stream_alerts
    (stream, sequence, changed_sequence, data, category, received_at, recorded_at, threshold, settings_version)
  SELECT $1, sequence, sequence, data, recorded.category, received_at, recorded_at, chosen.threshold, chosen.version
  FROM recorded, chosen WHERE is_alert
  RETURNING alert_id, sequence, data, category, recorded_at, threshold, settings_version
), told AS (
  INSERT INTO outbox (type, occurred_at, data)
  SELECT 'alert.raised', recorded_at, jsonb_build_object('alert_id', alert_id, 'stream', $1::text, 'sequence', sequence,
    'threshold', threshold::text, 'settings_version', settings_version, 'category', category, 'event', data)
  FROM raised
), categories AS (
  INSERT INTO stream_categories AS known (stream, category, transactions, total_value)
  SELECT $1, category, count(*), sum(amount) FROM recorded GROUP BY category
  ON CONFLICT (stream, category) DO UPDATE
  SET transactions = known.transactions + excluded.transactions, total_value = known.total_value + excluded.total_value
), lags AS (
  INSERT INTO stream_lags AS known (stream, bound, events)
  SELECT $1, bound, count(*) FILTER (WHERE lag <= bound) FROM recorded, unnest($5::float8[]) AS bound GROUP BY bound
  ON CONFLICT (stream, bound) DO UPDATE SET events = known.events + excluded.events
), sums AS (
  SELECT count(*) AS events, coalesce(sum(amount), 0) AS value, count(*) FILTER (WHERE is_alert) AS alerts,
    coalesce(sum(lag), 0) AS lag, coalesce(max(lag), 0) AS longest
  FROM recorded
), totals AS (
  UPDATE stream_counters AS known
  SET last_sequence = known.last_sequence + sums.events, transactions = known.transactions + sums.events,
      total_value = known.total_value + sums.value, alerts = known.alerts + sums.alerts,
      lag_seconds = known.lag_seconds + sums.lag
  FROM sums WHERE stream = $1 AND sums.events > 0
)
SELECT events::int, alerts::int, longest AS "lagSeconds" FROM sums`;
