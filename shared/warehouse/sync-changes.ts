import type { Dataset, FileType } from '../contracts/contract.ts';
import type { FileChanges, SyncChanges } from '../domain/changes.ts';
import type { SyncLog } from '../domain/sync.ts';
import { type ComparedBatches, changesOf, RowsGone } from './batch-changes.ts';
import type { Warehouse } from './client.ts';
import { liveBatches, type Publication, publicationBefore, publicationOfSync } from './published.ts';

/** A publication and the one that it replaced. */
export interface Comparison {
  readonly warehouse: Warehouse;
  readonly dataset: Dataset;
  readonly variant: string;
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
  dataset: Dataset,
  variant: string,
  syncId: string,
): Promise<Comparison | 'unpublished' | 'first'> {
  const now = await publicationOfSync(warehouse, dataset, variant, syncId);
  if (!now) return 'unpublished';
  const then = await publicationBefore(warehouse, dataset, variant, now);
  return then ? { warehouse, dataset, variant, now, then } : 'first';
}

/**
 * What a sync that waits to be published would change in the book that is live.
 * @returns `first` where nothing is live
 */
export async function comparisonOfWaiting(
  warehouse: Warehouse,
  dataset: Dataset,
  { id, loan_type: variant, batch_id, files }: Pick<SyncLog, 'id' | 'loan_type' | 'batch_id' | 'files'>,
): Promise<Comparison | 'first'> {
  const then = await liveBatches(warehouse, dataset, variant);
  if (!then) return 'first';
  const batches = { ...then.batches, ...Object.fromEntries(Object.keys(files).map((name) => [name, batch_id])) };
  return { warehouse, dataset, variant, then, now: { syncId: id, publishedAt: null, batches } };
}

export const comparedBatches = ({ warehouse, dataset, variant, now, then }: Comparison, fileType: FileType) => {
  const after = now.batches[fileType.name];
  const compared: ComparedBatches | undefined =
    after === undefined
      ? undefined
      : {
          warehouse,
          dataset,
          fileType,
          variant,
          before: then.batches[fileType.name],
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
  const { dataset, variant, now, then } = comparison;
  const files: Record<string, FileChanges | null> = {};
  for (const fileType of dataset.fileTypes) {
    const compared = comparedBatches(comparison, fileType);
    const changes = compared && (await changesOrGone(compared, maxSeconds));
    if (compared && !changes) return undefined;
    files[fileType.name] = changes ? { delivered: compared?.before !== compared?.after, ...changes } : null;
  }
  const { credit = null, payment_plan = null } = files;
  return {
    sync_id: now.syncId,
    loan_type: variant as SyncChanges['loan_type'],
    published_at: now.publishedAt,
    compared_with: { sync_id: then.syncId, published_at: then.publishedAt },
    files: { credit, payment_plan },
  };
}

async function changesOrGone(
  compared: ComparedBatches,
  maxSeconds: number,
): Promise<Omit<FileChanges, 'delivered'> | undefined> {
  try {
    return await changesOf(compared, maxSeconds);
  } catch (error) {
    if (error instanceof RowsGone) return undefined;
    throw error;
  }
}
