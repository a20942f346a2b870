import { Problem } from '../../shared/domain/problems.ts';
import { FINAL_PULL_STATUSES } from '../../shared/domain/source.ts';
import { type TenantScope, tenantScope } from '../../shared/domain/tenancy.ts';
import { correlated } from '../../shared/observability/correlation.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { database } from '../../shared/operations/database.ts';
import { tenantsOf } from '../../shared/operations/tenants.ts';
import { pullsOf } from '../../shared/sources/pull-record.ts';
import { settlePull } from '../../shared/sources/settle-pull.ts';
import { listAllSources, type SourceRecord, sourcesOf } from '../../shared/sources/source-record.ts';
import { requestPull, startPull } from '../../shared/sources/start-pull.ts';

/** Between the claim of a source and its pull there is a moment. */
const CLAIM_MS = 60_000;
/** A message is sent again so often. */
const RESEND_MS = 120_000;

/**
 * For all tenants: goes on with pulls whose message is lost or whose worker is dead, notes which are over, and starts those that
 * are due. Asks Postgres only where there is something; one source's failure does not stop the others.
 * @param now epoch milliseconds
 */
export async function pullDueSources(logger: Logger, now: number): Promise<void> {
  const sources = await listAllSources();
  for (const source of sources.filter(({ pulling }) => pulling)) {
    await each(source, logger, 'a pull could not be reconciled', (scope) => goOn(scope, source, logger, now));
  }
  const due = sources.filter(({ pulling, is_enabled, next_at }) => !pulling && is_enabled && next_at <= now);
  if (due.length === 0) return;
  const active = new Set((await tenantsOf(database()).list({ activeOnly: true })).map(({ scope }) => scope.tenantId));
  for (const source of due.filter(({ tenant_id }) => active.has(tenant_id))) {
    await each(source, logger, 'a pull could not be started', (scope) => start(scope, source, logger, now));
  }
}

const each = (
  { tenant_id }: SourceRecord,
  logger: Logger,
  failed: string,
  work: (scope: TenantScope) => Promise<void>,
) =>
  correlated({ tenant_id }, async () => {
    try {
      await work(tenantScope(tenant_id));
    } catch (error) {
      logger.error(failed, { error: error as Error });
    }
  });

async function start(scope: TenantScope, source: SourceRecord, logger: Logger, now: number): Promise<void> {
  try {
    await startPull(scope, source, 'SCHEDULE', logger);
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    // Somebody was faster, or syncs of the slice are switched off: the next time it is due is looked at again.
    logger.info('pull not queued', { source_id: source.source_id, reason: error.code });
    await sourcesOf(scope).change(source.source_id, { next_at: now + source.interval_minutes * 60_000 });
  }
}

async function goOn(scope: TenantScope, source: SourceRecord, logger: Logger, now: number): Promise<void> {
  const pulls = pullsOf(scope);
  const found = source.pull_id === null ? undefined : await pulls.get(source.pull_id);
  if (found === undefined) {
    // Cut off between the claim and the pull.
    if (now - source.claimed_at > CLAIM_MS) await sourcesOf(scope).release(source.source_id, source.pull_id ?? '');
    return;
  }
  const pull = await settlePull(scope, found);
  if (FINAL_PULL_STATUSES.includes(pull.status)) return;
  // Its sync is on its way, and reconciled by itself; one that is gone leaves nothing to wait for.
  if (pull.sync_id !== null) return;
  const isLost = pull.owner === null ? pull.resend_at <= now : pull.lease_until <= now;
  if (!isLost || !(await pulls.resend(pull, now + RESEND_MS))) return;
  await correlated({ pull_id: pull.pull_id }, async () => {
    await requestPull(pull);
    logger.warn('sent the message of a pull again', { status: pull.status, attempts: pull.attempts });
  });
}
