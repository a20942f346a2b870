import { Problem, type ProblemDocument, problemDocument } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
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
      serviceSentence('upload-not-cancellable', { status: cancelled?.status ?? 'gone' }),
    );
  }
  await staging.staged.take(kindOfUpload(cancelled), [cancelled.upload_id]);
  if (cancelled.multipart !== null) await staging.objects.abortMultipart(cancelled.object_key, cancelled.multipart);
  return cancelled;
}

/**
 * Cancels an upload that waits for its file, and none that has been staged. Parts that have arrived are thrown away, or else
 * by the bucket's lifecycle; a pointer at a file that is half staged goes with the next reconciliation.
 * @param problem why
 * @returns undefined where it does not wait for its file
 */
export async function cancelAwaited(
  staging: Pick<TenantStaging, 'uploads' | 'objects'>,
  { upload_id, object_key, multipart }: UploadRecord,
  problem: ProblemDocument,
): Promise<UploadRecord | undefined> {
  const cancelled = await staging.uploads.transition(upload_id, { from: ['AWAITING_UPLOAD'], to: 'EXPIRED', problem });
  // Nobody can put them together any more, so a failure is none of the cancelling.
  if (cancelled && multipart) await staging.objects.abortMultipart(object_key, multipart).catch(() => {});
  return cancelled;
}
