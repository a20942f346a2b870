import type { BalanceCurrency } from '../../../shared/datasets/cash/conversion.ts';
import { BALANCE_CURRENCIES } from '../../../shared/datasets/cash/conversion.ts';
import { INTERVALS, type Interval, nextPeriod, periodOf } from '../../../shared/datasets/cash/periods.ts';
import { DIRECTIONS } from '../../../shared/datasets/cash/posting.ts';
import { dayBefore } from './period-text.ts';

export const INCLUDES = ['quarantined', 'only-quarantined'] as const;

/** First and last day, each of them open where it is left out. */
export interface DayRange {
  readonly from?: string;
  readonly to?: string;
}

/** What the address of a company's page asks for; what it says and nobody can ask for is as if it were not there. */
export interface CompanyView {
  readonly currency: BalanceCurrency;
  readonly interval: Interval;
  readonly range: DayRange;
  /** One of the company's accounts; all, if left out. */
  readonly iban?: string;
  /** The first day of the one period whose payments are shown. */
  readonly period?: string;
  readonly direction?: (typeof DIRECTIONS)[number];
  /** Whether payments that are set aside are shown too, or alone. */
  readonly include?: (typeof INCLUDES)[number];
}

/** Days that a payment can have. */
function isDay(text: string): boolean {
  if (!/^(?:19|2[012])\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export const readCurrency = (parameters: URLSearchParams): BalanceCurrency =>
  BALANCE_CURRENCIES.find((currency) => currency === parameters.get('currency')) ?? 'EUR';

export function readCompanyView(parameters: URLSearchParams): CompanyView {
  const oneOf = <T extends string>(name: string, values: readonly T[]) =>
    values.find((value) => value === parameters.get(name));
  const day = (name: string) => {
    const said = parameters.get(name) ?? '';
    return isDay(said) ? said : undefined;
  };
  const interval = oneOf('interval', INTERVALS) ?? 'month';
  const [from, to, period] = [day('from'), day('to'), day('period')];
  const iban = parameters.get('iban') ?? '';
  const direction = oneOf('direction', DIRECTIONS);
  const include = oneOf('include', INCLUDES);
  return {
    currency: readCurrency(parameters),
    interval,
    range: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
    ...(iban === '' ? {} : { iban }),
    ...(period !== undefined && periodOf(period, interval) === period ? { period } : {}),
    ...(direction ? { direction } : {}),
    ...(include ? { include } : {}),
  };
}

/** The days of a period that lie in the range. */
export function daysOf(period: string, interval: Interval, { from = '', to }: DayRange): Required<DayRange> {
  const last = dayBefore(nextPeriod(period, interval));
  return { from: from > period ? from : period, to: to !== undefined && to < last ? to : last };
}

/** Whose payments are shown: those of the chosen period, or of all of the range. */
export const paymentDays = ({ period, interval, range }: CompanyView): DayRange =>
  period === undefined ? range : daysOf(period, interval, range);

export const isBackwards = ({ from, to }: DayRange): boolean => from !== undefined && to !== undefined && from > to;

/** The next interval that has fewer periods. */
export const longerInterval = (interval: Interval): Exclude<Interval, 'day'> | undefined =>
  INTERVALS[INTERVALS.indexOf(interval) + 1] as Exclude<Interval, 'day'> | undefined;
