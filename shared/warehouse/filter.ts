import type { Filter, FilterOperator } from '../domain/filter.ts';
import { type FieldError, fieldError } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { identifier } from '../sql/quoting.ts';
import type { Parameters } from '../sql/statement.ts';
import type { ServedColumn } from './served-columns.ts';
import { isAbsentSql, isFilledSql, parameterType, readServedValue } from './served-value.ts';

/** A condition in SQL with the values it binds. */
export interface BoundCondition {
  readonly sql: string;
  readonly parameters: Parameters;
}

export const allOf = (conditions: readonly BoundCondition[]): string => conditions.map(({ sql }) => sql).join(' AND ');
export const parametersOf = (conditions: readonly BoundCondition[]): Parameters =>
  Object.assign({}, ...conditions.map(({ parameters }) => parameters));

const COMPARISONS: Partial<Record<FilterOperator, string>> = {
  eq: '=',
  ne: '!=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};
const MAX_LIST = 1_000;

/** Thrown while one filter is read, caught where all of them are. */
class WrongFilter extends Error {
  readonly code: string;
  readonly said: Sentence;
  constructor(code: string, said: Sentence) {
    super(said.text);
    this.code = code;
    this.said = said;
  }
}

/**
 * Filters as conditions that must all hold. An absent value fulfils none but `is_null=true`, as in SQL.
 * @returns a condition a filter, or everything that is wrong with them
 */
export function compileFilters(
  filters: readonly Filter[],
  columns: readonly ServedColumn[],
): { conditions: BoundCondition[]; errors: FieldError[] } {
  const conditions: BoundCondition[] = [];
  const errors: FieldError[] = [];
  for (const [index, filter] of filters.entries()) {
    try {
      conditions.push(compileFilter(filter, columns, `filter_${index}`));
    } catch (error) {
      if (!(error instanceof WrongFilter)) throw error;
      errors.push(fieldError(filter.parameter, error.code, error.said));
    }
  }
  return { conditions, errors };
}

function compileFilter(
  { column: name, operator, value }: Filter,
  columns: readonly ServedColumn[],
  parameter: string,
): BoundCondition {
  const column = columns.find((candidate) => candidate.name === name);
  if (!column) throw new WrongFilter('unknown', serviceSentence('column-of-filter', { column: name }));
  const { kind } = column;
  const cell = identifier(name);
  const type = parameterType(kind);
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) {
    return {
      sql: `${cell} ${comparison} {${parameter}:${type}}`,
      parameters: { [parameter]: servedValue(column, value) },
    };
  }
  switch (operator) {
    case 'in':
      return { sql: `${cell} IN {${parameter}:Array(${type})}`, parameters: { [parameter]: listOf(column, value) } };
    case 'is_null':
      if (value !== 'true' && value !== 'false') throw wrongValue(column, value, 'true or false');
      return { sql: value === 'true' ? isAbsentSql(kind, name) : isFilledSql(kind, name), parameters: {} };
    case 'contains':
      if (kind.search === 'element') {
        const element = { ...column, kind: kind.element! };
        return {
          sql: `has(${cell}, {${parameter}:${parameterType(element.kind)}})`,
          parameters: { [parameter]: servedValue(element, value) },
        };
      }
      if (kind.search !== 'part') {
        throw new WrongFilter('value', serviceSentence('filter-not-text', { column: name, kind: kind.name }));
      }
      if (value === '') throw wrongValue(column, value, 'a part of the text');
      return {
        sql: `positionCaseInsensitiveUTF8(${turkishISql(cell)}, {${parameter}:String}) > 0`,
        parameters: { [parameter]: turkishI(value) },
      };
    default:
      throw new WrongFilter('value', serviceSentence('filter-operator', { operator }));
  }
}

function servedValue(column: ServedColumn, text: string): string {
  const reading = readServedValue(column.kind, text);
  if ('expected' in reading) throw wrongValue(column, text, reading.expected);
  return reading.value;
}

/** Numbers must not be quoted in an array parameter, so theirs is written here; they are digits, sign and point only. */
function listOf(column: ServedColumn, text: string): string | string[] {
  const values = text.split(',').map((part) => servedValue(column, part));
  if (values.length > MAX_LIST) throw new WrongFilter('range', serviceSentence('filter-list', { most: MAX_LIST }));
  return column.kind.number || column.kind.servedAs === 'number' ? `[${values.join(',')}]` : values;
}

const wrongValue = ({ name }: ServedColumn, text: string, expected: string): WrongFilter =>
  new WrongFilter('value', serviceSentence('filter-value', { column: name, value: shown(text), expected }));

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** İ, ı, I and i are one letter in a search: no rule of Unicode's folds them all. */
const turkishI = (text: string): string => text.replaceAll('İ', 'i').replaceAll('ı', 'i');
const turkishISql = (cell: string): string => `replaceAll(replaceAll(${cell}, 'İ', 'i'), 'ı', 'i')`;
