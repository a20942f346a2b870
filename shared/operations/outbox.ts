import { randomUUID } from 'node:crypto';
import { makeWebhooksDue, type WebhooksDue } from '../../events/webhooks-due.ts';
import { readConfig } from '../config.ts';
import { correlation } from '../observability/correlation.ts';
import type { Logger } from '../observability/logger.ts';
import { queueSender } from '../observability/traced-queue.ts';
import type { Queryable } from './database.ts';

/**
 * Writes down that something has happened, in the transaction in which it does: whoever is to be told of it (webhooks) is told if,
 * and only if, it did.
 * @param type such as `transaction.completed`
 * @param data what is told: identifiers, states and figures of the tenant's own, never a secret or personal data
 * @param eventId where the same thing may be written down twice, after a crash: it is told once
 */
export async function recordOutgoing(
  inside: Queryable,
  type: string,
  data: Readonly<Record<string, unknown>>,
  eventId: string = randomUUID(),
): Promise<void> {
  await inside.query(
    `INSERT INTO outbox (event_id, type, occurred_at, data) VALUES ($1, $2, clock_timestamp(), $3) ON CONFLICT DO NOTHING`,
    [eventId, type, JSON.stringify(data)],
  );
}

const send = queueSender<WebhooksDue>(() => readConfig(['webhookQueue']).webhookQueue.WEBHOOK_QUEUE_URL);

/** Asks deliver-webhooks for what waits. Sending it twice is harmless, and the schedule makes up for one that is lost. */
export async function sendWebhooksDue(about: Pick<WebhooksDue, 'tenant_id' | 'tidy'>, delaySeconds = 0): Promise<void> {
  const { request_id } = correlation();
  await send(makeWebhooksDue({ ...about, ...(request_id === undefined ? {} : { request_id }) }), delaySeconds);
}

/** The same, for whoever has committed what is to be told: he has done his work, whatever becomes of the message. */
export const wakeWebhooks = (tenantId: string, logger: Logger): Promise<void> =>
  sendWebhooksDue({ tenant_id: tenantId }).catch((error: Error) => logger.warn('webhooks were not woken', { error }));
