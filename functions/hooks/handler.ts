import { Problem } from '../../shared/domain/problems.ts';
import { assertRange } from '../../shared/domain/time-range.ts';
import * as endpoints from '../../shared/http/endpoints/hooks.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement, type TenantContext } from '../../shared/lambda/implement.ts';
import { hookEventsOf } from '../../shared/mediator/hooks/hook-events.ts';
import { signerOf } from '../../shared/mediator/hooks/provider-hooks.ts';
import { sendMediationDue } from '../../shared/mediator/mediator-queue.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { receiving } from './receive.ts';

const receive = receiving(signerOf);

export const handler = httpFunction(
  implement(endpoints.receiveHook, async (context, { params, body, request }) => {
    const { isNew, headers } = await receive(context, params, { header: request.header, body });
    return { headers, body: { received: true as const, duplicate: !isNew } };
  }),

  implement(endpoints.listWebhookEvents, async ({ scope }, { query }) => {
    assertRange(['from', query.from], ['to', query.to]);
    return { body: await hookEventsOf(operationsFor(scope)).list(query) };
  }),

  implement(endpoints.summarizeWebhookEvents, async ({ scope }) => ({
    body: await hookEventsOf(operationsFor(scope)).summary(),
  })),

  implement(endpoints.getWebhookEvent, async ({ scope, caller }, { params }) => {
    const event = await hookEventsOf(operationsFor(scope)).get(params.hook_id, caller.role === 'admin');
    if (!event) throw new Problem('not-found');
    return { body: event };
  }),

  implement(endpoints.retryWebhookEvent, async (context, { params }) => {
    const { scope, logger } = context;
    const event = await hookEventsOf(operationsFor(scope)).retry(params.hook_id, actorOf(context));
    if (!event) throw new Problem('not-found');
    logger.info('webhook to be applied once more', { hook_id: event.hook_id });
    await ask(context);
    return { body: event };
  }),

  implement(endpoints.cancelWebhookEvent, async (context, { params }) => {
    const event = await hookEventsOf(operationsFor(context.scope)).cancel(params.hook_id, actorOf(context));
    if (!event) throw new Problem('not-found');
    context.logger.info('webhook given up', { hook_id: event.hook_id });
    return { body: event };
  }),
);

/** It is written down: where the message is not sent, the schedule finds it. */
async function ask({ scope, logger }: TenantContext): Promise<void> {
  await sendMediationDue({ tenant_id: scope.tenantId }).catch((error: Error) =>
    logger.warn('the message to apply a webhook was not sent', { error }),
  );
}
