import { sentence } from '../../domain/sentences/sentence.ts';
import { allHold } from '../../sql/all-hold.ts';
import { literal } from '../../sql/quoting.ts';
import {
  between,
  CONTROL_CHARACTER,
  isSummableShape,
  type Kind,
  type NumberShape,
  type ServedReading,
} from './kind.ts';

interface DecimalOptions {
  /** All digits, up to 76. */
  readonly precision?: number;
  readonly scale?: number;
  /** So many decimals, at least one, are always served, the others only as far as they are not 0; all of them if left out. */
  readonly shown?: number;
  /**
   * Inclusive, as text with at most `scale` decimals: a number would already be rounded. Null for as low as the digits go;
   * 0 if left out.
   */
  readonly min?: string | null;
  /** Inclusive; as high as the digits go if left out. */
  readonly max?: string;
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

/** By the most digits that each holds. */
const WIDTHS = [
  [9, 32],
  [18, 64],
  [38, 128],
  [76, 256],
] as const;
/** The narrowest of the engine's decimals. */
const widthOf = (precision: number): 32 | 64 | 128 | 256 => WIDTHS.find(([digits]) => precision <= digits)![1];

/** A number as a filter has it. @param hint what follows what is expected */
export function readServedDecimal({ whole, scale }: NumberShape, text: string, hint = ''): ServedReading {
  if (new RegExp(`^-?[0-9]{1,${whole}}${decimalsPattern(scale)}$`).test(text)) return { value: text };
  if (scale === 0) return { expected: `a whole number of at most ${whole} digits` };
  return { expected: `a number of at most ${whole} digits and ${scale} decimals, with "." before the decimals${hint}` };
}

const servedPattern = (scale: number, shown: number): string =>
  scale === 0 ? '^-?[0-9]+$' : `^-?[0-9]+\\.[0-9]{${shown < scale ? `${shown},${scale}` : scale}}$`;

const decimalsPattern = (scale: number): string => (scale === 0 ? '' : `([.][0-9]{1,${scale}})?`);

/** An amount: ASCII digits, "." before the decimals, no separators, no exponent. More decimals than `scale` are an error. */
export function decimal({
  precision = 18,
  scale = 2,
  shown = scale,
  min = '0',
  max,
  typical = [0, 100_000],
}: DecimalOptions = {}): Kind {
  const wholeDigits = precision - scale;
  if (precision > 76 || scale < 0 || wholeDigits < 1) {
    throw new RangeError(`no Decimal(${precision}, ${scale}): at most 76 digits, one of them before the decimal point`);
  }
  const width = widthOf(precision);
  const lowest = min === null ? undefined : unscaled(min, scale);
  const highest = max === undefined ? undefined : unscaled(max, scale);
  const isBeyond = (value: bigint): boolean =>
    (lowest !== undefined && value < lowest) || (highest !== undefined && value > highest);
  const decimals = decimalsPattern(scale);
  const endingZeros = shown < scale ? `0{1,${scale - shown}}$` : undefined;
  const nonNegative = lowest !== undefined && lowest >= 0n;
  const isWide = width > 64;
  const shape: NumberShape = {
    whole: wholeDigits,
    scale,
    units: `Int${width}`,
    largest: 10n ** BigInt(isWide ? precision : 18) - 1n,
  };
  // One digit short of the limit, so that no cell can come near an overflow.
  const everyday = `^${nonNegative ? '' : '-?'}[0-9]{1,${Math.max(wholeDigits - 1, 1)}}${decimals}$`;
  const parsed = (text: string) => `toDecimal${width}OrZero(${text}, ${scale})`;
  const bound = (text: string) => `toDecimal${width}(${literal(text)}, ${scale})`;
  const digits = wholeDigits;
  const expected =
    min === null
      ? max === undefined
        ? sentence('number-digits', { digits })
        : sentence('number-most', { most: max, digits })
      : max === undefined
        ? sentence('number-least', { least: min, digits })
        : sentence('number-bounds', { least: min, most: max });
  const tooSmall = nonNegative ? scaled(-1n, scale) : undefined;
  const tooLarge = highest === undefined ? 10n ** BigInt(precision) : highest + 1n;
  return {
    name: 'decimal',
    storedType: `Decimal(${precision}, ${scale})`,
    lowCardinality: false,
    faults: new Map([
      [
        2,
        {
          expected: sentence('number'),
          example: '1.234,56',
          why: sentence('number-why'),
        },
      ],
      [
        3,
        {
          expected,
          example: tooSmall ?? scaled(tooLarge, scale),
          why: sentence(max === undefined && min !== null ? 'number-least-why' : 'number-bounds-why'),
        },
      ],
      [
        6,
        {
          expected: sentence('number-decimals', { most: scale }),
          example: `1.${'1'.repeat(scale + 1)}`,
          why: sentence('number-decimals-why'),
        },
      ],
      CONTROL_CHARACTER,
    ]),
    fastLane: (cell, prefix) => ({
      steps: [
        ...(isWide ? [[`${prefix}_fits`, `match(${cell}, '${everyday}')`] as const] : []),
        [`${prefix}_dec`, parsed(isWide ? `if(${prefix}_fits, ${cell}, '')` : cell)],
      ],
      value: `${prefix}_dec`,
      accepts: allHold([
        isWide ? `${prefix}_fits` : `match(${cell}, '${everyday}')`,
        ...(min === null || lowest === 0n ? [] : [`${prefix}_dec >= ${bound(min)}`]),
        ...(max === undefined ? [] : [`${prefix}_dec <= ${bound(max)}`]),
      ]),
    }),
    slowLane: (cell, prefix) => ({
      steps: [
        [`${prefix}_minus`, `startsWith(${cell}, '-')`],
        // Leading zeros are legal and may be many: without them, the digits before the point can be counted.
        [`${prefix}_digits`, `trimLeft(substring(${cell}, 1 + ${prefix}_minus), '0')`],
        [`${prefix}_kept`, `match(${prefix}_digits, '^[0-9]{0,${wholeDigits}}${decimals}$')`],
        [`${prefix}_size`, parsed(`if(${prefix}_kept, ${prefix}_digits, '0')`)],
        [`${prefix}_dec`, `if(${prefix}_minus, -${prefix}_size, ${prefix}_size)`],
      ],
      value: `${prefix}_dec`,
      fault:
        `multiIf(NOT match(${cell}, '^-?[0-9]+([.][0-9]+)?$'), 2, ` +
        `match(${cell}, '[.][0-9]{${scale + 1},}$'), 6, ` +
        `${[
          `NOT ${prefix}_kept`,
          ...(min === null ? [] : [`${prefix}_dec < ${bound(min)}`]),
          ...(max === undefined ? [] : [`${prefix}_dec > ${bound(max)}`]),
        ].join(' OR ')}, 3, 0)`,
    }),
    read: (cell) => {
      if (!/^-?[0-9]+([.][0-9]+)?$/.test(cell)) return { fault: 2 };
      const [whole = '', decimalDigits = ''] = cell.replace('-', '').split('.');
      if (decimalDigits.length > scale) return { fault: 6 };
      const value = unscaled(cell, scale);
      if (whole.replace(/^0+(?=[0-9])/, '').length > wholeDigits || isBeyond(value)) return { fault: 3 };
      const text = scaled(value, scale);
      return { value: endingZeros === undefined ? text : text.replace(new RegExp(endingZeros), '') };
    },
    writtenText: (value) => withoutTrailingZeros(String(value)),
    servedAs: 'string',
    ...(endingZeros === undefined
      ? {}
      : {
          served: (value: string) =>
            `replaceRegexpOne(toDecimalString(${value}, ${scale}), ${literal(endingZeros)}, '')`,
        }),
    jsonSchema: { type: 'string', pattern: servedPattern(scale, shown) },
    readServed: (text) => readServedDecimal(shape, text),
    number: shape,
    ...(isSummableShape(shape) ? { isAmount: true, isSummable: true } : {}),
    sample: (random) => {
      const shown = Math.min(scale, 2);
      const parts = 10 ** shown;
      const units = between(random, typical[0] * parts, typical[1] * parts);
      return units % parts === 0 ? String(units / parts) : (units / parts).toFixed(shown);
    },
    describe: `amount ${min === null ? 'of either sign' : max === undefined ? `of at least ${min}` : `between ${min} and ${max}`} with at most ${scale} decimals`,
  };
}
