import * as z from 'zod';
import { type FileType, tablesOf } from '../contracts/contract.ts';
import { KEY_VERSION } from '../contracts/private-values.ts';
import type { Slice } from '../contracts/slice.ts';
import { count } from '../domain/values.ts';
import { identifier, literal } from '../sql/quoting.ts';
import type { Parameters } from '../sql/statement.ts';
import type { StatementName } from '../sql/statement-names.ts';
import type { Warehouse } from './client.ts';
import { NO_BATCH, ofSlice, PUBLISHED_BATCHES } from './tables.ts';

/** Which batch of each file type a slice shows from this publication on. */
export interface Publication {
  /** Grows from publication to publication; a late writer with a smaller number is never seen. */
  readonly fencing: number;
  readonly syncId: string;
  /** The batch that the sync loaded, among `batches`. */
  readonly batchId: string;
  /** Who caused it; empty in old rows. */
  readonly by: string;
  /** Why an earlier book is shown again; empty for what a sync published. */
  readonly reason: string;
  /** The piece of work that published it: the sync itself, or an order. */
  readonly orderId: string;
  readonly publishedAt: string;
  /** By file type or derived table: what is shown from then on. */
  readonly batches: Readonly<Record<string, string>>;
}

/** How many books of a slice keep their rows: the live one and those before it. */
export const KEPT_PUBLICATIONS = 3;
/** In addition, the one that was live this long ago: yesterday's book, however often it has been corrected since. */
const KEPT_HOURS = 24;

const publicationRow = z.strictObject({
  fencing: count,
  sync_id: z.string(),
  batch_id: z.string(),
  published_by: z.string(),
  reason: z.string(),
  order_id: z.string(),
  published_at: z.string(),
  batches: z.record(z.string(), z.string()),
});

const newestPublications = (warehouse: Warehouse, slice: Slice, limit: number): Promise<Publication[]> =>
  publicationsWhere(warehouse, slice, 'publications-newest', 'true ORDER BY fencing DESC LIMIT {limit:UInt32}', {
    limit,
  });

/** @param rest a condition, order and limit of the publications of a slice */
async function publicationsWhere(
  warehouse: Warehouse,
  slice: Slice,
  name: StatementName,
  rest: string,
  parameters: Parameters,
): Promise<Publication[]> {
  const rows = await warehouse.rows({
    name,
    row: publicationRow,
    sql: `SELECT ${PUBLICATION_COLUMNS} FROM ${PUBLISHED_BATCHES} WHERE dataset = {dataset:String} AND variant = {variant:String} AND ${rest}`,
    parameters: { ...namedBy(slice), ...parameters },
  });
  return rows.map(publicationFrom);
}

const PUBLICATION_COLUMNS = `fencing, sync_id, batch_id, published_by, reason, order_id,
  formatDateTime(published_at, '%Y-%m-%dT%H:%i:%sZ', 'UTC') AS published_at, batches`;

const publicationFrom = (row: z.infer<typeof publicationRow>): Publication => ({
  fencing: row.fencing,
  syncId: row.sync_id,
  // In rows that are older than the column.
  batchId: row.batch_id === NO_BATCH ? (Object.values(row.batches)[0] ?? NO_BATCH) : row.batch_id,
  by: row.published_by,
  reason: row.reason,
  orderId: row.order_id,
  publishedAt: row.published_at,
  batches: row.batches,
});

/** The values of the parameters dataset and variant. */
const namedBy = ({ dataset, storedVariant: variant }: Slice) => ({ dataset, variant });

/** What a slice shows now; undefined before its first load. Every reader resolves this first and reads those batches. */
export const liveBatches = async (warehouse: Warehouse, slice: Slice): Promise<Publication | undefined> =>
  (await newestPublications(warehouse, slice, 1))[0];

/** What a slice shows now, and the publication that a sync made if it got that far before it was cut off. */
export interface LiveAndPublished {
  readonly live: Publication | undefined;
  readonly published: Publication | undefined;
}

export async function liveAndPublished(warehouse: Warehouse, slice: Slice, syncId: string): Promise<LiveAndPublished> {
  const newest = await newestPublications(warehouse, slice, KEPT_PUBLICATIONS);
  return { live: newest[0], published: newest.find((publication) => publication.syncId === syncId) };
}

/**
 * The publications whose rows are kept, newest first: of the newest different books, and of the one that was live a day
 * ago. A book that is shown again does not push out another.
 */
export async function keptPublications(warehouse: Warehouse, slice: Slice): Promise<Publication[]> {
  const ofSlice = `SELECT ${PUBLICATION_COLUMNS} FROM ${PUBLISHED_BATCHES} WHERE dataset = {dataset:String} AND variant = {variant:String}`;
  const rows = await warehouse.rows({
    name: 'publications-kept',
    row: publicationRow,
    sql: `SELECT * FROM (
       ${ofSlice} ORDER BY fencing DESC LIMIT 1 BY toString(batches) LIMIT {kept:UInt32}
     ) UNION ALL SELECT * FROM (
       ${ofSlice} AND published_batches.published_at <= now64(3, 'UTC') - toIntervalHour({hours:UInt32})
       ORDER BY fencing DESC LIMIT 1)`,
    parameters: { ...namedBy(slice), kept: KEPT_PUBLICATIONS, hours: KEPT_HOURS },
  });
  const publications = new Map(rows.map((row) => [row.fencing, publicationFrom(row)]));
  return [...publications.values()].toSorted((one, other) => other.fencing - one.fencing);
}

/** The batches whose rows can still be read, newest publication first: a batch that a kept book names is kept in all tables. */
export async function keptBatches(warehouse: Warehouse, slice: Slice): Promise<string[]> {
  const publications = await keptPublications(warehouse, slice);
  return [...new Set(publications.flatMap(({ batches }) => Object.values(batches)))];
}

/** Whether a book can be shown again, also one that is put together of several kept ones. @param kept see `keptBatches` */
export const isRestorable = ({ batches }: Pick<Publication, 'batches'>, kept: readonly string[]): boolean =>
  Object.values(batches).every((batch) => kept.includes(batch));

/**
 * The one step that makes a load visible: credits and payments together, because one row names both. A file type that the
 * sync did not bring keeps the batch it had.
 */
export async function publish(
  warehouse: Warehouse,
  slice: Slice,
  { fencing, syncId, batchId, by, reason, orderId, batches }: Omit<Publication, 'publishedAt'>,
): Promise<void> {
  await warehouse.command({
    name: 'publish',
    sql: `INSERT INTO ${PUBLISHED_BATCHES}
       (dataset, variant, fencing, batches, sync_id, batch_id, published_by, reason, order_id, published_at)
     SELECT {dataset:String}, {variant:String}, {fencing:UInt64}, {batches:Map(String, UUID)}, {sync:UUID}, {batch:UUID},
       {by:String}, {reason:String}, {order:UUID}, now64(3, 'UTC')`,
    parameters: {
      ...namedBy(slice),
      fencing,
      batches: new Map(Object.entries(batches)),
      sync: syncId,
      batch: batchId,
      by,
      reason,
      order: orderId,
    },
    settings: { insert_deduplicate: 0 },
  });
}

/** The publication that first showed a batch: of the sync that loaded it. */
export async function publicationOfBatch(
  warehouse: Warehouse,
  slice: Slice,
  fileType: string,
  batchId: string,
): Promise<Publication | undefined> {
  const [first] = await publicationsWhere(
    warehouse,
    slice,
    'publication-of-batch',
    'batches[{file_type:String}] = {batch:UUID} ORDER BY fencing LIMIT 1',
    { file_type: fileType, batch: batchId },
  );
  return first;
}

/** The publication that a sync made, however long ago; not a rollback to it. */
export async function publicationOfSync(
  warehouse: Warehouse,
  slice: Slice,
  syncId: string,
): Promise<Publication | undefined> {
  const [found] = await publicationsWhere(
    warehouse,
    slice,
    'publication-of-sync',
    "sync_id = {sync:UUID} AND reason = '' ORDER BY fencing DESC LIMIT 1",
    { sync: syncId },
  );
  return found;
}

/** The publication that was live until this one; not one with a smaller number that came too late to be seen. */
export async function publicationBefore(
  warehouse: Warehouse,
  slice: Slice,
  { fencing }: Publication,
): Promise<Publication | undefined> {
  const [before] = await publicationsWhere(
    warehouse,
    slice,
    'publication-before',
    `fencing < {fencing:UInt64} AND published_batches.published_at <= (
       SELECT min(published_at) FROM ${PUBLISHED_BATCHES}
       WHERE dataset = {dataset:String} AND variant = {variant:String} AND fencing = {fencing:UInt64})
     ORDER BY fencing DESC LIMIT 1`,
    { fencing },
  );
  return before;
}

const batchRow = z.strictObject({ batch: z.string() });

/** The batches of a file type that were ever live, newest first. */
export async function newestBatches(
  warehouse: Warehouse,
  slice: Slice,
  fileType: string,
  limit: number,
): Promise<string[]> {
  const rows = await warehouse.rows({
    name: 'batches-newest',
    row: batchRow,
    sql: `SELECT batches[{file_type:String}] AS batch FROM ${PUBLISHED_BATCHES}
     WHERE dataset = {dataset:String} AND variant = {variant:String} AND mapContains(batches, {file_type:String})
     GROUP BY batch ORDER BY max(fencing) DESC LIMIT {limit:UInt32}`,
    parameters: { ...namedBy(slice), file_type: fileType, limit },
  });
  return rows.map(({ batch }) => batch);
}

const replacedRow = batchRow.extend({ name: z.string() });

/** The batches of each file type and derived table that newer ones have replaced: all but its newest ones. */
export function replacedBatches(
  warehouse: Warehouse,
  slice: Slice,
  kept: number,
  limit: number,
): Promise<{ name: string; batch: string }[]> {
  return warehouse.rows({
    name: 'batches-replaced',
    row: replacedRow,
    sql: `SELECT name, batch FROM ${PUBLISHED_BATCHES} ARRAY JOIN mapKeys(batches) AS name, mapValues(batches) AS batch
     WHERE dataset = {dataset:String} AND variant = {variant:String}
     GROUP BY name, batch ORDER BY max(fencing) DESC LIMIT {limit:UInt32} OFFSET {kept:UInt32} BY name`,
    parameters: { ...namedBy(slice), kept, limit },
  });
}

/** The publication that an order made, if it got that far before it was cut off. */
export async function publicationOfOrder(
  warehouse: Warehouse,
  slice: Slice,
  orderId: string,
): Promise<Publication | undefined> {
  const [found] = await publicationsWhere(warehouse, slice, 'publication-of-order', 'order_id = {order:UUID} LIMIT 1', {
    order: orderId,
  });
  return found;
}

export async function publicationNumbered(
  warehouse: Warehouse,
  slice: Slice,
  fencing: number,
): Promise<Publication | undefined> {
  const [found] = await publicationsWhere(
    warehouse,
    slice,
    'publication-numbered',
    'fencing = {fencing:UInt64} ORDER BY published_at LIMIT 1',
    { fencing },
  );
  return found;
}

/** Where a list of publications continues: the position of the last one on the page before. */
export type PublicationPlace = readonly [publishedAt: string, variant: string, fencing: number];

export interface PublicationOfSlice extends Publication {
  readonly slice: Slice;
}

const listedRow = publicationRow.extend({ variant: z.string(), place: z.string() });

/** A page of all publications of some slices of a dataset, newest first. */
export async function publicationsPage(
  warehouse: Warehouse,
  slices: readonly Slice[],
  { limit, after }: { limit: number; after?: PublicationPlace | undefined },
): Promise<{ publications: PublicationOfSlice[]; next: PublicationPlace | undefined }> {
  const rows = await warehouse.rows({
    name: 'publications',
    row: listedRow,
    sql: `SELECT ${PUBLICATION_COLUMNS}, variant, toString(published_batches.published_at) AS place
     FROM ${PUBLISHED_BATCHES}
     WHERE dataset = {dataset:String} AND variant IN {variants:Array(String)}
       AND (toString(published_batches.published_at), variant, fencing) < ({at:String}, {of:String}, {number:UInt64})
     ORDER BY published_batches.published_at DESC, variant DESC, fencing DESC LIMIT {limit:UInt32}`,
    parameters: {
      dataset: slices[0]?.dataset ?? '',
      variants: slices.map(({ storedVariant }) => storedVariant),
      at: after?.[0] ?? '9',
      of: after?.[1] ?? '',
      number: after?.[2] ?? 0,
      limit: limit + 1,
    },
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    publications: page.map((row) => ({
      ...publicationFrom(row),
      slice: slices.find(({ storedVariant }) => storedVariant === row.variant)!,
    })),
    next: last && [last.place, last.variant, last.fencing],
  };
}

const batchCount = batchRow.extend({ rows: count });

/**
 * How many rows each kept batch has.
 * @param batches table and batch of each
 * @returns by `<table> <batch>`
 */
export async function rowsOfBatches(
  warehouse: Warehouse,
  slice: Slice,
  batches: readonly (readonly [fileType: string, batchId: string])[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tablesOf(slice.contract)) {
    const ids = [...new Set(batches.filter(([name]) => name === table.name).map(([, batch]) => batch))];
    if (ids.length === 0) continue;
    const rows = await warehouse.rows({
      name: 'batches-count',
      row: batchCount,
      sql: `SELECT batch_id AS batch, count() AS rows FROM ${table.table}
       WHERE ${ofSlice(slice.contract)} AND batch_id IN {batches:Array(UUID)} GROUP BY batch`,
      parameters: { variant: slice.storedVariant, batches: ids },
    });
    // A batch without rows is an empty book.
    for (const batch of ids) counts.set(`${table.name} ${batch}`, rows.find((row) => row.batch === batch)?.rows ?? 0);
  }
  return counts;
}

/**
 * How many rows of a file type with private columns are hashed under another version of the key.
 * @returns by batch
 */
export async function rowsUnderOtherKeys(
  warehouse: Warehouse,
  slice: Slice,
  { table }: FileType,
  batches: readonly string[],
  version: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await warehouse.rows({
    name: 'batches-former-key',
    row: batchCount,
    sql: `SELECT batch_id AS batch, countIf(${KEY_VERSION.name} != {version:UInt16}) AS rows FROM ${table}
     WHERE ${ofSlice(slice.contract)} AND batch_id IN {batches:Array(UUID)} GROUP BY batch`,
    parameters: { variant: slice.storedVariant, batches, version },
  });
  return new Map(rows.map((row) => [row.batch, row.rows]));
}

/** The newest publication of this sync, or of the sync that loaded this batch. */
export async function publicationNamed(
  warehouse: Warehouse,
  slice: Slice,
  id: string,
): Promise<Publication | undefined> {
  const [named] = await publicationsWhere(
    warehouse,
    slice,
    'publication-named',
    '(sync_id = {id:UUID} OR batch_id = {id:UUID}) ORDER BY fencing DESC LIMIT 1',
    { id },
  );
  if (named) return named;
  // Old rows do not say which batch was their sync's: it was the first to show it.
  const [first] = await publicationsWhere(
    warehouse,
    slice,
    'publication-of-old-batch',
    'has(mapValues(batches), {id:UUID}) ORDER BY fencing LIMIT 1',
    { id },
  );
  return first;
}

const partitionRow = z.strictObject({ table: z.string(), id: z.string(), partition: z.string() });

/**
 * Drops every batch of a slice that no kept publication names: old ones, and what failed or interrupted syncs left.
 * Only for the holder of the slice's lease, when its own batch is published or given up.
 * @param waiting batches that may still be published
 */
export async function dropUnpublishedBatches(
  warehouse: Warehouse,
  slice: Slice,
  waiting: readonly string[],
): Promise<void> {
  const kept = [...(await keptBatches(warehouse, slice)), ...waiting];
  const partitions = await warehouse.rows({
    name: 'batches-stored',
    row: partitionRow,
    sql: `SELECT DISTINCT table, partition_id AS id, partition FROM system.parts
     WHERE database = currentDatabase() AND table IN {tables:Array(String)} AND active`,
    parameters: { tables: tablesOf(slice.contract).map(({ table }) => table) },
  });
  for (const { table, id, partition } of partitions) {
    // A table of a dataset without variants has no rows of others.
    const isOfSlice = slice.variant === null || partition.includes(`'${slice.variant}'`);
    if (!isOfSlice || kept.some((batch) => partition.includes(batch))) continue;
    await warehouse.command({
      name: 'drop-batch',
      sql: `ALTER TABLE ${identifier(table)} DROP PARTITION ID ${literal(id)}`,
    });
  }
}
