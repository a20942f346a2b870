import { sentence } from '../../domain/sentences/sentence.ts';
import { allHold } from '../../sql/all-hold.ts';
import { literal } from '../../sql/quoting.ts';
import { isCalendarDay } from './date.ts';
import { between, type CellReading, type Kind } from './kind.ts';

interface TimestampOptions {
  /** How generated samples are written: with T and Z, or as sheets have it. */
  readonly spelling?: 'ISO' | 'SHEET';
  /** Days of generated samples. */
  readonly typical?: readonly [first: string, last: string];
}

const FIRST = Date.parse('1900-01-01T00:00:00.000Z');
const LAST = Date.parse('2299-12-31T23:59:59.999Z');
const DAY_MS = 86_400_000;
/** No zone on earth is further from UTC. */
const MOST_OFFSET_MINUTES = 14 * 60;
/** Day, hour, minute, second, fraction, zone. */
const SHAPE =
  '^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.]([0-9]+))?)?(Z|[+-][0-9]{2}:[0-9]{2})?$';
const shape = new RegExp(SHAPE);
const MORE_THAN_KEPT = '^[0-9]{3}[0-9]*[1-9]';
const moreThanKept = new RegExp(MORE_THAN_KEPT);

/** As the engine reads and writes it. */
const engineText = (iso: string): string => iso.replace('T', ' ').replace('Z', '');
const isoSql = (value: string): string => `concat(replaceOne(toString(${value}), ' ', 'T'), 'Z')`;

function readTimestamp(cell: string): CellReading {
  const match = shape.exec(cell);
  if (!match) return { fault: 4 };
  const [, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = match;
  if (day! < '1900' || day! >= '2300' || !isCalendarDay(day!)) return { fault: 4 };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return { fault: 4 };
  const offset = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  if (offset > MOST_OFFSET_MINUTES || Number(zone.slice(4)) > 59) return { fault: 4 };
  const millis =
    Date.parse(`${day}T00:00:00Z`) +
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3)) -
    (zone.startsWith('-') ? -offset : offset) * 60_000;
  if (millis < FIRST || millis > LAST) return { fault: 4 };
  return moreThanKept.test(fraction) ? { fault: 6 } : { value: new Date(millis).toISOString() };
}

/**
 * A point in time, to the millisecond, from 1900 to 2299 (what DateTime64 has), in UTC: ISO 8601 with T or a blank, with
 * Z, an offset, or no zone, which is UTC then. Day and time are checked against the calendar and the clock.
 */
export function timestamp({ spelling = 'ISO', typical = ['2023-01-01', '2026-12-31'] }: TimestampOptions = {}): Kind {
  return {
    name: 'timestamp',
    storedType: "DateTime64(3, 'UTC')",
    lowCardinality: false,
    faults: new Map([
      [
        4,
        {
          expected: sentence('timestamp'),
          example: '2025-02-30T10:00:00Z',
          why: sentence('timestamp-why'),
        },
      ],
      [
        6,
        {
          expected: sentence('timestamp-digits'),
          example: '2025-03-02T10:00:00.0001Z',
          why: sentence('timestamp-digits-why'),
        },
      ],
    ]),
    // What the engine writes as it was read is a point in time, whatever else its parser takes. That costs a third of what
    // patterns do.
    fastLane: (cell, prefix) => {
      const [bare, full, time] = ['bare', 'full', 'time'].map((name) => `${prefix}_${name}`);
      return {
        steps: [
          [bare!, `trimRight(${cell}, 'Z')`],
          [
            full!,
            `concat(substring(${bare}, 1, 10), ' ', substring(${bare}, 12), if(length(${bare}) = 19, '.000', ''))`,
          ],
          [time!, `toDateTime64OrZero(${full}, 3, 'UTC')`],
        ],
        value: time!,
        accepts: allHold([
          `toString(${time}) = ${full}`,
          `${full} >= '1900'`,
          `${full} < '2300'`,
          `length(${cell}) - length(${bare}) <= 1`,
          `substring(${bare}, 11, 1) IN ('T', ' ')`,
        ]),
      };
    },
    slowLane: (cell, prefix) => {
      const group = (index: number) => `toInt64OrZero(${prefix}_parts[${index}])`;
      const [parts, ymd, day, zone, offset] = ['parts', 'ymd', 'day', 'zone', 'offset'].map(
        (name) => `${prefix}_${name}`,
      );
      const millis = `${prefix}_millis`;
      return {
        steps: [
          [parts!, `extractGroups(${cell}, ${literal(SHAPE)})`],
          [ymd!, `toUInt32OrZero(replaceAll(${parts}[1], '-', ''))`],
          [day!, `YYYYMMDDToDate32(${ymd})`],
          [zone!, `${parts}[6]`],
          [offset!, `toInt64OrZero(substring(${zone}, 2, 2)) * 60 + toInt64OrZero(substring(${zone}, 5, 2))`],
          [
            millis,
            `toInt64(toInt32(${day})) * ${DAY_MS} + ${group(2)} * 3600000 + ${group(3)} * 60000 + ${group(4)} * 1000 ` +
              `+ toInt64OrZero(substring(concat(${parts}[5], '000'), 1, 3)) ` +
              `- if(startsWith(${zone}, '-'), -${offset}, ${offset}) * 60000`,
          ],
        ],
        value: `fromUnixTimestamp64Milli(${millis}, 'UTC')`,
        fault:
          `multiIf(empty(${parts}) OR toYYYYMMDD(${day}) != ${ymd} OR ${group(2)} > 23 OR ${group(3)} > 59 OR ${group(4)} > 59 ` +
          `OR toInt64OrZero(substring(${zone}, 5, 2)) > 59 OR ${offset} > ${MOST_OFFSET_MINUTES} ` +
          `OR ${millis} < ${FIRST} OR ${millis} > ${LAST}, 4, match(${parts}[5], '${MORE_THAN_KEPT}'), 6, 0)`,
      };
    },
    read: readTimestamp,
    written: isoSql,
    servedAs: 'string',
    served: isoSql,
    jsonSchema: { type: 'string', format: 'date-time' },
    readServed: (text) => {
      const cell = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? `${text}T00:00Z` : text;
      const reading = readTimestamp(cell);
      return reading.fault === undefined
        ? { value: engineText(String(reading.value)) }
        : {
            expected:
              'a point in time between 1900 and 2299, written YYYY-MM-DDTHH:MM:SSZ, to the millisecond at most, or a day',
          };
    },
    isTime: true,
    sample: (random) => {
      const [first, last] = typical.map((each) => Date.parse(each) / DAY_MS) as [number, number];
      const millis = between(random, first, last) * DAY_MS + between(random, 0, DAY_MS / 1000 - 1) * 1000;
      const iso = new Date(millis).toISOString().replace('.000', '');
      return spelling === 'ISO' ? iso : engineText(iso);
    },
    describe: 'point in time (ISO 8601, UTC where no zone is given); served in UTC, to the millisecond',
  };
}
