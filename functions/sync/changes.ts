import { sliceOf } from '../../shared/datasets/registry.ts';
import { requestedFileType } from '../../shared/datasets/requested.ts';
import { Problem } from '../../shared/domain/problems.ts';
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
  new Problem('nothing-to-compare', `The rows of the sync ${id}, or of the one before it, are not kept any more.`);

/** @throws {Problem} where there is nothing to compare, or not yet */
async function comparisonFor(scope: TenantScope, id: string): Promise<Comparison> {
  const logs = syncLogsOf(operationsFor(scope));
  const log = await logs.get(id);
  if (!log) throw new Problem('not-found', `There is no sync ${id}.`);
  if (log.completed_at === null) {
    throw new Problem('sync-in-progress', `The sync ${id} is still running: it has not published anything yet.`);
  }
  const warehouse = warehouseFor(scope, 'bulk-read');
  const slice = sliceOf(log);
  const waits = log.publication === 'pending' || (isHeld(log) && (await logs.newest(slice))?.id === id);
  const comparison = waits
    ? await comparisonOfWaiting(warehouse, slice, log)
    : await comparisonOf(warehouse, slice, id);
  if (comparison === 'unpublished') {
    const why = log.validate_only
      ? 'only validated its files'
      : log.publication === 'discarded'
        ? 'was discarded'
        : 'failed';
    throw new Problem('sync-not-published', `The sync ${id} ${why}: it changed nothing.`);
  }
  if (comparison === 'first') {
    throw new Problem('nothing-to-compare', `The sync ${id} was the first to load ${slice.shortText} files.`);
  }
  return comparison;
}

/** Stopped because of what would vanish: its batch is kept until the next sync, so that this can be seen. */
const isHeld = ({ failure, validate_only }: SyncLog): boolean =>
  failure?.type === '/problems/removes-too-much' && !validate_only;
