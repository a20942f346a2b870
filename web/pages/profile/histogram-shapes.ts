import type { components } from '../../api/schema.ts';

type Buckets = components['schemas']['NumericStats']['histogram'];

export const VIEW_WIDTH = 300;
export const VIEW_HEIGHT = 100;

export interface HistogramShapes {
  /** The axis that both share. */
  readonly from: number;
  readonly to: number;
  readonly bars: readonly { readonly x: number; readonly width: number; readonly height: number }[];
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
  const height = (density: number) => (density / highest) * (VIEW_HEIGHT - 2);
  const bars = now.map((bucket, at) => ({
    x: x(bucket.from),
    width: Math.max(x(bucket.to) - x(bucket.from), 2),
    height: height(denseNow[at] ?? 0),
  }));
  const steps = before.map((bucket, at) => {
    const y = (VIEW_HEIGHT - height(denseBefore[at] ?? 0)).toFixed(2);
    return `V${y}H${Math.max(x(bucket.to), x(bucket.from) + 2).toFixed(2)}`;
  });
  const [first] = before;
  const line = first && `M${x(first.from).toFixed(2)} ${VIEW_HEIGHT}${steps.join('')}V${VIEW_HEIGHT}`;
  return { from, to, bars, line };
}

/** Share of rows per width; a bucket of one value alone is as wide as one of the usual twenty. */
function densities(buckets: Buckets, span: number): number[] {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  return buckets.map(({ from, to, count }) => (total === 0 ? 0 : count / total / Math.max(to - from, span / 20)));
}
