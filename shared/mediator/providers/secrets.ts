import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { readConfig } from '../../config.ts';
import type { ProviderSecretKind, ProviderType } from '../../domain/provider.ts';
import type { TenantScope } from '../../domain/tenancy.ts';
import { type AuditActor, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { sealer } from '../../secrets/sealer.ts';
import { type Credentials, givingAway } from './authentication.ts';
import type { HttpDescription } from './description.ts';
import { formsOf } from './read-text.ts';

/** What is sealed of each kind. */
interface Secrets {
  readonly credentials: Credentials;
  readonly webhook: string;
}
const shapes = { credentials: z.record(z.string(), z.string()), webhook: z.string() } as const;

const opened = () => sealer(readConfig(['providers']).providers.PROVIDER_KEY, 'tranche provider secrets v1');
/** What is copied to another provider, or to another kind, does not open there. */
const contextOf = ({ tenantId }: TenantScope, provider: string, kind: ProviderSecretKind, secretId: string): string =>
  [tenantId, provider, kind, secretId].join('#');

/** A secret that its provider signs webhooks with: `whsec_` and base64 of 32 bytes. */
export const makeWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** Credentials as M1.7 has them, for a provider that is told them by us. */
export function makeCredentials(type: ProviderType): Credentials {
  const key = (bytes: number) => randomBytes(bytes).toString('hex');
  const both = { api_key: key(32), api_secret: key(32) };
  switch (type) {
    case 'payment':
      return { ...both, merchant_id: `MERCH_${key(8).toUpperCase()}` };
    case 'wallet':
      return { ...both, wallet_id: `WALL_${key(8).toUpperCase()}` };
    case 'bank':
      return { ...both, bank_id: `BANK_${key(8).toUpperCase()}` };
    case 'kyc':
      return { ...both, kyc_id: `KYC_${key(8).toUpperCase()}` };
  }
}

/** What {@link makeCredentials} gives each type. */
export const MADE_CREDENTIALS: Readonly<Record<ProviderType, readonly string[]>> = {
  payment: ['api_key', 'api_secret', 'merchant_id'],
  wallet: ['api_key', 'api_secret', 'wallet_id'],
  bank: ['api_key', 'api_secret', 'bank_id'],
  kyc: ['api_key', 'api_secret', 'kyc_id'],
};

/**
 * Puts a secret in force. The one before holds on until the grace is over, and is gone at once without any.
 * @returns until when the former one holds; null where it does not, or there was none
 */
export async function keepSecret<Kind extends ProviderSecretKind>(
  inside: Queryable,
  scope: TenantScope,
  provider: string,
  kind: Kind,
  secret: Secrets[Kind],
  graceSeconds = 0,
): Promise<string | null> {
  // Without a grace all former ones are gone.
  await inside.query('DELETE FROM provider_secrets WHERE provider = $1 AND kind = $2 AND ($3 OR ends_at <= now())', [
    ...[provider, kind, graceSeconds === 0],
  ]);
  const former = await inside.query<{ ends_at: Date }>(
    `UPDATE provider_secrets SET ends_at = now() + make_interval(secs => $3)
     WHERE provider = $1 AND kind = $2 AND ends_at IS NULL RETURNING ends_at`,
    [provider, kind, graceSeconds],
  );
  const secretId = uuidv7();
  const sealed = opened().close(scope.tenantId, contextOf(scope, provider, kind, secretId), JSON.stringify(secret));
  await inside.query('INSERT INTO provider_secrets (secret_id, provider, kind, sealed) VALUES ($1, $2, $3, $4)', [
    secretId,
    provider,
    kind,
    sealed,
  ]);
  return former[0]?.ends_at.toISOString() ?? null;
}

export interface NewSecrets {
  /** Those that are left out stay. */
  readonly credentials?: Credentials;
  readonly webhook?: string;
  readonly graceSeconds: number;
}

/**
 * Puts new secrets in force, and writes down who did.
 * @returns until when the former ones hold; null where they do not; undefined where there is no such provider any more
 */
export const rotateSecrets = (
  operations: Operations,
  provider: string,
  { credentials, webhook, graceSeconds }: NewSecrets,
  by: AuditActor,
): Promise<string | null | undefined> =>
  operations.transaction(async (inside) => {
    // One rotation of a provider at a time.
    const found = await inside.query('SELECT FROM providers WHERE code = $1 FOR UPDATE', [provider]);
    if (found.length === 0) return undefined;
    const { scope } = operations;
    const ends: (string | null)[] = [];
    if (credentials) ends.push(await keepSecret(inside, scope, provider, 'credentials', credentials, graceSeconds));
    if (webhook) ends.push(await keepSecret(inside, scope, provider, 'webhook', webhook, graceSeconds));
    await inside.query('UPDATE providers SET version = version + 1, updated_at = now() WHERE code = $1', [provider]);
    await recordChange(inside, scope.tenantId, by, {
      action: 'provider.credentials-rotated',
      target: provider,
      after: { credentials: credentials !== undefined, webhook: webhook !== undefined, grace_seconds: graceSeconds },
    });
    return ends.find((end) => end !== null) ?? null;
  });

interface SecretRow {
  readonly secret_id: string;
  readonly sealed: Buffer;
}

/** The secrets of a provider: the one in force first, then former ones that still hold, the latest first. Settings: `providers`. */
export async function openedSecrets<Kind extends ProviderSecretKind>(
  operations: Operations,
  provider: string,
  kind: Kind,
): Promise<Secrets[Kind][]> {
  const rows = await operations.query<SecretRow>(
    `SELECT secret_id, sealed FROM provider_secrets
     WHERE provider = $1 AND kind = $2 AND (ends_at IS NULL OR ends_at > now())
     ORDER BY ends_at DESC NULLS FIRST, secret_id DESC`,
    [provider, kind],
  );
  const { scope } = operations;
  return rows.map(({ secret_id, sealed }) => {
    const text = opened()
      .open(scope.tenantId, contextOf(scope, provider, kind, secret_id), sealed)
      .toString('utf8');
    return shapes[kind].parse(JSON.parse(text)) as Secrets[Kind];
  });
}

/**
 * All that is kept of a provider and must not be kept where it says it back: what we are known by, also formerly, what its webhooks are
 * signed with, and a login as its header has it.
 */
export async function hiddenOf(
  operations: Operations,
  code: string,
  { authentication }: Pick<HttpDescription, 'authentication'>,
): Promise<string[]> {
  const credentials = await openedSecrets(operations, code, 'credentials');
  const webhook = await openedSecrets(operations, code, 'webhook');
  return formsOf([...credentials.flatMap((known) => givingAway(authentication, known)), ...webhook]);
}
