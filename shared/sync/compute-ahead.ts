import type { SyncLog } from '../domain/sync.ts';
import { dropOldResults } from '../warehouse/old-results.ts';
import { profileOfBatch } from '../warehouse/profile.ts';
import type { LiveAndPublished } from '../warehouse/published.ts';
import { comparisonOf, comparisonWith, readChanges } from '../warehouse/sync-changes.ts';
import type { Attempt } from './attempt.ts';
import { laneOf } from './turns.ts';

/** No request waits for it, but the function has to end before its own timeout. */
const MAX_SECONDS = 300;
/** Results of small books are looked through once for so many syncs. */
const LOOKED_THROUGH_EVERY = 10;

/**
 * Computes ahead of time what will be asked about a loaded batch; a request that comes sooner computes it itself. The
 * sync is over, so a failure here is only logged: the result is then computed on demand. That is always so with the profile of a
 * small book, which takes a fraction of a second; what a sync changed cannot wait, because the batch before may be gone then.
 * @param before what was published when this attempt began
 */
export async function computeAhead(
  attempt: Attempt,
  log: SyncLog,
  { live, published }: LiveAndPublished,
): Promise<void> {
  const { warehouse, slice, lease, hold, logger } = attempt;
  const batchId = log.batch_id;
  const quietly = (what: string, work: () => Promise<unknown>) =>
    work().catch((error: Error) => logger.warn(`${what} not computed`, { error }));
  await quietly('changes', async () => {
    // An attempt that goes on after the publication finds its own live.
    const comparison = published
      ? await comparisonOf(warehouse, slice, lease.sync_id)
      : live && comparisonWith(warehouse, slice, live, log);
    if (typeof comparison === 'object') await readChanges(comparison, MAX_SECONDS);
  });
  const isSmall = laneOf(lease) === 'small';
  const profiled = isSmall ? [] : [...Object.keys(log.files), ...Object.keys(log.derived)];
  for (const name of profiled) {
    await quietly(`profile of ${name}`, () => profileOfBatch(warehouse, slice, name, batchId));
  }
  if (isSmall && hold.fencing % LOOKED_THROUGH_EVERY > 0) return;
  await quietly('shelf without old results', () => dropOldResults(warehouse, slice));
}
