import { literal } from '../sql/quoting.ts';
import { type Comparison, comparisonOf, decimalsOf, namedValues } from './comparison.ts';
import { type Condition, type ConditionColumns, kindOfColumn, type Term } from './condition.ts';
import { ibanFulfilsSql } from './iban-rules.ts';
import type { Kind } from './kinds/kind.ts';

/**
 * A UInt8 expression, never NULL, which no row makes throw; `valueSql` gives the SQL of a column's value.
 * @throws {RangeError} for a condition that the columns' kinds do not allow
 */
export function conditionSql(
  condition: Condition,
  valueSql: (column: string) => string,
  columns: ConditionColumns,
): string {
  return sqlOf(condition, valueSql, columns, 1);
}

/** @param absent what is said of an absent value */
function sqlOf(
  condition: Condition,
  valueSql: (column: string) => string,
  columns: ConditionColumns,
  absent: 0 | 1,
): string {
  const part = (inner: Condition) => sqlOf(inner, valueSql, columns, absent);
  switch (condition.op) {
    case 'atMost':
    case 'equals': {
      const comparison = comparisonOf(condition.op, condition.left, condition.right, columns);
      const side = (term: Term) => termSql(term, valueSql, columns, comparison);
      return `ifNull(${side(condition.left)} ${condition.op === 'atMost' ? '<=' : '='} ${side(condition.right)}, ${absent})`;
    }
    case 'present': {
      const value = valueSql(condition.column);
      return kindOfColumn(columns, condition.column).absent === undefined
        ? `isNotNull(${value})`
        : `notEmpty(${value})`;
    }
    case 'oneOf':
      return oneOfSql(valueSql(condition.column), kindOfColumn(columns, condition.column), condition.values);
    case 'lacks':
      return lacksSql(valueSql(condition.column), condition.pattern, absent);
    case 'iban': {
      const value = valueSql(condition.column);
      return kindOfColumn(columns, condition.column).element
        ? `arrayAll(element -> ${ibanFulfilsSql(condition.rule, 'element')}, ${value})`
        : `ifNull(${ibanFulfilsSql(condition.rule, value)}, ${absent})`;
    }
    case 'not':
      return `(NOT ${sqlOf(condition.condition, valueSql, columns, absent === 1 ? 0 : 1)})`;
    case 'both':
      return `(${condition.conditions.map(part).join(' AND ')})`;
    case 'implies':
      return `(NOT ${part(condition.when)} OR ${part(condition.then)})`;
    case 'exactlyWhen':
      return `(${part(condition.left)} = ${part(condition.right)})`;
  }
}

function termSql(
  term: Term,
  valueSql: (column: string) => string,
  columns: ConditionColumns,
  comparison: Comparison,
): string {
  if (comparison.of !== 'numbers' || comparison.isNarrow) {
    if ('column' in term) return valueSql(term.column);
    // Of no more decimals than it has: what it is compared with is brought to as many, and must not overflow.
    if ('number' in term) return `toDecimal64(${literal(term.number)}, ${decimalsOf(term.number)})`;
    if ('sum' in term) return term.sum.map(valueSql).join(' + ');
  }
  const wide = (column: string) =>
    `toDecimal256(${valueSql(column)}, ${kindOfColumn(columns, column).number?.scale ?? 0})`;
  if ('column' in term) return wide(term.column);
  if ('number' in term) return `toDecimal256(${literal(term.number)}, ${decimalsOf(term.number)})`;
  if ('absolute' in term) return `abs(${termSql(term.absolute, valueSql, columns, comparison)})`;
  return 'sum' in term ? term.sum.map(wide).join(' + ') : term.product.map(wide).join(' * ');
}

function oneOfSql(value: string, kind: Kind, values: readonly string[]): string {
  const isTyped = kind.number !== undefined || kind.isTime;
  const stored = namedValues(kind, values).map((each) =>
    isTyped ? `CAST(${literal(each)}, ${literal(kind.storedType)})` : literal(each),
  );
  return stored.length === 1 ? `ifNull(${value} = ${stored[0]}, 0)` : `ifNull(${value} IN (${stored.join(', ')}), 0)`;
}

/** Whether a text does not match. */
export const lacksSql = (text: string, pattern: string, absent: 0 | 1 = 1): string =>
  `ifNull(NOT match(${text}, ${literal(`(?i)${pattern}`)}), ${absent})`;
