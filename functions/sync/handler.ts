import { startSync } from '../../shared/http/endpoints/sync.ts';
import { implement, serve } from '../../shared/http/serve.ts';
import { dispatchSync } from '../../shared/staging/dispatch.ts';
import { changeRoutes } from './changes.ts';
import { configRoutes } from './configs.ts';
import { findingRoutes } from './findings.ts';
import { logRoutes } from './logs.ts';

export const handler = serve(
  implement(startSync, async ({ scope }, { body }) => {
    const log = await dispatchSync(scope, {
      variant: body.loan_type,
      trigger: 'MANUAL',
      validateOnly: body.validate_only,
    });
    return { body: log, headers: { Location: `/api/sync/logs/${log.id}` } };
  }),
  ...configRoutes,
  ...logRoutes,
  ...findingRoutes,
  ...changeRoutes,
);
