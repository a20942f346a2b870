import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { cursorsOf, type Page, POSITION, pageOf } from '../../domain/pagination.ts';
import { Problem } from '../../domain/problems.ts';
import type { ProviderEnvironment } from '../../domain/provider.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { type AuditActor, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { isoSql } from '../../sql/iso-time.ts';

export interface NewProviderKey {
  readonly environment: ProviderEnvironment;
  readonly user_id: string;
  readonly daily_limit: number;
  /** At least 28 times the daily one. */
  readonly monthly_limit: number;
  readonly expires_in_days: number;
}

/** What a user may have called of a provider, a day and a month. */
export interface ProviderKey extends Omit<NewProviderKey, 'expires_in_days'> {
  readonly key_id: string;
  readonly provider: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly deactivated_at: string | null;
  readonly last_used_at: string | null;
  readonly is_active: boolean;
}

export interface ProviderKeyUsage {
  readonly daily_used: number;
  readonly daily_remaining: number;
  readonly monthly_used: number;
  readonly monthly_remaining: number;
  readonly last_used_at: string | null;
}

const IN_FORCE = 'deactivated_at IS NULL AND expires_at > now()';
const COLUMNS = `key_id, provider, environment, user_id, daily_limit, monthly_limit, ${isoSql('created_at')} AS created_at,
  ${isoSql('expires_at')} AS expires_at, ${isoSql('deactivated_at')} AS deactivated_at,
  ${isoSql('last_used_at')} AS last_used_at, (${IN_FORCE}) AS is_active`;

const TODAY = `(clock_timestamp() AT TIME ZONE 'UTC')::date`;
const USED = `SELECT coalesce(sum(calls) FILTER (WHERE day = ${TODAY}), 0)::int AS daily_used, coalesce(sum(calls), 0)::int AS monthly_used
  FROM provider_key_usage WHERE key_id = $1 AND day >= date_trunc('month', ${TODAY})::date AND day <= ${TODAY}`;

const cursors = cursorsOf('provider-keys', z.tuple([POSITION.time, z.uuid()]));

/** The keys of one provider. */
export const providerKeysOf = (operations: Operations, provider: string) => {
  const find = async (queryable: Queryable, keyId: string): Promise<ProviderKey | undefined> =>
    (
      await queryable.query<ProviderKey>(`SELECT ${COLUMNS} FROM provider_keys WHERE provider = $1 AND key_id = $2`, [
        provider,
        keyId,
      ])
    )[0];

  /** @param sql changes the key, `$1` */
  const change = (keyId: string, by: AuditActor, what: string, sql: string): Promise<ProviderKey | undefined> =>
    operations.transaction(async (inside) => {
      await inside.query('SELECT FROM provider_keys WHERE key_id = $1 FOR UPDATE', [keyId]);
      const before = await find(inside, keyId);
      if (!before) return undefined;
      await inside.query(sql, [keyId]);
      await recordChange(inside, operations.scope.tenantId, by, {
        action: 'provider.key-changed',
        target: keyId,
        before: { provider, is_active: before.is_active },
        after: { provider, what },
      });
      return find(inside, keyId);
    });

  return {
    get: (keyId: string) => find(operations, keyId),

    /** Newest first. @throws {Problem} `invalid-cursor` */
    async list({
      limit,
      cursor,
    }: {
      readonly limit: number;
      readonly cursor?: string | undefined;
    }): Promise<Page<ProviderKey>> {
      const [before, id] = cursor === undefined ? [null, null] : cursors.decode(cursor);
      const rows = await operations.query<ProviderKey>(
        `SELECT ${COLUMNS} FROM provider_keys
         WHERE provider = $1 AND ($2::timestamptz IS NULL OR (provider_keys.created_at, key_id) < ($2, $3::uuid))
         ORDER BY provider_keys.created_at DESC, key_id DESC LIMIT $4`,
        [provider, before, id, limit + 1],
      );
      return pageOf(rows, limit, cursors, ({ created_at, key_id }) => [created_at, key_id]);
    },

    /** @returns `taken` where the user has one of this environment that is in force; `not-found` where the provider is gone */
    create: (key: NewProviderKey, by: AuditActor): Promise<ProviderKey | 'taken' | 'not-found'> =>
      operations.transaction(async (inside) => {
        const found = await inside.query('SELECT FROM providers WHERE code = $1 FOR KEY SHARE', [provider]);
        if (found.length === 0) return 'not-found';
        const whose = [provider, key.user_id, key.environment];
        // One that is past its time makes room.
        await inside.query(
          `UPDATE provider_keys SET deactivated_at = expires_at
           WHERE provider = $1 AND user_id = $2 AND environment = $3 AND deactivated_at IS NULL AND expires_at <= now()`,
          whose,
        );
        const [made] = await inside.query<ProviderKey>(
          `INSERT INTO provider_keys (provider, user_id, environment, key_id, daily_limit, monthly_limit, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
          [...whose, uuidv7(), key.daily_limit, key.monthly_limit, key.expires_in_days],
        );
        if (!made) return 'taken';
        const { key_id, environment, user_id, daily_limit, monthly_limit, expires_at } = made;
        await recordChange(inside, operations.scope.tenantId, by, {
          action: 'provider.key-made',
          target: key_id,
          after: { provider, environment, user_id, daily_limit, monthly_limit, expires_at },
        });
        return made;
      }),

    /** For good. */
    deactivate: (keyId: string, by: AuditActor) =>
      change(
        keyId,
        by,
        'deactivated',
        'UPDATE provider_keys SET deactivated_at = now() WHERE key_id = $1 AND deactivated_at IS NULL',
      ),

    /** What was used of the day and of the month counts no more. */
    resetLimits: (keyId: string, by: AuditActor) =>
      change(keyId, by, 'limits reset', 'DELETE FROM provider_key_usage WHERE key_id = $1'),

    async usage(keyId: string): Promise<ProviderKeyUsage | undefined> {
      const key = await find(operations, keyId);
      if (!key) return undefined;
      const { daily_used, monthly_used } = await usedOf(operations, keyId);
      return {
        daily_used,
        daily_remaining: Math.max(0, key.daily_limit - daily_used),
        monthly_used,
        monthly_remaining: Math.max(0, key.monthly_limit - monthly_used),
        last_used_at: key.last_used_at,
      };
    },
  };
};

const usedOf = async (queryable: Queryable, keyId: string) =>
  (await queryable.query<{ daily_used: number; monthly_used: number }>(USED, [keyId]))[0]!;

/**
 * Counts a call of a key, whoever counts at the same time: never more than its limits.
 * @returns false where the key is none of this provider and environment that is in force
 * @throws {Problem} `quota-used-up`
 */
export async function claimQuota(
  inside: Queryable,
  {
    provider,
    environment,
    keyId,
  }: {
    readonly provider: { readonly code: string };
    readonly environment: ProviderEnvironment;
    readonly keyId: string;
  },
): Promise<boolean> {
  const [key] = await inside.query<{ daily_limit: number; monthly_limit: number }>(
    `SELECT daily_limit, monthly_limit FROM provider_keys
     WHERE key_id = $1 AND provider = $2 AND environment = $3 AND ${IN_FORCE} FOR UPDATE`,
    [keyId, provider.code, environment],
  );
  if (!key) return false;
  const { daily_used, monthly_used } = await usedOf(inside, keyId);
  const isMonthly = monthly_used >= key.monthly_limit;
  if (isMonthly || daily_used >= key.daily_limit) {
    const limit = isMonthly ? key.monthly_limit : key.daily_limit;
    const said = serviceSentence(isMonthly ? 'quota-of-month' : 'quota-of-day', { key_id: keyId, limit });
    throw new Problem('quota-used-up', said, { headers: { 'Retry-After': String(secondsToNext(isMonthly)) } });
  }
  await inside.query(
    `INSERT INTO provider_key_usage (key_id, day, calls) VALUES ($1, ${TODAY}, 1)
     ON CONFLICT (key_id, day) DO UPDATE SET calls = provider_key_usage.calls + 1`,
    [keyId],
  );
  await inside.query('UPDATE provider_keys SET last_used_at = clock_timestamp() WHERE key_id = $1', [keyId]);
  return true;
}

/** Until the next day or month begins, by UTC. */
function secondsToNext(isMonthly: boolean, nowMs = Date.now()): number {
  const now = new Date(nowMs);
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const next = isMonthly ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, day + 1);
  return Math.max(1, Math.ceil((next - nowMs) / 1000));
}
