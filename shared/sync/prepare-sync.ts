import { makeSyncRequested } from '../../events/sync-requested.ts';
import { datasetNamed } from '../datasets/registry.ts';
import type { SyncLog } from '../domain/sync.ts';
import type { AuditActor } from '../operations/audit.ts';
import type { NewSyncLog, SyncLogs } from '../operations/sync-logs.ts';
import type { TenantStaging } from '../staging/tenant-staging.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import { type Lease, leaseOf } from './lease.ts';
import { noticesOfSetAside } from './set-aside.ts';
import { sendSyncRequested } from './sync-queue.ts';
import { filesOf, NOTHING_SEEN, type SeenFiles, takeFiles, takePointers } from './take-files.ts';
import { laneOf } from './turns.ts';

export type SyncOrder = Pick<
  Lease,
  | 'dataset'
  | 'variant'
  | 'files'
  | 'by_name'
  | 'sync_id'
  | 'validate_only'
  | 'accept_removal'
  | 'rebuild'
  | 'corrects'
  | 'trigger'
  | 'by'
  | 'order'
  | 'load_bytes'
  | 'request_id'
>;

/**
 * Prepares a claimed sync to run: its files become SYNCING, its log is made, its pointers are cleared. Each step is
 * safe to repeat, so that reconciliation can finish what a crash cut off, from the lease alone.
 * @param by who asked for the sync, as far as it is known here
 * @param seen while the sync was claimed
 * @returns the log; undefined if a file is no longer available, and then none is taken
 */
export async function prepareSync(
  staging: TenantStaging,
  logs: SyncLogs,
  order: SyncOrder,
  { by, seen = NOTHING_SEEN }: { readonly by?: AuditActor | undefined; readonly seen?: SeenFiles } = {},
): Promise<SyncLog | undefined> {
  const uploads = await takeFiles(staging, order, seen);
  if (uploads === undefined) return undefined;
  const log = (await logs.get(order.sync_id)) ?? (await createLog(staging, logs, order, uploads, by));
  await takePointers(staging, order, seen);
  return log;
}

async function createLog(
  staging: TenantStaging,
  logs: SyncLogs,
  order: SyncOrder,
  uploads: readonly UploadRecord[],
  by: AuditActor | undefined,
): Promise<SyncLog> {
  const notices = order.rebuild ? [] : await noticesOfSetAside(staging, order);
  const log: NewSyncLog = {
    id: order.sync_id,
    dataset: order.dataset,
    variant: order.variant,
    trigger: order.trigger,
    validateOnly: order.validate_only,
    corrects: order.corrects,
    rebuild: order.rebuild,
    rulesetVersion: datasetNamed(order.dataset).version,
    files: deliveredFiles(order, uploads),
    notices,
  };
  try {
    return await logs.create(log, by);
  } catch (error) {
    // Another worker, or an attempt whose answer was lost, has made it meanwhile.
    const made = await logs.get(order.sync_id).catch(() => undefined);
    if (made === undefined) throw error;
    return made;
  }
}

function deliveredFiles(order: SyncOrder, uploads: readonly UploadRecord[]): NewSyncLog['files'] {
  const files = filesOf(order).map(({ kind, uploadIds }) => {
    const delivered = uploadIds.map((upload_id) => {
      const upload = uploads.find((taken) => taken.upload_id === upload_id);
      return {
        upload_id,
        file_name: upload?.file_name ?? null,
        size_bytes: upload?.size_bytes ?? null,
        sent_by: upload?.sent_by ?? null,
        total_rows: null,
      };
    });
    return [kind.fileType, delivered] as const;
  });
  return Object.fromEntries(files);
}

/** Hands a prepared sync over to the workers. Not before: each of them looks for work in all leases. */
export async function requestSync(staging: TenantStaging, order: SyncOrder): Promise<void> {
  const { dataset, variant, sync_id, request_id } = order;
  if (!(await leaseOf(staging.scope, order).makeReady(sync_id))) return;
  await sendSyncRequested(
    makeSyncRequested({
      tenant_id: staging.scope.tenantId,
      dataset,
      variant,
      sync_id,
      lane: laneOf(order),
      ...(request_id === null ? {} : { request_id }),
    }),
  );
}
