import type { TransactionType } from './transaction.ts';

export const PROVIDER_TYPES = ['payment', 'wallet', 'bank', 'kyc'] as const;
export type ProviderType = (typeof PROVIDER_TYPES)[number];

export const PROVIDER_STATUSES = ['online', 'offline', 'maintenance', 'deprecated'] as const;
export type ProviderStatus = (typeof PROVIDER_STATUSES)[number];

/** `sandbox` is `http` with the description of the simulator that Tranche brings along. */
export const PROVIDER_ADAPTERS = ['sandbox', 'http'] as const;
export type ProviderAdapterName = (typeof PROVIDER_ADAPTERS)[number];

export const PROVIDER_ENVIRONMENTS = ['sandbox', 'production'] as const;
export type ProviderEnvironment = (typeof PROVIDER_ENVIRONMENTS)[number];

/** What is kept sealed of a provider: what we are known by, and what it signs its webhooks with. */
export const PROVIDER_SECRETS = ['credentials', 'webhook'] as const;
export type ProviderSecretKind = (typeof PROVIDER_SECRETS)[number];

/** `legacy`: an HMAC over the JSON with sorted keys, for providers that know nothing better (M1.9). */
export const SIGNATURE_SCHEMES = ['standard', 'legacy'] as const;
export type SignatureScheme = (typeof SIGNATURE_SCHEMES)[number];

/** Days that calls, hooks and deliveries are kept, and within which a hook that comes again is a duplicate. */
export const MEDIATION_DAYS = 30;

/** What providers of each type carry out; those of type kyc verify identities. */
export const CARRIED_OUT: Readonly<Record<ProviderType, readonly TransactionType[]>> = {
  payment: ['payment', 'refund'],
  wallet: ['deposit', 'withdrawal', 'transfer', 'refund'],
  bank: ['deposit', 'withdrawal', 'transfer', 'payment', 'refund'],
  kyc: [],
};
