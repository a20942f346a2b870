import { nearestDouble, roundedRatio } from '../domain/exact-ratio.ts';
import type { Profile } from '../domain/profile.ts';
import { bucketsOf, type NumericColumn, PERCENTS, type Spread } from './profile-buckets.ts';
import type { ColumnTotals } from './profile-totals.ts';
import { scaleOf } from './served-value.ts';

type NumericStats = Profile['numeric_stats'][string];

/** The figures of a numeric column. All comes from exact whole numbers and is rounded once, to the nearest double. */
export function numericStats(rows: number, totals: ColumnTotals, spread: Spread | undefined): NumericStats {
  const { filled, numeric } = totals;
  const nulls = rows - filled;
  const zeros = numeric?.zeros ?? 0;
  const counts = {
    total_count: rows,
    null_count: nulls,
    zero_count: zeros,
    zero_or_null_count: zeros + nulls,
    zero_or_null_ratio: roundedRatio(zeros + nulls, rows, 4),
  };
  if (!numeric || !spread) {
    const none = {
      min: null,
      max: null,
      avg: null,
      stddev: null,
      p05: null,
      p25: null,
      p50: null,
      p75: null,
      p95: null,
    };
    return { ...none, ...counts, histogram: [] };
  }
  const one = 10n ** BigInt(scaleOf(totals.column.kind));
  const count = BigInt(filled);
  const { min, max, sum } = numeric;
  const sumAbove = sum - count * min;
  const variance = nearestDouble(count * spread.squares - sumAbove * sumAbove, count * count * one * one);
  const [p05, p25, p50, p75, p95] = PERCENTS.map((percent) => percentile(percent, filled, min, spread, one));
  return {
    min: nearestDouble(min, one),
    max: nearestDouble(max, one),
    avg: nearestDouble(sum, count * one),
    stddev: Math.sqrt(variance),
    ...{ p05: p05!, p25: p25!, p50: p50!, p75: p75!, p95: p95! },
    ...counts,
    histogram: histogram({ ...totals, numeric }, spread.buckets, one),
  };
}

function percentile(percent: number, count: number, min: bigint, { atRank }: Spread, one: bigint): number {
  const hundredths = percent * (count - 1);
  const rank = Math.floor(hundredths / 100);
  const beyond = BigInt(hundredths % 100);
  const low = atRank.get(rank)!;
  const high = atRank.get(Math.min(rank + 1, count - 1))!;
  return nearestDouble(min * 100n + low * (100n - beyond) + high * beyond, 100n * one);
}

/** Each bucket holds from ≤ value < to, the last one also its `to`. */
function histogram(column: NumericColumn, buckets: readonly number[], one: bigint): NumericStats['histogram'] {
  const [units, parts] = bucketsOf(column).width;
  const edge = (index: number) => nearestDouble(column.numeric.min * parts + units * BigInt(index), parts * one);
  return buckets.map((count, index) => ({ from: edge(index), to: edge(index + 1), count }));
}
