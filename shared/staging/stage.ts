import { type ProblemDocument, problemDocument } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { kindOf, type StagedPointer } from './staged-files.ts';
import type { TenantStaging } from './tenant-staging.ts';
import { noteRejection } from './undecided.ts';
import { type InspectedFile, isCancelled, type UploadRecord } from './upload-record.ts';

export const kindOfUpload = (upload: UploadRecord) => ({
  dataset: upload.dataset,
  variant: upload.variant,
  fileType: upload.file_type,
});

/**
 * Makes a good file the staged one of its kind. Four writes, each of which may be the last one before a crash: note what
 * inspection found; swing the pointer; mark the upload STAGED; mark the one it replaced SUPERSEDED. The pointer comes
 * before the status because pointers can be listed: reconciliation finds what is half done there, and finishes it.
 * @param isInForce whether the credential that announced the upload is: asked last before the pointer is swung, which is what
 *   decides. A revocation that comes after the answer cancels the upload where it is not STAGED yet.
 * @returns false where nothing was staged
 */
export async function stageUpload(
  staging: TenantStaging,
  uploadId: string,
  inspected: InspectedFile,
  isInForce: (upload: UploadRecord) => Promise<boolean>,
): Promise<boolean> {
  const upload = await staging.uploads.noteInspection(uploadId, inspected);
  if (upload === undefined || !(await isInForce(upload))) return false;
  return stageArrived(staging, upload);
}

/** Stages a file that has been inspected. @returns false where nothing was staged */
export async function stageArrived(staging: TenantStaging, upload: UploadRecord): Promise<boolean> {
  const { upload_id, staged_at } = upload;
  if (staged_at === null) return false;
  const kind = kindOfUpload(upload);
  await staging.staged.point(kind, { upload_id, staged_at });
  const pointer = await staging.staged.read(kind);
  if (pointer === undefined) return false;
  if (pointer.newest.upload_id !== upload_id) await supersede(staging, upload_id, pointer.newest.upload_id);
  await finishStaging(staging, pointer);
  return true;
}

/**
 * Finishes a staging: the uploads that the pointer names, and those they replaced, get the status that says so.
 * @returns the uploads that the pointer names
 */
export async function finishStaging(staging: TenantStaging, pointer: StagedPointer): Promise<UploadRecord[]> {
  const named = await Promise.all(pointer.upload_ids.map(finish));
  if (pointer.replaced.length > 0) {
    for (const uploadId of pointer.replaced) await supersede(staging, uploadId, pointer.newest.upload_id);
    await staging.staged.forgetReplaced(kindOf(pointer), pointer.replaced);
  }
  return named.filter((upload) => upload !== undefined);

  async function finish(uploadId: string): Promise<UploadRecord | undefined> {
    let upload = await staging.uploads.get(uploadId);
    // One that is pointed at has arrived, also where its time is up by now.
    if (upload?.status === 'AWAITING_UPLOAD' || upload?.status === 'EXPIRED') {
      upload =
        (await staging.uploads.transition(uploadId, { from: ['AWAITING_UPLOAD'], to: 'STAGED' })) ??
        (await staging.uploads.get(uploadId));
    }
    // Cancelled while it was being staged or given back; or rejected, where another file was sent to its URL meanwhile.
    if (upload !== undefined && (isCancelled(upload) || upload.status === 'REJECTED'))
      await staging.staged.take(kindOf(pointer), [uploadId]);
    return upload;
  }
}

/** A file that cannot be read: kept, and marked with the reason. */
export async function rejectUpload(staging: TenantStaging, uploadId: string, problem: ProblemDocument): Promise<void> {
  await noteRejection(staging.scope.tenantId, uploadId);
  await staging.uploads.transition(uploadId, { from: ['AWAITING_UPLOAD'], to: 'REJECTED', problem });
}

/** An upload that a sync has already taken is left alone. */
export async function supersede(staging: TenantStaging, uploadId: string, by: string): Promise<void> {
  const problem = problemDocument('superseded', serviceSentence('upload-superseded', { upload_id: by }));
  await staging.uploads.transition(uploadId, {
    from: ['AWAITING_UPLOAD', 'STAGED'],
    to: 'SUPERSEDED',
    problem,
    supersededBy: by,
  });
}
