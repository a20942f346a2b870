import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import { IDLE_MS, LOAN_TYPES, type LoanType } from './syncs.ts';

export type Publication = Schemas['Publication'];

/** More than are kept: of older ones there is nothing to restore. */
const LISTED = 30;

/** What was published of a loan type, newest first. */
export const publicationsQuery = (loanType: LoanType) =>
  queryOptions({
    queryKey: ['publications', loanType],
    queryFn: async ({ signal }): Promise<readonly Publication[]> => {
      const query = { loan_type: loanType, limit: LISTED };
      return (await answerOf(api.GET('/api/publications', { params: { query }, signal }))).data;
    },
    refetchInterval: IDLE_MS,
  });

/** What is live, by loan type; a loan type of which nothing is loaded is not there. */
export const liveBooksQuery = queryOptions({
  queryKey: ['publications', 'live'],
  queryFn: async ({ signal }): Promise<Partial<Record<LoanType, Publication>>> => {
    const found = await Promise.all(
      LOAN_TYPES.map(async (loanType) => {
        const query = { loan_type: loanType, limit: 1 };
        const { data } = await answerOf(api.GET('/api/publications', { params: { query }, signal }));
        return [loanType, data.find(({ live }) => live)] as const;
      }),
    );
    return Object.fromEntries(found.filter(([, live]) => live !== undefined));
  },
  refetchInterval: IDLE_MS,
});
