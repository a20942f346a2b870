import { isAttemptFailure } from '../../shared/domain/webhook.ts';
import type { WebhookBody } from '../../shared/http/schemas/webhook.ts';
import { headersOf } from '../../shared/webhooks/attempt-delivery.ts';
import type { AttemptRecord, DeliveryRecord, WholeDelivery } from '../../shared/webhooks/deliveries.ts';
import type { WebhookRecord } from '../../shared/webhooks/webhook-records.ts';

/** A webhook as the API answers it. */
export const webhookBody = (webhook: WebhookRecord): WebhookBody => ({
  webhook_id: webhook.webhook_id,
  url: webhook.url,
  description: webhook.description,
  events: [...webhook.events],
  is_enabled: webhook.is_enabled,
  disabled_because: webhook.disabled_because,
  failing_since: webhook.failing_since?.toISOString() ?? null,
  former_secret_until:
    webhook.former_until !== null && webhook.former_until.getTime() > Date.now()
      ? webhook.former_until.toISOString()
      : null,
  created_at: webhook.created_at.toISOString(),
  updated_at: webhook.updated_at.toISOString(),
});

export const deliveryBody = (delivery: DeliveryRecord) => ({
  ...deliveryFields(delivery),
  last_attempt: delivery.last_attempt && attemptFields(delivery.last_attempt),
});

export const wholeDeliveryBody = (delivery: WholeDelivery) => ({
  ...deliveryFields(delivery),
  payload: delivery.payload,
  attempts: delivery.attempts.map((attempt) => ({
    ...attemptFields(attempt),
    request_headers: headersOf(delivery.event_id, new Date(attempt.at)),
  })),
});

const deliveryFields = (delivery: DeliveryRecord) => ({
  delivery_id: delivery.delivery_id,
  webhook_id: delivery.webhook_id,
  event_id: delivery.event_id,
  type: delivery.type,
  occurred_at: delivery.occurred_at.toISOString(),
  status: delivery.status,
  next_attempt_at: delivery.due_at?.toISOString() ?? null,
  created_at: delivery.created_at.toISOString(),
  ended_at: delivery.ended_at?.toISOString() ?? null,
});

const attemptFields = ({ at, duration_ms, http_status, failure, answer }: AttemptRecord) => ({
  at,
  duration_ms,
  http_status,
  failure: failure !== null && isAttemptFailure(failure) ? failure : null,
  answer,
});
