import { beforeAll, describe, expect, it } from 'vitest';
import { type Bank, problemCode } from '../api/bank.ts';
import { creditRows, fileOf, headerOf, lineOf, paymentRows, type SampleRow } from '../api/files.ts';
import { accounts, orphans } from '../api/loaded-keys.ts';
import { banksFor } from '../api/tenants.ts';

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('CORR_DEEP', 1)) as [Bank];
});

const credits = creditRows('RETAIL', 100);
const payments = paymentRows('RETAIL', 100, { each: 3 });
const broken = { customer_type: 'X' };

describe('what a correction must not do', () => {
  const plan = async (): Promise<string[]> => {
    const rows = await bank.rows('RETAIL', 'payment_plan');
    return rows.map((row) => `${row.loan_account_number}/${row.installment_number} ${row.installment_amount}`).sort();
  };
  const payment = (loan: SampleRow, installment: number, amount: string): SampleRow => ({
    ...payments[0]!,
    loan_account_number: loan.loan_account_number!,
    installment_number: String(installment),
    installment_amount: amount,
  });
  const [l1, l2, l3, l4] = credits as [SampleRow, SampleRow, SampleRow, SampleRow];
  const bad = (row: SampleRow): SampleRow => ({ ...row, ...broken });
  const creditsOf = (...rows: SampleRow[]) => fileOf('credit', 'RETAIL', rows);
  const paymentsOf = (...rows: SampleRow[]) => fileOf('payment_plan', 'RETAIL', rows);
  const name = (row: SampleRow) => row.loan_account_number!;

  it('take a row for the answer that comes back under a key which several rows had', async () => {
    const other = { ...l1, customer_id: 'CUST_OTHER' };
    const first = await bank.load(creditsOf(l1, l2, other, bad(l3)), paymentsOf(payment(l1, 1, '5')));
    const log = await bank.correct(first.id, creditsOf(other, l3));
    expect(log.files.credit).toMatchObject({ total_rows: 2, valid_rows: 1, rejected_rows: 1, kept_rows: 2 });
    const [error] = await bank.errors(log.id, { severity: 'ERROR' });
    expect(error).toMatchObject({ error_type: 'DUPLICATE', row_number: 1, record_key: name(l1) });
    expect(error?.error_message).toContain('a live row has it already');
    const rows = await bank.rows('RETAIL', 'credit', { columns: 'loan_account_number,customer_id' });
    expect(rows.find((row) => row.loan_account_number === name(l1))?.customer_id).toBe(l1.customer_id);
  });

  it('take the reason of a rejection for data where a row has lost a cell, however often it comes back', async () => {
    const lines = [l1, l2, l3].map((row) => lineOf('credit', 'RETAIL', row));
    const short = lines[1]!.slice(0, lines[1]!.lastIndexOf(';'));
    const content = `${[headerOf('credit', 'RETAIL'), lines[0], short, lines[2]].join('\n')}\n`;
    let syncId = (await bank.load({ slice: 'RETAIL', fileType: 'credit', content })).id;
    for (let round = 0; round < 2; round += 1) {
      const rejected = (await bank.rejectedCsv(syncId, 'credit')).toString('utf8');
      expect(rejected.split('\n')[1]).toMatch(/^[^"]*;"Rejected: [^"]*"$/);
      // A spreadsheet fills the row up when it saves it.
      const padded = `${rejected.trimEnd()};\n`;
      for (const sent of [rejected, padded]) {
        const log = await bank.correct(syncId, { slice: 'RETAIL', fileType: 'credit', content: sent });
        expect(problemCode(log.failure)).toBe('nothing-valid');
      }
      // One sound row beside it, so that the next round has a sync to correct.
      const both = `${rejected.trimEnd()}\n${lines[0]};\n`;
      syncId = (await bank.correct(syncId, { slice: 'RETAIL', fileType: 'credit', content: both })).id;
    }
    expect(await accounts(bank)).not.toContain(name(l2));
  });

  it('bring rows back of a payment file that another has replaced, or lose those of the live one', async () => {
    const first = await bank.load(
      creditsOf(l1, bad(l2), bad(l3), l4),
      paymentsOf(payment(l1, 1, '1'), payment(l4, 1, '4'), payment(l2, 1, '111'), payment(l2, 99, '99')),
    );
    const [next] = [
      await bank.stage(
        paymentsOf(payment(l1, 1, '1'), payment(l1, 2, '2'), payment(l2, 1, '222'), payment(l2, 2, '22')),
      ),
    ];
    await bank.waitForSync((await bank.startSync('RETAIL', { upload_ids: [next!.upload_id] })).id);
    const third = await bank.correct(first.id, creditsOf(l3));
    const fourth = await bank.correct(third.id, creditsOf(l2));
    expect(fourth.files.payment_plan).toMatchObject({ returned_rows: 2, kept_rows: 2 });
    expect(await plan()).toEqual(
      [`${name(l1)}/1 1.00`, `${name(l1)}/2 2.00`, `${name(l2)}/1 222.00`, `${name(l2)}/2 22.00`].sort(),
    );
  });

  it('forget what waits beneath a later delivery of credits alone; and says what it leaves missing', async () => {
    await bank.configure('RETAIL', { max_error_rate: 1 });
    try {
      await bank.load(
        creditsOf(l1, bad(l2), bad(l3)),
        paymentsOf(payment(l1, 1, '1'), payment(l2, 1, '2'), payment(l3, 1, '3')),
      );
      const alone = await bank.load(creditsOf(l1, bad(l2), bad(l3), l4));
      const some = await bank.correct(alone.id, creditsOf(l3));
      expect(some.files.payment_plan).toMatchObject({ returned_rows: 1, kept_rows: 1 });
      expect(some.notices).toMatchObject([{ code: 'rows-still-rejected', rows: 1 }]);
      const all = await bank.correct(some.id, creditsOf(l2));
      expect(all.files.payment_plan).toMatchObject({ returned_rows: 1, kept_rows: 2 });
      expect(all.notices).toEqual([]);
      expect(await orphans(bank)).toBe(0);
    } finally {
      await bank.configure('RETAIL', { max_error_rate: 0.5 });
    }
  });

  it('keep payments beside whole credits that replace theirs', async () => {
    const first = await bank.load(creditsOf(l1, l2), paymentsOf(payment(l1, 1, '1'), payment(l2, 1, '2')));
    const whole = await bank.stage(creditsOf(l2, l3));
    const part = await bank.stage({ ...paymentsOf(payment(l2, 1, '3')), announced: { corrects: first.id } });
    const asked = await bank.ask('/api/sync', {
      method: 'POST',
      body: { tenant_id: bank.tenantId, loan_type: 'RETAIL', upload_ids: [whole.upload_id, part.upload_id] },
    });
    expect(asked).toMatchObject({ status: 422, body: { type: '/problems/uploads-mismatch' } });
    // Not told which, a sync takes the whole file and says what it left.
    const log = await bank.waitForSync((await bank.startSync('RETAIL')).id);
    expect(Object.keys(log.files)).toEqual(['credit']);
    expect(log.notices.map(({ code }) => code)).toContain('uploads-left-staged');
    await bank.call(`/api/uploads/${part.upload_id}/cancel`, { method: 'POST' });
  });
});

it('a credit within a quoted cell is no credit, and its payments are rejected', async () => {
  const ghost = lineOf('credit', 'RETAIL', { ...credits[0]!, loan_account_number: 'GHOST' });
  const lines = credits.slice(0, 60).map((row) => lineOf('credit', 'RETAIL', row));
  const [before, after] = [lines[30]!.split(';').slice(0, 25), lines[30]!.split(';').slice(26)];
  lines[30] = [...before, `"a\n${ghost}\nb"`, ...after].join(';');
  const content = `${[headerOf('credit', 'RETAIL'), ...lines].join('\n')}\n`;
  const log = await bank.deliver(
    { slice: 'RETAIL', fileType: 'credit', content },
    fileOf('payment_plan', 'RETAIL', [
      ...paymentRows('RETAIL', 20),
      { ...payments[0]!, loan_account_number: 'GHOST', installment_number: '1' },
    ]),
  );
  expect(log.files.payment_plan).toMatchObject({ total_rows: 21, valid_rows: 20, rejected_rows: 1 });
  expect(await orphans(bank)).toBe(0);
});
