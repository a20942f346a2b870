import { type MediationDue, parseMediationDue } from '../../events/mediation-due.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import type { EventContext } from '../../shared/lambda/event-function.ts';
import { queueFunction } from '../../shared/lambda/queue-function.ts';
import { removeOldHooks } from '../../shared/mediator/hooks/left-over.ts';
import { workOffHooks } from '../../shared/mediator/hooks/work-off.ts';
import { tidyVerifications, verificationsDue, workOffVerifications } from '../../shared/mediator/kyc/work-off.ts';
import type { Mediation } from '../../shared/mediator/mediation.ts';
import { sendMediationDue } from '../../shared/mediator/mediator-queue.ts';
import { areTransactionsDue, dispatchTransactions } from '../../shared/mediator/money/dispatch-transactions.ts';
import { checkDueProviders, removeOldProviderRecords } from '../../shared/mediator/providers/check-provider.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { sendWebhooksDue } from '../../shared/operations/outbox.ts';
import { withSeat } from '../../shared/operations/seats.ts';
import { hookEffects } from './hook-effects.ts';
import { reachingProviders, reachingVerifiers } from './reach-providers.ts';

/** SQS: several messages of one tenant are one piece of work. What is to be done waits in Postgres, whatever becomes of a message. */
export const handler = queueFunction('mediate', {
  parse: parseMediationDue,
  pieceOf: ({ tenant_id, tidy = false }) => `${tenant_id} ${tidy}`,
  work: workOff,
});

/** SQS holds a message back for so long at most. */
const LONGEST_DELAY_SECONDS = 900;

/** All at the same time: each mostly waits for others, and a provider that is slow must not keep webhooks waiting. */
async function workOff(
  { tenant_id, tidy = false }: MediationDue,
  { logger, remainingMs }: EventContext,
): Promise<void> {
  const operations = operationsFor(tenantScope(tenant_id));
  const work: Mediation = { operations, logger, remainingMs };
  const done = await Promise.allSettled([
    workOffHooks({ ...hookEffects(), ...work }),
    withSeat(work, 'transactions', {
      run: (goesOn) => dispatchTransactions(work, reachingProviders(work), goesOn),
      isDue: areTransactionsDue,
    }),
    withSeat(work, 'verifications', {
      run: (goesOn) => workOffVerifications(work, reachingVerifiers(work), goesOn),
      isDue: (of) => verificationsDue(of, 0),
    }),
    checkDueProviders(work),
  ]);
  await sendWebhooksDue({ tenant_id }).catch((error: Error) => logger.warn('message not sent', { error }));
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  const due = done.flatMap((one) => (one.status === 'fulfilled' && one.value !== undefined ? [one.value] : []));
  if (due.length > 0) await sendMediationDue({ tenant_id }, Math.min(...due, LONGEST_DELAY_SECONDS));
  if (!tidy) return;
  await removeOldHooks(operations);
  await removeOldProviderRecords(work);
  await tidyVerifications(work);
}
