import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../client.ts';
import type { FindingFilter, FindingGroup } from '../finding-filter.ts';
import { fileTypeParameter } from '../slice-parameters.ts';

/** More than there are rules. */
const MOST_GROUPS = 1_000;

/** What the rules found in a sync that has ended, by file and rule, the most frequent first. */
export const findingGroupsQuery = (syncId: string) =>
  queryOptions({
    queryKey: ['error-groups', syncId],
    queryFn: async ({ signal }): Promise<readonly FindingGroup[]> => {
      const params = { path: { id: syncId }, query: { limit: MOST_GROUPS } };
      return (await answerOf(api.GET('/api/sync/logs/{id}/error-groups', { params, signal }))).data;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The findings themselves, in the order of the file, page by page. */
export const findingPagesQuery = (syncId: string, filter: FindingFilter, pageRows: number) =>
  infiniteQueryOptions({
    queryKey: ['findings', syncId, filter, pageRows],
    queryFn: ({ signal, pageParam }) => {
      const { fileType, errorType, field, severity, ruleId } = filter;
      const query = {
        limit: pageRows,
        ...(fileType ? { file_type: fileTypeParameter(fileType) } : {}),
        ...(errorType ? { error_type: errorType } : {}),
        ...(field ? { field_name: field } : {}),
        ...(severity ? { severity } : {}),
        ...(ruleId ? { rule_id: ruleId } : {}),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      return answerOf(api.GET('/api/sync/logs/{id}/errors', { params: { path: { id: syncId }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
