import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import type { Slice } from '../contracts/slice.ts';
import { sliceLabels } from '../datasets/labels.ts';
import { sliceOf } from '../datasets/registry.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { correlation } from '../observability/correlation.ts';
import { type AuditActor, actorLabel, recordChange } from '../operations/audit.ts';
import { operationsFor } from '../operations/database.ts';
import { syncLogsOf } from '../operations/sync-logs.ts';
import { stagingFor } from '../staging/tenant-staging.ts';
import { warehouseFor } from '../warehouse/client.ts';
import {
  isRestorable,
  keptBatches,
  liveBatches,
  type Publication,
  publicationBefore,
  publicationNumbered,
  publicationOfOrder,
  publish,
} from '../warehouse/published.ts';
import { type Lease, type LeaseHold, leaseOf, type PublicationOrder } from './lease.ts';
import { inProgress, readReleased } from './released-lease.ts';
import { discardUploads } from './settle.ts';

type Order<Kind extends PublicationOrder['kind']> = Extract<PublicationOrder, { kind: Kind }>;

/**
 * Changes what is live, or decides on a load that waits to be published: under the lease of the slice, so that no sync
 * publishes meanwhile. Once the lease is claimed the order will be carried out: if the request is cut off, a worker
 * finishes it.
 * @throws {Problem} 409 `sync-in-progress`, `wrong-state`, `not-live` · 410 `batch-gone`
 */
export async function orderPublication(
  scope: TenantScope,
  slice: Slice,
  order: PublicationOrder,
  actor: AuditActor,
): Promise<void> {
  const lease = leaseOf(scope, slice);
  const current = await readReleased(lease, syncLogsOf(operationsFor(scope)));
  if (current !== undefined && current.state !== 'IDLE') throw inProgress(current);
  const orderId = uuid();
  const claimed = await lease.claim({
    syncId: orderId,
    files: {},
    validateOnly: false,
    trigger: 'MANUAL',
    by: actorLabel(actor),
    order,
    orderedBy: actor,
    requestId: correlation().request_id ?? null,
  });
  const acquired = claimed ? await lease.acquire(orderId, uuid()) : undefined;
  if (!acquired?.acquired) throw inProgress(await lease.read());
  await changePublication(scope, acquired.lease, acquired.hold);
}

/**
 * Carries out the order that a lease names, and releases the lease. Each step is safe to repeat.
 * @throws {Problem} where it cannot be carried out; the lease is released all the same
 */
export async function changePublication(scope: TenantScope, lease: Lease, hold: LeaseHold): Promise<void> {
  const order = lease.order!;
  const carriedOut = { rollback: rollBack, publish: publishPending, discard: discardPending };
  try {
    const held = await (carriedOut[order.kind] as Carry)(scope, lease, order, hold);
    await leaseOf(scope, lease).release(held);
  } catch (error) {
    const slice = leaseOf(scope, lease);
    // Its fencing number may have been raised meanwhile; then the lease expires by itself.
    if (error instanceof Problem && error.status < 500) await slice.release(hold);
    // A passing failure is tried again at the next tick; a lease that is no longer ours is for its new owner to end.
    else await slice.requeue(hold, 0).catch(() => {});
    throw error;
  }
}

type Carry = (scope: TenantScope, lease: Lease, order: PublicationOrder, hold: LeaseHold) => Promise<LeaseHold>;

async function rollBack(
  scope: TenantScope,
  lease: Lease,
  { fencing, reason }: Order<'rollback'>,
  hold: LeaseHold,
): Promise<LeaseHold> {
  const warehouse = warehouseFor(scope);
  const slice = sliceOf(lease);
  const target = await publicationNumbered(warehouse, slice, fencing);
  if (!target) throw new Problem('not-found', serviceSentence('no-such-publication'));
  // By an earlier try.
  const done = await publicationOfOrder(warehouse, slice, lease.sync_id);
  const before = done ? await publicationBefore(warehouse, slice, done) : await liveBatches(warehouse, slice);
  let held = hold;
  if (!done) {
    if (isDeepStrictEqual(before?.batches, target.batches)) {
      throw new Problem('wrong-state', serviceSentence('book-live-already', { sync_id: target.syncId }));
    }
    await assertKept(scope, slice, target);
    held = await publishUnder(scope, lease, hold, before, { ...target, by: lease.by, reason });
  }
  await operationsFor(scope).transaction((inside) =>
    recordChange(
      inside,
      scope.tenantId,
      lease.ordered_by,
      {
        action: 'book.rolled-back',
        target: target.syncId,
        before: { ...sliceLabels(slice), sync_id: before?.syncId ?? null },
        after: { ...sliceLabels(slice), sync_id: target.syncId, batches: target.batches, reason },
      },
      lease.sync_id,
    ),
  );
  return held;
}

/** @throws {Problem} 410 `batch-gone` */
export async function assertKept(scope: TenantScope, slice: Slice, target: Publication): Promise<void> {
  const kept = await keptBatches(warehouseFor(scope), slice);
  if (isRestorable(target, kept)) return;
  throw new Problem(
    'batch-gone',
    serviceSentence('book-not-kept', { sync_id: target.syncId, published_at: target.publishedAt }),
  );
}

async function publishPending(
  scope: TenantScope,
  lease: Lease,
  { sync_id }: Order<'publish'>,
  hold: LeaseHold,
): Promise<LeaseHold> {
  const warehouse = warehouseFor(scope);
  const slice = sliceOf(lease);
  const logs = syncLogsOf(operationsFor(scope));
  const pending = (await logs.pending(lease)).find(({ log }) => log.id === sync_id);
  // By an earlier try.
  if (!pending && (await logs.get(sync_id))?.publication === 'published') return hold;
  if (!pending) throw new Problem('wrong-state', serviceSentence('sync-does-not-wait', { sync_id }));
  const { log, basedOn } = pending;
  let held = hold;
  if (!(await publicationOfOrder(warehouse, slice, lease.sync_id))) {
    const live = await liveBatches(warehouse, slice);
    if ((live?.fencing ?? null) !== basedOn) {
      throw new Problem('not-live', serviceSentence('sync-overtaken', { sync_id }));
    }
    held = await publishUnder(scope, lease, hold, live, {
      syncId: sync_id,
      batchId: log.batch_id,
      by: lease.by,
      reason: '',
      batches: {
        ...live?.batches,
        ...Object.fromEntries(
          [...Object.keys(log.files), ...Object.keys(log.derived)].map((name) => [name, log.batch_id]),
        ),
      },
    });
  }
  await logs.decide(sync_id, 'published', lease.ordered_by, lease.sync_id);
  return held;
}

async function discardPending(
  scope: TenantScope,
  lease: Lease,
  { sync_id }: Order<'discard'>,
  hold: LeaseHold,
): Promise<LeaseHold> {
  const logs = syncLogsOf(operationsFor(scope));
  await logs.decide(sync_id, 'discarded', lease.ordered_by, lease.sync_id);
  const log = await logs.get(sync_id);
  if (log?.publication !== 'discarded') {
    throw new Problem('wrong-state', serviceSentence('sync-does-not-wait', { sync_id }));
  }
  await discardUploads(stagingFor(scope), log);
  return hold;
}

/** Publishes with a number above that of the live publication, and only while the lease is held. */
async function publishUnder(
  scope: TenantScope,
  lease: Lease,
  hold: LeaseHold,
  live: Publication | undefined,
  publication: Omit<Publication, 'fencing' | 'publishedAt' | 'orderId'>,
): Promise<LeaseHold> {
  const sliceLease = leaseOf(scope, lease);
  const held = live && live.fencing >= hold.fencing ? await sliceLease.raiseFencing(hold, live.fencing) : hold;
  await sliceLease.assertHeld(held);
  await publish(warehouseFor(scope, 'small-load'), sliceOf(lease), {
    ...publication,
    orderId: lease.sync_id,
    fencing: held.fencing,
  });
  return held;
}
