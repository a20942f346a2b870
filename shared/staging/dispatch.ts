import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { Problem } from '../http/problems.ts';
import { FINAL_STATUSES, type SyncLog } from '../http/schemas/sync.ts';
import { correlate, correlation } from '../observability/correlation.ts';
import { makeLogger } from '../observability/logger.ts';
import type { AuditActor } from '../operations/audit.ts';
import { operationsFor } from '../operations/database.ts';
import { syncConfigsOf } from '../operations/sync-configs.ts';
import { type SyncLogs, syncLogsOf } from '../operations/sync-logs.ts';
import type { TenantScope } from '../tenancy.ts';
import type { Slice, Variant } from './file-kind.ts';
import type { Lease, LeasedFiles, SliceLease, SyncTrigger } from './lease.ts';
import { prepareSync, requestSync, type SyncOrder } from './prepare-sync.ts';
import { finishStaging } from './stage.ts';
import { stagingFor, type TenantStaging } from './tenant-staging.ts';

const logger = makeLogger('dispatch');

export interface SyncRequest {
  readonly variant: Variant;
  readonly trigger: SyncTrigger;
  readonly validateOnly: boolean;
  /** Who asks for it; nobody in particular where it is the schedule. */
  readonly by?: AuditActor;
}

/** How often a file may be superseded between being found and being taken, before we say that this is no good moment. */
const TRIES = 5;
/** A worker lets go of its lease right after it has written the end into the log. */
const RELEASE_WAIT_MS = 3000;
const RELEASE_POLL_MS = 50;

/**
 * Queues a sync over everything that is staged for a variant, held or not. Once the lease is claimed the sync stands: what
 * fails or is cut off after that, reconciliation finishes.
 * @throws {Problem} 409 `sync-disabled`, `sync-in-progress`, `nothing-staged`
 */
export async function dispatchSync(scope: TenantScope, request: SyncRequest): Promise<SyncLog> {
  const operations = operationsFor(scope);
  const slice: Slice = { dataset: 'loans', variant: request.variant };
  const config = await syncConfigsOf(operations).get(slice);
  if (config?.is_enabled !== true) throw new Problem('sync-disabled', `Syncs of ${request.variant} are disabled.`);

  const staging = stagingFor(scope);
  const logs = syncLogsOf(operations);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const order = await claim(staging, logs, slice, request);
    const log = await prepareSync(staging, logs, order, request.by);
    if (log === undefined) {
      await staging.lease(slice).abandon(order.sync_id);
      continue;
    }
    await requestSync(staging, order).catch((error: Error) => {
      // The sync stands: reconciliation sends the message again.
      logger.warn('message not sent', { error });
    });
    logger.info('sync queued', { loan_type: request.variant, trigger: request.trigger, uploads: order.files });
    return log;
  }
  throw new Problem(
    'nothing-staged',
    `The staged files of ${request.variant} are being replaced just now. Try again in a moment.`,
  );
}

/** Claims the lease for what is staged. */
async function claim(staging: TenantStaging, logs: SyncLogs, slice: Slice, request: SyncRequest): Promise<SyncOrder> {
  const lease = staging.lease(slice);
  const current = await readReleased(lease, logs);
  if (current !== undefined && current.state !== 'IDLE') throw inProgress(current.sync_id);
  const files: LeasedFiles = {};
  for (const pointer of await staging.staged.ofSlice(slice)) {
    await finishStaging(staging, pointer);
    if (pointer.upload_id !== null) files[pointer.file_type] = pointer.upload_id;
  }
  if (Object.keys(files).length === 0)
    throw new Problem('nothing-staged', `No ${slice.variant} file waits to be loaded.`);
  const { validateOnly, trigger } = request;
  const syncId = uuid();
  const requestId = correlation().request_id ?? null;
  if (!(await lease.claim({ syncId, files, validateOnly, trigger, requestId }))) {
    throw inProgress((await lease.read())?.sync_id);
  }
  correlate({ sync_id: syncId });
  return { ...slice, sync_id: syncId, files, validate_only: validateOnly, trigger, request_id: requestId };
}

/**
 * The lease; that of a sync whose log has ended already, once it is released: whoever has seen a sync end may start the
 * next one. It is given back held if its worker died in between, which is for reconciliation.
 */
async function readReleased(lease: SliceLease, logs: SyncLogs): Promise<Lease | undefined> {
  const deadline = Date.now() + RELEASE_WAIT_MS;
  let current = await lease.read();
  while (current !== undefined && current.state !== 'IDLE' && Date.now() < deadline) {
    const status = (await logs.get(current.sync_id))?.status;
    if (status === undefined || !(FINAL_STATUSES as readonly string[]).includes(status)) return current;
    await sleep(RELEASE_POLL_MS);
    current = await lease.read();
  }
  return current;
}

const inProgress = (syncId: string | undefined): Problem =>
  new Problem('sync-in-progress', `The sync ${syncId ?? 'of another request'} is queued or running.`);
