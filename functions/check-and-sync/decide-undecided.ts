import { tenantScope } from '../../shared/domain/tenancy.ts';
import { correlated } from '../../shared/observability/correlation.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { theService } from '../../shared/operations/audit.ts';
import { type Database, database } from '../../shared/operations/database.ts';
import { revocationsOf } from '../../shared/operations/revocations.ts';
import { tenantsOf } from '../../shared/operations/tenants.ts';
import { announcementOf, cancelAsRevoked, cancelRevoked } from '../../shared/provisioning/cancel-revoked.ts';
import { removeExports } from '../../shared/staging/exports.ts';
import { stageArrived } from '../../shared/staging/stage.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import { forgetUndecided, listUndecided, type Undecided } from '../../shared/staging/undecided.ts';
import { noteUpload } from '../../shared/staging/upload-counted.ts';
import { tellOfRejection } from './tell-of-rejection.ts';

/** A revocation that is older has been made, or never will be: no function that makes one lives so long. */
const REVOKED_WITHIN_MS = 10 * 60_000;

/** So long a tick decides; what is left after it is the next one's. */
const AT_MOST_MS = 20_000;

/**
 * Goes on with what was cut off or could not be decided: files that have arrived are staged if the credential that announced
 * them is in force, and cancelled if it is not; revocations are finished; rejections are told. Asks Postgres only where there is something.
 * @param now epoch milliseconds
 */
export async function decideUndecided(logger: Logger, now: number): Promise<void> {
  const undecided = await listUndecided();
  if (undecided.length === 0) return;
  const registry = database();
  // While Postgres is silent, each of them would wait for it in vain.
  await registry.registry.query('SELECT 1');
  const until = Date.now() + AT_MOST_MS;
  for (const [done, item] of undecided.entries()) {
    if (Date.now() > until) {
      logger.warn('more is undecided than a tick decides', { left: undecided.length - done });
      return;
    }
    await correlated({ tenant_id: item.tenant_id }, async () => {
      try {
        if (item.kind === 'arrival') await decideArrival(registry, item, logger);
        else if (item.kind === 'rejection') await tellOfRejection(registry, item, logger, now);
        else await finishRevocation(registry, item, now);
      } catch (error) {
        logger.error(`an ${item.kind} could not be decided`, { upload_id: item.upload_id, error: error as Error });
      }
    });
  }
}

async function decideArrival(registry: Database, item: Undecided, logger: Logger): Promise<void> {
  const scope = tenantScope(item.tenant_id);
  const staging = stagingFor(scope);
  const upload = await staging.uploads.get(item.upload_id ?? '');
  if (upload?.inspected && upload.staged_at !== null) {
    const { upload_id, inspected } = upload;
    const [revocation] = await revocationsOf(registry.registry, item.tenant_id, [announcementOf(upload)]);
    if (revocation !== undefined) {
      const cancelled = await cancelAsRevoked(revocation, upload, { database: registry, scope, by: theService() });
      if (cancelled) logger.warn('arrived, and cancelled: its credential was revoked', { upload_id, revocation });
    } else if (await stageArrived(staging, upload)) {
      noteUpload(upload, 'staged', inspected.object_size);
      logger.info('staged, now that its credential is known to be in force', { upload_id });
    }
  }
  await forgetUndecided(item);
}

async function finishRevocation(registry: Database, item: Undecided, now: number): Promise<void> {
  const scope = tenantScope(item.tenant_id);
  await cancelRevoked({ database: registry, scope, by: theService() });
  if ((await tenantsOf(registry).get(item.tenant_id))?.isActive === false) await removeExports(item.tenant_id);
  if (now - Date.parse(item.noted_at) > REVOKED_WITHIN_MS) await forgetUndecided(item);
}
