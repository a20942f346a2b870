import { type RowsQuestion, readRows } from '../../api/queries/rows.ts';
import type { PlaceInList, RowCondition } from '../../api/row-place.ts';
import { columnsOf, keyOf } from '../../parts/row-columns.ts';
import { questionOf } from './filters.ts';
import type { SortedColumn } from './row-trail.ts';
import { valueBetween } from './value-between.ts';

/** The column that a list is sorted by, to be asked about; undefined where its values are few, or absent in some rows. */
export function sortedColumnOf(question: RowsQuestion): SortedColumn | undefined {
  const { slice, dataType, filters } = question;
  const sort = question.sort ?? keyOf(slice, dataType)[0]!;
  const isDescending = sort.startsWith('-');
  const name = sort.replace(/^-/, '');
  const column = columnsOf(slice, dataType).find((candidate) => candidate.name === name);
  if (!column || column.nullable || questionOf(column) === 'choice') return undefined;
  const boundAt = (value: string): RowCondition => [`filter[${name}][${isDescending ? 'lte' : 'gte'}]`, value];
  const read = (changes: Partial<RowsQuestion>, place?: PlaceInList) =>
    readRows({ ...question, columns: [name], ...changes }, place, 1, new AbortController().signal);
  const within = (bound: RowCondition | undefined) => (bound ? { filters: [...filters, bound] } : {});
  const cellOf = ({ data }: Awaited<ReturnType<typeof readRows>>) => {
    const value = data[0]?.[name] ?? undefined;
    return value === undefined ? undefined : String(value);
  };
  return {
    boundAt,
    valueAt: async (offset, bound) => cellOf(await read(within(bound), { offset })),
    lastValue: async () => cellOf(await read({ sort: isDescending ? name : `-${name}` })),
    countFrom: async (bound) => (await read(within(bound))).total_count,
    between: (low, high, share) => valueBetween(column, low, high, share),
  };
}
