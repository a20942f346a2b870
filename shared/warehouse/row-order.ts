import type { Table } from '../contracts/contract.ts';
import { identifier } from '../sql/quoting.ts';
import type { BoundValue } from '../sql/statement.ts';
import type { BoundCondition } from './filter.ts';
import { ROW_NUMBER, type ServedColumn } from './served-columns.ts';
import { boundPosition, parameterType, readServedValue, servedSql } from './served-value.ts';

/** The place of a row in an order: its values in the columns of the order, as served. */
export type Position = readonly (string | number | null)[];

/** A total order of rows: the sort column if there is one, then the key, then the row's number. */
export interface RowOrder {
  /** Only the first may be absent in a row (then the row comes last), and only the first may descend. */
  readonly columns: readonly ServedColumn[];
  readonly descending: boolean;
}

/** @param sort the column to sort by first; none for the key's order, in which the table is stored */
export function rowOrder(
  table: Table,
  columns: readonly ServedColumn[],
  sort?: { readonly column: ServedColumn; readonly descending: boolean },
): RowOrder {
  const key = table.key.map((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    if (!column || column.nullable) throw new RangeError(`${table.name}.${name} cannot be part of a key`);
    return column;
  });
  const all = [...(sort ? [sort.column] : []), ...key, ROW_NUMBER];
  const names = all.map(({ name }) => name);
  return {
    columns: all.filter(({ name }, index) => names.indexOf(name) === index),
    descending: sort?.descending ?? false,
  };
}

export const orderSql = ({ columns, descending }: RowOrder): string =>
  columns
    .map(({ name, nullable }, index) => {
      const direction = index === 0 && descending ? ' DESC' : '';
      return `${identifier(name)}${direction}${nullable ? ' NULLS LAST' : ''}`;
    })
    .join(', ');

/** The position of a row, as a column of a query. @param more what follows it in the same tuple */
export const positionSql = ({ columns }: RowOrder, ...more: readonly string[]): string =>
  `tuple(${[...columns.map(({ name, kind }) => servedSql(kind, identifier(name))), ...more].join(', ')})`;

/** Whether a position can be one of this order: it comes from the client. */
export const isPosition = ({ columns }: RowOrder, position: Position): boolean =>
  position.length === columns.length &&
  columns.every(({ kind, nullable }, index) => {
    const value = position[index]!;
    if (value === null) return nullable;
    return typeof value === kind.servedAs && 'value' in readServedValue(kind, String(value));
  });

/**
 * The rows that come after a position. The first comparison alone says it loosely, so that the index of a table stored
 * in this order can use it: it cannot use a comparison of tuples.
 */
export function rowsAfter(order: RowOrder, position: Position): BoundCondition {
  const { first, bound, beyond, rest, parameters } = boundsOf(order, position);
  let sql: string;
  if (position[0] === null) sql = `isNull(${first}) AND ${rest}`;
  else if (order.columns[0]!.nullable) {
    sql = `(${first} ${beyond} ${bound} OR isNull(${first}) OR (${first} = ${bound} AND ${rest}))`;
  } else sql = `${first} ${beyond}= ${bound} AND (${first} ${beyond} ${bound} OR ${rest})`;
  return { sql, parameters };
}

/** The rows that come after a position, or are equal to it in the first column of the order. */
export function atOrAfter(order: RowOrder, position: Position): BoundCondition {
  const { first, bound, beyond } = boundsOf(order, position);
  if (position[0] === null) return { sql: `isNull(${first})`, parameters: {} };
  const sql = `${first} ${beyond}= ${bound}`;
  const parameters = { after_0: boundPosition(order.columns[0]!.kind, position[0]!) };
  return { sql: order.columns[0]!.nullable ? `(${sql} OR isNull(${first}))` : sql, parameters };
}

/** The rows that come after a position and are equal to it in the first column of the order. */
export function equalsAfter(order: RowOrder, position: Position): BoundCondition {
  const { first, bound, rest, parameters } = boundsOf(order, position);
  return { sql: `${position[0] === null ? `isNull(${first})` : `${first} = ${bound}`} AND ${rest}`, parameters };
}

/** The rows that have a value in the first column of an order. */
export function equalTo({ columns }: RowOrder, value: Position[number]): BoundCondition {
  const { name, kind } = columns[0]!;
  if (value === null) return { sql: `isNull(${identifier(name)})`, parameters: {} };
  const parameters = { equal_to: boundPosition(kind, value) };
  return { sql: `${identifier(name)} = {equal_to:${parameterType(kind)}}`, parameters };
}

/** SQL of the first column, of its bound and the comparison with it, and of whether the other columns lie after theirs. */
function boundsOf({ columns, descending }: RowOrder, position: Position) {
  const parameters: Record<string, BoundValue> = {};
  const bounds = columns.map(({ kind }, index) => {
    const value = position[index]!;
    if (value !== null) parameters[`after_${index}`] = boundPosition(kind, value);
    return `{after_${index}:${parameterType(kind)}}`;
  });
  const [first, ...others] = columns.map(({ name }) => identifier(name));
  const rest = others.length > 0 ? `(${others.join(', ')}) > (${bounds.slice(1).join(', ')})` : '0';
  return { first: first!, bound: bounds[0]!, beyond: descending ? '<' : '>', rest, parameters };
}
