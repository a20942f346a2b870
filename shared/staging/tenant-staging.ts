import type { TenantScope } from '../domain/tenancy.ts';
import { objectsOf, type TenantObjects } from './objects.ts';
import { type StagedFiles, stagedFilesOf } from './staged-files.ts';
import { type UploadRegistry, uploadsOf } from './uploads.ts';

/** One tenant's staging area: its upload registry, its staged pointers and its objects. */
export interface TenantStaging {
  readonly scope: TenantScope;
  readonly uploads: UploadRegistry;
  readonly staged: StagedFiles;
  readonly objects: TenantObjects;
}

/** `clock` gives epoch milliseconds. */
export const stagingFor = (scope: TenantScope, clock: () => number = Date.now): TenantStaging => ({
  scope,
  uploads: uploadsOf(scope, clock),
  staged: stagedFilesOf(scope),
  objects: objectsOf(scope),
});
