import type {
  KycDocumentBody,
  KycProfileBody,
  KycProfileDetailBody,
  KycRequestBody,
  KycRequestDetailBody,
} from '../../shared/http/schemas/kyc.ts';
import type { DocumentRow } from '../../shared/mediator/kyc/documents.ts';
import type { ProfileRow } from '../../shared/mediator/kyc/profile-record.ts';
import type { OpenedProfile, ProfileWithHistory } from '../../shared/mediator/kyc/profiles.ts';
import type { HistoryRow, RequestRow } from '../../shared/mediator/kyc/request-record.ts';
import type { OpenedRequest, RequestWithHistory } from '../../shared/mediator/kyc/requests.ts';

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;
const historyOf = <Status extends string>(history: readonly HistoryRow[]) =>
  history.map(({ status, at, by, reason }) => ({ status: status as Status, at: at.toISOString(), by, reason }));

export const profileBody = (row: ProfileRow): KycProfileBody => ({
  profile_id: row.profile_id,
  user_id: row.user_id,
  status: row.status,
  is_verified: row.status === 'VERIFIED',
  verified_at: iso(row.verified_at),
  expires_at: iso(row.expires_at),
  version: row.version,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});

/** With personal data only where it was opened. */
export const profileDetail = (found: ProfileWithHistory | OpenedProfile): KycProfileDetailBody => ({
  ...profileBody(found.row),
  history: historyOf(found.history),
  ...('personal' in found ? found.personal : {}),
});

export const requestBody = (row: RequestRow): KycRequestBody => ({
  request_id: row.request_id,
  request_type: row.request_type,
  entity_id: row.entity_id,
  verification_type: row.verification_type,
  subject_type: row.subject_type,
  subject_id: row.subject_id,
  profile_id: row.profile_id,
  provider: row.provider,
  provider_key: row.provider_key,
  status: row.status,
  status_details: row.status_details,
  result:
    row.is_verified === null
      ? null
      : {
          is_verified: row.is_verified,
          verification_score: row.verification_score,
          face_match_score: row.face_match_score,
          address_verified: row.address_verified,
          background_check_passed: row.background_check_passed,
        },
  validity_days: row.validity_days,
  requested_by: row.requested_by,
  version: row.version,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  completed_at: iso(row.completed_at),
});

/** With personal data only where it was opened. */
export function requestDetail(found: RequestWithHistory | OpenedRequest): KycRequestDetailBody {
  const { result, ...request } = requestBody(found.row);
  const history = historyOf<KycRequestBody['status']>(found.history);
  if (!('personal' in found)) return { ...request, result, history };
  return { ...request, result: result && { ...result, ...found.personal }, request_data: found.data, history };
}

export const documentBody = (row: DocumentRow): KycDocumentBody => ({
  document_id: row.document_id,
  request_id: row.request_id,
  kind: row.kind,
  size_bytes: row.size_bytes,
  content_type: row.content_type,
  sha256: row.sha256,
  status: row.deleted_at !== null ? 'deleted' : row.arrived_at !== null ? 'arrived' : 'awaited',
  sent_by: row.sent_by,
  created_at: row.created_at.toISOString(),
  arrived_at: iso(row.arrived_at),
  delete_at: iso(row.delete_at),
  deleted_at: iso(row.deleted_at),
});
