import type * as z from 'zod';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import type { upload, uploadInstructions } from '../../shared/domain/upload.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import type { UploadRecord } from '../../shared/staging/upload-record.ts';

type Instructions = z.input<typeof uploadInstructions>;

/** @throws {Problem} 404 `not-found` */
export async function uploadOf(scope: TenantScope, uploadId: string): Promise<UploadRecord> {
  const upload = await stagingFor(scope).uploads.get(uploadId);
  if (upload === undefined) throw new Problem('not-found', serviceSentence('no-such-upload', { upload_id: uploadId }));
  return upload;
}

/** An upload as the API shows it: what only the service needs to know stays inside. */
export const uploadBody = (record: UploadRecord, instructions?: Instructions): z.input<typeof upload> => ({
  upload_id: record.upload_id,
  tenant_id: record.tenant_id,
  ...sliceLabels(record),
  file_type: record.file_type,
  file_name: record.file_name,
  size_bytes: record.size_bytes,
  sent_by: record.sent_by,
  corrects: record.corrects,
  allow_empty: record.allow_empty,
  expected_rows: record.expected_rows,
  expected_sums: record.expected_sums,
  status: record.status,
  problem: record.problem,
  superseded_by: record.superseded_by,
  row_estimate: record.inspected?.row_estimate ?? null,
  created_at: record.created_at,
  staged_at: record.staged_at,
  sync_id: record.sync_id,
  ...(instructions === undefined ? {} : { upload: instructions }),
});
