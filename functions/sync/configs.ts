import type { Slice } from '../../shared/contracts/slice.ts';
import { allSlices } from '../../shared/datasets/registry.ts';
import { requestedFileType, requestedSlices, sliceOfPath } from '../../shared/datasets/requested.ts';
import { fieldError, Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { SyncConfig } from '../../shared/domain/sync.ts';
import { getSyncConfig, listSyncConfigs, updateSyncConfig } from '../../shared/http/endpoints/sync.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncConfigsOf } from '../../shared/operations/sync-configs.ts';

/** @throws {Problem} 400 `invalid-request` */
function sliceNamed(text: string): Slice {
  const slice = sliceOfPath(text);
  if (slice) return slice;
  const among = serviceSentence('field-among', { values: allSlices.map((known) => known.text).join(', ') });
  throw new Problem('invalid-request', serviceSentence('not-accepted', { fields: 'slice' }), {
    errors: [fieldError('slice', 'value', among)],
  });
}

function found(config: SyncConfig | undefined, slice: Slice): { body: SyncConfig } {
  if (!config) throw new Problem('not-found', serviceSentence('no-configuration', { slice: slice.shortText }));
  return { body: config };
}

export const configRoutes = [
  implement(listSyncConfigs, async ({ scope }, { query }) => {
    const { contract, slice } = requestedSlices(query);
    const configs = await syncConfigsOf(operationsFor(scope)).list(contract.name);
    const wanted = configs.filter(({ variant }) => slice === undefined || variant === slice.variant);
    return { body: { data: wanted, next_cursor: null } };
  }),

  implement(getSyncConfig, async ({ scope }, { params }) => {
    const slice = sliceNamed(params.slice);
    return found(await syncConfigsOf(operationsFor(scope)).get(slice), slice);
  }),

  implement(updateSyncConfig, async (context, { params, body }) => {
    const { scope, logger } = context;
    const slice = sliceNamed(params.slice);
    for (const fileType of body.requires ?? []) requestedFileType(slice.contract, fileType, 'requires');
    const config = await syncConfigsOf(operationsFor(scope)).patch(slice, body, actorOf(context));
    logger.info('sync configuration changed', { slice: slice.text, fields: Object.keys(body) });
    return found(config, slice);
  }),
];
