import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page, SyncLog, ValidationError } from './answers.ts';
import type { Bank } from './bank.ts';
import { creditRows, fileOf, headerOf, lineOf, paymentRows } from './files.ts';
import { banksFor } from './tenants.ts';

const FORMULA = `=cmd|' /C calc'!A0`;
const credits = creditRows('RETAIL', 40).map((row, index) => {
  // What is usual, so that warnings are only where a test wants them.
  const total = Number(row.total_installment_count);
  const paid = Math.min(total, Number(row.paid_installment_count));
  return {
    ...row,
    paid_installment_count: String(paid),
    outstanding_installment_count: String(total - paid),
    original_loan_amount: '2000000',
    outstanding_principal_balance: index === 30 ? '2000000.01' : '1000',
    nominal_interest_rate: '20',
    ...(index === 1 ? { customer_type: '?', days_past_due: FORMULA } : {}),
    ...(index === 4 ? { loan_start_date: '20250230' } : {}),
    ...(index === 5 ? { customer_id: '' } : {}),
    ...(index === 7 ? { customer_district_code: 'with "quotes"; and more', days_past_due: '-1' } : {}),
  };
});
const payments = paymentRows('RETAIL', 40).map((row, index) =>
  index === 9 ? { ...row, installment_amount: '1,5' } : row,
);
const creditFile = fileOf('credit', 'RETAIL', credits);
const paymentFile = fileOf('payment_plan', 'RETAIL', payments);
const linesOf = (content: string | Buffer) => content.toString().split('\r\n');

let bank: Bank;
let log: SyncLog;
beforeAll(async () => {
  [bank] = (await banksFor('FIND', 1)) as [Bank];
  log = await bank.load(creditFile, paymentFile);
});

/** Numbers and rule of each finding. */
const brief = (findings: readonly ValidationError[]) =>
  findings.map(({ file_type, row_number, rule_id }) => `${file_type} ${row_number} ${rule_id}`);

const CREDIT_ERRORS = [
  'credit 2 LOAN-CREDIT-035',
  'credit 2 LOAN-CREDIT-052',
  'credit 5 LOAN-CREDIT-214',
  'credit 6 LOAN-CREDIT-021',
  'credit 8 LOAN-CREDIT-053',
];
/** One payment is wrong by itself, four name a credit that was rejected. */
const PAYMENT_ERRORS = [
  'payment_plan 2 LOAN-PAYMENT-701',
  'payment_plan 5 LOAN-PAYMENT-701',
  'payment_plan 6 LOAN-PAYMENT-701',
  'payment_plan 8 LOAN-PAYMENT-701',
  'payment_plan 10 LOAN-PAYMENT-052',
];

describe('the list of findings', () => {
  it('has every error of every row, in the order of the files', async () => {
    expect(brief(await bank.errors(log.id, { severity: 'ERROR' }))).toEqual([...CREDIT_ERRORS, ...PAYMENT_ERRORS]);
    expect(log).toMatchObject({
      error_count: 10,
      error_summary: {
        by_type: { VALUE: 1, TYPE: 2, FORMAT: 1, REQUIRED: 1, RANGE: 1, CROSS_REFERENCE: 4 },
        by_field: {
          customer_type: 1,
          days_past_due: 2,
          loan_start_date: 1,
          customer_id: 1,
          loan_account_number: 4,
          installment_amount: 1,
        },
        by_rule: { 'LOAN-CREDIT-035': 1, 'LOAN-PAYMENT-701': 4, 'LOAN-PAYMENT-052': 1 },
      },
      files: {
        credit: { total_rows: 40, valid_rows: 36, rejected_rows: 4, error_count: 5 },
        payment_plan: { total_rows: 40, valid_rows: 35, rejected_rows: 5, error_count: 5 },
      },
    });
  });

  it('says what a person needs to know', async () => {
    const [error] = await bank.errors(log.id, { field_name: 'loan_start_date' });
    expect(error).toEqual({
      dataset: 'loans',
      variant: 'RETAIL',
      loan_type: 'RETAIL',
      row_number: 5,
      line_number: 6,
      file_type: 'credit',
      upload_id: log.files.credit?.upload_id,
      field_name: 'loan_start_date',
      error_type: 'FORMAT',
      rule_id: 'LOAN-CREDIT-214',
      severity: 'ERROR',
      error_message: expect.stringMatching(/loan_start_date must be a calendar date.*"20250230"/),
      message: { id: 'rule-broken-by-value', parameters: { rule: expect.anything(), value: '20250230' } },
      raw_value: '20250230',
      record_key: 'LOAN_000005',
    });
  });

  it('tells warnings from errors: a row with only warnings is loaded', async () => {
    const warnings = await bank.errors(log.id, { severity: 'WARNING', file_type: 'credit' });
    expect(brief(warnings)).toEqual(['credit 31 LOAN-CREDIT-902']);
    expect(warnings[0]).toMatchObject({ field_name: 'outstanding_principal_balance', record_key: 'LOAN_000031' });
    const { data } = await bank.dataPage('RETAIL', 'credit', { 'filter[loan_account_number]': 'LOAN_000031' });
    expect(data).toMatchObject([{ outstanding_principal_balance: '2000000.01' }]);
  });

  it.each<[query: Record<string, string>, expected: string[]]>([
    [{ file_type: 'credit' }, CREDIT_ERRORS],
    [{ file_type: 'payment_plan' }, PAYMENT_ERRORS],
    [{ error_type: 'CROSS_REFERENCE' }, PAYMENT_ERRORS.slice(0, 4)],
    [{ error_type: 'TYPE' }, ['credit 2 LOAN-CREDIT-052', 'payment_plan 10 LOAN-PAYMENT-052']],
    [{ field_name: 'days_past_due' }, ['credit 2 LOAN-CREDIT-052', 'credit 8 LOAN-CREDIT-053']],
    [{ field_name: 'days_past_due', error_type: 'RANGE', file_type: 'credit' }, ['credit 8 LOAN-CREDIT-053']],
    [{ file_type: 'payment_plan', field_name: 'customer_type' }, []],
    [{ field_name: 'no_such_field' }, []],
    [{ error_type: 'STRUCTURE' }, []],
  ])('filtered by %j', async (query, expected) => {
    expect(brief(await bank.errors(log.id, { severity: 'ERROR', ...query }))).toEqual(expected);
  });

  it('in pages of any size, without repeating or leaving out one', async () => {
    const path = `/api/sync/logs/${log.id}/errors`;
    const whole = await bank.errors(log.id);
    for (const limit of [1, 3, whole.length, 1000]) {
      expect(await bank.all<ValidationError>(path, { limit })).toEqual(whole);
    }
    const page = await bank.call<Page<ValidationError>>(path, { query: { limit: whole.length } });
    expect(page.next_cursor).toBeNull();
  });

  it.each([
    ['error_type', 'NONSENSE'],
    ['severity', 'error'],
    ['file_type', 'credits'],
    ['limit', '0'],
    ['limit', '1001'],
    ['limit', 'ten'],
    ['cursor', 'nonsense'],
    ['nonsense', '1'],
  ])('%s=%s is a 400 that names it', async (name, value) => {
    const answer = await bank.ask(`/api/sync/logs/${log.id}/errors`, { query: { [name]: value } });
    expect(answer.status).toBe(400);
    if (name !== 'cursor') expect(answer.body.errors?.map(({ field }) => field)).toEqual([name]);
  });
});

describe('errors.csv', () => {
  it('has every finding, and no cell that a spreadsheet would run', async () => {
    const { bytes, headers } = await bank.download(`/api/sync/logs/${log.id}/errors.csv`);
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="?.*errors\.csv/);
    const records = parse(bytes, { columns: true, delimiter: ';' }) as Record<string, string>[];
    expect(Object.keys(records[0] ?? {})).toEqual([
      'file_type',
      'row_number',
      'line_number',
      'field_name',
      'error_type',
      'rule_id',
      'severity',
      'error_message',
      'raw_value',
      'record_key',
    ]);
    const listed = await bank.errors(log.id);
    expect(records.map(({ file_type, row_number, rule_id }) => `${file_type} ${row_number} ${rule_id}`)).toEqual(
      brief(listed),
    );
    const formula = records.find(({ rule_id }) => rule_id === 'LOAN-CREDIT-052');
    expect(formula?.raw_value).toBe(`'${FORMULA}`);
    expect(records.filter((record) => Object.values(record).some((cell) => /^[=+@\t\r-]/.test(cell)))).toEqual([]);
    // The list is for programs: it gives the cell as it was.
    expect(listed.find(({ rule_id }) => rule_id === 'LOAN-CREDIT-052')?.raw_value).toBe(FORMULA);
  });

  it('is also there for a sync in which nothing was wrong', async () => {
    const { id } = await bank.load(fileOf('credit', 'COMMERCIAL', creditRows('COMMERCIAL', 3)));
    expect(parse(await bank.errorsCsv(id), { columns: true, delimiter: ';' }).length).toBe(
      (await bank.errors(id)).length,
    );
  });
});

describe('rejected.csv', () => {
  /** The last column says what is wrong with a row; all else is byte for byte what was sent. */
  const withoutErrors = (line: string): string => line.replace(/;(?:_tranche_errors|"(?:[^"]|"")*")\r?$/, '');

  it('is the rejected lines as they were sent, under the header they had, each with what is wrong with it', async () => {
    const sent = linesOf(creditFile.content);
    const rejected = (await bank.rejectedCsv(log.id, 'credit')).toString('utf8').trimEnd().split('\r\n');
    expect(rejected.map(withoutErrors)).toEqual([0, 2, 5, 6, 8].map((at) => sent[at]));
    expect(rejected[0]).toMatch(/;_tranche_errors$/);
    expect(rejected[1]).toMatch(
      /;"Rejected: customer_type must be one of I, T, V \| days_past_due must be a whole number [^"]*"$/,
    );
    expect(rejected[3]).toMatch(/;"Rejected: customer_id must not be empty"$/);
    const paid = linesOf(paymentFile.content);
    const ofPayments = (await bank.rejectedCsv(log.id, 'payment_plan')).toString('utf8').split('\r\n');
    expect(ofPayments.slice(0, 6).map(withoutErrors)).toEqual([0, 2, 5, 6, 8, 10].map((at) => paid[at]));
  });

  it('keeps bytes that are no text, columns in their own order, and another delimiter', async () => {
    const names = headerOf('credit', 'RETAIL').split(';').reverse();
    const line = (cells: Record<string, string>) => names.map((name) => cells[name]).join('\t');
    const [first = {}, second = {}, third = {}] = creditRows('RETAIL', 3);
    const broken = Buffer.from(line({ ...second, customer_province_code: 'Ýzmir' }), 'latin1');
    const content = Buffer.concat([
      Buffer.from(`${names.join('\t')}\n${line(first)}\n`),
      broken,
      Buffer.from(`\n${line(third)}\n`),
    ]);
    const { id } = await bank.load({ slice: 'RETAIL', fileType: 'credit', content });
    const rejected = await bank.rejectedCsv(id, 'credit');
    const [header = '', row = ''] = rejected.toString('latin1').split('\n');
    expect(header).toBe(`${names.join('\t')}\t_tranche_errors`);
    expect(row).toBe(`${broken.toString('latin1')}\t"Rejected: The row must be UTF-8 text"`);
  });

  it('loads once it is fixed and sent again', async () => {
    const { id } = await bank.load(creditFile);
    const fixed = (await bank.rejectedCsv(id, 'credit'))
      .toString('utf8')
      .replace(FORMULA, '0')
      .replace(';?;', ';I;')
      .replace('20250230', '20250228')
      .replace(';-1;', ';1;')
      .replace('LOAN_000006;;', 'LOAN_000006;CUST_1;');
    const again = await bank.load({ slice: 'RETAIL', fileType: 'credit', content: fixed });
    expect(again).toMatchObject({ total_credit_rows: 4, valid_credit_rows: 4, error_count: 0 });
    const rows = await bank.rows('RETAIL', 'credit');
    expect(rows.map(({ loan_account_number }) => loan_account_number)).toEqual(
      ['02', '05', '06', '08'].map((end) => `LOAN_0000${end}`),
    );
    expect(rows.at(-1)).toMatchObject({ customer_district_code: 'with "quotes"; and more' });
  });

  it('is a 404 where no row was rejected, or no such file was sent; a 400 without file_type', async () => {
    const { id } = await bank.load(fileOf('credit', 'COMMERCIAL', creditRows('COMMERCIAL', 3)));
    const path = `/api/sync/logs/${id}/rejected.csv`;
    expect(await bank.ask(path, { query: { file_type: 'credit' } })).toMatchObject({ status: 404 });
    expect(await bank.ask(path, { query: { file_type: 'payment_plan' } })).toMatchObject({ status: 404 });
    expect(await bank.ask(path)).toMatchObject({ status: 400, body: { errors: [{ field: 'file_type' }] } });
  });
});

describe('a sync that only validates', () => {
  it('finds what is wrong, loads nothing, and leaves the files STAGED', async () => {
    const before = await bank.rows('RETAIL', 'credit');
    const upload = await bank.stage(creditFile);
    const { id } = await bank.startSync('RETAIL', { validate_only: true });
    const checked = await bank.waitForSync(id);
    expect(checked).toMatchObject({
      status: 'COMPLETED',
      validate_only: true,
      total_credit_rows: 40,
      valid_credit_rows: 36,
      error_count: 5,
    });
    expect(brief(await bank.errors(id, { severity: 'ERROR' }))).toEqual(CREDIT_ERRORS);
    expect((await bank.rejectedCsv(id, 'credit')).toString()).toContain('20250230');
    expect(await bank.rows('RETAIL', 'credit')).toEqual(before);
    expect(await bank.waitForUpload(upload.upload_id, ({ status }) => status !== 'SYNCING')).toMatchObject({
      status: 'STAGED',
    });

    const loading = await bank.startSync('RETAIL');
    expect(await bank.waitForSync(loading.id)).toMatchObject({
      status: 'COMPLETED',
      validate_only: false,
      valid_credit_rows: 36,
      files: { credit: { upload_id: upload.upload_id } },
    });
    expect(await bank.count('RETAIL', 'credit')).toBe(36);
    // The findings of both stay, each under its own sync.
    expect(brief(await bank.errors(id, { severity: 'ERROR' }))).toEqual(CREDIT_ERRORS);
    expect(brief(await bank.errors(loading.id, { severity: 'ERROR' }))).toEqual(CREDIT_ERRORS);
  });

  it('fails where a load would, and leaves the files STAGED all the same', async () => {
    const lines = [
      headerOf('credit', 'RETAIL'),
      ...credits.map((row) => lineOf('credit', 'RETAIL', { ...row, customer_id: '' })),
    ];
    const upload = await bank.stage({ slice: 'RETAIL', fileType: 'credit', content: lines.join('\n') });
    const { id } = await bank.startSync('RETAIL', { validate_only: true });
    expect(await bank.waitForSync(id)).toMatchObject({
      status: 'FAILED',
      failure: { type: '/problems/error-rate-exceeded' },
    });
    expect(await bank.waitForUpload(upload.upload_id, ({ status }) => status !== 'SYNCING')).toMatchObject({
      status: 'STAGED',
    });
    // Nothing is left behind for the tests after this one.
    await bank.load(creditFile);
  });
});
