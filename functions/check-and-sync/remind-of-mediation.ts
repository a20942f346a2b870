import { hooksDue, hooksOld } from '../../shared/mediator/hooks/left-over.ts';
import { verificationsDue, verificationsOld } from '../../shared/mediator/kyc/work-off.ts';
import { sendMediationDue } from '../../shared/mediator/mediator-queue.ts';
import { areTransactionsDue } from '../../shared/mediator/money/dispatch-transactions.ts';
import { areChecksDue, areProviderRecordsOld } from '../../shared/mediator/providers/check-provider.ts';
import { correlated } from '../../shared/observability/correlation.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { database, type Operations, operationsFor } from '../../shared/operations/database.ts';
import { tenantsOf } from '../../shared/operations/tenants.ts';

const DUE = [hooksDue, areTransactionsDue, verificationsDue, areChecksDue];
const OLD = [hooksOld, areProviderRecordsOld, verificationsOld];

/**
 * For all active tenants: asks mediate for what is due, whose message is lost or was never sent, and for what is past its time. One
 * tenant's failure does not stop the others.
 */
export async function remindOfMediation(logger: Logger): Promise<void> {
  for (const { scope } of await tenantsOf(database()).list({ activeOnly: true })) {
    await correlated({ tenant_id: scope.tenantId }, async () => {
      try {
        const operations = operationsFor(scope);
        const [isDue, isOld] = [await any(DUE, operations), await any(OLD, operations)];
        if (isDue || isOld) await sendMediationDue({ tenant_id: scope.tenantId, tidy: isOld });
      } catch (error) {
        logger.error('the mediator could not be looked at', { error: error as Error });
      }
    });
  }
}

/** Each is one look at an index; the first that says yes is enough. */
async function any(
  questions: readonly ((operations: Operations) => Promise<boolean>)[],
  operations: Operations,
): Promise<boolean> {
  for (const ask of questions) if (await ask(operations)) return true;
  return false;
}
