import { beforeAll, describe, expect, it } from 'vitest';
import type { ChangedRow, Page, Publication, SyncLog } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { accountNumber, creditFile, creditRows, fileOf, headerOf, paymentFile } from './files.ts';
import { banksFor } from './tenants.ts';

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('GUARD', 1)) as [Bank];
});

const publications = async () =>
  (await bank.call<Page<Publication>>('/api/publications', { query: { variant: 'RETAIL' } })).data;
const rollBack = (to: string, reason = 'wrong file') =>
  bank.ask<Publication>('/api/publications/rollback', {
    method: 'POST',
    body: { dataset: 'loans', variant: 'RETAIL', to, reason },
  });
const changedRows = (id: string, query: Record<string, string | number>) =>
  bank.all<ChangedRow>(`/api/sync/logs/${id}/changes/rows`, query);
const decide = (id: string, what: 'publish' | 'discard') =>
  bank.ask<SyncLog>(`/api/sync/logs/${id}/${what}`, { method: 'POST' });

describe('a file that would take most of the book away', () => {
  it('is held, shows what would vanish, and goes on when that is meant', async () => {
    const whole = await bank.load(creditFile('RETAIL', 1200));
    expect(whole).toMatchObject({ removed_rows: null, publication: 'published' });
    const rest = await bank.stage(creditFile('RETAIL', 200));
    const held = await bank.waitForSync((await bank.startSync('RETAIL')).id);
    expect(held).toMatchObject({ status: 'FAILED', removed_rows: 1000, publication: null });
    expect(problemCode(held.failure)).toBe('removes-too-much');
    expect(held.failure?.detail).toContain('1000 of 1200');
    expect(held.files.credit).toMatchObject({ removed_rows: 1000, valid_rows: 200 });
    expect(await bank.count('RETAIL', 'credit')).toBe(1200);
    expect(await bank.upload(rest.upload_id)).toMatchObject({ status: 'STAGED' });

    expect(await bank.call(`/api/sync/logs/${held.id}/changes`)).toMatchObject({
      published_at: null,
      files: { credit: { removed: 1000, added: 0 } },
    });
    const removed = await changedRows(held.id, { change: 'removed', limit: 300 });
    expect(removed.map(({ record_key }) => record_key)).toEqual(
      Array.from({ length: 1000 }, (_, index) => accountNumber(201 + index)),
    );
    expect(removed[0]).toMatchObject({ change: 'removed', after: null, before: { loan_type: 'RETAIL' } });

    const log = await bank.waitForSync((await bank.startSync('RETAIL', { accept_removal: true })).id);
    expect(log).toMatchObject({ status: 'COMPLETED', removed_rows: 1000 });
    expect(await bank.count('RETAIL', 'credit')).toBe(200);
    expect(await bank.upload(rest.upload_id)).toMatchObject({ status: 'LOADED' });
  });

  it('is judged by the configuration', async () => {
    await bank.load(creditFile('RETAIL', 1000));
    await bank.configure('RETAIL', { max_removed_rate: 0.05 });
    try {
      expect(problemCode((await bank.deliver(creditFile('RETAIL', 949))).failure)).toBe('removes-too-much');
      expect(await bank.deliver(creditFile('RETAIL', 950))).toMatchObject({ status: 'COMPLETED', removed_rows: 50 });
    } finally {
      await bank.configure('RETAIL', { max_removed_rate: 0.8 });
    }
  });

  it('may be empty on purpose', async () => {
    await bank.load(creditFile('RETAIL', 1500));
    const empty = { slice: 'RETAIL', fileType: 'credit', content: `${headerOf('credit', 'RETAIL')}\n` } as const;
    expect(problemCode((await bank.send(empty)).problem)).toBe('empty-file');
    const log = await bank.load({ ...empty, announced: { allow_empty: true } });
    expect(log.files.credit).toMatchObject({ total_rows: 0, valid_rows: 0, removed_rows: 1500 });
    expect(await bank.dataPage('RETAIL', 'credit')).toMatchObject({ batch_id: log.batch_id, total_count: 0, data: [] });
    expect(await bank.ask('/api/portfolio')).toMatchObject({ status: 200 });
    expect((await bank.ask('/api/profiling', { query: { loan_type: 'RETAIL' } })).status).toBeLessThan(500);
    // Being allowed to be empty is no consent to lose rows.
    await bank.load(creditFile('RETAIL', 1500));
    const few = await bank.deliver({ ...creditFile('RETAIL', 10), announced: { allow_empty: true } });
    expect(problemCode(few.failure)).toBe('removes-too-much');
    await bank.waitForSync((await bank.startSync('RETAIL', { accept_removal: true })).id);
  });
});

describe('control totals', () => {
  const rows = creditRows('RETAIL', 30);
  const cents = rows.reduce((sum, row) => sum + BigInt(Math.round(Number(row.original_loan_amount) * 100)), 0n);
  const sum = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
  const file = fileOf('credit', 'RETAIL', [...rows.slice(0, 29), { ...rows[29]!, customer_type: 'X' }]);

  it('count rejected rows too, and match', async () => {
    const announced = { expected_rows: 30, expected_sums: { original_loan_amount: sum } };
    expect(await bank.deliver({ ...file, announced })).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 29 });
  });

  it.each([
    ['rows', { expected_rows: 31 }, ['31', '30']],
    ['sums', { expected_sums: { original_loan_amount: '1.00' } }, ['1.00', sum]],
  ])('that differ in their %s stop the sync, with both numbers', async (_what, announced, numbers) => {
    const log = await bank.deliver({ ...file, announced });
    expect(problemCode(log.failure)).toBe('control-total-mismatch');
    for (const number of numbers) expect(log.failure?.detail).toContain(number);
  });

  it('of a column that has no sum are refused at once', async () => {
    const body = { loan_type: 'RETAIL', file_type: 'credit', file_name: 'a.csv', size_bytes: 9 };
    const answer = await bank.ask('/api/uploads', {
      method: 'POST',
      body: { ...body, expected_sums: { customer_id: '1' } },
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'expected_sums.customer_id' }] } });
  });
});

describe('what was published', () => {
  it('can be shown again in one call, and says who did it and why', async () => {
    const first = await bank.load(creditFile('RETAIL', 40), paymentFile('RETAIL', 40));
    const second = await bank.load(creditFile('RETAIL', 20, { seed: 4 }));
    const before = await publications();
    expect(before.slice(0, 2)).toMatchObject([
      { sync_id: second.id, live: true, reason: null, files: { credit: { rows: 20 }, payment_plan: { rows: 40 } } },
      { sync_id: first.id, live: false, restorable: true, files: { credit: { rows: 40 } } },
    ]);
    expect(before[0]?.by).toBe(bank.apiKey.slice(0, before[0]?.by.length));
    const answer = await rollBack(first.id);
    expect(answer).toMatchObject({
      status: 201,
      body: { sync_id: first.id, batch_id: first.batch_id, live: true, reason: 'wrong file', by: before[0]?.by },
    });
    expect(await bank.dataPage('RETAIL', 'credit', { limit: 1 })).toMatchObject({
      batch_id: first.batch_id,
      total_count: 40,
    });
    expect((await publications())[0]).toMatchObject({ sync_id: first.id, live: true });
    const audit = await bank.all<{ action: string; target: string; after: unknown }>('/api/audit', {
      action: 'book.rolled-back',
    });
    expect(audit[0]).toMatchObject({ target: first.id, after: { reason: 'wrong file' } });
    // What the syncs changed is what it was.
    expect(await bank.call(`/api/sync/logs/${second.id}/changes`)).toMatchObject({
      compared_with: { sync_id: first.id },
    });
    expect(await rollBack(first.id)).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } });
    expect(await rollBack(second.batch_id)).toMatchObject({ status: 201, body: { sync_id: second.id } });
    // A batch that later books show too names the book of the sync that loaded it.
    expect(await rollBack(first.batch_id)).toMatchObject({ status: 201, body: { sync_id: first.id } });
    expect(await rollBack(second.id, 'a\u0000b')).toMatchObject({ status: 400 });
    const byId = await bank.ask('/api/publications/rollback', {
      method: 'POST',
      body: { to: second.id, reason: 'again' },
    });
    expect(byId).toMatchObject({ status: 201, body: { sync_id: second.id, loan_type: 'RETAIL' } });
  });

  it('is kept as long as a later book shows a part of it: that keeps all of its batch', async () => {
    const first = await bank.load(creditFile('RETAIL', 30), paymentFile('RETAIL', 30));
    for (let load = 0; load < 4; load += 1) await bank.load(creditFile('RETAIL', 10 + load));
    expect((await publications()).find(({ sync_id }) => sync_id === first.id)).toMatchObject({
      restorable: true,
      files: { credit: { rows: 30 }, payment_plan: { rows: 30 } },
    });
    expect(await rollBack(first.id)).toMatchObject({ status: 201, body: { sync_id: first.id } });
    expect(await bank.count('RETAIL', 'credit')).toBe(30);
  });

  it('is gone when its rows are, and unknown where it never was', async () => {
    const old = await bank.load(creditFile('RETAIL', 5));
    for (let load = 0; load < 3; load += 1) await bank.load(creditFile('RETAIL', 6 + load));
    expect((await publications()).find(({ sync_id }) => sync_id === old.id)).toMatchObject({
      restorable: false,
      files: { credit: { rows: null } },
    });
    expect(await rollBack(old.id)).toMatchObject({ status: 410, body: { type: '/problems/batch-gone' } });
    expect(await rollBack('0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f')).toMatchObject({ status: 404 });
  });
});

describe('a configuration that publishes by hand', () => {
  beforeAll(async () => {
    await bank.load(creditFile('RETAIL', 20));
    await bank.configure('RETAIL', { publish: 'manual' });
    return async () => {
      await bank.configure('RETAIL', { publish: 'automatic' });
    };
  });

  it('loads, shows the difference, and waits', async () => {
    const live = await bank.dataPage('RETAIL', 'credit', { limit: 1 });
    const log = await bank.load(creditFile('RETAIL', 25, { first: 5 }));
    expect(log).toMatchObject({ status: 'COMPLETED', publication: 'pending', published_at: null, removed_rows: 4 });
    expect(await bank.dataPage('RETAIL', 'credit', { limit: 1 })).toMatchObject({ batch_id: live.batch_id });
    expect(await bank.call(`/api/sync/logs/${log.id}/changes`)).toMatchObject({
      published_at: null,
      files: { credit: { added: 9, removed: 4 } },
    });
    expect(await changedRows(log.id, { change: 'added', limit: 4 })).toHaveLength(9);
    const published = await decide(log.id, 'publish');
    expect(published).toMatchObject({ status: 200, body: { publication: 'published' } });
    expect(published.body.published_at).not.toBeNull();
    expect(await bank.count('RETAIL', 'credit')).toBe(25);
    expect(await decide(log.id, 'publish')).toMatchObject({ status: 200 });
    expect(await decide(log.id, 'discard')).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } });
  });

  it('discards, and the file can be loaded again', async () => {
    const before = await bank.count('RETAIL', 'credit');
    const log = await bank.load(creditFile('RETAIL', 7));
    expect(await decide(log.id, 'discard')).toMatchObject({ status: 200, body: { publication: 'discarded' } });
    expect(await bank.count('RETAIL', 'credit')).toBe(before);
    const upload = log.files.credit!.upload_id!;
    expect(await bank.upload(upload)).toMatchObject({ status: 'FAILED' });
    const again = await bank.waitForSync((await bank.startSync('RETAIL', { upload_ids: [upload] })).id);
    expect(again).toMatchObject({ publication: 'pending', valid_credit_rows: 7 });
    expect(await bank.sync(log.id)).toMatchObject({ publication: 'discarded' });
    await decide(again.id, 'discard');
  });

  it('does not publish over a book that it was not compared with', async () => {
    const log = await bank.load(creditFile('RETAIL', 8));
    const [live, ...earlier] = await publications();
    const other = earlier.find(
      ({ restorable, files }) => restorable && files.credit?.batch_id !== live?.files.credit?.batch_id,
    );
    expect(await rollBack(other!.sync_id)).toMatchObject({ status: 201 });
    expect(await decide(log.id, 'publish')).toMatchObject({ status: 409, body: { type: '/problems/not-live' } });
    const newer = await bank.load(creditFile('RETAIL', 9));
    expect(await bank.sync(log.id)).toMatchObject({ publication: 'discarded' });
    expect(await decide(newer.id, 'publish')).toMatchObject({ status: 200 });
    expect(await bank.count('RETAIL', 'credit')).toBe(9);
  });
});
