import { type Interval, nextPeriod } from '../../../shared/datasets/cash/periods.ts';

const DAY_MS = 86_400_000;
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const dayBefore = (day: string): string => new Date(timeOf(day) - DAY_MS).toISOString().slice(0, 10);

export interface PeriodTexts {
  /** A period by its first day: 4 Mar 2024, 4–10 Mar 2024, Mar 2024, Q1 2024, 2024. */
  period(first: string, interval: Interval): string;
  /** The days from one to another. */
  days(from: string, to: string): string;
  /** An instant in UTC, by whose days payments are counted. */
  time(iso: string): string;
}

/** Periods of UTC as a locale writes them. @param quarter a quarter of a year, for which locales have no format */
export function makePeriodTexts(locale: string, quarter: (quarter: number, year: string) => string): PeriodTexts {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const day = format({ dateStyle: 'medium' });
  const month = format({ month: 'short', year: 'numeric' });
  const year = format({ year: 'numeric' });
  const time = format({ dateStyle: 'medium', timeStyle: 'short' });
  const days = (from: string, to: string) => day.formatRange(timeOf(from), timeOf(to));
  return {
    days,
    time: (iso) => time.format(Date.parse(iso)),
    period: (first, interval) => {
      const at = timeOf(first);
      switch (interval) {
        case 'day':
          return day.format(at);
        case 'week':
          return days(first, dayBefore(nextPeriod(first, 'week')));
        case 'month':
          return month.format(at);
        case 'quarter':
          return quarter(Math.floor(new Date(at).getUTCMonth() / 3) + 1, year.format(at));
        case 'year':
          return year.format(at);
      }
    },
  };
}
