import { type ApiConnection, RefusedRequest } from '../../../shared/client/api-connection.ts';
import type { ProviderType } from '../../../shared/domain/provider.ts';
import type { ProviderBody } from '../../../shared/http/schemas/provider.ts';
import type { ProviderStatistics } from '../../../shared/mediator/providers/statistics.ts';
import { type SimulatedProvider, startProvider } from '../../provider-simulator/start-provider.ts';
import { type AtEnd, until } from './story.ts';

export const PROVIDER_CODES = ['DEMOPAY1', 'DEMOPAY2', 'DEMOBANK', 'DEMOKYC'] as const;
export type ProviderCode = (typeof PROVIDER_CODES)[number];

/** A simulator of this process, as the tenant knows it. */
export interface DemoProvider {
  readonly code: ProviderCode;
  readonly type: ProviderType;
  readonly simulator: SimulatedProvider;
  /** Whether an earlier demo had made it. */
  readonly isFound: boolean;
  /** Where its webhooks go, and what they are signed with. */
  readonly webhook: { readonly url: string; readonly secret: string };
  /** What was counted before the demo called it. */
  readonly before: ProviderStatistics;
}
export type DemoProviders = Readonly<Record<ProviderCode, DemoProvider>>;

const TYPES: Readonly<Record<ProviderCode, ProviderType>> = {
  DEMOPAY1: 'payment',
  DEMOPAY2: 'payment',
  DEMOBANK: 'bank',
  DEMOKYC: 'kyc',
};
/** What a provider of each type has to say of itself. */
const SETTINGS: Readonly<Record<ProviderType, object>> = {
  payment: {
    success_url: 'https://shop.example/paid',
    cancel_url: 'https://shop.example/no',
    webhook_events: ['payment.success', 'payment.failure', 'payment.refund'],
  },
  wallet: { balance_check_interval: 60, auto_refund: false },
  bank: { statement_format: 'camt.053', reconciliation_time: '06:00' },
  kyc: { verification_levels: ['basic'], required_documents: ['passport'] },
};
/** Where the payment providers are chosen, and hardly any other that the tenant has. */
export const ROUTED_COUNTRY = 'SM';
/** So that a late answer, and what is under way, keep nobody waiting. */
const PACE = { lateMs: 1000, settleMs: 300 } as const;
/** As long as calls are kept: nothing that counts ages out while the demo runs. */
const HOURS_COUNTED = 720;

const pathOf = (code: ProviderCode): string => `/api/providers/${code}`;

export const statisticsOf = (api: ApiConnection, code: ProviderCode): Promise<ProviderStatistics> =>
  api.send('GET', `${pathOf(code)}/statistics?hours=${HOURS_COUNTED}`);

/** Starts a provider, and makes it known to the tenant: anew, or where it is now. */
export async function joinProvider(api: ApiConnection, code: ProviderCode, atEnd: AtEnd): Promise<DemoProvider> {
  const type = TYPES[code];
  const simulator = await startProvider({ type, port: 0, ...PACE });
  atEnd(() => simulator.stop());
  const place = { api_base_url: simulator.url, is_active: true };
  const known = await api.send<ProviderBody>('GET', pathOf(code)).catch(unlessNotFound);
  let provider: ProviderBody;
  let secret: string;
  if (known === undefined) {
    const made = await api.send<ProviderBody & { webhook_secret: string }>('POST', '/api/providers', {
      code,
      name: 'Simulated, of npm run demo',
      provider_type: type,
      adapter: 'sandbox',
      supported_currencies: type === 'kyc' ? [] : ['EUR'],
      supported_countries: type === 'payment' ? [ROUTED_COUNTRY] : [],
      settings: SETTINGS[type],
      ...place,
    });
    [provider, secret] = [made, made.webhook_secret];
  } else {
    provider = await api.send<ProviderBody>('PATCH', pathOf(code), place);
    if (provider.status !== 'online') await api.send('POST', `${pathOf(code)}/status`, { status: 'online' });
    // What a demo that was cut off has left may have called its simulator, which was gone.
    await until(
      () => api.send<ProviderBody>('GET', pathOf(code)),
      ({ open_until }) => open_until === null || Date.parse(open_until) <= Date.now(),
    );
    const fresh = { kind: 'both', grace_seconds: 0 };
    secret = (await api.send<{ webhook_secret: string }>('POST', `${pathOf(code)}/rotate-credentials`, fresh))
      .webhook_secret;
  }
  atEnd((connection) => switchOff(connection, code));
  const webhook = { url: `${api.url}${provider.webhook_url}`, secret };
  simulator.sendWebhooksTo(webhook);
  return { code, type, simulator, isFound: known !== undefined, webhook, before: await statisticsOf(api, code) };
}

function unlessNotFound(error: unknown): undefined {
  if (!(error instanceof RefusedRequest) || error.status !== 404) throw error;
}

/** One that transactions name stays: it is switched off instead of removed. */
const switchOff = (api: ApiConnection, code: ProviderCode): Promise<ProviderBody> =>
  api.send('PATCH', pathOf(code), { is_active: false });
