import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { IDENTITY_FIELDS, PERSONAL_FIELDS, type PersonalData, type ProfileStatus } from '../../domain/kyc.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../../domain/pagination.ts';
import { fieldError, Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { type AuditActor, actorLabel, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { recordOutgoing } from '../../operations/outbox.ts';
import {
  findProfile,
  historyOfProfile,
  moveProfile,
  PROFILE_COLUMNS,
  PROFILE_STATUS,
  type ProfileRow,
} from './profile-record.ts';
import type { HistoryRow } from './request-record.ts';
import { mobileHash, openPersonal, sealPersonal } from './sealed-person.ts';

export interface ProfileWithHistory {
  readonly row: ProfileRow;
  readonly history: readonly HistoryRow[];
}

export interface OpenedProfile extends ProfileWithHistory {
  readonly personal: PersonalData;
}

export type NewProfile = { readonly user_id: string; readonly mobile_number: string } & Partial<PersonalData>;
/** What is left out stays as it is. */
export type ProfileChange = { readonly [Field in keyof PersonalData]?: PersonalData[Field] | undefined };

const cursors = cursorsOf('kyc-profiles', z.tuple([POSITION.time, z.uuid()]));

/** Persons of one tenant whose identity is verified. Personal data leaves `open` alone. */
export function profilesOf(operations: Operations) {
  const { tenantId } = operations.scope;

  const read = async (inside: Queryable, profileId: string): Promise<ProfileWithHistory> => ({
    row: await known(inside, profileId),
    history: await historyOfProfile(inside, profileId),
  });

  const openedOf = async (inside: Queryable, profileId: string): Promise<PersonalData> => {
    const [row] = await inside.query<{ sealed: Buffer }>('SELECT sealed FROM kyc_profiles WHERE profile_id = $1', [
      profileId,
    ]);
    return openPersonal<PersonalData>(tenantId, 'profile', profileId, row!.sealed);
  };

  return {
    /** @throws {Problem} 404 `not-found` */
    get: (profileId: string): Promise<ProfileWithHistory> =>
      operations.transaction((inside) => read(inside, profileId)),

    /** With all that is personal; that somebody looked is written down. @throws {Problem} 404 `not-found` */
    open: (profileId: string, by: AuditActor): Promise<OpenedProfile> =>
      operations.transaction(async (inside) => {
        const found = await read(inside, profileId);
        const { user_id } = found.row;
        await recordChange(inside, tenantId, by, {
          action: 'kyc.looked-at',
          target: profileId,
          after: { what: 'profile', user_id },
        });
        return { ...found, personal: await openedOf(inside, profileId) };
      }),

    /** Newest first. @throws {Problem} `invalid-cursor` */
    async list({
      limit,
      cursor,
      status,
      user_id,
    }: {
      readonly limit: number;
      readonly cursor?: string | undefined;
      readonly status?: ProfileStatus | undefined;
      readonly user_id?: string | undefined;
    }): Promise<Page<ProfileRow>> {
      const [at, id] = cursor === undefined ? [null, null] : cursors.decode(cursor);
      const rows = await operations.query<ProfileRow>(
        `SELECT ${PROFILE_COLUMNS} FROM kyc_profiles
         WHERE ($1::text IS NULL OR ${PROFILE_STATUS} = $1) AND ($2::text IS NULL OR user_id = $2)
           AND ($3::timestamptz IS NULL OR (created_at, profile_id) < ($3, $4::uuid))
         ORDER BY created_at DESC, profile_id DESC LIMIT $5`,
        [status ?? null, user_id ?? null, at, id, limit + 1],
      );
      return pageOf(rows, limit, cursors, (row) => [row.created_at.toISOString(), row.profile_id]);
    },

    /** @throws {Problem} 409 `profile-exists` */
    create: ({ user_id, ...given }: NewProfile, by: AuditActor): Promise<ProfileWithHistory> =>
      operations.transaction(async (inside) => {
        const profileId = uuidv7();
        const personal = withAll(given);
        const hash = mobileHash(tenantId, given.mobile_number);
        await assertFree(inside, { profileId, userId: user_id, hash });
        const made = await inside.query(
          `INSERT INTO kyc_profiles (profile_id, user_id, sealed, mobile_hash, status)
           VALUES ($1, $2, $3, $4, 'PENDING') ON CONFLICT DO NOTHING RETURNING 1`,
          [profileId, user_id, sealPersonal(tenantId, 'profile', profileId, personal), hash],
        );
        // Somebody else was faster just now.
        if (made.length === 0) throw new Problem('profile-exists');
        await inside.query(
          `INSERT INTO kyc_profile_history (profile_id, version, status, by) VALUES ($1, 1, 'PENDING', $2)`,
          [profileId, actorLabel(by)],
        );
        await recordChange(inside, tenantId, by, {
          action: 'kyc.profile-made',
          target: profileId,
          after: { user_id },
        });
        return read(inside, profileId);
      }),

    /**
     * @throws {Problem} 404 `not-found`, 409 `profile-exists`, 409 `wrong-state` where what was verified, or is being verified,
     *   would come to be something else
     */
    change: (profileId: string, change: ProfileChange, by: AuditActor): Promise<ProfileWithHistory> =>
      operations.transaction(async (inside) => {
        const row = await known(inside, profileId, { isLocked: true });
        const before = await openedOf(inside, profileId);
        const fields = PERSONAL_FIELDS.filter((name) => change[name] !== undefined && change[name] !== before[name]);
        const kept = fields.filter((name) => IDENTITY_FIELDS.includes(name));
        if (row.status === 'VERIFIED' && kept.length > 0) {
          throw new Problem('wrong-state', serviceSentence('kyc-profile-verified', { fields: kept.join(', ') }));
        }
        // Or somebody would be verified, and another stand there as verified.
        if (kept.length > 0) await assertNothingUnderWay(inside, row);
        if (fields.length === 0) return read(inside, profileId);
        const after = { ...before, ...Object.fromEntries(fields.map((name) => [name, change[name] ?? null])) };
        const hash = mobileHash(tenantId, after.mobile_number ?? '');
        await assertFree(inside, { profileId, userId: null, hash });
        const changed = await inside.query(
          `UPDATE kyc_profiles SET sealed = $2, mobile_hash = $3, version = version + 1, updated_at = now()
           WHERE profile_id = $1 RETURNING 1`,
          [profileId, sealPersonal(tenantId, 'profile', profileId, after), hash],
        );
        if (changed.length === 0) throw new Problem('not-found');
        await recordChange(inside, tenantId, by, {
          action: 'kyc.profile-changed',
          target: profileId,
          // Which, and nothing of what they say.
          after: { user_id: row.user_id, fields },
        });
        return read(inside, profileId);
      }),

    /**
     * Takes a verification back. @throws {Problem} 404 `not-found`, 409 `wrong-state`
     */
    revoke: (profileId: string, reason: string, by: AuditActor): Promise<ProfileWithHistory> =>
      operations.transaction(async (inside) => {
        const row = await known(inside, profileId, { isLocked: true });
        if (row.status !== 'VERIFIED') {
          throw new Problem('wrong-state', serviceSentence('kyc-profile-not-verified', { status: row.status }));
        }
        await moveProfile(inside, row, { to: 'REVOKED', by: actorLabel(by), reason, validityDays: null });
        await recordOutgoing(inside, 'kyc.revoked', { profile_id: profileId, status: 'REVOKED' });
        await recordChange(inside, tenantId, by, {
          action: 'kyc.revoked',
          target: profileId,
          before: { status: row.status },
          after: { status: 'REVOKED', user_id: row.user_id },
        });
        return read(inside, profileId);
      }),

    /**
     * Removes a person, and with the profile what its verifications have of one; those stay, as what was decided when.
     * @throws {Problem} 404 `not-found`, 409 `wrong-state` while a verification is under way
     */
    remove: (profileId: string, by: AuditActor): Promise<void> =>
      operations.transaction(async (inside) => {
        const row = await known(inside, profileId, { isLocked: true });
        await assertNothingUnderWay(inside, row);
        const ids = [profileId, row.user_id];
        await inside.query(
          `UPDATE kyc_documents SET delete_at = now(), sealed_name = NULL
           WHERE deleted_at IS NULL AND request_id IN (SELECT request_id FROM kyc_requests WHERE ${OF_PROFILE})`,
          ids,
        );
        await inside.query(
          `UPDATE kyc_requests SET sealed_data = NULL, sealed_result = NULL, profile_id = NULL WHERE ${OF_PROFILE}`,
          ids,
        );
        await inside.query('DELETE FROM kyc_profiles WHERE profile_id = $1', [profileId]);
        await recordChange(inside, tenantId, by, {
          action: 'kyc.profile-removed',
          target: profileId,
          before: { user_id: row.user_id, status: row.status },
        });
      }),
  };
}

/** SQL: the verifications of a person, by the profile, `$1`, and by the id that the bank has for it, `$2`. */
const OF_PROFILE = `(profile_id = $1 OR (profile_id IS NULL AND subject_type = 'individual' AND subject_id = $2))`;

/** The profile is locked: none begins meanwhile. @throws {Problem} 409 `wrong-state` */
async function assertNothingUnderWay(inside: Queryable, { profile_id, user_id }: ProfileRow): Promise<void> {
  const [open] = await inside.query<{ request_id: string }>(
    `SELECT request_id FROM kyc_requests WHERE ${OF_PROFILE} AND completed_at IS NULL LIMIT 1`,
    [profile_id, user_id],
  );
  if (open) throw new Problem('wrong-state', serviceSentence('kyc-under-way', { request_id: open.request_id }));
}

/** @throws {Problem} 404 `not-found` */
async function known(inside: Queryable, profileId: string, { isLocked = false } = {}): Promise<ProfileRow> {
  const row = await findProfile(inside, profileId, { isLocked });
  if (!row || row.profile_id !== profileId) throw new Problem('not-found');
  return row;
}

const withAll = (given: Partial<PersonalData>): PersonalData =>
  Object.fromEntries(PERSONAL_FIELDS.map((name) => [name, given[name] ?? null])) as PersonalData;

/** @throws {Problem} 409 `profile-exists`, which names the field and not its value */
async function assertFree(
  inside: Queryable,
  { profileId, userId, hash }: { profileId: string; userId: string | null; hash: Buffer },
): Promise<void> {
  const [taken] = await inside.query<{ is_of_user: boolean }>(
    `SELECT coalesce(user_id = $2, false) AS is_of_user FROM kyc_profiles
     WHERE (user_id = $2 OR mobile_hash = $3) AND profile_id <> $1 LIMIT 1`,
    [profileId, userId, hash],
  );
  if (!taken) return;
  const field = taken.is_of_user ? 'user_id' : 'mobile_number';
  const said = serviceSentence(taken.is_of_user ? 'kyc-user-taken' : 'kyc-number-taken');
  throw new Problem('profile-exists', said, { errors: [fieldError(field, 'value', said)] });
}
