import { PUT_SECONDS } from '../staging/objects.ts';
import type { TenantStaging } from '../staging/tenant-staging.ts';
import type { PullRecord } from './pull-record.ts';
import { keyOfPulled } from './pulled-key.ts';
import { filesOf } from './source-kinds.ts';

/**
 * Makes uploads of the files of a pull, like those that a bank sends: all are announced before the first is complete, so that
 * the schedule does not tear them apart. Safe to repeat.
 */
export async function stagePulledFiles(staging: TenantStaging, pull: PullRecord): Promise<void> {
  const files = Object.entries(pull.files);
  const configured = filesOf(pull);
  for (const [fileType, file] of files) {
    const now = Date.now();
    await staging.uploads.create({
      upload_id: file.upload_id,
      dataset: pull.dataset,
      variant: pull.variant,
      file_type: fileType,
      file_name: `${fileType}.csv`,
      size_bytes: file.bytes,
      sha256: null,
      sent_by: `source ${pull.source_name}`,
      key_id: null,
      user_id: null,
      session_id: null,
      corrects: null,
      allow_empty: configured[fileType]!.allow_empty,
      expected_rows: file.rows,
      expected_sums: null,
      object_key: keyOfPulled(pull, fileType),
      multipart: null,
      created_at: new Date(now).toISOString(),
      upload_until: new Date(now + PUT_SECONDS * 1000).toISOString(),
    });
  }
  for (const [fileType, { s3_upload_id, parts }] of files) {
    const sent = parts.map(([part_number, etag]) => ({ part_number, etag }));
    await staging.objects.completeSent(keyOfPulled(pull, fileType), s3_upload_id!, sent);
  }
}
