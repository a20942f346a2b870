import type { LoanType } from './answers.ts';
import type { Bank } from './bank.ts';

/** Account numbers of the loaded credits. */
export const accounts = async (bank: Bank, loanType: LoanType = 'RETAIL') =>
  (await bank.rows(loanType, 'credit', { columns: 'loan_account_number' })).map((row) => row.loan_account_number);

/** How many loaded payments have no loaded credit. */
export async function orphans(bank: Bank, loanType: LoanType = 'RETAIL'): Promise<number> {
  const known = new Set(await accounts(bank, loanType));
  const rows = await bank.rows(loanType, 'payment_plan', { columns: 'loan_account_number,installment_number' });
  return rows.filter((row) => !known.has(row.loan_account_number)).length;
}
