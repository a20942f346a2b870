import { loans } from '../../shared/contracts/loans.ts';
import { downloadRejectedRows, downloadSyncErrors, listSyncErrors } from '../../shared/http/endpoints/sync.ts';
import { Problem } from '../../shared/http/problems.ts';
import type { SyncLog } from '../../shared/http/schemas/sync.ts';
import { implement } from '../../shared/http/serve.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { exportErrors, exportRejectedRows } from '../../shared/pipeline/export.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import type { TenantScope } from '../../shared/tenancy.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { listFindings } from '../../shared/warehouse/findings.ts';

async function syncOf(scope: TenantScope, id: string): Promise<SyncLog> {
  const log = await syncLogsOf(operationsFor(scope)).get(id);
  if (!log) throw new Problem('not-found', `There is no sync ${id}.`);
  return log;
}

/** An export is made once and kept, so it is not made before the sync is over. */
async function endedSyncOf(scope: TenantScope, id: string): Promise<SyncLog> {
  const log = await syncOf(scope, id);
  if (log.completed_at === null) {
    throw new Problem('sync-in-progress', `The sync ${id} is still running: its findings are not complete yet.`);
  }
  return log;
}

export const findingRoutes = [
  implement(listSyncErrors, async ({ scope }, { params, query }) => {
    const { batch_id } = await syncOf(scope, params.id);
    const filter = {
      fileType: query.file_type,
      errorType: query.error_type,
      fieldName: query.field_name,
      severity: query.severity,
    };
    return { body: await listFindings(warehouseFor(scope), loans, batch_id, filter, query) };
  }),

  implement(downloadSyncErrors, async ({ scope }, { params }) => {
    const { id, batch_id } = await endedSyncOf(scope, params.id);
    const url = await exportErrors(warehouseFor(scope), loans, { syncId: id, batchId: batch_id });
    return { headers: { Location: url } };
  }),

  implement(downloadRejectedRows, async ({ scope }, { params, query }) => {
    const { id, batch_id, files } = await endedSyncOf(scope, params.id);
    const file = files[query.file_type];
    const upload = file && (await stagingFor(scope).uploads.get(file.upload_id));
    if (!file || !upload?.inspected) throw new Problem('not-found', `The sync ${id} has no ${query.file_type} file.`);
    if (file.rejected_rows === 0) throw new Problem('not-found', `No row of the ${query.file_type} file was rejected.`);
    const batch = { syncId: id, batchId: batch_id };
    return { headers: { Location: await exportRejectedRows(warehouseFor(scope), loans, batch, upload) } };
  }),
];
