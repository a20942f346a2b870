/** Periods of the calendar, in UTC. Days are ISO 8601, so that their order is that of texts. */
export const INTERVALS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Interval = (typeof INTERVALS)[number];

const DAY_MS = 86_400_000;
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The first day of the period that a day lies in; weeks begin on Monday. */
export function periodOf(day: string, interval: Interval): string {
  const time = timeOf(day);
  switch (interval) {
    case 'day':
      return day;
    case 'week':
      return isoDay(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY_MS);
    case 'month':
      return `${day.slice(0, 7)}-01`;
    case 'quarter':
      return `${day.slice(0, 4)}-${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    case 'year':
      return `${day.slice(0, 4)}-01-01`;
  }
}

/** The first day of the period after the one that begins on this day. */
export function nextPeriod(begin: string, interval: Interval): string {
  const date = new Date(timeOf(begin));
  switch (interval) {
    case 'day':
    case 'week':
      return isoDay(date.getTime() + (interval === 'day' ? 1 : 7) * DAY_MS);
    case 'month':
    case 'quarter':
      return isoDay(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (interval === 'month' ? 1 : 3), 1));
    case 'year':
      return isoDay(Date.UTC(date.getUTCFullYear() + 1, 0, 1));
  }
}

/**
 * The first days of all periods from the one of the first day to that of the last.
 * @returns undefined where there are more than `most`
 */
export function periodsBetween(first: string, last: string, interval: Interval, most: number): string[] | undefined {
  const periods: string[] = [];
  for (let begin = periodOf(first, interval); begin <= last; begin = nextPeriod(begin, interval)) {
    if (periods.length === most) return undefined;
    periods.push(begin);
  }
  return periods;
}

/** {@link periodOf} in the engine, of a Date32: its own functions for weeks and quarters know the years 1970 to 2149 only. */
export function periodSql(day: string, interval: Interval): string {
  switch (interval) {
    case 'day':
      return day;
    case 'week':
      return `subtractDays(${day}, toDayOfWeek(${day}) - 1)`;
    case 'month':
      return `subtractDays(${day}, toDayOfMonth(${day}) - 1)`;
    case 'quarter':
      return `makeDate32(toYear(${day}), toQuarter(${day}) * 3 - 2, 1)`;
    case 'year':
      return `makeDate32(toYear(${day}), 1, 1)`;
  }
}
