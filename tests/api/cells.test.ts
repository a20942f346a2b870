import { beforeAll, describe, expect, it } from 'vitest';
import type { DataRow, FileType, LoanType, ValidationError } from './answers.ts';
import type { Bank } from './bank.ts';
import { accountNumber, creditRows, fileOf, paymentRows, type SampleRow } from './files.ts';
import { banksFor } from './tenants.ts';

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('CELLS', 1)) as [Bank];
  // Every cell of the tables is in one file, the wrong ones too.
  for (const loanType of ['RETAIL', 'COMMERCIAL'] as const) await bank.configure(loanType, { max_error_rate: 1 });
});

/** What becomes of a cell: its value as the API serves it, or the error it is rejected with. */
type Outcome = string | number | null | { readonly error: string; readonly rule: string };
type Cell = readonly [column: string, cell: string, outcome: Outcome];

const fault = (error: string, rule: string) => ({ error, rule });

/** A line of a file for each cell, in which all else is sound; what came of each. */
async function readCells(loanType: LoanType, fileType: FileType, cells: readonly Cell[]) {
  // Nothing but the cell must be wrong: dates far apart and counts that fit each other.
  const base: SampleRow =
    fileType === 'credit'
      ? {
          loan_start_date: '19000101',
          first_payment_date: '19000101',
          final_maturity_date: '21001231',
          paid_installment_count: '0',
        }
      : { installment_status: 'A', actual_payment_date: '' };
  const sound = (fileType === 'credit' ? creditRows : paymentRows)(loanType, cells.length);
  const rows = sound.map((row, index) => {
    const [column, cell] = cells[index] as Cell;
    const paid = column === 'actual_payment_date' && cell !== '' ? { installment_status: 'K' } : {};
    const settled =
      'installment_status' in paid
        ? { remaining_principal: '0', remaining_interest: '0', remaining_kkdf: '0', remaining_bsmv: '0' }
        : {};
    return { ...row, ...base, ...paid, ...settled, [column]: cell };
  });
  const log = await bank.load(fileOf(fileType, loanType, rows));
  const loaded = await bank.rows(loanType, fileType);
  const errors = await bank.errors(log.id, { severity: 'ERROR' });
  expect(loaded.length + errors.length).toBe(cells.length);
  const slice = { dataset: 'loans', variant: loanType, loan_type: loanType };
  return { loaded: new Map(loaded.map((row) => [row.row_number, row])), errors, slice };
}

/** What the API must show for each cell. */
function expectOutcomes(
  cells: readonly Cell[],
  fileType: FileType,
  { loaded, errors, slice }: { loaded: Map<unknown, DataRow>; errors: ValidationError[]; slice: object },
): void {
  const prefix = fileType === 'credit' ? 'LOAN-CREDIT' : 'LOAN-PAYMENT';
  for (const [index, [column, cell, outcome]] of cells.entries()) {
    const row_number = index + 1;
    const row = loaded.get(row_number);
    const error = errors.find((finding) => finding.row_number === row_number);
    if (outcome === null || typeof outcome !== 'object') {
      expect({ cell, error, value: row?.[column] }).toEqual({ cell, error: undefined, value: outcome });
      continue;
    }
    expect({ cell, row }).toEqual({ cell, row: undefined });
    const key = accountNumber(row_number);
    expect({ cell, ...error }).toEqual({
      cell,
      ...slice,
      row_number,
      line_number: row_number + 1,
      file_type: fileType,
      upload_id: expect.any(String),
      field_name: column,
      error_type: outcome.error,
      rule_id: `${prefix}-${outcome.rule}`,
      severity: 'ERROR',
      error_message: expect.stringContaining(`${column} must`),
      message: expect.objectContaining({ id: expect.any(String) }),
      raw_value: cell === '' ? null : cell,
      record_key: fileType === 'credit' ? key : expect.stringContaining(key),
    });
  }
}

const rates = (column: string, number: string): Cell[] =>
  (
    [
      ['55.47', '0.554700'],
      ['5.14', '0.051400'],
      ['18.5', '0.185000'],
      ['18.5%', '0.185000'],
      ['18.5 %', '0.185000'],
      ['1850bps', '0.185000'],
      ['1850 bps', '0.185000'],
      ['1850 BPS', '0.185000'],
      ['55,47', '0.554700'],
      ['0.9', '0.009000'],
      ['1', '0.010000'],
      ['1.0001', '0.010001'],
      ['0', '0.000000'],
      ['007', '0.070000'],
      ['450', '4.500000'],
      ['1000', '10.000000'],
      ['1000.01', fault('RANGE', `${number}3`)],
      ['-1', fault('RANGE', `${number}3`)],
      ['', fault('REQUIRED', `${number}1`)],
      ['abc', fault('TYPE', `${number}2`)],
      ['NaN', fault('TYPE', `${number}2`)],
      ['inf', fault('TYPE', `${number}2`)],
      ['1e1', fault('TYPE', `${number}2`)],
      ['1.00001', fault('TYPE', `${number}6`)],
    ] as const
  ).map(([cell, outcome]) => [column, cell, outcome]);

describe('every cell gives the exact value, or the error that says what is wrong with it', () => {
  it('rates in percent, dates, amounts and counts of a retail credit', async () => {
    const dates: Cell[] = (
      [
        ['20250302', '2025-03-02'],
        ['2025-03-02', '2025-03-02'],
        ['02.03.2025', '2025-03-02'],
        ['20240229', '2024-02-29'],
        ['19000101', '1900-01-01'],
        ['2100-12-31', '2100-12-31'],
        [' 20250302 ', '2025-03-02'],
        ['', null],
        ['20250230', fault('FORMAT', '224')],
        ['2025-02-30', fault('FORMAT', '224')],
        ['29.02.2025', fault('FORMAT', '224')],
        ['20251345', fault('FORMAT', '224')],
        ['00000000', fault('FORMAT', '224')],
        ['2-0-2-5-0101', fault('FORMAT', '224')],
        ['2025/03/02', fault('FORMAT', '224')],
        ['2025-3-2', fault('FORMAT', '224')],
        ['18991231', fault('FORMAT', '224')],
        ['21010101', fault('FORMAT', '224')],
        ['２０２５０１０１', fault('FORMAT', '224')],
      ] as const
    ).map(([cell, outcome]) => ['loan_closing_date', cell, outcome]);
    const amounts: Cell[] = (
      [
        ['28370', '28370.00'],
        ['4691.65', '4691.65'],
        ['0.5', '0.50'],
        ['-0', '0.00'],
        ['0.1', '0.10'],
        ['123456789012345.67', '123456789012345.67'],
        ['9999999999999999.99', '9999999999999999.99'],
        ['10000000000000000', fault('RANGE', '143')],
        ['-0.01', fault('RANGE', '143')],
        ['12.345', fault('TYPE', '146')],
        ['1e5', fault('TYPE', '142')],
        ['1_000', fault('TYPE', '142')],
        ['1.234,56', fault('TYPE', '142')],
        ['1,5', fault('TYPE', '142')],
        ['nan', fault('TYPE', '142')],
        ['inf', fault('TYPE', '142')],
        ['.5', fault('TYPE', '142')],
        ['5.', fault('TYPE', '142')],
        ['+5', fault('TYPE', '142')],
        ['-', fault('TYPE', '142')],
        ['', fault('REQUIRED', '141')],
      ] as const
    ).map(([cell, outcome]) => ['total_interest_amount', cell, outcome]);
    const counts: Cell[] = (
      [
        ['0', 0],
        ['0005', 5],
        ['4294967295', 4_294_967_295],
        ['4294967296', fault('RANGE', '053')],
        ['99999999999', fault('RANGE', '053')],
        ['99999999999999999999999', fault('RANGE', '053')],
        ['-1', fault('RANGE', '053')],
        ['+3', fault('TYPE', '052')],
        ['1_0', fault('TYPE', '052')],
        ['1.0', fault('TYPE', '052')],
        ['١', fault('TYPE', '052')],
        ['', fault('REQUIRED', '051')],
      ] as const
    ).map(([cell, outcome]) => ['days_past_due', cell, outcome]);
    const codes: Cell[] = [
      ['customer_type', 'I', 'INDIVIDUAL'],
      ['customer_type', 'T', 'TRADE'],
      ['customer_type', 'V', 'VIP'],
      ['customer_type', 'Bireysel', 'INDIVIDUAL'],
      ['customer_type', 'C', fault('VALUE', '035')],
      ['customer_type', '', fault('REQUIRED', '031')],
      ['loan_status_code', 'A', 'ACTIVE'],
      ['loan_status_code', 'K', 'CLOSED'],
      ['loan_status_code', 'KAPALI', 'CLOSED'],
      ['loan_status_code', 'AÇIK', 'ACTIVE'],
      ['loan_status_code', 'C', fault('VALUE', '045')],
      ['insurance_included', 'E', 1],
      ['insurance_included', 'H', 0],
      ['insurance_included', '', null],
      ['insurance_included', '1', fault('VALUE', '255')],
      ['original_loan_amount', '0', fault('RANGE', '113')],
      ['original_loan_amount', '0.01', '0.01'],
      ['internal_rating', '', null],
      ['internal_rating', '-5', -5],
      ['internal_rating', '2147483648', fault('RANGE', '233')],
      ['customer_district_code', 'Şişli', 'Şişli'],
      ['customer_district_code', 'NULL', 'NULL'],
      ['customer_district_code', '\\N', '\\N'],
      ['customer_district_code', "O'Hara\\n", "O'Hara\\n"],
      ['customer_district_code', '=1+1', '=1+1'],
    ];
    const cells = [...rates('nominal_interest_rate', '13'), ...dates, ...amounts, ...counts, ...codes];
    expectOutcomes(cells, 'credit', await readCells('RETAIL', 'credit', cells));
  });

  it('rates as a fraction, and the columns of a commercial credit', async () => {
    const cells: Cell[] = [
      ...(
        [
          ['0.185', '0.185000'],
          ['18.5%', '0.185000'],
          ['1850bps', '0.185000'],
          ['0.0217', '0.021700'],
          ['1', '1.000000'],
          ['0', '0.000000'],
          ['', null],
          ['2.17', fault('RANGE', '333')],
          ['1.000001', fault('RANGE', '333')],
          ['-0.1', fault('RANGE', '333')],
          ['0,5', fault('TYPE', '332')],
          ['abc', fault('TYPE', '332')],
          ['0.0000001', fault('TYPE', '336')],
        ] as const
      ).map(([cell, outcome]): Cell => ['default_probability', cell, outcome]),
      ['sector_code', '12', 12],
      ['sector_code', '1.5', fault('TYPE', '312')],
      ['risk_class', '', null],
      ...rates('kkdf_rate', '15'),
    ];
    expectOutcomes(cells, 'credit', await readCells('COMMERCIAL', 'credit', cells));
  });

  it('the cells of a payment', async () => {
    const dates: Cell[] = [
      ['scheduled_payment_date', '02.03.2025', '2025-03-02'],
      ['scheduled_payment_date', '20250302', '2025-03-02'],
      ['scheduled_payment_date', '20250230', fault('FORMAT', '044')],
      ['scheduled_payment_date', '', fault('REQUIRED', '041')],
      ['actual_payment_date', '20250302', '2025-03-02'],
      ['actual_payment_date', '', null],
      ['actual_payment_date', '20251345', fault('FORMAT', '034')],
      ['installment_number', '1', 1],
      ['installment_number', '0', fault('RANGE', '023')],
      ['installment_status', 'A', 'ACTIVE'],
      ['installment_status', 'B', fault('VALUE', '105')],
      ['installment_status', '', fault('REQUIRED', '101')],
      ['installment_amount', '12.34', '12.34'],
      ['installment_amount', '12.345', fault('TYPE', '056')],
      ['remaining_bsmv', '-1', fault('RANGE', '143')],
    ];
    await bank.load(fileOf('credit', 'RETAIL', creditRows('RETAIL', dates.length)));
    expectOutcomes(dates, 'payment_plan', await readCells('RETAIL', 'payment_plan', dates));
  });
});
