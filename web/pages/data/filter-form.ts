import { scaled, unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import { scaleOf } from '../../../shared/warehouse/served-value.ts';
import { exactDifference } from '../../format/exact-difference.ts';
import type { Formats } from '../../format/formats.ts';
import { choicesOf, isDay, isInstant, isNumber, isRatio } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { questionOf, type ViewFilter, wrongFilter } from './filters.ts';
import { fractionOf, PERCENT_SHIFT, percentOf } from './percent-text.ts';

export const PRESENCE = ['any', 'present', 'absent'] as const;
export type Presence = (typeof PRESENCE)[number];
export const TEXT_OPERATORS = ['contains', 'eq', 'in'] as const;
export type TextOperator = (typeof TEXT_OPERATORS)[number];

/** How a text can be asked about; a list only whether it has an element. */
export const textOperatorsOf = ({ kind }: ServedColumn): readonly TextOperator[] =>
  kind.search === 'element' ? ['contains'] : TEXT_OPERATORS;

/** What is asked about one column, as it is typed. */
export interface FilterForm {
  readonly presence: Presence;
  readonly textOperator: TextOperator;
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly choices: readonly string[];
}

export const EMPTY_FORM: FilterForm = {
  presence: 'any',
  textOperator: 'contains',
  text: '',
  from: '',
  to: '',
  choices: [],
};

/**
 * The filters of a column as the form shows them. A bound that leaves its own value out (`gt`, `lt`) is shown as the next
 * value: the same rows. What the form cannot show (`ne`) is no part of it, see {@link unshownOf}.
 */
export function formOf(filters: readonly ViewFilter[], column: ServedColumn, formats: NumberFormats): FilterForm {
  const own = filters.filter((filter) => filter.column === column.name);
  const valueWith = (...operators: ViewFilter['operator'][]) =>
    own.find(({ operator }) => operators.includes(operator))?.value;
  const written = (value: string | undefined) => (value === undefined ? '' : writtenValue(value, column, formats));
  const absence = valueWith('is_null');
  const equal = valueWith('eq');
  const listed = valueWith('in');
  const textOperator = TEXT_OPERATORS.find((operator) => valueWith(operator) !== undefined) ?? 'contains';
  return {
    presence: absence === undefined ? 'any' : absence === 'true' ? 'absent' : 'present',
    textOperator,
    text: (valueWith(textOperator) ?? '').replaceAll(',', textOperator === 'in' ? '\n' : ','),
    from: written(valueWith('gte') ?? beside(valueWith('gt'), column, 1n) ?? equal),
    to: written(valueWith('lte') ?? beside(valueWith('lt'), column, -1n) ?? equal),
    choices: (listed ?? equal)?.split(',') ?? [],
  };
}

/** The filters of a column that stay whatever is applied to it. */
export const unshownOf = (filters: readonly ViewFilter[], column: ServedColumn): readonly ViewFilter[] =>
  filters.filter((filter) => filter.column === column.name && filter.operator === 'ne');

const DAY_MS = 86_400_000;

/** The next value of a number or time, up or down, by its last decimal, its day or its millisecond. */
function beside(value: string | undefined, column: ServedColumn, step: 1n | -1n): string | undefined {
  if (value === undefined) return undefined;
  const scale = scaleOf(column.kind);
  if (isNumber(column)) return scaled(unscaled(value, scale) + step, scale);
  if (isDay(column)) return new Date(Date.parse(value) + Number(step) * DAY_MS).toISOString().slice(0, 10);
  const moment = Date.parse(value);
  return isInstant(column) && !Number.isNaN(moment) ? new Date(moment + Number(step)).toISOString() : value;
}

type NumberFormats = Pick<Formats, 'decimal' | 'read'>;

/** A value as it is typed: numbers as the language writes them, rates in percent. */
function writtenValue(value: string, column: ServedColumn, formats: NumberFormats): string {
  if (!isNumber(column)) return value;
  return formats.decimal(isRatio(column) ? percentOf(value, scaleOf(column.kind)) : value);
}

/** Why a field is refused. */
export type Fault = 'text' | 'date' | 'instant' | 'number' | 'whole' | 'decimals' | 'size' | 'order';
export type FormField = 'text' | 'from' | 'to';
export type Faults = Partial<Readonly<Record<FormField, Fault>>>;

/** Decimals that a number of the column is typed with, at most. */
export const decimalsOf = (column: ServedColumn): number =>
  scaleOf(column.kind) - (isRatio(column) ? PERCENT_SHIFT : 0);

/** Reads a value to compare a number or date with, as the API spells it. */
export function readValue(
  written: string,
  column: ServedColumn,
  formats: NumberFormats,
): { readonly value: string } | { readonly fault: Fault } {
  const isRate = isRatio(column);
  const refused = (value: string) =>
    wrongFilter({ column: column.name, operator: 'eq', value }, [column]) !== undefined;
  if (!isNumber(column)) {
    const value = written.trim();
    return refused(value) ? { fault: isDay(column) ? 'date' : isInstant(column) ? 'instant' : 'text' } : { value };
  }
  const typed = formats.read(written, { percent: isRate });
  if (typed === undefined) return { fault: 'number' };
  const decimals = typed.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  if (decimals > decimalsOf(column)) return { fault: decimalsOf(column) === 0 ? 'whole' : 'decimals' };
  const shortest = typed.includes('.') ? typed.replace(/\.?0+$/, '') : typed;
  const value = isRate ? fractionOf(shortest, scaleOf(column.kind)) : shortest;
  return value === undefined || refused(value) ? { fault: 'size' } : { value };
}

/** The filters a form stands for, or why fields of it are refused. */
export function filtersOf(
  form: FilterForm,
  column: ServedColumn,
  formats: NumberFormats,
): { readonly filters: readonly ViewFilter[]; readonly faults: Faults } {
  const { name } = column;
  if (form.presence === 'absent') {
    return { filters: [{ column: name, operator: 'is_null', value: 'true' }], faults: {} };
  }
  const filters: ViewFilter[] = [];
  const faults: { -readonly [field in FormField]?: Fault } = {};
  switch (questionOf(column)) {
    case 'choice': {
      const isSome = form.choices.length > 0 && form.choices.length < choicesOf(column).length;
      if (isSome) filters.push({ column: name, operator: 'in', value: form.choices.join(',') });
      break;
    }
    case 'text': {
      const values = form.text.split(form.textOperator === 'in' ? /[\n,;]/ : /\n/).map((line) => line.trim());
      const given = values.filter((value) => value !== '');
      const filter = { column: name, operator: form.textOperator, value: given.join(',') };
      if (given.length === 0) break;
      if (wrongFilter(filter, [column]) === undefined) filters.push(filter);
      else faults.text = 'text';
      break;
    }
    case 'range': {
      for (const [field, operator] of [
        ['from', 'gte'],
        ['to', 'lte'],
      ] as const) {
        if (form[field].trim() === '') continue;
        const read = readValue(form[field], column, formats);
        if ('fault' in read) faults[field] = read.fault;
        else filters.push({ column: name, operator, value: read.value });
      }
      const [from, to] = filters;
      if (from && to && isBefore(to.value, from.value, column)) faults.to = 'order';
    }
  }
  if (form.presence === 'present' && filters.length === 0) {
    filters.push({ column: name, operator: 'is_null', value: 'false' });
  }
  return { filters, faults };
}

function isBefore(a: string, b: string, column: ServedColumn): boolean {
  if (isInstant(column)) return Date.parse(a) < Date.parse(b);
  return isNumber(column) ? exactDifference(a, b).startsWith('-') : a < b;
}
