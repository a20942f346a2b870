const MIB = 1024 ** 2;

/** What a workbook may be at most. Those of a sheet are Excel's own. */
export interface SheetLimits {
  /** Files in the archive. */
  readonly entries: number;
  /** Bytes of all that is unpacked of it. */
  readonly unpackedBytes: number;
  /** How many times its packed size a file in it may have, once it is larger than `judgedFromBytes`. */
  readonly timesPacked: number;
  readonly judgedFromBytes: number;
  /** Bytes of all shared strings, which are held in memory. */
  readonly sharedStringBytes: number;
  /** Places of a sheet's table, empty ones included. */
  readonly cells: number;
  /** Places of rows to the right of the last column that the header names. */
  readonly cellsBeside: number;
}

export const SHEET_LIMITS: SheetLimits = {
  entries: 10_000,
  unpackedBytes: 4096 * MIB,
  // A sheet packs 5 to 20 times; one of nothing but equal cells up to 200 times.
  timesPacked: 300,
  judgedFromBytes: 16 * MIB,
  sharedStringBytes: 512 * MIB,
  cells: 50_000_000,
  cellsBeside: 2_000_000,
};

export const MAX_SHEET_ROWS = 1_048_576;
export const MAX_SHEET_COLUMNS = 16_384;
