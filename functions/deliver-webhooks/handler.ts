import { parseWebhooksDue, type WebhooksDue } from '../../events/webhooks-due.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import type { EventContext } from '../../shared/lambda/event-function.ts';
import { queueFunction } from '../../shared/lambda/queue-function.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { workOffWebhooks } from '../../shared/webhooks/work-off.ts';

/** SQS: several messages of one tenant are one piece of work. What is to be delivered waits in Postgres, whatever becomes of a message. */
export const handler = queueFunction('deliver-webhooks', {
  parse: parseWebhooksDue,
  pieceOf: ({ tenant_id, tidy = false }) => `${tenant_id} ${tidy}`,
  work: workOff,
});

function workOff({ tenant_id, tidy = false }: WebhooksDue, { logger, remainingMs }: EventContext): Promise<void> {
  return workOffWebhooks({ operations: operationsFor(tenantScope(tenant_id)), tidy, logger, remainingMs });
}
