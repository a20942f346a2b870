import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import type { LoanType } from './syncs.ts';

export type Rule = Schemas['Rule'];

/** All rules; they change with a release only. */
export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/rules', { params: { query: { limit: 1000 } }, signal }))).data,
  staleTime: Number.POSITIVE_INFINITY,
});

/** One rule, with examples from files of one loan type. */
export const ruleQuery = (ruleId: string, loanType: LoanType | undefined) =>
  queryOptions({
    queryKey: ['rules', ruleId, loanType ?? 'any'],
    queryFn: ({ signal }) => {
      const query = loanType === undefined ? {} : { loan_type: loanType };
      return answerOf(api.GET('/api/rules/{rule_id}', { params: { path: { rule_id: ruleId }, query }, signal }));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
