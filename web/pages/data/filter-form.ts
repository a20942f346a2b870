import type { ServedColumn } from '../../parts/row-columns.ts';
import { choicesOf, questionOf, type ViewFilter } from './filters.ts';
import { fractionOf, percentOf } from './percent-text.ts';

export const PRESENCE = ['any', 'present', 'absent'] as const;
export type Presence = (typeof PRESENCE)[number];
export const TEXT_OPERATORS = ['contains', 'eq', 'in'] as const;
export type TextOperator = (typeof TEXT_OPERATORS)[number];

/** What the dialog asks about one column, as it is typed. */
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

/** The filters of a column that the form can show; others of the API (`ne`, `gt`, `lt`) stay until it is applied. */
export function formOf(filters: readonly ViewFilter[], column: ServedColumn): FilterForm {
  const own = filters.filter((filter) => filter.column === column.name);
  const valueWith = (...operators: ViewFilter['operator'][]) =>
    own.find(({ operator }) => operators.includes(operator))?.value;
  const written = (value: string | undefined) =>
    value === undefined ? '' : column.kind.name === 'rate' ? percentOf(value) : value;
  const absence = valueWith('is_null');
  const equal = valueWith('eq');
  const listed = valueWith('in');
  const textOperator = TEXT_OPERATORS.find((operator) => valueWith(operator) !== undefined) ?? 'contains';
  return {
    presence: absence === undefined ? 'any' : absence === 'true' ? 'absent' : 'present',
    textOperator,
    text: (valueWith(textOperator) ?? '').replaceAll(',', textOperator === 'in' ? '\n' : ','),
    from: written(valueWith('gte', 'gt') ?? equal),
    to: written(valueWith('lte', 'lt') ?? equal),
    choices: (listed ?? equal)?.split(',') ?? [],
  };
}

export type FormField = 'text' | 'from' | 'to';

/** The filters a form stands for, or the fields that cannot be read. */
export function filtersOf(form: FilterForm, column: ServedColumn): { filters: ViewFilter[]; wrong: FormField[] } {
  const { name } = column;
  if (form.presence === 'absent') return { filters: [{ column: name, operator: 'is_null', value: 'true' }], wrong: [] };
  const filters: ViewFilter[] = [];
  const wrong: FormField[] = [];
  switch (questionOf(column)) {
    case 'choice': {
      const isSome = form.choices.length > 0 && form.choices.length < choicesOf(column).length;
      if (isSome) filters.push({ column: name, operator: 'in', value: form.choices.join(',') });
      break;
    }
    case 'text': {
      const values = form.text.split(form.textOperator === 'in' ? /[\n,;]/ : /\n/).map((line) => line.trim());
      const given = values.filter((value) => value !== '');
      if (given.length > 0) filters.push({ column: name, operator: form.textOperator, value: given.join(',') });
      break;
    }
    case 'range':
      for (const [field, operator] of [
        ['from', 'gte'],
        ['to', 'lte'],
      ] as const) {
        const written = form[field].trim();
        if (written === '') continue;
        const value = column.kind.name === 'rate' ? fractionOf(written) : written;
        if (value === undefined) wrong.push(field);
        else filters.push({ column: name, operator, value });
      }
  }
  if (form.presence === 'present' && filters.length === 0) {
    filters.push({ column: name, operator: 'is_null', value: 'false' });
  }
  return { filters, wrong };
}
