import { literal } from '../sql/quoting.ts';
import { unscaled } from './kinds/decimal.ts';
import type { Value } from './kinds/kind.ts';

/**
 * What a cross-field rule says, as data: it compiles to SQL, runs in TypeScript and can be shown to a reader.
 * A comparison with an absent value says nothing, so it holds.
 */
export type Condition =
  | { readonly op: 'atMost' | 'equals'; readonly left: Term; readonly right: Term }
  | { readonly op: 'present'; readonly column: string }
  | { readonly op: 'is'; readonly column: string; readonly value: string }
  /** The text of a column does not match; the pattern is valid in RE2 and, with the flags iu, here. */
  | { readonly op: 'lacks'; readonly column: string; readonly pattern: string }
  | { readonly op: 'both'; readonly conditions: readonly Condition[] }
  /** `then` must hold wherever `when` does. */
  | { readonly op: 'implies'; readonly when: Condition; readonly then: Condition }
  /** Both hold or neither. */
  | { readonly op: 'exactlyWhen'; readonly left: Condition; readonly right: Condition };

/**
 * A column's value or its size without the sign, a sum of columns, a product of two, or a number written out. The columns of
 * a product have at most 8 decimals together.
 */
export type Term =
  | { readonly column: string }
  | { readonly absolute: string }
  | { readonly sum: readonly string[] }
  | { readonly product: readonly [string, string] }
  | { readonly number: string };

const term = (side: Term | string): Term => (typeof side === 'string' ? { column: side } : side);
export const sum = (...columns: string[]): Term => ({ sum: columns });
export const product = (left: string, right: string): Term => ({ product: [left, right] });
export const absolute = (column: string): Term => ({ absolute: column });
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
export const is = (column: string, value: string): Condition => ({ op: 'is', column, value });
export const lacks = (column: string, pattern: string): Condition => ({ op: 'lacks', column, pattern });
export const both = (...conditions: Condition[]): Condition => ({ op: 'both', conditions });
export const implies = (when: Condition, then: Condition): Condition => ({ op: 'implies', when, then });
export const exactlyWhen = (left: Condition, right: Condition): Condition => ({ op: 'exactlyWhen', left, right });

/** A UInt8 expression; `valueSql` gives the SQL of a column's value. Never NULL. */
export function conditionSql(condition: Condition, valueSql: (column: string) => string): string {
  const side = (term: Term): string => {
    if ('column' in term) return valueSql(term.column);
    if ('absolute' in term) return `abs(${valueSql(term.absolute)})`;
    // In 38 digits: two columns of 18 each cannot overflow them.
    if ('product' in term) return `toDecimal128(1, 0) * ${term.product.map(valueSql).join(' * ')}`;
    // Of no more decimals than it has: what it is compared with is brought to as many, and must not overflow.
    if ('number' in term) return `toDecimal64(${literal(term.number)}, ${term.number.split('.')[1]?.length ?? 0})`;
    return term.sum.map(valueSql).join(' + ');
  };
  switch (condition.op) {
    case 'atMost':
      return `ifNull((${side(condition.left)}) <= (${side(condition.right)}), 1)`;
    case 'equals':
      return `ifNull((${side(condition.left)}) = (${side(condition.right)}), 1)`;
    case 'present':
      return `isNotNull(${valueSql(condition.column)})`;
    case 'is':
      return `ifNull(${valueSql(condition.column)} = ${literal(condition.value)}, 0)`;
    case 'lacks':
      return `ifNull(NOT match(${valueSql(condition.column)}, ${literal(`(?i)${condition.pattern}`)}), 1)`;
    case 'both':
      return `(${condition.conditions.map((part) => conditionSql(part, valueSql)).join(' AND ')})`;
    case 'implies':
      return `(NOT ${conditionSql(condition.when, valueSql)} OR ${conditionSql(condition.then, valueSql)})`;
    case 'exactlyWhen':
      return `(${conditionSql(condition.left, valueSql)} = ${conditionSql(condition.right, valueSql)})`;
  }
}

const patterns = new Map<string, RegExp>();

/** A pattern of the engine, here. */
function patternHere(pattern: string): RegExp {
  let known = patterns.get(pattern);
  if (!known) {
    known = new RegExp(pattern.replaceAll(/\\x\{([0-9a-f]+)\}/g, '\\u{$1}'), 'iu');
    patterns.set(pattern, known);
  }
  return known;
}

const SCALE = 8;

/** Numbers and decimal strings become integers of one scale, so that nothing is compared as a float. */
function comparable(value: Value): bigint | string | null {
  if (value === null) return null;
  if (typeof value === 'number') return BigInt(value) * 10n ** BigInt(SCALE);
  return /^-?[0-9]+([.][0-9]+)?$/.test(value) ? unscaled(value, SCALE) : value;
}

export function conditionHolds(condition: Condition, row: Readonly<Record<string, Value>>): boolean {
  const side = (term: Term): bigint | string | null => {
    if ('column' in term) return comparable(row[term.column] ?? null);
    if ('number' in term) return unscaled(term.number, SCALE);
    if ('absolute' in term) {
      const size = comparable(row[term.absolute] ?? null);
      return typeof size === 'bigint' && size < 0n ? -size : size;
    }
    if ('product' in term) {
      const [left, right] = term.product.map((column) => comparable(row[column] ?? null));
      return typeof left === 'bigint' && typeof right === 'bigint' ? (left * right) / 10n ** BigInt(SCALE) : null;
    }
    const parts = term.sum.map((column) => comparable(row[column] ?? null));
    return parts.some((part) => typeof part !== 'bigint')
      ? null
      : (parts as bigint[]).reduce((total, part) => total + part, 0n);
  };
  switch (condition.op) {
    case 'atMost':
    case 'equals': {
      const left = side(condition.left);
      const right = side(condition.right);
      if (left === null || right === null) return true;
      return condition.op === 'atMost' ? left <= right : left === right;
    }
    case 'present':
      return (row[condition.column] ?? null) !== null;
    case 'is':
      return row[condition.column] === condition.value;
    case 'lacks': {
      const text = row[condition.column] ?? null;
      return text === null || !patternHere(condition.pattern).test(String(text));
    }
    case 'both':
      return condition.conditions.every((part) => conditionHolds(part, row));
    case 'implies':
      return !conditionHolds(condition.when, row) || conditionHolds(condition.then, row);
    case 'exactlyWhen':
      return conditionHolds(condition.left, row) === conditionHolds(condition.right, row);
  }
}

/** The columns a condition reads, in order of first mention. */
export function columnsOf(condition: Condition): readonly string[] {
  const ofTerm = (term: Term): readonly string[] => {
    if ('column' in term) return [term.column];
    if ('absolute' in term) return [term.absolute];
    if ('sum' in term) return term.sum;
    return 'product' in term ? term.product : [];
  };
  const all = (): readonly string[] => {
    switch (condition.op) {
      case 'atMost':
      case 'equals':
        return [...ofTerm(condition.left), ...ofTerm(condition.right)];
      case 'present':
      case 'is':
      case 'lacks':
        return [condition.column];
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
