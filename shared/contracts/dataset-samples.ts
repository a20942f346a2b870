import type { BreachShares } from './breaches.ts';
import type { Slice } from './slice.ts';

/** A line of one of the files of a sample; millions follow each other, and none is kept. */
export interface SampleLine {
  readonly fileType: string;
  /** Without its end. */
  readonly line: string | Buffer;
  /** The rule that the row breaks, and whether it must be rejected for that. Absent of a sound row. */
  readonly breach?: { readonly ruleId: string; readonly isRejected: boolean };
}

export interface SampleOptions extends BreachShares {
  /** How large the sample is: rows of the file that `DatasetSamples.size` speaks of. */
  readonly rows: number;
  /** The same seed and options give the same bytes. */
  readonly seed: number;
  /** Of the dataset's own, by name; its default where one is left out. */
  readonly more?: Readonly<Record<string, number>>;
}

/** An option that only the samples of one dataset have. */
export interface SampleOption {
  /** As it is typed, without the dashes. */
  readonly name: string;
  readonly meaning: string;
  readonly bounds: readonly [low: number, high: number];
  readonly otherwise: number;
}

/** How samples of a dataset are made. */
export interface DatasetSamples {
  /** What `rows` counts, and how many there may be. */
  readonly size: { readonly meaning: string; readonly most: number; readonly otherwise: number };
  readonly options?: readonly SampleOption[];
  /**
   * The rows of a slice's files, without their headers, sound but for the announced share of them. A row that others refer
   * to comes before those.
   * @throws {RangeError} for a size or share that cannot be
   */
  lines(slice: Slice, options: SampleOptions): Iterable<SampleLine>;
}
