import type { IbanRule } from './iban-rules.ts';
import type { Kind } from './kinds/kind.ts';

/**
 * What a cross-field rule says, as data: it compiles to SQL (condition-sql.ts), runs in TypeScript (condition-holds.ts) and
 * can be shown to a reader. Nothing is said of an absent value: a comparison with one holds, and so does its opposite.
 */
export type Condition =
  | { readonly op: 'atMost' | 'equals'; readonly left: Term; readonly right: Term }
  | { readonly op: 'present'; readonly column: string }
  /** The column has one of the values, spelled as they are served. An absent value is none of them. */
  | { readonly op: 'oneOf'; readonly column: string; readonly values: readonly string[] }
  /** The text of a column does not match; the pattern is valid in RE2 and, with the flags iu, here. */
  | { readonly op: 'lacks'; readonly column: string; readonly pattern: string }
  /** What an account number must be besides its form; of a list, each of its elements. */
  | { readonly op: 'iban'; readonly column: string; readonly rule: IbanRule }
  | { readonly op: 'not'; readonly condition: Condition }
  | { readonly op: 'both'; readonly conditions: readonly Condition[] }
  /** `then` must hold wherever `when` does. */
  | { readonly op: 'implies'; readonly when: Condition; readonly then: Condition }
  /** Both hold or neither. */
  | { readonly op: 'exactlyWhen'; readonly left: Condition; readonly right: Condition };

/** A column's value, a sum or product of columns, a number written out, or any of these without its sign. */
export type Term =
  | { readonly column: string }
  | { readonly sum: readonly string[] }
  | { readonly product: readonly string[] }
  | { readonly number: string }
  | { readonly absolute: Term };

/** The columns that a condition speaks of, with their kinds: those of a file type or a derived table. */
export type ConditionColumns = readonly { readonly name: string; readonly kind: Kind }[];

const term = (side: Term | string): Term => (typeof side === 'string' ? { column: side } : side);
export const sum = (...columns: string[]): Term => ({ sum: columns });
export const product = (...columns: string[]): Term => ({ product: columns });
export const absolute = (side: Term | string): Term => ({ absolute: term(side) });
export const number = (text: string): Term => ({ number: text });
export const atMost = (left: Term | string, right: Term | string): Condition => ({
  op: 'atMost',
  left: term(left),
  right: term(right),
});
export const equals = (left: Term | string, right: Term | string): Condition => ({
  op: 'equals',
  left: term(left),
  right: term(right),
});
export const present = (column: string): Condition => ({ op: 'present', column });
export const is = (column: string, value: string): Condition => oneOf(column, value);
export const oneOf = (column: string, ...values: string[]): Condition => ({ op: 'oneOf', column, values });
export const lacks = (column: string, pattern: string): Condition => ({ op: 'lacks', column, pattern });
export const iban = (column: string, rule: IbanRule): Condition => ({ op: 'iban', column, rule });
export const not = (condition: Condition): Condition => ({ op: 'not', condition });
export const both = (...conditions: Condition[]): Condition => ({ op: 'both', conditions });
export const implies = (when: Condition, then: Condition): Condition => ({ op: 'implies', when, then });
export const exactlyWhen = (left: Condition, right: Condition): Condition => ({ op: 'exactlyWhen', left, right });

const columnsOfTerm = (side: Term): readonly string[] => {
  if ('column' in side) return [side.column];
  if ('sum' in side) return side.sum;
  if ('product' in side) return side.product;
  return 'absolute' in side ? columnsOfTerm(side.absolute) : [];
};

/** The columns a condition reads, in order of first mention. */
export function columnsOf(condition: Condition): readonly string[] {
  const all = (): readonly string[] => {
    switch (condition.op) {
      case 'atMost':
      case 'equals':
        return [...columnsOfTerm(condition.left), ...columnsOfTerm(condition.right)];
      case 'present':
      case 'oneOf':
      case 'lacks':
      case 'iban':
        return [condition.column];
      case 'not':
        return columnsOf(condition.condition);
      case 'both':
        return condition.conditions.flatMap(columnsOf);
      case 'implies':
        return [...columnsOf(condition.when), ...columnsOf(condition.then)];
      case 'exactlyWhen':
        return [...columnsOf(condition.left), ...columnsOf(condition.right)];
    }
  };
  return [...new Set(all())];
}

const kindsOf = new WeakMap<ConditionColumns, ReadonlyMap<string, Kind>>();

/** @throws {RangeError} for a column that is not there: the contract is wrong */
export function kindOfColumn(columns: ConditionColumns, name: string): Kind {
  let kinds = kindsOf.get(columns);
  if (!kinds) {
    kinds = new Map(columns.map((column) => [column.name, column.kind]));
    kindsOf.set(columns, kinds);
  }
  const kind = kinds.get(name);
  if (!kind) throw new RangeError(`a condition speaks of ${name}, and there is no such column`);
  return kind;
}
