import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { loans } from '../../../shared/contracts/loans.ts';
import { type ServedColumn, servedColumns } from '../../../shared/warehouse/served-columns.ts';
import type { FileType, LoanType } from '../../api/queries/syncs.ts';

export type { ServedColumn };

/** The columns of a data row, from the contract, in its order. */
export const columnsOf = (loanType: LoanType, dataType: FileType): readonly ServedColumn[] =>
  servedColumns(loans, fileTypeOf(loans, dataType), loanType);

/** Leads every row and stays in sight: the loan. */
export const KEY_COLUMN = 'loan_account_number';

/** What is shown until somebody chooses. */
const USUAL: Readonly<Record<FileType, readonly string[]>> = {
  credit: [
    KEY_COLUMN,
    'customer_id',
    'loan_status_code',
    'days_past_due',
    'original_loan_amount',
    'outstanding_principal_balance',
    'nominal_interest_rate',
    'outstanding_installment_count',
    'loan_start_date',
    'final_maturity_date',
  ],
  payment_plan: [
    KEY_COLUMN,
    'installment_number',
    'installment_status',
    'scheduled_payment_date',
    'actual_payment_date',
    'installment_amount',
    'principal_component',
    'interest_component',
    'remaining_principal',
  ],
};

export const usualColumns = (dataType: FileType): readonly string[] => USUAL[dataType];

/** Names as a grid of this kind can show them: known, once, and the key first. */
export function showable(names: readonly string[], columns: readonly ServedColumn[]): readonly string[] {
  const known = new Set(columns.map(({ name }) => name));
  return [KEY_COLUMN, ...new Set(names.filter((name) => name !== KEY_COLUMN && known.has(name)))];
}

export const isNumber = ({ kind }: ServedColumn): boolean => ['integer', 'decimal', 'rate'].includes(kind.name);

/** Least width in pixels; what room is left is shared out. */
export function widthOf({ name, kind }: ServedColumn): number {
  if (name === KEY_COLUMN) return 150;
  switch (kind.name) {
    case 'decimal':
      return 138;
    case 'text':
      return 128;
    case 'rate':
    case 'date':
    case 'code':
      return 116;
    default:
      return 110;
  }
}
