import { formatLocale, type Language } from '../i18n/language.ts';
import { numberStyleOf, readNumber } from './read-number.ts';

/** A decimal as the API sends it: digits, so that no digit is lost. `Intl` formats such text exactly. */
export type ExactDecimal = string;

const isDecimal = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);

/** Formats numbers and times for the reader; made once per language, because `Intl` objects are dear to make. */
export interface Formats {
  /** Money, with the scale it came with, and its currency where that is known. */
  amount(exact: ExactDecimal | number): string;
  /** Any other number, with the scale it came with. */
  decimal(exact: ExactDecimal | number): string;
  /** The inverse of {@link decimal}, for what is typed and pasted: see {@link readNumber}. */
  read(text: string, options?: { readonly percent?: boolean }): ExactDecimal | undefined;
  /** Large sums where space is short: 12.4M. Never the only form of a value. */
  compact(value: number): string;
  count(value: number): string;
  /** Of a ratio: 0.185 is 18.5 %. Trailing zeros go, but for the `least` decimals that a column aligns by. */
  percent(ratio: ExactDecimal | number, digits?: number, least?: number): string;
  /**
   * A share of a whole, always with so many decimals, so that a column of them aligns. Only what is nothing is 0 %, and only
   * what is all is 100 %: between, it is < 0.01 % or > 99.99 %.
   */
  share(ratio: number, digits?: number): string;
  /** Of an instant, in the reader's time zone. */
  dateTime(iso: string): string;
  time(iso: string): string;
  /** The day of an instant, in the reader's time zone. */
  day(iso: string): string;
  /** Of a calendar date, which is the same day everywhere. */
  date(date: string): string;
  /** 3 minutes ago. */
  ago(iso: string, now?: number): string;
  duration(milliseconds: number): string;
  /** A span that was set, not measured: 6 hours. */
  span(count: number, unit: 'minute' | 'hour' | 'day' | 'month'): string;
  bytes(size: number): string;
}

const made = new Map<string, Formats>();

/** @param currency as {@link makeFormats} takes it */
export function formatsFor(language: Language, currency?: string): Formats {
  const locale = formatLocale(language);
  const name = `${locale} ${currency ?? ''}`;
  const known = made.get(name);
  if (known) return known;
  const formats = makeFormats(locale, currency);
  made.set(name, formats);
  return formats;
}

/** @param currency of the amounts, by its ISO 4217 code; without one, or with what is no such code, amounts are plain numbers */
export function makeFormats(locale: string, currencyCode?: string): Formats {
  const currency = currencyCode !== undefined && /^[A-Z]{3}$/.test(currencyCode) ? currencyCode : undefined;
  const style = numberStyleOf(locale);
  const decimal = (exact: ExactDecimal | number, options: Intl.NumberFormatOptions = {}) => {
    if (typeof exact === 'string' && !isDecimal(exact)) return exact;
    const digits = typeof exact === 'number' ? 2 : (exact.split('.')[1]?.length ?? 0);
    const format = new Intl.NumberFormat(locale, {
      ...options,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    return format.format(exact as number);
  };
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const isTurkish = locale.startsWith('tr');
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const dayOf = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const unit = (name: string, value: number, digits = 0, unitDisplay: 'short' | 'long' = 'short') =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay,
      maximumFractionDigits: digits,
    }).format(value);

  return {
    amount: (exact) => decimal(exact, currency === undefined ? {} : { style: 'currency', currency }),
    decimal: (exact) => decimal(exact),
    read: (text, { percent = false } = {}) => readNumber(text, style, percent),
    compact: (value) =>
      compact
        .formatToParts(value)
        // In Turkish, Intl writes a thousand as B, which is read as a billion.
        .map(({ type, value: part }) => (isTurkish && type === 'compact' && part === 'B' ? 'bin' : part))
        .join(''),
    count: (value) => count.format(value),
    percent: (ratio, digits = 4, least = 0) => {
      if (typeof ratio === 'string' && !isDecimal(ratio)) return ratio;
      const options = { style: 'percent', minimumFractionDigits: least, maximumFractionDigits: digits } as const;
      return new Intl.NumberFormat(locale, options).format(ratio as number);
    },
    share: (ratio, digits = 2) => {
      const fixed = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
      const written = (value: number) => new Intl.NumberFormat(locale, fixed).format(value);
      const least = 10 ** -(digits + 2);
      if (ratio > 0 && ratio < least / 2) return `< ${written(least)}`;
      return ratio < 1 && ratio > 1 - least / 2 ? `> ${written(1 - least)}` : written(ratio);
    },
    dateTime: (iso) => dateTime.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    day: (iso) => dayOf.format(new Date(iso)),
    date: (day) => date.format(new Date(`${day}T00:00:00Z`)),
    ago: (iso, now = Date.now()) => {
      const seconds = (new Date(iso).getTime() - now) / 1000;
      for (const [name, size] of AGO)
        if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), name);
      return relative.format(0, 'second');
    },
    duration: (milliseconds) => {
      if (milliseconds < 1000) return unit('millisecond', milliseconds);
      if (milliseconds < 60_000) return unit('second', milliseconds / 1000, 1);
      const minutes = Math.floor(milliseconds / 60_000);
      if (minutes < 60)
        return `${unit('minute', minutes)} ${unit('second', Math.round((milliseconds % 60_000) / 1000))}`;
      return `${unit('hour', Math.floor(minutes / 60))} ${unit('minute', minutes % 60)}`;
    },
    span: (length, name) => unit(name, length, 0, 'long'),
    bytes: (size) => {
      const step = BYTES.findLast(([, least]) => size >= least) ?? BYTES[0];
      const written = step[0] === 'byte' ? unit('byte', size, 0, 'long') : unit(step[0], size / step[1], 1);
      // A size is never torn apart by a new line.
      return written.replaceAll(' ', '\u00a0');
    },
  };
}

const AGO = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 5],
] as const;

const BYTES = [
  ['byte', 1],
  ['kilobyte', 1e3],
  ['megabyte', 1e6],
  ['gigabyte', 1e9],
] as const;
