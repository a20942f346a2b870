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
import { accounts, orphans } from './loaded-keys.ts';
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
    expect(new Set(await accounts(bank)).size).toBe(100);
    expect(await bank.count('RETAIL', 'payment_plan')).toBe(300);
    expect(await orphans(bank)).toBe(0);

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
    expect(await orphans(bank)).toBe(0);
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
    expect(await orphans(bank)).toBe(0);
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
    expect(await orphans(bank)).toBe(0);
  });
});

it('a line of the errors column is ignored when it comes back, whatever it says', async () => {
  const first = await deliverBroken();
  const lines = credits.slice(0, 10).map((row) => `${lineOf('credit', 'RETAIL', row)};"anything; at ""all"""`);
  const content = `${headerOf('credit', 'RETAIL')};_tranche_errors\n${lines.join('\n')}\n`;
  const log = await bank.correct(first.id, { slice: 'RETAIL', fileType: 'credit', content });
  expect(log.files.credit).toMatchObject({ total_rows: 10, valid_rows: 10, kept_rows: 90 });
});
