import { requestedSlice } from '../../shared/datasets/requested.ts';
import { startSync } from '../../shared/http/endpoints/sync.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { assertCorrectable } from '../../shared/sync/correctable.ts';
import { dispatchSync } from '../../shared/sync/dispatch.ts';
import { changeRoutes } from './changes.ts';
import { configRoutes } from './configs.ts';
import { findingRoutes } from './findings.ts';
import { logRoutes } from './logs.ts';
import { publicationRoutes } from './publications.ts';

export const handler = httpFunction(
  implement(startSync, async (context, { body }) => {
    const slice = requestedSlice(body);
    const log = await dispatchSync(context.scope, {
      slice,
      trigger: 'MANUAL',
      validateOnly: body.validate_only,
      uploadIds: body.upload_ids,
      acceptRemoval: body.accept_removal ?? false,
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
