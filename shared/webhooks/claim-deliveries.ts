import type { Operations, Queryable } from '../operations/database.ts';

/** Of one webhook at the same time, whoever sends them: one slow receiver does not keep others waiting. */
const MOST_OF_WEBHOOK = 4;
/** Longer than an attempt takes: whoever is killed meanwhile loses it to others. */
export const CLAIM_SECONDS = 60;

/** A delivery that is being sent, and what it takes to send it. */
export interface ClaimedDelivery {
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly payload: string;
  /** That were made before. */
  readonly attempts: number;
  readonly url: string;
  readonly secret: Buffer;
  /** Signs along; null where none does. */
  readonly former_secret: Buffer | null;
}

const CLAIMED = `delivery.delivery_id, delivery.webhook_id, delivery.event_id, delivery.type, delivery.payload, delivery.attempts,
  webhook.url, webhook.secret, CASE WHEN webhook.former_until > now() THEN webhook.former_secret END AS former_secret`;
const IS_FREE = '(claimed_until IS NULL OR claimed_until <= now())';

/**
 * Takes deliveries that are due, at most so many, from all webhooks in turn. Webhooks stay locked while theirs are counted and
 * taken, so the bound holds for all workers together.
 */
export const claimDeliveries = (operations: Operations, most: number): Promise<ClaimedDelivery[]> =>
  operations.transaction(async (inside) => {
    const due = await inside.query<{ webhook_id: string }>(
      `SELECT webhook_id FROM webhooks WHERE is_enabled AND EXISTS (
         SELECT FROM webhook_deliveries AS delivery
         WHERE delivery.webhook_id = webhooks.webhook_id AND due_at <= now() AND ${IS_FREE})
       ORDER BY webhook_id FOR NO KEY UPDATE`,
    );
    if (due.length === 0) return [];
    const ids = due.map(({ webhook_id }) => webhook_id);
    return inside.query<ClaimedDelivery>(CLAIM, [ids, MOST_OF_WEBHOOK, most, CLAIM_SECONDS]);
  });

/** Whether there is one that could be taken. */
export async function areDeliveriesDue(operations: Queryable): Promise<boolean> {
  const [row] = await operations.query<{ due: boolean }>(
    `SELECT EXISTS (SELECT FROM webhooks WHERE is_enabled
       AND EXISTS (SELECT FROM webhook_deliveries AS delivery
                   WHERE delivery.webhook_id = webhooks.webhook_id AND due_at <= now() AND ${IS_FREE})
       AND (SELECT count(*) FROM webhook_deliveries AS delivery
            WHERE delivery.webhook_id = webhooks.webhook_id AND claimed_until > now()) < $1) AS due`,
    [MOST_OF_WEBHOOK],
  );
  return row?.due === true;
}

const CLAIM = `
WITH busy AS (
  SELECT named.webhook_id, (SELECT count(*) FROM webhook_deliveries AS delivery
    WHERE delivery.webhook_id = named.webhook_id AND claimed_until > now()) AS places
  FROM unnest($1::uuid[]) AS named (webhook_id)
), due AS (
  SELECT found.delivery_id FROM busy, LATERAL (
    SELECT delivery_id, due_at, row_number() OVER (ORDER BY due_at, delivery_id) AS place
    FROM webhook_deliveries AS delivery
    WHERE delivery.webhook_id = busy.webhook_id AND due_at <= now() AND ${IS_FREE}
    ORDER BY due_at, delivery_id LIMIT greatest($2 - busy.places, 0)) AS found
  ORDER BY busy.places + found.place, found.due_at, found.delivery_id LIMIT $3
)
UPDATE webhook_deliveries AS delivery SET claimed_until = now() + make_interval(secs => $4)
FROM due, webhooks AS webhook
WHERE delivery.delivery_id = due.delivery_id AND webhook.webhook_id = delivery.webhook_id
RETURNING ${CLAIMED}`;

/** One that is claimed already, by its maker. */
export async function claimedDelivery(queryable: Queryable, deliveryId: string): Promise<ClaimedDelivery | undefined> {
  const [found] = await queryable.query<ClaimedDelivery>(
    `SELECT ${CLAIMED} FROM webhook_deliveries AS delivery JOIN webhooks AS webhook USING (webhook_id)
     WHERE delivery_id = $1`,
    [deliveryId],
  );
  return found;
}
