import { readServedValue } from '../../../shared/warehouse/served-value.ts';
import { choicesOf, isNumber } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';

export const OPERATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'contains', 'is_null'] as const;
export type FilterOperator = (typeof OPERATORS)[number];

/** One condition on a column, its value as the API spells it. */
export interface ViewFilter {
  readonly column: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

export const isOperator = (text: string): text is FilterOperator => (OPERATORS as readonly string[]).includes(text);

const MOST_LISTED = 1_000;

/** What the service would say against a filter, known before it is asked; undefined where it is fine. */
export function wrongFilter(
  { column: name, operator, value }: ViewFilter,
  columns: readonly ServedColumn[],
): string | undefined {
  const column = columns.find((candidate) => candidate.name === name);
  if (!column) return name;
  if (operator === 'is_null') return value === 'true' || value === 'false' ? undefined : value;
  if (operator === 'contains') {
    const { search, element } = column.kind;
    if (search === undefined || value === '') return value;
    return search === 'element' && element && 'expected' in readServedValue(element, value) ? value : undefined;
  }
  const values = operator === 'in' ? value.split(',') : [value];
  if (values.length > MOST_LISTED) return value;
  return values.find((one) => 'expected' in readServedValue(column.kind, one));
}

/** How a column of a kind is asked about: a part of a text, a range, or a choice among few values. */
export type Question = 'text' | 'range' | 'choice';

export function questionOf(column: ServedColumn): Question {
  if (choicesOf(column).length > 0) return 'choice';
  return isNumber(column) || column.kind.isTime ? 'range' : 'text';
}

/** The filters with those of one column replaced. */
export const withFilters = (
  filters: readonly ViewFilter[],
  column: string,
  replacement: readonly ViewFilter[],
): readonly ViewFilter[] => [...filters.filter((filter) => filter.column !== column), ...replacement];
