import { v7 as uuid } from 'uuid';
import { isProblemCode, problemDocument } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { FINAL_STATUSES, type SyncLog } from '../domain/sync.ts';
import { tenantScope } from '../domain/tenancy.ts';
import { correlated } from '../observability/correlation.ts';
import type { Logger } from '../observability/logger.ts';
import { noteSyncEnded } from '../observability/sync-ended.ts';
import { operationsFor } from '../operations/database.ts';
import { wakeWebhooks } from '../operations/outbox.ts';
import { syncLogsOf } from '../operations/sync-logs.ts';
import { finishStaging } from '../staging/stage.ts';
import { listStagedPointers } from '../staging/staged-files.ts';
import { stagingFor } from '../staging/tenant-staging.ts';
import { type Lease, leaseOf, listLeases, MAX_ATTEMPTS } from './lease.ts';
import { prepareSync, requestSync } from './prepare-sync.ts';
import { type Settlement, settlementOf, settleUploads } from './settle.ts';

const MAX_RESENDS_UNDECIDED = 10;

/**
 * Finishes what crashes left half done, for all tenants: stagings, dispatches, lost messages, dead workers. A failure
 * for one tenant is logged, does not affect the others, and is tried again at the next tick.
 * @param clock epoch milliseconds
 */
export async function reconcile(logger: Logger, clock: () => number = Date.now): Promise<void> {
  for (const pointer of await listStagedPointers()) {
    const staging = stagingFor(tenantScope(pointer.tenant_id), clock);
    await correlated({ tenant_id: pointer.tenant_id }, () =>
      logged(logger, 'a staging', () => finishStaging(staging, pointer)),
    );
  }
  for (const lease of await listLeases()) {
    if (lease.lease_until >= clock()) continue;
    // Under the id of the request that asked for the sync, so that it finds these lines too.
    const { tenant_id, sync_id, request_id } = lease;
    await correlated({ tenant_id, sync_id, ...(request_id === null ? {} : { request_id }) }, () =>
      logged(logger, 'a sync', () => reconcileSync(lease, logger, clock)),
    );
  }
}

async function logged(logger: Logger, what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.error(`${what} could not be reconciled`, { error: error as Error });
  }
}

/** A sync whose message is lost or whose worker is dead. */
async function reconcileSync(lease: Lease, logger: Logger, clock: () => number): Promise<void> {
  const scope = tenantScope(lease.tenant_id);
  const staging = stagingFor(scope, clock);
  const logs = syncLogsOf(operationsFor(scope));
  const slice = leaseOf(scope, lease, clock);
  const log = await logs.get(lease.sync_id);
  const ended = log !== undefined && (FINAL_STATUSES as readonly string[]).includes(log.status);

  const exhausted = lease.attempts >= MAX_ATTEMPTS;
  // A sync cut off while STORING may have been published. Only a worker can tell, so it gets further attempts.
  const undecided = exhausted && log?.status === 'STORING' && lease.resends < MAX_RESENDS_UNDECIDED;
  if (ended || (exhausted && !undecided)) {
    const hold = await slice.takeOver(lease.sync_id, `reconcile-${uuid()}`);
    if (hold === undefined) return;
    const failure = problemDocument('interrupted', serviceSentence('sync-cut-off', { attempts: lease.attempts }));
    const failed = ended ? undefined : await logs.advance(lease.sync_id, { status: 'FAILED', failure });
    if (failed) {
      noteSyncEnded(failed);
      await wakeWebhooks(scope.tenantId, logger);
    }
    const final = ended ? log : (failed ?? (await logs.get(lease.sync_id)));
    await settleUploads(scope, lease, settlementOfLog(lease, final));
    await slice.release(hold);
    logger.warn('ended a sync that its worker had left', { status: final?.status });
    return;
  }
  if (!(await slice.nudge(lease, Math.min(lease.attempts, MAX_ATTEMPTS - 1)))) return;
  if (lease.order === null && (await prepareSync(staging, logs, lease)) === undefined) {
    await slice.abandon(lease.sync_id);
    logger.warn('dropped a claim whose files are gone');
    return;
  }
  await requestSync(staging, lease);
  logger.warn('sent a message again', { attempts: lease.attempts, resends: lease.resends + 1 });
}

/** As the log of an ended sync says; a sync without a log counts as interrupted. */
function settlementOfLog(lease: Lease, log: SyncLog | undefined): Settlement {
  if (log?.status === 'COMPLETED') return settlementOf(lease.validate_only, undefined);
  const code = log?.failure?.type.replace('/problems/', '') ?? '';
  return settlementOf(lease.validate_only, isProblemCode(code) ? code : 'interrupted');
}
