import type { Table } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import { sliceLabels } from '../datasets/labels.ts';
import type { FileChanges, SyncChanges } from '../domain/changes.ts';
import type { SyncLog } from '../domain/sync.ts';
import { type ComparedBatches, changesOf, RowsGone } from './batch-changes.ts';
import type { Warehouse } from './client.ts';
import { liveBatches, type Publication, publicationBefore, publicationOfSync } from './published.ts';

/** A publication and the one that it replaced. */
export interface Comparison {
  readonly warehouse: Warehouse;
  readonly slice: Slice;
  readonly now: Pick<Publication, 'syncId' | 'batches'> & {
    /** Null of what waits to be published. */
    readonly publishedAt: string | null;
  };
  readonly then: Publication;
}

/**
 * What a sync's publication is to be compared with.
 * @returns `unpublished` for a sync that published nothing, `first` where nothing had been published before it
 */
export async function comparisonOf(
  warehouse: Warehouse,
  slice: Slice,
  syncId: string,
): Promise<Comparison | 'unpublished' | 'first'> {
  const now = await publicationOfSync(warehouse, slice, syncId);
  if (!now) return 'unpublished';
  const then = await publicationBefore(warehouse, slice, now);
  return then ? { warehouse, slice, now, then } : 'first';
}

/**
 * What a sync that waits to be published would change in the book that is live.
 * @returns `first` where nothing is live
 */
export async function comparisonOfWaiting(
  warehouse: Warehouse,
  slice: Slice,
  log: LoadedSync,
): Promise<Comparison | 'first'> {
  const then = await liveBatches(warehouse, slice);
  return then ? comparisonWith(warehouse, slice, then, log) : 'first';
}

type LoadedSync = Pick<SyncLog, 'id' | 'batch_id' | 'files' | 'published_at'>;

/** What a load is to be compared with, where it is known what was live until it, or is while it waits. */
export const comparisonWith = (
  warehouse: Warehouse,
  slice: Slice,
  then: Publication,
  { id, batch_id, files, published_at }: LoadedSync,
): Comparison => {
  const batches = { ...then.batches, ...Object.fromEntries(Object.keys(files).map((name) => [name, batch_id])) };
  return { warehouse, slice, then, now: { syncId: id, publishedAt: published_at, batches } };
};

export const comparedBatches = ({ warehouse, slice, now, then }: Comparison, table: Table) => {
  const after = now.batches[table.name];
  const compared: ComparedBatches | undefined =
    after === undefined
      ? undefined
      : {
          warehouse,
          slice,
          table,
          before: then.batches[table.name],
          after,
          isWaiting: now.publishedAt === null,
        };
  return compared;
};

/**
 * What a publication changed. It is computed once, and kept longer than the rows.
 * @returns undefined where the rows are not kept any more, and neither is what followed from them
 */
export async function readChanges(comparison: Comparison, maxSeconds: number): Promise<SyncChanges | undefined> {
  const { slice, now, then } = comparison;
  const compared = slice.contract.fileTypes.flatMap((fileType) => comparedBatches(comparison, fileType) ?? []);
  const changes = await changesOrGone(compared, maxSeconds);
  if (!changes) return undefined;
  const files: Record<string, FileChanges | null> = {};
  for (const { name } of slice.contract.fileTypes) {
    const index = compared.findIndex(({ table }) => table.name === name);
    const batches = compared[index];
    files[name] = batches ? { delivered: batches.before !== batches.after, ...changes[index]! } : null;
  }
  return {
    sync_id: now.syncId,
    ...sliceLabels(slice),
    published_at: now.publishedAt,
    compared_with: { sync_id: then.syncId, published_at: then.publishedAt },
    files,
  };
}

async function changesOrGone(
  compared: readonly ComparedBatches[],
  maxSeconds: number,
): Promise<Awaited<ReturnType<typeof changesOf>> | undefined> {
  try {
    return await changesOf(compared, maxSeconds);
  } catch (error) {
    if (error instanceof RowsGone) return undefined;
    throw error;
  }
}
