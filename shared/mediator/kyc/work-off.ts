import { isFinal } from '../../domain/kyc.ts';
import { Problem } from '../../domain/problems.ts';
import type { ProviderEnvironment } from '../../domain/provider.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { recordOutgoing } from '../../operations/outbox.ts';
import { PUT_SECONDS } from '../../staging/objects.ts';
import type { Answer, Json, ProviderAdapter, VerificationOrder } from '../adapter.ts';
import type { Mediation } from '../mediation.ts';
import { ASK_AGAIN_SECONDS, applyAnswer } from './apply-answer.ts';
import { documentsOf } from './documents.ts';
import { moveProfile } from './profile-record.ts';
import { findRequest, REQUEST_COLUMNS, type RequestRow } from './request-record.ts';
import { openedOf } from './requests.ts';
import { openPersonal } from './sealed-person.ts';
import { stepRequest } from './step-request.ts';

/** One call about a verification, as the providers' part makes it: with quota, places, breaker and record. */
export type CallVerifier = (
  about: {
    readonly operations: Operations;
    /** Code of the provider. */
    readonly provider: string;
    readonly environment: ProviderEnvironment;
    readonly keyId?: string;
    readonly operation: 'verify' | 'ask-verification';
    readonly subject: string;
    readonly logger: Logger;
  },
  call: (adapter: Pick<ProviderAdapter, 'verify' | 'askVerification'>) => Promise<Answer>,
) => Promise<Answer>;

/** Verifications that providers are asked about at the same time. */
const AT_ONCE = 5;
/** Less is not begun: a call may take half a minute, and be made twice. */
const ENOUGH_MS = 75_000;
/** After a call that was certainly not made, by how often that happened. */
const NOT_SENT_SECONDS = [60, 120, 300];
/** While the quota of a provider key is used up. */
const QUOTA_SECONDS = 900;
const EXPIRED_AT_ONCE = 500;

/**
 * All that there is to do for the verifications of a tenant: those that are due go out, or are asked about; profiles that have
 * run out are written down as such. Safe to repeat, and for several at once; cut off anywhere, the next one goes on.
 * @param goesOn whether anything may be begun
 * @returns seconds until the next is due, of those within a quarter of an hour; undefined where there is none
 */
export async function workOffVerifications(
  work: Mediation,
  callVerifier: CallVerifier,
  goesOn: () => boolean = () => true,
): Promise<number | undefined> {
  const { operations, remainingMs } = work;
  await expireProfiles(operations);
  while (goesOn() && remainingMs() > ENOUGH_MS) {
    const due = await takeDue(operations);
    if (due.length === 0) return secondsUntilDue(operations);
    await Promise.all(due.map((request) => askAbout(work, callVerifier, request)));
  }
  return 0;
}

interface DueRow extends RequestRow {
  readonly was_sent: boolean;
  readonly asked: number;
}

/** Takes what is due, until it would be asked about again: whoever is cut off leaves it to the next one. */
const takeDue = (operations: Operations): Promise<DueRow[]> =>
  operations.query<DueRow>(
    `WITH due AS (
       SELECT request_id, sent_at IS NOT NULL AS was_sent FROM kyc_requests
       WHERE due_at <= now() ORDER BY due_at, request_id FOR UPDATE SKIP LOCKED LIMIT $1)
     UPDATE kyc_requests r SET due_at = now() + make_interval(secs => $2), asked = r.asked + 1,
       sent_at = coalesce(r.sent_at, now())
     FROM due WHERE r.request_id = due.request_id RETURNING ${REQUEST_COLUMNS}, r.asked, due.was_sent`,
    [AT_ONCE, ASK_AGAIN_SECONDS],
  );

/** One failure does not stop the others: what was taken is due again after a while. */
async function askAbout(work: Mediation, callVerifier: CallVerifier, request: DueRow): Promise<void> {
  const { operations, logger } = work;
  const about = { verification: request.request_id, provider: request.provider };
  try {
    const answer = await answerAbout(work, callVerifier, request);
    logger.info('verification asked about', { ...about, outcome: answer.outcome });
    await operations.transaction((inside) => heard(inside, operations.scope.tenantId, request, answer));
  } catch (error) {
    // What went wrong may quote what was sent: only its kind is told.
    logger.error('verification could not be asked about', { ...about, reason: kindOf(error) });
  }
}

const kindOf = (error: unknown): string => {
  const { name = 'unknown', code } = error as { name?: string; code?: unknown };
  return typeof code === 'string' ? `${name} ${code}` : name;
};

/** Quotas and places are used up for the time being: it was not sent, and is, later. */
type Heard = Answer | { readonly outcome: 'quota-used-up' };

/**
 * What the provider says. What it may have been sent before is asked about first; where it has never heard of it, it is sent
 * again, by the same id.
 */
async function answerAbout(
  { operations, logger }: Mediation,
  callVerifier: CallVerifier,
  request: DueRow,
): Promise<Heard> {
  const { request_id, provider, was_sent } = request;
  const order = await orderOf(operations, request);
  const key = await keyOf(operations, request);
  const about = { operations, provider: provider!, ...key, subject: request_id, logger } as const;
  try {
    if (was_sent) {
      const answer = await callVerifier({ ...about, operation: 'ask-verification' }, (adapter) =>
        adapter.askVerification(order),
      );
      if (answer.outcome !== 'unheard') return answer;
    }
    return await callVerifier({ ...about, operation: 'verify' }, (adapter) => adapter.verify(order));
  } catch (error) {
    if (error instanceof Problem && error.code === 'quota-used-up') return { outcome: 'quota-used-up' };
    throw error;
  }
}

/** With what the profile has of the person, where the request does not say otherwise. */
async function orderOf(operations: Operations, request: RequestRow): Promise<VerificationOrder> {
  const { tenantId } = operations.scope;
  const { data } = openedOf(tenantId, request);
  const [profile] =
    request.profile_id === null
      ? []
      : await operations.query<{ sealed: Buffer }>('SELECT sealed FROM kyc_profiles WHERE profile_id = $1', [
          request.profile_id,
        ]);
  const person =
    profile && openPersonal<Record<string, Json>>(tenantId, 'profile', request.profile_id!, profile.sealed);
  return {
    requestId: request.request_id,
    reference: request.provider_reference,
    verificationType: request.verification_type,
    subjectType: request.subject_type,
    subjectId: request.subject_id,
    data: { ...person, ...(data as Record<string, Json> | null) },
  };
}

async function keyOf(
  operations: Operations,
  { provider_key }: RequestRow,
): Promise<{ environment: ProviderEnvironment; keyId?: string }> {
  if (provider_key === null) return { environment: 'production' };
  const [key] = await operations.query<{ environment: ProviderEnvironment }>(
    'SELECT environment FROM provider_keys WHERE key_id = $1',
    [provider_key],
  );
  return { environment: key?.environment ?? 'production', keyId: provider_key };
}

/** Writes down what was heard. */
async function heard(inside: Queryable, tenantId: string, request: DueRow, answer: Heard): Promise<void> {
  const current = await findRequest(inside, request.request_id, { isLocked: true });
  // Decided or cancelled meanwhile: what the provider says of it now changes nothing.
  if (!current || isFinal(current.status)) return;
  const by = current.provider!;
  switch (answer.outcome) {
    case 'completed':
    case 'failed':
    case 'processing':
      await applyAnswer(inside, tenantId, current, answer, by);
      return;
    case 'unknown':
    case 'unheard': {
      const details = 'no-answer-yet';
      if (current.status === 'processing') await noteDetails(inside, current, details, ASK_AGAIN_SECONDS);
      else {
        const step = { to: 'processing', by, reason: details, details, askInSeconds: ASK_AGAIN_SECONDS } as const;
        await stepRequest(inside, tenantId, current, step);
      }
      return;
    }
    case 'not-sent':
      await noteDetails(inside, current, 'not-sent', NOT_SENT_SECONDS[request.asked - 1] ?? NOT_SENT_SECONDS.at(-1)!);
      break;
    case 'quota-used-up':
      await noteDetails(inside, current, 'quota-used-up', QUOTA_SECONDS);
  }
  // It would have been the first to hear of it, and has not.
  if (!request.was_sent) {
    await inside.query(`UPDATE kyc_requests SET sent_at = NULL WHERE request_id = $1 AND status = 'pending'`, [
      current.request_id,
    ]);
  }
}

const noteDetails = (inside: Queryable, { request_id }: RequestRow, details: string, seconds: number) =>
  inside.query(
    'UPDATE kyc_requests SET status_details = $2, due_at = now() + make_interval(secs => $3) WHERE request_id = $1',
    [request_id, details, seconds],
  );

/** Writes down what has run out, and tells of it. @returns how many */
export async function expireProfiles(operations: Operations): Promise<number> {
  let expired = 0;
  for (;;) {
    const count = await operations.transaction(async (inside) => {
      const rows = await inside.query<{ profile_id: string }>(
        `SELECT profile_id FROM kyc_profiles WHERE status = 'VERIFIED' AND expires_at <= now()
         ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [EXPIRED_AT_ONCE],
      );
      for (const row of rows) {
        await moveProfile(inside, row, { to: 'EXPIRED', by: 'service', reason: null, validityDays: null });
        await recordOutgoing(inside, 'kyc.expired', { profile_id: row.profile_id, status: 'EXPIRED' });
      }
      return rows.length;
    });
    expired += count;
    if (count < EXPIRED_AT_ONCE) return expired;
  }
}

async function secondsUntilDue(operations: Queryable): Promise<number | undefined> {
  const [row] = await operations.query<{ seconds: number | null }>(
    `SELECT ceil(extract(epoch FROM min(due_at) - now()))::int AS seconds FROM kyc_requests
     WHERE due_at < now() + interval '15 minutes'`,
  );
  return row?.seconds == null ? undefined : Math.max(0, row.seconds);
}

/** Younger ones have a message on its way. */
const PATIENCE_SECONDS = 5;

/** Whether a verification is to be asked about, or a profile has run out. Cheap: each looks at the first row of an index. */
export async function verificationsDue(operations: Queryable, patienceSeconds = PATIENCE_SECONDS): Promise<boolean> {
  const [row] = await operations.query<{ is_due: boolean }>(
    `SELECT EXISTS (SELECT FROM kyc_requests WHERE due_at < now() - make_interval(secs => $1))
       OR EXISTS (SELECT FROM kyc_profiles WHERE status = 'VERIFIED' AND expires_at <= now()) AS is_due`,
    [patienceSeconds],
  );
  return row?.is_due ?? false;
}

/** Whether a document is past its time. */
export async function verificationsOld(operations: Queryable): Promise<boolean> {
  const [row] = await operations.query<{ is_old: boolean }>(
    `SELECT EXISTS (SELECT FROM kyc_documents WHERE delete_at <= now() AND deleted_at IS NULL
       AND created_at < now() - make_interval(secs => $1)) AS is_old`,
    [PUT_SECONDS],
  );
  return row?.is_old ?? false;
}

/** Deletes the documents that are past their time. */
export async function tidyVerifications({ operations, logger, remainingMs }: Mediation): Promise<void> {
  const removed = await documentsOf(operations).removeDue(() => remainingMs() > 15_000);
  if (removed > 0) logger.info('documents past their time deleted', { documents: removed });
}
