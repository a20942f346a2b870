import { fileTypeOf } from '../../shared/contracts/contract.ts';
import { csvHeader, csvLine, type SampleRow, sampleRow, seededRandom } from '../../shared/contracts/samples.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import type { FileType, LoanType } from './answers.ts';
import type { OutgoingFile } from './bank.ts';

export type { SampleRow } from '../../shared/contracts/samples.ts';

export const accountNumber = (index: number): string => `LOAN_${String(index).padStart(6, '0')}`;

/** Sound credits with account numbers that count from `first`. */
export function creditRows(loanType: LoanType, count: number, { first = 1, seed = 1 } = {}): SampleRow[] {
  const random = seededRandom(seed);
  const fileType = fileTypeOf(loans, 'credit');
  return Array.from({ length: count }, (_, index) => ({
    ...sampleRow(fileType, loanType, random),
    loan_account_number: accountNumber(first + index),
  }));
}

/** Sound payments: `each` installments for `count` loans from `first` on. */
export function paymentRows(loanType: LoanType, count: number, { first = 1, each = 1, seed = 2 } = {}): SampleRow[] {
  const random = seededRandom(seed);
  const fileType = fileTypeOf(loans, 'payment_plan');
  return Array.from({ length: count * each }, (_, index) => ({
    ...sampleRow(fileType, loanType, random),
    loan_account_number: accountNumber(first + Math.floor(index / each)),
    installment_number: String((index % each) + 1),
  }));
}

export const headerOf = (fileType: FileType, loanType: LoanType, delimiter = ';'): string =>
  csvHeader(fileTypeOf(loans, fileType), loanType, delimiter);

export const lineOf = (fileType: FileType, loanType: LoanType, row: SampleRow, delimiter = ';'): string =>
  csvLine(fileTypeOf(loans, fileType), loanType, row, delimiter);

/** The rows as a file with CRLF line ends, as banks export it. */
export const fileOf = (fileType: FileType, loanType: LoanType, rows: readonly SampleRow[]): OutgoingFile => ({
  slice: loanType,
  fileType,
  content: `${[headerOf(fileType, loanType), ...rows.map((row) => lineOf(fileType, loanType, row))].join('\r\n')}\r\n`,
});

export const creditFile = (loanType: LoanType, count: number, options?: { first?: number; seed?: number }) =>
  fileOf('credit', loanType, creditRows(loanType, count, options));

export const paymentFile = (
  loanType: LoanType,
  count: number,
  options?: { first?: number; each?: number; seed?: number },
) => fileOf('payment_plan', loanType, paymentRows(loanType, count, options));

/** The rows, with some cells of the first `count` replaced. */
export const spoil = (rows: readonly SampleRow[], count: number, cells: SampleRow): SampleRow[] =>
  rows.map((row, index) => (index < count ? { ...row, ...cells } : row));
