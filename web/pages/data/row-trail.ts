import type { PlaceInList, RowCondition } from '../../api/row-place.ts';
import { LARGEST_OFFSET, PAGE_ROWS } from './row-window.ts';

/** How to ask for a page of a list. */
export interface Way {
  readonly place: PlaceInList;
  /** Added to the list's own conditions: it leaves out all rows before some value of the sorted column. */
  readonly bound: RowCondition | undefined;
}

/** What can be asked about the sorted column of a list, all of whose rows have a value in it. */
export interface SortedColumn {
  readonly boundAt: (value: string) => RowCondition;
  /** Its value in the row that is `offset` behind the first one of the bound; undefined where there is no such row. */
  readonly valueAt: (offset: number, bound: RowCondition | undefined) => Promise<string | undefined>;
  readonly lastValue: () => Promise<string | undefined>;
  /** How many rows the bound leaves. */
  readonly countFrom: (bound: RowCondition) => Promise<number>;
  /** A value between two, that share of the way from the one to the other; undefined where there is none. */
  readonly between: (low: string, high: string, share: number) => string | undefined;
}

/** No way is known to these rows: the list ends before them, for now. */
export class BeyondReach extends Error {
  override readonly name = 'BeyondReach';
}

/** A row that the list can be entered at: the first one that has this value, or one behind it. */
interface Entry {
  readonly row: number;
  readonly value: string;
  readonly bound: RowCondition | undefined;
}

/** Guesses of a value; the first ones take the values for evenly spread, the others halve. */
const MOST_GUESSES = 20;
const EVEN_GUESSES = 6;

/**
 * The ways to the pages of a list. `offset` reaches a hundred thousand rows; behind them the list is entered at a value of
 * its sorted column, whose row number is the number of rows before it, and `offset` goes on from there. A value that is
 * near enough is guessed, and how near it is, counted. Where more rows have one value than `offset` reaches, pages are
 * reached one after the other by cursors, which cost the service least.
 */
export class RowTrail {
  readonly #column: SortedColumn | undefined;
  readonly #cursors = new Map<number, Way>();
  /** By their rows. */
  #entries: Entry[] = [];
  #furthest = 0;
  /** Where entries end. */
  #end: number;
  #ends: Promise<{ readonly last: string; readonly rows: number }> | undefined;
  #searching: Promise<unknown> = Promise.resolve();

  /** @param column undefined where the list cannot be entered at a value */
  constructor(column: SortedColumn | undefined) {
    this.#column = column;
    this.#end = column ? Number.POSITIVE_INFINITY : LARGEST_OFFSET + PAGE_ROWS;
  }

  /** To be called with every page that arrives. */
  add(page: number, nextCursor: string | null, bound: RowCondition | undefined): void {
    if (nextCursor === null) return;
    this.#cursors.set(page + 1, { place: { cursor: nextCursor }, bound });
    this.#furthest = Math.max(this.#furthest, page + 1);
  }

  /** The rows that scrolling can reach now. It may grow while one scrolls on at the end. */
  reach(totalCount: number): number {
    const byCursor = this.#end === Number.POSITIVE_INFINITY ? 0 : (this.#furthest + 1) * PAGE_ROWS;
    return Math.min(totalCount, Math.max(this.#end, byCursor));
  }

  /** @throws {BeyondReach} */
  async wayTo(page: number): Promise<Way> {
    const known = this.#cursors.get(page);
    if (known) return known;
    const row = page * PAGE_ROWS;
    if (row <= LARGEST_OFFSET) return { place: { offset: row }, bound: undefined };
    // One after the other: what one finds, the next one uses.
    const search = this.#searching.then(() => this.#entryBefore(row));
    this.#searching = search.catch(() => {});
    const { row: first, bound } = await search;
    return { place: { offset: row - first }, bound };
  }

  async #entryBefore(row: number): Promise<Entry> {
    const column = this.#column;
    if (!column || row >= this.#end) throw new BeyondReach(`row ${row + 1}`);
    this.#ends ??= this.#findEnds(column);
    const { last, rows } = await this.#ends;
    let low = this.#entries.findLast((entry) => entry.row <= row)!;
    let high = this.#entries.find((entry) => entry.row > row) ?? { row: rows, value: last };
    for (let guesses = 0; guesses < MOST_GUESSES && row - low.row > LARGEST_OFFSET; guesses += 1) {
      const even = (row - LARGEST_OFFSET / 2 - low.row) / (high.row - low.row);
      const share = guesses < EVEN_GUESSES ? Math.min(Math.max(even, 0.02), 0.98) : 0.5;
      const value = column.between(low.value, high.value, share);
      if (value === undefined) break;
      const entry = await this.#enter(column, value, rows);
      if (entry.row <= row) low = entry;
      else high = entry;
    }
    while (row - low.row > LARGEST_OFFSET) {
      const value = await column.valueAt(LARGEST_OFFSET, low.bound);
      const next = value === undefined ? low : await this.#enter(column, value, rows);
      if (next.row <= low.row) {
        this.#end = low.row + LARGEST_OFFSET + PAGE_ROWS;
        throw new BeyondReach(`row ${row + 1}`);
      }
      low = next;
    }
    return low;
  }

  async #findEnds(column: SortedColumn): Promise<{ last: string; rows: number }> {
    try {
      const [first, last] = await Promise.all([column.valueAt(0, undefined), column.lastValue()]);
      if (first === undefined || last === undefined) throw new BeyondReach('no row');
      const rows = await column.countFrom(column.boundAt(first));
      this.#entries = [{ row: 0, value: first, bound: undefined }];
      return { last, rows };
    } catch (error) {
      // Whoever asks next tries again.
      this.#ends = undefined;
      throw error;
    }
  }

  /** @param rows of the whole list */
  async #enter(column: SortedColumn, value: string, rows: number): Promise<Entry> {
    const bound = column.boundAt(value);
    const entry = { row: rows - (await column.countFrom(bound)), value, bound };
    this.#entries = [...this.#entries, entry].sort((a, b) => a.row - b.row);
    return entry;
  }
}
