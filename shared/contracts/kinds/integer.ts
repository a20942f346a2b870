import { hasControlCharacter, hasControlCharacterSql } from '../characters.ts';
import { between, CONTROL_CHARACTER, type Kind } from './kind.ts';

interface IntegerOptions {
  /** Inclusive. Without bounds the stored type's own bounds hold: a count is unsigned, anything else may be negative. */
  readonly min?: number;
  readonly max?: number;
  /** Bounds of generated samples. */
  readonly typical?: readonly [low: number, high: number];
}

const UINT32_MAX = 4_294_967_295;
const INT32_MIN = -2_147_483_648;
const INT32_MAX = 2_147_483_647;

/** A whole number in ASCII digits with an optional minus sign. Too large for the column is RANGE, never a wrap-around. */
export function integer({ min, max, typical }: IntegerOptions = {}): Kind {
  const unsigned = min !== undefined && min >= 0;
  const low = min ?? INT32_MIN;
  const high = max ?? (unsigned ? UINT32_MAX : INT32_MAX);
  const storedType = unsigned ? 'UInt32' : 'Int32';
  const [sampleLow, sampleHigh] = typical ?? [Math.max(low, 0), Math.min(high, 1_000)];
  // Nine digits fit every column type, so the everyday spelling needs no overflow check.
  const fastBounds = [low > 0 ? `$v >= ${low}` : undefined, high < 999_999_999 ? `$v <= ${high}` : undefined].filter(
    (bound) => bound !== undefined,
  );
  return {
    name: 'integer',
    storedType,
    lowCardinality: false,
    faults: new Map([
      [2, { expected: 'a whole number in digits, without decimals, separators or a plus sign', example: '1.0' }],
      [3, { expected: `between ${low} and ${high}`, example: String(high + 1) }],
      CONTROL_CHARACTER,
    ]),
    fastLane: (cell, prefix) => ({
      steps: [[`${prefix}_int`, `to${storedType}OrZero(${cell})`]],
      value: `${prefix}_int`,
      accepts: [`match(${cell}, '^[0-9]{1,9}$')`, ...fastBounds].join(' AND ').replaceAll('$v', () => `${prefix}_int`),
    }),
    slowLane: (cell, prefix) => ({
      steps: [
        [`${prefix}_minus`, `startsWith(${cell}, '-')`],
        // Leading zeros are legal and may be many; what then has more than 18 digits is out of any column's bounds.
        [`${prefix}_digits`, `trimLeft(substring(${cell}, 1 + ${prefix}_minus), '0')`],
        [
          `${prefix}_int`,
          `multiIf(length(${prefix}_digits) > 18, toInt64(9223372036854775807), ${prefix}_minus, ` +
            `-toInt64OrZero(${prefix}_digits), toInt64OrZero(${prefix}_digits))`,
        ],
      ],
      value: `to${storedType}(if(${prefix}_int BETWEEN ${low} AND ${high}, ${prefix}_int, ${Math.max(low, 0)}))`,
      fault: `multiIf(${hasControlCharacterSql(cell)}, 4, NOT match(${cell}, '^-?[0-9]+$'), 2, ${prefix}_int BETWEEN ${low} AND ${high}, 0, 3)`,
    }),
    read: (cell) => {
      if (!/^-?[0-9]+$/.test(cell)) return { fault: hasControlCharacter(cell) ? 4 : 2 };
      const value = BigInt(cell);
      return value < BigInt(low) || value > BigInt(high) ? { fault: 3 } : { value: Number(value) };
    },
    jsonSchema: { type: 'integer', minimum: low, maximum: high },
    sample: (random) => String(between(random, sampleLow, sampleHigh)),
    describe: `whole number between ${low} and ${high}`,
  };
}
