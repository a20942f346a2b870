import { sliceLabels } from '../datasets/labels.ts';
import { problemDocument } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { type AuditActor, recordChange } from '../operations/audit.ts';
import type { Database } from '../operations/database.ts';
import { type Announcement, type Revocation, revocationsOf } from '../operations/revocations.ts';
import { cancelAwaited } from '../staging/cancel.ts';
import { MULTIPART_SECONDS } from '../staging/objects.ts';
import { stagingFor } from '../staging/tenant-staging.ts';
import { forgetUndecided, noteRevocation, type Undecided } from '../staging/undecided.ts';
import type { UploadRecord } from '../staging/upload-record.ts';

/** URLs are good for so long; what is sent until then may arrive a little later. */
const ANNOUNCED_WITHIN_MS = (MULTIPART_SECONDS + 3600) * 1000;
const AT_ONCE = 25;

/** Why, in the detail of its problem. */
export const cancelledBecause = (revocation: Revocation): Sentence => serviceSentence(`cancelled-${revocation}`);

export const announcementOf = ({ key_id, user_id, session_id, created_at }: UploadRecord): Announcement => ({
  keyId: key_id,
  userId: user_id,
  sessionId: session_id,
  at: created_at,
});

/** What takes credentials away, and from whom. */
export interface RevocationOf {
  readonly database: Database;
  readonly scope: TenantScope;
  readonly by: AuditActor;
}

/**
 * Cancels what waits for its file and was announced with a credential that is not in force any more, whoever took that away
 * and when: a repeat, or the next revocation, finishes one that was cut off.
 * @returns the uploads
 */
export async function cancelRevoked({ database, scope, by }: RevocationOf): Promise<UploadRecord[]> {
  const waiting = await stagingFor(scope).uploads.awaiting(Date.now() - ANNOUNCED_WITHIN_MS);
  const found = await revocationsOf(database.registry, scope.tenantId, waiting.map(announcementOf));
  const revoked = waiting.flatMap((upload, index) => {
    const revocation = found[index];
    return revocation === undefined ? [] : [{ upload, revocation }];
  });
  const cancelled: UploadRecord[] = [];
  while (revoked.length > 0) {
    cancelled.push(...(await cancelTogether({ database, scope, by }, revoked.splice(0, AT_ONCE))));
  }
  return cancelled;
}

/** Cancels one upload for that reason. @returns undefined where it does not wait for its file any more */
export const cancelAsRevoked = async (
  revocation: Revocation,
  upload: UploadRecord,
  of: RevocationOf,
): Promise<UploadRecord | undefined> => (await cancelTogether(of, [{ upload, revocation }]))[0];

function cancelTogether(
  { database, scope, by }: RevocationOf,
  revoked: readonly { upload: UploadRecord; revocation: Revocation }[],
): Promise<UploadRecord[]> {
  const staging = stagingFor(scope);
  return database.operationsFor(scope).transaction(async (inside) => {
    const tried = await Promise.all(
      revoked.map(async ({ upload, revocation }) => {
        const problem = problemDocument('upload-cancelled', cancelledBecause(revocation));
        const cancelled = await cancelAwaited(staging, upload, problem);
        return cancelled && { cancelled, revocation };
      }),
    );
    const done = tried.filter((outcome) => outcome !== undefined);
    for (const { cancelled, revocation } of done) {
      await recordChange(inside, scope.tenantId, by, {
        action: 'upload.cancelled',
        target: cancelled.upload_id,
        before: { status: 'AWAITING_UPLOAD' },
        after: {
          ...sliceLabels(cancelled),
          file_type: cancelled.file_type,
          size_bytes: cancelled.size_bytes,
          status: cancelled.status,
          reason: revocation,
        },
      });
    }
    return done.map(({ cancelled }) => cancelled);
  });
}

/** Is told what failed and is no reason to keep a credential in force. */
export type FailureReport = (what: string, error: Error) => void;

/** Notes a revocation that is about to be made. What holds without the note is the check at staging, so it is no condition. */
export async function noteRevoking(tenantId: string, report: FailureReport): Promise<Undecided | undefined> {
  try {
    return await noteRevocation(tenantId);
  } catch (error) {
    report('a revocation could not be noted', error as Error);
    return undefined;
  }
}

/**
 * What follows a revocation that was made. A failure is reported and no more: the credentials have stopped, and what they
 * announced is not staged; the schedule finishes what was noted.
 * @param work besides the uploads
 * @returns how many uploads were cancelled; undefined where that is not known
 */
export async function finishRevoking(
  of: RevocationOf,
  noted: Undecided | undefined,
  report: FailureReport,
  work: () => Promise<unknown> = async () => {},
): Promise<number | undefined> {
  try {
    const cancelled = await cancelRevoked(of);
    await work();
    if (noted) await forgetUndecided(noted);
    return cancelled.length;
  } catch (error) {
    report('what a revoked credential announced could not be cancelled', error as Error);
    return undefined;
  }
}
