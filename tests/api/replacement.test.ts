import { beforeAll, describe, expect, it } from 'vitest';
import type { FileType, LoanType, SyncLog } from './answers.ts';
import { type Bank, type OutgoingFile, problemCode } from './bank.ts';
import { creditFile, creditRows, fileOf, paymentFile, paymentRows, spoil } from './files.ts';
import { banksFor, isGiven } from './tenants.ts';

let bank: Bank;
let other: Bank;
beforeAll(async () => {
  [bank, other] = (await banksFor('REPL', 2)) as [Bank, Bank];
});

/** What a reader sees of a loan type: everything, so that "the old data is intact" means all of it. */
async function seen(loanType: LoanType) {
  const [credits, payments] = await Promise.all([bank.rows(loanType, 'credit'), bank.rows(loanType, 'payment_plan')]);
  return { credits, payments };
}

const wrongCredits = (loanType: LoanType, count: number, wrong: number): OutgoingFile =>
  fileOf('credit', loanType, spoil(creditRows(loanType, count), wrong, { customer_type: 'X' }));
const wrongPayments = (loanType: LoanType, count: number, wrong: number): OutgoingFile =>
  fileOf('payment_plan', loanType, spoil(paymentRows(loanType, count), wrong, { installment_amount: 'abc' }));

describe('a load replaces the one before', () => {
  it('1,000 credits and then 2,000 are 2,000', async () => {
    await bank.load(creditFile('RETAIL', 1000));
    expect(await bank.count('RETAIL', 'credit')).toBe(1000);
    const log = await bank.load(creditFile('RETAIL', 2000, { seed: 7 }));
    expect(log).toMatchObject({ total_credit_rows: 2000, valid_credit_rows: 2000, error_count: 0 });
    const page = await bank.dataPage('RETAIL', 'credit', { limit: 1 });
    expect(page).toMatchObject({ total_count: 2000, batch_id: log.batch_id });
    const accounts = (await bank.rows('RETAIL', 'credit')).map((row) => row.loan_account_number);
    expect(new Set(accounts).size).toBe(2000);
  });

  it('and fewer are fewer', async () => {
    await bank.stage(creditFile('RETAIL', 10));
    const { id } = await bank.startSync('RETAIL', { accept_removal: true });
    expect(await bank.waitForSync(id)).toMatchObject({ status: 'COMPLETED', removed_rows: 1990 });
    expect(await bank.count('RETAIL', 'credit')).toBe(10);
  });

  it('both loan types are kept apart, also when they are loaded at once', async () => {
    const kinds = ['RETAIL', 'COMMERCIAL'] as const;
    const sizes = { RETAIL: 300, COMMERCIAL: 500 };
    for (const loanType of kinds) {
      await bank.stage(creditFile(loanType, sizes[loanType], { seed: sizes[loanType] }));
      await bank.stage(paymentFile(loanType, sizes[loanType], { each: 2 }));
    }
    const started = await Promise.all(kinds.map((loanType) => bank.startSync(loanType)));
    const ended = await Promise.all(started.map(({ id }) => bank.waitForSync(id)));
    expect(
      ended.map(({ status, loan_type, valid_credit_rows, valid_payment_rows }) => ({
        status,
        loan_type,
        valid_credit_rows,
        valid_payment_rows,
      })),
    ).toEqual(
      kinds.map((loanType) => ({
        status: 'COMPLETED',
        loan_type: loanType,
        valid_credit_rows: sizes[loanType],
        valid_payment_rows: 2 * sizes[loanType],
      })),
    );
    for (const loanType of kinds) {
      const expected = creditRows(loanType, sizes[loanType], { seed: sizes[loanType] });
      const rows = await bank.rows(loanType, 'credit', { columns: 'loan_account_number,customer_id,row_number' });
      expect(rows.map(({ customer_id }) => customer_id)).toEqual(expected.map(({ customer_id }) => customer_id));
      expect(await bank.count(loanType, 'payment_plan')).toBe(2 * sizes[loanType]);
    }
  });

  it('two banks load at once without touching each other', async () => {
    await Promise.all([bank.stage(creditFile('RETAIL', 40)), other.stage(creditFile('RETAIL', 60))]);
    const started = await Promise.all([bank.startSync('RETAIL'), other.startSync('RETAIL')]);
    const ended = await Promise.all([bank.waitForSync(started[0].id), other.waitForSync(started[1].id)]);
    expect(ended.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED']);
    expect(await Promise.all([bank.count('RETAIL', 'credit'), other.count('RETAIL', 'credit')])).toEqual([40, 60]);
  });
});

describe('a failed load leaves the old data', () => {
  beforeAll(async () => {
    for (const file of [creditFile('COMMERCIAL', 20), paymentFile('COMMERCIAL', 20)]) await bank.stage(file);
    const { id } = await bank.startSync('COMMERCIAL', { accept_removal: true });
    expect(await bank.waitForSync(id)).toMatchObject({ status: 'COMPLETED' });
  });

  it.each([
    ['credits', wrongCredits('COMMERCIAL', 30, 30)],
    ['payments', wrongPayments('COMMERCIAL', 30, 30)],
  ])('%s that are all wrong', async (_name, file) => {
    const before = await seen('COMMERCIAL');
    const log = await bank.deliver(file);
    expect(log).toMatchObject({ status: 'FAILED', failure: { type: '/problems/error-rate-exceeded', status: 422 } });
    expect(log.failure?.detail).toContain('30 of 30');
    expect(log.files[file.fileType]).toMatchObject({ total_rows: 30, valid_rows: 0, rejected_rows: 30 });
    expect(await seen('COMMERCIAL')).toEqual(before);
    expect(await bank.upload(log.files[file.fileType]?.upload_id ?? '')).toMatchObject({ status: 'FAILED' });
    expect((await bank.errors(log.id)).length).toBeGreaterThanOrEqual(30);
  });

  it('sound credits with payments that are all wrong', async () => {
    const before = await seen('COMMERCIAL');
    const log = await bank.deliver(creditFile('COMMERCIAL', 50, { seed: 9 }), wrongPayments('COMMERCIAL', 50, 50));
    expect(problemCode(log.failure)).toBe('error-rate-exceeded');
    expect(await seen('COMMERCIAL')).toEqual(before);
  });

  it('the configuration says how the last sync ended', async () => {
    expect(await bank.call('/api/sync/configs/COMMERCIAL')).toMatchObject({ last_sync_status: 'FAILED' });
  });
});

describe('the share of wrong rows that is allowed', () => {
  beforeAll(async () => {
    await bank.load(creditFile('RETAIL', 20), paymentFile('RETAIL', 20));
  });

  const half = (fileType: FileType, wrong: number): OutgoingFile =>
    fileType === 'credit' ? wrongCredits('RETAIL', 20, wrong) : wrongPayments('RETAIL', 20, wrong);

  it.each(['payment_plan', 'credit'] as const)(
    'half of the %s rows: the other half is loaded; one row more than half: nothing is',
    async (fileType) => {
      const before = await seen('RETAIL');
      const refused = await bank.deliver(half(fileType, 11));
      expect(problemCode(refused.failure)).toBe('error-rate-exceeded');
      expect(await seen('RETAIL')).toEqual(before);
      const log = await bank.load(half(fileType, 10));
      expect(log.files[fileType]).toMatchObject({ total_rows: 20, valid_rows: 10, rejected_rows: 10 });
      expect(await bank.count('RETAIL', fileType)).toBe(10);
    },
  );

  it('is judged for each file by itself: many good rows of one do not outweigh the other', async () => {
    const before = await seen('RETAIL');
    const payments = paymentFile('RETAIL', 9, { first: 12, each: 30 });
    const log = await bank.deliver(half('credit', 11), payments);
    expect(log.files.payment_plan).toMatchObject({ total_rows: 270, rejected_rows: 0 });
    expect(problemCode(log.failure)).toBe('error-rate-exceeded');
    expect(log.failure?.detail).toContain('credit');
    expect(await seen('RETAIL')).toEqual(before);
  });

  it('is what the configuration says', async () => {
    try {
      // Both ends; half is the rate of the tests before.
      await bank.configure('RETAIL', { max_error_rate: 0 });
      expect(await bank.deliver(half('credit', 1))).toMatchObject({ status: 'FAILED' });
      await bank.configure('RETAIL', { max_error_rate: 1 });
      expect(await bank.deliver(half('credit', 19))).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 1 });
    } finally {
      await bank.configure('RETAIL', { max_error_rate: 0.5 });
    }
  });

  it('may be everything, but a load of nothing replaces nothing', async () => {
    const before = await seen('RETAIL');
    try {
      await bank.configure('RETAIL', { max_error_rate: 1 });
      const log = await bank.deliver(half('credit', 20));
      expect(log).toMatchObject({ status: 'FAILED', failure: { type: '/problems/nothing-valid' } });
    } finally {
      await bank.configure('RETAIL', { max_error_rate: 0.5 });
    }
    expect(await seen('RETAIL')).toEqual(before);
  });
});

describe('a newer upload of the same kind', () => {
  it('supersedes the one that waits', async () => {
    const first = await bank.stage(creditFile('RETAIL', 5));
    expect(first).toMatchObject({ status: 'STAGED', row_estimate: 5, sync_id: null, problem: null });
    const second = await bank.stage(creditFile('RETAIL', 6));
    expect(second.status).toBe('STAGED');
    await bank.waitForUpload(first.upload_id, ({ status }) => status === 'SUPERSEDED');
    const { id } = await bank.startSync('RETAIL');
    const log = await bank.waitForSync(id);
    expect(log.files).toMatchObject({ credit: { upload_id: second.upload_id, total_rows: 6 } });
    expect(Object.keys(log.files)).toEqual(['credit']);
    expect(await bank.upload(second.upload_id)).toMatchObject({ status: 'LOADED', sync_id: id });
    expect(await bank.upload(first.upload_id)).toMatchObject({ status: 'SUPERSEDED', sync_id: null });
  });

  it('leaves the other kinds that wait alone', async () => {
    const credits = await bank.stage(creditFile('COMMERCIAL', 5));
    const payments = await bank.stage(paymentFile('COMMERCIAL', 5));
    const newer = await bank.stage(paymentFile('COMMERCIAL', 5, { seed: 3 }));
    const { id } = await bank.startSync('COMMERCIAL');
    const log = await bank.waitForSync(id);
    expect(log.files).toMatchObject({
      credit: { upload_id: credits.upload_id },
      payment_plan: { upload_id: newer.upload_id },
    });
    expect(await bank.upload(payments.upload_id)).toMatchObject({ status: 'SUPERSEDED' });
  });
});

describe('what must not be, cannot be', () => {
  it('two syncs of a loan type at once: one is refused', async () => {
    await bank.stage(creditFile('RETAIL', 4));
    const start = () =>
      bank.ask<SyncLog>('/api/sync', { method: 'POST', body: { tenant_id: bank.tenantId, loan_type: 'RETAIL' } });
    const answers = await Promise.all([start(), start(), start()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const started = answers.find(({ status }) => status === 202);
    expect(await bank.waitForSync(started?.body.id ?? '')).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 4 });
    const again = await start();
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/nothing-staged' } });
  });

  it('another file at the URL of one that is staged is not loaded in its place', async () => {
    const before = await seen('RETAIL');
    const file = creditFile('RETAIL', 6);
    const announced = await bank.announce(file);
    await bank.put(announced, file.content);
    await bank.waitForUpload(announced.upload_id, ({ status }) => status === 'STAGED');
    // As long, but not the same.
    const forged = String(file.content).replaceAll('LOAN_00', 'LOAN_99');
    await bank.put(announced, forged);
    const { id } = await bank.startSync('RETAIL');
    const log = await bank.waitForSync(id);
    if (log.status === 'FAILED' && isGiven()) {
      // Some emulators keep no versions; then the change is noticed, and nothing is loaded.
      expect(log).toMatchObject({ failure: { type: '/problems/file-changed' } });
      expect(await seen('RETAIL')).toEqual(before);
    } else {
      expect(log).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 6 });
    }
    const rows = await bank.rows('RETAIL', 'credit');
    expect(rows.filter((row) => String(row.loan_account_number).startsWith('LOAN_99'))).toEqual([]);
  });
});
