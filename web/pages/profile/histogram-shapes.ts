import type { components } from '../../api/schema.ts';

type Bucket = components['schemas']['NumericStats']['histogram'][number];
type Buckets = readonly Bucket[];

export const VIEW_WIDTH = 300;
export const VIEW_HEIGHT = 100;
/** Of a bar that holds something, so that it can be seen beside the highest. */
const LEAST_HEIGHT = 1.5;

export interface Bar {
  readonly bucket: Bucket;
  readonly x: number;
  readonly width: number;
  /** 0 where it holds nothing: nothing is drawn then. */
  readonly height: number;
}

export interface HistogramShapes {
  /** The axis that both share. */
  readonly from: number;
  readonly to: number;
  readonly bars: readonly Bar[];
  /** Path of the steps of the load before. */
  readonly line: string | undefined;
}

/**
 * Two histograms on one axis. Their buckets differ in width and their loads in rows, so areas are compared: the height is
 * the share of rows per unit of the axis.
 * @returns undefined where there is no spread to draw
 */
export function histogramShapes(now: Buckets, before: Buckets = []): HistogramShapes | undefined {
  const all = [...now, ...before];
  const from = Math.min(...all.map((bucket) => bucket.from));
  const to = Math.max(...all.map((bucket) => bucket.to));
  if (now.length === 0 || !(to > from)) return undefined;
  const x = (value: number) => ((value - from) / (to - from)) * VIEW_WIDTH;
  const [denseNow, denseBefore] = [densities(now, to - from), densities(before, to - from)];
  const highest = Math.max(...denseNow, ...denseBefore);
  if (!(highest > 0)) return undefined;
  const height = (density: number) =>
    density === 0 ? 0 : Math.max((density / highest) * (VIEW_HEIGHT - 2), LEAST_HEIGHT);
  const bars = now.map((bucket, at) => ({
    bucket,
    x: x(bucket.from),
    width: Math.max(x(bucket.to) - x(bucket.from), 2),
    height: height(denseNow[at] ?? 0),
  }));
  return { from, to, bars, line: before.length === 0 ? undefined : steps(before, denseBefore.map(height), x) };
}

/** The outline of bars: it leaves the ground only where there is something. */
function steps(buckets: Buckets, heights: readonly number[], x: (value: number) => number): string {
  let path = '';
  let isDown = true;
  for (const [at, bucket] of buckets.entries()) {
    const height = heights[at] ?? 0;
    const [left, right] = [x(bucket.from), Math.max(x(bucket.to), x(bucket.from) + 2)].map((place) => place.toFixed(2));
    if (height === 0) {
      if (!isDown) path += `V${VIEW_HEIGHT}`;
      isDown = true;
      continue;
    }
    if (isDown) path += `M${left} ${VIEW_HEIGHT}`;
    path += `V${(VIEW_HEIGHT - height).toFixed(2)}H${right}`;
    isDown = false;
  }
  return isDown ? path : `${path}V${VIEW_HEIGHT}`;
}

/** Share of rows per width; a bucket of one value alone is as wide as one of the usual twenty. */
function densities(buckets: Buckets, span: number): number[] {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  return buckets.map(({ from, to, count }) => (total === 0 ? 0 : count / total / Math.max(to - from, span / 20)));
}

/** The first and the last whole number in a bucket: 3 and 5 for 3 ≤ value < 6. The last bucket ends at the largest value. */
export const wholeNumbersIn = (
  { from, to }: Bucket,
  isLast: boolean,
  max: number,
): readonly [first: number, last: number] => [Math.ceil(from), isLast ? max : Math.ceil(to) - 1];
