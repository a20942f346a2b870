import { correlated } from '../../shared/observability/correlation.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { database, operationsFor } from '../../shared/operations/database.ts';
import { sendWebhooksDue } from '../../shared/operations/outbox.ts';
import { tenantsOf } from '../../shared/operations/tenants.ts';
import { unfinishedWebhooks } from '../../shared/webhooks/unfinished.ts';

/**
 * For all active tenants: asks deliver-webhooks for what is due because its time has come, its message is lost or its worker died, and for
 * what is past its time. One tenant's failure does not stop the others.
 */
export async function remindOfWebhooks(logger: Logger): Promise<void> {
  for (const { scope } of await tenantsOf(database()).list({ activeOnly: true })) {
    await correlated({ tenant_id: scope.tenantId }, async () => {
      try {
        const { isBehind, isOld } = await unfinishedWebhooks(operationsFor(scope));
        if (isBehind || isOld) await sendWebhooksDue({ tenant_id: scope.tenantId, tidy: isOld });
      } catch (error) {
        logger.error('webhooks could not be looked at', { error: error as Error });
      }
    });
  }
}
