import { askBatch, type ProfiledBatch, rowsOf } from './profile-batch.ts';
import type { ColumnTotals, NumericTotals } from './profile-totals.ts';
import { scaleOf } from './served-value.ts';
import { identifier } from './sql.ts';

export const PERCENTS = [5, 25, 50, 75, 95] as const;
export const HISTOGRAM_BUCKETS = 20;

/** How the values of a numeric column lie between its least and its most, in units of its last decimal. */
export interface Spread {
  /** Sum of the squares of (value - min). */
  readonly squares: bigint;
  /** Values at the ranks that {@link ranksOf} asks for. */
  readonly atRank: ReadonlyMap<number, bigint>;
  /** Counts of the equal-width buckets; one bucket only where all values are the same. */
  readonly buckets: readonly number[];
}

/** Exact ranks need the values of a column at once, 8 bytes each: so many columns a query as fit in here. */
const VALUE_BYTES_A_QUERY = 512 * 1024 ** 2;

type NumericColumn = ColumnTotals & { readonly numeric: NumericTotals };

/** @returns by column name; a second pass, because it needs what the first one found */
export async function columnSpreads(
  batch: ProfiledBatch,
  columns: readonly NumericColumn[],
): Promise<Map<string, Spread>> {
  const spreads = new Map<string, Spread>();
  let next = 0;
  while (next < columns.length) {
    const room = Math.max(1, Math.floor(VALUE_BYTES_A_QUERY / (8 * columns[next]!.filled)));
    const group = columns.slice(next, next + room);
    next += group.length;
    const [figures] = await askBatch<Record<string, string | string[] | number[]>>(
      batch,
      `SELECT ${group.flatMap(spreadSql).join(', ')} FROM ${rowsOf(batch)}`,
    );
    for (const [index, { column, filled }] of group.entries()) {
      const values = figures![`ranks_${index}`] as string[];
      spreads.set(column.name, {
        squares: BigInt(figures![`squares_${index}`] as string),
        atRank: new Map(ranksOf(filled).map((rank, at) => [rank, BigInt(values[at]!)])),
        buckets: (figures![`buckets_${index}`] as number[] | undefined) ?? [filled],
      });
    }
  }
  return spreads;
}

/**
 * Ranks from 0, in order, whose values the percentiles lie on or between: percentile p is at rank p/100 · (count - 1), and
 * between two ranks on the straight line, as numpy, PERCENTILE_CONT and spreadsheets have it.
 */
export const ranksOf = (count: number): number[] =>
  [
    ...new Set(
      PERCENTS.flatMap((percent) => {
        const below = Math.floor((percent * (count - 1)) / 100);
        return [below, Math.min(below + 1, count - 1)];
      }),
    ),
  ].sort((a, b) => a - b);

function spreadSql({ column, filled, numeric: { min, max } }: NumericColumn, index: number): string[] {
  const units = unitsSql(column);
  const range = max - min;
  const above = `(${units} - toInt64(${min}))`;
  // The narrowest type that no sum of squares can overflow: narrow ones are several times faster.
  const squaresAtMost = BigInt(filled) * range * range;
  const wide = squaresAtMost < 2n ** 63n ? 'toInt64' : squaresAtMost < 2n ** 127n ? 'toInt128' : 'toInt256';
  // The middle of a rank's own stretch of levels: no rounding of the division leads to its neighbour.
  const levels = ranksOf(filled).map((rank) => (rank + 0.5) / filled);
  const figures = [
    `toString(sum(${wide}(${above}) * ${wide}(${above}))) AS squares_${index}`,
    `arrayMap(value -> toString(value), quantilesExact(${levels.join(', ')})(${units})) AS ranks_${index}`,
  ];
  if (range === 0n) return figures;
  const times = range * BigInt(HISTOGRAM_BUCKETS) < 2n ** 63n ? above : `toInt128(${above})`;
  const last = HISTOGRAM_BUCKETS - 1;
  // Absent values go beyond the last bucket, which is not counted. (They must not reach least(): it passes over them.)
  const bucket =
    `if(isNull(${above}), ${HISTOGRAM_BUCKETS}, ` +
    `toUInt8(least(${last}, intDiv(assumeNotNull(${times}) * ${HISTOGRAM_BUCKETS}, ${range}))))`;
  return [...figures, `countResample(0, ${HISTOGRAM_BUCKETS}, 1)(${bucket}) AS buckets_${index}`];
}

/** A number as a whole number of its last decimal; null where it is absent. */
function unitsSql({ name, kind }: ColumnTotals['column']): string {
  const cell = identifier(name);
  if (scaleOf(kind) === 0) return `toInt64(${cell})`;
  return `if(isNull(${cell}), NULL, reinterpret(assumeNotNull(${cell}), 'Int64'))`;
}
