import * as z from 'zod';
import { pageQuery } from '../../domain/pagination.ts';
import { listOf } from '../../domain/values.ts';
import { DELIVERY_DAYS, FAILING_DAYS, MOST_ATTEMPTS, MOST_WEBHOOKS } from '../../domain/webhook.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import {
  deliveryBody,
  deliveryStatus,
  newWebhookBody,
  secretRotationBody,
  webhookBody,
  webhookChangeBody,
  webhookEventTypeBody,
  webhookTestBody,
  webhookWithSecretBody,
  wholeDeliveryBody,
} from '../schemas/webhook.ts';

const common = { tag: 'webhooks', access: 'tenant', function: 'webhooks' } as const;
const roles = ['admin'] as const;
const params = z.strictObject({ webhook_id: z.uuid() });
const ofDelivery = { ...common, params: z.strictObject({ webhook_id: z.uuid(), delivery_id: z.uuid() }) };

export const listWebhookEventTypes = endpoint({
  ...common,
  operationId: 'listWebhookEventTypes',
  method: 'GET',
  path: '/api/webhooks/events',
  summary: 'Of what webhooks can tell',
  success: { status: 200, description: 'All events.', schema: listOf(webhookEventTypeBody) },
  problems: [],
});

export const listWebhooks = endpoint({
  ...common,
  operationId: 'listWebhooks',
  method: 'GET',
  path: '/api/webhooks',
  summary: 'Who is told of what',
  query: z.strictObject(pageQuery),
  success: {
    status: 200,
    description: 'A page of webhooks, in the order in which they were made.',
    schema: listOf(webhookBody),
  },
  problems: ['invalid-cursor'],
});

export const createWebhook = endpoint({
  ...common,
  operationId: 'createWebhook',
  method: 'POST',
  path: '/api/webhooks',
  summary: 'Add a webhook',
  description:
    'Events from then on are sent to its address, signed as Standard Webhooks 1.0.0 says, at least once and in no order. What is not ' +
    `answered by 2xx is sent again, in ${MOST_ATTEMPTS} attempts over 28 hours. A webhook whose every attempt has failed for ` +
    `${FAILING_DAYS} days is switched off. A tenant has at most ${MOST_WEBHOOKS}.`,
  roles,
  body: newWebhookBody,
  answersSecret: true,
  success: {
    status: 201,
    description: 'The webhook, and its secret this once.',
    schema: webhookWithSecretBody,
    headers: { Location: 'Path of the webhook.' },
  },
  problems: ['too-many-webhooks'],
});

export const getWebhook = endpoint({
  ...common,
  operationId: 'getWebhook',
  method: 'GET',
  path: '/api/webhooks/{webhook_id}',
  summary: 'Read a webhook',
  params,
  success: { status: 200, description: 'The webhook, without its secret.', schema: webhookBody },
  problems: ['not-found'],
});

export const updateWebhook = endpoint({
  ...common,
  operationId: 'updateWebhook',
  method: 'PATCH',
  path: '/api/webhooks/{webhook_id}',
  summary: 'Change a webhook, or switch it on or off',
  description:
    'What waits to be sent goes to the new address. Switched off, it is cancelled instead, and what happens until it is switched on ' +
    'again is not kept for it.',
  roles,
  params,
  body: webhookChangeBody,
  success: { status: 200, description: 'The webhook as it is now.', schema: webhookBody },
  problems: ['not-found'],
});

export const deleteWebhook = endpoint({
  ...common,
  operationId: 'deleteWebhook',
  method: 'DELETE',
  path: '/api/webhooks/{webhook_id}',
  summary: 'Remove a webhook',
  description: 'With its secret and all its deliveries.',
  roles,
  params,
  success: { status: 204, description: 'There is no such webhook any more.' },
  problems: ['not-found'],
});

export const testWebhook = endpoint({
  ...common,
  operationId: 'testWebhook',
  method: 'POST',
  path: '/api/webhooks/{webhook_id}/test',
  summary: 'Send a webhook.test event, now',
  description:
    'As any event is sent, also where the webhook is switched off; once, and not again where that fails. The answer says what came of it.',
  roles,
  limit: 'syncs',
  params,
  success: { status: 200, description: 'What was sent, and what was answered.', schema: webhookTestBody },
  problems: ['not-found'],
});

export const rotateWebhookSecret = endpoint({
  ...common,
  operationId: 'rotateWebhookSecret',
  method: 'POST',
  path: '/api/webhooks/{webhook_id}/rotate-secret',
  summary: 'Replace the secret of a webhook',
  description:
    'The one that was in force signs along for a day, or for `grace_seconds`: then `webhook-signature` holds two signatures, and one ' +
    'that holds is enough.',
  roles,
  params,
  body: secretRotationBody,
  answersSecret: true,
  success: { status: 200, description: 'The webhook, and its new secret this once.', schema: webhookWithSecretBody },
  problems: ['not-found'],
});

export const listWebhookDeliveries = endpoint({
  ...common,
  operationId: 'listWebhookDeliveries',
  method: 'GET',
  path: '/api/webhooks/{webhook_id}/deliveries',
  summary: 'What was and is to be sent to a webhook, newest first',
  description: `Deliveries are kept for ${DELIVERY_DAYS} days after they have ended.`,
  params,
  query: z.strictObject({
    status: deliveryStatus.optional(),
    type: z.string().max(100).optional().meta({ description: 'Of the event.' }),
    ...pageQuery,
  }),
  success: {
    status: 200,
    description: 'A page of deliveries, each with its last attempt.',
    schema: listOf(deliveryBody),
  },
  problems: ['not-found', 'invalid-cursor'],
});

export const getWebhookDelivery = endpoint({
  ...ofDelivery,
  operationId: 'getWebhookDelivery',
  method: 'GET',
  path: '/api/webhooks/{webhook_id}/deliveries/{delivery_id}',
  summary: 'Read a delivery with its payload and attempts',
  success: { status: 200, description: 'The delivery.', schema: wholeDeliveryBody },
  problems: ['not-found'],
});

export const replayWebhookDelivery = endpoint({
  ...ofDelivery,
  operationId: 'replayWebhookDelivery',
  method: 'POST',
  path: '/api/webhooks/{webhook_id}/deliveries/{delivery_id}/replay',
  summary: 'Send a delivery again',
  description: 'At once, with the same `webhook-id` and the same bytes, and with all attempts before it.',
  roles,
  success: { status: 202, description: 'The delivery, which is pending again.', schema: wholeDeliveryBody },
  problems: ['not-found', 'wrong-state'],
});
