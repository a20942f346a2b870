import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemDocument } from '../../../shared/domain/problems.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { syncLogBody as syncLog } from '../../../shared/http/schemas/sync.ts';
import { syncConfigsOf } from '../../../shared/operations/sync-configs.ts';
import { type NewSyncLog, type SyncLogs, syncLogsOf } from '../../../shared/operations/sync-logs.ts';
import { postgresWith, type TestPostgres } from './postgres-under-test.ts';

let postgres: TestPostgres;
let logs: SyncLogs;
let otherBank: SyncLogs;
beforeAll(async () => {
  postgres = await postgresWith('BANK001', 'BANK002');
  logs = syncLogsOf(postgres.database.operationsFor(tenantScope('BANK001')));
  otherBank = syncLogsOf(postgres.database.operationsFor(tenantScope('BANK002')));
});
afterAll(() => postgres.stop());

const newLog = (more: Partial<NewSyncLog> = {}): NewSyncLog => ({
  id: uuidv7(),
  dataset: 'loans',
  variant: 'RETAIL',
  trigger: 'MANUAL',
  validateOnly: false,
  rulesetVersion: 'loans-1',
  files: { credit: [{ upload_id: uuidv7(), file_name: null, size_bytes: null, sent_by: null, total_rows: null }] },
  ...more,
});
const configs = () => syncConfigsOf(postgres.database.operationsFor(tenantScope('BANK001')));

test('a sync from queued to completed', async () => {
  const made = await logs.create(newLog());
  expect(syncLog.parse(made)).toMatchObject({
    status: 'QUEUED',
    progress: 0,
    started_at: null,
    total_credit_rows: null,
    error_count: null,
    batch_id: made.id,
  });
  const fetching = await logs.advance(made.id, { status: 'FETCHING', attempt: 1 });
  expect(fetching?.started_at).not.toBeNull();
  await logs.advance(made.id, { status: 'VALIDATING', progress: 0.4 });
  const credit = { ...made.files.credit!, total_rows: 10, valid_rows: 8, rejected_rows: 2, error_count: 3 };
  await logs.advance(made.id, {
    files: { credit },
    error_count: 3,
    warning_count: 5_000_000_000,
    error_summary: { by_type: { FORMAT: 3 }, by_field: { customer_id: 3 }, by_rule: { 'LOAN-CREDIT-021': 3 } },
    notices: [{ code: 'seen-often', detail: 'a warning', count: 7 }],
  });
  const done = await logs.advance(made.id, { status: 'COMPLETED' });
  expect(syncLog.parse(done)).toMatchObject({
    status: 'COMPLETED',
    progress: 1,
    started_at: fetching?.started_at,
    total_credit_rows: 10,
    valid_credit_rows: 8,
    total_payment_rows: null,
    error_count: 3,
    warning_count: 5_000_000_000,
    attempt: 1,
  });
  expect(done?.duration_ms).toBe(Date.parse(done!.completed_at!) - Date.parse(done!.started_at!));
  expect(await logs.get(made.id)).toEqual(done);
  expect(await configs().get({ dataset: 'loans', variant: 'RETAIL' })).toMatchObject({
    last_sync_at: done?.completed_at,
    last_sync_status: 'COMPLETED',
  });
});

test('a failure keeps its reason, and what has ended stays as it is', async () => {
  const { id } = await logs.create(newLog({ variant: 'COMMERCIAL' }));
  const failure = problemDocument('error-rate-exceeded', '60 of 100 rows were rejected.');
  const failed = await logs.advance(id, { status: 'FAILED', failure });
  expect(syncLog.parse(failed).failure).toEqual(failure);
  expect(await logs.advance(id, { status: 'COMPLETED' })).toBeUndefined();
  expect(await logs.get(id)).toEqual(failed);
  expect(await configs().get({ dataset: 'loans', variant: 'COMMERCIAL' })).toMatchObject({
    last_sync_status: 'FAILED',
  });
});

test('an attempt that was taken over writes nothing', async () => {
  const { id } = await logs.create(newLog());
  await logs.advance(id, { status: 'FETCHING', attempt: 1 });
  await logs.advance(id, { attempt: 2 });
  expect(await logs.advance(id, { status: 'COMPLETED' }, { attempt: 1 })).toBeUndefined();
  expect(await logs.advance(id, { status: 'COMPLETED' }, { attempt: 2 })).toMatchObject({ status: 'COMPLETED' });
});

test("a dry run does not count as the slice's last sync", async () => {
  const before = await configs().get({ dataset: 'loans', variant: 'RETAIL' });
  const { id } = await logs.create(newLog({ validateOnly: true }));
  await logs.advance(id, { status: 'COMPLETED' });
  expect(await configs().get({ dataset: 'loans', variant: 'RETAIL' })).toEqual(before);
});

test("another tenant's sync is not there", async () => {
  const { id } = await logs.create(newLog());
  expect(await otherBank.get(id)).toBeUndefined();
  expect(await otherBank.advance(id, { status: 'COMPLETED' })).toBeUndefined();
  expect((await otherBank.list({ limit: 10 })).data).toEqual([]);
});

test('pages are newest first, and neither repeat nor skip, also while syncs are added', async () => {
  const ids: string[] = [];
  // The same millisecond for some: the id then decides.
  for (let n = 0; n < 25; n++)
    ids.push((await otherBank.create(newLog({ variant: n % 3 ? 'RETAIL' : 'COMMERCIAL' }))).id);
  await postgres.database
    .operationsFor(tenantScope('BANK002'))
    .query("UPDATE sync_logs SET queued_at = date_trunc('second', queued_at)");
  const all = (await otherBank.list({ limit: 100 })).data;
  expect(all.map(({ id }) => id)).toEqual(ids.toReversed());

  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await otherBank.list({ limit: 4, cursor });
    expect(page.data.length).toBeLessThanOrEqual(4);
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
    if (seen.length === 8) await otherBank.create(newLog());
  } while (cursor !== undefined);
  expect(seen).toEqual(ids.toReversed());

  const exact = await otherBank.list({ limit: 26 });
  expect(exact.data).toHaveLength(26);
  expect(exact.next_cursor).toBeNull();
});

test('filters', async () => {
  const retail = await otherBank.list({ variant: 'RETAIL', status: 'QUEUED', limit: 100 });
  expect(new Set(retail.data.map(({ variant }) => variant))).toEqual(new Set(['RETAIL']));
  expect((await otherBank.list({ status: 'FAILED', limit: 100 })).data).toEqual([]);
});

test('a made-up cursor is a problem, not a failure', async () => {
  await expect(logs.list({ limit: 1, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-cursor' });
});

test('configurations are changed field by field', async () => {
  const slice = { dataset: 'loans', variant: 'RETAIL' } as const;
  const before = await configs().get(slice);
  const after = await configs().patch(slice, { is_enabled: false });
  expect(after).toEqual({ ...before, is_enabled: false, updated_at: after?.updated_at });
  expect(
    await configs().patch(slice, { is_enabled: true, sync_interval_minutes: 60, max_error_rate: 0 }),
  ).toMatchObject({
    is_enabled: true,
    sync_interval_minutes: 60,
    max_error_rate: 0,
  });
});

test('the syncs that have ended, newest first, without dry runs', async () => {
  const ended = async (more: Partial<NewSyncLog>, status: 'COMPLETED' | 'FAILED' = 'COMPLETED') => {
    const { id } = await otherBank.create(newLog(more));
    const failure = status === 'FAILED' ? { failure: problemDocument('nothing-valid') } : {};
    return (await otherBank.advance(id, { status, ...failure }))!;
  };
  const first = await ended({});
  const failed = await ended({ variant: 'COMMERCIAL' }, 'FAILED');
  await ended({ validateOnly: true });
  const last = await ended({ batchId: uuidv7() });
  await otherBank.create(newLog());
  const ids = async (filter: Parameters<SyncLogs['ended']>[0]) => (await otherBank.ended(filter)).map(({ id }) => id);
  expect(await otherBank.ended({ limit: 1 })).toEqual([
    { id: last.id, batchId: last.batch_id, dataset: 'loans', variant: 'RETAIL', completedAt: last.completed_at },
  ]);
  expect(await ids({ limit: 3 })).toEqual([last.id, failed.id, first.id]);
  expect(await ids({ limit: 10, variant: 'COMMERCIAL' })).toContain(failed.id);
  expect(await ids({ limit: 10, variant: 'COMMERCIAL' })).not.toContain(last.id);
  expect(await ids({ limit: 10, since: last.completed_at! })).toContain(last.id);
  expect(await ids({ limit: 10, since: new Date(Date.parse(last.completed_at!) + 1).toISOString() })).toEqual([]);
});
