import * as z from 'zod';
import type { Column } from '../contracts/contract.ts';
import { scaled, unscaled } from '../contracts/kinds/decimal.ts';
import type { Profile } from '../domain/profile.ts';
import { count } from '../domain/values.ts';
import { identifier, literal } from '../sql/quoting.ts';
import { askBatch, ON_ONE_THREAD, type ProfiledBatch, rowsOf } from './profile-batch.ts';
import { servedSql } from './served-value.ts';

type CategoricalStats = Profile['categorical_stats'][string];

export const TOP_VALUES = 100;

/** A list has no frequencies: its elements would be counted several times a row. */
export const isCategorical = ({ profile, kind }: Column): boolean =>
  (profile === 'categorical' || profile === 'both') && kind.servedAs !== 'list';

const frequenciesRow = z.strictObject({
  field: z.string(),
  distinct: count,
  filled: count,
  /** Values with their frequencies. */
  top: z.array(z.tuple([z.string(), count])),
});

export interface CountedCategory {
  readonly column: Column;
  /** Rows that have a value. */
  readonly filled: number;
  /** None where no row has one. */
  readonly stats: CategoricalStats | undefined;
}

/** Values and how often they occur, by one statement. */
export async function categoriesOf(batch: ProfiledBatch, columns: readonly Column[]): Promise<CountedCategory[]> {
  if (columns.length === 0) return [];
  const frequencies = await askBatch(batch, {
    name: 'profile-categories',
    row: frequenciesRow,
    sql: columns.map((column) => frequenciesSql(batch, column)).join(' UNION ALL '),
    settings: ON_ONE_THREAD,
  });
  const byField = new Map(frequencies.map((row) => [row.field, row]));
  return columns.map((column) => {
    const { distinct, filled, top } = byField.get(column.name)!;
    if (filled === 0) return { column, filled, stats: undefined };
    const values = top.map(([value, frequency]) => ({ value: servedAs(column, value), frequency }));
    const listed = top.reduce((total, [, frequency]) => total + frequency, 0);
    return { column, filled, stats: { unique_count: distinct, values, other_count: filled - listed } };
  });
}

/** Sorted by frequency, then by the value itself: numbers as numbers. As text only then, to fit in one column. */
function frequenciesSql(batch: ProfiledBatch, { name, kind }: Column): string {
  const cell = identifier(name);
  return `SELECT ${literal(name)} AS field, count() AS distinct, sum(frequency) AS filled,
      arrayMap(entry -> (toString(${servedSql(kind, 'entry.2')}), -entry.1),
        groupArraySorted(${TOP_VALUES})((-toInt64(frequency), assumeNotNull(value)))) AS top
    FROM (SELECT ${cell} AS value, count() AS frequency FROM ${rowsOf(batch)} GROUP BY value) WHERE isNotNull(value)`;
}

function servedAs({ kind: { servedAs, number } }: Column, value: string): string | number {
  if (servedAs === 'number') return Number(value);
  // With the full scale, which the engine's text does not have.
  return number ? scaled(unscaled(value, number.scale), number.scale) : value;
}
