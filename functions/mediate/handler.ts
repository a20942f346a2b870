import { type MediationDue, parseMediationDue } from '../../events/mediation-due.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import type { EventContext } from '../../shared/lambda/event-function.ts';
import { queueFunction } from '../../shared/lambda/queue-function.ts';

/** SQS: several messages of one tenant are one piece of work. What is to be done waits in Postgres, whatever becomes of a message. */
export const handler = queueFunction('mediate', {
  parse: parseMediationDue,
  pieceOf: ({ tenant_id, tidy = false }) => `${tenant_id} ${tidy}`,
  work: workOff,
});

async function workOff({ tenant_id, tidy = false }: MediationDue, { logger }: EventContext): Promise<void> {
  const scope = tenantScope(tenant_id);
  logger.debug('looked for work', { tenant_id: scope.tenantId, tidy });
}
