import { notAccepted } from '../../shared/domain/not-accepted.ts';
import { Problem } from '../../shared/domain/problems.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import { WEBHOOK_EVENTS } from '../../shared/domain/webhook.ts';
import * as endpoints from '../../shared/http/endpoints/webhooks.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { wakeWebhooks } from '../../shared/operations/outbox.ts';
import { attemptDelivery } from '../../shared/webhooks/attempt-delivery.ts';
import { CLAIM_SECONDS, claimedDelivery } from '../../shared/webhooks/claim-deliveries.ts';
import { deliveriesOf } from '../../shared/webhooks/deliveries.ts';
import { makeTestDelivery } from '../../shared/webhooks/spread-events.ts';
import { webhooksOf } from '../../shared/webhooks/webhook-records.ts';
import { urlFault } from '../../shared/webhooks/webhook-url.ts';
import { deliveryBody, webhookBody, wholeDeliveryBody } from './webhook-body.ts';

export const handler = httpFunction(
  implement(endpoints.listWebhookEventTypes, async () => ({
    body: {
      data: Object.entries(WEBHOOK_EVENTS).map(([name, description]) => ({ name, description })),
      next_cursor: null,
    },
  })),

  implement(endpoints.listWebhooks, async ({ scope }, { query }) => {
    const { data, next_cursor } = await webhooksOf(operationsFor(scope)).list(query);
    return { body: { data: data.map(webhookBody), next_cursor } };
  }),

  implement(endpoints.createWebhook, async (context, { body }) => {
    await assertUrl(body.url);
    const { webhook, secret } = await webhooksOf(operationsFor(context.scope)).create(body, actorOf(context));
    context.logger.info('webhook made', { webhook_id: webhook.webhook_id, events: webhook.events });
    return {
      headers: { Location: `/api/webhooks/${webhook.webhook_id}` },
      body: { ...webhookBody(webhook), secret },
    };
  }),

  implement(endpoints.getWebhook, async ({ scope }, { params }) => ({
    body: webhookBody(await webhookNamed(scope, params.webhook_id)),
  })),

  implement(endpoints.updateWebhook, async (context, { params, body }) => {
    if (body.url !== undefined) {
      // Nobody learns of an address by a webhook that is not his.
      await webhookNamed(context.scope, params.webhook_id);
      await assertUrl(body.url);
    }
    const webhook = await webhooksOf(operationsFor(context.scope)).change(params.webhook_id, body, actorOf(context));
    if (!webhook) throw new Problem('not-found');
    context.logger.info('webhook changed', { webhook_id: webhook.webhook_id, fields: Object.keys(body) });
    return { body: webhookBody(webhook) };
  }),

  implement(endpoints.deleteWebhook, async (context, { params }) => {
    const removed = await webhooksOf(operationsFor(context.scope)).remove(params.webhook_id, actorOf(context));
    if (!removed) throw new Problem('not-found');
    context.logger.info('webhook removed', { webhook_id: params.webhook_id });
    return {};
  }),

  implement(endpoints.testWebhook, async ({ scope, logger }, { params }) => {
    const { webhook_id } = await webhookNamed(scope, params.webhook_id);
    const operations = operationsFor(scope);
    const deliveryId = await makeTestDelivery(operations, webhook_id, CLAIM_SECONDS);
    const claimed = deliveryId && (await claimedDelivery(operations, deliveryId));
    if (!claimed) throw new Problem('not-found');
    const { outcome } = await attemptDelivery(operations, claimed, logger);
    const delivery = await deliveriesOf(operations, webhook_id).get(claimed.delivery_id);
    if (!delivery) throw new Problem('not-found');
    return { body: { delivered: outcome === 'delivered', delivery: wholeDeliveryBody(delivery) } };
  }),

  implement(endpoints.rotateWebhookSecret, async (context, { params, body }) => {
    const webhooks = webhooksOf(operationsFor(context.scope));
    const rotated = await webhooks.rotateSecret(params.webhook_id, body.grace_seconds, actorOf(context));
    if (!rotated) throw new Problem('not-found');
    context.logger.info('secret of a webhook replaced', { webhook_id: params.webhook_id });
    return { body: { ...webhookBody(rotated.webhook), secret: rotated.secret } };
  }),

  implement(endpoints.listWebhookDeliveries, async ({ scope }, { params, query }) => {
    const { webhook_id } = await webhookNamed(scope, params.webhook_id);
    const { data, next_cursor } = await deliveriesOf(operationsFor(scope), webhook_id).list(query);
    return { body: { data: data.map(deliveryBody), next_cursor } };
  }),

  implement(endpoints.getWebhookDelivery, async ({ scope }, { params }) => {
    const delivery = await deliveriesOf(operationsFor(scope), params.webhook_id).get(params.delivery_id);
    if (!delivery) throw new Problem('not-found');
    return { body: wholeDeliveryBody(delivery) };
  }),

  implement(endpoints.replayWebhookDelivery, async (context, { params }) => {
    const { scope, logger } = context;
    const deliveries = deliveriesOf(operationsFor(scope), params.webhook_id);
    const delivery = await deliveries.replay(params.delivery_id, actorOf(context));
    if (!delivery) throw new Problem('not-found');
    await wakeWebhooks(scope.tenantId, logger);
    logger.info('webhook sent again by hand', { webhook_id: params.webhook_id, delivery_id: params.delivery_id });
    return { body: wholeDeliveryBody(delivery) };
  }),
);

/** @throws {Problem} 404 `not-found` */
async function webhookNamed(scope: TenantScope, webhookId: string) {
  const webhook = await webhooksOf(operationsFor(scope)).get(webhookId);
  if (!webhook) throw new Problem('not-found');
  return webhook;
}

/** @throws {Problem} 400 `invalid-request` */
async function assertUrl(url: string): Promise<void> {
  const fault = await urlFault(url);
  if (fault) throw notAccepted([fault]);
}
