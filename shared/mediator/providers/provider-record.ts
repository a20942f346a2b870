import * as z from 'zod';
import { cursorsOf, type Page, pageOf } from '../../domain/pagination.ts';
import type {
  ProviderAdapterName,
  ProviderEnvironment,
  ProviderStatus,
  ProviderType,
  SignatureScheme,
} from '../../domain/provider.ts';
import { PROVIDER_ENVIRONMENTS } from '../../domain/provider.ts';
import { type AuditActor, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { recordOutgoing } from '../../operations/outbox.ts';
import { isoSql } from '../../sql/iso-time.ts';
import { type HttpDescription, httpDescription } from './description.ts';
import { SANDBOX_DESCRIPTION } from './sandbox-description.ts';

/** What people say of a provider. */
export interface ProviderSettings {
  readonly name: string;
  /** Null for the sandbox, whose is known. */
  readonly description: HttpDescription | null;
  readonly supported_currencies: readonly string[];
  readonly supported_countries: readonly string[];
  readonly is_active: boolean;
  readonly api_base_url: string;
  /** Where calls go that are made with a key of the sandbox. */
  readonly sandbox_base_url: string | null;
  readonly api_version: string;
  readonly signature_scheme: SignatureScheme;
  /** Requests a minute, of each environment. */
  readonly rate_limit: number;
  /** At a time, of each environment. */
  readonly concurrent_requests: number;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface NewProvider extends ProviderSettings {
  readonly code: string;
  readonly provider_type: ProviderType;
  readonly adapter: ProviderAdapterName;
  readonly status: ProviderStatus;
}

/** A provider as it is kept, without its secrets. */
export interface ProviderRecord extends NewProvider {
  readonly status_message: string | null;
  readonly last_check_at: string | null;
  /** Null before the first check. */
  readonly is_healthy: boolean | null;
  readonly health_detail: string | null;
  /** Of production: until when no call is made, because too many in a row came to nothing. */
  readonly open_until: string | null;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}

export const PROVIDER_COLUMNS = `code, name, provider_type, adapter, description, supported_currencies, supported_countries, is_active,
  status, status_message, api_base_url, sandbox_base_url, api_version, signature_scheme, rate_limit, concurrent_requests, settings,
  ${isoSql('last_check_at')} AS last_check_at, is_healthy, health_detail, version,
  (SELECT ${isoSql('open_until')} FROM provider_traffic
   WHERE provider = code AND environment = 'production' AND open_until > now()) AS open_until,
  ${isoSql('created_at')} AS created_at, ${isoSql('updated_at')} AS updated_at`;

/** Which HTTP interface a provider has. Kept before a field had its default, a description has it now. */
export const descriptionOf = ({
  adapter,
  description,
}: Pick<ProviderRecord, 'adapter' | 'description'>): HttpDescription =>
  adapter === 'sandbox' ? SANDBOX_DESCRIPTION : httpDescription.parse(description);

/** Undefined where the provider has no such environment. */
export const baseUrlOf = (
  { adapter, api_base_url, sandbox_base_url }: Pick<ProviderRecord, 'adapter' | 'api_base_url' | 'sandbox_base_url'>,
  environment: ProviderEnvironment,
): string | undefined =>
  environment === 'production'
    ? api_base_url
    : (sandbox_base_url ?? (adapter === 'sandbox' ? api_base_url : undefined));

/** Seconds of every hour at which the schedule asks a provider how it is: not all of them at once. */
export const checkOffset = (code: string): number =>
  [...code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 3600, 7);

/** The time of the next check by the schedule, at least half an hour away. */
export function nextCheckAt(code: string, nowMs: number): Date {
  const offset = checkOffset(code) * 1000;
  const earliest = nowMs + 30 * 60_000;
  return new Date(Math.ceil((earliest - offset) / 3_600_000) * 3_600_000 + offset);
}

export interface ProviderFilter {
  readonly type?: ProviderType | undefined;
  readonly status?: ProviderStatus | undefined;
  readonly active?: boolean | undefined;
}

const cursors = cursorsOf('providers', z.tuple([z.string().max(10)]));

/** What of a provider matters to the audit; headers and paths stay out of it. */
const audited = (record: ProviderRecord) => ({
  provider_type: record.provider_type,
  adapter: record.adapter,
  name: record.name,
  is_active: record.is_active,
  host: new URL(record.api_base_url).host,
  supported_currencies: record.supported_currencies,
  supported_countries: record.supported_countries,
  signature_scheme: record.signature_scheme,
  rate_limit: record.rate_limit,
  concurrent_requests: record.concurrent_requests,
  version: record.version,
});

export const findProvider = async (queryable: Queryable, code: string): Promise<ProviderRecord | undefined> =>
  (await queryable.query<ProviderRecord>(`SELECT ${PROVIDER_COLUMNS} FROM providers WHERE code = $1`, [code]))[0];

/** Nobody else changes it until the transaction ends. */
export async function lockProvider(inside: Queryable, code: string): Promise<ProviderRecord | undefined> {
  await inside.query('SELECT FROM providers WHERE code = $1 FOR UPDATE', [code]);
  return findProvider(inside, code);
}

/** `in-use`: something is under way with it, or kept that names it. */
export type Removal = 'removed' | 'not-found' | 'in-use';

/** The providers of one tenant. */
export const providersOf = (operations: Operations) => ({
  get: (code: string) => findProvider(operations, code),

  /** By code. @throws {Problem} `invalid-cursor` */
  async list({
    limit,
    cursor,
    type,
    status,
    active,
  }: ProviderFilter & { readonly limit: number; readonly cursor?: string | undefined }): Promise<Page<ProviderRecord>> {
    const [after] = cursor === undefined ? [null] : cursors.decode(cursor);
    const rows = await operations.query<ProviderRecord>(
      `SELECT ${PROVIDER_COLUMNS} FROM providers
       WHERE ($1::text IS NULL OR code > $1) AND ($2::text IS NULL OR provider_type = $2)
         AND ($3::text IS NULL OR status = $3) AND ($4::boolean IS NULL OR is_active = $4)
       ORDER BY code LIMIT $5`,
      [after, type ?? null, status ?? null, active ?? null, limit + 1],
    );
    return pageOf(rows, limit, cursors, ({ code }) => [code]);
  },

  /**
   * @param keepSecrets writes its secrets down, in the same transaction
   * @returns undefined where there is one with this code
   */
  create: (
    provider: NewProvider,
    by: AuditActor,
    keepSecrets: (inside: Queryable) => Promise<void>,
  ): Promise<ProviderRecord | undefined> =>
    operations.transaction(async (inside) => {
      const made = await inside.query(
        `INSERT INTO providers (code, provider_type, adapter, status, ${SETTINGS.join(', ')}, next_check_at)
         VALUES ($1, $2, $3, $4, ${SETTINGS.map((_, at) => `$${at + 5}`).join(', ')}, $${SETTINGS.length + 5})
         ON CONFLICT DO NOTHING RETURNING code`,
        [
          ...[provider.code, provider.provider_type, provider.adapter, provider.status],
          ...SETTINGS.map((name) => stored(name, provider[name])),
          nextCheckAt(provider.code, Date.now()),
        ],
      );
      if (made.length === 0) return undefined;
      for (const environment of PROVIDER_ENVIRONMENTS) {
        await inside.query('INSERT INTO provider_traffic (provider, environment) VALUES ($1, $2)', [
          provider.code,
          environment,
        ]);
      }
      await keepSecrets(inside);
      const record = (await findProvider(inside, provider.code))!;
      const after = audited(record);
      await recordChange(inside, operations.scope.tenantId, by, {
        action: 'provider.made',
        target: record.code,
        after,
      });
      return record;
    }),

  /**
   * @param change made of the provider as it is, once nobody else can change it
   * @param keepSecrets as above
   * @returns undefined where there is no such provider
   */
  change: (
    code: string,
    by: AuditActor,
    change: (before: ProviderRecord) => Partial<ProviderSettings>,
    keepSecrets: (inside: Queryable) => Promise<void> = async () => {},
  ): Promise<ProviderRecord | undefined> =>
    operations.transaction(async (inside) => {
      const before = await lockProvider(inside, code);
      if (!before) return undefined;
      const changed = change(before);
      const names = SETTINGS.filter((name) => changed[name] !== undefined);
      await inside.query(
        `UPDATE providers SET ${names.map((name, at) => `${name} = $${at + 2}, `).join('')}
           version = version + 1, updated_at = now() WHERE code = $1`,
        [code, ...names.map((name) => stored(name, changed[name]))],
      );
      await keepSecrets(inside);
      const after = (await findProvider(inside, code))!;
      await recordChange(inside, operations.scope.tenantId, by, {
        action: 'provider.changed',
        target: code,
        before: audited(before),
        after: { ...audited(after), changed: names },
      });
      return after;
    }),

  /** Says whether it is to be used, and why; others are told. @returns undefined where there is no such provider */
  setStatus: (
    code: string,
    { status, message }: { readonly status: ProviderStatus; readonly message: string | null },
    by: AuditActor,
  ): Promise<ProviderRecord | undefined> =>
    operations.transaction(async (inside) => {
      const before = await lockProvider(inside, code);
      if (!before) return undefined;
      await inside.query(
        `UPDATE providers SET status = $2, status_message = $3, version = version + 1, updated_at = now() WHERE code = $1`,
        [code, status, message],
      );
      const after = (await findProvider(inside, code))!;
      await recordChange(inside, operations.scope.tenantId, by, {
        action: 'provider.status-changed',
        target: code,
        before: { status: before.status, message: before.status_message },
        after: { status, message },
      });
      if (before.status !== status) await tellStatus(inside, before, after);
      return after;
    }),

  remove: (code: string, by: AuditActor): Promise<Removal> =>
    operations.transaction(async (inside) => {
      const before = await lockProvider(inside, code);
      if (!before) return 'not-found';
      if (await isInUse(inside, code)) return 'in-use';
      await inside.query('DELETE FROM providers WHERE code = $1', [code]);
      await recordChange(inside, operations.scope.tenantId, by, {
        action: 'provider.removed',
        target: code,
        before: audited(before),
      });
      return 'removed';
    }),
});

/** Tells whoever wants to know that a provider has come to be in another state, in the transaction in which it does. */
export const tellStatus = (
  inside: Queryable,
  before: Pick<ProviderRecord, 'status' | 'is_healthy'>,
  after: Pick<ProviderRecord, 'code' | 'provider_type' | 'status' | 'status_message' | 'is_healthy' | 'health_detail'>,
): Promise<void> =>
  recordOutgoing(inside, 'provider.status-changed', {
    provider: after.code,
    provider_type: after.provider_type,
    status: after.status,
    previous_status: before.status,
    message: after.status_message,
    is_healthy: after.is_healthy,
    previous_is_healthy: before.is_healthy,
    health_detail: after.health_detail,
  });

const SETTINGS = [
  ...(['name', 'description', 'supported_currencies', 'supported_countries', 'is_active', 'api_base_url'] as const),
  ...(['sandbox_base_url', 'api_version', 'signature_scheme', 'rate_limit', 'concurrent_requests'] as const),
  'settings',
] as const satisfies readonly (keyof ProviderSettings)[];

/** Lists are lists of Postgres; what is JSON there goes in as its text. */
const stored = (name: (typeof SETTINGS)[number], value: unknown): unknown =>
  (name === 'description' || name === 'settings') && value !== null ? JSON.stringify(value) : value;

/** Where transactions and verifications say whom they went to. */
const USERS = ['transactions', 'kyc_requests'] as const;

async function isInUse(inside: Queryable, code: string): Promise<boolean> {
  for (const table of USERS) {
    const [used] = await inside.query(`SELECT FROM ${table} WHERE provider = $1 LIMIT 1`, [code]);
    if (used !== undefined) return true;
  }
  return false;
}
