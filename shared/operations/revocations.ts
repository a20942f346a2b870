import type { Queryable } from './database.ts';

/** With what something was announced, and when (ISO 8601). An early record does not say with which key. */
export interface Announcement {
  readonly keyId: string | null;
  readonly userId: string | null;
  /** Null where the key itself was sent. */
  readonly sessionId: string | null;
  readonly at: string;
}

export type Revocation = 'tenant-disabled' | 'key-revoked' | 'user-stopped' | 'session-ended';

interface StandingRow {
  disabled: boolean;
  key_stopped: boolean;
  user_stopped: boolean;
  session_ended: boolean;
}

/**
 * What has taken the credential away that something was announced with, in the order asked: undefined where it is in force,
 * and where its session has merely run out. A disabled tenant's credentials are taken away for good: what they announced
 * before stays revoked when it is enabled again.
 * @param registry by the login for credentials, or its owner
 */
export async function revocationsOf(
  registry: Pick<Queryable, 'query'>,
  tenantId: string,
  announced: readonly Announcement[],
): Promise<(Revocation | undefined)[]> {
  if (announced.length === 0) return [];
  const rows = await registry.query<StandingRow>(
    `SELECT NOT t.is_active OR coalesce(t.disabled_at >= a.at, false) AS disabled,
            a.key_id IS NOT NULL AND (k.key_id IS NULL OR k.revoked_at IS NOT NULL) AS key_stopped,
            a.user_id IS NOT NULL AND (u.user_id IS NULL OR NOT u.is_active OR coalesce(u.revoked_at >= a.at, false))
              AS user_stopped,
            s.ended_at IS NOT NULL AS session_ended
     FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[]) WITH ORDINALITY
       AS a(key_id, user_id, session_id, at, place)
     JOIN tenants t ON t.tenant_id = $1
     LEFT JOIN api_keys k ON k.key_id = a.key_id AND k.tenant_id = t.tenant_id
     LEFT JOIN users u ON u.user_id = a.user_id AND u.tenant_id = t.tenant_id
     LEFT JOIN sessions s ON s.session_id = a.session_id
       AND (s.key_id, s.user_id) IS NOT DISTINCT FROM (a.key_id, a.user_id)
     ORDER BY a.place`,
    [
      tenantId,
      announced.map(({ keyId }) => keyId),
      announced.map(({ userId }) => userId),
      announced.map(({ sessionId }) => sessionId),
      announced.map(({ at }) => at),
    ],
  );
  if (rows.length !== announced.length) throw new Error(`the registry does not know the tenant ${tenantId}`);
  return rows.map(({ disabled, key_stopped, user_stopped, session_ended }) => {
    if (disabled) return 'tenant-disabled';
    if (key_stopped) return 'key-revoked';
    if (user_stopped) return 'user-stopped';
    return session_ended ? 'session-ended' : undefined;
  });
}
