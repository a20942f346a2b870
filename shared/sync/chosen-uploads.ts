import { setTimeout as sleep } from 'node:timers/promises';
import { fileTypeOf, rejectingReferencesOf } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { fieldError, Problem } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { sliceText } from '../domain/slice.ts';
import type { TenantStaging } from '../staging/tenant-staging.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import type { LeasedFiles } from './lease.ts';
import { TAKEN_BY_NAME } from './take-files.ts';

/** A file type whose rows are sent again, and the sync that brought them the first time. */
export interface Correction {
  readonly fileType: UploadRecord['file_type'];
  readonly corrects: string;
}

/** How long a request waits for files that were sent a moment ago; less than a request may take. */
const STAGING_WAIT_MS = 20_000;
const POLL_MS = [50, 100, 200, 400];

/**
 * The uploads that a request names, in its order, once they are staged; one that a sync has taken is returned as it is.
 * @throws {Problem} 404 `not-found` · 409 `upload-not-staged` · 422 `uploads-mismatch`
 */
export async function awaitNamedUploads(
  staging: TenantStaging,
  slice: Slice,
  wantedIds: readonly string[],
): Promise<UploadRecord[]> {
  const uploadIds = wantedIds.map((uploadId) => uploadId.toLowerCase());
  const twice = uploadIds.find((uploadId, index) => uploadIds.indexOf(uploadId) !== index);
  if (twice !== undefined) throw new Problem('uploads-mismatch', serviceSentence('upload-twice', { upload_id: twice }));
  const deadline = Date.now() + STAGING_WAIT_MS;
  for (let turn = 0; ; turn += 1) {
    const uploads = await readNamed(staging, slice, uploadIds);
    const isComing = uploads.some(({ status }) => status === 'AWAITING_UPLOAD');
    const missing = uploads.filter(({ status }) => !isTakenOrCanBe(status));
    if (missing.every(({ status }) => status === 'AWAITING_UPLOAD') && isComing && Date.now() < deadline) {
      await sleep(POLL_MS[Math.min(turn, POLL_MS.length - 1)]);
      continue;
    }
    if (missing.length > 0) throw notStaged(uploads, missing);
    return uploads;
  }
}

const isTakenOrCanBe = (status: UploadRecord['status']): boolean =>
  status === 'SYNCING' || status === 'LOADED' || TAKEN_BY_NAME.includes(status);

async function readNamed(
  { uploads }: TenantStaging,
  slice: Slice,
  uploadIds: readonly string[],
): Promise<UploadRecord[]> {
  const found = await Promise.all(uploadIds.map((uploadId) => uploads.get(uploadId)));
  const unknown = uploadIds.find((_, index) => found[index] === undefined);
  if (unknown !== undefined) throw new Problem('not-found', serviceSentence('no-such-upload', { upload_id: unknown }));
  const named = found as UploadRecord[];
  const foreign = named.find(({ dataset, variant }) => dataset !== slice.dataset || variant !== slice.variant);
  if (foreign) {
    const [is, wanted] =
      foreign.dataset === slice.dataset ? [foreign.variant, slice.variant] : [sliceText(foreign), slice.text];
    throw new Problem(
      'uploads-mismatch',
      serviceSentence('upload-of-other-slice', { upload_id: foreign.upload_id, slice: is ?? '', wanted: wanted ?? '' }),
    );
  }
  return named;
}

/** Whether an upload keeps rows whose references another one replaces: rows could be left without theirs. */
export function correctsBesideReplaced(upload: UploadRecord, others: readonly UploadRecord[]): boolean {
  if (upload.corrects === null) return false;
  const targets = rejectingReferencesOf(fileTypeOf(datasetNamed(upload.dataset), upload.file_type)).map(
    ({ fileType }) => fileType,
  );
  return others.some(({ file_type, corrects }) => corrects === null && targets.includes(file_type));
}

const WHY: Partial<Record<UploadRecord['status'], Sentence>> = {
  AWAITING_UPLOAD: serviceSentence('upload-awaited'),
  EXPIRED: serviceSentence('upload-expired'),
  REJECTED: serviceSentence('upload-rejected'),
  SYNCING: serviceSentence('upload-taken'),
  LOADED: serviceSentence('upload-loaded'),
};

function notStaged(uploads: readonly UploadRecord[], missing: readonly UploadRecord[]): Problem {
  const errors = missing.map((upload) => {
    const { upload_id, status } = upload;
    const why = WHY[status] ?? serviceSentence('upload-otherwise');
    const code = status.toLowerCase().replaceAll('_', '-');
    const said = serviceSentence('upload-not-loadable', { upload_id, status, why });
    return fieldError(`upload_ids[${uploads.indexOf(upload)}]`, code, said);
  });
  const named = missing.map(({ upload_id, status }) => serviceSentence('upload-is', { upload_id, status }));
  return new Problem('upload-not-staged', serviceSentence('nothing-started', { uploads: named }), { errors });
}

/**
 * The files that these uploads make up, by file type and in the order given, and the syncs that they correct.
 * @throws {Problem} 409 `upload-not-staged` · 422 `uploads-mismatch`
 */
export function filesOfUploads(
  uploads: readonly UploadRecord[],
  { byName }: { readonly byName: boolean },
): { readonly files: LeasedFiles; readonly corrections: readonly Correction[] } {
  if (byName) {
    const taken = uploads.filter(({ status }) => !TAKEN_BY_NAME.includes(status));
    if (taken.length > 0) throw notStaged(uploads, taken);
  }
  const torn = uploads.find((upload) => correctsBesideReplaced(upload, uploads));
  if (torn) {
    throw new Problem('uploads-mismatch', serviceSentence('upload-replaces-referred', { file_type: torn.file_type }));
  }
  const files: LeasedFiles = {};
  const corrections = new Map<UploadRecord['file_type'], string | null>();
  for (const { upload_id, file_type, corrects } of uploads) {
    files[file_type] = [...(files[file_type] ?? []), upload_id];
    const before = corrections.get(file_type);
    if (before !== undefined && before !== corrects) {
      throw new Problem('uploads-mismatch', serviceSentence('uploads-correct-and-not', { file_type }));
    }
    corrections.set(file_type, corrects);
  }
  const corrected = [...corrections].flatMap(([fileType, corrects]) => (corrects ? [{ fileType, corrects }] : []));
  if (new Set(corrected.map(({ corrects }) => corrects)).size > 1) {
    throw new Problem('uploads-mismatch', serviceSentence('uploads-correct-several'));
  }
  return { files, corrections: corrected };
}
