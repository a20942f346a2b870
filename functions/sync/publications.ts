import { z } from 'zod';
import { loans } from '../../shared/contracts/loans.ts';
import { cursorsOf } from '../../shared/domain/pagination.ts';
import { Problem } from '../../shared/domain/problems.ts';
import type { PublicationBody } from '../../shared/domain/publication.ts';
import { VARIANTS, type Variant } from '../../shared/domain/slice.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import { listPublications, rollBack } from '../../shared/http/endpoints/publications.ts';
import { discardSync, publishSync } from '../../shared/http/endpoints/sync.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { type AuditActor, actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { syncLogsOf } from '../../shared/operations/sync-logs.ts';
import { assertKept, orderPublication } from '../../shared/sync/publication-order.ts';
import { type Warehouse, warehouseFor } from '../../shared/warehouse/client.ts';
import {
  keptPublications,
  liveBatches,
  type Publication,
  publicationNamed,
  publicationsPage,
  rowsOfBatches,
} from '../../shared/warehouse/published.ts';

const cursors = cursorsOf('publications', z.tuple([z.string().max(40), z.string().max(40), z.int().min(0)]));

export const publicationRoutes = [
  implement(listPublications, async ({ scope }, { query }) => {
    const variant = variantOf(query);
    const page = await publicationsPage(warehouseFor(scope), loans, variant === undefined ? VARIANTS : [variant], {
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
    const { variant, target } = await publicationToShow(warehouse, body.to, variantOf(body));
    await assertKept(scope, { variant }, target);
    const order = { kind: 'rollback', fencing: target.fencing, reason: body.reason } as const;
    await orderPublication(scope, { dataset: 'loans', variant }, order, actorOf(context));
    context.logger.info('book rolled back', { loan_type: variant, to_sync: target.syncId });
    const live = await liveBatches(warehouse, loans, variant);
    const [rolledBack] = await publicationBodies(warehouse, [{ ...live!, variant }]);
    return { body: rolledBack! };
  }),

  implement(publishSync, async (context, { params: { id } }) => {
    const log = await decide(context.scope, id, 'publish', actorOf(context));
    context.logger.info('sync published', { loan_type: log.loan_type, of_sync: id });
    return { body: log };
  }),

  implement(discardSync, async (context, { params: { id } }) => {
    const log = await decide(context.scope, id, 'discard', actorOf(context));
    context.logger.info('sync discarded', { loan_type: log.loan_type, of_sync: id });
    return { body: log };
  }),
];

/** The publication that an id names; the id says of which variant it is, where the request does not. @throws {Problem} 404 */
async function publicationToShow(
  warehouse: Warehouse,
  id: string,
  wanted: Variant | undefined,
): Promise<{ variant: Variant; target: Publication }> {
  for (const variant of wanted === undefined ? VARIANTS : [wanted]) {
    const target = await publicationNamed(warehouse, loans, variant, id);
    if (target) return { variant, target };
  }
  throw new Problem('not-found', `Nothing${wanted ? ` of ${wanted}` : ''} was published by the sync or batch ${id}.`);
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
  if (!log) throw new Problem('not-found', `There is no sync ${id}.`);
  if (log.publication === OUTCOMES[kind]) return log;
  if (log.publication !== 'pending') {
    const state = log.publication ?? log.status;
    throw new Problem('wrong-state', `The sync ${id} does not wait to be published: it is ${state.toLowerCase()}.`);
  }
  await orderPublication(scope, { dataset: 'loans', variant: log.loan_type }, { kind, sync_id: id }, actor);
  return (await logs.get(id)) ?? log;
}

/** @throws {Problem} 400 where the two names of one thing do not agree */
function variantOf({ variant, loan_type }: { variant?: Variant | undefined; loan_type?: Variant | undefined }) {
  if (variant !== undefined && loan_type !== undefined && variant !== loan_type) {
    const errors = [
      { field: 'loan_type', code: 'value', detail: `Must be ${variant}, as variant is, or be left out.` },
    ];
    throw new Problem('invalid-request', 'Not accepted: loan_type.', { errors });
  }
  return variant ?? loan_type;
}

async function publicationBodies(
  warehouse: Warehouse,
  publications: readonly (Publication & { readonly variant: string })[],
): Promise<PublicationBody[]> {
  const variants = [...new Set(publications.map(({ variant }) => variant))];
  const known = new Map(
    await Promise.all(
      variants.map(async (variant) => {
        const kept = await keptPublications(warehouse, loans, variant);
        const batches = kept.flatMap((publication) => Object.entries(publication.batches));
        return [
          variant,
          { live: kept[0]?.fencing, rows: await rowsOfBatches(warehouse, loans, variant, batches) },
        ] as const;
      }),
    ),
  );
  return publications.map(({ variant, fencing, batchId, syncId, by, reason, publishedAt, batches }) => {
    const { live, rows } = known.get(variant)!;
    const files = Object.fromEntries(
      Object.entries(batches).map(([name, batch]) => [
        name,
        { batch_id: batch, rows: rows.get(`${name} ${batch}`) ?? null },
      ]),
    );
    return {
      batch_id: batchId,
      sync_id: syncId,
      dataset: loans.name,
      loan_type: variant as PublicationBody['loan_type'],
      published_at: publishedAt,
      by: by || 'unknown',
      reason: reason || null,
      files,
      live: fencing === live,
      restorable: Object.values(files).every((file) => file.rows !== null),
    };
  });
}
