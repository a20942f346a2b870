import * as z from 'zod';
import type { Stream } from '../contracts/stream.ts';
import type { Operations, Queryable } from '../operations/database.ts';
import { isoSql } from '../sql/iso-time.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { NUMBERS_OF_PARTITION, streamTable } from '../warehouse/stream-tables.ts';

/** In one insert, and so in one part. */
const CHUNK = 10_000;

const reachedRow = z.strictObject({ reached: z.int().min(0) });

/** The largest number that is in the history: what it holds says itself where it goes on. */
export const storedUpTo = async (warehouse: Warehouse, stream: Stream): Promise<number> =>
  (
    await warehouse.row({
      name: 'stream-stored',
      row: reachedRow,
      sql: `SELECT max(sequence) AS reached FROM ${streamTable(stream)}`,
    })
  ).reached;

/**
 * Writes events that have numbers into the history, in their order, until none is left. There is one writer at a time: who finds
 * another at it leaves it to him, because he looks again once he has let go.
 * @param goesOn whether there is time for another chunk
 * @returns how many were written
 */
export async function storeHistory(
  operations: Operations,
  warehouse: Warehouse,
  stream: Stream,
  goesOn: () => boolean = () => true,
): Promise<number> {
  for (let stored = 0; ; ) {
    const chunk = await operations.transaction((inside) => storeChunk(operations, inside, warehouse, stream));
    stored += chunk ?? 0;
    if (chunk === undefined || !goesOn()) return stored;
    if (chunk === 0 && !(await isUnstored(operations, stream))) return stored;
  }
}

interface Chunk {
  /** JSON, a line an event; null where there is none. */
  readonly lines: string | null;
  readonly events: number;
  /** Everything up to this number is stored with it. */
  readonly upto: string;
}

/** @returns how many events were written; undefined where another writer is at it */
async function storeChunk(
  { scope }: Operations,
  inside: Queryable,
  warehouse: Warehouse,
  stream: Stream,
): Promise<number | undefined> {
  const [{ isFree } = { isFree: false }] = await inside.query<{ isFree: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS "isFree"`,
    [`history of ${scope.schema} ${stream.name}`],
  );
  if (!isFree) return undefined;
  const [chunk] = await inside.query<Chunk>(CHUNK_SQL, [
    stream.name,
    await storedUpTo(warehouse, stream),
    CHUNK,
    NUMBERS_OF_PARTITION,
  ]);
  const { lines, events, upto } = chunk!;
  if (lines !== null) {
    await warehouse.command({
      name: 'store-stream',
      // The rows stand in the statement, as Postgres wrote them.
      sql: `INSERT INTO ${streamTable(stream)} FORMAT JSONEachRow\n${lines}`,
      settings: {
        // All of them are one block, whatever its bytes.
        min_insert_block_size_rows: '0',
        min_insert_block_size_bytes: '0',
        max_insert_block_size: String(10 * CHUNK),
        input_format_parallel_parsing: 0,
        async_insert: 0,
        insert_deduplicate: 0,
        date_time_input_format: 'best_effort',
      },
    });
  }
  await inside.query(
    'UPDATE stream_counters SET stored_sequence = greatest(stored_sequence, $2), stored_at = now() WHERE stream = $1',
    [stream.name, upto],
  );
  return events;
}

/** One snapshot: numbers up to the last one are either in the chunk, or after it, or of no event. */
const CHUNK_SQL = `
WITH following AS (
  SELECT sequence FROM stream_events WHERE stream = $1 AND sequence > $2 ORDER BY sequence LIMIT 1
), chunk AS (
  SELECT event.sequence,
    (data || jsonb_build_object('category', category, 'is_alert', is_alert, 'sequence', event.sequence,
      'received_at', ${isoSql('received_at')}, 'recorded_at', ${isoSql('recorded_at')}))::text AS line
  FROM stream_events AS event, following
  WHERE stream = $1 AND event.sequence >= following.sequence
    AND event.sequence < (following.sequence / $4::bigint + 1) * $4::bigint
  ORDER BY event.sequence LIMIT $3
)
SELECT string_agg(line, E'\\n' ORDER BY sequence) AS lines, count(*)::int AS events,
  coalesce(max(sequence), (SELECT last_sequence FROM stream_counters WHERE stream = $1), 0)::text AS upto
FROM chunk`;

async function isUnstored(operations: Operations, stream: Stream): Promise<boolean> {
  const [row] = await operations.query<{ unstored: boolean }>(
    'SELECT last_sequence > stored_sequence AS unstored FROM stream_counters WHERE stream = $1',
    [stream.name],
  );
  return row?.unstored ?? false;
}
