import { sliceOf } from '../../shared/datasets/registry.ts';
import { requestedFileType } from '../../shared/datasets/requested.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import { getSyncChanges, listChangedRows } from '../../shared/http/endpoints/sync.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { listRowChanges } from '../../shared/warehouse/changed-rows.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import {
  type Comparison,
  comparisonOf,
  comparisonOfWaiting,
  readChanges,
} from '../../shared/warehouse/sync-changes.ts';

/** Less than a request may take. */
const MAX_SECONDS = 25;

export const changeRoutes = [
  implement(getSyncChanges, async ({ scope }, { params: { id } }) => {
    const changes = await readChanges(await comparisonFor(scope, id), MAX_SECONDS);
    if (!changes) throw gone(id);
    return { body: changes };
  }),

  implement(listChangedRows, async ({ scope }, { params: { id }, query }) => {
    const comparison = await comparisonFor(scope, id);
    const { contract } = comparison.slice;
    const { name } = query.file_type ? requestedFileType(contract, query.file_type) : contract.fileTypes[0]!;
    const page = await listRowChanges(comparison, { ...query, file_type: name }, MAX_SECONDS);
    if (!page) throw gone(id);
    return { body: page };
  }),
];

const gone = (id: string): Problem =>
  new Problem('nothing-to-compare', serviceSentence('changes-not-kept', { sync_id: id }));

/** @throws {Problem} where there is nothing to compare, or not yet */
async function comparisonFor(scope: TenantScope, id: string): Promise<Comparison> {
  const logs = syncLogsOf(operationsFor(scope));
  const log = await logs.get(id);
  if (!log) throw new Problem('not-found', serviceSentence('no-such-sync', { sync_id: id }));
  if (log.completed_at === null) {
    throw new Problem('sync-in-progress', serviceSentence('changes-not-complete', { sync_id: id }));
  }
  const warehouse = warehouseFor(scope, 'bulk-read');
  const slice = sliceOf(log);
  const waits = log.publication === 'pending' || (isHeld(log) && (await logs.newest(slice))?.id === id);
  const comparison = waits
    ? await comparisonOfWaiting(warehouse, slice, log)
    : await comparisonOf(warehouse, slice, id);
  if (comparison === 'unpublished') {
    const which = log.validate_only
      ? 'sync-only-validated'
      : log.publication === 'discarded'
        ? 'sync-was-discarded'
        : 'sync-failed';
    throw new Problem('sync-not-published', serviceSentence(which, { sync_id: id }));
  }
  if (comparison === 'first') {
    throw new Problem('nothing-to-compare', serviceSentence('sync-was-first', { sync_id: id, slice: slice.shortText }));
  }
  return comparison;
}

/** Stopped because of what would vanish: its batch is kept until the next sync, so that this can be seen. */
const isHeld = ({ failure, validate_only }: SyncLog): boolean =>
  failure?.type === '/problems/removes-too-much' && !validate_only;
