import { requestedSlices } from '../../shared/datasets/requested.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { getSyncLog, listSyncLogs } from '../../shared/http/endpoints/sync.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';

export const logRoutes = [
  implement(listSyncLogs, async ({ scope }, { query }) => {
    const { contract, slice } = requestedSlices(query);
    const body = await syncLogsOf(operationsFor(scope)).list({
      dataset: contract.name,
      variant: slice?.variant,
      status: query.status,
      limit: query.limit,
      cursor: query.cursor,
    });
    return { body };
  }),

  implement(getSyncLog, async ({ scope }, { params }) => {
    const log = await syncLogsOf(operationsFor(scope)).get(params.id);
    if (!log) throw new Problem('not-found', serviceSentence('no-such-sync', { sync_id: params.id }));
    return { body: log };
  }),
];
