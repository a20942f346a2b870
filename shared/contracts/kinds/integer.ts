import { sentence } from '../../domain/sentences/sentence.ts';
import { allHold } from '../../sql/all-hold.ts';
import { between, CONTROL_CHARACTER, isSummableShape, type Kind, type NumberShape } from './kind.ts';

interface IntegerOptions {
  /**
   * Inclusive; of more than 2^53 as a bigint. Without either bound, those of 32 bits hold, or of the narrowest type that
   * has the other bound: a count is unsigned, anything else may be negative.
   */
  readonly min?: number | bigint;
  readonly max?: number | bigint;
  /** Whether it names something, such as a key or a year, and is not counted or measured. */
  readonly isName?: boolean;
  /** Bounds of generated samples. */
  readonly typical?: readonly [low: number, high: number];
}

interface Storage {
  readonly type: string;
  readonly low: bigint;
  readonly high: bigint;
  readonly units: NumberShape['units'];
}

/** 76 digits: as many as decimals have, and fewer than 2^255. */
const WIDEST = 10n ** 76n - 1n;
const signed = (bits: 8 | 16 | 32 | 64 | 128, units: NumberShape['units']): Storage => ({
  type: `Int${bits}`,
  low: -(2n ** BigInt(bits - 1)),
  high: 2n ** BigInt(bits - 1) - 1n,
  units,
});
const unsigned = (bits: 8 | 16 | 32 | 64, units: NumberShape['units']): Storage => ({
  type: `UInt${bits}`,
  low: 0n,
  high: 2n ** BigInt(bits) - 1n,
  units,
});
const WIDE: readonly Storage[] = [
  signed(128, 'Int128'),
  { type: 'Int256', low: -WIDEST, high: WIDEST, units: 'Int256' },
];
const SIGNED = [signed(8, 'Int64'), signed(16, 'Int64'), signed(32, 'Int64'), signed(64, 'Int64'), ...WIDE];
const UNSIGNED = [unsigned(8, 'Int64'), unsigned(16, 'Int64'), unsigned(32, 'Int64'), unsigned(64, 'Int128'), ...WIDE];

/** The narrowest type that has the bounds; none narrower than 32 bits where one of them is left open. */
function storageOf(min: bigint | undefined, max: bigint | undefined): Storage {
  const candidates = min !== undefined && min >= 0n ? UNSIGNED : SIGNED;
  const isOpen = min === undefined || max === undefined;
  const found = candidates
    .slice(isOpen ? 2 : 0)
    .find(({ low, high }) => [min ?? low, max ?? high].every((bound) => bound >= low && bound <= high));
  if (!found) throw new RangeError(`no integer type holds ${min} to ${max}: at most 76 digits`);
  return found;
}

/** What cells are read as before their bounds are known to hold: no wider than need be. */
const WORK_TYPES = [
  ['Int64', 18],
  ['Int128', 38],
  ['Int256', 76],
] as const;

/** What the everyday spelling is read as, and how many digits surely fit: it needs no overflow check. */
const EVERYDAY: Readonly<Record<string, readonly [type: string, digits: number]>> = {
  Int8: ['Int32', 9],
  Int16: ['Int32', 9],
  Int32: ['Int32', 9],
  Int64: ['Int64', 18],
  Int128: ['Int128', 38],
  Int256: ['Int256', 76],
  UInt8: ['UInt32', 9],
  UInt16: ['UInt32', 9],
  UInt32: ['UInt32', 9],
  UInt64: ['UInt64', 19],
};

/** A number in SQL: a literal beyond 64 bits would become a float. */
const written = (value: bigint): string =>
  value >= -(2n ** 63n) && value < 2n ** 64n ? String(value) : `toInt256('${value}')`;

/** A whole number in ASCII digits with an optional minus sign. Too large for the column is RANGE, never a wrap-around. */
export function integer({ min, max, isName = false, typical }: IntegerOptions = {}): Kind {
  const storage = storageOf(min === undefined ? undefined : BigInt(min), max === undefined ? undefined : BigInt(max));
  const { type } = storage;
  const low = min === undefined ? storage.low : BigInt(min);
  const high = max === undefined ? storage.high : BigInt(max);
  const larger = (a: bigint, b: bigint) => (a > b ? a : b);
  const digits = String(larger(high, -low)).length;
  const isWide = WIDE.includes(storage);
  const shape: NumberShape = {
    whole: digits,
    scale: 0,
    units: storage.units,
    largest: isWide ? 10n ** BigInt(digits) - 1n : larger(storage.high, -storage.low),
  };
  const [workType, workDigits] = WORK_TYPES.find(([, most]) => digits <= most)!;
  const [fastType, fastMost] = EVERYDAY[type]!;
  const fastDigits = isWide ? Math.min(fastMost, digits) : fastMost;
  const mostFast = 10n ** BigInt(fastDigits) - 1n;
  const mayBeNegative = min !== undefined && low < 0n;
  const everyday = `^${mayBeNegative ? '-?' : ''}[0-9]{1,${fastDigits}}$`;
  const isExact = low >= BigInt(Number.MIN_SAFE_INTEGER) && high <= BigInt(Number.MAX_SAFE_INTEGER);
  const smallest = low > 0n ? low : high < 0n ? high : 0n;
  const inBounds = (value: string) => allHold([`${value} >= ${written(low)}`, `${value} <= ${written(high)}`]);
  const asStored = (value: string) => (type === fastType ? value : `to${type}(${value})`);
  return {
    name: 'integer',
    storedType: type,
    lowCardinality: false,
    faults: new Map([
      [
        2,
        {
          expected: sentence('whole-number'),
          example: '1.0',
          why: sentence('whole-number-why'),
        },
      ],
      [
        3,
        {
          expected: sentence('whole-number-bounds', { least: String(low), most: String(high) }),
          example: String(high + 1n),
          why: sentence('whole-number-bounds-why'),
        },
      ],
      CONTROL_CHARACTER,
    ]),
    fastLane: (cell, prefix) => {
      const value = `${prefix}_int`;
      return {
        steps: [
          ...(isWide ? [[`${prefix}_fits`, `match(${cell}, '${everyday}')`] as const] : []),
          [value, `to${fastType}OrZero(${isWide ? `if(${prefix}_fits, ${cell}, '')` : cell})`],
        ],
        value: asStored(value),
        accepts: allHold([
          isWide ? `${prefix}_fits` : `match(${cell}, '${everyday}')`,
          ...(low > (mayBeNegative ? -mostFast : 0n) ? [`${value} >= ${written(low)}`] : []),
          ...(high < mostFast ? [`${value} <= ${written(high)}`] : []),
        ]),
      };
    },
    slowLane: (cell, prefix) => ({
      steps: [
        [`${prefix}_minus`, `startsWith(${cell}, '-')`],
        // Leading zeros are legal and may be many; what then has more digits than this is out of the column's bounds.
        [`${prefix}_digits`, `trimLeft(substring(${cell}, 1 + ${prefix}_minus), '0')`],
        [
          `${prefix}_int`,
          `multiIf(length(${prefix}_digits) > ${workDigits}, to${workType}('1${'0'.repeat(workDigits)}'), ${prefix}_minus, ` +
            `-to${workType}OrZero(${prefix}_digits), to${workType}OrZero(${prefix}_digits))`,
        ],
      ],
      value: `to${type}(if(${inBounds(`${prefix}_int`)}, ${prefix}_int, to${workType}(${written(smallest)})))`,
      fault: `multiIf(NOT match(${cell}, '^-?[0-9]+$'), 2, ${inBounds(`${prefix}_int`)}, 0, 3)`,
    }),
    read: (cell) => {
      if (!/^-?[0-9]+$/.test(cell)) return { fault: 2 };
      const value = BigInt(cell);
      return value < low || value > high ? { fault: 3 } : { value: isExact ? Number(value) : String(value) };
    },
    ...(isExact
      ? { servedAs: 'number', jsonSchema: { type: 'integer', minimum: Number(low), maximum: Number(high) } }
      : {
          servedAs: 'string',
          served: (value: string) => `toString(${value})`,
          jsonSchema: { type: 'string', pattern: '^-?[0-9]+$' },
        }),
    readServed: (text) => {
      const most = Math.max(digits, 18);
      return new RegExp(`^-?[0-9]{1,${most}}$`).test(text)
        ? { value: text }
        : { expected: `a whole number of at most ${most} digits` };
    },
    // Wide enough for any whole number that readServed lets pass.
    parameterType: digits <= 18 ? 'Int64' : 'Int256',
    number: shape,
    ...(isName ? { isName } : {}),
    ...(isSummableShape(shape) ? { isSummable: true } : {}),
    sample: (random) => {
      if (typical) return String(between(random, ...typical));
      const from = high < 0n && high - low > 1_000n ? high - 1_000n : low > 0n || high < 0n ? low : 0n;
      const span = high - from < 1_000n ? high - from : 1_000n;
      return String(from + BigInt(between(random, 0, Number(span))));
    },
    describe: `whole number between ${low} and ${high}`,
  };
}
