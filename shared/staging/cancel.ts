import { Problem, problemDocument } from '../domain/problems.ts';
import { kindOfUpload } from './stage.ts';
import type { TenantStaging } from './tenant-staging.ts';
import { isCancelled, type UploadRecord } from './upload-record.ts';

/**
 * Cancels an upload that waits for its file, or a staged one that no sync has taken. The status is changed first, so
 * that staging or taking the file at the same time is refused. The pointer and any parts that have arrived are cleared
 * here, or else by a repeat, by reconciliation or by the bucket's lifecycle. Safe to repeat.
 * @throws {Problem} 409 `upload-not-open`
 */
export async function cancelUpload(staging: TenantStaging, upload: UploadRecord): Promise<UploadRecord> {
  const cancelled =
    (await staging.uploads.transition(upload.upload_id, {
      from: ['AWAITING_UPLOAD', 'STAGED'],
      to: 'EXPIRED',
      problem: problemDocument('upload-cancelled'),
    })) ?? (await staging.uploads.get(upload.upload_id));
  if (cancelled === undefined || !isCancelled(cancelled)) {
    throw new Problem(
      'upload-not-open',
      `The upload is ${cancelled?.status ?? 'gone'}; only one that is AWAITING_UPLOAD or STAGED can be cancelled.`,
    );
  }
  await staging.staged.take(kindOfUpload(cancelled), [cancelled.upload_id]);
  if (cancelled.multipart !== null) await staging.objects.abortMultipart(cancelled.object_key, cancelled.multipart);
  return cancelled;
}
