import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { readConfig } from '../../shared/config.ts';
import { Problem } from '../../shared/http/problems.ts';
import type { NewUpload, uploadInstructions } from '../../shared/http/schemas/upload.ts';
import { objectKey } from '../../shared/staging/object-key.ts';
import { MAX_PUT_BYTES, MULTIPART_SECONDS, PUT_SECONDS } from '../../shared/staging/objects.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import type { UploadRecord } from '../../shared/staging/upload-record.ts';
import type { TenantScope } from '../../shared/tenancy.ts';

/**
 * Registers an upload and makes the URLs for its file. The registry knows of it before anybody can send the file, so
 * that no object arrives unknown.
 * @throws {Problem} 413 `too-large`
 */
export async function announceUpload(
  scope: TenantScope,
  announced: NewUpload,
): Promise<{ record: UploadRecord; instructions: z.input<typeof uploadInstructions> }> {
  const maxBytes = readConfig(['staging']).staging.MAX_UPLOAD_BYTES;
  if (announced.size_bytes > maxBytes) {
    const detail = `The file has ${announced.size_bytes} bytes; the largest that is taken has ${maxBytes}.`;
    throw new Problem('too-large', detail);
  }
  const { uploads, objects } = stagingFor(scope);
  const kind = { dataset: 'loans', variant: announced.loan_type, fileType: announced.file_type } as const;
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
    allow_empty: false,
    sha256: announced.sha256 ?? null,
    object_key: key,
    multipart,
    created_at: new Date(now).toISOString(),
    upload_until: new Date(now + (inParts ? MULTIPART_SECONDS : PUT_SECONDS) * 1000).toISOString(),
  });
  const expires_at = record.upload_until;
  if (multipart === null) {
    return { record, instructions: { method: 'PUT', url: await objects.presignedPut(key), headers: {}, expires_at } };
  }
  const parts = await objects.presignedParts(key, multipart);
  return { record, instructions: { method: 'MULTIPART', part_size: multipart.part_size, parts, expires_at } };
}
