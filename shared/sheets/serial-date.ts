const DAY_MS = 86_400_000;

/** The days that numbers stand for: from 1900 with a day that never was, or from 1904. */
export type DateSystem = '1900' | '1904';

/** 1904-01-01 and, counted without the day that never was, 1899-12-31. */
const FIRST_DAY = { 1900: Date.UTC(1899, 11, 31), 1904: Date.UTC(1904, 0, 1) } as const;
/** 9999-12-31. */
const LAST_SERIAL = { 1900: 2_958_465, 1904: 2_957_003 } as const;
/** 1900-02-29, which the program that Excel had to agree with took for a day. */
const NO_DAY = 60;

/**
 * A serial number as the date that it stands for: `YYYY-MM-DD`, and ` HH:MM:SS[.fff]` where it has a time of day. To the
 * millisecond, as Excel keeps times.
 * @param isTime whether the format shows a time only: a number below 1 is then one of no day, `HH:MM:SS[.fff]`
 * @returns undefined for a number that stands for no day
 */
export function dateOfSerial(serial: number, system: DateSystem, { isTime }: { isTime: boolean }): string | undefined {
  if (!(serial >= 0)) return undefined;
  const milliseconds = Math.round(serial * DAY_MS);
  const day = Math.floor(milliseconds / DAY_MS);
  const time = milliseconds - day * DAY_MS;
  if (isTime && day === 0) return timeOfDay(time);
  if (day > LAST_SERIAL[system]) return undefined;
  if (system === '1900' && (day === 0 || day === NO_DAY)) return undefined;
  const passed = system === '1900' && day > NO_DAY ? day - 1 : day;
  const date = new Date(FIRST_DAY[system] + passed * DAY_MS).toISOString().slice(0, 10);
  return time === 0 ? date : `${date} ${timeOfDay(time)}`;
}

const timeOfDay = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(11, milliseconds % 1000 === 0 ? 19 : 23);

const ISO_DATE = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)Z?)?$/;
const MIDNIGHT = /^00:00(?::00(?:\.0+)?)?$/;

/** A date that the workbook has as text (ISO 8601), in the same form; what is none stays as it is. */
export function dateOfText(text: string): string {
  const [, date, time] = ISO_DATE.exec(text) ?? [];
  if (date === undefined) return text;
  return time === undefined || MIDNIGHT.test(time) ? date : `${date} ${time}`;
}
