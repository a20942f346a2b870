import type { ProfileStatus } from '../../domain/kyc.ts';
import type { Queryable } from '../../operations/database.ts';
import type { HistoryRow } from './request-record.ts';

export interface ProfileRow {
  readonly profile_id: string;
  readonly user_id: string;
  /** As of now: what has run out is EXPIRED, whether or not a worker has written it down. */
  readonly status: ProfileStatus;
  readonly verified_at: Date | null;
  readonly expires_at: Date | null;
  /** When it was rejected or revoked last. */
  readonly refused_at: Date | null;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const PROFILE_STATUS = `CASE WHEN status = 'VERIFIED' AND expires_at <= now() THEN 'EXPIRED' ELSE status END`;
/** Nothing of what is personal among them. */
export const PROFILE_COLUMNS = `profile_id, user_id, ${PROFILE_STATUS} AS status, verified_at, expires_at, refused_at, version,
  created_at, updated_at`;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @param id of the profile, or of its user */
export async function findProfile(
  inside: Queryable,
  id: string,
  { isLocked = false }: { isLocked?: boolean } = {},
): Promise<ProfileRow | undefined> {
  const asUuid = id.toLowerCase();
  const [row] = await inside.query<ProfileRow>(
    `SELECT ${PROFILE_COLUMNS} FROM kyc_profiles WHERE user_id = $1 OR profile_id = $2::uuid
     -- A user may be called like the profile of another.
     ORDER BY profile_id = $2::uuid DESC NULLS LAST LIMIT 1 ${isLocked ? 'FOR UPDATE' : ''}`,
    [id, UUID.test(asUuid) ? asUuid : null],
  );
  return row;
}

/** Oldest first. */
export const historyOfProfile = (inside: Queryable, profileId: string): Promise<HistoryRow[]> =>
  inside.query<HistoryRow>(
    'SELECT status, at, by, reason FROM kyc_profile_history WHERE profile_id = $1 ORDER BY version',
    [profileId],
  );

export interface ProfileStep {
  readonly to: ProfileStatus;
  readonly by: string;
  readonly reason: string | null;
  /** Of one that is verified. */
  readonly validityDays: number | null;
}

/** Brings a profile to another state, with its history. In the transaction that has it locked, after looking whether it may be. */
export async function moveProfile(
  inside: Queryable,
  { profile_id }: Pick<ProfileRow, 'profile_id'>,
  { to, by, reason, validityDays }: ProfileStep,
): Promise<void> {
  await inside.query(
    `WITH moved AS (
       UPDATE kyc_profiles SET status = $2, version = version + 1, updated_at = now(),
         verified_at = CASE $2 WHEN 'VERIFIED' THEN now() WHEN 'EXPIRED' THEN verified_at END,
         expires_at = CASE $2 WHEN 'VERIFIED' THEN now() + make_interval(days => $5) WHEN 'EXPIRED' THEN expires_at END,
         refused_at = CASE WHEN $2 IN ('REJECTED', 'REVOKED') THEN clock_timestamp() ELSE refused_at END
       WHERE profile_id = $1 RETURNING profile_id, version, status)
     INSERT INTO kyc_profile_history (profile_id, version, status, by, reason)
     SELECT profile_id, version, status, $3, $4 FROM moved`,
    [profile_id, to, by, reason, validityDays],
  );
}
