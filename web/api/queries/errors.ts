import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import type { FileTypeName, LoanType } from './syncs.ts';

export type RecurringError = Schemas['RecurringError'];
export type Severity = Schemas['Severity'];

export const ERROR_GROUPINGS = ['rule', 'field', 'file_type'] as const;

export interface RecurringErrorsFilter {
  readonly group_by: (typeof ERROR_GROUPINGS)[number];
  readonly loan_type?: LoanType;
  readonly file_type?: FileTypeName;
  readonly severity?: Severity;
  readonly last_syncs: number;
}

/** The findings of the last syncs, the most frequent first: up to a thousand groups, which is more than there are rules. */
export const recurringErrorsQuery = (filter: RecurringErrorsFilter) =>
  queryOptions({
    queryKey: ['errors', filter],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/errors', { params: { query: { ...filter, limit: 1000 } }, signal })),
  });
