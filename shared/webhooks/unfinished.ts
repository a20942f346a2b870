import { DELIVERY_DAYS } from '../domain/webhook.ts';
import type { Queryable } from '../operations/database.ts';

/** What is younger has a message on its way. */
const PATIENCE_SECONDS = 5;

export interface UnfinishedWebhooks {
  /** Events wait to become deliveries, or deliveries to be sent. */
  readonly isBehind: boolean;
  /** Events or deliveries are past their time. */
  readonly isOld: boolean;
}

/** One cheap question: each part looks at the first row of an index, of each of a few webhooks. */
export async function unfinishedWebhooks(operations: Queryable): Promise<UnfinishedWebhooks> {
  const [row] = await operations.query<UnfinishedWebhooks>(
    `SELECT
       EXISTS (SELECT FROM (SELECT occurred_at FROM outbox WHERE spread_at IS NULL
                            ORDER BY occurred_at, event_id LIMIT 1) AS oldest
               WHERE occurred_at < now() - make_interval(secs => $1))
       OR EXISTS (SELECT FROM webhooks WHERE is_enabled AND EXISTS (
                    SELECT FROM webhook_deliveries AS delivery
                    WHERE delivery.webhook_id = webhooks.webhook_id AND due_at < now() - make_interval(secs => $1)
                      AND (claimed_until IS NULL OR claimed_until <= now()))) AS "isBehind",
       EXISTS (SELECT FROM (SELECT occurred_at FROM outbox ORDER BY occurred_at, event_id LIMIT 1) AS oldest
               WHERE occurred_at < now() - make_interval(days => $2))
       OR EXISTS (SELECT FROM (SELECT ended_at FROM webhook_deliveries WHERE ended_at IS NOT NULL
                               ORDER BY ended_at, delivery_id LIMIT 1) AS oldest
                  WHERE ended_at < now() - make_interval(days => $2)) AS "isOld"`,
    [PATIENCE_SECONDS, DELIVERY_DAYS],
  );
  return row ?? { isBehind: false, isOld: false };
}
