import { queryOptions } from '@tanstack/react-query';
import { type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import type { PlaceInList, RowCondition } from '../row-place.ts';
import { sliceParameters, tableParameter } from '../slice-parameters.ts';

export type DataPage = Schemas['DataPage'];
export type DataRow = DataPage['data'][number];
export type Cell = DataRow[string];

/** Which rows, in which order, with which columns. */
export interface RowsQuestion {
  readonly slice: SliceName;
  /** A file type or a derived table. */
  readonly dataType: string;
  readonly columns: readonly string[];
  readonly sort: string | undefined;
  readonly filters: readonly RowCondition[];
  /** Whether rows that are set aside are asked for too. */
  readonly withQuarantined?: boolean;
}

/** One page of rows, with all their columns where none is named. @throws {ApiProblem} */
export function readRows(
  { slice, dataType, columns, sort, filters, withQuarantined = false }: RowsQuestion,
  place: PlaceInList | undefined,
  limit: number,
  signal: AbortSignal,
): Promise<DataPage> {
  const query = {
    ...sliceParameters(slice),
    data_type: tableParameter(dataType),
    limit,
    ...(columns.length === 0 ? {} : { columns: [...columns] }),
    ...(sort === undefined ? {} : { sort }),
    ...(withQuarantined ? ({ include: 'quarantined' } as const) : {}),
    ...place,
    ...Object.fromEntries(filters),
  };
  return answerOf(api.GET('/api/data', { params: { query }, signal }));
}

/** One row by its key, with all its columns, as the live load has it; null where that has none such any more. */
export const rowQuery = (slice: SliceName, dataType: string, key: RowKey, batchId: string | null) =>
  queryOptions({
    queryKey: ['row', sliceText(slice), dataType, key, batchId],
    queryFn: async ({ signal }): Promise<{ row: DataRow | null; batchId: string | null }> => {
      const filters = conditionsOf(key);
      const question = { slice, dataType, columns: [], sort: undefined, filters };
      const { data, batch_id } = await readRows(question, undefined, 1, signal);
      return { row: data[0] ?? null, batchId: batch_id };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  });

/** The columns of a key with their values. */
export type RowKey = readonly (readonly [column: string, value: string])[];

export const conditionsOf = (key: RowKey): RowCondition[] => key.map(([name, value]) => [`filter[${name}][eq]`, value]);

/** How long a page that nobody looks at is kept: long enough to turn back, short enough to bound the memory. */
const KEPT_MS = 20_000;

export interface PageOfRows {
  readonly question: RowsQuestion;
  /** Changes when the list is read anew. */
  readonly edition: number;
  readonly page: number;
  readonly pageRows: number;
  /** Where the page is to be found, and by which condition more, at the time it is asked for. */
  readonly wayTo: (page: number) => Promise<{ readonly place: PlaceInList; readonly bound: RowCondition | undefined }>;
  readonly onPage: (page: number, nextCursor: string | null, bound: RowCondition | undefined) => void;
  /** Whether a failure may pass. */
  readonly mayPass: (error: unknown) => boolean;
}

const RETRIES = 2;
const FIRST_PAGE = { place: undefined, bound: undefined };

/** A batch never changes, so a page of it is asked for once, and again only if it was let go. */
export const pageOfRowsQuery = ({ question, edition, page, pageRows, wayTo, onPage, mayPass }: PageOfRows) =>
  queryOptions({
    queryKey: ['rows', question, edition, page, pageRows],
    queryFn: async ({ signal }): Promise<DataPage> => {
      const { place, bound } = page === 0 ? FIRST_PAGE : await wayTo(page);
      const asked = bound ? { ...question, filters: [...question.filters, bound] } : question;
      const rows = await readRows(asked, place, pageRows, signal);
      onPage(page, rows.next_cursor, bound);
      return rows;
    },
    retry: (failures, error) => failures < RETRIES && mayPass(error),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  });
