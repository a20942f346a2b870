import { hasPrivateColumns } from '../../shared/contracts/private-values.ts';
import { datasetNamed, sliceOf } from '../../shared/datasets/registry.ts';
import { requestedFileType } from '../../shared/datasets/requested.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { SyncFile, SyncLog } from '../../shared/domain/sync.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import {
  downloadRejectedRows,
  downloadSyncErrors,
  listErrorGroups,
  listSyncErrors,
} from '../../shared/http/endpoints/sync.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { privateKeysFor } from '../../shared/operations/private-keys.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { type ExportedUpload, exportErrors, exportRejectedRows } from '../../shared/pipeline/export.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { groupFindings } from '../../shared/warehouse/finding-groups.ts';
import { listFindings } from '../../shared/warehouse/findings.ts';

async function syncOf(scope: TenantScope, id: string): Promise<SyncLog> {
  const log = await syncLogsOf(operationsFor(scope)).get(id);
  if (!log) throw new Problem('not-found', serviceSentence('no-such-sync', { sync_id: id }));
  return log;
}

/** An export is made once and kept, so it is not made before the sync is over. */
async function endedSyncOf(scope: TenantScope, id: string): Promise<SyncLog> {
  const log = await syncOf(scope, id);
  if (log.completed_at === null) {
    throw new Problem('sync-in-progress', serviceSentence('findings-not-complete', { sync_id: id }));
  }
  return log;
}

async function exportedUploads(scope: TenantScope, file: SyncFile): Promise<ExportedUpload[]> {
  const { uploads } = stagingFor(scope);
  let rows = 0;
  const exported: ExportedUpload[] = [];
  for (const { upload_id, total_rows } of file.uploads) {
    const record = await uploads.get(upload_id);
    const firstRow = rows + 1;
    // Of a sync that failed before it counted, the last upload has what is left.
    rows = total_rows === null ? Number.MAX_SAFE_INTEGER : rows + total_rows;
    if (record?.inspected) {
      exported.push({ fileName: record.file_name, layout: record.inspected.layout, firstRow, lastRow: rows });
    }
  }
  return exported;
}

export const findingRoutes = [
  implement(listSyncErrors, async ({ scope }, { params, query }) => {
    const log = await syncOf(scope, params.id);
    return { body: await listFindings(warehouseFor(scope), sliceOf(log), log, query, query) };
  }),

  implement(listErrorGroups, async ({ scope }, { params, query }) => {
    const log = await syncOf(scope, params.id);
    const { batch_id, files } = log;
    const rows = Object.fromEntries(Object.entries(files).map(([fileType, file]) => [fileType, file.total_rows]));
    return { body: await groupFindings(warehouseFor(scope), sliceOf(log), batch_id, rows, query, query) };
  }),

  implement(downloadSyncErrors, async ({ scope }, { params }) => {
    const { id, batch_id, dataset } = await endedSyncOf(scope, params.id);
    const url = await exportErrors(warehouseFor(scope, 'bulk-read'), datasetNamed(dataset), {
      syncId: id,
      batchId: batch_id,
    });
    return { headers: { Location: url } };
  }),

  implement(downloadRejectedRows, async ({ scope, caller }, { params, query }) => {
    const { id, batch_id, dataset, files } = await endedSyncOf(scope, params.id);
    const fileType = requestedFileType(datasetNamed(dataset), query.file_type);
    if (hasPrivateColumns(fileType) && caller.role !== 'admin')
      throw new Problem(
        'forbidden',
        serviceSentence('private-rows', { file_type: fileType.name, role: caller.role, sync_id: id }),
      );
    const file = files[fileType.name];
    const uploads = file ? await exportedUploads(scope, file) : [];
    if (!file || uploads.length === 0)
      throw new Problem('not-found', serviceSentence('sync-without-file', { sync_id: id, file_type: query.file_type }));
    if (file.rejected_rows === 0)
      throw new Problem('not-found', serviceSentence('no-row-rejected', { file_type: query.file_type }));
    const batch = { syncId: id, batchId: batch_id };
    const keys = await privateKeysFor(scope, [fileType]);
    const url = await exportRejectedRows(warehouseFor(scope, 'bulk-read'), batch, fileType, uploads, keys);
    return { headers: { Location: url } };
  }),
];
