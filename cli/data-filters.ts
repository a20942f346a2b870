import type { FilterOperator } from '../shared/domain/filter.ts';

/** What is typed, and what the API calls it. The longer ones come first, since one begins like another. */
const COMPARISONS: readonly (readonly [typed: string, operator: FilterOperator])[] = [
  ['>=', 'gte'],
  ['<=', 'lte'],
  ['!=', 'ne'],
  ['=', 'eq'],
  ['>', 'gt'],
  ['<', 'lt'],
  ['~', 'contains'],
];

export const FILTER_HELP =
  'COLUMN=VALUE, also != > >= < <= ~ (contains), "COLUMN in A,B", "COLUMN is null", "COLUMN is not null"';

/**
 * One condition as it is typed: `column>=90`.
 * @returns name and value of the query parameter, or undefined for what is no condition
 */
export function filterParameter(typed: string): [name: string, value: string] | undefined {
  const words = /^\s*([a-z][a-z0-9_]*)\s+(?:in\s+(.+?)|is\s+(not\s+)?null)\s*$/i.exec(typed);
  if (words) {
    const [, column = '', list, not] = words;
    if (list !== undefined) return [`filter[${column}][in]`, list.replace(/\s*,\s*/g, ',')];
    return [`filter[${column}][is_null]`, String(not === undefined)];
  }
  const [, column, rest = ''] = /^\s*([a-z][a-z0-9_]*)\s*([^\sa-z0-9_].*)$/s.exec(typed) ?? [];
  const comparison = COMPARISONS.find(([sign]) => rest.startsWith(sign));
  if (column === undefined || !comparison) return undefined;
  const [sign, operator] = comparison;
  return [`filter[${column}][${operator}]`, rest.slice(sign.length).trim()];
}
