import { startSync } from '../../shared/http/endpoints/sync.ts';
import { implement, serve } from '../../shared/http/serve.ts';
import { dispatchSync } from '../../shared/staging/dispatch.ts';
import { configRoutes } from './configs.ts';
import { findingRoutes } from './findings.ts';
import { logRoutes } from './logs.ts';

export const handler = serve(
  implement(startSync, async ({ scope, logger }, { body }) => {
    const log = await dispatchSync(scope, {
      variant: body.loan_type,
      trigger: 'MANUAL',
      validateOnly: body.validate_only,
    });
    logger.info('sync queued', { sync_id: log.id });
    return { body: log, headers: { Location: `/api/sync/logs/${log.id}` } };
  }),
  ...configRoutes,
  ...logRoutes,
  ...findingRoutes,
);
