import { readConfig } from '../../config.ts';
import {
  isFinal,
  type ProfileStatus,
  profileMayBecome,
  type RequestStatus,
  requestMayBecome,
} from '../../domain/kyc.ts';
import type { Queryable } from '../../operations/database.ts';
import { recordOutgoing } from '../../operations/outbox.ts';
import { findProfile, moveProfile, type ProfileRow } from './profile-record.ts';
import type { RequestRow } from './request-record.ts';
import { sealPersonal } from './sealed-person.ts';
import type { OpenResult, PersonalResult } from './verification-result.ts';

/** Where a request is brought, by whom and why. */
export interface Step {
  readonly to: RequestStatus;
  /** Shown to the tenant's people: a username, the prefix of a key, the code of a provider. */
  readonly by: string;
  readonly reason: string | null;
  /** A code. */
  readonly details: string | null;
  readonly result?: OpenResult;
  readonly personal?: PersonalResult;
  /** The provider's own id of it. */
  readonly reference?: string | null;
  /** Of one that is not final: in how many seconds the provider is asked. */
  readonly askInSeconds?: number;
}

export interface Stepped {
  readonly version: number;
  /** What the decision made of the profile; null where it is about none, or changed nothing. */
  readonly profileStatus: ProfileStatus | null;
}

/**
 * Brings a request to another state, and all that follows from it: its history, the profile, what others are told, until when
 * documents are kept. In the transaction that has the request locked.
 * @throws {RangeError} for a step that the table of transitions does not have: callers look first
 */
export async function stepRequest(
  inside: Queryable,
  tenantId: string,
  request: RequestRow,
  step: Step,
): Promise<Stepped> {
  if (!requestMayBecome(request.status, step.to)) throw new RangeError(`${request.status} does not become ${step.to}`);
  const { request_id } = request;
  const { result, personal } = step;
  const [row] = await inside.query<{ version: number }>(
    `UPDATE kyc_requests SET status = $3, status_details = $4, version = version + 1, updated_at = now(),
       completed_at = CASE WHEN $5 THEN now() END,
       due_at = CASE WHEN NOT $5 THEN now() + make_interval(secs => $6) END,
       sent_at = CASE WHEN $3 = 'processing' THEN coalesce(sent_at, now()) ELSE sent_at END,
       is_verified = $7, verification_score = $8, face_match_score = $9, address_verified = $10,
       background_check_passed = $11, sealed_result = $12, provider_reference = coalesce($13, provider_reference)
     WHERE request_id = $1 AND version = $2 RETURNING version`,
    [
      request_id,
      request.version,
      step.to,
      step.details,
      isFinal(step.to),
      step.askInSeconds ?? null,
      result?.isVerified ?? null,
      result?.verificationScore ?? null,
      result?.faceMatchScore ?? null,
      result?.addressVerified ?? null,
      result?.backgroundCheckPassed ?? null,
      personal === undefined ? null : sealPersonal(tenantId, 'result', request_id, personal),
      step.reference ?? null,
    ],
  );
  const { version } = row!;
  await inside.query(
    'INSERT INTO kyc_request_history (request_id, version, status, by, reason) VALUES ($1, $2, $3, $4, $5)',
    [request_id, version, step.to, step.by, step.reason],
  );
  if (!isFinal(step.to)) return { version, profileStatus: null };
  await inside.query(
    `UPDATE kyc_documents SET delete_at = now() + make_interval(days => $2) WHERE request_id = $1 AND deleted_at IS NULL`,
    [request_id, readConfig(['persons']).persons.KYC_DOCUMENT_DAYS],
  );
  if (step.to !== 'completed' && step.to !== 'rejected') return { version, profileStatus: null };
  const profile = await profileOf(inside, request);
  const to = step.to === 'completed' ? 'VERIFIED' : 'REJECTED';
  const profileStatus = profile && countsFor(profile, to, request) ? to : null;
  if (profile && profileStatus !== null) {
    const { by } = step;
    const validityDays = to === 'VERIFIED' ? request.validity_days : null;
    await moveProfile(inside, profile, { to, by, reason: `request ${request_id}`, validityDays });
  }
  await recordOutgoing(inside, step.to === 'completed' ? 'kyc.verified' : 'kyc.rejected', {
    request_id,
    profile_id: profile?.profile_id ?? null,
    verification_type: request.verification_type,
    status: step.to,
    profile_status: profileStatus,
  });
  return { version, profileStatus };
}

/** The profile that a decision is about, locked: one that was made afterwards says of somebody what nobody has looked at. */
const profileOf = async (inside: Queryable, { subject_type, profile_id }: RequestRow) =>
  subject_type === 'individual' && profile_id !== null
    ? findProfile(inside, profile_id, { isLocked: true })
    : undefined;

/** Whether the decision counts for the profile: what was asked for before it was rejected or revoked does not lift that. */
const countsFor = ({ status, refused_at }: ProfileRow, to: ProfileStatus, { created_at }: RequestRow): boolean =>
  profileMayBecome(status, to) && (to !== 'VERIFIED' || refused_at === null || refused_at < created_at);
