import { sentence } from '../../domain/sentences/sentence.ts';
import { allHold } from '../../sql/all-hold.ts';
import { literal } from '../../sql/quoting.ts';
import { readServedDecimal, scaled, unscaled, withoutTrailingZeros } from './decimal.ts';
import { between, CONTROL_CHARACTER, type Kind, type NumberShape } from './kind.ts';

export type RateUnit = 'percent' | 'fraction';

interface RateOptions {
  /** What a bare number in this column means: 18.5 percent, or 0.185 as a fraction. Never guessed from the size. */
  readonly unit: RateUnit;
  /** Largest fraction, inclusive, as text. */
  readonly max: string;
  /** Whether "," may stand before the decimals. */
  readonly decimalComma?: boolean;
  /** Bounds of generated samples, in hundredths of the unit. */
  readonly typical?: readonly [low: number, high: number];
}

const SCALE = 6;
const SHAPE: NumberShape = { whole: 4, scale: SCALE, units: 'Int64', largest: 10n ** 18n };
/** Decimals a spelling may have so that its fraction keeps six: 0.0001 % is 0.000001. */
const DECIMALS = { percent: 4, fraction: 6, bps: 2 } as const;

/**
 * A rate, stored as a fraction with six decimals. "%" and "bps" in a cell win over the column's unit. Dividing by 100 or
 * 10,000 only moves the decimal point, so it is done by reading the digits at another scale: exact by construction.
 */
export function rate({ unit, max, decimalComma = false, typical = [0, 1_000] }: RateOptions): Kind {
  const highest = unscaled(max, SCALE);
  const point = decimalComma ? '[.,]' : '[.]';
  const spelling = new RegExp(`^(-?[0-9]+(?:${point}[0-9]+)?)(?: *(%|[bB][pP][sS]))?$`);
  const plainDecimals = DECIMALS[unit];
  const highestInUnit = unit === 'percent' ? highest / 10n ** BigInt(DECIMALS.percent) : highest / 10n ** 6n;
  const asFraction = (digits: string, scale: number) =>
    `reinterpret(toDecimal64OrZero(${digits}, ${scale}), 'Decimal(10, ${SCALE})')`;
  const ceiling = `toDecimal64(${literal(max)}, ${SCALE})`;
  return {
    name: 'rate',
    storedType: `Decimal(10, ${SCALE})`,
    lowCardinality: false,
    faults: new Map([
      [
        2,
        {
          expected: sentence(decimalComma ? 'rate-with-comma' : 'rate'),
          example: 'abc',
          why: sentence('rate-why'),
        },
      ],
      [
        3,
        {
          expected:
            unit === 'percent'
              ? sentence('rate-percent-bounds', { most: String(highestInUnit) })
              : sentence('rate-bounds', { most: max }),
          example: '-1',
          why: sentence('rate-bounds-why'),
        },
      ],
      [
        6,
        {
          expected: sentence('rate-decimals', DECIMALS),
          example: '0.0000001',
          why: sentence('rate-decimals-why'),
        },
      ],
      CONTROL_CHARACTER,
    ]),
    fastLane: (cell, prefix) => ({
      steps: [[`${prefix}_rate`, asFraction(cell, plainDecimals)]],
      value: `${prefix}_rate`,
      accepts: allHold([
        `match(${cell}, '^[0-9]{1,4}([.][0-9]{1,${plainDecimals}})?$')`,
        `${prefix}_rate <= ${ceiling}`,
      ]),
    }),
    slowLane: (cell, prefix) => {
      const decimals = `multiIf(${prefix}_unit = '%', ${DECIMALS.percent}, ${prefix}_unit = 'bps', ${DECIMALS.bps}, ${plainDecimals})`;
      return {
        steps: [
          [`${prefix}_unit`, `lower(extract(${cell}, '(%|[bB][pP][sS])$'))`],
          [
            `${prefix}_text`,
            `replaceOne(trimRight(substring(${cell}, 1, length(${cell}) - length(${prefix}_unit)), ' '), ',', '.')`,
          ],
          [`${prefix}_minus`, `startsWith(${prefix}_text, '-')`],
          [`${prefix}_digits`, `trimLeft(substring(${prefix}_text, 1 + ${prefix}_minus), '0')`],
          // Eight whole digits are far beyond every bound and far from an overflow.
          [
            `${prefix}_safe`,
            `if(match(${prefix}_digits, '^[0-9]{0,8}([.][0-9]{1,6})?$'), ${prefix}_digits, '99999999')`,
          ],
          [
            `${prefix}_rate`,
            `multiIf(${prefix}_unit = '%', ${asFraction(`${prefix}_safe`, DECIMALS.percent)}, ` +
              `${prefix}_unit = 'bps', ${asFraction(`${prefix}_safe`, DECIMALS.bps)}, ${asFraction(`${prefix}_safe`, plainDecimals)})`,
          ],
        ],
        value: `${prefix}_rate`,
        fault:
          `multiIf(NOT match(${cell}, ${literal(spelling.source)}), 2, ` +
          `length(extract(${prefix}_digits, '[.]([0-9]+)$')) > ${decimals}, 6, ` +
          `${allHold([`${prefix}_minus`, `${prefix}_rate != toDecimal64(0, ${SCALE})`])} OR ${prefix}_rate > ${ceiling}, 3, 0)`,
      };
    },
    read: (cell) => {
      const match = spelling.exec(cell);
      if (!match) return { fault: 2 };
      const digits = match[1]!.replace(',', '.');
      const suffix = match[2]?.toLowerCase();
      const decimals = suffix === undefined ? plainDecimals : suffix === '%' ? DECIMALS.percent : DECIMALS.bps;
      if ((digits.split('.')[1] ?? '').length > decimals) return { fault: 6 };
      const fraction = unscaled(digits, decimals);
      return fraction < 0n || fraction > highest ? { fault: 3 } : { value: scaled(fraction, SCALE) };
    },
    ...(unit === 'percent' ? { written: (value: string) => `toString(${value} * 100)` } : {}),
    writtenText: (value) =>
      withoutTrailingZeros(unit === 'percent' ? scaled(unscaled(String(value), SCALE) * 100n, SCALE) : String(value)),
    servedAs: 'string',
    readServed: (text) => readServedDecimal(SHAPE, text, ', a fraction such as 0.185'),
    number: SHAPE,
    jsonSchema: { type: 'string', pattern: `^[0-9]+\\.[0-9]{${SCALE}}$` },
    sample: (random) => {
      const hundredths = between(random, typical[0], typical[1]);
      return hundredths % 100 === 0 ? String(hundredths / 100) : (hundredths / 100).toFixed(2);
    },
    unit,
    describe: `rate; a bare number is a ${unit === 'percent' ? 'percentage' : 'fraction'}, % and bps are understood; served as a fraction`,
  };
}
