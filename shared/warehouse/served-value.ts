import type { Kind, ServedReading } from '../contracts/kinds/kind.ts';
import { identifier } from '../sql/quoting.ts';

/**
 * Reads a value in the spelling in which the API serves it, to compare stored values with.
 * @returns the text to bind as a parameter of {@link parameterType}, or what is expected instead
 */
export const readServedValue = (kind: Kind, text: string): ServedReading => kind.readServed(text);

/** Decimals of a stored number; 0 for whole numbers. */
export const scaleOf = (kind: Kind): number => kind.number?.scale ?? 0;

/** SQL of the sum of a column that can be added up (`isSummable`): that of a wide one would overflow in its own type. */
export const sumSql = ({ number }: Kind, value: string): string =>
  number === undefined || number.largest < 2n ** 62n ? `sum(${value})` : `sum(toDecimal256(${value}, ${number.scale}))`;

/** The type to compare with. */
export const parameterType = (kind: Kind): string => kind.parameterType ?? kind.storedType;

/** A value of a position, which has been read once, as it is bound. */
export function boundPosition(kind: Kind, value: string | number): string | number {
  const reading = kind.readServed(String(value));
  return typeof value === 'string' && 'value' in reading ? reading.value : value;
}

/** SQL of a column's value as it is served. */
export const servedSql = (kind: Kind, value: string): string => kind.served?.(value) ?? value;

/** SQL of whether a column has no value. */
export const isAbsentSql = (kind: Kind, name: string): string =>
  kind.absent === undefined ? `isNull(${identifier(name)})` : `empty(${identifier(name)})`;

/** SQL of whether a column has a value. */
export const isFilledSql = (kind: Kind, name: string): string =>
  kind.absent === undefined ? `isNotNull(${identifier(name)})` : `notEmpty(${identifier(name)})`;
