import { type Dataset, fileTypeOf } from '../contracts/contract.ts';
import type { Warehouse } from './client.ts';
import { literal } from './sql.ts';
import { factTable, PUBLISHED_BATCHES } from './tables.ts';

/** Which batch of each file type a variant shows, since one publication. */
export interface Publication {
  /** Grows from publication to publication; a late writer with a smaller number is never seen. */
  readonly fencing: number;
  readonly syncId: string;
  readonly publishedAt: string;
  readonly batches: Readonly<Record<string, string>>;
}

/** How many publications of a variant keep their rows: the live one and those before it. */
export const KEPT_PUBLICATIONS = 3;

interface PublicationRow {
  readonly fencing: number;
  readonly sync_id: string;
  readonly published_at: string;
  readonly batches: Record<string, string>;
}

const newestPublications = (
  warehouse: Warehouse,
  dataset: Dataset,
  variant: string,
  limit: number,
): Promise<Publication[]> =>
  publicationsWhere(warehouse, 'true ORDER BY fencing DESC LIMIT {limit:UInt32}', {
    dataset: dataset.name,
    variant,
    limit,
  });

/** @param rest a condition, order and limit of the publications of `dataset` and `variant` */
async function publicationsWhere(
  warehouse: Warehouse,
  rest: string,
  parameters: { dataset: string; variant: string; [name: string]: unknown },
): Promise<Publication[]> {
  const rows = await warehouse.rows<PublicationRow>(
    `SELECT fencing, sync_id, formatDateTime(published_at, '%Y-%m-%dT%H:%i:%sZ', 'UTC') AS published_at, batches
     FROM ${PUBLISHED_BATCHES} WHERE dataset = {dataset:String} AND variant = {variant:String} AND ${rest}`,
    parameters,
  );
  return rows.map(({ fencing, sync_id, published_at, batches }) => ({
    fencing,
    syncId: sync_id,
    publishedAt: published_at,
    batches,
  }));
}

/** What a variant shows now; undefined before its first load. Every reader resolves this first and reads those batches. */
export const liveBatches = async (
  warehouse: Warehouse,
  dataset: Dataset,
  variant: string,
): Promise<Publication | undefined> => (await newestPublications(warehouse, dataset, variant, 1))[0];

/** The publications whose rows are kept, newest first. */
export const keptPublications = (warehouse: Warehouse, dataset: Dataset, variant: string): Promise<Publication[]> =>
  newestPublications(warehouse, dataset, variant, KEPT_PUBLICATIONS);

/** The batches whose rows can still be read, newest publication first. */
export async function keptBatches(warehouse: Warehouse, dataset: Dataset, variant: string): Promise<string[]> {
  const publications = await keptPublications(warehouse, dataset, variant);
  return [...new Set(publications.flatMap(({ batches }) => Object.values(batches)))];
}

/**
 * The one step that makes a load visible: credits and payments together, because one row names both. A file type that the
 * sync did not bring keeps the batch it had.
 */
export async function publish(
  warehouse: Warehouse,
  dataset: Dataset,
  variant: string,
  { fencing, syncId, batches }: Omit<Publication, 'publishedAt'>,
): Promise<void> {
  await warehouse.command(
    `INSERT INTO ${PUBLISHED_BATCHES} (dataset, variant, fencing, batches, sync_id, published_at)
     SELECT {dataset:String}, {variant:String}, {fencing:UInt64}, {batches:Map(String, UUID)}, {sync:UUID}, now64(3, 'UTC')`,
    { dataset: dataset.name, variant, fencing, batches: new Map(Object.entries(batches)), sync: syncId },
    { insert_deduplicate: 0 },
  );
}

/** The publication that a sync made, if it got that far before it was cut off. */
export async function publicationOf(
  warehouse: Warehouse,
  dataset: Dataset,
  variant: string,
  syncId: string,
): Promise<Publication | undefined> {
  const newest = await newestPublications(warehouse, dataset, variant, KEPT_PUBLICATIONS);
  return newest.find((publication) => publication.syncId === syncId);
}

/** The publication that first showed a batch: of the sync that loaded it. */
export async function publicationOfBatch(
  warehouse: Warehouse,
  dataset: Dataset,
  variant: string,
  fileType: string,
  batchId: string,
): Promise<Publication | undefined> {
  const publications = await publicationsWhere(
    warehouse,
    'batches[{file_type:String}] = {batch:UUID} ORDER BY fencing LIMIT 1',
    { dataset: dataset.name, variant, file_type: fileType, batch: batchId },
  );
  return publications[0];
}

/** The publication that a sync made, however long ago. */
export async function publicationOfSync(
  warehouse: Warehouse,
  dataset: Dataset,
  variant: string,
  syncId: string,
): Promise<Publication | undefined> {
  const publications = await publicationsWhere(warehouse, 'sync_id = {sync:UUID} ORDER BY fencing DESC LIMIT 1', {
    dataset: dataset.name,
    variant,
    sync: syncId,
  });
  return publications[0];
}

/** The publication that was live until this one; not one with a smaller number that came too late to be seen. */
export async function publicationBefore(
  warehouse: Warehouse,
  dataset: Dataset,
  variant: string,
  { fencing }: Publication,
): Promise<Publication | undefined> {
  const publications = await publicationsWhere(
    warehouse,
    `fencing < {fencing:UInt64} AND published_batches.published_at <= (
       SELECT min(published_at) FROM ${PUBLISHED_BATCHES}
       WHERE dataset = {dataset:String} AND variant = {variant:String} AND fencing = {fencing:UInt64})
     ORDER BY fencing DESC LIMIT 1`,
    { dataset: dataset.name, variant, fencing },
  );
  return publications[0];
}

/** The batches of a file type that were ever live, newest first. */
export async function newestBatches(
  warehouse: Warehouse,
  dataset: Dataset,
  variant: string,
  fileType: string,
  limit: number,
): Promise<string[]> {
  const rows = await warehouse.rows<{ batch: string }>(
    `SELECT batches[{file_type:String}] AS batch FROM ${PUBLISHED_BATCHES}
     WHERE dataset = {dataset:String} AND variant = {variant:String} AND mapContains(batches, {file_type:String})
     GROUP BY batch ORDER BY max(fencing) DESC LIMIT {limit:UInt32}`,
    { dataset: dataset.name, variant, file_type: fileType, limit },
  );
  return rows.map(({ batch }) => batch);
}

/**
 * Drops every batch of a variant that no kept publication names: old ones, and what failed or interrupted syncs left.
 * Only for the holder of the variant's lease, when its own batch is published or given up.
 */
export async function dropUnpublishedBatches(warehouse: Warehouse, dataset: Dataset, variant: string): Promise<void> {
  const kept = await keptBatches(warehouse, dataset, variant);
  for (const fileType of dataset.fileTypes) {
    const table = factTable(fileTypeOf(dataset, fileType.name));
    const partitions = await warehouse.rows<{ id: string; partition: string }>(
      `SELECT DISTINCT partition_id AS id, partition FROM system.parts
       WHERE database = currentDatabase() AND table = {table:String} AND active`,
      { table },
    );
    for (const { id, partition } of partitions) {
      const ofVariant = partition.includes(`'${variant}'`);
      if (!ofVariant || kept.some((batch) => partition.includes(batch))) continue;
      await warehouse.command(`ALTER TABLE ${table} DROP PARTITION ID ${literal(id)}`);
    }
  }
}
