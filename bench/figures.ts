/** Of the runs of one thing. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

export type Unit =
  | '×'
  | 's'
  | 'ms'
  | 'µs'
  | 'MB'
  | 'm$'
  | 'rows/s'
  | 'MB/s'
  | 'requests/s'
  | 'requests'
  | 'files'
  | 'events'
  | '%';

export interface Goal {
  readonly is: 'at most' | 'at least';
  readonly limit: number;
}

/** One measured quantity, under the name it has in the JSON: `load.clean.ratio_to_floor`. */
export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit;
  readonly summary: Summary;
  /** Compared with the median. */
  readonly goal?: Goal;
}

/** Text in columns, for what is no single quantity. */
export interface Listing {
  readonly title: string;
  readonly lines: readonly string[];
  /** So long that it is printed only when asked for (`--trace`). The result's file always has it. */
  readonly isDetail?: boolean;
}

/** What a section found out, and what a reader must know to judge it. */
export interface SectionResult {
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
  readonly listings?: readonly Listing[];
}

export const atMost = (limit: number): Goal => ({ is: 'at most', limit });
export const atLeast = (limit: number): Goal => ({ is: 'at least', limit });

export const isMet = ({ is, limit }: Goal, { median }: Summary): boolean =>
  is === 'at most' ? median <= limit : median >= limit;

export function figure(
  key: string,
  label: string,
  unit: Unit,
  values: number | readonly number[],
  goal?: Goal,
): Figure {
  const summary = summarise(typeof values === 'number' ? [values] : values);
  return { key, label, unit, summary, ...(goal ? { goal } : {}) };
}

/** @throws {RangeError} for no values: a figure that was not measured must not be shown */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError('no values to summarise');
  return { median: percentile(values, 0.5), min: Math.min(...values), max: Math.max(...values), runs: values.length };
}

/** By linear interpolation between the two nearest values. @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** Run by run: the first of `values` over the first of `base`, and so on. */
export function ratios(values: readonly number[], base: readonly number[]): number[] {
  if (values.length !== base.length) throw new RangeError('a ratio needs both sides of every run');
  return values.map((value, run) => value / base[run]!);
}
