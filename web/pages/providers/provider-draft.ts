import type { FieldError } from '../../api/problem.ts';
import type { components } from '../../api/schema.ts';
import type { Formats } from '../../format/formats.ts';
import { requiredErrors } from '../../parts/placed-errors.ts';
import { isSameJson } from '../../parts/schema-form/schema-field.ts';

type Schemas = components['schemas'];
type Provider = Schemas['Provider'];
type ProviderType = Provider['provider_type'];

export const PROVIDER_TYPES = ['payment', 'wallet', 'bank', 'kyc'] as const satisfies readonly ProviderType[];
export const ADAPTERS = ['sandbox', 'http'] as const satisfies readonly Provider['adapter'][];
export const SCHEMES = ['standard', 'legacy'] as const satisfies readonly Provider['signature_scheme'][];

export interface CredentialDraft {
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

/** A provider as it is typed. */
export interface ProviderDraft {
  readonly adapter: Provider['adapter'];
  readonly type: ProviderType;
  readonly code: string;
  readonly name: string;
  readonly currencies: readonly string[];
  readonly countries: readonly string[];
  readonly isActive: boolean;
  readonly baseUrl: string;
  readonly sandboxBaseUrl: string;
  readonly apiVersion: string;
  readonly scheme: Provider['signature_scheme'];
  readonly rateLimit: string;
  readonly concurrent: string;
  readonly settings: string;
  readonly description: string;
  readonly credentials: readonly CredentialDraft[];
}

/** Where `npm run provider` listens. */
const SIMULATOR_URL = 'http://127.0.0.1:8095';

/** What is filled in of each type, so that the sandbox can be added at once. */
const SUGGESTED: Readonly<Record<ProviderType, { code: string; name: string; settings: object }>> = {
  payment: {
    code: 'PAYSIM',
    name: 'Payment simulator',
    settings: {
      success_url: 'https://shop.example/paid',
      cancel_url: 'https://shop.example/cancelled',
      webhook_events: ['payment.success', 'payment.failure'],
    },
  },
  wallet: { code: 'WALLETSIM', name: 'Wallet simulator', settings: { balance_check_interval: 60, auto_refund: false } },
  bank: {
    code: 'BANKSIM',
    name: 'Bank simulator',
    settings: { statement_format: 'camt.053', reconciliation_time: '06:30' },
  },
  kyc: {
    code: 'KYCSIM',
    name: 'Identity simulator',
    settings: { verification_levels: ['basic'], required_documents: ['passport'] },
  },
};

/** The least that an HTTP interface needs to say: to be written over. */
const DESCRIPTION = {
  authentication: { scheme: 'bearer', token: 'api_key' },
  orders: {
    usual: {
      order: {
        method: 'POST',
        path: '/payments',
        body: { '/id': 'transaction_id', '/amount': 'amount', '/currency': 'currency' },
      },
      status: { method: 'GET', path: '/payments/{reference}' },
    },
  },
  answer: { reference: '/id', status: '/status', code: '/error/code', message: '/error/message' },
  statuses: { pending: 'processing', succeeded: 'completed', failed: 'failed' },
  idempotency: { is_honoured: true },
};
const VERIFICATION = {
  method: 'POST',
  path: '/verifications',
  body: { '/id': 'request_id', '/type': 'verification_type', '/data': 'data' },
};

const asText = (value: unknown): string => JSON.stringify(value, null, 2);

const descriptionFor = (type: ProviderType): string => {
  if (type !== 'kyc') return asText(DESCRIPTION);
  const { orders: _, ...rest } = DESCRIPTION;
  return asText({ ...rest, verification: VERIFICATION });
};

export const newDraft = ({ decimal }: Pick<Formats, 'decimal'>): ProviderDraft => ({
  adapter: 'sandbox',
  type: 'payment',
  code: SUGGESTED.payment.code,
  name: SUGGESTED.payment.name,
  currencies: ['EUR', 'USD', 'TRY'],
  countries: [],
  isActive: true,
  baseUrl: SIMULATOR_URL,
  sandboxBaseUrl: '',
  apiVersion: '1',
  scheme: 'standard',
  rateLimit: decimal('100'),
  concurrent: decimal('10'),
  settings: asText(SUGGESTED.payment.settings),
  description: descriptionFor('payment'),
  credentials: [],
});

export const draftOf = (provider: Provider, { decimal }: Pick<Formats, 'decimal'>): ProviderDraft => ({
  adapter: provider.adapter,
  type: provider.provider_type,
  code: provider.code,
  name: provider.name,
  currencies: provider.supported_currencies,
  countries: provider.supported_countries,
  isActive: provider.is_active,
  baseUrl: provider.api_base_url,
  sandboxBaseUrl: provider.sandbox_base_url ?? '',
  apiVersion: provider.api_version,
  scheme: provider.signature_scheme,
  rateLimit: decimal(String(provider.rate_limit)),
  concurrent: decimal(String(provider.concurrent_requests)),
  settings: asText(provider.settings),
  description: provider.description === null ? '' : asText(provider.description),
  credentials: [],
});

/** Of another type: what was only suggested is suggested anew, and what was typed stays. */
export function withType(draft: ProviderDraft, type: ProviderType): ProviderDraft {
  const [before, after] = [SUGGESTED[draft.type], SUGGESTED[type]];
  const again = (typed: string, was: string, is: string) => (typed === was ? is : typed);
  return {
    ...draft,
    type,
    code: again(draft.code, before.code, after.code),
    name: again(draft.name, before.name, after.name),
    settings: again(draft.settings, asText(before.settings), asText(after.settings)),
    description: again(draft.description, descriptionFor(draft.type), descriptionFor(type)),
  };
}

/** Spoken with in another way: the address and names of the simulator are nobody else's. */
export function withAdapter(draft: ProviderDraft, adapter: Provider['adapter']): ProviderDraft {
  const { code, name } = SUGGESTED[draft.type];
  const own = { baseUrl: SIMULATOR_URL, code, name };
  const swapped = (field: keyof typeof own): string => {
    if (adapter === 'http') return draft[field] === own[field] ? '' : draft[field];
    return draft[field] === '' ? own[field] : draft[field];
  };
  return { ...draft, adapter, baseUrl: swapped('baseUrl'), code: swapped('code'), name: swapped('name') };
}

/** As people write a list: blanks around a code are none of it, and one that is there is there once. */
export const codesOf = (typed: readonly string[]): readonly string[] => [
  ...new Set(typed.map((code) => code.trim().toUpperCase()).filter((code) => code !== '')),
];

/** What the API calls the fields that the form shows. */
export const shownFields = ({ adapter }: Pick<ProviderDraft, 'adapter'>): readonly string[] => [
  ...(['code', 'name', 'provider_type', 'adapter', 'supported_currencies', 'supported_countries'] as const),
  ...(['is_active', 'api_base_url', 'sandbox_base_url', 'api_version', 'signature_scheme'] as const),
  ...(['rate_limit', 'concurrent_requests', 'settings'] as const),
  ...(adapter === 'http' ? ['description', 'credentials'] : []),
];

/** Above 0; undefined where it is none. */
export function wholeNumber(text: string, { read }: Pick<Formats, 'read'>): number | undefined {
  const exact = read(text);
  return exact !== undefined && /^\d{1,9}$/.test(exact) && exact !== '0' ? Number(exact) : undefined;
}

/** An object, as settings and descriptions are; undefined where it is no JSON, or something else. */
export function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** By name; undefined where there are none. */
export function credentialsOf(rows: readonly CredentialDraft[]): Record<string, string> | undefined {
  const named = rows.filter(({ name, value }) => name.trim() !== '' || value !== '');
  return named.length === 0 ? undefined : Object.fromEntries(named.map(({ name, value }) => [name.trim(), value]));
}

/** What the page itself can say is missing; the rest is told by the service. */
export function draftFaults(draft: ProviderDraft, formats: Pick<Formats, 'read'>): readonly FieldError[] {
  return requiredErrors([
    ...(draft.code.trim() === '' ? ['code'] : []),
    ...(draft.name.trim() === '' ? ['name'] : []),
    ...(draft.baseUrl.trim() === '' ? ['api_base_url'] : []),
    ...(draft.apiVersion.trim() === '' ? ['api_version'] : []),
    ...(wholeNumber(draft.rateLimit, formats) === undefined ? ['rate_limit'] : []),
    ...(wholeNumber(draft.concurrent, formats) === undefined ? ['concurrent_requests'] : []),
  ]);
}

const sharedOf = (draft: ProviderDraft, formats: Pick<Formats, 'read'>) => ({
  name: draft.name.trim(),
  supported_currencies: [...draft.currencies],
  supported_countries: [...draft.countries],
  is_active: draft.isActive,
  api_base_url: draft.baseUrl.trim(),
  sandbox_base_url: draft.sandboxBaseUrl.trim() || null,
  api_version: draft.apiVersion.trim(),
  signature_scheme: draft.scheme,
  rate_limit: wholeNumber(draft.rateLimit, formats) ?? 0,
  concurrent_requests: wholeNumber(draft.concurrent, formats) ?? 0,
  settings: readObject(draft.settings) ?? {},
});

const ofHttp = ({ adapter, description, credentials }: ProviderDraft) => {
  const given = credentialsOf(credentials);
  return adapter === 'http'
    ? { description: readObject(description) ?? {}, ...(given ? { credentials: given } : {}) }
    : {};
};

export const newProvider = (draft: ProviderDraft, formats: Pick<Formats, 'read'>): Schemas['NewProvider'] =>
  ({
    code: draft.code.trim(),
    provider_type: draft.type,
    adapter: draft.adapter,
    ...sharedOf(draft, formats),
    ...ofHttp(draft),
  }) as Schemas['NewProvider'];

/** What differs from the provider, with the version that it was seen in. */
export function changesOf(
  provider: Provider,
  draft: ProviderDraft,
  formats: Pick<Formats, 'read'>,
): Schemas['ProviderChange'] {
  const wanted = { ...sharedOf(draft, formats), ...ofHttp(draft) };
  const differing = Object.entries(wanted).filter(
    ([name, value]) => !isSameJson(value, (provider as Readonly<Record<string, unknown>>)[name]),
  );
  return { ...Object.fromEntries(differing), version: provider.version } as Schemas['ProviderChange'];
}
