import * as z from 'zod';
import { type Stream, streamColumn } from '../contracts/stream.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../domain/pagination.ts';
import type { StreamEventBody } from '../domain/stream.ts';
import { identifier } from '../sql/quoting.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { servedSql } from '../warehouse/served-value.ts';
import { EVENT_TYPES, streamTable } from '../warehouse/stream-tables.ts';

const cursors = cursorsOf('stream-events', z.tuple([z.string().max(100), POSITION.time, POSITION.count]));

const eventRow = z
  .looseObject({ is_alert: z.boolean(), sequence: z.int(), at_millis: z.string() })
  .catchall(z.union([z.string(), z.number(), z.boolean()]));

export interface HistoryQuery {
  /** ISO 8601: it happened then or later. */
  readonly from?: string | undefined;
  /** It happened before then. */
  readonly to?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const FIRST = '1900-01-01T00:00:00.000Z';
const LAST = '2299-12-31T23:59:59.999Z';
const millis = (time: string): number => Date.parse(time);
/** The first millisecond that is not before a time, which may be finer than one. */
const millisFrom = (time: string): number => millis(time) + (/\.\d{3}\d*[1-9]/.test(time) ? 1 : 0);

/** Events of the history by when they happened, newest first. @throws {Problem} `invalid-cursor` */
export async function readHistory(
  warehouse: Warehouse,
  stream: Stream,
  { from = FIRST, to, limit, cursor }: HistoryQuery,
): Promise<Page<StreamEventBody>> {
  const place = cursor === undefined ? undefined : placeOf(stream, cursor);
  const time = identifier(stream.time);
  const rows = await warehouse.rows({
    name: 'stream-history',
    row: eventRow,
    sql: `SELECT ${servedColumns(stream)}, toString(toUnixTimestamp64Milli(${streamTable(stream)}.${time})) AS at_millis
     FROM ${streamTable(stream)}
     WHERE ${time} >= fromUnixTimestamp64Milli(toInt64({from:String}), 'UTC')
       AND ${time} <= fromUnixTimestamp64Milli(toInt64({upto:String}), 'UTC')
       AND (${time}, sequence) < (fromUnixTimestamp64Milli(toInt64({at:String}), 'UTC'), {sequence:UInt64})
     ORDER BY ${time} DESC, sequence DESC LIMIT 1 BY sequence LIMIT {limit:UInt32}`,
    parameters: {
      from: String(millisFrom(from)),
      upto: String(to === undefined ? millis(LAST) : millisFrom(to) - 1),
      at: String(place?.at ?? millis(LAST) + 1),
      sequence: place?.sequence ?? 0,
      limit: limit + 1,
    },
    settings: { prefer_column_name_to_alias: 1, max_execution_time: 20, wait_end_of_query: 1 },
  });
  const { data, next_cursor } = pageOf(rows, limit, cursors, ({ at_millis, sequence }) => [
    stream.name,
    new Date(Number(at_millis)).toISOString(),
    sequence,
  ]);
  return { data: data.map(({ at_millis: _, ...event }) => event as StreamEventBody), next_cursor };
}

function placeOf(stream: Stream, cursor: string): { at: number; sequence: number } {
  const [of, time, sequence] = cursors.decode(cursor);
  // The place in another stream is none in this one, and leads nowhere.
  return of === stream.name ? { at: millis(time), sequence } : { at: millis(FIRST), sequence: 0 };
}

const servedColumns = (stream: Stream): string =>
  [
    ...stream.columns.map(({ name }) => {
      const served = servedSql(streamColumn(stream, name).kind, identifier(name));
      return served === identifier(name) ? served : `${served} AS ${identifier(name)}`;
    }),
    ...EVENT_TYPES.map(([name, type]) => (type.startsWith('DateTime64') ? `${isoSql(name)} AS ${name}` : name)),
  ].join(', ');

const isoSql = (name: string): string => `concat(replaceOne(toString(${name}), ' ', 'T'), 'Z')`;
