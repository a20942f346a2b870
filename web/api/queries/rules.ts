import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import { datasetParameter, sliceParameters } from '../slice-parameters.ts';

export type Rule = Schemas['Rule'];

/** All rules of a dataset; they change with a release only. */
export const rulesQuery = (dataset: string) =>
  queryOptions({
    queryKey: ['rules', dataset],
    queryFn: async ({ signal }) => {
      const query = { ...datasetParameter(dataset), limit: 1000 };
      return (await answerOf(api.GET('/api/rules', { params: { query }, signal }))).data;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One rule of a dataset, with examples from files of one variant. */
export const ruleQuery = (dataset: string, ruleId: string, variant: string | undefined) =>
  queryOptions({
    queryKey: ['rules', dataset, ruleId, variant ?? 'any'],
    queryFn: ({ signal }) => {
      const query = variant === undefined ? {} : sliceParameters({ dataset, variant });
      return answerOf(api.GET('/api/rules/{rule_id}', { params: { path: { rule_id: ruleId }, query }, signal }));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
