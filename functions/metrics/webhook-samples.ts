import type { Sample } from '../../shared/observability/prometheus.ts';
import type { WebhookTotals } from '../../shared/webhooks/webhook-totals.ts';

/** A tenant's webhooks as samples. */
export const webhookSamples = (tenant: string, totals: WebhookTotals): Sample[] => [
  { name: 'webhooks', labels: { tenant, state: 'enabled' }, value: totals.enabled },
  { name: 'webhooks', labels: { tenant, state: 'switched_off' }, value: totals.switched_off },
  { name: 'webhook_waiting_seconds', labels: { tenant }, value: totals.waiting_seconds },
];
