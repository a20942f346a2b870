import { Problem } from '../../shared/http/problems.ts';
import { correlated } from '../../shared/observability/correlation.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { database, operationsFor } from '../../shared/operations/database.ts';
import { syncConfigsOf } from '../../shared/operations/sync-configs.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { tenantsOf } from '../../shared/operations/tenants.ts';
import { dispatchSync } from '../../shared/staging/dispatch.ts';
import type { Slice } from '../../shared/staging/file-kind.ts';
import { listLeases } from '../../shared/staging/lease.ts';
import { listStagedPointers } from '../../shared/staging/staged-files.ts';
import type { TenantScope } from '../../shared/tenancy.ts';
import { isDue } from './due.ts';

interface Waiting extends Slice {
  readonly tenantId: string;
}

const nameOf = ({ tenantId, dataset, variant }: Waiting): string => `${tenantId}#${dataset}#${variant}`;

/**
 * Starts a sync for every slice of an active tenant that has a staged file not held back, is enabled and due, and has
 * none queued or running. Nothing to do leaves no trace; one tenant's failure does not stop the others.
 * @param now epoch milliseconds
 */
export async function startDueSyncs(logger: Logger, now: number): Promise<void> {
  const waiting = await slicesWithNewFiles();
  if (waiting.length === 0) return;
  const tenants = new Map(
    (await tenantsOf(database()).list({ activeOnly: true })).map(({ scope }) => [scope.tenantId, scope]),
  );
  const busy = new Set(
    (await listLeases()).map(({ tenant_id, dataset, variant }) => nameOf({ tenantId: tenant_id, dataset, variant })),
  );
  for (const slice of waiting) {
    const scope = tenants.get(slice.tenantId);
    if (scope === undefined || busy.has(nameOf(slice))) continue;
    await correlated({ tenant_id: slice.tenantId }, async () => {
      try {
        await startIfDue(scope, slice, now, logger);
      } catch (error) {
        logger.error('a sync could not be started', { loan_type: slice.variant, error: error as Error });
      }
    });
  }
}

async function slicesWithNewFiles(): Promise<Waiting[]> {
  const pointers = (await listStagedPointers()).filter((pointer) => pointer.upload_id !== null && !pointer.held);
  const slices = pointers.map(({ tenant_id, dataset, variant }) => ({ tenantId: tenant_id, dataset, variant }));
  return [...new Map(slices.map((slice) => [nameOf(slice), slice])).values()];
}

async function startIfDue(scope: TenantScope, slice: Slice, now: number, logger: Logger): Promise<void> {
  const operations = operationsFor(scope);
  const config = await syncConfigsOf(operations).get(slice);
  const last = (await syncLogsOf(operations).list({ variant: slice.variant, limit: 1 })).data[0];
  if (config === undefined || !isDue(config, last, now)) return;
  try {
    await dispatchSync(scope, { variant: slice.variant, trigger: 'SCHEDULE', validateOnly: false });
  } catch (error) {
    // Somebody was faster: a request, or a newer upload that is taken at the next tick.
    if (error instanceof Problem && error.status === 409) {
      logger.info('sync not queued', { loan_type: slice.variant, reason: error.code });
    } else throw error;
  }
}
