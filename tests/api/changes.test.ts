import { beforeAll, describe, expect, it } from 'vitest';
import type { Profile, SyncLog } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { creditRows, fileOf, paymentRows, spoil } from './files.ts';
import { banksFor, isOperated } from './tenants.ts';

interface FileChanges {
  readonly delivered: boolean;
  readonly rows_before: number;
  readonly rows_after: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly changed_columns: Record<string, number>;
  readonly totals: Record<string, { before: string | null; after: string }>;
}
interface SyncChanges {
  readonly sync_id: string;
  readonly compared_with: { readonly sync_id: string };
  readonly files: { readonly credit: FileChanges | null; readonly payment_plan: FileChanges | null };
}

let bank: Bank;
let first: SyncLog;
let both: SyncLog;
let paymentsOnly: SyncLog;
let dryRun: SyncLog;
const credits = creditRows('RETAIL', 30);
const payments = paymentRows('RETAIL', 30);
/** Without the first five loans, with five new ones, and three of them changed in two columns. */
const laterCredits = [
  ...spoil(credits.slice(5), 3, { customer_id: 'CUST_NEW', days_past_due: '7777' }),
  ...creditRows('RETAIL', 5, { first: 900, seed: 9 }),
];

beforeAll(async () => {
  [bank] = (await banksFor('CHANGES', 1)) as [Bank];
  first = await bank.load(fileOf('credit', 'RETAIL', credits), fileOf('payment_plan', 'RETAIL', payments));
  both = await bank.load(fileOf('credit', 'RETAIL', laterCredits), fileOf('payment_plan', 'RETAIL', payments.slice(5)));
  paymentsOnly = await bank.load(fileOf('payment_plan', 'RETAIL', payments.slice(10)));
  await bank.stage(fileOf('credit', 'RETAIL', credits));
  dryRun = await bank.waitForSync((await bank.startSync('RETAIL', { validate_only: true })).id);
});

const changesOf = (id: string) => bank.call<SyncChanges>(`/api/sync/logs/${id}/changes`);
const sum = (rows: readonly Record<string, string>[], column: string) => {
  const cents = rows.reduce((total, row) => total + BigInt(Math.round(Number(row[column]) * 100)), 0n);
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
};
const counts = (changes: FileChanges | null) =>
  changes && [
    changes.rows_before,
    changes.rows_after,
    changes.added,
    changes.removed,
    changes.changed,
    changes.unchanged,
  ];

describe('what a sync changed', () => {
  it('is counted by key, and by column', async () => {
    const { sync_id, compared_with, files } = await changesOf(both.id);
    expect([sync_id, compared_with.sync_id]).toEqual([both.id, first.id]);
    expect(counts(files.credit)).toEqual([30, 30, 5, 5, 3, 22]);
    const { customer_id, days_past_due, customer_type } = files.credit!.changed_columns;
    expect([customer_id, days_past_due, customer_type]).toEqual([3, 3, 0]);
    expect(files.credit!.totals.outstanding_principal_balance).toEqual({
      before: sum(credits, 'outstanding_principal_balance'),
      after: sum(laterCredits, 'outstanding_principal_balance'),
    });
    expect(counts(files.payment_plan)).toEqual([30, 25, 0, 5, 0, 25]);
  });

  it('of payments alone leaves the credits as they were', async () => {
    const { compared_with, files } = await changesOf(paymentsOnly.id);
    expect(compared_with.sync_id).toBe(both.id);
    expect(files.credit).toMatchObject({ delivered: false, changed: 0, unchanged: 30 });
    expect(files.payment_plan?.delivered).toBe(true);
    expect(counts(files.payment_plan)).toEqual([25, 20, 0, 5, 0, 20]);
  });

  it('says why where there is nothing to compare', async ({ skip }) => {
    const dry = await bank.ask(`/api/sync/logs/${dryRun.id}/changes`);
    expect([dry.status, problemCode(dry.body)]).toEqual([409, 'sync-not-published']);
    skip(!isOperated(), 'the tenants given may have loaded before');
    const none = await bank.ask(`/api/sync/logs/${first.id}/changes`);
    expect([none.status, problemCode(none.body)]).toEqual([404, 'nothing-to-compare']);
  });
});

describe('the profile', () => {
  const profile = (version: string, dataType: string) =>
    bank.call<Profile>('/api/profiling', { query: { loan_type: 'RETAIL', data_type: dataType, version } });

  it('of the load before stands beside that of the current one', async () => {
    expect(await profile('live', 'payment_plan')).toMatchObject({ batch_id: paymentsOnly.batch_id, row_count: 20 });
    expect(await profile('previous', 'payment_plan')).toMatchObject({ batch_id: both.batch_id, row_count: 25 });
    // The last sync brought no credits: the ones before them are those of the first.
    expect(await profile('live', 'credit')).toMatchObject({ batch_id: both.batch_id });
    expect(await profile('previous', 'credit')).toMatchObject({ batch_id: first.batch_id });
  });

  it('of a load before the first is not there', async ({ skip }) => {
    skip(!isOperated(), 'the tenants given may have data');
    await bank.load(fileOf('credit', 'COMMERCIAL', creditRows('COMMERCIAL', 2)));
    const answer = await bank.ask('/api/profiling', { query: { loan_type: 'COMMERCIAL', version: 'previous' } });
    expect([answer.status, problemCode(answer.body)]).toEqual([404, 'nothing-to-compare']);
  });
});
