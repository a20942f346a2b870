import type { FileType } from '../contracts/contract.ts';
import type { SyncLog } from '../http/schemas/sync.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import { type FileCounts, FileLoad } from './load-file.ts';
import type { Attempt } from './sync-attempt.ts';
import { fileFailure, SyncFailure } from './sync-failure.ts';

/** A presigned URL must outlive the longest load. */
const FILE_URL_SECONDS = 3600;

export interface LoadedFile {
  readonly fileType: FileType;
  readonly uploadId: string;
  readonly counts: FileCounts;
}

/** The staged objects, as they were when they were staged. */
export async function fetchUploads(attempt: Attempt): Promise<UploadRecord[]> {
  const ids = Object.values(attempt.lease.files);
  const uploads = await Promise.all(ids.map((id) => attempt.staging.uploads.get(id)));
  for (const [index, upload] of uploads.entries()) {
    if (!upload?.inspected) throw new SyncFailure('file-changed', `The upload ${ids[index]} is not there any more.`);
  }
  const found = uploads as UploadRecord[];
  await assertUnchanged(attempt, found);
  return found;
}

export async function assertUnchanged({ staging }: Attempt, uploads: readonly UploadRecord[]): Promise<void> {
  for (const { object_key, inspected, file_type } of uploads) {
    const object = await staging.objects.head(object_key);
    if (object?.etag !== inspected!.etag || object.size !== inspected!.object_size) {
      throw new SyncFailure(
        'file-changed',
        `The ${file_type} file was overwritten or deleted after it was staged. Start a new upload for the new file.`,
      );
    }
  }
}

/** A file of which the fast lane left more than this is inspected before the next one, which may refer to many such rows. */
const MUCH_LEFT = 0.25;

/**
 * Loads the files in the order of the contract, so that what is referred to is there first. While the fast lane passes over
 * one file, the one before it is inspected and settled. A row that refers to one not yet stored is left by the fast lane,
 * and inspected when all are.
 */
export async function loadFiles(
  attempt: Attempt,
  uploads: readonly UploadRecord[],
  live: Readonly<Record<string, string>>,
): Promise<LoadedFile[]> {
  const brought = attempt.dataset.fileTypes.filter((fileType) =>
    uploads.some((upload) => upload.file_type === fileType.name),
  );
  const loads = await Promise.all(brought.map((fileType) => fileLoad(attempt, uploads, brought, live, fileType)));
  let inspected = Promise.resolve();
  const settling: Promise<LoadedFile>[] = [];
  try {
    for (const [index, { load, prepared, fileType, uploadId }] of loads.entries()) {
      const failed = (error: unknown): never => {
        throw fileFailure(error, fileType.name as UploadRecord['file_type']);
      };
      attempt.kept.signal.throwIfAborted();
      const left = await prepared.then(() => load.pass()).catch(failed);
      inspected = inspected.then(() => load.inspect()).catch(failed);
      const settled = inspected
        .then(() => load.settle())
        .then((counts) => ({ fileType, uploadId, counts }))
        .catch(failed);
      // Awaited below; until then a failure must not count as unhandled.
      settled.catch(() => {});
      settling.push(settled);
      if (left > MUCH_LEFT) await inspected;
      await attempt.advance({ progress: 0.05 + (0.8 * (index + 1)) / loads.length });
    }
    return await Promise.all(settling);
  } finally {
    // Nothing of this attempt may still be writing when its batch is given up.
    await Promise.allSettled([...settling, ...loads.map(({ prepared }) => prepared)]);
  }
}

async function fileLoad(
  { dataset, lease, warehouse, batchId, staging, times }: Attempt,
  uploads: readonly UploadRecord[],
  brought: readonly FileType[],
  live: Readonly<Record<string, string>>,
  fileType: FileType,
): Promise<{ load: FileLoad; prepared: Promise<void>; fileType: FileType; uploadId: string }> {
  const upload = uploads.find(({ file_type }) => file_type === fileType.name)!;
  const referenced = fileType.reference?.fileType;
  const broughtToo = brought.some(({ name }) => name === referenced);
  const referenceBatchId = referenced === undefined ? undefined : broughtToo ? batchId : live[referenced];
  const { layout, compression, object_size: objectSize, packed_size: packedSize } = upload.inspected!;
  const url = await staging.objects.presignedGet(upload.object_key, FILE_URL_SECONDS);
  const target = { dataset, variant: lease.variant, batchId, referenceBatchId };
  const load = new FileLoad(
    warehouse,
    target,
    fileType,
    { url, compression, objectSize, packedSize, layout, cluster: warehouse.cluster },
    times,
  );
  const prepared = load.prepare();
  // Awaited when its turn comes; until then a failure must not count as unhandled.
  prepared.catch(() => {});
  return { load, prepared, fileType, uploadId: upload.upload_id };
}

export const fileCounts = (loaded: readonly LoadedFile[]): SyncLog['files'] =>
  Object.fromEntries(
    loaded.map(({ fileType, uploadId, counts }) => [
      fileType.name,
      {
        upload_id: uploadId,
        total_rows: counts.totalRows,
        valid_rows: counts.validRows,
        rejected_rows: counts.rejectedRows,
        error_count: counts.errorCount,
      },
    ]),
  );
