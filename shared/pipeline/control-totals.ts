import * as z from 'zod';
import { type Column, type FileType, storedColumns, storedColumnsOfVariant } from '../contracts/contract.ts';
import { scaled, unscaled } from '../contracts/kinds/decimal.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { scaleOf } from '../warehouse/served-value.ts';
import type { LoadTarget } from './load-target.ts';
import { valueIn } from './row-check.ts';

/** What the rows of an object add up to: all of them, loaded or rejected. */
export interface ControlTotals {
  readonly rows: number;
  /** By column, with the full scale of its kind. */
  readonly sums: Readonly<Record<string, string>>;
  /** By column: the cells that are no number, which no sum can count. */
  readonly unreadable: Readonly<Record<string, number>>;
}

const sumsRow = z.record(z.string(), z.union([z.string(), z.number()]));

/** The columns that a bank may announce a sum of. */
export const summableColumns = (fileType: FileType): string[] =>
  storedColumns(fileType).flatMap(({ name, kind }) => (kind.isSummable ? [name] : []));

/**
 * Adds up columns over the rows of an object, before repeated keys are taken out: of what is stored, and of what the slow
 * lane rejected as far as the cell itself can be read.
 */
export async function readControlTotals(
  warehouse: Warehouse,
  { slice, batchId }: LoadTarget,
  fileType: FileType,
  object: {
    readonly columns: readonly string[];
    readonly rows: number;
    /** Where the sound rows are, repeated keys among them, and under what name a column is there. Parameters: variant, batch. */
    readonly sound: { readonly from: string; readonly value: (column: Column) => string };
    /** Undefined where the slow lane had nothing to look at. */
    readonly checkedTable: string | undefined;
  },
): Promise<ControlTotals> {
  const { rows, sound, checkedTable } = object;
  const announced = storedColumns(fileType).filter(({ name }) => object.columns.includes(name));
  // Of a column that only other variants have, no row has a value.
  const ofVariant = storedColumnsOfVariant(fileType, slice.variant);
  const columns = announced.filter((column) => ofVariant.includes(column));
  const absent = announced.filter((column) => !ofVariant.includes(column));
  const sums: Record<string, string> = Object.fromEntries(
    absent.map(({ name, kind }) => [name, scaled(0n, scaleOf(kind))]),
  );
  const unreadable: Record<string, number> = Object.fromEntries(absent.map(({ name }) => [name, 0]));
  if (columns.length === 0) return { rows, sums, unreadable };
  const wide = (value: string, scale: number) => `toDecimal256(ifNull(${value}, 0), ${scale})`;
  const stored = columns.map(
    (column, index) => `sum(${wide(sound.value(column), scaleOf(column.kind))}) AS sum_${index}`,
  );
  const rejected = columns.flatMap((column, index) => {
    // A fault of the whole record leaves no cell that could be told; a fault of this field, no number.
    const isNumber = `NOT arrayExists(fault -> fault < 10 OR intDiv(fault, 10) = ${column.number}, faults)`;
    const value = wide(valueIn(column), scaleOf(column.kind));
    return [`sumIf(${value}, ${isNumber}) AS sum_${index}`, `countIf(NOT (${isNumber})) AS unreadable_${index}`];
  });
  const [loaded, left] = await Promise.all([
    warehouse.row({
      name: 'control-totals-loaded',
      row: sumsRow,
      sql: `SELECT ${stored.join(', ')} FROM ${sound.from}`,
      parameters: { variant: slice.storedVariant, batch: batchId },
    }),
    checkedTable === undefined
      ? undefined
      : warehouse.row({
          name: 'control-totals-rejected',
          row: sumsRow,
          sql: `SELECT ${rejected.join(', ')} FROM ${checkedTable} WHERE notEmpty(faults)`,
        }),
  ]);
  for (const [index, { name, kind }] of columns.entries()) {
    const scale = scaleOf(kind);
    const digits = (row: z.infer<typeof sumsRow> | undefined) => unscaled(String(row?.[`sum_${index}`] ?? 0), scale);
    sums[name] = scaled(digits(loaded) + digits(left), scale);
    unreadable[name] = Number(left?.[`unreadable_${index}`] ?? 0);
  }
  return { rows, sums, unreadable };
}

/** What a bank announced of an upload. */
export interface AnnouncedTotals {
  readonly rows: number | null;
  readonly sums: Readonly<Record<string, string>> | null;
}

/** The totals that are not as announced, in words with both numbers; empty where all are. */
export function totalsThatDiffer(fileType: FileType, announced: AnnouncedTotals, found: ControlTotals): Sentence[] {
  const differences: Sentence[] = [];
  if (announced.rows !== null && announced.rows !== found.rows) {
    differences.push(serviceSentence('rows-differ', { announced: announced.rows, found: found.rows }));
  }
  for (const { name, kind } of storedColumns(fileType)) {
    const expected = announced.sums?.[name];
    if (expected === undefined) continue;
    const scale = Math.max(scaleOf(kind), expected.split('.')[1]?.length ?? 0);
    if (unscaled(expected, scale) === unscaled(found.sums[name]!, scale)) continue;
    const cells = found.unreadable[name] ?? 0;
    const sums = { column: name, announced: expected, found: found.sums[name]! };
    differences.push(
      cells > 0
        ? serviceSentence('sum-differs-and-cells-unreadable', { ...sums, cells })
        : serviceSentence('sum-differs', sums),
    );
  }
  return differences;
}
