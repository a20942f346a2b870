import * as z from 'zod';
import { count, timestamp } from '../../domain/values.ts';
import {
  ALL_EVENTS,
  ATTEMPT_FAILURES,
  type AttemptFailure,
  DEFAULT_GRACE_SECONDS,
  DELIVERY_STATUSES,
  DISABLED_BECAUSE,
  FAILING_DAYS,
  KEPT_ANSWER_BYTES,
  MAX_WEBHOOK_DESCRIPTION,
  MAX_WEBHOOK_URL,
  MOST_GRACE_SECONDS,
  WEBHOOK_EVENTS,
  type WebhookEvent,
} from '../../domain/webhook.ts';

const names = [...(Object.keys(WEBHOOK_EVENTS) as WebhookEvent[]), ALL_EVENTS] as const;

const url = z.string().max(MAX_WEBHOOK_URL).meta({ description: 'Where events are sent.' });
const description = z.string().max(MAX_WEBHOOK_DESCRIPTION);
const events = z
  .array(z.enum(names))
  .min(1)
  .max(names.length)
  .meta({
    description: `\`GET /api/webhooks/events\` lists them; \`${ALL_EVENTS}\` is all, those too that come later.`,
  });

const EXAMPLE = {
  webhook_id: '0197a1b2-0000-7000-8000-000000000011',
  url: 'https://hooks.bank.example/tranche',
  description: 'Our ledger',
  events: ['sync.completed', 'sync.failed'],
  is_enabled: true,
  disabled_because: null,
  failing_since: null,
  former_secret_until: null,
  created_at: '2026-03-02T09:30:00.000Z',
  updated_at: '2026-03-02T09:30:00.000Z',
} as const;

const fields = {
  webhook_id: z.uuid(),
  url,
  description: description.nullable(),
  events: z.array(z.string()),
  is_enabled: z.boolean().meta({ description: 'While it is not, nothing is sent, and nothing is kept for later.' }),
  disabled_because: z
    .enum(DISABLED_BECAUSE)
    .nullable()
    .meta({
      description: `Why Tranche switched it off. failing: every attempt of ${FAILING_DAYS} days failed; gone: it answered 410.`,
    }),
  failing_since: timestamp.nullable().meta({ description: 'Since when every attempt has failed.' }),
  former_secret_until: timestamp.nullable().meta({ description: 'Until when the secret before signs along.' }),
  created_at: timestamp,
  updated_at: timestamp,
};
const secret = z.string().meta({ description: 'What its events are signed with, `whsec_…`. Shown this once.' });

export const webhookBody = z.strictObject(fields).meta({ id: 'Webhook', examples: [EXAMPLE] });
export type WebhookBody = z.input<typeof webhookBody>;

export const webhookWithSecretBody = z
  .strictObject({ ...fields, secret })
  .meta({ id: 'WebhookWithSecret', examples: [{ ...EXAMPLE, secret: 'whsec_…' }] });

export const newWebhookBody = z
  .strictObject({
    url,
    events,
    description: description.nullable().default(null),
    is_enabled: z.boolean().default(true),
  })
  .meta({ id: 'NewWebhook', examples: [{ url: EXAMPLE.url, events: ['sync.completed', 'sync.failed'] }] });

export const webhookChangeBody = z
  .strictObject({
    url: url.exactOptional(),
    events: events.exactOptional(),
    description: description.nullable().exactOptional(),
    is_enabled: z.boolean().exactOptional(),
  })
  .meta({ id: 'WebhookChange', examples: [{ is_enabled: false }] });

export const secretRotationBody = z
  .strictObject({
    grace_seconds: z.int().min(0).max(MOST_GRACE_SECONDS).default(DEFAULT_GRACE_SECONDS).meta({
      description: 'For so long the secret that was in force signs along.',
    }),
  })
  .meta({ id: 'SecretRotation' });

export const webhookEventTypeBody = z
  .strictObject({ name: z.string(), description: z.string() })
  .meta({ id: 'WebhookEventType', examples: [{ name: 'sync.failed', description: WEBHOOK_EVENTS['sync.failed'] }] });

export const deliveryStatus = z.enum(DELIVERY_STATUSES).meta({
  id: 'WebhookDeliveryStatus',
  description:
    'pending: to be sent, or to be sent again, at next_attempt_at; delivered: the receiver answered 2xx; failed: no attempt is ' +
    'left; cancelled: the webhook was switched off before.',
});

const failures = Object.keys(ATTEMPT_FAILURES) as AttemptFailure[];
const attemptFields = {
  at: timestamp,
  duration_ms: count,
  http_status: z.int().nullable().meta({ description: 'Null where there was no answer.' }),
  failure: z
    .enum(failures)
    .nullable()
    .meta({ description: failures.map((failure) => `${failure}: ${ATTEMPT_FAILURES[failure]}`).join('; ') }),
  answer: z
    .string()
    .nullable()
    .meta({ description: `The beginning of the answer, at most ${KEPT_ANSWER_BYTES} bytes.` }),
};
const EXAMPLE_ATTEMPT = {
  at: '2026-03-02T09:31:04.120Z',
  duration_ms: 84,
  http_status: 503,
  failure: 'status',
  answer: 'busy',
} as const;

export const attemptBody = z
  .strictObject({
    ...attemptFields,
    request_headers: z
      .record(z.string(), z.string())
      .meta({ description: 'As they were sent, but for the signatures.' }),
  })
  .meta({ id: 'WebhookAttempt' });

const deliveryFields = {
  delivery_id: z.uuid(),
  webhook_id: z.uuid(),
  event_id: z.uuid().meta({ description: 'The `webhook-id`: the same with every attempt, and for every webhook.' }),
  type: z.string(),
  occurred_at: timestamp,
  status: deliveryStatus,
  next_attempt_at: timestamp.nullable(),
  created_at: timestamp,
  ended_at: timestamp.nullable(),
};
const EXAMPLE_DELIVERY = {
  delivery_id: '0197a1b2-0000-7000-8000-000000000012',
  webhook_id: EXAMPLE.webhook_id,
  event_id: '0197a1b2-0000-7000-8000-000000000013',
  type: 'sync.failed',
  occurred_at: '2026-03-02T09:31:03.000Z',
  status: 'pending',
  next_attempt_at: '2026-03-02T09:31:09.410Z',
  created_at: '2026-03-02T09:31:03.900Z',
  ended_at: null,
} as const;

export const deliveryBody = z
  .strictObject({ ...deliveryFields, last_attempt: z.strictObject(attemptFields).nullable() })
  .meta({ id: 'WebhookDelivery', examples: [{ ...EXAMPLE_DELIVERY, last_attempt: EXAMPLE_ATTEMPT }] });

export const wholeDeliveryBody = z
  .strictObject({
    ...deliveryFields,
    payload: z.string().meta({ description: 'What is sent, byte for byte.' }),
    attempts: z.array(attemptBody).meta({ description: 'All that were made, those before a replay too.' }),
  })
  .meta({ id: 'WholeWebhookDelivery' });

export const webhookTestBody = z
  .strictObject({
    delivered: z.boolean(),
    delivery: wholeDeliveryBody,
  })
  .meta({ id: 'WebhookTest' });
