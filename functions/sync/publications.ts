import * as z from 'zod';
import { hasPrivateColumns } from '../../shared/contracts/private-values.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import { sliceOf } from '../../shared/datasets/registry.ts';
import { type RequestedSlices, requestedSlices } from '../../shared/datasets/requested.ts';
import { cursorsOf } from '../../shared/domain/pagination.ts';
import { Problem } from '../../shared/domain/problems.ts';
import type { PublicationBody } from '../../shared/domain/publication.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import { listPublications, rollBack } from '../../shared/http/endpoints/publications.ts';
import { discardSync, publishSync } from '../../shared/http/endpoints/sync.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { type AuditActor, actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { wakeWebhooks } from '../../shared/operations/outbox.ts';
import { privateKeysFor } from '../../shared/operations/private-keys.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { SecretUnavailable } from '../../shared/secrets/secrets-manager.ts';
import { assertKept, orderPublication } from '../../shared/sync/publication-order.ts';
import { type Warehouse, warehouseFor } from '../../shared/warehouse/client.ts';
import {
  isRestorable,
  keptBatches,
  liveBatches,
  type Publication,
  type PublicationOfSlice,
  publicationNamed,
  publicationsPage,
  rowsOfBatches,
  rowsUnderOtherKeys,
} from '../../shared/warehouse/published.ts';

const cursors = cursorsOf('publications', z.tuple([z.string().max(40), z.string().max(40), z.int().min(0)]));

export const publicationRoutes = [
  implement(listPublications, async ({ scope }, { query }) => {
    const page = await publicationsPage(warehouseFor(scope), requestedSlices(query).slices, {
      limit: query.limit,
      after: query.cursor === undefined ? undefined : cursors.decode(query.cursor),
    });
    return {
      body: {
        data: await publicationBodies(warehouseFor(scope), page.publications),
        next_cursor: page.next ? cursors.encode([...page.next]) : null,
      },
    };
  }),

  implement(rollBack, async (context, { body }) => {
    const { scope } = context;
    const warehouse = warehouseFor(scope);
    const { slice, target } = await publicationToShow(warehouse, body.to, requestedSlices(body));
    await assertKept(scope, slice, target);
    const order = { kind: 'rollback', fencing: target.fencing, reason: body.reason } as const;
    await orderPublication(scope, slice, order, actorOf(context));
    context.logger.info('book rolled back', { slice: slice.text, to_sync: target.syncId });
    const live = await liveBatches(warehouse, slice);
    const [rolledBack] = await publicationBodies(warehouse, [{ ...live!, slice }]);
    return { body: rolledBack! };
  }),

  implement(publishSync, async (context, { params: { id } }) => {
    const log = await decide(context.scope, id, 'publish', actorOf(context));
    await wakeWebhooks(context.scope.tenantId, context.logger);
    context.logger.info('sync published', { slice: sliceOf(log).text, of_sync: id });
    return { body: log };
  }),

  implement(discardSync, async (context, { params: { id } }) => {
    const log = await decide(context.scope, id, 'discard', actorOf(context));
    context.logger.info('sync discarded', { slice: sliceOf(log).text, of_sync: id });
    return { body: log };
  }),
];

/** The publication that an id names; the id says of which slice it is, where the request does not. @throws {Problem} 404 */
async function publicationToShow(
  warehouse: Warehouse,
  id: string,
  { slice: wanted, slices }: RequestedSlices,
): Promise<{ slice: Slice; target: Publication }> {
  for (const slice of slices) {
    const target = await publicationNamed(warehouse, slice, id);
    if (target) return { slice, target };
  }
  throw new Problem(
    'not-found',
    wanted
      ? serviceSentence('nothing-of-slice-published-by', { slice: wanted.shortText, id })
      : serviceSentence('nothing-published-by', { id }),
  );
}

const OUTCOMES = { publish: 'published', discard: 'discarded' } as const;

async function decide(
  scope: TenantScope,
  id: string,
  kind: 'publish' | 'discard',
  actor: AuditActor,
): Promise<SyncLog> {
  const logs = syncLogsOf(operationsFor(scope));
  const log = await logs.get(id);
  if (!log) throw new Problem('not-found', serviceSentence('no-such-sync', { sync_id: id }));
  if (log.publication === OUTCOMES[kind]) return log;
  if (log.publication !== 'pending') {
    const state = log.publication ?? log.status;
    throw new Problem(
      'wrong-state',
      serviceSentence('sync-does-not-wait-but', { sync_id: id, state: state.toLowerCase() }),
    );
  }
  await orderPublication(scope, sliceOf(log), { kind, sync_id: id }, actor);
  return (await logs.get(id)) ?? log;
}

async function publicationBodies(
  warehouse: Warehouse,
  publications: readonly PublicationOfSlice[],
): Promise<PublicationBody[]> {
  const slices = [...new Set(publications.map(({ slice }) => slice))];
  const known = new Map(
    await Promise.all(
      slices.map(async (slice) => {
        const [live, kept] = await Promise.all([liveBatches(warehouse, slice), keptBatches(warehouse, slice)]);
        const own = publications.filter((publication) => publication.slice === slice);
        const batches = own.flatMap((publication) =>
          Object.entries(publication.batches).filter(([, batch]) => kept.includes(batch)),
        );
        const [rows, formerKeyRows] = await Promise.all([
          rowsOfBatches(warehouse, slice, batches),
          rowsUnderFormerKeys(warehouse, slice, batches),
        ]);
        return [slice, { live: live?.fencing, kept, rows, formerKeyRows }] as const;
      }),
    ),
  );
  return publications.map((publication) => {
    const { slice, fencing, batchId, syncId, by, reason, publishedAt, batches } = publication;
    const { live, kept, rows, formerKeyRows } = known.get(slice)!;
    const files = Object.fromEntries(
      Object.entries(batches).map(([name, batch]) => {
        const former = formerKeyRows.get(name)?.get(batch);
        return [
          name,
          {
            batch_id: batch,
            rows: rows.get(`${name} ${batch}`) ?? null,
            ...(former === undefined ? {} : { former_key_rows: former }),
          },
        ];
      }),
    );
    return {
      batch_id: batchId,
      sync_id: syncId,
      ...sliceLabels(slice),
      published_at: publishedAt,
      by: by || 'unknown',
      reason: reason || null,
      files,
      live: fencing === live,
      restorable: isRestorable(publication, kept),
    };
  });
}

/**
 * How many rows a rotation of the private key has left behind.
 * @returns by file type and batch; nothing where the key cannot be read: books are listed all the same
 */
async function rowsUnderFormerKeys(
  warehouse: Warehouse,
  slice: Slice,
  batches: readonly (readonly [name: string, batch: string])[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const counts = new Map<string, ReadonlyMap<string, number>>();
  const kept = slice.contract.fileTypes.filter(hasPrivateColumns).flatMap((fileType) => {
    const own = batches.filter(([name]) => name === fileType.name).map(([, batch]) => batch);
    return own.length === 0 ? [] : [{ fileType, batches: [...new Set(own)] }];
  });
  if (kept.length === 0) return counts;
  try {
    const [current] = await privateKeysFor(warehouse.scope, slice.contract.fileTypes);
    for (const { fileType, batches: own } of kept) {
      counts.set(fileType.name, await rowsUnderOtherKeys(warehouse, slice, fileType, own, current!.version));
    }
  } catch (error) {
    if (!(error instanceof SecretUnavailable)) throw error;
  }
  return counts;
}
