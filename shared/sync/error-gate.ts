import type { SyncConfig } from '../domain/sync.ts';
import { DEFAULT_MAX_ERROR_RATE, judgeCounts } from '../pipeline/error-rate.ts';
import type { Attempt } from './attempt.ts';
import type { CompletedFile } from './correction.ts';
import type { LoadedFile } from './load-uploads.ts';
import { judgeRemoval, type Removal } from './removed-keys.ts';
import { SyncFailure } from './sync-failure.ts';

const DEFAULT_MAX_REMOVED_RATE = 0.8;

/**
 * The reasons not to publish: too many rejected rows in a file or in all of them together; no valid row in a file that
 * should have some; too many live keys that would vanish, unless that is intended.
 */
export function gateFailure(
  { lease }: Attempt,
  config: SyncConfig | undefined,
  loaded: readonly LoadedFile[],
  completed: readonly CompletedFile[],
  removals: readonly Removal[],
): SyncFailure | undefined {
  const failure = judgeCounts(
    loaded.map((file) => ({
      name: file.fileType.name,
      ...file.counts,
      keptRows: completed.find(({ fileType }) => fileType === file.fileType)?.keptRows ?? 0,
      mayBeEmpty: isEmptyOnPurpose(file),
    })),
    config?.max_error_rate ?? DEFAULT_MAX_ERROR_RATE,
  );
  if (failure) return new SyncFailure(failure.code, failure.said);
  if (lease.accept_removal) return undefined;
  const asked = removals.filter(({ fileType }) =>
    loaded.some((file) => file.fileType === fileType && !isEmptyOnPurpose(file)),
  );
  const removal = judgeRemoval(asked, config?.max_removed_rate ?? DEFAULT_MAX_REMOVED_RATE);
  return removal === undefined ? undefined : new SyncFailure('removes-too-much', removal);
}

const isEmptyOnPurpose = ({ counts, uploads }: LoadedFile): boolean =>
  counts.totalRows === 0 && uploads.every(({ allow_empty }) => allow_empty);
