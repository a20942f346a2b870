import type { Document } from 'mongodb';

/**
 * A stretch of the order of `_id`s in which any two can be compared: a range of MongoDB is of one type only, so that
 * `$gt` a text skips all numbers. Each bracket is read from its beginning to its end.
 */
export interface Bracket {
  readonly name: string;
  readonly types: readonly string[];
  /** Where there is one value at most. */
  readonly isSingle?: true;
  /** What all of it is above of, or equal to. */
  readonly least?: unknown;
  /** What all of it is. */
  readonly value?: unknown;
}

/** In the order of MongoDB. Lists and undefined are no `_id`s, and regular expressions neither. */
export const BRACKETS: readonly Bracket[] = [
  { name: 'minKey', types: ['minKey'], isSingle: true },
  { name: 'null', types: ['null'], isSingle: true },
  // Below all numbers, and nothing is above it: a range that begins there has nothing in it.
  { name: 'nan', types: ['number'], isSingle: true, value: Number.NaN },
  { name: 'number', types: ['number'], least: Number.NEGATIVE_INFINITY },
  { name: 'string', types: ['string', 'symbol'] },
  { name: 'object', types: ['object'] },
  { name: 'binData', types: ['binData'] },
  { name: 'objectId', types: ['objectId'] },
  { name: 'bool', types: ['bool'] },
  { name: 'date', types: ['date'] },
  { name: 'timestamp', types: ['timestamp'] },
  { name: 'dbPointer', types: ['dbPointer'] },
  { name: 'javascript', types: ['javascript'] },
  { name: 'javascriptWithScope', types: ['javascriptWithScope'] },
  { name: 'maxKey', types: ['maxKey'], isSingle: true },
];

/** The documents of a bracket behind an `_id`, up to and with another one; undefined leaves that side open. */
export function filterOf(
  { types, least, value }: Bracket,
  { after, most }: { after?: unknown; most?: unknown },
): Document {
  if (value !== undefined) return { _id: value };
  const lower = after === undefined ? (least === undefined ? {} : { $gte: least }) : { $gt: after };
  const upper = most === undefined ? {} : { $lte: most };
  return { _id: { $type: types.length === 1 ? types[0] : types, ...lower, ...upper } };
}
