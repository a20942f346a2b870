import { type WrittenCell, type WrittenSheet, workbookFile } from '../../../local/workbooks/workbook-file.ts';
import { type PlannedDelivery, single } from './delivery.ts';
import { file, RETAIL } from './planned-files.ts';
import { EACH, RightRows } from './right-rows.ts';

const WRONG = { customer_type: '?' } as const;

/** Texts as texts, and what looks like a number as one. */
const typed = (cell: string): WrittenCell =>
  /^[1-9][0-9]{0,8}$/.test(cell) ? Number(cell) : cell === '' ? null : cell;

function creditSheet(others: number): WrittenSheet {
  const rows = new RightRows(RETAIL, 'credit', { seed: 17 });
  const names = rows.header.split(';');
  const row = (cells = {}): WrittenCell[] => {
    const made = rows.row(cells);
    return names.map((name) => typed(made[name] ?? ''));
  };
  /** The next row with a cell that is no text. */
  const special = (column: string, cell: WrittenCell): WrittenCell[] => row().with(names.indexOf(column), cell);
  return {
    name: 'credit',
    rows: [
      names,
      row(),
      row(WRONG),
      [],
      row({ customer_district_code: 'a\nb' }),
      row({ ...WRONG, customer_district_code: 'a\n\nb' }),
      special('loan_start_date', { number: '45292', format: 'yyyy-mm-dd' }),
      special('loan_start_date', { number: '45292.5', format: 'yyyy-mm-dd hh:mm' }),
      special('nominal_interest_rate', { number: '0.185', format: '0.00%' }),
      special('original_loan_amount', { number: '1234.5', format: '#,##0.00' }),
      special('original_loan_amount', { number: '0.1' }),
      special('days_past_due', { formula: 'A1+1', value: '12' }),
      special('days_past_due', { error: '#REF!' }),
      special('insurance_included', true),
      special('customer_id', { inline: 'say "x"; y' }),
      row({ loan_account_number: 'TWICE' }),
      row({ loan_account_number: 'TWICE' }),
      [null, null, ' '],
      names,
      ['TOTAL', 6003],
      ...Array.from({ length: others }, () => row()),
      [...row(), 'more'],
      [],
      [],
    ],
  };
}

function paymentSheet(count: number): WrittenSheet {
  const rows = new RightRows(RETAIL, 'payment_plan', { seed: 18 });
  const names = rows.header.split(';');
  const lines = Array.from({ length: count }, (_, at) => {
    const made = rows.row(at % 9 === 0 ? { loan_account_number: 'NOBODY' } : {});
    return names.map((name) => typed(made[name] ?? ''));
  });
  return { name: 'payment_plan', rows: [names, ...lines] };
}

const workbook = (fileType: string, sheets: () => readonly WrittenSheet[]) =>
  file(fileType, () => [workbookFile(sheets())], { name: `${fileType}.xlsx` });

export const workbookDeliveries: readonly PlannedDelivery[] = [
  single('workbook of credits', RETAIL, 1, [workbook('credit', () => [creditSheet(20)])]),
  single('workbook of credits and payments', RETAIL, 2, [
    workbook('credit', () => [{ name: 'read me', rows: [['x']] }, creditSheet(40)]),
    workbook('payment_plan', () => [paymentSheet(30 * EACH)]),
  ]),
  single('workbook of credits, large', RETAIL, 1, [workbook('credit', () => [creditSheet(20_000)])]),
];
