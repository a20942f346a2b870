import { fileTypesIn } from '../datasets/contracts.ts';
import type { components } from './schema.ts';

type Schemas = components['schemas'];
type Sync = Pick<
  Schemas['SyncLog'],
  'dataset' | 'status' | 'validate_only' | 'publication' | 'corrects' | 'rebuild' | 'files' | 'notices'
>;

/**
 * What became of a sync, in one word: its status while it runs and when it failed, and what COMPLETED leaves open.
 * PARTLY_LOADED and PARTLY_VALID: some rows were rejected, or those of the load that it corrects are still missing.
 */
export type SyncState =
  | Schemas['SyncStatus']
  | 'PARTLY_LOADED'
  | 'VALID'
  | 'PARTLY_VALID'
  | 'AWAITING_PUBLICATION'
  | 'DISCARDED';

export const rejectedRowsOf = ({ files }: Pick<Sync, 'files'>): number =>
  Object.values(files).reduce((sum, file) => sum + (file?.rejected_rows ?? 0), 0);

/** Rows of the corrected load that this correction has not brought; undefined where the service says nothing of them. */
export const stillRejectedRowsOf = (sync: Pick<Sync, 'notices'>): number | undefined =>
  noticedRows(sync, 'rows-still-rejected');

/** Live rows that named a row of another file which was gone when this sync was published; undefined where the service says nothing of them. */
export const rowsWithoutReferenceOf = (sync: Pick<Sync, 'notices'>): number | undefined =>
  noticedRows(sync, 'rows-without-reference');

function noticedRows({ notices }: Pick<Sync, 'notices'>, code: string): number | undefined {
  const found = notices.find((notice) => notice.code === code);
  return found?.rows ?? found?.count;
}

/** Stopped, because too many live rows would vanish: its files wait until somebody decides. */
export const removesTooMuch = ({ failure }: Pick<Schemas['SyncLog'], 'failure'>): boolean =>
  failure?.type === '/problems/removes-too-much';

export function stateOf(sync: Sync): SyncState {
  if (sync.status !== 'COMPLETED') return sync.status;
  const isPartly = rejectedRowsOf(sync) > 0 || (stillRejectedRowsOf(sync) ?? 0) > 0;
  if (sync.validate_only) return isPartly ? 'PARTLY_VALID' : 'VALID';
  if (sync.publication === 'pending') return 'AWAITING_PUBLICATION';
  if (sync.publication === 'discarded') return 'DISCARDED';
  return isPartly ? 'PARTLY_LOADED' : 'COMPLETED';
}

/** What is to be said of one file's rows, in this order; what is not said is not there. */
export interface RowCounts {
  readonly fileType: string;
  /** `valid` of what was only checked or did not get in, `fixed` of a correction. */
  readonly sound: { readonly as: 'loaded' | 'valid' | 'fixed'; readonly rows: number };
  readonly kept?: number;
  readonly returned?: number;
  readonly rejected?: number;
  /** Rows of the book that came of it; of a correction only, or of a rebuild that replayed some. */
  readonly live?: number;
}

/** What became of the rows of each file that has been checked. */
export function rowCountsOf(sync: Sync): RowCounts[] {
  return fileTypesIn(sync.dataset, sync.files).flatMap((fileType): RowCounts[] => {
    const file = sync.files[fileType];
    if (!file || file.valid_rows === null) return [];
    const { valid_rows: rows, rejected_rows, kept_rows, returned_rows } = file;
    const rejected = rejected_rows ? { rejected: rejected_rows } : {};
    const keepsRows = sync.corrects !== null || sync.rebuild;
    if (!keepsRows || sync.status === 'FAILED' || sync.validate_only || kept_rows === null) {
      const isIn = sync.status !== 'FAILED' && !sync.validate_only && sync.publication !== 'discarded';
      return [{ fileType, sound: { as: isIn ? 'loaded' : 'valid', rows }, ...rejected }];
    }
    const returned = returned_rows ? { returned: returned_rows } : {};
    const live = rows + kept_rows + (returned_rows ?? 0);
    return [
      {
        fileType,
        sound: { as: sync.rebuild ? 'loaded' : 'fixed', rows },
        kept: kept_rows,
        ...returned,
        ...rejected,
        live,
      },
    ];
  });
}
