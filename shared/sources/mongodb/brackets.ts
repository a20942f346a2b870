import type { Document } from 'mongodb';

/**
 * A stretch of the order of `_id`s in which any two can be compared: a range of MongoDB is of one type only, so that
 * `$gt` a text skips all numbers. Each bracket is read from its beginning to its end.
 */
export interface Bracket {
  /** As `$type` calls it. */
  readonly type: string;
  /** Where there is one value at most. */
  readonly isSingle?: true;
  /** What there is no name for on servers that cannot hold it. */
  readonly isRare?: true;
}

/** Lists and undefined are no `_id`s, and regular expressions neither. */
export const BRACKETS: readonly Bracket[] = [
  { type: 'minKey', isSingle: true, isRare: true },
  { type: 'null', isSingle: true },
  { type: 'number' },
  { type: 'string' },
  { type: 'symbol', isRare: true },
  { type: 'object' },
  { type: 'binData' },
  { type: 'objectId' },
  { type: 'bool' },
  { type: 'date' },
  { type: 'timestamp' },
  { type: 'dbPointer', isRare: true },
  { type: 'javascript', isRare: true },
  { type: 'javascriptWithScope', isRare: true },
  { type: 'maxKey', isSingle: true, isRare: true },
];

/**
 * The documents of a bracket behind an `_id`, up to and with another one; undefined leaves that side open. NaN is the first of
 * the numbers, and neither above nor below any: so it is never a bound itself, and no upper bound leaves it out.
 */
export function filterOf({ type, isSingle }: Bracket, { after, most }: { after?: unknown; most?: unknown }): Document {
  if (isSingle) return { _id: { $type: type } };
  const lower = after === undefined ? {} : isNaNumber(after) ? { $gte: Number.NEGATIVE_INFINITY } : { $gt: after };
  const upper = most === undefined ? {} : isNaNumber(most) ? { $lte: most } : { $not: { $gt: most } };
  return { _id: { $type: type, ...lower, ...upper } };
}

const isNaNumber = (value: unknown): boolean =>
  String(value) === 'NaN' && typeof value !== 'string' && !(value instanceof String);
