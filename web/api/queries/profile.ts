import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import { isProblemWithCode } from '../problem.ts';
import type { FileType, LoanType } from './syncs.ts';

export type Profile = Schemas['Profile'];

/** Null where nothing is loaded. */
export const profileQuery = (loanType: LoanType, dataType: FileType) =>
  queryOptions({
    queryKey: ['profile', loanType, dataType],
    queryFn: async ({ signal }): Promise<Profile | null> => {
      try {
        const query = { loan_type: loanType, data_type: dataType };
        return await answerOf(api.GET('/api/profiling', { params: { query }, signal }));
      } catch (error) {
        if (isProblemWithCode(error, 'nothing-loaded')) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
