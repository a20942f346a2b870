const DAY_MS = 86_400_000;
const FIRST_YEAR = 2010;
const LAST_YEAR = 2049;

/** Days are counted from 1970-01-01, months from January 2010. */
const firstDay = Date.UTC(FIRST_YEAR, 0, 1) / DAY_MS;
const monthStarts = Array.from(
  { length: (LAST_YEAR - FIRST_YEAR + 1) * 12 },
  (_, month) => Date.UTC(FIRST_YEAR, month, 1) / DAY_MS,
);
const dashed = Array.from({ length: Date.UTC(LAST_YEAR + 1, 0, 1) / DAY_MS - firstDay }, (_, index) =>
  new Date((firstDay + index) * DAY_MS).toISOString().slice(0, 10),
);
const plain = dashed.map((text) => text.replaceAll('-', ''));

/** The day that the sample portfolios are a picture of, the same for ever: a sample depends on its seed alone. */
export const asOfDay = Date.UTC(2025, 5, 30) / DAY_MS;
export const AS_OF_MONTH = (2025 - FIRST_YEAR) * 12 + 5;

/** @param dayOfMonth 1 to 28 */
export const dayOf = (month: number, dayOfMonth: number): number => monthStarts[month]! + dayOfMonth - 1;

/** 20250630. Looked up, because making dates of numbers would be most of the work of making a row. */
export const plainDate = (day: number): string => plain[day - firstDay]!;

/** 2025-06-30. */
export const dashedDate = (day: number): string => dashed[day - firstDay]!;
