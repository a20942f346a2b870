import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import { fileTypeParameter, sliceParameters } from '../slice-parameters.ts';

export type RecurringError = Schemas['RecurringError'];
export type Severity = Schemas['Severity'];

export const ERROR_GROUPINGS = ['rule', 'field', 'file_type'] as const;

export interface RecurringErrorsFilter {
  readonly group_by: (typeof ERROR_GROUPINGS)[number];
  readonly variant?: string;
  readonly file_type?: string;
  readonly severity?: Severity;
  readonly last_syncs: number;
}

/** The findings of the last syncs of a dataset, the most frequent first: up to a thousand groups, which is more than there are rules. */
export const recurringErrorsQuery = (dataset: string, filter: RecurringErrorsFilter) =>
  queryOptions({
    queryKey: ['errors', dataset, filter],
    queryFn: ({ signal }) => {
      const { variant, file_type, ...others } = filter;
      const query = {
        ...others,
        ...sliceParameters({ dataset, variant: variant ?? null }),
        ...(file_type === undefined ? {} : { file_type: fileTypeParameter(file_type) }),
        limit: 1000,
      };
      return answerOf(api.GET('/api/errors', { params: { query }, signal }));
    },
  });
