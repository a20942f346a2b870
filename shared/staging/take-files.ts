import { FILE_TYPES, type FileKind } from './file-kind.ts';
import type { Lease } from './lease.ts';
import { supersede } from './stage.ts';
import type { TenantStaging } from './tenant-staging.ts';

/** What of a lease says which files its sync has. */
export type SyncFiles = Pick<Lease, 'dataset' | 'variant' | 'files' | 'sync_id'>;

/** The uploads a lease names, with their kinds. */
export function filesOf(lease: SyncFiles): { kind: FileKind; uploadId: string }[] {
  const { dataset, variant, files } = lease;
  return FILE_TYPES.flatMap((fileType) => {
    const uploadId = files[fileType];
    return uploadId === undefined ? [] : [{ kind: { dataset, variant, fileType }, uploadId }];
  });
}

/**
 * STAGED → SYNCING for every file of a claimed sync; safe to repeat. False when one is not to be had: a newer upload has
 * superseded it, or another sync was faster. Then none is taken.
 */
export async function takeFiles(staging: TenantStaging, lease: SyncFiles): Promise<boolean> {
  for (const { uploadId } of filesOf(lease)) {
    const taken = await staging.uploads.transition(uploadId, {
      from: ['STAGED'],
      to: 'SYNCING',
      syncId: lease.sync_id,
    });
    if (taken !== undefined) continue;
    const upload = await staging.uploads.get(uploadId);
    if (upload?.sync_id === lease.sync_id) continue;
    await untakeFiles(staging, lease);
    return false;
  }
  return true;
}

/**
 * Undoes `takeFiles` for a sync that never came to be: its pointers are still there, or point at a newer upload. Safe to
 * repeat.
 */
export async function untakeFiles(staging: TenantStaging, lease: SyncFiles): Promise<void> {
  for (const { kind, uploadId } of filesOf(lease)) {
    const change = { from: ['SYNCING'], to: 'STAGED', ofSync: lease.sync_id, forgetSync: true } as const;
    const untaken = await staging.uploads.transition(uploadId, change);
    if (untaken === undefined) continue;
    if (!(await staging.staged.giveBack(kind, uploadId, {}))) await supersede(staging, uploadId);
  }
}

/** Takes the pointers away from the files that the sync has taken. */
export async function takePointers(staging: TenantStaging, lease: SyncFiles): Promise<void> {
  for (const { kind, uploadId } of filesOf(lease)) {
    const upload = await staging.uploads.get(uploadId);
    const taken = upload?.status === 'SYNCING' && upload.sync_id === lease.sync_id;
    if (taken) await staging.staged.take(kind, uploadId);
  }
}

/**
 * SYNCING → STAGED for the files of a sync, or SUPERSEDED for those whose successor has come meanwhile; safe to repeat.
 * The status comes first: a newer upload then supersedes it, if it is staged in between.
 */
export async function returnFiles(staging: TenantStaging, lease: SyncFiles, except: readonly string[]): Promise<void> {
  for (const { kind, uploadId } of filesOf(lease)) {
    if (except.includes(uploadId)) continue;
    await staging.uploads.transition(uploadId, { from: ['SYNCING'], to: 'STAGED', ofSync: lease.sync_id });
    const upload = await staging.uploads.get(uploadId);
    if (upload?.status !== 'STAGED' || upload.sync_id !== lease.sync_id) continue;
    if (!(await staging.staged.giveBack(kind, uploadId, { held: true }))) await supersede(staging, uploadId);
  }
}
