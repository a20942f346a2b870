import { requestedSlices } from '../../shared/datasets/requested.ts';
import { DEFAULT_SYNCS, listRecurringErrors, MOST_SYNCS } from '../../shared/http/endpoints/errors.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { recurringErrors } from '../../shared/warehouse/recurring-errors.ts';

export const handler = httpFunction(
  implement(listRecurringErrors, async ({ scope }, { query }) => {
    const { contract, slice } = requestedSlices(query);
    const limit = query.last_syncs ?? (query.since === undefined ? DEFAULT_SYNCS : MOST_SYNCS);
    const syncs = await syncLogsOf(operationsFor(scope)).ended({
      dataset: contract.name,
      variant: slice?.variant,
      since: query.since,
      limit,
    });
    const page = await recurringErrors(warehouseFor(scope), syncs, query.group_by, query, query);
    return { body: { syncs_considered: syncs.length, ...page } };
  }),
);
