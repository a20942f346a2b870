import { beforeAll, describe, expect, it } from 'vitest';
import type { Publication } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import {
  creditFile,
  creditRows,
  fileOf,
  headerOf,
  lineOf,
  paymentFile,
  paymentRows,
  type SampleRow,
  spoil,
} from './files.ts';
import { banksFor } from './tenants.ts';

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('CORR', 1)) as [Bank];
});

const credits = creditRows('RETAIL', 100);
const payments = paymentRows('RETAIL', 100, { each: 3 });
const broken = { customer_type: 'X' };

/** 100 credits of which the first 10 are wrong, and three installments of each. */
const deliverBroken = () =>
  bank.load(fileOf('credit', 'RETAIL', spoil(credits, 10, broken)), fileOf('payment_plan', 'RETAIL', payments));

const accounts = async () =>
  (await bank.rows('RETAIL', 'credit', { columns: 'loan_account_number' })).map((row) => row.loan_account_number);

const orphans = async (): Promise<number> => {
  const known = new Set(await accounts());
  const rows = await bank.rows('RETAIL', 'payment_plan', { columns: 'loan_account_number,installment_number' });
  return rows.filter((row) => !known.has(row.loan_account_number)).length;
};

/** The lines of a downloaded file, with some text in them replaced as a bank would in an editor. */
const mended = (csv: Buffer, from: string, to: string): string => csv.toString('utf8').replaceAll(from, to);

describe('fix and send again', () => {
  it('the rejected rows come back with their errors, and their payments by themselves', async () => {
    const first = await deliverBroken();
    expect(first.files.credit).toMatchObject({ total_rows: 100, valid_rows: 90, rejected_rows: 10 });
    expect(first.files.payment_plan).toMatchObject({ total_rows: 300, valid_rows: 270, rejected_rows: 30 });

    const download = await bank.download(`/api/sync/logs/${first.id}/rejected.csv?file_type=credit`);
    expect(download.headers.get('content-disposition')).toContain('retail_credit-rejected.csv');
    const [header, ...lines] = download.bytes.toString('utf8').trimEnd().split('\r\n');
    expect(header).toBe(`${headerOf('credit', 'RETAIL')};_tranche_errors`);
    expect(lines).toHaveLength(10);
    for (const line of lines) expect(line).toMatch(/;"Rejected: customer_type must be one of /);

    const fixed = { ...creditFile('RETAIL', 0), name: 'fixed.csv', content: mended(download.bytes, ';X;', ';I;') };
    const log = await bank.correct(first.id, fixed);
    expect(log).toMatchObject({ status: 'COMPLETED', corrects: first.id, removed_rows: 0, publication: 'published' });
    expect(log.files.credit).toMatchObject({
      total_rows: 10,
      valid_rows: 10,
      rejected_rows: 0,
      kept_rows: 90,
      returned_rows: 0,
    });
    expect(log.files.payment_plan).toMatchObject({ upload_id: null, uploads: [], kept_rows: 270, returned_rows: 30 });
    expect(log.files.credit?.uploads).toMatchObject([{ file_name: 'fixed.csv', total_rows: 10 }]);
    expect(new Set(await accounts()).size).toBe(100);
    expect(await bank.count('RETAIL', 'payment_plan')).toBe(300);
    expect(await orphans()).toBe(0);

    // The book is now what it would be, had all been right at once.
    const whole = await bank.profile('RETAIL', 'credit');
    const wholePlan = await bank.profile('RETAIL', 'payment_plan');
    const columns = credits.map((row) => ({
      ...row,
      customer_type: row.customer_type === undefined ? 'I' : row.customer_type,
    }));
    await bank.load(
      fileOf('credit', 'RETAIL', spoil(columns, 10, { customer_type: 'I' })),
      fileOf('payment_plan', 'RETAIL', payments),
    );
    const { batch_id: _a, ...again } = await bank.profile('RETAIL', 'credit');
    expect(whole).toMatchObject(again);
    const { batch_id: _b, ...planAgain } = await bank.profile('RETAIL', 'payment_plan');
    expect(wholePlan).toMatchObject(planAgain);
  });

  it('a correction of a correction, in parts and with rows that are still wrong', async () => {
    const first = await deliverBroken();
    const some = [...credits.slice(0, 4), ...spoil(credits.slice(4, 8), 4, broken)];
    const second = await bank.correct(first.id, fileOf('credit', 'RETAIL', some));
    expect(second.files.credit).toMatchObject({ total_rows: 8, valid_rows: 4, rejected_rows: 4, kept_rows: 90 });
    expect(second.files.payment_plan).toMatchObject({ kept_rows: 270, returned_rows: 12 });
    expect((await bank.errors(second.id)).map(({ row_number }) => row_number)).toEqual([5, 6, 7, 8]);

    const third = await bank.correct(second.id, fileOf('credit', 'RETAIL', credits.slice(4, 10)));
    expect(third.files.credit).toMatchObject({ valid_rows: 6, kept_rows: 94 });
    expect(third.files.payment_plan).toMatchObject({ kept_rows: 282, returned_rows: 18 });
    expect(await bank.count('RETAIL', 'credit')).toBe(100);
    expect(await bank.count('RETAIL', 'payment_plan')).toBe(300);
    expect(await orphans()).toBe(0);
  });

  it('credits and payments together: what the correction brings itself does not come back twice', async () => {
    const wrongPayments = payments.map((row, index) => (index < 6 ? { ...row, installment_amount: 'abc' } : row));
    const first = await bank.load(
      fileOf('credit', 'RETAIL', spoil(credits, 10, broken)),
      fileOf('payment_plan', 'RETAIL', wrongPayments),
    );
    // Six rows are wrong by themselves, the other 24 of the ten wrong credits wait for these.
    expect(first.files.payment_plan).toMatchObject({ valid_rows: 270, rejected_rows: 30 });
    const log = await bank.correct(
      first.id,
      fileOf('credit', 'RETAIL', credits.slice(0, 10)),
      fileOf('payment_plan', 'RETAIL', payments.slice(0, 9)),
    );
    expect(log.files.credit).toMatchObject({ valid_rows: 10, kept_rows: 90 });
    expect(log.files.payment_plan).toMatchObject({ total_rows: 9, valid_rows: 9, kept_rows: 270, returned_rows: 21 });
    expect(await bank.count('RETAIL', 'payment_plan')).toBe(300);
    expect(await orphans()).toBe(0);
  });

  it('replaces rows that were loaded, and keeps the old one where the new one is wrong', async () => {
    const first = await bank.load(creditFile('RETAIL', 50), paymentFile('RETAIL', 50));
    const changed: SampleRow[] = [
      { ...credits[0]!, customer_id: 'CUST_NEW' },
      { ...credits[1]!, ...broken },
      { ...credits[60]!, customer_id: 'CUST_ADDED' },
    ];
    const log = await bank.correct(first.id, fileOf('credit', 'RETAIL', changed));
    expect(log.files.credit).toMatchObject({ total_rows: 3, valid_rows: 2, rejected_rows: 1, kept_rows: 49 });
    expect(log.files.payment_plan).toBeUndefined();
    expect(log.notices).toMatchObject([{ code: 'rows-replaced', rows: 1 }]);
    const rows = await bank.rows('RETAIL', 'credit', { columns: 'loan_account_number,customer_id' });
    const customers = Object.fromEntries(rows.map((row) => [row.loan_account_number, row.customer_id]));
    expect(rows).toHaveLength(51);
    expect(customers[credits[0]!.loan_account_number!]).toBe('CUST_NEW');
    expect(customers[credits[60]!.loan_account_number!]).toBe('CUST_ADDED');
    expect(customers[credits[1]!.loan_account_number!]).toBeDefined();
    expect(await bank.call(`/api/sync/logs/${log.id}/changes`)).toMatchObject({
      files: { credit: { added: 1, removed: 0, changed: 1, unchanged: 49 } },
    });
  });

  it('a file in which most rows are still wrong corrects the others: the book is what the rate is judged by', async () => {
    const first = await deliverBroken();
    const log = await bank.correct(first.id, fileOf('credit', 'RETAIL', spoil(credits.slice(0, 10), 9, broken)));
    expect(log).toMatchObject({ status: 'COMPLETED' });
    expect(log.files.credit).toMatchObject({ valid_rows: 1, rejected_rows: 9, kept_rows: 90 });
    const nothing = await bank.correct(log.id, fileOf('credit', 'RETAIL', spoil(credits.slice(0, 9), 9, broken)));
    expect(problemCode(nothing.failure)).toBe('nothing-valid');
    expect(await bank.count('RETAIL', 'credit')).toBe(91);
  });
});

describe('what is not live', () => {
  const fixed = () => fileOf('credit', 'RETAIL', credits.slice(0, 10));
  const announce = (corrects: string) =>
    bank.ask('/api/uploads', {
      method: 'POST',
      body: { loan_type: 'RETAIL', file_type: 'credit', file_name: 'a.csv', size_bytes: 10, corrects },
    });

  it('cannot be corrected: neither announced nor synced', async () => {
    const first = await deliverBroken();
    const announced = await bank.announce({ ...fixed(), announced: { corrects: first.id } });
    await bank.put(announced, fixed().content);
    await bank.waitForUpload(announced.upload_id, ({ status }) => status === 'STAGED');
    await bank.load({ ...creditFile('COMMERCIAL', 3) });
    // The book is replaced while the correction waits.
    const next = await bank.stage(fileOf('credit', 'RETAIL', credits));
    const { id } = await bank.startSync('RETAIL', { upload_ids: [next.upload_id] });
    await bank.waitForSync(id);
    expect(await announce(first.id)).toMatchObject({ status: 409, body: { type: '/problems/not-live' } });
    const start = await bank.ask('/api/sync', {
      method: 'POST',
      body: { tenant_id: bank.tenantId, loan_type: 'RETAIL', upload_ids: [announced.upload_id] },
    });
    expect(start).toMatchObject({ status: 409, body: { type: '/problems/not-live' } });
    expect(start.body.detail).toContain(id);
    expect(await bank.count('RETAIL', 'credit')).toBe(100);
  });

  it('an unknown sync, or one of another loan type, is not found', async () => {
    const commercial = await bank.load(creditFile('COMMERCIAL', 3));
    expect(await announce(commercial.id)).toMatchObject({ status: 404 });
    expect(await announce('0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f')).toMatchObject({ status: 404 });
  });

  it('becomes live again by a rollback, and can be corrected then', async () => {
    const first = await deliverBroken();
    await bank.load(fileOf('credit', 'RETAIL', credits.slice(0, 60)));
    const answer = await bank.ask<Publication>('/api/publications/rollback', {
      method: 'POST',
      body: { dataset: 'loans', variant: 'RETAIL', to: first.id, reason: 'half a delivery' },
    });
    expect(answer).toMatchObject({ status: 201, body: { sync_id: first.id, live: true, reason: 'half a delivery' } });
    const log = await bank.correct(first.id, fixed());
    expect(log.files.credit).toMatchObject({ valid_rows: 10, kept_rows: 90 });
    expect(await orphans()).toBe(0);
  });
});

it('a line of the errors column is ignored when it comes back, whatever it says', async () => {
  const first = await deliverBroken();
  const lines = credits.slice(0, 10).map((row) => `${lineOf('credit', 'RETAIL', row)};"anything; at ""all"""`);
  const content = `${headerOf('credit', 'RETAIL')};_tranche_errors\n${lines.join('\n')}\n`;
  const log = await bank.correct(first.id, { loanType: 'RETAIL', fileType: 'credit', content });
  expect(log.files.credit).toMatchObject({ total_rows: 10, valid_rows: 10, kept_rows: 90 });
});

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
    let syncId = (await bank.load({ loanType: 'RETAIL', fileType: 'credit', content })).id;
    for (let round = 0; round < 2; round += 1) {
      const rejected = (await bank.rejectedCsv(syncId, 'credit')).toString('utf8');
      expect(rejected.split('\n')[1]).toMatch(/^[^"]*;"Rejected: [^"]*"$/);
      // A spreadsheet fills the row up when it saves it.
      const padded = `${rejected.trimEnd()};\n`;
      for (const sent of [rejected, padded]) {
        const log = await bank.correct(syncId, { loanType: 'RETAIL', fileType: 'credit', content: sent });
        expect(problemCode(log.failure)).toBe('nothing-valid');
      }
      // One sound row beside it, so that the next round has a sync to correct.
      const both = `${rejected.trimEnd()}\n${lines[0]};\n`;
      syncId = (await bank.correct(syncId, { loanType: 'RETAIL', fileType: 'credit', content: both })).id;
    }
    expect(await accounts()).not.toContain(name(l2));
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
    await bank
      .load(creditsOf(l1, bad(l2), bad(l3)), paymentsOf(payment(l1, 1, '1'), payment(l2, 1, '2'), payment(l3, 1, '3')))
      .catch(() => undefined);
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
      expect(await orphans()).toBe(0);
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
    { loanType: 'RETAIL', fileType: 'credit', content },
    fileOf('payment_plan', 'RETAIL', [
      ...paymentRows('RETAIL', 20),
      { ...payments[0]!, loan_account_number: 'GHOST', installment_number: '1' },
    ]),
  );
  expect(log.files.payment_plan).toMatchObject({ total_rows: 21, valid_rows: 20, rejected_rows: 1 });
  expect(await orphans()).toBe(0);
});
