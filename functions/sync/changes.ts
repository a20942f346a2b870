import { loans } from '../../shared/contracts/loans.ts';
import { getSyncChanges } from '../../shared/http/endpoints/sync.ts';
import { Problem } from '../../shared/http/problems.ts';
import { implement } from '../../shared/http/serve.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { comparisonOf, readChanges } from '../../shared/warehouse/sync-changes.ts';

/** Less than a request may take. */
const MAX_SECONDS = 25;

export const changeRoutes = [
  implement(getSyncChanges, async ({ scope }, { params: { id } }) => {
    const log = await syncLogsOf(operationsFor(scope)).get(id);
    if (!log) throw new Problem('not-found', `There is no sync ${id}.`);
    if (log.completed_at === null) {
      throw new Problem('sync-in-progress', `The sync ${id} is still running: it has not published anything yet.`);
    }
    const comparison = await comparisonOf(warehouseFor(scope), loans, log.loan_type, id);
    if (comparison === 'unpublished') {
      const why = log.validate_only ? 'only validated its files' : 'failed';
      throw new Problem('sync-not-published', `The sync ${id} ${why}: it changed nothing.`);
    }
    if (comparison === 'first') {
      throw new Problem('nothing-to-compare', `The sync ${id} was the first to load ${log.loan_type} files.`);
    }
    const changes = await readChanges(comparison, MAX_SECONDS);
    if (!changes) {
      const detail = `The rows of the sync ${id}, or of the one before it, are not kept any more.`;
      throw new Problem('nothing-to-compare', detail);
    }
    return { body: changes };
  }),
];
