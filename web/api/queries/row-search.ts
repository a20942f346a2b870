import { queryOptions } from '@tanstack/react-query';
import { type Dataset, type Table, tablesOf } from '../../../shared/contracts/contract.ts';
import { type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { isProblemWithCode } from '../problem.ts';
import { readRows } from './rows.ts';

const FOUND = 5;

/** Where rows are found by one text that is all of their key. */
export const searchableTables = (contract: Dataset): readonly Table[] =>
  tablesOf(contract).filter(
    ({ key, columns }) => key.length === 1 && columns.find(({ name }) => name === key[0])?.kind.search === 'part',
  );

export interface RowPlace {
  readonly slice: SliceName;
  readonly table: Table;
}

/** The keys of the first live rows of a table whose keys contain a text; none where nothing is loaded. */
export const rowsLikeQuery = ({ slice, table }: RowPlace, text: string) =>
  queryOptions({
    queryKey: ['rows-like', sliceText(slice), table.name, text],
    queryFn: async ({ signal }): Promise<readonly string[]> => {
      const [name = ''] = table.key;
      const filters = [[`filter[${name}][contains]`, text] as const];
      const question = { slice, dataType: table.name, columns: [name], sort: name, filters };
      try {
        const { data } = await readRows(question, undefined, FOUND, signal);
        return data.map((row) => String(row[name]));
      } catch (error) {
        if (isProblemWithCode(error, 'nothing-loaded')) return [];
        throw error;
      }
    },
    staleTime: 60_000,
  });

/** The first of some places that has a live row of exactly this key. */
export async function findPlace(places: readonly RowPlace[], key: string): Promise<RowPlace | undefined> {
  const counts = await Promise.all(
    places.map(async ({ slice, table }) => {
      const [name = ''] = table.key;
      const filters = [[`filter[${name}][eq]`, key] as const];
      const question = { slice, dataType: table.name, columns: [name], sort: undefined, filters };
      return (await readRows(question, undefined, 1, new AbortController().signal)).total_count;
    }),
  );
  return places.find((_, at) => (counts[at] ?? 0) > 0);
}
