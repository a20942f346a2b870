import { CARRIED_OUT, PROVIDER_TYPES, type ProviderEnvironment, type ProviderType } from '../../domain/provider.ts';
import type { TransactionType } from '../../domain/transaction.ts';
import type { Queryable } from '../../operations/database.ts';
import { PROVIDER_COLUMNS, type ProviderRecord } from './provider-record.ts';

export interface Wanted {
  readonly type: TransactionType | 'verification';
  /** Null where it does not matter. */
  readonly currency: string | null;
  readonly country: string | null;
  /** Codes of those who are not to be asked again. */
  readonly tried: readonly string[];
  readonly environment?: ProviderEnvironment;
}

const typesFor = (type: Wanted['type']): ProviderType[] =>
  PROVIDER_TYPES.filter((one) => (type === 'verification' ? one === 'kyc' : CARRIED_OUT[one].includes(type)));

/**
 * The provider to be tried next, of those that are active, online, not closed off by their circuit, and take it: healthy ones first
 * (or not asked yet), then by the share of calls of the last hour that were answered, then by code.
 */
export async function chosenProvider(
  operations: Queryable,
  { type, currency, country, tried, environment = 'production' }: Wanted,
): Promise<ProviderRecord | undefined> {
  const [chosen] = await operations.query<ProviderRecord>(
    `SELECT ${PROVIDER_COLUMNS} FROM providers
     LEFT JOIN LATERAL (
       SELECT avg((outcome IN ('answered', 'declined'))::int) AS answered FROM provider_calls AS calls
       WHERE calls.provider = code AND calls.environment = $5 AND operation <> 'health'
         AND started_at > now() - interval '1 hour') AS lately ON true
     WHERE is_active AND status = 'online' AND provider_type = ANY($1)
       AND ($2::text IS NULL OR $2 = ANY(supported_currencies)) AND ($3::text IS NULL OR $3 = ANY(supported_countries))
       AND NOT code = ANY($4) AND ($5 = 'production' OR sandbox_base_url IS NOT NULL OR adapter = 'sandbox')
       AND NOT EXISTS (SELECT FROM provider_traffic AS traffic
                       WHERE traffic.provider = code AND traffic.environment = $5 AND traffic.open_until > now())
     ORDER BY is_healthy IS FALSE, coalesce(answered, 1) DESC, code LIMIT 1`,
    [typesFor(type), currency, country, tried, environment],
  );
  return chosen;
}
