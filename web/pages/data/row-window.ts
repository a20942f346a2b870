/** How far `offset` reaches; what lies behind is only reached page after page, from there on. */
export const LARGEST_OFFSET = 100_000;
export const PAGE_ROWS = 200;
/** Browsers do not draw elements much higher than 17 million pixels: with rows of 30, half a million of them. */
export const MOST_ROWS = 500_000;

/**
 * What is known of the way through a list: a page can be had by `offset` or, if the page before it has been read, by its
 * cursor, which also stays with the batch. A cursor costs the service less.
 */
export class PageTrail {
  readonly #cursors = new Map<number, string>();
  #furthest = 0;

  /** To be called with every page that arrives. */
  add(page: number, nextCursor: string | null): void {
    if (nextCursor === null) return;
    this.#cursors.set(page + 1, nextCursor);
    this.#furthest = Math.max(this.#furthest, page + 1);
  }

  /** How to ask for a page; undefined where nobody has been near it. */
  wayTo(page: number): { readonly cursor: string } | { readonly offset: number } | undefined {
    const cursor = this.#cursors.get(page);
    if (cursor !== undefined) return { cursor };
    const offset = page * PAGE_ROWS;
    return offset <= LARGEST_OFFSET ? { offset } : undefined;
  }

  /** The rows that scrolling can reach now. It grows while one scrolls on at the end. */
  reach(totalCount: number): number {
    const byOffset = LARGEST_OFFSET + PAGE_ROWS;
    const byCursor = (this.#furthest + 1) * PAGE_ROWS;
    return Math.min(totalCount, MOST_ROWS, Math.max(byOffset, byCursor));
  }
}

/** How close to the end of a page the next one is asked for. */
const MARGIN_ROWS = PAGE_ROWS / 4;

/** The pages that rows `first` to `last` are on, and the one before or after that is near. */
export function pagesOf(first: number, last: number, reach: number): readonly number[] {
  if (reach === 0) return [0];
  const lastPage = Math.floor((reach - 1) / PAGE_ROWS);
  const from = Math.min(Math.floor(Math.max(first - MARGIN_ROWS, 0) / PAGE_ROWS), lastPage);
  const to = Math.min(Math.floor((Math.max(last, 0) + MARGIN_ROWS) / PAGE_ROWS), lastPage);
  return Array.from({ length: Math.max(to - from, 0) + 1 }, (_, at) => from + at);
}

/** Whether one has scrolled on rather than jumped: the next page is then asked for at once. */
export const isNear = (before: readonly number[], now: readonly number[]): boolean =>
  now.some((page) => before.includes(page) || before.includes(page - 1) || before.includes(page + 1));
