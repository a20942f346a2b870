import { v7 as uuid } from 'uuid';
import type * as z from 'zod';
import { readConfig } from '../../shared/config.ts';
import type { FileType } from '../../shared/contracts/contract.ts';
import { type NamedSlice, requestedFileType, requestedSlice } from '../../shared/datasets/requested.ts';
import { fieldError, Problem } from '../../shared/domain/problems.ts';
import { sentence } from '../../shared/domain/sentences/sentence.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import type { NewUpload, uploadInstructions } from '../../shared/domain/upload.ts';
import { type AuditActor, actorLabel } from '../../shared/operations/audit.ts';
import { summableColumns } from '../../shared/pipeline/control-totals.ts';
import { objectKey } from '../../shared/staging/object-key.ts';
import { MAX_PUT_BYTES, MULTIPART_SECONDS, PUT_SECONDS } from '../../shared/staging/objects.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import type { UploadRecord } from '../../shared/staging/upload-record.ts';
import { assertCorrectable } from '../../shared/sync/correctable.ts';

/**
 * Registers an upload and makes the URLs for its file. The registry knows of it before anybody can send the file, so
 * that no object arrives unknown.
 * @throws {Problem} 400 `invalid-request` for a sum of what has none · 404 `not-found`, 409 `not-live` for a sync that cannot
 *   be corrected · 413 `too-large`
 */
export async function announceUpload(
  scope: TenantScope,
  announced: NewUpload & NamedSlice,
  by: AuditActor,
): Promise<{ record: UploadRecord; instructions: z.input<typeof uploadInstructions> }> {
  const maxBytes = readConfig(['staging']).staging.MAX_UPLOAD_BYTES;
  if (announced.size_bytes > maxBytes) {
    throw new Problem('too-large', sentence('more-bytes-than-taken', { bytes: announced.size_bytes, most: maxBytes }));
  }
  const slice = requestedSlice(announced);
  const fileType = requestedFileType(slice.contract, announced.file_type);
  checkControlTotals(fileType, announced);
  const kind = { dataset: slice.dataset, variant: slice.variant, fileType: fileType.name };
  if (announced.corrects !== undefined) {
    await assertCorrectable(scope, slice, [{ fileType: kind.fileType, corrects: announced.corrects }]);
  }
  const { uploads, objects } = stagingFor(scope);
  const uploadId = uuid();
  const gzip = announced.file_name.toLowerCase().endsWith('.gz');
  const key = objectKey({ tenantId: scope.tenantId, ...kind, uploadId }, { gzip });
  const inParts = announced.multipart === true || announced.size_bytes > MAX_PUT_BYTES;
  const multipart = inParts ? await objects.createMultipart(key, announced.size_bytes, announced.part_size) : null;

  const now = Date.now();
  const record = await uploads.create({
    upload_id: uploadId,
    dataset: kind.dataset,
    variant: kind.variant,
    file_type: kind.fileType,
    file_name: announced.file_name,
    size_bytes: announced.size_bytes,
    sha256: announced.sha256 ?? null,
    sent_by: actorLabel(by),
    key_id: by.keyId,
    user_id: by.userId,
    session_id: by.sessionId,
    corrects: announced.corrects ?? null,
    allow_empty: announced.allow_empty ?? false,
    expected_rows: announced.expected_rows ?? null,
    expected_sums: announced.expected_sums ?? null,
    object_key: key,
    multipart,
    created_at: new Date(now).toISOString(),
    upload_until: new Date(now + (inParts ? MULTIPART_SECONDS : PUT_SECONDS) * 1000).toISOString(),
  });
  const expires_at = record.upload_until;
  if (multipart === null) {
    const url = await objects.presignedPut(key, record.size_bytes);
    return { record, instructions: { method: 'PUT', url, headers: {}, expires_at } };
  }
  const parts = await objects.presignedParts(key, multipart, record.size_bytes);
  return { record, instructions: { method: 'MULTIPART', part_size: multipart.part_size, parts, expires_at } };
}

/** @throws {Problem} 400 `invalid-request` */
function checkControlTotals(fileType: FileType, { expected_sums = {} }: NewUpload): void {
  const summable = summableColumns(fileType);
  const among = serviceSentence('field-among', { values: summable.join(', ') });
  const errors = Object.keys(expected_sums)
    .filter((name) => !summable.includes(name))
    .map((name) => fieldError(`expected_sums.${name}`, 'unknown', among));
  if (errors.length > 0)
    throw new Problem('invalid-request', serviceSentence('not-accepted', { fields: 'expected_sums' }), { errors });
}
