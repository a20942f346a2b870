import type { NumericStats } from '../../api/queries/profile.ts';
import { isWhole } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { wholeNumbersIn } from './histogram-shapes.ts';
import { useStatisticText } from './statistic-text.ts';

/** Writes what a bucket holds: 3–5 of whole numbers, else from – to. */
export function useBucketText(column: ServedColumn, { histogram, max }: NumericStats): (at: number) => string {
  const statistic = useStatisticText(column);
  return (at) => {
    const bucket = histogram[at];
    if (!bucket || max === null) return '';
    if (!isWhole(column)) return `${statistic(bucket.from)} – ${statistic(bucket.to)}`;
    const [first, last] = wholeNumbersIn(bucket, at === histogram.length - 1, max);
    return first === last ? statistic(first) : `${statistic(first)}–${statistic(last)}`;
  };
}
