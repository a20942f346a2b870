import { type MediationDue, parseMediationDue } from '../../events/mediation-due.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import type { EventContext } from '../../shared/lambda/event-function.ts';
import { queueFunction } from '../../shared/lambda/queue-function.ts';
import { removeOldHooks } from '../../shared/mediator/hooks/left-over.ts';
import { workOffHooks } from '../../shared/mediator/hooks/work-off.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { hookEffects } from './hook-effects.ts';

/** SQS: several messages of one tenant are one piece of work. What is to be done waits in Postgres, whatever becomes of a message. */
export const handler = queueFunction('mediate', {
  parse: parseMediationDue,
  pieceOf: ({ tenant_id, tidy = false }) => `${tenant_id} ${tidy}`,
  work: workOff,
});

async function workOff(
  { tenant_id, tidy = false }: MediationDue,
  { logger, remainingMs }: EventContext,
): Promise<void> {
  const operations = operationsFor(tenantScope(tenant_id));
  await workOffHooks({ ...hookEffects(), operations, logger, remainingMs });
  if (tidy) await removeOldHooks(operations);
}
