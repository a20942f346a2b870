import type { Delimiter } from '../csv-line.ts';

/** Where in a cell the last byte was. */
const START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
/** A quote inside a quoted cell: its end, or the first of two that stand for one. */
const QUOTE = 3;
const CLOSED = 4;
const BROKEN = 5;
/** After a "=" that begins a cell: a quote may follow, as in ="0012345". */
const EQUALS = 6;
const FORMULA = 7;
const FORMULA_QUOTE = 8;

const QUOTE_BYTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;
const EQUALS_SIGN = 0x3d;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Counts the cells of a record that comes piece by piece, by the grammar of contracts/csv-line.ts: in the end,
 * `isWellFormed` says whether `splitRecord` would cut it, and `cells` into how many. Bytes, not text: delimiters, quotes
 * and blanks are ASCII, and what lies between them may be anything.
 */
export class CellCounter {
  readonly #delimiter: number;
  /** A tab is a blank around quotes unless it delimits. */
  readonly #tabIsBlank: boolean;
  #state = START;
  #cells = 1;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#tabIsBlank = delimiter !== '\t';
  }

  get cells(): number {
    return this.#cells;
  }

  /** What follows cannot mend it. */
  get isBroken(): boolean {
    return this.#state === BROKEN;
  }

  /** Whether the record, if it ended here, could be cut into cells. */
  get isWellFormed(): boolean {
    return this.#state !== BROKEN && this.#state !== QUOTED && this.#state !== FORMULA;
  }

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#state === BROKEN) return;
      this.#state = this.#next(byte);
    }
  }

  #next(byte: number): number {
    const state = this.#state;
    if (state === QUOTED) return byte === QUOTE_BYTE ? QUOTE : QUOTED;
    if (state === FORMULA) {
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return BROKEN;
      return byte === QUOTE_BYTE ? FORMULA_QUOTE : FORMULA;
    }
    if (byte === this.#delimiter) {
      this.#cells += 1;
      return START;
    }
    if (byte === QUOTE_BYTE) {
      if (state === EQUALS || state === FORMULA_QUOTE) return FORMULA;
      return state === START || state === QUOTE ? QUOTED : BROKEN;
    }
    const isBlank = byte === SPACE || (byte === TAB && this.#tabIsBlank);
    if (state === START) return isBlank ? START : byte === EQUALS_SIGN ? EQUALS : UNQUOTED;
    if (state === UNQUOTED || state === EQUALS) return UNQUOTED;
    return isBlank ? CLOSED : BROKEN;
  }
}
