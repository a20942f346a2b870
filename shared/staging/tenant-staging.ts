import type { Slice } from '../domain/slice.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { leaseOf, type SliceLease } from '../sync/lease.ts';
import { objectsOf, type TenantObjects } from './objects.ts';
import { type StagedFiles, stagedFilesOf } from './staged-files.ts';
import { type UploadRegistry, uploadsOf } from './uploads.ts';

/** One tenant's staging area: its upload registry, its staged pointers, its objects and the leases of its syncs. */
export interface TenantStaging {
  readonly scope: TenantScope;
  readonly uploads: UploadRegistry;
  readonly staged: StagedFiles;
  readonly objects: TenantObjects;
  lease(slice: Slice): SliceLease;
}

/** `clock` gives epoch milliseconds. */
export const stagingFor = (scope: TenantScope, clock: () => number = Date.now): TenantStaging => ({
  scope,
  uploads: uploadsOf(scope, clock),
  staged: stagedFilesOf(scope),
  objects: objectsOf(scope),
  lease: (slice) => leaseOf(scope, slice, clock),
});
