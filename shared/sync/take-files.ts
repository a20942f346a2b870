import { datasetNamed } from '../datasets/registry.ts';
import type { FileKind } from '../domain/slice.ts';
import type { UploadStatus } from '../domain/upload.ts';
import { supersede } from '../staging/stage.ts';
import type { StagedPointer } from '../staging/staged-files.ts';
import type { TenantStaging } from '../staging/tenant-staging.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import type { Lease } from './lease.ts';

/** The files of a lease, and the slice that they belong to. */
export type SyncFiles = Pick<Lease, 'dataset' | 'variant' | 'files' | 'sync_id'>;

/** The statuses from which a sync may take an upload that a request names by its id. */
export const TAKEN_BY_NAME: readonly UploadStatus[] = ['STAGED', 'SUPERSEDED', 'FAILED'];

/** The file kinds that a lease names, with the uploads that make up the file. */
export function filesOf(lease: SyncFiles): { kind: FileKind; uploadIds: readonly string[] }[] {
  const { dataset, variant, files } = lease;
  return datasetNamed(dataset).fileTypes.flatMap(({ name: fileType }) => {
    const uploadIds = files[fileType];
    return uploadIds === undefined ? [] : [{ kind: { dataset, variant, fileType }, uploadIds }];
  });
}

/** What whoever claims a sync has just read: it is read again where it has changed since. */
export interface SeenFiles {
  readonly uploads: readonly UploadRecord[];
  readonly pointers: readonly StagedPointer[];
}
export const NOTHING_SEEN: SeenFiles = { uploads: [], pointers: [] };

const uploadIdsOf = (lease: SyncFiles): string[] => filesOf(lease).flatMap(({ uploadIds }) => uploadIds);

/**
 * → SYNCING for every upload of a claimed sync; safe to repeat.
 * @returns the uploads; undefined if one is no longer available because a newer upload has superseded it or another sync was
 *   faster, and then none is taken
 */
export async function takeFiles(
  staging: TenantStaging,
  lease: SyncFiles & { readonly by_name: boolean },
  seen: SeenFiles = NOTHING_SEEN,
): Promise<UploadRecord[] | undefined> {
  const uploads = await Promise.all(
    uploadIdsOf(lease).map((uploadId) => {
      const known = seen.uploads.find(({ upload_id }) => upload_id === uploadId);
      return takeUpload(staging, lease, uploadId, known);
    }),
  );
  const taken = uploads.filter((upload) => upload !== undefined);
  if (taken.length === uploads.length) return taken;
  await untakeFiles(staging, lease);
  return undefined;
}

async function takeUpload(
  staging: TenantStaging,
  lease: SyncFiles & { readonly by_name: boolean },
  uploadId: string,
  known: UploadRecord | undefined,
): Promise<UploadRecord | undefined> {
  const before = known ?? (await staging.uploads.get(uploadId));
  if (before === undefined) return undefined;
  const ofThisSync = (upload: UploadRecord | undefined) => (upload?.sync_id === lease.sync_id ? upload : undefined);
  if (ofThisSync(before) && before.status !== 'STAGED') return before;
  const { status, problem, superseded_by } = before;
  const allowed = lease.by_name ? TAKEN_BY_NAME : (['STAGED'] as const);
  if (!allowed.includes(status)) return ofThisSync(before);
  const taken = await staging.uploads.transition(uploadId, {
    from: [status],
    to: 'SYNCING',
    syncId: lease.sync_id,
    problem: null,
    supersededBy: null,
    takenFrom: { status, problem, superseded_by },
  });
  return taken ?? ofThisSync(await staging.uploads.get(uploadId));
}

/**
 * Undoes `takeFiles` for a sync that never came to be: its pointers are still there, or point at a newer upload. Safe to
 * repeat.
 */
export async function untakeFiles(staging: TenantStaging, lease: SyncFiles): Promise<void> {
  for (const { kind, uploadIds } of filesOf(lease)) {
    const untaken: string[] = [];
    for (const uploadId of uploadIds) {
      const before = (await staging.uploads.get(uploadId))?.taken_from;
      const to = before?.status ?? 'STAGED';
      const change = { from: ['SYNCING'], to, ofSync: lease.sync_id, forgetSync: true } as const;
      const was = before ? { problem: before.problem, supersededBy: before.superseded_by } : {};
      // An upload that had failed or was superseded goes back to that status, not to STAGED.
      if ((await staging.uploads.transition(uploadId, { ...change, ...was })) && to === 'STAGED')
        untaken.push(uploadId);
    }
    await giveBack(staging, kind, untaken, {});
  }
}

/** Takes the pointers away from the files that the sync has taken. */
export async function takePointers(
  staging: TenantStaging,
  lease: SyncFiles,
  { pointers }: SeenFiles = NOTHING_SEEN,
): Promise<void> {
  await Promise.all(
    filesOf(lease).map(async ({ kind, uploadIds }) => {
      // One that has not changed since the claim names none that was given back meanwhile.
      const pointer = pointers.find(({ file_type }) => file_type === kind.fileType);
      if (pointer && (await staging.staged.takeFrom(pointer, uploadIds))) return;
      const uploads = await Promise.all(uploadIds.map((uploadId) => staging.uploads.get(uploadId)));
      const taken = uploads.flatMap((upload) =>
        upload?.status === 'SYNCING' && upload.sync_id === lease.sync_id ? [upload.upload_id] : [],
      );
      if (taken.length > 0) await staging.staged.take(kind, taken);
    }),
  );
}

/**
 * SYNCING → STAGED for the files of a sync, or SUPERSEDED for those whose successor has come meanwhile; safe to repeat.
 * The status comes first: a newer upload then supersedes it, if it is staged in between.
 */
export async function returnFiles(
  staging: TenantStaging,
  lease: SyncFiles,
  except: readonly string[],
  { held = true } = {},
): Promise<void> {
  for (const { kind, uploadIds } of filesOf(lease)) {
    const returned: string[] = [];
    for (const uploadId of uploadIds) {
      if (except.includes(uploadId)) continue;
      await staging.uploads.transition(uploadId, { from: ['SYNCING'], to: 'STAGED', ofSync: lease.sync_id });
      const upload = await staging.uploads.get(uploadId);
      if (upload?.status === 'STAGED' && upload.sync_id === lease.sync_id) returned.push(uploadId);
    }
    await giveBack(staging, kind, returned, { held });
  }
}

async function giveBack(
  staging: TenantStaging,
  kind: FileKind,
  uploadIds: readonly string[],
  how: { held?: boolean },
): Promise<void> {
  if (uploadIds.length === 0) return;
  const newer = await staging.staged.giveBack(kind, uploadIds, how);
  if (newer === undefined) return;
  for (const uploadId of uploadIds) await supersede(staging, uploadId, newer);
}
