import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { isRole, type Role } from '../domain/roles.ts';
import { type TenantScope, tenantScope } from '../domain/tenancy.ts';
import { type AuditActor, recordChange, theOperator } from './audit.ts';
import type { Database, Queryable } from './database.ts';

const API_KEY = /^sk_live_[0-9a-f]{48}$/;
const PREFIX_LENGTH = 16;

/** The public beginning of a key; undefined for what cannot be one. */
export const prefixOf = (apiKey: string): string | undefined =>
  API_KEY.test(apiKey) ? apiKey.slice(0, PREFIX_LENGTH) : undefined;

/** A new key, to be shown once: only its hash is kept. */
export interface IssuedKey {
  keyId: string;
  apiKey: string;
  prefix: string;
}

export type Verification =
  | { ok: true; scope: TenantScope; name: string; role: Role; keyId: string; prefix: string }
  /** `unknown` is also what a revoked key is. */
  | { ok: false; reason: 'malformed' | 'unknown' | 'tenant-inactive' };

/** A key in force, as far as it is known once it has been shown. */
export interface KnownKey {
  keyId: string;
  prefix: string;
  role: string;
  createdAt: Date;
}

interface StoppedKey {
  key_id: string;
  prefix: string;
  role: string;
}

interface KeyRow {
  key_id: string;
  key_hash: Buffer;
  role: string;
  tenant_id: string;
  name: string;
  is_active: boolean;
}

/** 192 random bits need no slow hash; the pepper makes the table alone useless. */
const hashOf = (apiKey: string, pepper: string): Buffer => createHmac('sha256', pepper).update(apiKey).digest();

/** Whose key it is, as the registry has it now. What cannot be a key is refused without asking the registry. */
export async function verifyApiKey(
  registry: Pick<Queryable, 'query'>,
  pepper: string,
  apiKey: string,
): Promise<Verification> {
  const prefix = prefixOf(apiKey);
  if (prefix === undefined) return { ok: false, reason: 'malformed' };
  const candidates = await registry.query<KeyRow>(
    `SELECT k.key_id, k.key_hash, k.role, t.tenant_id, t.name, t.is_active
     FROM api_keys k JOIN tenants t USING (tenant_id) WHERE k.prefix = $1 AND k.revoked_at IS NULL`,
    [prefix],
  );
  const given = hashOf(apiKey, pepper);
  const key = candidates.find((row) => timingSafeEqual(row.key_hash, given));
  if (!key || !isRole(key.role)) return { ok: false, reason: 'unknown' };
  if (!key.is_active) return { ok: false, reason: 'tenant-inactive' };
  const { tenant_id, name, role, key_id } = key;
  return { ok: true, scope: tenantScope(tenant_id), name, role, keyId: key_id, prefix };
}

/**
 * API keys, kept as prefix and HMAC-SHA256 with the pepper. Nothing is cached: a key that is revoked or replaced stops with
 * the next request.
 * @param by who changes them; the operator where left out
 */
export function apiKeysOf({ registry }: Pick<Database, 'registry'>, pepper: string, by: AuditActor = theOperator()) {
  /** @param replaces the keys that it is made in place of */
  async function insert(
    inside: Queryable,
    tenantId: string,
    role: Role,
    replaces: readonly string[] = [],
  ): Promise<IssuedKey> {
    const apiKey = `sk_live_${randomBytes(24).toString('hex')}`;
    const issued = { keyId: uuidv7(), apiKey, prefix: apiKey.slice(0, PREFIX_LENGTH) };
    await inside.query(
      'INSERT INTO api_keys (key_id, tenant_id, prefix, key_hash, role, replaces) VALUES ($1, $2, $3, $4, $5, $6)',
      [issued.keyId, tenantId, issued.prefix, hashOf(apiKey, pepper), role, replaces],
    );
    return issued;
  }

  async function issue(
    inside: Queryable,
    { tenantId }: TenantScope,
    role: Role = 'admin',
    replaces: readonly string[] = [],
  ): Promise<IssuedKey> {
    const issued = await insert(inside, tenantId, role, replaces);
    const { keyId, prefix } = issued;
    await recordChange(inside, tenantId, by, { action: 'key.made', target: keyId, after: { prefix, role } });
    return issued;
  }

  /** Revokes those keys of the tenant that are in force. @returns them */
  async function stop(inside: Queryable, { tenantId }: TenantScope, keyId?: string): Promise<StoppedKey[]> {
    return inside.query<StoppedKey>(
      `UPDATE api_keys SET revoked_at = now()
       WHERE tenant_id = $1 AND ($2::uuid IS NULL OR key_id = $2) AND revoked_at IS NULL
       RETURNING key_id, prefix::text, role`,
      [tenantId, keyId ?? null],
    );
  }

  const revoked = (inside: Queryable, { tenantId }: TenantScope, { key_id, ...before }: StoppedKey): Promise<void> =>
    recordChange(inside, tenantId, by, { action: 'key.revoked', target: key_id, before });

  return {
    issue: (scope: TenantScope, role?: Role): Promise<IssuedKey> =>
      registry.transaction((inside) => issue(inside, scope, role)),

    /** In a transaction of the caller's. */
    issueInside: (inside: Queryable, scope: TenantScope, role?: Role): Promise<IssuedKey> => issue(inside, scope, role),

    /** Replaces one key; the old one stops at once. @returns undefined when it is no longer in force */
    rotate: (scope: TenantScope, keyId: string): Promise<IssuedKey | undefined> =>
      registry.transaction(async (inside) => {
        const [old] = await stop(inside, scope, keyId);
        if (!old || !isRole(old.role)) return undefined;
        const fresh = await insert(inside, scope.tenantId, old.role, [keyId]);
        await recordChange(inside, scope.tenantId, by, {
          action: 'key.rotated',
          target: keyId,
          before: { ...old },
          after: { key_id: fresh.keyId, prefix: fresh.prefix, role: old.role },
        });
        return fresh;
      }),

    /** The tenant's keys in force, oldest first. */
    async list(scope: TenantScope): Promise<KnownKey[]> {
      const rows = await registry.query<{ key_id: string; prefix: string; role: string; created_at: Date }>(
        `SELECT key_id, prefix, role, created_at FROM api_keys
         WHERE tenant_id = $1 AND revoked_at IS NULL ORDER BY created_at, key_id`,
        [scope.tenantId],
      );
      return rows.map((row) => ({
        keyId: row.key_id,
        prefix: row.prefix,
        role: row.role,
        createdAt: row.created_at,
      }));
    },

    /** Stops one key, and with it the sessions that were started with it. @returns false when it is not in force */
    revoke: (scope: TenantScope, keyId: string): Promise<boolean> =>
      registry.transaction(async (inside) => {
        const [key] = await stop(inside, scope, keyId);
        if (key) await revoked(inside, scope, key);
        return key !== undefined;
      }),

    /** For the operator: revokes all keys of the tenant and issues a new one for its admin. */
    rekey: (scope: TenantScope): Promise<IssuedKey> =>
      registry.transaction(async (inside) => {
        await inside.query('SELECT 1 FROM tenants WHERE tenant_id = $1 FOR UPDATE', [scope.tenantId]);
        const stopped = await stop(inside, scope);
        for (const key of stopped) await revoked(inside, scope, key);
        const replaced = stopped.map(({ key_id }) => key_id);
        return issue(inside, scope, 'admin', replaced);
      }),
  };
}

/** A key and all that it was made in place of, by rotation or by the operator: whoever holds it held those. */
export async function keyWithReplaced(registry: Pick<Queryable, 'query'>, keyId: string): Promise<string[]> {
  const rows = await registry.query<{ key_id: string }>(
    `WITH RECURSIVE line AS (
       SELECT key_id, replaces FROM api_keys WHERE key_id = $1
       UNION SELECT k.key_id, k.replaces FROM api_keys k JOIN line ON k.key_id = ANY (line.replaces))
     SELECT key_id FROM line`,
    [keyId],
  );
  return rows.map(({ key_id }) => key_id);
}
