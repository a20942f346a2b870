import { type FileType, referencesOf } from '../contracts/contract.ts';
import { joined, type Sentence, sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { SyncFile } from '../domain/sync.ts';
import { privateKeysFor } from '../operations/private-keys.ts';
import { allEnded } from '../pipeline/all-ended.ts';
import { totalsThatDiffer } from '../pipeline/control-totals.ts';
import type { FileCounts } from '../pipeline/file-counts.ts';
import { type Load, loadOf } from '../pipeline/load.ts';
import type { StagedPart } from '../pipeline/load-file.ts';
import type { ReferenceBatches } from '../pipeline/reference-check.ts';
import { proveFault } from '../staging/proof.ts';
import type { TenantStaging } from '../staging/tenant-staging.ts';
import { loadedKey, type UploadRecord } from '../staging/upload-record.ts';
import type { Attempt } from './attempt.ts';
import type { Removal } from './removed-keys.ts';
import { fileFailure, SyncFailure } from './sync-failure.ts';

/** A presigned URL must outlive the longest load. */
const FILE_URL_SECONDS = 3600;

/** The uploads that make up one file of a sync, in their order. */
export interface DeliveredFile {
  readonly fileType: FileType;
  readonly uploads: readonly [UploadRecord, ...UploadRecord[]];
  /** Whether the file replaces some rows of the live book and leaves the others as they are. */
  readonly isCorrection: boolean;
}

export interface LoadedFile extends DeliveredFile {
  readonly counts: FileCounts;
  /** Of a file that replaces a live one. */
  readonly removal: Removal | undefined;
}

/** The staged objects: of each the version that was inspected when it was staged. */
export async function fetchUploads(attempt: Attempt): Promise<DeliveredFile[]> {
  const { slice, lease, staging } = attempt;
  const found = await Promise.all(
    slice.contract.fileTypes.map(async (fileType) => {
      const ids = lease.files[fileType.name] ?? [];
      const uploads = await inspectedUploads(staging, ids, (upload_id) =>
        serviceSentence('upload-gone', { upload_id }),
      );
      return { fileType, uploads };
    }),
  );
  const delivered = found.flatMap(({ fileType, uploads: [first, ...others] }): DeliveredFile[] =>
    first ? [{ fileType, uploads: [first, ...others], isCorrection: first.corrects !== null }] : [],
  );
  await assertUnchanged(attempt, delivered);
  return delivered;
}

/**
 * The uploads of a file, in their order.
 * @param saidOfGone of one that is not there any more
 * @throws {SyncFailure} `file-changed`
 */
export async function inspectedUploads(
  staging: TenantStaging,
  ids: readonly string[],
  saidOfGone: (uploadId: string) => Sentence,
): Promise<UploadRecord[]> {
  const uploads = await Promise.all(ids.map((id) => staging.uploads.get(id)));
  return uploads.map((upload, index) => {
    if (!upload?.inspected) throw new SyncFailure('file-changed', saidOfGone(ids[index]!));
    return upload;
  });
}

/** @param said of one that is not as it was; by default, of a file that a bank has just sent. @throws {SyncFailure} */
export async function assertUnchanged(
  { staging }: Attempt,
  delivered: readonly DeliveredFile[],
  said?: Sentence,
): Promise<void> {
  await Promise.all(
    delivered
      .flatMap(({ uploads }) => uploads)
      .map(async (upload) => {
        const { inspected, file_type } = upload;
        const object = await staging.objects.head(loadedKey(upload), { versionId: inspected!.version_id });
        if (object?.etag !== inspected!.etag || object.size !== inspected!.object_size) {
          throw new SyncFailure('file-changed', said ?? serviceSentence('file-changed', { file_type }));
        }
      }),
  );
}

/** A file of which the fast lane left more than this is inspected before one that may refer to many such rows. */
const MUCH_LEFT = 0.25;

/** To wait for a file that is this much smaller takes longer than to look up afterwards what refers to it. */
const MUCH_SMALLER = 0.1;

/**
 * Loads the files in the order of the contract, so that what is referred to is there first. While the fast lane passes
 * over one file, the one before it is inspected and settled. A row that refers to one not yet stored is left by the
 * fast lane, and inspected when all are; where they would be many, their references are looked up then, or waited for now.
 * @param correctedBatches by corrected file type: the batches of the syncs that the live one is made of
 * @param removalOf asked for each file when all its keys are stored, repeated ones too
 */
export async function loadFiles(
  attempt: Attempt,
  delivered: readonly DeliveredFile[],
  live: Readonly<Record<string, string>>,
  correctedBatches: Readonly<Record<string, readonly string[]>> = {},
  removalOf: (file: DeliveredFile) => Promise<Removal | undefined> = async () => undefined,
): Promise<LoadedFile[]> {
  const loads = await Promise.all(delivered.map((file) => fileLoad(attempt, delivered, live, correctedBatches, file)));
  const prepared: Promise<void>[] = [];
  let inspected = Promise.resolve();
  /** The files of which much is being inspected. */
  let unsettled: { readonly name: string; readonly load: Load }[] = [];
  const settling: Promise<LoadedFile>[] = [];
  try {
    for (const { load } of loads) prepared.push(load.prepare());
    // Awaited when their turn comes; until then a failure must not count as unhandled.
    for (const preparing of prepared) preparing.catch(() => {});
    for (const [index, { load, file }] of loads.entries()) {
      const failed = async (error: unknown): Promise<never> => {
        const prove = (upload: UploadRecord) => proveFault(attempt.staging.objects, upload);
        throw await fileFailure(error, file.fileType, file.uploads[load.partUnderWay]!, prove);
      };
      attempt.kept.signal.throwIfAborted();
      const referredTo = unsettled.filter(({ name }) => load.referredTo.includes(name));
      if (load.passesOnce || referredTo.some((other) => other.load.bytes > load.bytes * MUCH_SMALLER)) {
        await inspected;
        unsettled = [];
      }
      const missing = new Set(unsettled.map(({ name }) => name));
      const left = await prepared[index]!.then(() => load.pass(missing)).catch(failed);
      inspected = inspected.then(() => load.inspect()).catch(failed);
      const settled = inspected
        .then(() => allEnded([load.settle(), removalOf(file)]))
        .then(([counts, removal]) => ({ ...file, counts, removal }))
        .catch(failed);
      // Awaited below; until then a failure must not count as unhandled.
      settled.catch(() => {});
      settling.push(settled);
      if (left > MUCH_LEFT || load.isDivided) unsettled.push({ name: file.fileType.name, load });
      await attempt.advance({ progress: 0.05 + (0.8 * (index + 1)) / loads.length });
    }
    const loaded = await Promise.all(settling);
    for (const { load, file } of loads) assertControlTotals(file, load);
    return loaded;
  } finally {
    // No statement of this attempt may still be writing when its batch is given up.
    await Promise.allSettled([...settling, ...prepared]);
  }
}

async function fileLoad(
  { scope, slice, warehouse, batchId, staging, times }: Attempt,
  delivered: readonly DeliveredFile[],
  live: Readonly<Record<string, string>>,
  correctedBatches: Readonly<Record<string, readonly string[]>>,
  file: DeliveredFile,
): Promise<{ load: Load; file: DeliveredFile }> {
  const { fileType, uploads } = file;
  const [first, ...others] = await Promise.all(
    uploads.map(async (upload): Promise<StagedPart> => {
      const { inspected, expected_sums } = upload;
      const { layout, compression, object_size: objectSize } = inspected!;
      const { packed_size: packedSize, content_size: contentSize } = inspected!;
      const url = await staging.objects.presignedGet(loadedKey(upload), FILE_URL_SECONDS, {
        versionId: inspected!.version_id,
      });
      const summedColumns = Object.keys(expected_sums ?? {});
      return {
        url,
        compression,
        objectSize,
        packedSize,
        contentSize,
        layout,
        summedColumns,
        cluster: warehouse.cluster,
      };
    }),
  );
  const referenceBatchIds = referencedBatches(fileType, delivered, batchId, live);
  const liveBatchId = file.isCorrection ? live[fileType.name] : undefined;
  const contested =
    liveBatchId === undefined ? undefined : { batchIds: correctedBatches[fileType.name] ?? [], liveBatchId };
  const [privateKey] = await privateKeysFor(scope, [fileType]);
  const target = { slice, batchId, referenceBatchIds, contested, privateKey };
  const load = loadOf(warehouse, target, fileType, [first!, ...others], times);
  return { load, file };
}

/**
 * Where rows of a file type find what they refer to: in this batch if it brings such a file, in the live one if it does
 * not; in both if it corrects it, because a correction removes no key.
 */
export function referencedBatches(
  fileType: FileType,
  delivered: readonly DeliveredFile[],
  batchId: string,
  live: Readonly<Record<string, string>>,
): ReferenceBatches {
  return Object.fromEntries(
    referencesOf(fileType).map(({ fileType: target }) => {
      const brought = delivered.find((file) => file.fileType.name === target);
      const before = live[target];
      const stays = before !== undefined && (brought === undefined || brought.isCorrection);
      return [target, [...(brought ? [batchId] : []), ...(stays ? [before] : [])]];
    }),
  );
}

/** @throws {SyncFailure} `control-total-mismatch` */
function assertControlTotals({ fileType, uploads }: DeliveredFile, { controlTotals }: Load): void {
  for (const [index, { upload_id, expected_rows, expected_sums }] of uploads.entries()) {
    const announced = { rows: expected_rows, sums: expected_sums };
    const differences = totalsThatDiffer(fileType, announced, controlTotals[index]!);
    if (differences.length === 0) continue;
    const said = {
      file_type: fileType.name,
      differences: joined(differences, (first, last) => sentence('further', { first, last })),
    };
    throw new SyncFailure(
      'control-total-mismatch',
      uploads.length > 1
        ? serviceSentence('control-totals-of-upload-differ', { ...said, upload_id })
        : serviceSentence('control-totals-differ', said),
    );
  }
}

/** What became of a file's rows, as the log of its sync tells it. */
export const syncFileOf = ({ uploads, counts }: LoadedFile): SyncFile => ({
  upload_id: uploads[0].upload_id,
  uploads: uploads.map(({ upload_id, file_name, size_bytes, sent_by }, index) => ({
    upload_id,
    file_name,
    size_bytes,
    sent_by,
    total_rows: counts.rowsOfParts[index] ?? null,
  })),
  total_rows: counts.totalRows,
  valid_rows: counts.validRows,
  rejected_rows: counts.rejectedRows,
  quarantined_rows: counts.quarantinedRows,
  error_count: counts.errorCount,
  kept_rows: null,
  returned_rows: null,
  removed_rows: null,
});
