import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { auditOf, recordChange, theOperator } from '../../../shared/operations/audit.ts';
import { operationsFor } from '../../../shared/operations/database.ts';
import { syncLogsOf } from '../../../shared/operations/sync-logs.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { LEASE_MS, leaseOf, type PublicationOrder } from '../../../shared/sync/lease.ts';
import { orderPublication } from '../../../shared/sync/publication-order.ts';
import { reconcile } from '../../../shared/sync/reconcile.ts';
import { runSync } from '../../../shared/sync/run-sync.ts';
import { liveBatches, publish } from '../../../shared/warehouse/published.ts';
import { RETAIL } from '../../slices.ts';
import { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';
import { type SyncQueue, startOperations, startStagingTable, startSyncQueue } from '../staging/services.ts';

const engine = warehouseUnderTest();
const slice = RETAIL;
const logger = makeLogger('test');
const actor = { ...theOperator(), keyPrefix: 'sk_live_abcd1234' };

let queue: SyncQueue;
let postgres: Awaited<ReturnType<typeof startOperations>>;
let table: Awaited<ReturnType<typeof startStagingTable>>;
beforeAll(async () => {
  [table, queue, postgres] = await Promise.all([startStagingTable(), startSyncQueue(), startOperations()]);
  await createTenant(postgres.url, { tenantId: engine.scope.tenantId, name: 'Bank' });
});
afterAll(async () => {
  await Promise.all([table.stop(), queue.stop(), postgres.stop()]);
});

const live = () => liveBatches(engine.warehouse, slice);
const lease = () => leaseOf(engine.scope, slice);
const logs = () => syncLogsOf(operationsFor(engine.scope));

/** A publication of a batch, as a sync makes it. */
async function published(): Promise<{ fencing: number; syncId: string; batchId: string }> {
  const before = await live();
  const [syncId, batchId] = [uuid(), randomUUID()];
  const fencing = (before?.fencing ?? 0) + 1;
  await publish(engine.warehouse, slice, {
    ...{ fencing, syncId, batchId, by: 'schedule', reason: '', orderId: syncId, batches: { credit: batchId } },
  });
  return { fencing, syncId, batchId };
}

/** A sync that waits to be published, based on what is live. */
async function pending(): Promise<{ syncId: string; batchId: string }> {
  const [syncId, batchId] = [uuid(), randomUUID()];
  const files = { credit: [{ upload_id: uuid(), file_name: null, size_bytes: null, sent_by: null, total_rows: null }] };
  const sync = {
    id: syncId,
    ...slice,
    batchId,
    trigger: 'MANUAL',
    validateOnly: false,
    rulesetVersion: '1',
    files,
  } as const;
  await logs().create(sync, actor);
  const before = await live();
  await logs().advance(syncId, { status: 'VALIDATING', ...(before ? { based_on: before.fencing } : {}) });
  await logs().advance(syncId, { status: 'COMPLETED', publication: 'pending' });
  return { syncId, batchId };
}

/** Later: reconciliation finds a lease whose holder is dead, and a worker gets the message that it sends. */
async function recover(): Promise<void> {
  await reconcile(logger, () => Date.now() + LEASE_MS + 1000);
  for (const message of await queue.drain()) await (await runSync(message, logger))?.();
}

const entries = async (action: 'book.rolled-back' | 'sync.published' | 'sync.discarded', target: string) =>
  (await auditOf(operationsFor(engine.scope)).list({ action, target, limit: 10 })).data;

/** How far a request got before it was cut off. */
const STEPS = ['claimed', 'acquired', 'published', 'written down'] as const;
type Step = (typeof STEPS)[number];

async function cutOff(order: PublicationOrder, step: Step, target: { syncId: string; batchId: string }): Promise<void> {
  const orderId = uuid();
  const claim = {
    syncId: orderId,
    files: {},
    validateOnly: false,
    trigger: 'MANUAL',
    order,
    orderedBy: actor,
  } as const;
  expect(await lease().claim({ ...claim, by: 'sk_live_abcd1234' })).toBe(true);
  if (step === 'claimed') return;
  const acquired = await lease().acquire(orderId, randomUUID());
  if (!acquired.acquired) throw new Error('the lease was not to be had');
  if (step === 'acquired') return;
  const before = await live();
  const held =
    before && before.fencing >= acquired.hold.fencing
      ? await lease().raiseFencing(acquired.hold, before.fencing)
      : acquired.hold;
  await publish(engine.warehouse, slice, {
    ...target,
    fencing: held.fencing,
    by: 'sk_live_abcd1234',
    reason: order.kind === 'rollback' ? order.reason : '',
    orderId,
    batches: { credit: target.batchId },
  });
  if (step === 'published') return;
  if (order.kind === 'publish') await logs().decide(order.sync_id, 'published', actor, orderId);
  else {
    await operationsFor(engine.scope).transaction((inside) =>
      recordChange(
        inside,
        engine.scope.tenantId,
        actor,
        { action: 'book.rolled-back', target: target.syncId },
        orderId,
      ),
    );
  }
}

beforeEach(async () => {
  await recover();
});

describe.each(STEPS)('an order that is cut off once it is %s', (step) => {
  test('a rollback is carried out once, and written down once', async () => {
    const first = await published();
    await published();
    await cutOff({ kind: 'rollback', fencing: first.fencing, reason: 'wrong' }, step, first);
    await recover();
    expect(await live()).toMatchObject({ syncId: first.syncId, reason: 'wrong', batches: { credit: first.batchId } });
    expect(await entries('book.rolled-back', first.syncId)).toHaveLength(1);
    expect(await lease().read()).toMatchObject({ state: 'IDLE' });
    await recover();
    expect(await entries('book.rolled-back', first.syncId)).toHaveLength(1);
  });

  test('a publication too', async () => {
    await published();
    const waiting = await pending();
    await cutOff({ kind: 'publish', sync_id: waiting.syncId }, step, waiting);
    await recover();
    expect(await live()).toMatchObject({ syncId: waiting.syncId, batches: { credit: waiting.batchId } });
    expect(await logs().get(waiting.syncId)).toMatchObject({ publication: 'published' });
    expect(await entries('sync.published', waiting.syncId)).toHaveLength(1);
    expect(await lease().read()).toMatchObject({ state: 'IDLE' });
  });
});

test('a discarded sync stays unpublished, also when the request was cut off', async () => {
  const { syncId: before } = await published();
  const waiting = await pending();
  await cutOff({ kind: 'discard', sync_id: waiting.syncId }, 'acquired', waiting);
  await recover();
  expect(await logs().get(waiting.syncId)).toMatchObject({ publication: 'discarded', published_at: null });
  expect(await live()).toMatchObject({ syncId: before });
  await expect(
    orderPublication(engine.scope, slice, { kind: 'publish', sync_id: waiting.syncId }, actor),
  ).rejects.toThrow('wrong-state');
  expect(await lease().read()).toMatchObject({ state: 'IDLE' });
});

test('nothing is published over a book that came in between', async () => {
  await published();
  const waiting = await pending();
  const newer = await published();
  const order = { kind: 'publish', sync_id: waiting.syncId } as const;
  await expect(orderPublication(engine.scope, slice, order, actor)).rejects.toThrow('not-live');
  expect(await live()).toMatchObject({ syncId: newer.syncId });
});

test('two orders at once: one is carried out, the other is told', async () => {
  const first = await published();
  await published();
  const order = { kind: 'rollback', fencing: first.fencing, reason: 'twice' } as const;
  const outcomes = await Promise.allSettled([1, 2].map(() => orderPublication(engine.scope, slice, order, actor)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await live()).toMatchObject({ syncId: first.syncId });
  expect(await entries('book.rolled-back', first.syncId)).toHaveLength(1);
});
