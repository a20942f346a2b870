import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import { isProblemWithCode } from '../problem.ts';
import { mayGoBetter } from '../query-client.ts';
import { fileTypeParameter } from '../slice-parameters.ts';

export type SyncChanges = Schemas['SyncChanges'];
export type FileChanges = Schemas['FileChanges'];
export type ChangedRow = Schemas['ChangedRow'];
export type RowChange = Schemas['RowChange'];

export const ROW_CHANGES = ['removed', 'changed', 'added'] as const satisfies readonly RowChange[];

/**
 * What a sync changed in what was loaded, or would change. It takes a moment to be computed.
 * @param state what it depends on: that of a sync that waits to be published is over when it is decided
 */
export const changesQuery = (syncId: string, state: string) =>
  queryOptions({
    queryKey: ['changes', syncId, state],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/sync/logs/{id}/changes', { params: { path: { id: syncId } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (failures, error) => failures < 2 && mayGoBetter(error),
  });

export const hasNothingToCompare = (error: unknown): boolean =>
  isProblemWithCode(error, 'nothing-to-compare') || isProblemWithCode(error, 'sync-not-published');

export interface ChangedRowsQuestion {
  readonly syncId: string;
  readonly fileType: string;
  readonly change: RowChange;
}

/** The rows behind the counts, in the order of their keys, page by page. */
export const changedRowsQuery = ({ syncId, fileType, change }: ChangedRowsQuestion, pageRows: number) =>
  infiniteQueryOptions({
    queryKey: ['changes', syncId, 'rows', fileType, change, pageRows],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        change,
        file_type: fileTypeParameter(fileType),
        limit: pageRows,
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      return answerOf(api.GET('/api/sync/logs/{id}/changes/rows', { params: { path: { id: syncId }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
