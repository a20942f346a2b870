import type { Slice } from '../contracts/slice.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { operationsFor } from '../operations/database.ts';
import { syncLogsOf } from '../operations/sync-logs.ts';
import { warehouseFor } from '../warehouse/client.ts';
import { liveBatches, type Publication } from '../warehouse/published.ts';
import type { Correction } from './chosen-uploads.ts';

/**
 * Whether the rows that a sync brought of a file type are live: the sync is the live publication, or its batch of the
 * file type is, beneath a later sync of another file type.
 */
export const isLive = (
  live: Publication | undefined,
  sync: { readonly id: string; readonly batch_id: string },
  fileType: string,
): boolean => live !== undefined && (live.syncId === sync.id || live.batches[fileType] === sync.batch_id);

/** @throws {Problem} 404 `not-found` for a sync that the slice does not have · 409 `not-live` */
export async function assertCorrectable(
  scope: TenantScope,
  slice: Slice,
  corrections: readonly Correction[],
): Promise<void> {
  if (corrections.length === 0) return;
  const logs = syncLogsOf(operationsFor(scope));
  const live = await liveBatches(warehouseFor(scope), slice);
  for (const { fileType, corrects } of corrections) {
    const sync = await logs.get(corrects);
    if (sync === undefined || sync.dataset !== slice.dataset || sync.variant !== slice.variant) {
      throw new Problem(
        'not-found',
        serviceSentence('no-such-sync-of-slice', { sync_id: corrects, slice: slice.shortText }),
      );
    }
    if (isLive(live, sync, fileType)) continue;
    throw new Problem(
      'not-live',
      live
        ? serviceSentence('sync-not-correctable-other-live', { sync_id: corrects, live_sync_id: live.syncId })
        : serviceSentence('sync-not-correctable-none-live', { sync_id: corrects }),
    );
  }
}
