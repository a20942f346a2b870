import { queryOptions } from '@tanstack/react-query';
import { isProblemWithCode } from '../problem.ts';
import { readRows } from './rows.ts';
import type { LoanType } from './syncs.ts';

const FOUND = 5;

/** The first live loans whose account numbers contain a text; none where nothing is loaded. */
export const loansLikeQuery = (loanType: LoanType, text: string) =>
  queryOptions({
    queryKey: ['loans-like', loanType, text],
    queryFn: async ({ signal }): Promise<readonly string[]> => {
      const question = {
        loanType,
        dataType: 'credit',
        columns: ['loan_account_number'],
        sort: 'loan_account_number',
        filters: [['filter[loan_account_number][contains]', text] as const],
      } as const;
      try {
        const { data } = await readRows(question, undefined, FOUND, signal);
        return data.map(({ loan_account_number }) => String(loan_account_number));
      } catch (error) {
        if (isProblemWithCode(error, 'nothing-loaded')) return [];
        throw error;
      }
    },
    staleTime: 60_000,
  });
