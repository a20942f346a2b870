import type { Queryable } from '../operations/database.ts';

/** What `/metrics` tells of the webhooks of a tenant. */
export interface WebhookTotals {
  readonly enabled: number;
  /** That Tranche has switched off. */
  readonly switched_off: number;
  /** How long ago the oldest was due of what nobody sends: an event that is no delivery yet, or a delivery. */
  readonly waiting_seconds: number;
}

export async function webhookTotals(operations: Queryable): Promise<WebhookTotals> {
  const [totals] = await operations.query<WebhookTotals>(
    `SELECT count(*) FILTER (WHERE is_enabled)::int AS enabled,
       count(*) FILTER (WHERE disabled_because IS NOT NULL)::int AS switched_off,
       coalesce(greatest(0, extract(epoch FROM now() - least(
         (SELECT occurred_at FROM outbox WHERE spread_at IS NULL ORDER BY occurred_at, event_id LIMIT 1),
         min(CASE WHEN is_enabled THEN (
           SELECT due_at FROM webhook_deliveries AS delivery
           WHERE delivery.webhook_id = webhooks.webhook_id AND due_at IS NOT NULL
             AND (claimed_until IS NULL OR claimed_until <= now())
           ORDER BY due_at, delivery_id LIMIT 1) END)))::float8), 0) AS waiting_seconds
     FROM webhooks`,
  );
  return totals ?? { enabled: 0, switched_off: 0, waiting_seconds: 0 };
}
