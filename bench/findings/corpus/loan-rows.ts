/** Rows of retail loans, by their keys, and files of them. */
import type { SampleRow } from '../../../shared/contracts/samples.ts';
import { RETAIL, written } from './planned-files.ts';
import type { RightRows } from './right-rows.ts';

export const WRONG = { customer_type: '?' } as const;
export const WRONG_PAYMENT = { installment_amount: 'x' } as const;

export const creditsFrom = (seed: number, make: (rows: RightRows) => Iterable<string | Buffer>) =>
  written(RETAIL, 'credit', seed, make);
export const paymentsFrom = (seed: number, make: (rows: RightRows) => Iterable<string | Buffer>) =>
  written(RETAIL, 'payment_plan', seed, make);

export const keyed = (account: string, cells: SampleRow = {}): SampleRow => ({
  loan_account_number: account,
  ...cells,
});
export const installment = (account: string, number: number, cells: SampleRow = {}): SampleRow => ({
  loan_account_number: account,
  installment_number: String(number),
  ...cells,
});
