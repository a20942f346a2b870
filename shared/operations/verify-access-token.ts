import { isRole, type Role } from '../domain/roles.ts';
import { type TenantScope, tenantScope } from '../domain/tenancy.ts';
import { accessTokenReader } from './access-token.ts';
import type { Queryable } from './database.ts';
import { OVER, SESSIONS, STANDS } from './sessions.ts';

/** Whose session an access token belongs to: a key's or a user's, the other is null. */
export type SessionVerification =
  | {
      ok: true;
      scope: TenantScope;
      name: string;
      role: Role;
      keyId: string | null;
      prefix: string | null;
      userId: string | null;
      username: string | null;
      sessionId: string;
      expiresAt: Date;
    }
  | { ok: false; reason: 'malformed' | 'expired' | 'unknown' | 'tenant-inactive' };

interface SessionRow {
  role: string;
  prefix: string | null;
  username: string | null;
  name: string;
  is_active: boolean;
  over: boolean;
}

/**
 * Who an access token belongs to, as the registry has it now: logging out, replacing the key, removing the user and disabling
 * the tenant stop it with the next request. Its signature only spares the registry what is made up.
 */
export async function verifyAccessToken(
  registry: Pick<Queryable, 'query'>,
  publicKey: string,
  accessToken: string,
): Promise<SessionVerification> {
  const read = await accessTokenReader(publicKey)(accessToken);
  if (!read.ok) return read;
  const { sessionId, keyId, userId, tenantId } = read.claims;
  const [found] = await registry.query<SessionRow>(
    `SELECT coalesce(k.role, u.role) AS role, k.prefix, u.username, t.name, t.is_active, ${OVER} AS over
     FROM ${SESSIONS}
     WHERE s.session_id = $1 AND (s.key_id = $2 OR s.user_id = $3) AND t.tenant_id = $4
       AND s.ended_at IS NULL AND s.expires_at > now() AND ${STANDS}`,
    [sessionId, keyId, userId, tenantId],
  );
  if (!found || !isRole(found.role)) return { ok: false, reason: 'unknown' };
  if (!found.is_active) return { ok: false, reason: 'tenant-inactive' };
  if (found.over) return { ok: false, reason: 'unknown' };
  const { role, name, prefix, username } = found;
  const scope = tenantScope(tenantId);
  return { ok: true, scope, name, role, keyId, prefix, userId, username, sessionId, expiresAt: read.expiresAt };
}
