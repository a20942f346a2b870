import type { ColumnTotals, NumericTotals } from './profile-totals.ts';
import { scaleOf } from './served-value.ts';

export const PERCENTS = [5, 25, 50, 75, 95] as const;
/** Of a histogram, at most. */
export const MOST_BUCKETS = 20;

/** How the values of a numeric column lie above its least one, in units of the column's last decimal. */
export interface Spread {
  /** Sum of the squares of (value - min). */
  readonly squares: bigint;
  /** (value - min) at the ranks that {@link ranksOf} asks for. */
  readonly atRank: ReadonlyMap<number, bigint>;
  /** Counts of the buckets that {@link bucketsOf} describes. */
  readonly buckets: readonly number[];
}

export type NumericColumn = ColumnTotals & { readonly numeric: NumericTotals };

/** The buckets of a histogram, of one width, from the least value on. */
export interface Buckets {
  readonly count: number;
  /** In units of the column's last decimal, as a fraction: its numerator and denominator. */
  readonly width: readonly [units: bigint, parts: bigint];
}

/**
 * Whole numbers come in buckets of 1, 2, 5, 10, 20 … of them, so that no border lies between two; the last bucket may
 * reach beyond the largest value. The range of other numbers is cut into equal parts.
 */
export function bucketsOf({ column, numeric }: Pick<NumericColumn, 'column' | 'numeric'>): Buckets {
  const range = numeric.max - numeric.min;
  if (range === 0n) return { count: 1, width: [0n, 1n] };
  if (scaleOf(column.kind) > 0) return { count: MOST_BUCKETS, width: [range, BigInt(MOST_BUCKETS)] };
  const countWith = (width: bigint) => Number(range / width) + 1;
  let power = 1n;
  while (countWith(5n * power) > MOST_BUCKETS) power *= 10n;
  const width = [power, 2n * power, 5n * power].find((each) => countWith(each) <= MOST_BUCKETS)!;
  return { count: countWith(width), width: [width, 1n] };
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
