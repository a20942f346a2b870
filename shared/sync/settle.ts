import { type ProblemCode, type ProblemDocument, problemDocument } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { SyncLog } from '../domain/sync.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { stagingFor, type TenantStaging } from '../staging/tenant-staging.ts';
import { noteRejection } from '../staging/undecided.ts';
import type { Lease } from './lease.ts';
import { filesOf, returnFiles } from './take-files.ts';

/**
 * What becomes of a sync's uploads. STAGED gives them back, held from the schedule until an explicit sync asks for them;
 * SUPERSEDED instead where a newer upload has been staged meanwhile.
 */
export type Settlement = 'LOADED' | 'FAILED' | 'STAGED';

/** Failures on our side: nothing is wrong with the files, so they need not be sent again. */
const OUR_FAILURES: readonly string[] = [
  'interrupted',
  'warehouse-unavailable',
  'storage-full',
  'count-mismatch',
  'derivation-failed',
  'internal-error',
] satisfies ProblemCode[];

/** The files may be right: a person has to confirm that they are intended. */
const AWAITS_CONSENT: ProblemCode = 'removes-too-much';

/**
 * What becomes of the uploads of a sync that ended this way. A validate-only sync loads nothing, so it gives them back.
 */
export function settlementOf(validateOnly: boolean, failure: ProblemCode | undefined): Settlement {
  if (validateOnly) return 'STAGED';
  if (failure === undefined) return 'LOADED';
  return OUR_FAILURES.includes(failure) || failure === AWAITS_CONSENT ? 'STAGED' : 'FAILED';
}

/**
 * Ends the SYNCING of the uploads that a lease names; safe to repeat. Call it while the lease is held, before releasing it.
 * @param how whether files that are given back are held from the schedule: they are, unless it says otherwise
 * @param rejected by id, uploads that cannot be read after all: REJECTED with the problem, whatever becomes of the others
 */
export async function settleUploads(
  scope: TenantScope,
  lease: Lease,
  outcome: Settlement,
  rejected: Readonly<Record<string, ProblemDocument>> = {},
  how: { readonly held?: boolean } = {},
): Promise<void> {
  const staging = stagingFor(scope);
  const syncId = lease.sync_id;
  const refused = Object.keys(rejected);
  for (const [uploadId, problem] of Object.entries(rejected)) {
    await noteRejection(scope.tenantId, uploadId);
    await staging.uploads.transition(uploadId, { from: ['SYNCING'], to: 'REJECTED', ofSync: syncId, problem });
  }
  if (outcome === 'STAGED') {
    await returnFiles(staging, lease, refused, how);
    return;
  }
  for (const uploadId of filesOf(lease).flatMap(({ uploadIds }) => uploadIds)) {
    if (refused.includes(uploadId)) continue;
    await staging.uploads.transition(uploadId, { from: ['SYNCING'], to: outcome, ofSync: syncId });
  }
}

/**
 * Ends a sync whose corrections came too late: those have failed, and the files beside them are given back to the schedule.
 * Safe to repeat.
 */
export async function settleStaleCorrections(
  scope: TenantScope,
  lease: Lease,
  problem: ProblemDocument,
): Promise<void> {
  const staging = stagingFor(scope);
  for (const uploadId of filesOf(lease).flatMap(({ uploadIds }) => uploadIds)) {
    const upload = await staging.uploads.get(uploadId);
    if (upload?.corrects == null) continue;
    await staging.uploads.transition(uploadId, { from: ['SYNCING'], to: 'FAILED', ofSync: lease.sync_id, problem });
  }
  await settleUploads(scope, lease, 'STAGED', {}, { held: false });
}

/** For a load that will not be published: its files are kept, and another sync can name them. Safe to repeat. */
export async function discardUploads(staging: TenantStaging, { id, files }: SyncLog): Promise<void> {
  const problem = problemDocument('discarded', serviceSentence('upload-discarded', { sync_id: id }));
  for (const { upload_id } of Object.values(files).flatMap((file) => file?.uploads ?? [])) {
    await staging.uploads.transition(upload_id, { from: ['LOADED'], to: 'FAILED', ofSync: id, problem });
  }
}
