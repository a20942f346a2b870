import type { Bank } from './bank.ts';

export interface Provider {
  readonly code: string;
  readonly version: number;
  readonly status: string;
  readonly is_healthy: boolean | null;
  readonly webhook_url: string;
}
/** As it is answered when it is made. */
export interface MadeProvider extends Provider {
  readonly webhook_secret: string;
  readonly credentials: Readonly<Record<string, string>> | null;
}
export interface ProviderKey {
  readonly key_id: string;
  readonly is_active: boolean;
}

/** What each type needs. */
export const SETTINGS = {
  payment: {
    success_url: 'https://shop.example/paid',
    cancel_url: 'https://shop.example/cancelled',
    webhook_events: ['payment.success'],
  },
  wallet: { balance_check_interval: 60, auto_refund: false },
  bank: { statement_format: 'MT940', reconciliation_time: '06:30' },
  kyc: { verification_levels: ['basic'], required_documents: ['passport'] },
} as const;

/** A provider of the simulator at this address. */
export const sandboxAt = (code: string, api_base_url: string, type: keyof typeof SETTINGS = 'payment') => ({
  code,
  name: `The provider ${code}`,
  provider_type: type,
  adapter: 'sandbox',
  supported_currencies: ['EUR', 'TRY'],
  supported_countries: ['DE', 'TR'],
  api_base_url,
  settings: SETTINGS[type],
});

export const makeProvider = (bank: Bank, body: object): Promise<MadeProvider> =>
  bank.call<MadeProvider>('/api/providers', { method: 'POST', body });
