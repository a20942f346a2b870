import { derivedTablesOf } from '../../shared/contracts/contract.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import { requestedSlice } from '../../shared/datasets/requested.ts';
import { fieldError, Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import { startSync } from '../../shared/http/endpoints/sync.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { assertCorrectable } from '../../shared/sync/correctable.ts';
import { dispatchSync } from '../../shared/sync/dispatch.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { liveBatches } from '../../shared/warehouse/published.ts';
import { changeRoutes } from './changes.ts';
import { configRoutes } from './configs.ts';
import { findingRoutes } from './findings.ts';
import { logRoutes } from './logs.ts';
import { publicationRoutes } from './publications.ts';

export const handler = httpFunction(
  implement(startSync, async (context, { body }) => {
    const slice = requestedSlice(body);
    if (body.rebuild) await assertRebuildable(context.scope, slice, body.upload_ids);
    const log = await dispatchSync(context.scope, {
      slice,
      trigger: 'MANUAL',
      validateOnly: body.validate_only,
      uploadIds: body.upload_ids,
      acceptRemoval: body.accept_removal ?? false,
      rebuild: body.rebuild ?? false,
      by: actorOf(context),
      assertCorrectable: (corrections) => assertCorrectable(context.scope, slice, corrections),
    });
    return { body: log, headers: { Location: `/api/sync/logs/${log.id}` } };
  }),
  ...configRoutes,
  ...logRoutes,
  ...findingRoutes,
  ...changeRoutes,
  ...publicationRoutes,
);

/** @throws {Problem} 400 with files beside it · 409 `nothing-to-derive`, `wrong-state` */
async function assertRebuildable(scope: TenantScope, slice: Slice, uploadIds: readonly string[] | undefined) {
  if (uploadIds !== undefined) {
    const errors = [fieldError('upload_ids', 'value', serviceSentence('rebuild-takes-no-files'))];
    throw new Problem('invalid-request', serviceSentence('not-accepted', { fields: 'upload_ids' }), { errors });
  }
  if (derivedTablesOf(slice.contract).length === 0) {
    throw new Problem('nothing-to-derive', serviceSentence('no-derived-tables', { dataset: slice.dataset }));
  }
  if (!(await liveBatches(warehouseFor(scope), slice))) {
    throw new Problem('nothing-to-derive', serviceSentence('nothing-live', { slice: slice.shortText }));
  }
  // Of several that wait only the newest can be meant: a rebuild would discard a load, and it holds no file of that.
  const [waiting] = await syncLogsOf(operationsFor(scope)).pending(slice);
  if (waiting) throw new Problem('wrong-state', serviceSentence('sync-waits', { sync_id: waiting.log.id }));
}
