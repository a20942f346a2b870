import { fileTypeOf } from '../contracts/contract.ts';
import type { SyncLog } from '../domain/sync.ts';
import { dropOldResults } from '../warehouse/old-results.ts';
import { sumsOf } from '../warehouse/portfolio.ts';
import { profileOfBatch } from '../warehouse/profile.ts';
import { comparisonOf, comparisonOfWaiting, readChanges } from '../warehouse/sync-changes.ts';
import type { Attempt } from './attempt.ts';

/** No request waits for it, but the function has to end before its own timeout. */
const MAX_SECONDS = 300;

/**
 * Computes ahead of time what will be asked about a loaded batch; a request that comes sooner computes it itself. The
 * sync is over, so a failure here is only logged: the result is then computed on demand.
 */
export async function computeAhead(attempt: Attempt, log: SyncLog): Promise<void> {
  const { warehouse, dataset, lease, logger } = attempt;
  const batchId = log.batch_id;
  const loaded = Object.keys(log.files).map((name) => fileTypeOf(dataset, name));
  const { variant } = lease;
  const quietly = (what: string, work: () => Promise<unknown>) =>
    work().catch((error: Error) => logger.warn(`${what} not computed`, { error }));
  for (const fileType of loaded.filter(({ portfolio }) => portfolio !== undefined)) {
    await quietly('portfolio', () => sumsOf({ warehouse, dataset, fileType, variant, batchId }));
  }
  await quietly('changes', async () => {
    const comparison =
      log.publication === 'pending'
        ? await comparisonOfWaiting(warehouse, dataset, log)
        : await comparisonOf(warehouse, dataset, variant, lease.sync_id);
    if (typeof comparison !== 'string') await readChanges(comparison, MAX_SECONDS);
  });
  for (const { name } of loaded) {
    await quietly(`profile of ${name}`, () => profileOfBatch(warehouse, dataset, name, variant, batchId));
  }
  await quietly('shelf without old results', () => dropOldResults(warehouse, dataset, variant));
}
