import { type SimulatedProvider, startProvider } from '../../local/provider-simulator/start-provider.ts';
import type { Bank } from './bank.ts';

export type SimulatedType = 'payment' | 'wallet' | 'bank' | 'kyc';

/** What a provider of each type has to say of itself. */
const SETTINGS: Readonly<Record<SimulatedType, object>> = {
  payment: {
    success_url: 'https://shop.example/ok',
    cancel_url: 'https://shop.example/no',
    webhook_events: ['payment.success'],
  },
  wallet: { balance_check_interval: 60, auto_refund: false },
  bank: { statement_format: 'camt.053', reconciliation_time: '06:00' },
  kyc: { verification_levels: ['basic'], required_documents: ['passport'] },
};

export interface Provider {
  readonly code: string;
  readonly simulator: SimulatedProvider;
  /** Its webhooks go to where the bank's service is now. */
  follow(bank: Bank): void;
}

/** A simulated provider on this machine that the bank knows, and that sends its webhooks to the bank's address. */
export async function simulatedProvider(
  bank: Bank,
  type: SimulatedType,
  code: string,
  more: Partial<Parameters<typeof startProvider>[0]> = {},
  wishes: object = {},
): Promise<Provider> {
  const simulator = await startProvider({ type, port: 0, settleMs: 100, lateMs: 500, ...more });
  const made = await bank.call<{ webhook_secret: string }>('/api/providers', {
    method: 'POST',
    body: {
      code,
      name: `Simulated ${type}`,
      provider_type: type,
      adapter: 'sandbox',
      supported_currencies: ['EUR', 'JPY'],
      supported_countries: ['DE', 'TR'],
      api_base_url: simulator.url,
      settings: SETTINGS[type],
      ...wishes,
    },
  });
  const follow = (to: Bank) =>
    simulator.sendWebhooksTo({
      url: to.address(`/hooks/${to.tenantId}/${code}`).href,
      secret: made.webhook_secret,
    });
  follow(bank);
  return { code, simulator, follow };
}
