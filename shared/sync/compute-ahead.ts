import type { SyncLog } from '../domain/sync.ts';
import { dropOldResults } from '../warehouse/old-results.ts';
import { profileOfBatch } from '../warehouse/profile.ts';
import { comparisonOf, comparisonOfWaiting, readChanges } from '../warehouse/sync-changes.ts';
import type { Attempt } from './attempt.ts';

/** No request waits for it, but the function has to end before its own timeout. */
const MAX_SECONDS = 300;

/**
 * Computes ahead of time what will be asked about a loaded batch; a request that comes sooner computes it itself. The
 * sync is over, so a failure here is only logged: the result is then computed on demand.
 * @param othersWait whether other syncs want the place of this one: then it leaves out what can be computed for as long as the
 *   batch is kept. What a sync changed cannot, once the batch before is gone.
 */
export async function computeAhead(
  attempt: Attempt,
  log: SyncLog,
  { othersWait }: { readonly othersWait: boolean },
): Promise<void> {
  const { warehouse, slice, lease, logger } = attempt;
  const batchId = log.batch_id;
  const quietly = (what: string, work: () => Promise<unknown>) =>
    work().catch((error: Error) => logger.warn(`${what} not computed`, { error }));
  await quietly('changes', async () => {
    const comparison =
      log.publication === 'pending'
        ? await comparisonOfWaiting(warehouse, slice, log)
        : await comparisonOf(warehouse, slice, lease.sync_id);
    if (typeof comparison !== 'string') await readChanges(comparison, MAX_SECONDS);
  });
  const profiled = othersWait ? [] : [...Object.keys(log.files), ...Object.keys(log.derived)];
  for (const name of profiled) {
    await quietly(`profile of ${name}`, () => profileOfBatch(warehouse, slice, name, batchId));
  }
  await quietly('shelf without old results', () => dropOldResults(warehouse, slice));
}
