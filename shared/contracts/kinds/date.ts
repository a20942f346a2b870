import { literal } from '../../sql/quoting.ts';
import { between, type Kind } from './kind.ts';

const FIRST = '1900-01-01';
const LAST = '2100-12-31';
const SHAPES = /^(?:(\d{4})(\d{2})(\d{2})|(\d{4})-(\d{2})-(\d{2})|(\d{2})\.(\d{2})\.(\d{4}))$/;

const numberOf = (iso: string): string => iso.replaceAll('-', '');

interface DateOptions {
  /** The spelling of generated samples. */
  readonly spelling?: 'YYYYMMDD' | 'YYYY-MM-DD';
  readonly typical?: readonly [first: string, last: string];
}

/** A calendar date as YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY, from 1900 to 2100. 30 February is an error in every shape. */
export function date({ spelling = 'YYYYMMDD', typical = ['2023-01-01', '2026-12-31'] }: DateOptions = {}): Kind {
  const steps = (cell: string, prefix: string) =>
    [
      // Dates repeat: on a dictionary all of this runs once per distinct date, not once per row.
      [
        `${prefix}_ymd`,
        `replaceRegexpOne(replaceRegexpOne(toLowCardinality(${cell}), ` +
          `${literal('^([0-9]{4})-([0-9]{2})-([0-9]{2})$')}, ${literal('\\1\\2\\3')}), ` +
          `${literal('^([0-9]{2})[.]([0-9]{2})[.]([0-9]{4})$')}, ${literal('\\3\\2\\1')})`,
      ],
      [`${prefix}_number`, `toUInt32OrZero(${prefix}_ymd)`],
      [`${prefix}_date`, `YYYYMMDDToDate32(${prefix}_number)`],
    ] as const;
  // What is no day of the calendar becomes another one, or none: it does not read as the same number again.
  const valid = (prefix: string) =>
    `length(${prefix}_ymd) = 8 AND toYYYYMMDD(${prefix}_date) = ${prefix}_number ` +
    `AND ${prefix}_number >= ${numberOf(FIRST)} AND ${prefix}_number <= ${numberOf(LAST)}`;
  const dayMs = 86_400_000;
  return {
    name: 'date',
    storedType: 'Date32',
    lowCardinality: false,
    faults: new Map([
      [
        4,
        {
          expected: 'a calendar date between 1900 and 2100, written YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY',
          example: '20250230',
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
      const match = SHAPES.exec(cell);
      if (!match) return { fault: 4 };
      const iso = match[1]
        ? `${match[1]}-${match[2]}-${match[3]}`
        : match[4]
          ? `${match[4]}-${match[5]}-${match[6]}`
          : `${match[9]}-${match[8]}-${match[7]}`;
      if (iso < FIRST || iso > LAST) return { fault: 4 };
      const parsed = new Date(`${iso}T00:00:00Z`);
      const isReal = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso);
      return isReal ? { value: iso } : { fault: 4 };
    },
    jsonSchema: { type: 'string', format: 'date' },
    sample: (random) => {
      const [first, last] = typical.map((day) => Date.parse(day) / dayMs);
      const iso = new Date(between(random, first!, last!) * dayMs).toISOString().slice(0, 10);
      return spelling === 'YYYYMMDD' ? iso.replaceAll('-', '') : iso;
    },
    describe: 'calendar date (YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY)',
  };
}
