import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handler as checkAndSync } from '../../../functions/check-and-sync/handler.ts';
import { startDueSyncs } from '../../../functions/check-and-sync/start-due-syncs.ts';
import { problemDocument } from '../../../shared/domain/problems.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { correlated } from '../../../shared/observability/correlation.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { operationsFor } from '../../../shared/operations/database.ts';
import { syncConfigsOf } from '../../../shared/operations/sync-configs.ts';
import { type NewSyncLog, syncLogsOf } from '../../../shared/operations/sync-logs.ts';
import { tenantsOf } from '../../../shared/operations/tenants.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { cancelUpload } from '../../../shared/staging/cancel.ts';
import { dispatchSync } from '../../../shared/sync/dispatch.ts';
import { LEASE_MS, leaseOf, MAX_ATTEMPTS } from '../../../shared/sync/lease.ts';
import { prepareSync, type SyncOrder } from '../../../shared/sync/prepare-sync.ts';
import { reconcile } from '../../../shared/sync/reconcile.ts';
import { settleUploads } from '../../../shared/sync/settle.ts';
import { takeFiles, takePointers } from '../../../shared/sync/take-files.ts';
import { COMMERCIAL, RETAIL } from '../../slices.ts';
import { bankWithFiles, inspected, stageInForce } from '../staging/bank-with-files.ts';
import { type SyncQueue, startOperations, startStagingTable, startSyncQueue } from '../staging/services.ts';

let queue: SyncQueue;
let postgres: Awaited<ReturnType<typeof startOperations>>;
let table: Awaited<ReturnType<typeof startStagingTable>>;
beforeAll(async () => {
  [table, queue, postgres] = await Promise.all([startStagingTable(), startSyncQueue(), startOperations()]);
});
afterAll(async () => {
  await Promise.all([table.stop(), queue.stop(), postgres.stop()]);
});

const logger = makeLogger('test');
const slice = RETAIL;
const request = { slice, trigger: 'MANUAL', validateOnly: false } as const;
type StagedIds = { [fileType in 'credit' | 'payment_plan']?: string };
/** One upload a file type, as a lease names them. */
const leased = (files: StagedIds): SyncOrder['files'] =>
  Object.fromEntries(Object.entries(files).map(([fileType, uploadId]) => [fileType, [uploadId!]]));
/** The same, as a log begins. */
const delivered = (files: StagedIds): NewSyncLog['files'] =>
  Object.fromEntries(
    Object.entries(files).map(([fileType, upload_id]) => [
      fileType,
      [{ upload_id: upload_id!, file_name: null, size_bytes: null, sent_by: null, total_rows: null }],
    ]),
  );

let tenants = 0;

/** A new tenant with its files, and what is beside them: its lease, its logs, its messages. */
async function newBank() {
  tenants += 1;
  const scope = tenantScope(`SYNC${tenants}`);
  await createTenant(postgres.url, { tenantId: scope.tenantId, name: scope.tenantId });
  const files = bankWithFiles(scope);
  const { staging } = files;
  const operations = operationsFor(scope);
  const logs = syncLogsOf(operations);
  const lease = leaseOf(scope, slice);
  return {
    ...files,
    logs,
    lease,
    configs: syncConfigsOf(operations),
    staged: async () => (await staging.staged.ofSlice(slice)).flatMap((pointer) => pointer.upload_ids),
    messages: async () => (await queue.drain()).filter((message) => message.tenant_id === scope.tenantId),
    allLogs: async () => (await logs.list({ limit: 100 })).data,
    /** A worker takes the sync's message and gets going. */
    async work(syncId: string) {
      const acquired = await lease.acquire(syncId, uuid());
      if (!acquired.acquired) throw new Error(acquired.reason);
      return acquired.hold;
    },
  };
}

let bank: Awaited<ReturnType<typeof newBank>>;
beforeEach(async () => {
  bank = await newBank();
});

/** Reconciles as it would be done so much later, for all that has been left behind. */
const reconcileAfter = (milliseconds: number) => reconcile(logger, () => Date.now() + milliseconds);

describe('dispatch', () => {
  test('queues a sync: lease, log, uploads, pointers and message agree', async () => {
    const files = { credit: await bank.stage('credit'), payment_plan: await bank.stage('payment_plan') };
    const log = await dispatchSync(bank.scope, { ...request, validateOnly: true });
    expect(log).toMatchObject({ status: 'QUEUED', trigger: 'MANUAL', validate_only: true, loan_type: 'RETAIL' });
    expect(log.files).toMatchObject({
      credit: { upload_id: files.credit },
      payment_plan: { upload_id: files.payment_plan },
    });
    expect(await bank.lease.read()).toMatchObject({
      state: 'QUEUED',
      sync_id: log.id,
      files: leased(files),
      validate_only: true,
    });
    for (const id of Object.values(files))
      expect(await bank.upload(id)).toMatchObject({ status: 'SYNCING', sync_id: log.id });
    expect(await bank.staged()).toEqual([]);
    expect(await bank.messages()).toEqual([
      { type: 'sync-requested', version: 1, tenant_id: bank.scope.tenantId, ...slice, sync_id: log.id, lane: 'small' },
    ]);
  });

  test.each([
    ['some thousand rows', { content_size: 1_000_000, row_estimate: 10_000 }, 0, 'small'],
    ['a lot of bytes', { content_size: 3_000_000, row_estimate: 10_000 }, 0, 'large'],
    ['many short lines', { content_size: 200_000, row_estimate: 100_000 }, 0, 'large'],
    ['rows that nobody has counted', { content_size: 1_000_000, row_estimate: null }, 0, 'large'],
    ['a correction of a small book', { content_size: 1000, row_estimate: 10 }, 10_000, 'small'],
    ['a correction of a large book', { content_size: 1000, row_estimate: 10 }, 700_000, 'large'],
  ] as const)('%s have the workers that they need', async (_what, size, book, lane) => {
    const corrected = uuid();
    if (book > 0) {
      const log = await bank.logs.create({
        ...slice,
        id: corrected,
        trigger: 'MANUAL',
        validateOnly: false,
        rulesetVersion: 'x',
        files: delivered({ credit: uuid() }),
      });
      await bank.logs.advance(corrected, { files: { credit: { ...log.files.credit!, valid_rows: book } } });
    }
    const credit = await bank.announce('credit', { corrects: book > 0 ? corrected : null });
    await stageInForce(bank.staging, credit, { ...inspected(), ...size });
    await dispatchSync(bank.scope, request);
    expect(await bank.messages()).toMatchObject([{ lane }]);
  });

  test('takes one file type alone, and leaves the other variant', async () => {
    const plan = await bank.stage('payment_plan');
    const other = await bank.stage('credit', { variant: 'COMMERCIAL' });
    const log = await dispatchSync(bank.scope, request);
    expect(Object.keys(log.files)).toEqual(['payment_plan']);
    expect([await bank.status(plan), await bank.status(other)]).toEqual(['SYNCING', 'STAGED']);
    expect((await dispatchSync(bank.scope, { ...request, slice: COMMERCIAL })).variant).toBe('COMMERCIAL');
  });

  test('409 nothing-staged, and no trace of it', async () => {
    await expect(dispatchSync(bank.scope, request)).rejects.toMatchObject({ code: 'nothing-staged', status: 409 });
    expect([await bank.allLogs(), await bank.lease.read(), await bank.messages()]).toEqual([[], undefined, []]);
  });

  test('409 sync-in-progress while one is queued or running, whatever is staged', async () => {
    await bank.stage('credit');
    const log = await dispatchSync(bank.scope, request);
    const inProgress = { code: 'sync-in-progress', detail: expect.stringContaining(log.id) };
    await expect(dispatchSync(bank.scope, request)).rejects.toMatchObject(inProgress);
    await bank.stage('credit');
    const hold = await bank.work(log.id);
    await expect(dispatchSync(bank.scope, request)).rejects.toMatchObject(inProgress);
    await bank.lease.release(hold);
    expect((await dispatchSync(bank.scope, request)).id).not.toBe(log.id);
  });

  test('409 sync-disabled', async () => {
    await bank.stage('credit');
    await bank.configs.patch(slice, { is_enabled: false });
    await expect(dispatchSync(bank.scope, request)).rejects.toMatchObject({ code: 'sync-disabled', status: 409 });
  });

  test('of 20 at once one queues a sync', async () => {
    const id = await bank.stage('credit');
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => dispatchSync(bank.scope, request)));
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'sync-in-progress' });
    }
    expect(await bank.allLogs()).toHaveLength(1);
    expect(await bank.messages()).toHaveLength(1);
    expect(await bank.upload(id)).toMatchObject({ status: 'SYNCING', sync_id: won[0]!.value.id });
  });

  test('racing with new uploads, each upload is synced, superseded or staged, and never two of them', async () => {
    for (let round = 0; round < 8; round += 1) {
      const racing = await newBank();
      const first = await racing.stage('credit');
      const [sync, ...others] = await Promise.all([
        dispatchSync(racing.scope, request),
        racing.stage('credit'),
        racing.stage('credit'),
      ]);
      const uploads = await Promise.all([first, ...others].map(racing.upload));
      const syncing = uploads.filter((upload) => upload.status === 'SYNCING');
      expect(syncing.map((upload) => upload.upload_id)).toEqual([sync.files.credit!.upload_id]);
      expect(syncing[0]!.sync_id).toBe(sync.id);
      const staged = uploads.filter((upload) => upload.status === 'STAGED').map((upload) => upload.upload_id);
      expect(await racing.staged()).toEqual(staged);
      expect(staged.length).toBeLessThanOrEqual(1);
      expect(uploads.filter((upload) => upload.status === 'SUPERSEDED')).toHaveLength(3 - 1 - staged.length);
      expect(await racing.allLogs()).toHaveLength(1);
    }
  });

  test('stands when the message cannot be sent; reconciliation sends it', async () => {
    await bank.stage('credit');
    await queue.remove();
    const asked = correlated({ request_id: 'who asked' }, () => dispatchSync(bank.scope, request));
    const log = await asked.finally(() => queue.create());
    expect(await bank.messages()).toEqual([]);
    await correlated({ request_id: 'a tick' }, () => reconcileAfter(LEASE_MS + 1));
    expect(await bank.messages()).toMatchObject([{ sync_id: log.id, request_id: 'who asked' }]);
  });
});

describe('reconciliation', () => {
  /** A dispatch that is cut off after so many of its steps. */
  async function cutOff(files: StagedIds, steps: 1 | 2 | 3 | 4): Promise<SyncOrder> {
    const order: SyncOrder = {
      ...slice,
      sync_id: uuid(),
      files: leased(files),
      by_name: false,
      validate_only: false,
      accept_removal: false,
      rebuild: false,
      corrects: null,
      trigger: 'SCHEDULE',
      by: 'schedule',
      order: null,
      load_bytes: 100,
      request_id: 'tick-1',
    };
    const { sync_id, validate_only, trigger } = order;
    await bank.lease.claim({
      syncId: sync_id,
      files: order.files,
      validateOnly: validate_only,
      trigger,
      requestId: 'tick-1',
    });
    if (steps > 1) await takeFiles(bank.staging, order);
    if (steps > 2)
      await bank.logs.create({
        ...slice,
        id: sync_id,
        trigger,
        validateOnly: validate_only,
        rulesetVersion: 'x',
        files: delivered(files),
      });
    if (steps > 3) await takePointers(bank.staging, order);
    return order;
  }

  test.each([1, 2, 3, 4] as const)('finishes a dispatch that was cut off after step %i', async (steps) => {
    const files = { credit: await bank.stage('credit'), payment_plan: await bank.stage('payment_plan') };
    const order = await cutOff(files, steps);
    await reconcileAfter(LEASE_MS - 5_000);
    expect(await bank.messages()).toEqual([]);
    await reconcileAfter(LEASE_MS + 1);
    expect(await bank.messages()).toMatchObject([{ sync_id: order.sync_id }]);
    expect(await bank.allLogs()).toMatchObject([{ id: order.sync_id, status: 'QUEUED', trigger: 'SCHEDULE' }]);
    for (const id of Object.values(files)) {
      expect(await bank.upload(id)).toMatchObject({ status: 'SYNCING', sync_id: order.sync_id });
    }
    expect(await bank.staged()).toEqual([]);
    // It has been sent; it is not sent again right away.
    await reconcileAfter(LEASE_MS + 2);
    expect(await bank.messages()).toEqual([]);
    await bank.work(order.sync_id);
  });

  test('drops a claim whose file was superseded before it was taken; the other file is staged again', async () => {
    const files = { credit: await bank.stage('credit'), payment_plan: await bank.stage('payment_plan') };
    const order = await cutOff(files, 1);
    const newer = await bank.stage('payment_plan');
    await reconcileAfter(LEASE_MS + 1);
    expect(await bank.lease.read()).toMatchObject({ state: 'IDLE' });
    expect([await bank.allLogs(), await bank.messages()]).toEqual([[], []]);
    expect(await bank.upload(files.credit)).toMatchObject({ status: 'STAGED', sync_id: null });
    expect((await dispatchSync(bank.scope, request)).files).toMatchObject({
      credit: { upload_id: files.credit },
      payment_plan: { upload_id: newer },
    });
    expect((await bank.lease.read())?.sync_id).not.toBe(order.sync_id);
  });

  test('a lost message is sent again after one lease time, then more and more rarely', async () => {
    await bank.stage('credit');
    const log = await dispatchSync(bank.scope, request);
    await bank.messages();
    await reconcileAfter(LEASE_MS + 1);
    expect(await bank.messages()).toHaveLength(1);
    await reconcileAfter(LEASE_MS + 80_000);
    expect(await bank.messages()).toHaveLength(0);
    await reconcileAfter(LEASE_MS + 91_000);
    expect(await bank.messages()).toMatchObject([{ sync_id: log.id }]);
    expect(await bank.lease.read()).toMatchObject({ attempts: 0, resends: 2 });
  });

  test('a dead worker is replaced: the message comes again and the next one gets the lease', async () => {
    await bank.stage('credit');
    const log = await dispatchSync(bank.scope, request);
    const dead = await bank.work(log.id);
    await bank.messages();
    await reconcileAfter(LEASE_MS - 5_000);
    expect(await bank.messages()).toEqual([]);
    await reconcileAfter(LEASE_MS + 1);
    expect(await bank.messages()).toMatchObject([{ sync_id: log.id }]);
    expect((await bank.work(log.id)).fencing).toBeGreaterThan(dead.fencing);
    await expect(bank.lease.assertHeld(dead)).rejects.toThrow('no longer held');
  });

  /** Workers die until the attempts are used up. */
  async function exhaust(syncId: string): Promise<void> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) await bank.lease.requeue(await bank.work(syncId), 0);
    await bank.messages();
  }

  test('after the last attempt: FAILED as interrupted, the uploads given back, and the way is free', async () => {
    const id = await bank.stage('credit');
    const log = await dispatchSync(bank.scope, request);
    await exhaust(log.id);
    await reconcileAfter(1000);
    expect(await bank.logs.get(log.id)).toMatchObject({ status: 'FAILED', failure: { type: '/problems/interrupted' } });
    expect(await bank.status(id)).toBe('STAGED');
    expect(await bank.lease.read()).toMatchObject({ state: 'IDLE' });
    expect(await bank.messages()).toEqual([]);
    await bank.stage('credit');
    await dispatchSync(bank.scope, request);
  });

  test('a validate-only sync gives its files back even then', async () => {
    const id = await bank.stage('credit');
    const log = await dispatchSync(bank.scope, { ...request, validateOnly: true });
    await exhaust(log.id);
    await reconcileAfter(1000);
    expect((await bank.logs.get(log.id))?.status).toBe('FAILED');
    expect(await bank.status(id)).toBe('STAGED');
    expect(await bank.staging.staged.read({ ...slice, fileType: 'credit' })).toMatchObject({
      upload_ids: [id],
      held: true,
    });
  });

  test('a sync cut off while STORING may be published: it is not failed but tried again', async () => {
    const id = await bank.stage('credit');
    const log = await dispatchSync(bank.scope, request);
    await bank.logs.advance(log.id, { status: 'STORING' });
    await exhaust(log.id);
    await reconcileAfter(1000);
    expect((await bank.logs.get(log.id))?.status).toBe('STORING');
    expect(await bank.status(id)).toBe('SYNCING');
    expect(await bank.messages()).toMatchObject([{ sync_id: log.id }]);
    await bank.work(log.id);
  });

  test.each([
    ['COMPLETED', 'LOADED'],
    ['FAILED', 'FAILED'],
  ] as const)(
    'a worker that died after the log said %s: the uploads are %s and the lease is free',
    async (status, settled) => {
      const id = await bank.stage('credit');
      const log = await dispatchSync(bank.scope, request);
      await bank.work(log.id);
      await bank.logs.advance(
        log.id,
        status === 'FAILED' ? { status, failure: problemDocument('nothing-valid') } : { status },
      );
      await bank.messages();
      await reconcileAfter(LEASE_MS + 1);
      expect([await bank.status(id), (await bank.lease.read())?.state]).toEqual([settled, 'IDLE']);
      expect((await bank.logs.get(log.id))?.status).toBe(status);
      expect(await bank.messages()).toEqual([]);
    },
  );

  test('two at once do everything once', async () => {
    await bank.stage('credit');
    await dispatchSync(bank.scope, request);
    await bank.messages();
    await Promise.all([reconcileAfter(LEASE_MS + 1), reconcileAfter(LEASE_MS + 1), reconcileAfter(LEASE_MS + 1)]);
    expect(await bank.messages()).toHaveLength(1);
  });

  test('finishes a staging that crashed after it had swung the pointer', async () => {
    const old = await bank.stage('credit');
    const half = await bank.stage('payment_plan');
    // As if `half` were a credit file on its way: noted and pointed at, and no more.
    const { created_at, upload_until } = await bank.upload(half);
    const upload_id = await bank.announce('credit', { created_at, upload_until });
    const noted = await bank.staging.uploads.noteInspection(upload_id, inspected());
    await bank.staging.staged.point({ ...slice, fileType: 'credit' }, { upload_id, staged_at: noted!.staged_at! });
    await reconcileAfter(0);
    expect([await bank.status(old), await bank.status(upload_id)]).toEqual(['SUPERSEDED', 'STAGED']);
  });
});

test('what had failed, or was superseded, is that again when a sync that named it comes to nothing', async () => {
  const failed = await bank.stage('credit');
  const first = await dispatchSync(bank.scope, request);
  const hold = await bank.work(first.id);
  await bank.logs.advance(first.id, { status: 'FAILED', failure: problemDocument('nothing-valid') });
  await settleUploads(bank.scope, (await bank.lease.read())!, 'FAILED');
  await bank.lease.release(hold);
  const superseded = await bank.stage('payment_plan');
  const newer = await bank.stage('payment_plan');
  const gone = await bank.stage('payment_plan');
  await cancelUpload(bank.staging, await bank.upload(gone));
  const order = {
    ...slice,
    sync_id: uuid(),
    files: { credit: [failed], payment_plan: [superseded, gone] },
    by_name: true,
  } as const;
  expect(
    await takeFiles(bank.staging, { ...order, files: { credit: [failed], payment_plan: [superseded, gone] } }),
  ).toBeUndefined();
  expect([await bank.status(failed), await bank.status(superseded), await bank.status(newer)]).toEqual([
    'FAILED',
    'SUPERSEDED',
    'SUPERSEDED',
  ]);
  expect(await bank.upload(superseded)).toMatchObject({ superseded_by: newer });
  expect(await bank.staged()).toEqual([]);
});

describe('settlement', () => {
  async function running(validateOnly = false) {
    const files = { credit: await bank.stage('credit'), payment_plan: await bank.stage('payment_plan') };
    const log = await dispatchSync(bank.scope, { ...request, validateOnly });
    const hold = await bank.work(log.id);
    return { ...files, syncId: log.id, lease: (await bank.lease.read())!, hold };
  }
  const statuses = async (sync: { credit: string; payment_plan: string }) =>
    Promise.all((['credit', 'payment_plan'] as const).map((fileType) => bank.status(sync[fileType])));

  test.each(['LOADED', 'FAILED'] as const)('%s, once and for all', async (outcome) => {
    const sync = await running();
    await settleUploads(bank.scope, sync.lease, outcome);
    await settleUploads(bank.scope, sync.lease, outcome);
    await bank.lease.release(sync.hold);
    await settleUploads(bank.scope, sync.lease, 'STAGED');
    expect(await statuses(sync)).toEqual([outcome, outcome]);
    expect(await bank.staged()).toEqual([]);
  });

  test('a validate-only sync gives its files back, held; the next explicit sync takes them', async () => {
    const sync = await running(true);
    await settleUploads(bank.scope, sync.lease, 'STAGED');
    await settleUploads(bank.scope, sync.lease, 'STAGED');
    await bank.lease.release(sync.hold);
    expect(await statuses(sync)).toEqual(['STAGED', 'STAGED']);
    expect(await bank.staging.staged.ofSlice(slice)).toMatchObject([{ held: true }, { held: true }]);
    const next = await dispatchSync(bank.scope, request);
    expect(next.files).toMatchObject({
      credit: { upload_id: sync.credit },
      payment_plan: { upload_id: sync.payment_plan },
    });
  });

  test('a dispatch that comes to after its sync is over changes nothing', async () => {
    const sync = await running(true);
    const order = (await bank.lease.read())!;
    await settleUploads(bank.scope, sync.lease, 'STAGED');
    await bank.lease.release(sync.hold);
    const before = await bank.staging.staged.ofSlice(slice);
    expect(await prepareSync(bank.staging, bank.logs, order)).toMatchObject({ id: sync.syncId });
    expect(await statuses(sync)).toEqual(['STAGED', 'STAGED']);
    expect(await bank.staging.staged.ofSlice(slice)).toEqual(before);
  });

  test('a file given back does not replace a newer one, but is superseded by it', async () => {
    const sync = await running(true);
    const newer = await bank.stage('credit');
    await settleUploads(bank.scope, sync.lease, 'STAGED');
    expect(await statuses(sync)).toEqual(['SUPERSEDED', 'STAGED']);
    expect(await bank.staged()).toEqual([newer, sync.payment_plan]);
    expect(await bank.staging.staged.ofSlice(slice)).toMatchObject([{ held: false }, { held: true }]);
  });

  test('given back and newly staged at the same time, exactly one is staged', async () => {
    for (let round = 0; round < 6; round += 1) {
      bank = await newBank();
      const sync = await running(true);
      const [, newer] = await Promise.all([settleUploads(bank.scope, sync.lease, 'STAGED'), bank.stage('credit')]);
      expect([await bank.status(sync.credit), await bank.status(newer)]).toEqual(['SUPERSEDED', 'STAGED']);
      expect(await bank.staged()).toEqual([newer, sync.payment_plan]);
    }
  });

  test('a file that turned out unreadable is REJECTED with its problem, the other one is FAILED', async () => {
    const sync = await running();
    const problem = problemDocument('not-csv', 'It is broken.');
    await settleUploads(bank.scope, sync.lease, 'FAILED', { [sync.credit]: problem });
    expect(await statuses(sync)).toEqual(['REJECTED', 'FAILED']);
    expect((await bank.upload(sync.credit)).problem).toEqual(problem);
  });

  test("another sync's files are left alone", async () => {
    const sync = await running();
    await settleUploads(bank.scope, { ...sync.lease, sync_id: uuid() }, 'LOADED');
    expect(await statuses(sync)).toEqual(['SYNCING', 'SYNCING']);
  });
});

describe('the schedule', () => {
  const tick = (minutesLater = 0) => startDueSyncs(logger, Date.now() + minutesLater * 60_000);
  /** Runs the queued sync to its end at once. */
  async function finish(): Promise<void> {
    const { sync_id } = (await bank.lease.read())!;
    const hold = await bank.work(sync_id);
    const lease = (await bank.lease.read())!;
    await bank.logs.advance(sync_id, { status: 'COMPLETED' });
    await settleUploads(bank.scope, lease, lease.validate_only ? 'STAGED' : 'LOADED');
    await bank.lease.release(hold);
  }

  test('a tick of the function starts a sync for what is staged, and the next one leaves it at that', async () => {
    await bank.stage('credit');
    await checkAndSync(undefined, { awsRequestId: 'tick-2' });
    await checkAndSync(undefined, { awsRequestId: 'tick-2' });
    expect(await bank.allLogs()).toMatchObject([{ status: 'QUEUED', trigger: 'SCHEDULE', validate_only: false }]);
    expect(await bank.messages()).toHaveLength(1);
  });

  test('nothing staged leaves no trace', async () => {
    await tick();
    expect([await bank.allLogs(), await bank.messages(), await bank.lease.read()]).toEqual([[], [], undefined]);
  });

  test('both variants of a bank go at once', async () => {
    await bank.stage('credit');
    await bank.stage('credit', { variant: 'COMMERCIAL' });
    await tick();
    expect((await bank.allLogs()).map((log) => log.variant).sort()).toEqual(['COMMERCIAL', 'RETAIL']);
  });

  test('no sooner than the interval after the sync before, with half a minute of tolerance', async () => {
    await bank.configs.patch(slice, { sync_interval_minutes: 10 });
    await bank.stage('credit');
    await tick();
    await finish();
    await bank.stage('credit');
    await tick(9.4);
    expect(await bank.allLogs()).toHaveLength(1);
    await tick(9.51);
    expect(await bank.allLogs()).toHaveLength(2);
  });

  test('a file held back stays until a newer upload comes; then all that is staged goes', async () => {
    const held = { credit: await bank.stage('credit'), plan: await bank.stage('payment_plan') };
    await dispatchSync(bank.scope, { ...request, validateOnly: true });
    await finish();
    await tick(60);
    expect(await bank.allLogs()).toHaveLength(1);
    const corrected = await bank.stage('payment_plan');
    await tick(60);
    expect((await bank.allLogs())[0]?.files).toMatchObject({
      credit: { upload_id: held.credit },
      payment_plan: { upload_id: corrected },
    });
  });

  test('a delivery is not torn: what was announced within 15 minutes is waited for, unless it is given up', async () => {
    await bank.stage('credit');
    const late = await bank.announce('payment_plan');
    await tick(14.9);
    expect(await bank.allLogs()).toEqual([]);
    await cancelUpload(bank.staging, await bank.upload(late));
    await tick();
    expect(await bank.allLogs()).toHaveLength(1);
    await finish();
    await bank.stage('credit');
    await bank.announce('payment_plan');
    await tick(14.9);
    expect(await bank.allLogs()).toHaveLength(1);
    await tick(15.1);
    expect((await bank.allLogs())[0]?.notices).toMatchObject([{ code: 'uploads-awaited' }]);
  });

  test('the other loan type does not wait with it', async () => {
    await bank.stage('credit', { variant: 'COMMERCIAL' });
    await bank.announce('credit');
    await tick();
    expect(await bank.allLogs()).toMatchObject([{ loan_type: 'COMMERCIAL' }]);
  });

  test('file types that are required come together', async () => {
    await bank.configs.patch(slice, { requires: ['credit', 'payment_plan'] });
    await bank.stage('payment_plan');
    await tick(60);
    expect(await bank.allLogs()).toEqual([]);
    await bank.stage('credit');
    await tick(60);
    expect(Object.keys((await bank.allLogs())[0]?.files ?? {}).sort()).toEqual(['credit', 'payment_plan']);
  });

  test('two files of a type that were sent beside each other wait a minute for the request that names both', async () => {
    const parts = [await bank.announce('credit'), await bank.announce('credit')];
    for (const part of parts) await bank.arrive(part);
    await tick(0.9);
    expect(await bank.allLogs()).toEqual([]);
    const both = await dispatchSync(bank.scope, { ...request, uploadIds: parts });
    expect(both.files.credit?.uploads.map(({ upload_id }) => upload_id)).toEqual(parts);
  });

  test('a file that takes the place of one that was there before it was announced is no part of anything', async () => {
    await bank.stage('credit');
    const newer = await bank.stage('credit');
    await tick();
    expect(await bank.allLogs()).toMatchObject([{ files: { credit: { upload_id: newer } } }]);
  });

  test('disabled syncs and disabled banks rest', async () => {
    await bank.stage('credit');
    await bank.configs.patch(slice, { is_enabled: false });
    await tick();
    await bank.configs.patch(slice, { is_enabled: true });
    await tenantsOf(postgres.database).setActive(bank.scope.tenantId, false);
    await tick();
    expect(await bank.allLogs()).toEqual([]);
    await tenantsOf(postgres.database).setActive(bank.scope.tenantId, true);
    await tick();
    expect(await bank.allLogs()).toHaveLength(1);
  });

  test('one bank that fails does not stop the others', async () => {
    const broken = bank;
    await broken.stage('credit');
    await postgres.database.registry.query(`DROP SCHEMA ${broken.scope.schema} CASCADE`);
    bank = await newBank();
    await bank.stage('credit');
    await checkAndSync(undefined, { awsRequestId: 'tick-2' });
    expect(await bank.allLogs()).toHaveLength(1);
  });
});
