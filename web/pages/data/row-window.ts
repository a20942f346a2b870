/** How far `offset` reaches; what lies behind is only reached page after page, from there on. */
export const LARGEST_OFFSET = 100_000;
export const PAGE_ROWS = 200;

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
