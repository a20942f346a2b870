import { operationsFor } from '../operations/database.ts';
import { syncConfigsOf } from '../operations/sync-configs.ts';
import { DEFAULT_MAX_ERROR_RATE, judgeCounts } from './error-rate.ts';
import type { LoadedFile } from './load-uploads.ts';
import type { Attempt } from './sync-attempt.ts';
import { SyncFailure } from './sync-failure.ts';

/** Too many rejected rows in a file, or in all of them together, keep the portfolio as it is. */
export async function gateFailure(
  { scope, lease }: Attempt,
  loaded: readonly LoadedFile[],
): Promise<SyncFailure | undefined> {
  const config = await syncConfigsOf(operationsFor(scope)).get(lease);
  const failure = judgeCounts(
    loaded.map(({ fileType, counts }) => ({ name: fileType.name, ...counts })),
    config?.max_error_rate ?? DEFAULT_MAX_ERROR_RATE,
  );
  return failure && new SyncFailure(failure.code, failure.detail);
}
