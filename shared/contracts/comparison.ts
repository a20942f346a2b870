import { type ConditionColumns, kindOfColumn, type Term } from './condition.ts';
import { unscaled } from './kinds/decimal.ts';
import type { Kind } from './kinds/kind.ts';

/** The decimals of the engine have this many digits at most. */
const MOST_DIGITS = 76;

/** What is compared: numbers at a scale that keeps all their decimals, points in time, or texts. */
export type Comparison =
  | {
      readonly of: 'numbers';
      readonly scale: number;
      /** Whether no value can be too large for the engine's 64 bits, so that it may calculate with the columns as they are. */
      readonly isNarrow: boolean;
    }
  | { readonly of: 'times' }
  | { readonly of: 'texts' };

/** What a number can be, at its scale. */
interface Extent {
  readonly largest: bigint;
  readonly scale: number;
  /** Whether the engine calculates with it in 64 bits as it is stored: beside narrower decimals it would not. */
  readonly isPlain: boolean;
}

/**
 * How two terms are compared, so that nothing is rounded and nothing overflows.
 * @throws {RangeError} for terms that cannot be compared: the contract is wrong
 */
export function comparisonOf(op: 'atMost' | 'equals', left: Term, right: Term, columns: ConditionColumns): Comparison {
  const sides = [left, right] as const;
  const kinds = sides.map((side) => ('column' in side ? kindOfColumn(columns, side.column) : undefined));
  if (kinds.every((kind) => kind?.isTime)) return { of: 'times' };
  if (op === 'equals' && kinds.every((kind) => kind && isText(kind))) return { of: 'texts' };
  const extents = sides.map((side) => extentOf(side, columns));
  const scale = Math.max(...extents.map((extent) => extent.scale));
  const largest = extents.map((extent) => extent.largest * 10n ** BigInt(scale - extent.scale));
  if (largest.some((each) => each >= 10n ** BigInt(MOST_DIGITS))) {
    throw new RangeError(
      `${JSON.stringify(left)} and ${JSON.stringify(right)} cannot be compared: they need more than ${MOST_DIGITS} digits`,
    );
  }
  // Columns of whole numbers are compared as they are, of any two types.
  const areWhole = scale === 0 && kinds.every((kind) => kind !== undefined);
  return {
    of: 'numbers',
    scale,
    isNarrow: areWhole || (extents.every(({ isPlain }) => isPlain) && largest.every((each) => each < 2n ** 63n)),
  };
}

const isText = ({ number, isTime, servedAs }: Kind): boolean => !number && !isTime && servedAs === 'string';

function extentOf(side: Term, columns: ConditionColumns): Extent {
  if ('number' in side) {
    const scale = decimalsOf(side.number);
    const value = unscaled(side.number, scale);
    return { largest: value < 0n ? -value : value, scale, isPlain: true };
  }
  if ('absolute' in side) return { ...extentOf(side.absolute, columns), isPlain: false };
  if ('column' in side) {
    const { name, number } = kindOfColumn(columns, side.column);
    if (!number) throw new RangeError(`${side.column} is of kind ${name}, which cannot be compared like that`);
    return { largest: number.largest, scale: number.scale, isPlain: number.units === 'Int64' };
  }
  const parts = ('sum' in side ? side.sum : side.product).map((column) => extentOf({ column }, columns));
  if ('product' in side) {
    return {
      largest: parts.reduce((all, { largest }) => all * largest, 1n),
      scale: parts.reduce((all, { scale }) => all + scale, 0),
      isPlain: false,
    };
  }
  const scale = Math.max(...parts.map((part) => part.scale));
  return {
    largest: parts.reduce((all, part) => all + part.largest * 10n ** BigInt(scale - part.scale), 0n),
    scale,
    isPlain: parts.every((part) => part.isPlain && part.scale === scale),
  };
}

/**
 * Values as a condition names them, as the engine reads them.
 * @throws {RangeError} for a text that is no value of the kind: the contract is wrong
 */
export const namedValues = (kind: Kind, values: readonly string[]): readonly string[] =>
  values.map((value) => {
    const reading = kind.readServed(value);
    if ('value' in reading) return reading.value;
    throw new RangeError(`"${value}" is no value of kind ${kind.name}: expected ${reading.expected}`);
  });

/** Decimals of a number as it is written. */
export const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0;
