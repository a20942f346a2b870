import { DELIVERY_DAYS } from '../domain/webhook.ts';
import type { Operations } from '../operations/database.ts';

const AT_ONCE = 5000;
const MOST_ROUNDS = 100;

/** Oldest first. Deliveries take their attempts along; an event that was never spread is past its time too. */
const REMOVALS = [
  `DELETE FROM webhook_deliveries WHERE delivery_id IN (
     SELECT delivery_id FROM webhook_deliveries WHERE ended_at < now() - make_interval(days => $1)
     ORDER BY ended_at, delivery_id LIMIT $2) RETURNING 1`,
  `DELETE FROM outbox WHERE event_id IN (
     SELECT event_id FROM outbox WHERE occurred_at < now() - make_interval(days => $1)
     ORDER BY occurred_at, event_id LIMIT $2) RETURNING 1`,
];

/** Removes deliveries that have ended, and events that were told, long enough ago. @returns how many */
export async function removeOldWebhookEvents(
  operations: Operations,
  goesOn: () => boolean = () => true,
  days = DELIVERY_DAYS,
): Promise<number> {
  let removed = 0;
  for (const removal of REMOVALS) {
    for (let round = 0; round < MOST_ROUNDS && goesOn(); round++) {
      const [{ count } = { count: 0 }] = await operations.query<{ count: number }>(
        `WITH gone AS (${removal}) SELECT count(*)::int AS count FROM gone`,
        [days, AT_ONCE],
      );
      removed += count;
      if (count < AT_ONCE) break;
    }
  }
  return removed;
}
