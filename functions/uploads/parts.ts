import * as z from 'zod';
import { cursorsOf } from '../../shared/domain/pagination.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import { listUploadParts, presignUploadParts } from '../../shared/http/endpoints/uploads.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import type { MultipartUpload, UploadRecord } from '../../shared/staging/upload-record.ts';
import { uploadOf } from './upload-body.ts';

const cursors = cursorsOf('parts', z.int().min(1).max(10_000));

export const partRoutes = [
  implement(listUploadParts, async ({ scope }, { params, query }) => {
    const { object_key, upload_until, multipart } = await openMultipart(scope, params.upload_id);
    const { parts, next } = await stagingFor(scope).objects.receivedParts(object_key, multipart, {
      limit: query.limit,
      ...(query.cursor === undefined ? {} : { after: cursors.decode(query.cursor) }),
    });
    return {
      body: {
        part_size: multipart.part_size,
        part_count: multipart.part_count,
        expires_at: upload_until,
        data: parts,
        next_cursor: next === null ? null : cursors.encode(next),
      },
    };
  }),

  implement(presignUploadParts, async ({ scope }, { params, body }) => {
    const { object_key, size_bytes, upload_until, multipart } = await openMultipart(scope, params.upload_id);
    const partNumbers = [...new Set(body.part_numbers)].sort((a, b) => a - b);
    if (partNumbers.at(-1)! > multipart.part_count) {
      throw new Problem('parts-mismatch', serviceSentence('parts-of-upload', { parts: multipart.part_count }));
    }
    const seconds = Math.max(1, Math.floor((Date.parse(upload_until) - Date.now()) / 1000));
    const parts = await stagingFor(scope).objects.presignedParts(object_key, multipart, size_bytes, {
      partNumbers,
      seconds,
    });
    return { body: { method: 'MULTIPART' as const, part_size: multipart.part_size, parts, expires_at: upload_until } };
  }),
];

/** @throws {Problem} 404 `not-found`, 409 `upload-not-open` */
export async function openMultipart(
  scope: TenantScope,
  uploadId: string,
): Promise<UploadRecord & { multipart: MultipartUpload }> {
  const upload = await uploadOf(scope, uploadId);
  const { status, multipart } = upload;
  if (status !== 'AWAITING_UPLOAD') {
    throw new Problem('upload-not-open', serviceSentence('upload-takes-no-parts', { status }));
  }
  if (multipart === null) {
    throw new Problem('upload-not-open', serviceSentence('upload-in-one'));
  }
  return { ...upload, multipart };
}
