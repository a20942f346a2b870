import * as z from 'zod';
import { type Column, isNullable } from '../contracts/contract.ts';
import { unscaled } from '../contracts/kinds/decimal.ts';
import { isSummableShape, type Kind } from '../contracts/kinds/kind.ts';
import { identifier } from '../sql/quoting.ts';
import { askBatch, type ProfiledBatch, rowsOf } from './profile-batch.ts';
import { isFilledSql, scaleOf, sumSql } from './served-value.ts';
import { sumOfHalves, wideSumsSql } from './wide-numbers.ts';

/** A column as a whole. Values are whole numbers of the column's last decimal: 12.50 in a column of two is 1250. */
export interface NumericTotals {
  readonly zeros: number;
  readonly sum: bigint;
  readonly min: bigint;
  readonly max: bigint;
}

export interface ColumnTotals {
  readonly column: Column;
  /** Rows that have a value. */
  readonly filled: number;
  /** Of numeric columns that have a value at all. */
  readonly numeric: NumericTotals | undefined;
}

/** Only what is a number can be profiled as one. */
export const isNumeric = ({ profile, kind }: Column): boolean =>
  (profile === 'numeric' || profile === 'both') && kind.number !== undefined;

/** The sum of a column; of one whose sum could overflow even the widest type, two that make it up. */
const sumsSql = (kind: Kind, cell: string): readonly string[] =>
  isSummableShape(kind.number!) ? [sumSql(kind, cell)] : wideSumsSql(kind.number!, cell);

const sumOf = (kind: Kind, part: (index: number) => string): bigint =>
  isSummableShape(kind.number!) ? unscaled(part(0), scaleOf(kind)) : sumOfHalves(part(0), part(1));

const totalsRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Every column in one pass: what is filled, and least, most and sum of the numbers, all exact. */
export async function columnTotals(
  batch: ProfiledBatch,
  columns: readonly Column[],
): Promise<{ rows: number; columns: ColumnTotals[] }> {
  const figures = columns.flatMap((column, index) => {
    const cell = identifier(column.name);
    const { kind } = column;
    const mayLack = isNullable(column) || kind.absent !== undefined;
    const filled = `${mayLack ? `countIf(${isFilledSql(kind, column.name)})` : 'count()'} AS filled_${index}`;
    if (!isNumeric(column)) return [filled];
    // As text: a sum has more digits than a number of JSON keeps.
    return [
      filled,
      `countIf(${cell} = 0) AS zeros_${index}`,
      ...sumsSql(kind, cell).map((sum, part) => `toString(${sum}) AS sum${part}_${index}`),
      ...['min', 'max'].map((figure) => `toString(${figure}(${cell})) AS ${figure}_${index}`),
    ];
  });
  const [totals] = await askBatch(batch, {
    name: 'profile-totals',
    row: totalsRow,
    sql: `SELECT count() AS rows, ${figures.join(', ')} FROM ${rowsOf(batch)}`,
  });
  const number = (name: string): number => Number(totals![name]);
  return {
    rows: number('rows'),
    columns: columns.map((column, index) => {
      const filled = number(`filled_${index}`);
      const exact = (figure: string) => unscaled(String(totals![`${figure}_${index}`]), scaleOf(column.kind));
      const numeric =
        isNumeric(column) && filled > 0
          ? {
              zeros: number(`zeros_${index}`),
              sum: sumOf(column.kind, (part) => String(totals![`sum${part}_${index}`])),
              min: exact('min'),
              max: exact('max'),
            }
          : undefined;
      return { column, filled, numeric };
    }),
  };
}
