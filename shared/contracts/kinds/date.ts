import { sentence } from '../../domain/sentences/sentence.ts';
import { allHold } from '../../sql/all-hold.ts';
import { literal } from '../../sql/quoting.ts';
import { between, type Kind } from './kind.ts';

const FIRST = '1900-01-01';
const LAST = '2100-12-31';
const SHAPES = /^(?:(\d{4})(\d{2})(\d{2})|(\d{4})-(\d{2})-(\d{2})|(\d{2})\.(\d{2})\.(\d{4}))$/;

/** A day of the calendar as YYYY-MM-DD; undefined for what is none, or beyond the bounds. */
function isoDayOf(text: string): string | undefined {
  const match = SHAPES.exec(text);
  if (!match) return undefined;
  const iso = match[1]
    ? `${match[1]}-${match[2]}-${match[3]}`
    : match[4]
      ? `${match[4]}-${match[5]}-${match[6]}`
      : `${match[9]}-${match[8]}-${match[7]}`;
  return iso >= FIRST && iso <= LAST && isCalendarDay(iso) ? iso : undefined;
}

/** Whether a YYYY-MM-DD is in the calendar: 30 February becomes another day, or none. */
export function isCalendarDay(iso: string): boolean {
  const parsed = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso);
}

const numberOf = (iso: string): string => iso.replaceAll('-', '');

interface DateOptions {
  /** The spelling of generated samples. */
  readonly spelling?: 'YYYYMMDD' | 'YYYY-MM-DD';
  readonly typical?: readonly [first: string, last: string];
  /** Whether a time may stand behind the day if it is midnight, as sheets and dataframes write: 2025-03-02 00:00:00. */
  readonly withMidnight?: boolean;
}

/** Of any shape of a day: what stands before midnight. */
const MIDNIGHT = '^([0-9.-]+)[T ]00:00:00([.]0+)?$';

/** A calendar date as YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY, from 1900 to 2100. 30 February is an error in every shape. */
export function date({
  spelling = 'YYYYMMDD',
  typical = ['2023-01-01', '2026-12-31'],
  withMidnight = false,
}: DateOptions = {}): Kind {
  const midnight = new RegExp(MIDNIGHT);
  const day = (text: string) =>
    withMidnight ? `replaceRegexpOne(${text}, ${literal(MIDNIGHT)}, ${literal('\\1')})` : text;
  const steps = (cell: string, prefix: string) =>
    [
      // Dates repeat: on a dictionary all of this runs once per distinct date, not once per row.
      [
        `${prefix}_ymd`,
        `replaceRegexpOne(replaceRegexpOne(${day(`toLowCardinality(${cell})`)}, ` +
          `${literal('^([0-9]{4})-([0-9]{2})-([0-9]{2})$')}, ${literal('\\1\\2\\3')}), ` +
          `${literal('^([0-9]{2})[.]([0-9]{2})[.]([0-9]{4})$')}, ${literal('\\3\\2\\1')})`,
      ],
      [`${prefix}_number`, `toUInt32OrZero(${prefix}_ymd)`],
      [`${prefix}_date`, `YYYYMMDDToDate32(${prefix}_number)`],
    ] as const;
  // What is no day of the calendar becomes another one, or none: it does not read as the same number again.
  const valid = (prefix: string) =>
    allHold([
      `length(${prefix}_ymd) = 8`,
      `toYYYYMMDD(${prefix}_date) = ${prefix}_number`,
      `${prefix}_number >= ${numberOf(FIRST)}`,
      `${prefix}_number <= ${numberOf(LAST)}`,
    ]);
  const dayMs = 86_400_000;
  return {
    name: 'date',
    storedType: 'Date32',
    lowCardinality: false,
    faults: new Map([
      [
        4,
        {
          expected: sentence(withMidnight ? 'date-or-midnight' : 'date'),
          example: '20250230',
          why: sentence('date-why'),
        },
      ],
    ]),
    fastLane: (cell, prefix) => ({
      steps: steps(cell, prefix),
      value: `${prefix}_date`,
      accepts: valid(prefix),
    }),
    slowLane: (cell, prefix) => ({
      steps: steps(cell, prefix),
      value: `${prefix}_date`,
      fault: `if(${valid(prefix)}, 0, 4)`,
    }),
    read: (cell) => {
      const iso = isoDayOf(withMidnight ? cell.replace(midnight, '$1') : cell);
      return iso === undefined ? { fault: 4 } : { value: iso };
    },
    servedAs: 'string',
    jsonSchema: { type: 'string', format: 'date' },
    readServed: (text) =>
      /^\d{4}-\d{2}-\d{2}$/.test(text) && isoDayOf(text) !== undefined
        ? { value: text }
        : { expected: 'a calendar date between 1900 and 2100, written YYYY-MM-DD' },
    isTime: true,
    sample: (random) => {
      const [first, last] = typical.map((day) => Date.parse(day) / dayMs);
      const iso = new Date(between(random, first!, last!) * dayMs).toISOString().slice(0, 10);
      return spelling === 'YYYYMMDD' ? iso.replaceAll('-', '') : iso;
    },
    describe: `calendar date (YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY${withMidnight ? '; midnight may stand behind it' : ''})`,
  };
}
