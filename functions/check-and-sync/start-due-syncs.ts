import type { Slice } from '../../shared/contracts/slice.ts';
import { sliceOf } from '../../shared/datasets/registry.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { type SliceName, sliceText } from '../../shared/domain/slice.ts';
import type { SyncConfig } from '../../shared/domain/sync.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import { correlated } from '../../shared/observability/correlation.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { database, operationsFor } from '../../shared/operations/database.ts';
import { syncConfigsOf } from '../../shared/operations/sync-configs.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { tenantsOf } from '../../shared/operations/tenants.ts';
import { listStagedPointers } from '../../shared/staging/staged-files.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import type { UploadRecord } from '../../shared/staging/upload-record.ts';
import { dispatchSync } from '../../shared/sync/dispatch.ts';
import { listLeases } from '../../shared/sync/lease.ts';
import { isDue } from './due.ts';

interface Waiting {
  readonly tenantId: string;
  readonly slice: Slice;
}

const nameOf = (tenantId: string, slice: SliceName): string => `${tenantId}#${sliceText(slice)}`;

/**
 * Starts a sync for every slice of an active tenant that has a staged file not held back and none on its way, is enabled and
 * due, and has none queued or running. Nothing to do leaves no trace; one tenant's failure does not stop the others.
 * @param now epoch milliseconds
 */
export async function startDueSyncs(logger: Logger, now: number): Promise<void> {
  const waiting = await slicesWithNewFiles();
  if (waiting.length === 0) return;
  const tenants = new Map(
    (await tenantsOf(database()).list({ activeOnly: true })).map(({ scope }) => [scope.tenantId, scope]),
  );
  const busy = new Set((await listLeases()).map((lease) => nameOf(lease.tenant_id, lease)));
  for (const { tenantId, slice } of waiting) {
    const scope = tenants.get(tenantId);
    if (scope === undefined || busy.has(nameOf(tenantId, slice))) continue;
    await correlated({ tenant_id: tenantId }, async () => {
      try {
        await startIfDue(scope, slice, now, logger);
      } catch (error) {
        logger.error('a sync could not be started', { slice: slice.text, error: error as Error });
      }
    });
  }
}

/** A delivery whose files were announced together is not torn: so long the schedule waits for those that are missing. */
const DELIVERY_MS = 15 * 60_000;

/** So long files that were sent beside each other wait for the request that names them. */
const NAMING_MS = 60_000;

/**
 * What a delivery still lacks: files that were announced a moment ago, file types that must come together, or the word that
 * several files of one type, sent beside each other, are one file.
 */
async function missingFiles(
  scope: TenantScope,
  slice: Slice,
  { requires }: SyncConfig,
  now: number,
): Promise<
  { readonly for_uploads: number; readonly for_file_types: readonly string[]; readonly for_naming: boolean } | undefined
> {
  const staging = stagingFor(scope);
  const [announced, pointers] = await Promise.all([
    staging.uploads.ofSlice(slice, now - DELIVERY_MS),
    staging.staged.ofSlice(slice),
  ]);
  const awaited = announced.filter(({ status }) => status === 'AWAITING_UPLOAD').length;
  const staged = pointers.map(({ file_type }) => file_type);
  const lacking = requires.filter((fileType) => !staged.includes(fileType));
  const naming = announced.some(
    (upload) => now - Date.parse(upload.staged_at ?? '') < NAMING_MS && isBeside(upload, announced),
  );
  if (awaited === 0 && lacking.length === 0 && !naming) return undefined;
  return { for_uploads: awaited, for_file_types: lacking, for_naming: naming };
}

/** Whether an upload took the place of one that was still on its way when it was announced: parts of one delivery, perhaps. */
const isBeside = (upload: UploadRecord, others: readonly UploadRecord[]): boolean =>
  others.some(
    ({ status, superseded_by, staged_at }) =>
      status === 'SUPERSEDED' &&
      superseded_by === upload.upload_id &&
      staged_at !== null &&
      Date.parse(upload.created_at) <= Date.parse(staged_at),
  );

async function slicesWithNewFiles(): Promise<Waiting[]> {
  const pointers = (await listStagedPointers()).filter((pointer) => pointer.upload_ids.length > 0 && !pointer.held);
  const waiting = pointers.map((pointer) => ({ tenantId: pointer.tenant_id, slice: sliceOf(pointer) }));
  return [...new Map(waiting.map((entry) => [nameOf(entry.tenantId, entry.slice), entry])).values()];
}

async function startIfDue(scope: TenantScope, slice: Slice, now: number, logger: Logger): Promise<void> {
  const operations = operationsFor(scope);
  const config = await syncConfigsOf(operations).get(slice);
  const last = (await syncLogsOf(operations).list({ dataset: slice.dataset, variant: slice.variant, limit: 1 }))
    .data[0];
  if (config === undefined || !isDue(config, last, now)) return;
  const missing = await missingFiles(scope, slice, config, now);
  if (missing !== undefined) {
    logger.info('sync waits', { slice: slice.text, ...missing });
    return;
  }
  try {
    await dispatchSync(scope, { slice, trigger: 'SCHEDULE', validateOnly: false });
  } catch (error) {
    // Somebody was faster: a request, or a newer upload that is taken at the next tick. Or the files do not fit together.
    if (error instanceof Problem && error.status < 500) {
      logger.info('sync not queued', { slice: slice.text, reason: error.code });
    } else throw error;
  }
}
