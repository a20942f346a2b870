import { type Comparison, comparisonOf, namedValues } from './comparison.ts';
import { type Condition, type ConditionColumns, kindOfColumn, type Term } from './condition.ts';
import { ibanFulfils } from './iban-rules.ts';
import { unscaled } from './kinds/decimal.ts';
import type { Kind, Value } from './kinds/kind.ts';

/** Values as they are served, by column. */
type Row = Readonly<Record<string, Value>>;
type Predicate = (row: Row) => boolean;

const compiled = new WeakMap<ConditionColumns, WeakMap<Condition, Predicate>>();

/**
 * `conditionSql` in TypeScript, its reference.
 * @throws {RangeError} for a condition that the columns' kinds do not allow
 */
export function conditionHolds(condition: Condition, row: Row, columns: ConditionColumns): boolean {
  const known = compiled.get(columns) ?? new WeakMap<Condition, Predicate>();
  compiled.set(columns, known);
  const predicate = known.get(condition) ?? predicateOf(condition, columns, true);
  known.set(condition, predicate);
  return predicate(row);
}

/** @param absent what is said of an absent value */
function predicateOf(condition: Condition, columns: ConditionColumns, absent: boolean): Predicate {
  const part = (inner: Condition) => predicateOf(inner, columns, absent);
  switch (condition.op) {
    case 'atMost':
    case 'equals': {
      const comparison = comparisonOf(condition.op, condition.left, condition.right, columns);
      const [left, right] = [condition.left, condition.right].map((side) => termOf(side, columns, comparison));
      const isAtMost = condition.op === 'atMost';
      return (row) => {
        const [low, high] = [left!(row), right!(row)];
        if (low === null || high === null) return absent;
        return isAtMost ? low <= high : low === high;
      };
    }
    case 'present': {
      const { column } = condition;
      return (row) => isPresent(row[column]);
    }
    case 'oneOf': {
      const { column, values } = condition;
      const isValue = equalTo(kindOfColumn(columns, column), values);
      return (row) => isPresent(row[column]) && isValue(row[column]);
    }
    case 'lacks': {
      const { column, pattern } = condition;
      return (row) => (isPresent(row[column]) ? textLacks(String(row[column]), pattern) : absent);
    }
    case 'iban': {
      const { column, rule } = condition;
      return (row) => {
        const value = row[column] ?? null;
        if (Array.isArray(value)) return value.every((each) => ibanFulfils(rule, String(each)));
        return value === null ? absent : ibanFulfils(rule, String(value));
      };
    }
    case 'not': {
      const inner = predicateOf(condition.condition, columns, !absent);
      return (row) => !inner(row);
    }
    case 'both': {
      const parts = condition.conditions.map(part);
      return (row) => parts.every((each) => each(row));
    }
    case 'implies': {
      const [when, then] = [part(condition.when), part(condition.then)];
      return (row) => !when(row) || then(row);
    }
    case 'exactlyWhen': {
      const [left, right] = [part(condition.left), part(condition.right)];
      return (row) => left(row) === right(row);
    }
  }
}

const isPresent = (value: Value | undefined): value is NonNullable<Value> =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

/** A term of a row: numbers as whole numbers of one scale, so that nothing is compared as a float. */
function termOf(term: Term, columns: ConditionColumns, comparison: Comparison): (row: Row) => bigint | string | null {
  if (comparison.of !== 'numbers') {
    const { column } = term as { readonly column: string };
    const isTime = comparison.of === 'times';
    return (row) => {
      const value = row[column] ?? null;
      if (value === null) return null;
      return isTime ? instantOf(String(value)) : String(value);
    };
  }
  const { scale } = comparison;
  const wholeOf = (column: string, atScale: number) => (row: Row) => {
    const value = row[column] ?? null;
    return value === null ? null : unscaled(String(value), atScale);
  };
  if ('column' in term) return wholeOf(term.column, scale);
  if ('number' in term) {
    const value = unscaled(term.number, scale);
    return () => value;
  }
  if ('absolute' in term) {
    const inner = termOf(term.absolute, columns, comparison);
    return (row) => {
      const value = inner(row) as bigint | null;
      return value !== null && value < 0n ? -value : value;
    };
  }
  const isSum = 'sum' in term;
  const scales = isSum
    ? term.sum.map(() => scale)
    : term.product.map((column) => kindOfColumn(columns, column).number!.scale);
  const parts = (isSum ? term.sum : term.product).map((column, index) => wholeOf(column, scales[index]!));
  // A product has the scales of its factors added up: what is missing to the common one.
  const factor = isSum ? 1n : 10n ** BigInt(scale - scales.reduce((all, each) => all + each, 0));
  return (row) => {
    let total = isSum ? 0n : factor;
    for (const read of parts) {
      const value = read(row);
      if (value === null) return null;
      total = isSum ? total + value : total * value;
    }
    return total;
  };
}

/** A day is its midnight in UTC; the engine has a blank where ISO 8601 has T. */
const instantOf = (time: string): string => {
  if (time.length === 10) return `${time}T00:00:00.000Z`;
  return time.includes(' ') ? `${time.replace(' ', 'T')}Z` : time;
};

function equalTo(kind: Kind, named: readonly string[]): (value: Value | undefined) => boolean {
  const values = namedValues(kind, named);
  const { number, isTime } = kind;
  const same = (value: unknown): bigint | string => {
    if (number) return unscaled(String(value), number.scale);
    return isTime ? instantOf(String(value)) : String(value);
  };
  const wanted = new Set(values.map(same));
  return (value) => wanted.has(same(value));
}

const patterns = new Map<string, RegExp>();

/** Whether a text does not match a pattern of the engine. */
export function textLacks(text: string, pattern: string): boolean {
  let known = patterns.get(pattern);
  if (!known) {
    known = new RegExp(pattern.replaceAll(/\\x\{([0-9a-f]+)\}/g, '\\u{$1}'), 'iu');
    patterns.set(pattern, known);
  }
  return !known.test(text);
}
