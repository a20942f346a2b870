import { literal } from '../../sql/quoting.ts';
import { between, CONTROL_CHARACTER, type Kind } from './kind.ts';

interface DecimalOptions {
  readonly precision?: number;
  readonly scale?: number;
  /** Inclusive, as text with at most `scale` decimals: a number would already be rounded. */
  readonly min?: string;
  /** Bounds of generated samples, in whole units. */
  readonly typical?: readonly [low: number, high: number];
}

/** The digits of a plain decimal number as an integer of `scale` decimals: "12.5", 2 → 1250n. */
export function unscaled(text: string, scale: number): bigint {
  const negative = text.startsWith('-');
  const [whole = '', decimals = ''] = (negative ? text.slice(1) : text).split('.');
  const magnitude = BigInt(whole + decimals.padEnd(scale, '0'));
  return negative ? -magnitude : magnitude;
}

/** The inverse of {@link unscaled}: 1250n, 2 → "12.50". */
export function scaled(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value < 0n ? `-${text}` : text;
}

/** Without the zeros that only fill the scale: 12.50 → 12.5, 12.00 → 12. */
export const withoutTrailingZeros = (text: string): string => text.replace(/[.]0*$|(?<=[.][0-9]*?)0+$/, '');

/** An amount: ASCII digits, "." before the decimals, no separators, no exponent. More decimals than `scale` are an error. */
export function decimal({ precision = 18, scale = 2, min = '0', typical = [0, 100_000] }: DecimalOptions = {}): Kind {
  const wholeDigits = precision - scale;
  const lowest = unscaled(min, scale);
  const decimals = `([.][0-9]{1,${scale}})?`;
  const nonNegative = lowest >= 0n;
  return {
    name: 'decimal',
    storedType: `Decimal(${precision}, ${scale})`,
    lowCardinality: false,
    faults: new Map([
      [
        2,
        {
          expected: 'a number in digits with "." before the decimals, without separators or exponent',
          example: '1.234,56',
        },
      ],
      [
        3,
        { expected: `at least ${min}, with at most ${wholeDigits} digits before the decimal point`, example: '-0.01' },
      ],
      [
        6,
        {
          expected: `given with at most ${scale} decimals (nothing is rounded)`,
          example: `1.${'1'.repeat(scale + 1)}`,
        },
      ],
      CONTROL_CHARACTER,
    ]),
    fastLane: (cell, prefix) => ({
      steps: [[`${prefix}_dec`, `toDecimal64OrZero(${cell}, ${scale})`]],
      value: `${prefix}_dec`,
      // One digit short of the limit, so that no cell can come near an overflow.
      accepts:
        `match(${cell}, '^${nonNegative ? '' : '-?'}[0-9]{1,${wholeDigits - 1}}${decimals}$')` +
        (lowest === 0n ? '' : ` AND ${prefix}_dec >= toDecimal64(${literal(min)}, ${scale})`),
    }),
    slowLane: (cell, prefix) => ({
      steps: [
        [`${prefix}_minus`, `startsWith(${cell}, '-')`],
        // Leading zeros are legal and may be many: without them, the digits before the point can be counted.
        [`${prefix}_digits`, `trimLeft(substring(${cell}, 1 + ${prefix}_minus), '0')`],
        [`${prefix}_kept`, `match(${prefix}_digits, '^[0-9]{0,${wholeDigits}}${decimals}$')`],
        [`${prefix}_size`, `toDecimal64OrZero(if(${prefix}_kept, ${prefix}_digits, '0'), ${scale})`],
        [`${prefix}_dec`, `if(${prefix}_minus, -${prefix}_size, ${prefix}_size)`],
      ],
      value: `${prefix}_dec`,
      fault:
        `multiIf(NOT match(${cell}, '^-?[0-9]+([.][0-9]+)?$'), 2, ` +
        `match(${cell}, '[.][0-9]{${scale + 1},}$'), 6, ` +
        `NOT ${prefix}_kept OR ${prefix}_dec < toDecimal64(${literal(min)}, ${scale}), 3, 0)`,
    }),
    read: (cell) => {
      if (!/^-?[0-9]+([.][0-9]+)?$/.test(cell)) return { fault: 2 };
      const [whole = '', decimalDigits = ''] = cell.replace('-', '').split('.');
      if (decimalDigits.length > scale) return { fault: 6 };
      const value = unscaled(cell, scale);
      if (whole.replace(/^0+(?=[0-9])/, '').length > wholeDigits || value < lowest) return { fault: 3 };
      return { value: scaled(value, scale) };
    },
    writtenText: withoutTrailingZeros,
    jsonSchema: { type: 'string', pattern: `^-?[0-9]+\\.[0-9]{${scale}}$` },
    sample: (random) => {
      const cents = between(random, typical[0] * 100, typical[1] * 100);
      return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
    },
    describe: `amount of at least ${min} with at most ${scale} decimals`,
  };
}
