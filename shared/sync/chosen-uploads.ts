import { setTimeout as sleep } from 'node:timers/promises';
import { fileTypeOf, referencesOf } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { type FieldError, Problem } from '../domain/problems.ts';
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
  if (twice !== undefined) throw new Problem('uploads-mismatch', `The upload ${twice} is named more than once.`);
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
  if (unknown !== undefined) throw new Problem('not-found', `There is no upload ${unknown}.`);
  const named = found as UploadRecord[];
  const foreign = named.find(({ dataset, variant }) => dataset !== slice.dataset || variant !== slice.variant);
  if (foreign) {
    const [is, wanted] =
      foreign.dataset === slice.dataset ? [foreign.variant, slice.variant] : [sliceText(foreign), slice.text];
    const detail = `The upload ${foreign.upload_id} is of ${is}, not ${wanted}.`;
    throw new Problem('uploads-mismatch', detail);
  }
  return named;
}

/** Whether an upload keeps rows whose references another one replaces: rows could be left without theirs. */
export function correctsBesideReplaced(upload: UploadRecord, others: readonly UploadRecord[]): boolean {
  if (upload.corrects === null) return false;
  const targets = referencesOf(fileTypeOf(datasetNamed(upload.dataset), upload.file_type)).map(
    ({ fileType }) => fileType,
  );
  return others.some(({ file_type, corrects }) => corrects === null && targets.includes(file_type));
}

const WHY: Partial<Record<UploadRecord['status'], string>> = {
  AWAITING_UPLOAD: 'it was announced, and its file has not arrived',
  EXPIRED: 'its file did not come in time, or it was cancelled: announce a new upload',
  REJECTED: 'its file cannot be read, and its `problem` says why: announce a new upload',
  SYNCING: 'another sync has taken it',
  LOADED: 'another sync has loaded it',
};

function notStaged(uploads: readonly UploadRecord[], missing: readonly UploadRecord[]): Problem {
  const errors: FieldError[] = missing.map((upload) => ({
    field: `upload_ids[${uploads.indexOf(upload)}]`,
    code: upload.status.toLowerCase().replaceAll('_', '-'),
    detail: `The upload ${upload.upload_id} is ${upload.status}: ${WHY[upload.status] ?? 'it cannot be loaded'}.`,
  }));
  const named = missing.map(({ upload_id, status }) => `${upload_id} is ${status}`).join(', ');
  return new Problem('upload-not-staged', `Nothing was started: ${named}.`, { errors });
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
    const detail = `The ${torn.file_type} upload is a correction, and another upload replaces what its rows refer to. Send it whole, or sync it by itself.`;
    throw new Problem('uploads-mismatch', detail);
  }
  const files: LeasedFiles = {};
  const corrections = new Map<UploadRecord['file_type'], string | null>();
  for (const { upload_id, file_type, corrects } of uploads) {
    files[file_type] = [...(files[file_type] ?? []), upload_id];
    const before = corrections.get(file_type);
    if (before !== undefined && before !== corrects) {
      const detail = `Of the ${file_type} uploads some correct another sync, or none. Correct one sync at a time.`;
      throw new Problem('uploads-mismatch', detail);
    }
    corrections.set(file_type, corrects);
  }
  const corrected = [...corrections].flatMap(([fileType, corrects]) => (corrects ? [{ fileType, corrects }] : []));
  if (new Set(corrected.map(({ corrects }) => corrects)).size > 1) {
    throw new Problem('uploads-mismatch', 'The uploads correct different syncs. Correct one sync at a time.');
  }
  return { files, corrections: corrected };
}
