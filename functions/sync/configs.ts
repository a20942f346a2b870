import { Problem } from '../../shared/domain/problems.ts';
import type { Variant } from '../../shared/domain/slice.ts';
import type { SyncConfig } from '../../shared/domain/sync.ts';
import { getSyncConfig, listSyncConfigs, updateSyncConfig } from '../../shared/http/endpoints/sync.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncConfigsOf } from '../../shared/operations/sync-configs.ts';

function found(config: SyncConfig | undefined, variant: Variant): { body: SyncConfig } {
  if (!config) throw new Problem('not-found', `There is no configuration of ${variant}.`);
  return { body: config };
}

export const configRoutes = [
  implement(listSyncConfigs, async ({ scope }) => ({
    body: { data: await syncConfigsOf(operationsFor(scope)).list(), next_cursor: null },
  })),

  implement(getSyncConfig, async ({ scope }, { params: { loan_type: variant } }) =>
    found(await syncConfigsOf(operationsFor(scope)).get({ dataset: 'loans', variant }), variant),
  ),

  implement(updateSyncConfig, async (context, { params: { loan_type: variant }, body }) => {
    const { scope, logger } = context;
    const configs = syncConfigsOf(operationsFor(scope));
    const config = await configs.patch({ dataset: 'loans', variant }, body, actorOf(context));
    logger.info('sync configuration changed', { loan_type: variant, fields: Object.keys(body) });
    return found(config, variant);
  }),
];
