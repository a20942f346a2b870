import { createHmac, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { AuditActorKind } from '../domain/audit.ts';
import type { SignedInUser } from '../domain/caller.ts';
import { isRole, type Role } from '../domain/roles.ts';
import { ACCESS_TOKEN_SECONDS, accessTokenSigner } from './access-token.ts';
import type { Verification } from './api-keys.ts';
import { type AuditActor, type Origin, recordChange, somebody } from './audit.ts';
import type { Database, Queryable } from './database.ts';

/** However often it is refreshed, a session ends a working day after the sign-in … */
export const SESSION_SECONDS = 12 * 3600;
/** … and earlier when nobody refreshes it: a page that is open does so every quarter of an hour. */
export const IDLE_SECONDS = 3600;

const REFRESH_TOKEN = /^rt_live_[0-9a-f]{64}$/;
const MOST_REMOVED_AT_ONCE = 100;

export interface SessionSecrets {
  /** Mixed into the hash of refresh tokens, as into that of API keys. */
  pepper: string;
  /** Signs access tokens (operations/access-token.ts). */
  privateKey: string;
}

/** Sessions, whose they are, and the tenant. */
export const SESSIONS = `sessions s LEFT JOIN api_keys k ON k.key_id = s.key_id LEFT JOIN users u ON u.user_id = s.user_id
     JOIN tenants t ON t.tenant_id = coalesce(k.tenant_id, u.tenant_id)`;
/** The key or the user of a session is in force. */
export const STANDS = 'k.revoked_at IS NULL AND u.is_active IS NOT FALSE';
/** A session does not outlive that its tenant is disabled: whoever had signed in signs in again, once it is enabled. */
export const OVER = 'coalesce(s.signed_in_at <= t.disabled_at, false)';

/** What the client gets; of these tokens only a hash of the refresh token is kept. */
export interface IssuedTokens extends SessionOwner {
  role: Role;
  accessToken: string;
  /** How long the access token lives. */
  expiresIn: number;
  refreshToken: string;
}

/** Who a session belongs to, as far as it may be logged: a key, or a user. */
export interface SessionOwner {
  sessionId: string;
  keyId: string | null;
  userId: string | null;
  tenantId: string;
}

/** Whoever signs in, as verified just now. */
export type SignedIn = { tenantId: string; role: Role } & (
  | { key: { keyId: string; prefix: string }; user?: never }
  | { user: SignedInUser; key?: never }
);

export type Refreshed =
  | { ok: true; tokens: IssuedTokens }
  /** `unknown` is also what a session is that has ended, or whose key or user was stopped. */
  | { ok: false; reason: 'malformed' | 'unknown' | 'idle' }
  /** `reused` has ended the session. */
  | { ok: false; reason: 'reused' | 'tenant-inactive' | 'tenant-mismatch'; owner: SessionOwner };

interface SessionRow {
  session_id: string;
  key_id: string | null;
  prefix: string | null;
  user_id: string | null;
  username: string | null;
  tenant_id: string;
  role: string;
  is_active: boolean;
  /** Neither ended nor past its time, and its key or user in force. */
  in_force: boolean;
  seconds_left: number;
}

/**
 * Sessions: an API key, or a name and its password, exchanged for an access token of a few minutes and a refresh token, which
 * is good for one use and gives the next pair.
 * @param origin of the request that signs in, refreshes or signs out
 * @param beforeEnd what is done before the end of a session takes effect; told whose it is, and who ends it
 */
export function sessionsOf(
  { registry }: Pick<Database, 'registry'>,
  { pepper, privateKey }: SessionSecrets,
  origin: Origin = { address: null, requestId: null },
  beforeEnd: (tenantId: string, by: AuditActor) => Promise<void> = async () => {},
) {
  const signAccessToken = accessTokenSigner(privateKey);
  const hash = (refreshToken: string): Buffer => createHmac('sha256', pepper).update(refreshToken).digest();

  async function addRefreshToken(inside: Queryable, sessionId: string): Promise<string> {
    const refreshToken = `rt_live_${randomBytes(32).toString('hex')}`;
    await inside.query(
      `INSERT INTO refresh_tokens (token_hash, session_id, expires_at) VALUES ($1, $2, now() + make_interval(secs => $3))`,
      [hash(refreshToken), sessionId, IDLE_SECONDS],
    );
    return refreshToken;
  }

  async function issued(
    owner: SessionOwner & { role: Role },
    refreshToken: string,
    secondsLeft: number,
  ): Promise<IssuedTokens> {
    const expiresIn = Math.min(ACCESS_TOKEN_SECONDS, secondsLeft);
    return { ...owner, accessToken: await signAccessToken(owner, expiresIn), expiresIn, refreshToken };
  }

  /** @returns the tokens once the transaction has been committed: whoever holds them before that holds nothing */
  async function startInside(inside: Queryable, who: SignedIn): Promise<() => Promise<IssuedTokens>> {
    const { tenantId, role, key, user } = who;
    const owner = { sessionId: uuidv7(), keyId: key?.keyId ?? null, userId: user?.userId ?? null, tenantId, role };
    await removeExpired(inside);
    await inside.query(
      `INSERT INTO sessions (session_id, key_id, user_id, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
      [owner.sessionId, owner.keyId, owner.userId, SESSION_SECONDS],
    );
    const credential = { ...owner, prefix: key?.prefix, username: user?.username };
    await recordChange(inside, tenantId, actorOf(key ? 'key' : 'user', credential, origin), {
      action: 'session.started',
      target: owner.sessionId,
    });
    const refreshToken = await addRefreshToken(inside, owner.sessionId);
    return () => issued(owner, refreshToken, SESSION_SECONDS);
  }

  return {
    /** @param key as verified just now; should it be revoked meanwhile, the session is born dead */
    async start(key: Extract<Verification, { ok: true }>): Promise<IssuedTokens> {
      const who = { tenantId: key.scope.tenantId, role: key.role, key };
      const tokens = await registry.transaction((inside) => startInside(inside, who));
      return tokens();
    },

    /** In a transaction of the caller's, which holds who signs in as it is. */
    startInside,

    /**
     * Writes down that somebody showed a key that does not sign in: for the tenant whose key begins like it, if there is
     * one. A key that never was is nobody's; the log has it.
     */
    async refused(prefix: string, reason: string): Promise<void> {
      await registry.transaction(async (inside) => {
        const [key] = await inside.query<{ tenant_id: string; key_id: string }>(
          `SELECT tenant_id, key_id FROM api_keys WHERE prefix = $1
           ORDER BY revoked_at IS NOT NULL, created_at DESC LIMIT 1`,
          [prefix],
        );
        if (key === undefined) return;
        await recordChange(inside, key.tenant_id, somebody(origin), {
          action: 'session.refused',
          target: key.key_id,
          after: { api_key_prefix: prefix, reason },
        });
      });
    },

    /**
     * Exchanges a refresh token. One that was used before is in two hands, and nobody can tell which is the thief's: its
     * session ends. So it does when two refreshes run at once: the second is a reuse. There is no grace period, in which
     * a thief would be as welcome as a client that asks twice.
     * @param tenantId what the request says it is, if it says so
     */
    async refresh(refreshToken: string, tenantId?: string): Promise<Refreshed> {
      if (!REFRESH_TOKEN.test(refreshToken)) return { ok: false, reason: 'malformed' };
      const outcome = await registry.transaction(async (inside) => {
        const session = await lockSessionOf(inside, hash(refreshToken));
        if (!session?.in_force || !isRole(session.role)) return { ok: false, reason: 'unknown' } as const;
        const owner = ownerOf(session);
        const [token] = await inside.query<{ used: boolean; idle: boolean }>(
          'SELECT used_at IS NOT NULL AS used, expires_at <= now() AS idle FROM refresh_tokens WHERE token_hash = $1',
          [hash(refreshToken)],
        );
        if (token?.used) {
          await endSession(inside, session, 'reuse', origin, beforeEnd);
          return { ok: false, reason: 'reused', owner } as const;
        }
        if (token?.idle) return { ok: false, reason: 'idle' } as const;
        if (!session.is_active) return { ok: false, reason: 'tenant-inactive', owner } as const;
        if (!isOf(session, tenantId)) return { ok: false, reason: 'tenant-mismatch', owner } as const;
        await inside.query('UPDATE refresh_tokens SET used_at = now() WHERE token_hash = $1', [hash(refreshToken)]);
        const next = await addRefreshToken(inside, session.session_id);
        return { ok: true, owner: { ...owner, role: session.role }, next, secondsLeft: session.seconds_left } as const;
      });
      if (!outcome.ok) return outcome;
      return { ok: true, tokens: await issued(outcome.owner, outcome.next, outcome.secondsLeft) };
    },

    /**
     * Ends the session of a refresh token, used or not.
     * @returns whose it was; undefined where there was none to end
     */
    async end(refreshToken: string, tenantId?: string): Promise<SessionOwner | 'tenant-mismatch' | undefined> {
      if (!REFRESH_TOKEN.test(refreshToken)) return undefined;
      return registry.transaction(async (inside) => {
        const session = await lockSessionOf(inside, hash(refreshToken));
        if (!session) return undefined;
        if (!isOf(session, tenantId)) return 'tenant-mismatch';
        return (await endSession(inside, session, 'logout', origin, beforeEnd)) ? ownerOf(session) : undefined;
      });
    },
  };
}

/** The session that a refresh token was made for, locked: whatever happens to it, and to its tokens, happens in turn. */
async function lockSessionOf(inside: Queryable, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const [row] = await inside.query<SessionRow>(
    `SELECT s.session_id, s.key_id, k.prefix::text, s.user_id, u.username, t.tenant_id, coalesce(k.role, u.role) AS role,
            t.is_active,
            s.ended_at IS NULL AND s.expires_at >= now() + interval '1 second' AND ${STANDS}
              AND NOT (t.is_active AND ${OVER}) AS in_force,
            floor(extract(epoch FROM s.expires_at - now()))::int AS seconds_left
     FROM ${SESSIONS}
     WHERE s.session_id = (SELECT session_id FROM refresh_tokens WHERE token_hash = $1) FOR UPDATE OF s`,
    [tokenHash],
  );
  return row;
}

/** @returns false when it had ended before */
async function endSession(
  inside: Queryable,
  session: SessionRow,
  reason: 'logout' | 'reuse',
  origin: Origin,
  beforeEnd: (tenantId: string, by: AuditActor) => Promise<void>,
): Promise<boolean> {
  const ended = await inside.query(
    'UPDATE sessions SET ended_at = now(), end_reason = $2 WHERE session_id = $1 AND ended_at IS NULL RETURNING 1',
    [session.session_id, reason],
  );
  if (ended.length === 0) return false;
  const role = isRole(session.role) ? session.role : null;
  const { prefix, username, user_id } = session;
  const credential = { ...ownerOf(session), role, prefix, username };
  const actor = actorOf(user_id === null ? 'session' : 'user', credential, origin);
  await recordChange(inside, session.tenant_id, actor, {
    action: reason === 'reuse' ? 'session.reused' : 'session.ended',
    target: session.session_id,
  });
  await beforeEnd(session.tenant_id, actor);
  return true;
}

/**
 * Sessions past their time, and with them their tokens. A few at every sign-in, which makes one: so they never pile up. One
 * that was ended stays a day longer than what it announced can arrive.
 */
const removeExpired = (inside: Queryable): Promise<unknown> =>
  inside.query(
    `DELETE FROM sessions WHERE session_id IN
       (SELECT session_id FROM sessions
        WHERE expires_at <= now() AND (ended_at IS NULL OR expires_at <= now() - interval '2 days') ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)`,
    [MOST_REMOVED_AT_ONCE],
  );

interface NamedOwner extends SessionOwner {
  role: Role | null;
  prefix: string | null | undefined;
  username: string | null | undefined;
}

const actorOf = (
  kind: AuditActorKind,
  { role, keyId, prefix = null, userId, username = null, sessionId }: NamedOwner,
  origin: Origin,
): AuditActor => ({ kind, role, keyId, keyPrefix: prefix, userId, username, sessionId, ...origin });

const ownerOf = (row: SessionRow): SessionOwner => ({
  sessionId: row.session_id,
  keyId: row.key_id,
  userId: row.user_id,
  tenantId: row.tenant_id,
});
const isOf = (row: SessionRow, tenantId: string | undefined): boolean =>
  tenantId === undefined || tenantId === row.tenant_id;
