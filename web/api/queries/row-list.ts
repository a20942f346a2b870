import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { sliceText } from '../../../shared/domain/slice.ts';
import { isProblemWithCode } from '../problem.ts';
import { type DataPage, type RowsQuestion, readRows } from './rows.ts';

/** Rows of a table page by page; null where nothing is loaded. */
export const rowListQuery = (question: RowsQuestion, pageRows: number) =>
  infiniteQueryOptions({
    queryKey: ['row-list', sliceText(question.slice), question, pageRows],
    queryFn: async ({ signal, pageParam }): Promise<DataPage | null> => {
      try {
        return await readRows(question, pageParam === undefined ? undefined : { cursor: pageParam }, pageRows, signal);
      } catch (error) {
        if (isProblemWithCode(error, 'nothing-loaded')) return null;
        throw error;
      }
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page?.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
