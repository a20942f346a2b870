import { type Bank, waitFor } from './bank.ts';

export interface BankWebhook {
  readonly webhook_id: string;
  readonly url: string;
  readonly description: string | null;
  readonly events: readonly string[];
  readonly is_enabled: boolean;
  readonly disabled_because: string | null;
  readonly failing_since: string | null;
  readonly former_secret_until: string | null;
}
export interface WebhookAttempt {
  readonly at: string;
  readonly duration_ms: number;
  readonly http_status: number | null;
  readonly failure: string | null;
  readonly answer: string | null;
  readonly request_headers: Readonly<Record<string, string>>;
}
export interface WebhookDelivery {
  readonly delivery_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly status: 'pending' | 'delivered' | 'failed' | 'cancelled';
  readonly next_attempt_at: string | null;
  readonly last_attempt: WebhookAttempt | null;
  /** Of one that is read by itself. */
  readonly payload: string;
  readonly attempts: readonly WebhookAttempt[];
}

export const addWebhook = (bank: Bank, url: string, events: readonly string[] = ['*']) =>
  bank.call<BankWebhook & { secret: string }>('/api/webhooks', { method: 'POST', body: { url, events } });

export const pathOf = ({ webhook_id }: Pick<BankWebhook, 'webhook_id'>): string => `/api/webhooks/${webhook_id}`;

/** The deliveries of a webhook, once there are as many as that, under way or over. */
export const listedDeliveries = (bank: Bank, webhook: BankWebhook, count: number) =>
  waitFor(
    `${count} deliveries`,
    () => bank.all<WebhookDelivery>(`${pathOf(webhook)}/deliveries`),
    (deliveries) => deliveries.length >= count,
  );

/** The deliveries of a webhook, once there are as many as that and none waits. */
export const settledDeliveries = (bank: Bank, webhook: BankWebhook, count: number, patienceMs?: number) =>
  waitFor(
    `${count} deliveries that are over`,
    () => bank.all<WebhookDelivery>(`${pathOf(webhook)}/deliveries`),
    (deliveries) => deliveries.length >= count && deliveries.every(({ status }) => status !== 'pending'),
    patienceMs,
  );
