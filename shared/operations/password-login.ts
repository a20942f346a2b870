import type { SignedInUser } from '../domain/caller.ts';
import type { Role } from '../domain/roles.ts';
import { TENANT_ID } from '../domain/tenancy.ts';
import { readUsername } from '../domain/username.ts';
import { type AuditActor, type Origin, recordChange, somebody } from './audit.ts';
import type { Database, Queryable } from './database.ts';
import { accountClosed, CLOSED_SECONDS, nameHash, rememberAddress, tryPassword } from './lockout.ts';
import { hashOf, inTurn, isOutdated, isPasswordOf } from './password-hash.ts';
import { type IssuedTokens, type SessionSecrets, sessionsOf } from './sessions.ts';
import type { Permission } from './users.ts';

export interface PasswordLogin {
  readonly tenantId: string;
  readonly username: string;
  readonly password: string;
  /** What the address counts as (limits/client-address.ts). */
  readonly place: string;
}

/** Lets a sign-in with the right password go on, or throws. */
export type Admit = () => Promise<void>;

/** The log has the reason; the client hears of `closed` and `tenant-inactive` only. */
export type LoggedIn =
  | { ok: true; user: SignedInUser; tokens: IssuedTokens }
  | { ok: false; reason: 'unknown' | 'wrong-password' | 'inactive' | 'tenant-inactive'; userId?: string | undefined }
  | { ok: false; reason: 'closed'; seconds: number; userId?: string | undefined };

interface FoundUser {
  user_id: string;
  password_hash: string;
  role: Role;
  is_active: boolean;
  tenant_is_active: boolean;
}

/**
 * Signs in with a name and its password. Whoever it is, and whether there is such a user at all, the same is done: the
 * account of a name that nobody has closes, too.
 */
export function passwordLoginsOf(database: Pick<Database, 'registry'>, secrets: SessionSecrets, origin: Origin) {
  const { registry } = database;
  const { pepper } = secrets;

  async function signIn(
    inside: Queryable,
    login: PasswordLogin,
    admit: Admit,
  ): Promise<LoggedIn | (() => Promise<LoggedIn>)> {
    const username = readUsername(login.username);
    // What cannot be a name is nobody's, and nothing is kept of it.
    if (username === undefined || !TENANT_ID.test(login.tenantId)) {
      await isPasswordOf(login.password, undefined, { pepper, userId: '' });
      return { ok: false, reason: 'unknown' };
    }
    const { tenantId, place } = login;
    const [found] = await inside.query<FoundUser>(
      `SELECT u.user_id, u.password_hash, u.role, u.is_active, t.is_active AS tenant_is_active
       FROM users u JOIN tenants t USING (tenant_id) WHERE tenant_id = $1 AND username = $2 FOR NO KEY UPDATE OF u`,
      [tenantId, username],
    );
    const userId = found?.user_id;
    const attempt = { inside, nameHash: nameHash(pepper, tenantId, username), userId, address: place };
    let isRight = false;
    const outcome = await tryPassword(attempt, async () => {
      isRight = await isPasswordOf(login.password, found?.password_hash, { pepper, userId: userId ?? '' });
      return isRight && found!.is_active;
    });
    if (outcome.state === 'closed') return { ok: false, reason: 'closed', seconds: outcome.seconds, userId };
    if (outcome.state === 'wrong') {
      const reason = found === undefined ? 'unknown' : isRight ? 'inactive' : 'wrong-password';
      if (found) {
        await recordChange(inside, tenantId, somebody(origin), {
          action: 'session.refused',
          target: username,
          after: { user_id: found.user_id, reason, ...(outcome.closesNow && { closed_seconds: CLOSED_SECONDS }) },
        });
      }
      return { ok: false, reason, userId };
    }
    const user = { userId: found!.user_id, username };
    if (!found!.tenant_is_active) return { ok: false, reason: 'tenant-inactive', userId };
    await admit();
    const rehashed = isOutdated(found!.password_hash)
      ? await hashOf(login.password, { pepper, userId: userId! })
      : null;
    await inside.query(
      `UPDATE users SET last_login_at = clock_timestamp(), password_hash = coalesce($2, password_hash) WHERE user_id = $1`,
      [userId, rehashed],
    );
    await rememberAddress(inside, user.userId, place);
    const tokens = await sessionsOf(database, secrets, origin).startInside(inside, {
      tenantId,
      role: found!.role,
      user,
    });
    return async () => ({ ok: true, user, tokens: await tokens() });
  }

  return async (login: PasswordLogin, admit: Admit): Promise<LoggedIn> => {
    const done = await inTurn(() => registry.transaction((inside) => signIn(inside, login, admit)));
    return typeof done === 'function' ? done() : done;
  };
}

/**
 * Lets users change their password only with the one in force. Wrong ones count like those of a sign-in: a session that was
 * stolen is no way to guess the password.
 * @throws {Problem} 429 `account-closed`
 */
export const withCurrentPassword =
  (pepper: string, { tenantId, username, password, place }: PasswordLogin, by: AuditActor): Permission =>
  async (inside, userId, passwordHash) => {
    const attempt = { inside, nameHash: nameHash(pepper, tenantId, username), userId, address: place };
    const outcome = await tryPassword(attempt, () => isPasswordOf(password, passwordHash, { pepper, userId }));
    if (outcome.state === 'closed') throw accountClosed(outcome.seconds);
    if (outcome.state === 'right') return true;
    await recordChange(inside, tenantId, by, {
      action: 'session.refused',
      target: username,
      after: {
        user_id: userId,
        reason: 'wrong-password',
        ...(outcome.closesNow && { closed_seconds: CLOSED_SECONDS }),
      },
    });
    return false;
  };
