import { type Dataset, tablesOf } from '../../../shared/contracts/contract.ts';
import type { FilterOperator } from '../../../shared/domain/filter.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { inParameters, sliceIn } from '../../datasets/slice-in-parameters.ts';
import { columnsOf, keyOf } from '../../parts/row-columns.ts';
import { isOperator, type ViewFilter, wrongFilter } from './filters.ts';
import { showable } from './grid-columns.ts';

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** All that decides what the data page shows. The address holds it, in the API's own words. */
export interface RowsView {
  readonly slice: SliceName;
  readonly dataType: string;
  /** None for the order of the key. */
  readonly sort: Sort | undefined;
  readonly filters: readonly ViewFilter[];
  /** In their order; undefined where the address does not say. */
  readonly columns: readonly string[] | undefined;
  /** The first row to be seen, from 0. */
  readonly row: number;
}

const FILTER = /^filter\[([a-z][a-z0-9_]{0,62})\](?:\[([a-z_]+)\])?$/;
const LARGEST_ROW = 10_000_000_000;

/**
 * Reads an address. What it says and nobody understands is not followed in silence: the rows would be other ones than
 * whoever sent the link saw.
 */
export function readView(
  dataset: Dataset,
  parameters: URLSearchParams,
): { view: RowsView; ignored: readonly string[] } {
  const ignored: string[] = [];
  const oneOf = <T extends string>(name: string, allowed: readonly T[], usual: T): T => {
    const said = parameters.get(name);
    const known = allowed.find((value) => value === said);
    if (said !== null && known === undefined) ignored.push(`${name}=${said}`);
    return known ?? usual;
  };
  const tables = tablesOf(dataset).map(({ name }) => name);
  const slice = sliceIn(dataset, parameters);
  // Says so where it is another one than was asked for.
  oneOf('variant', dataset.variants?.names ?? [], slice.variant ?? '');
  const dataType = oneOf('data_type', tables, tables[0] ?? '');
  const columns = columnsOf(slice, dataType);
  const filters: ViewFilter[] = [];
  for (const [name, value] of parameters) {
    if (!name.startsWith('filter')) continue;
    const [, column = '', operator = 'eq'] = FILTER.exec(name) ?? [];
    const filter = { column, operator: operator as FilterOperator, value };
    const isSecond = filters.some((other) => other.column === column && other.operator === operator);
    if (isOperator(operator) && !isSecond && wrongFilter(filter, columns) === undefined) filters.push(filter);
    else ignored.push(`${name}=${value}`);
  }
  const sort = readSort(parameters.get('sort'));
  const isSortKnown = sort === undefined || columns.some(({ name }) => name === sort.column);
  if (!isSortKnown) ignored.push(`sort=${parameters.get('sort')}`);
  const named = parameters.get('columns')?.split(',');
  const chosen = named && showable(named, columns, keyOf(slice, dataType)[0]!);
  for (const name of named ?? []) if (!chosen?.includes(name)) ignored.push(`columns=${name}`);
  const row = Number(parameters.get('row') ?? 1);
  return {
    view: {
      slice,
      dataType,
      sort: isSortKnown ? sort : undefined,
      filters,
      columns: chosen,
      row: Number.isInteger(row) && row >= 1 && row <= LARGEST_ROW ? row - 1 : 0,
    },
    ignored,
  };
}

const readSort = (text: string | null): Sort | undefined =>
  text === null || text === '' ? undefined : { column: text.replace(/^-/, ''), descending: text.startsWith('-') };

export const sortText = ({ column, descending }: Sort): string => (descending ? `-${column}` : column);

export const filterParameter = ({ column, operator }: ViewFilter): string => `filter[${column}][${operator}]`;

/** The inverse of {@link readView}; what is as usual is left out. */
export function writeView(view: RowsView): URLSearchParams {
  const parameters = new URLSearchParams({ ...inParameters(view.slice), data_type: view.dataType });
  for (const filter of view.filters) parameters.append(filterParameter(filter), filter.value);
  if (view.sort) parameters.set('sort', sortText(view.sort));
  if (view.columns) parameters.set('columns', view.columns.join(','));
  if (view.row > 0) parameters.set('row', String(view.row + 1));
  return parameters;
}

/** The same kind of view for other rows: what does not exist there goes. */
export function switched(view: RowsView, to: Partial<Pick<RowsView, 'slice' | 'dataType'>>): RowsView {
  const next = { ...view, ...to, row: 0 };
  const columns = columnsOf(next.slice, next.dataType);
  const has = (name: string) => columns.some((column) => column.name === name);
  const isOtherFile = next.dataType !== view.dataType;
  return {
    ...next,
    sort: next.sort && has(next.sort.column) ? next.sort : undefined,
    filters: next.filters.filter((filter) => wrongFilter(filter, columns) === undefined),
    columns:
      isOtherFile || !next.columns ? undefined : showable(next.columns, columns, keyOf(next.slice, next.dataType)[0]!),
  };
}
