import { fieldError, Problem } from '../../domain/problems.ts';
import { CARRIED_OUT, type ProviderStatus, type ProviderType } from '../../domain/provider.ts';
import type { Sentence } from '../../domain/sentences/sentence.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { Queryable } from '../../operations/database.ts';
import type { NewTransaction } from './make-transaction.ts';

interface Taker {
  readonly code: string;
  readonly provider_type: ProviderType;
  readonly is_active: boolean;
  readonly status: ProviderStatus;
  readonly supported_currencies: readonly string[];
  readonly supported_countries: readonly string[];
}

const COLUMNS = 'code, provider_type, is_active, status, supported_currencies, supported_countries';

/**
 * Whether the provider that a transaction names would carry it out, or any that may be chosen for it.
 * @throws {Problem} 422 `no-provider`
 */
export async function assertTaken(inside: Queryable, wanted: NewTransaction): Promise<void> {
  if (wanted.provider !== undefined) await assertTakenBy(inside, wanted.provider, wanted);
  else if (wanted.routing !== undefined) await assertTakenByAny(inside, wanted, wanted.routing.country);
}

async function assertTakenBy(inside: Queryable, code: string, wanted: NewTransaction): Promise<void> {
  // Locked, so that it is not removed meanwhile.
  const [taker] = await inside.query<Taker>(`SELECT ${COLUMNS} FROM providers WHERE code = $1 FOR KEY SHARE`, [code]);
  if (taker === undefined) {
    throw refused('provider', [serviceSentence('no-provider-code', { code })]);
  }
  const faults = faultsOf(taker, wanted);
  if (faults.length > 0) throw refused('provider', faults);
  const { provider_key } = wanted;
  if (provider_key === undefined) return;
  const [key] = await inside.query(
    `SELECT FROM provider_keys WHERE key_id = $1 AND provider = $2 AND deactivated_at IS NULL AND expires_at > now()`,
    [provider_key, code],
  );
  if (key === undefined) {
    throw refused('provider_key', [serviceSentence('no-provider-key', { code })]);
  }
}

/** The first of them says it all where there is one. */
const refused = (field: string, [first, ...more]: Sentence[]): Problem =>
  new Problem('no-provider', first, { errors: [first!, ...more].map((said) => fieldError(field, 'value', said)) });

function faultsOf(taker: Taker, { transaction_type: type, currency }: NewTransaction): Sentence[] {
  const { code, provider_type, is_active, status, supported_currencies } = taker;
  const faults: Sentence[] = [];
  if (!is_active || status !== 'online') {
    faults.push(serviceSentence('provider-off', { code, status: is_active ? status : 'off' }));
  }
  if (!CARRIED_OUT[provider_type].includes(type)) {
    faults.push(serviceSentence('provider-does-not', { code, provider_type, type }));
  }
  if (!supported_currencies.includes(currency)) {
    const currencies = supported_currencies.join(', ');
    faults.push(serviceSentence('provider-currency', { code, currency, currencies }));
  }
  return faults;
}

async function assertTakenByAny(inside: Queryable, wanted: NewTransaction, country: string | undefined): Promise<void> {
  const { transaction_type: type, currency } = wanted;
  const takers = await inside.query<Taker>(`SELECT ${COLUMNS} FROM providers WHERE is_active AND status = 'online'`);
  const serves = ({ supported_countries }: Taker) => country === undefined || supported_countries.includes(country);
  if (takers.some((taker) => faultsOf(taker, wanted).length === 0 && serves(taker))) return;
  throw new Problem(
    'no-provider',
    country === undefined
      ? serviceSentence('nobody-takes-it', { type, currency })
      : serviceSentence('nobody-takes-it-there', { type, currency, country }),
  );
}
