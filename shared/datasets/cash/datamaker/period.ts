/** When payments are made: two whole years. Seconds are counted from the first. */
export const PERIOD = { from: '2023-01-01', to: '2024-12-31' } as const;

const DAY = 86_400;
const epoch = Date.parse(PERIOD.from) / 1000;

export const PERIOD_SECONDS = Date.parse(PERIOD.to) / 1000 + DAY - epoch;

/** 2023-01-01 and all that follow. Looked up, because making dates of numbers would be most of the work of making a row. */
export const DAYS: readonly string[] = Array.from({ length: PERIOD_SECONDS / DAY }, (_, day) =>
  new Date((epoch + day * DAY) * 1000).toISOString().slice(0, 10),
);

export interface Quarter {
  readonly name: string;
  readonly firstSecond: number;
  /** Of the next one, or of nothing. */
  readonly endSecond: number;
}

export const QUARTERS: readonly Quarter[] = [2023, 2024].flatMap((year) =>
  [0, 1, 2, 3].map((quarter) => ({
    name: `${year}-Q${quarter + 1}`,
    firstSecond: Date.UTC(year, quarter * 3, 1) / 1000 - epoch,
    endSecond: Date.UTC(year, quarter * 3 + 3, 1) / 1000 - epoch,
  })),
);

/** Some rows of a payment file that are of one quarter: they can be made without the others. */
export interface RowBlock {
  /** From 0. */
  readonly first: number;
  readonly end: number;
  readonly quarter: number;
  /** Whether it has the first and the last row of its quarter. */
  readonly opens: boolean;
  readonly closes: boolean;
}

const BLOCK_ROWS = 10_000;

/**
 * The rows of a payment file that are of a quarter, as blocks. Each row has a stretch of the period for itself, all of the
 * same length, and is made at some second of it: so rows are in order, and their number says which quarter they are of.
 */
export function blocksOf(rows: number, quarter: number): readonly RowBlock[] {
  const { firstSecond, endSecond } = QUARTERS[quarter]!;
  const first = rowAt(firstSecond, rows);
  const end = rowAt(endSecond, rows);
  return Array.from({ length: Math.ceil((end - first) / BLOCK_ROWS) }, (_, block) => {
    const from = first + block * BLOCK_ROWS;
    const to = Math.min(from + BLOCK_ROWS, end);
    return { first: from, end: to, quarter, opens: from === first, closes: to === end };
  });
}

const rowAt = (second: number, rows: number): number => Math.floor((second * rows) / PERIOD_SECONDS);

/** @param share in [0, 1), of the row's stretch */
export const secondOf = (row: number, share: number, rows: number): number =>
  Math.floor(((row + share) * PERIOD_SECONDS) / rows);

/** 2023-01-01T00:00:00Z. */
export function timestampOf(second: number): string {
  return `${new Date((epoch + second) * 1000).toISOString().slice(0, 19)}Z`;
}
