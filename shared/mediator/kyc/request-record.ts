import type { RequestStatus, RequestType, SubjectType, VerificationType } from '../../domain/kyc.ts';
import type { Queryable } from '../../operations/database.ts';

export interface RequestRow {
  readonly request_id: string;
  readonly request_type: RequestType;
  readonly entity_id: string;
  readonly verification_type: VerificationType;
  readonly subject_type: SubjectType;
  readonly subject_id: string;
  readonly profile_id: string | null;
  readonly provider: string | null;
  readonly provider_key: string | null;
  readonly provider_reference: string | null;
  readonly status: RequestStatus;
  readonly status_details: string | null;
  readonly validity_days: number;
  readonly sealed_data: Buffer | null;
  readonly is_verified: boolean | null;
  readonly verification_score: string | null;
  readonly face_match_score: string | null;
  readonly address_verified: boolean | null;
  readonly background_check_passed: boolean | null;
  readonly sealed_result: Buffer | null;
  readonly requested_by: string;
  readonly requested_key: string | null;
  readonly requested_user: string | null;
  readonly requested_username: string | null;
  readonly version: number;
  readonly sent_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly completed_at: Date | null;
}

/** Without what is personal, which lists do not even fetch. */
export const OPEN_REQUEST_COLUMNS = `r.request_id, r.request_type, r.entity_id, r.verification_type, r.subject_type, r.subject_id,
  r.profile_id, r.provider, r.provider_key, r.provider_reference, r.status, r.status_details, r.validity_days,
  NULL::bytea AS sealed_data, r.is_verified, r.verification_score, r.face_match_score, r.address_verified,
  r.background_check_passed, NULL::bytea AS sealed_result, r.requested_by, r.requested_key, r.requested_user,
  r.requested_username, r.version, r.sent_at, r.created_at, r.updated_at, r.completed_at`;

export const REQUEST_COLUMNS = OPEN_REQUEST_COLUMNS.replaceAll(/NULL::bytea AS (\w+)/g, 'r.$1');

/** A state that something was in. */
export interface HistoryRow {
  readonly status: string;
  readonly at: Date;
  readonly by: string;
  readonly reason: string | null;
}

export const findRequest = async (
  inside: Queryable,
  requestId: string,
  { isLocked = false, columns = REQUEST_COLUMNS }: { isLocked?: boolean; columns?: string } = {},
): Promise<RequestRow | undefined> => {
  const [row] = await inside.query<RequestRow>(
    `SELECT ${columns} FROM kyc_requests r WHERE r.request_id = $1 ${isLocked ? 'FOR UPDATE' : ''}`,
    [requestId],
  );
  return row;
};

/** Oldest first. */
export const historyOfRequest = (inside: Queryable, requestId: string): Promise<HistoryRow[]> =>
  inside.query<HistoryRow>(
    'SELECT status, at, by, reason FROM kyc_request_history WHERE request_id = $1 ORDER BY version',
    [requestId],
  );
