import type { FileTypeName } from '../../../shared/domain/slice.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';

/** Leads every row and stays in sight: the loan. */
export const KEY_COLUMN = 'loan_account_number';

/** What is shown until somebody chooses. */
const USUAL: Readonly<Record<FileTypeName, readonly string[]>> = {
  credit: [
    KEY_COLUMN,
    'customer_id',
    'loan_status_code',
    'days_past_due',
    'original_loan_amount',
    'outstanding_principal_balance',
    'nominal_interest_rate',
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

export const usualColumns = (dataType: FileTypeName): readonly string[] => USUAL[dataType];

/** Names as a grid of this kind can show them: known, once, and the key first. */
export function showable(names: readonly string[], columns: readonly ServedColumn[]): readonly string[] {
  const known = new Set(columns.map(({ name }) => name));
  return [KEY_COLUMN, ...new Set(names.filter((name) => name !== KEY_COLUMN && known.has(name)))];
}

/** Least width in pixels; what room is left is shared out. */
export function widthOf({ name, kind }: ServedColumn): number {
  if (name === KEY_COLUMN) return 136;
  switch (kind.name) {
    case 'decimal':
      return 134;
    case 'text':
    case 'integer':
      return 122;
    default:
      return 112;
  }
}
