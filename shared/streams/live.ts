import * as z from 'zod';
import { scaled, unscaled } from '../contracts/kinds/decimal.ts';
import { amountScale, type Stream } from '../contracts/stream.ts';
import { cursorsOf, POSITION } from '../domain/pagination.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { StreamAlertBody, StreamCountersBody, StreamEventBody } from '../domain/stream.ts';
import type { Operations } from '../operations/database.ts';
import { ALERT_COLUMNS, type AlertRow, alertBody } from './alerts.ts';
import { EVENT_COLUMNS, type EventRow, eventBody } from './stream-event.ts';

/** What a page shows when it is opened. */
const LAST_EVENTS = 20;
const LAST_ALERTS = 50;

export interface Live {
  /** Both in the order of their numbers, oldest first. */
  readonly events: StreamEventBody[];
  readonly alerts: StreamAlertBody[];
  readonly counters: StreamCountersBody;
  /** Everything up to there has been given. */
  readonly next: string;
}

/** The tenant and the stream are in it: the place in one's own stream means nothing in another. */
const places = cursorsOf('live', z.tuple([z.string().max(20), z.string().max(100), POSITION.count]));

interface LiveRow {
  readonly last: number;
  readonly next: number;
  readonly transactions: string;
  readonly total_value: string;
  readonly alerts_raised: string;
  readonly categories: Readonly<Record<string, { readonly transactions: number; readonly total_value: string }>>;
  readonly events: readonly EventRow[];
  readonly alerts: readonly AlertRow[];
}

/**
 * The stream as it stands, and what is new: one statement, so one snapshot and one way there and back. No number is given out
 * after a larger one was seen (record-events.ts), so whoever goes on with `next` misses nothing.
 * @throws {Problem} `invalid-cursor`
 */
export async function readLive(
  operations: Operations,
  stream: Stream,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Live> {
  const { tenantId } = operations.scope;
  const from = after === undefined ? null : placeOf(after, tenantId, stream);
  const [row] = await operations.query<LiveRow>(from === null ? LAST : AFTER, [
    stream.name,
    limit,
    ...(from === null ? [] : [from]),
  ]);
  const { last, next, events, alerts } = row!;
  // Nobody was given it: nothing has this number yet.
  if (from !== null && from > last) throw foreign();
  return {
    events: events.map((event) => eventBody(stream, event)),
    alerts: alerts.map((alert) => alertBody(stream, alert)),
    counters: countersOf(stream, row!),
    next: places.encode([tenantId, stream.name, next]),
  };
}

const foreign = () => new Problem('invalid-cursor', serviceSentence('live-position'));

function placeOf(after: string, tenantId: string, { name }: Stream): number {
  const [tenant, of, place] = places.decode(after);
  if (tenant !== tenantId || of !== name) throw foreign();
  return place;
}

function countersOf(
  stream: Stream,
  { transactions, total_value, alerts_raised, categories }: LiveRow,
): StreamCountersBody {
  const scale = amountScale(stream);
  const exact = (sum: string) => scaled(unscaled(sum, scale), scale);
  return {
    transactions: Number(transactions),
    total_value: exact(total_value),
    alerts: Number(alerts_raised),
    by_category: Object.fromEntries(
      Object.entries(categories).map(([name, of]) => [name, { ...of, total_value: exact(of.total_value) }]),
    ),
  };
}

/** @param next which number everything is given up to @param events and alerts: what is given, of `$1` */
const liveSql = (next: string, events: string, alerts: string): string => `
WITH counters AS (
  SELECT last_sequence, transactions, total_value, alerts FROM stream_counters WHERE stream = $1
  UNION ALL SELECT 0, 0, 0, 0 ORDER BY last_sequence DESC LIMIT 1
), place AS (${next})
SELECT counters.last_sequence::float8 AS last, place.next::float8 AS next, counters.transactions::text AS transactions,
  counters.total_value::text AS total_value, counters.alerts::text AS alerts_raised,
  (SELECT coalesce(json_object_agg(category, json_build_object('transactions', transactions, 'total_value', total_value::text)
     ORDER BY category), '{}') FROM stream_categories WHERE stream = $1) AS categories,
  (SELECT coalesce(json_agg(event ORDER BY sequence), '[]') FROM (${events}) AS event) AS events,
  (SELECT coalesce(json_agg(alert ORDER BY changed), '[]') FROM (${alerts}) AS alert) AS alerts
FROM counters, place`;

const EVENTS = `SELECT ${EVENT_COLUMNS}, is_alert FROM stream_events WHERE stream = $1 AND sequence IS NOT NULL`;
const ALERTS = `SELECT ${ALERT_COLUMNS}, changed_sequence AS changed FROM stream_alerts WHERE stream = $1`;

const LAST = liveSql(
  'SELECT last_sequence AS next FROM counters',
  `${EVENTS} ORDER BY stream_events.sequence DESC LIMIT least($2, ${LAST_EVENTS})`,
  `${ALERTS} ORDER BY stream_alerts.sequence DESC LIMIT least($2, ${LAST_ALERTS})`,
);

/** Of so many numbers at a time, each of an event or of the change of an alert, or of both. */
const AFTER = liveSql(
  `SELECT coalesce((SELECT number FROM (
     (SELECT sequence AS number FROM stream_events WHERE stream = $1 AND sequence > $3 ORDER BY sequence LIMIT $2)
     UNION
     (SELECT changed_sequence FROM stream_alerts WHERE stream = $1 AND changed_sequence > $3
      ORDER BY changed_sequence LIMIT $2)) AS given
     ORDER BY number OFFSET $2 - 1 LIMIT 1), greatest((SELECT last_sequence FROM counters), $3)) AS next`,
  `${EVENTS} AND stream_events.sequence > $3 AND stream_events.sequence <= (SELECT next FROM place)`,
  `${ALERTS} AND changed_sequence > $3 AND changed_sequence <= (SELECT next FROM place)`,
);
