import type { MediationTotals } from '../../shared/mediator/mediation-totals.ts';
import type { Sample } from '../../shared/observability/prometheus.ts';

/** A tenant's mediator as samples. */
export const mediatorSamples = (tenant: string, totals: MediationTotals): Sample[] => [
  { name: 'mediator_waiting_seconds', labels: { tenant }, value: totals.waiting_seconds },
  { name: 'transactions_unknown', labels: { tenant }, value: totals.transactions_unknown },
  { name: 'provider_webhooks_unapplied', labels: { tenant, status: 'failed' }, value: totals.webhooks_failed },
  { name: 'provider_webhooks_unapplied', labels: { tenant, status: 'parked' }, value: totals.webhooks_parked },
  { name: 'providers_down', labels: { tenant }, value: totals.providers_down },
];
