import { FINAL_PULL_STATUSES } from '../domain/source.ts';
import { FINAL_STATUSES } from '../domain/sync.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { operationsFor } from '../operations/database.ts';
import { syncLogsOf } from '../operations/sync-logs.ts';
import { type PullRecord, pullsOf } from './pull-record.ts';
import { sourcesOf } from './source-record.ts';

/**
 * Says of a pull whose sync is over that it is, and lets the next one of its source begin. Whoever looks at a pull does so;
 * reconciliation looks every minute.
 * @returns the pull as it is now
 */
export async function settlePull(scope: TenantScope, pull: PullRecord): Promise<PullRecord> {
  const settled = await afterSync(scope, pull);
  if (FINAL_PULL_STATUSES.includes(settled.status)) await sourcesOf(scope).release(pull.source_id, pull.pull_id);
  return settled;
}

async function afterSync(scope: TenantScope, pull: PullRecord): Promise<PullRecord> {
  if (pull.status !== 'STAGED' || pull.sync_id === null) return pull;
  const log = await syncLogsOf(operationsFor(scope)).get(pull.sync_id);
  if (log === undefined || !(FINAL_STATUSES as readonly string[]).includes(log.status)) return pull;
  const pulls = pullsOf(scope);
  const ended = await pulls.end(pull.pull_id, {
    status: log.status === 'COMPLETED' ? 'SYNCED' : 'FAILED',
    failure: log.failure,
    completed_at: log.completed_at,
  });
  return ended ?? (await pulls.get(pull.pull_id)) ?? pull;
}
