import { v7 as uuid } from 'uuid';
import type { SyncRequested } from '../../events/sync-requested.ts';
import { fileTypeOf } from '../contracts/contract.ts';
import { loans } from '../contracts/loans.ts';
import { type Logger, loggerFor } from '../observability/logger.ts';
import { noteSyncEnded } from '../observability/sync-ended.ts';
import { operationsFor } from '../operations/database.ts';
import { syncLogsOf } from '../operations/sync-logs.ts';
import { holdLease } from '../staging/hold-lease.ts';
import { type LeaseHold, LeaseLost, type SliceLease } from '../staging/lease.ts';
import { stagingFor } from '../staging/tenant-staging.ts';
import { tenantScope } from '../tenancy.ts';
import { type Warehouse, warehouseFor } from '../warehouse/client.ts';
import { summariseFindings } from '../warehouse/findings.ts';
import { liveBatches, publicationOf, publish } from '../warehouse/published.ts';
import { complete, recover } from './end-sync.ts';
import { gateFailure } from './error-gate.ts';
import { assertUnchanged, fetchUploads, fileCounts, loadFiles } from './load-uploads.ts';
import { StageTimes } from './stage-times.ts';
import type { Attempt } from './sync-attempt.ts';

/**
 * Runs the sync that a message asks for: checks and loads its files into a batch beside the live one, and publishes it in
 * one step if everything adds up. A second delivery, or a message of a sync that is over, does nothing.
 * @throws only if the state of the sync could not be written; the message is then delivered again
 */
export async function runSync(message: SyncRequested, parentLogger: Logger): Promise<void> {
  const { tenant_id, dataset, variant, sync_id } = message;
  const scope = tenantScope(tenant_id);
  const logger = loggerFor(parentLogger, { loan_type: variant });
  const staging = stagingFor(scope);
  const slice = staging.lease({ dataset, variant });
  const acquired = await slice.acquire(sync_id, uuid());
  if (!acquired.acquired) {
    logger.info('nothing to do', { reason: acquired.reason });
    return;
  }
  const { lease } = acquired;
  logger.info('sync started', { attempt: lease.attempts, trigger: lease.trigger });
  const warehouse = warehouseFor(scope);
  const hold = await aboveLivePublication(slice, acquired.hold, warehouse, lease.variant);
  const logs = syncLogsOf(operationsFor(scope));
  const batchId = uuid();
  await using kept = holdLease(slice, hold);
  const attempt: Attempt = {
    scope,
    dataset: loans,
    lease,
    hold,
    kept,
    warehouse,
    staging,
    logger,
    batchId,
    times: new StageTimes(),
    async advance(patch) {
      const log = await logs.advance(sync_id, patch, { attempt: lease.attempts });
      if (log?.completed_at) noteSyncEnded(log);
      return log;
    },
  };
  try {
    await logs.advance(sync_id, { attempt: lease.attempts });
    await work(attempt);
  } catch (error) {
    if (error instanceof LeaseLost) {
      logger.warn('lost the lease; another worker has the sync');
      return;
    }
    await recover(attempt, error);
  }
  await kept.stop();
}

/** A publication must have a higher number than the live one, or nobody would see it. */
async function aboveLivePublication(
  slice: SliceLease,
  hold: LeaseHold,
  warehouse: Warehouse,
  variant: string,
): Promise<LeaseHold> {
  // A warehouse that does not answer is dealt with where it is needed.
  const live = await liveBatches(warehouse, loans, variant).catch(() => undefined);
  return live && live.fencing >= hold.fencing ? slice.raiseFencing(hold, live.fencing) : hold;
}

async function work(attempt: Attempt): Promise<void> {
  const { warehouse, dataset, lease, advance } = attempt;
  const published = await publicationOf(warehouse, dataset, lease.variant, lease.sync_id);
  if (published) {
    // Cut off after publishing: the counts stand in the log already.
    const brought = Object.keys(lease.files).map((name) => fileTypeOf(dataset, name));
    await complete(attempt, brought, published.batches[brought[0]!.name]!);
    return;
  }
  await advance({ status: 'FETCHING', progress: 0.02, batch_id: attempt.batchId });
  const live = await liveBatches(warehouse, dataset, lease.variant);
  const uploads = await attempt.times.measure('fetch', () => fetchUploads(attempt));
  await advance({ status: 'VALIDATING', progress: 0.05 });
  const loaded = await loadFiles(attempt, uploads, live?.batches ?? {});
  await advance({ status: 'NORMALIZING', progress: 0.85 });
  await attempt.times.measure('fetch', () => assertUnchanged(attempt, uploads));
  const { total, summary } = await attempt.times.measure('count', () =>
    summariseFindings(warehouse, attempt.batchId, 'ERROR'),
  );
  await advance({
    status: 'STORING',
    progress: 0.9,
    files: fileCounts(loaded),
    error_count: total,
    error_summary: summary,
  });

  const failure = await gateFailure(attempt, loaded);
  if (failure) throw failure;
  if (!lease.validate_only) {
    attempt.kept.signal.throwIfAborted();
    await attempt.staging.lease(lease).assertHeld(attempt.hold);
    const batches = {
      ...live?.batches,
      ...Object.fromEntries(loaded.map(({ fileType }) => [fileType.name, attempt.batchId])),
    };
    await attempt.times.measure('publish', () =>
      publish(warehouse, dataset, lease.variant, { fencing: attempt.hold.fencing, syncId: lease.sync_id, batches }),
    );
  }
  await complete(
    attempt,
    loaded.map(({ fileType }) => fileType),
    attempt.batchId,
  );
}
