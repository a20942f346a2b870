import { Problem } from '../../shared/domain/problems.ts';
import { getSyncLog, listSyncLogs } from '../../shared/http/endpoints/sync.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';

export const logRoutes = [
  implement(listSyncLogs, async ({ scope }, { query }) => ({
    body: await syncLogsOf(operationsFor(scope)).list({
      variant: query.loan_type,
      status: query.status,
      limit: query.limit,
      cursor: query.cursor,
    }),
  })),

  implement(getSyncLog, async ({ scope }, { params }) => {
    const log = await syncLogsOf(operationsFor(scope)).get(params.id);
    if (!log) throw new Problem('not-found', `There is no sync ${params.id}.`);
    return { body: log };
  }),
];
