import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../client.ts';
import { type DataRow, readRows } from './rows.ts';
import type { FileTypeName, LoanType } from './syncs.ts';

/** Installments that are shown of one loan: forty years of months are fewer. */
export const MOST_INSTALLMENTS = 1_000;

export interface Loan {
  /** Null where the live load has no such loan. */
  readonly credit: DataRow | null;
  /** By number. */
  readonly plan: readonly DataRow[];
  readonly installments: number;
}

/** Whether the live load has a loan of exactly this number. */
export async function hasLoan(loanType: LoanType, loan: string): Promise<boolean> {
  const filters = [['filter[loan_account_number][eq]', loan] as const];
  const question = {
    loanType,
    dataType: 'credit',
    columns: ['loan_account_number'],
    sort: undefined,
    filters,
  } as const;
  const { total_count } = await readRows(question, undefined, 1, new AbortController().signal);
  return total_count > 0;
}

/** One loan with its payment plan, as the live load has them. */
export const loanQuery = (loanType: LoanType, loan: string) =>
  queryOptions({
    queryKey: ['loan', loanType, loan],
    queryFn: async ({ signal }): Promise<Loan> => {
      const rowsOf = (dataType: FileTypeName, limit: number) => {
        const query = { loan_type: loanType, data_type: dataType, limit, 'filter[loan_account_number][eq]': loan };
        return answerOf(api.GET('/api/data', { params: { query }, signal }));
      };
      const [credits, plan] = await Promise.all([rowsOf('credit', 1), rowsOf('payment_plan', MOST_INSTALLMENTS)]);
      return { credit: credits.data[0] ?? null, plan: plan.data, installments: plan.total_count };
    },
    staleTime: 60_000,
  });
