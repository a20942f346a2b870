/** Figures of columns whose numbers do not fit into 64 bits, as exact as those of the others. */
import * as z from 'zod';
import type { NumberShape } from '../contracts/kinds/kind.ts';
import { identifier } from '../sql/quoting.ts';
import { askBatch, type ProfiledBatch, rowsOf } from './profile-batch.ts';
import { bucketsOf, type NumericColumn, ranksOf, type Spread } from './profile-buckets.ts';

/** Numbers of 256 bits are added up in pieces of 64: squares of those and any number of them fit into 256 bits again. */
const PIECES = [0, 1, 2, 3] as const;
const PIECE = 2n ** 64n;
const unsigned = (value: bigint): string => `toUInt256('${value}')`;
const signed = (value: bigint): string => `toInt256('${value}')`;

/** A stored number as a whole number of its last decimal. */
export const unitsSql = ({ scale, units }: NumberShape, cell: string): string =>
  scale === 0
    ? `toInt256(${cell})`
    : `toInt256(if(isNull(${cell}), NULL, reinterpret(assumeNotNull(${cell}), '${units}')))`;

/** Whether a column's values, or what lies between them, need more than 64 bits. */
export const isBeyond64Bits = ({ column, numeric: { min, max } }: NumericColumn): boolean => {
  const { units } = column.kind.number!;
  const isNarrow = (value: bigint) => value < 2n ** 63n && value >= -(2n ** 63n);
  return (units !== 'Int64' && units !== 'Int32') || ![min, max, max - min].every(isNarrow);
};

/** Two sums that make up that of a column: of the upper parts, and of what is left. */
export function wideSumsSql(shape: NumberShape, cell: string): readonly string[] {
  const units = unitsSql(shape, cell);
  const upper = `intDiv(${units}, ${signed(PIECE)})`;
  return [`sum(${upper})`, `sum(${units} - ${upper} * ${signed(PIECE)})`];
}

export const sumOfHalves = (upper: string, rest: string): bigint => BigInt(upper) * PIECE + BigInt(rest);

const spreadRow = z.strictObject({
  ranks: z.array(z.string()),
  products: z.array(z.string()),
  reached: z.array(z.int().nonnegative()),
});

/** As `columnSpreads`, a query a column: the values of one fill the memory soon enough. */
export async function wideSpreads(
  batch: ProfiledBatch,
  columns: readonly NumericColumn[],
): Promise<(readonly [string, Spread])[]> {
  const spreads: (readonly [string, Spread])[] = [];
  for (const column of columns) spreads.push([column.column.name, await wideSpread(batch, column)]);
  return spreads;
}

async function wideSpread(batch: ProfiledBatch, column: NumericColumn): Promise<Spread> {
  const { column: stored, filled, numeric } = column;
  const cell = identifier(stored.name);
  // What lies between the bounds of a signed type always fits into the unsigned one, by whatever way it is computed.
  const above = `reinterpret(${unitsSql(stored.kind.number!, `assumeNotNull(${cell})`)}, 'UInt256') - reinterpret(${signed(numeric.min)}, 'UInt256')`;
  const piece = (index: number) => `bitAnd(bitShiftRight(above, ${index * 64}), ${unsigned(PIECE - 1n)})`;
  const pairs = PIECES.flatMap((first) => PIECES.filter((second) => second >= first).map((second) => [first, second]));
  const levels = ranksOf(filled).map((rank) => (rank + 0.5) / filled);
  const edges = edgesOf(column);
  const [figures] = await askBatch(batch, {
    name: 'profile-ranks',
    row: spreadRow,
    sql: `SELECT arrayMap(value -> toString(value), quantilesExact(${levels.join(', ')})(above)) AS ranks,
        [${pairs.map(([first, second]) => `toString(sum(${piece(first!)} * ${piece(second!)}))`).join(', ')}] AS products,
        [${['count()', ...edges.map((edge) => `countIf(above >= ${unsigned(edge)})`)].join(', ')}] AS reached
      FROM (SELECT ${above} AS above FROM ${rowsOf(batch)} AND isNotNull(${cell}))`,
  });
  const { ranks, products, reached } = figures!;
  return {
    squares: pairs.reduce(
      (all, [first, second], index) =>
        all + BigInt(products[index]!) * (first === second ? 1n : 2n) * PIECE ** BigInt(first! + second!),
      0n,
    ),
    atRank: new Map(ranksOf(filled).map((rank, at) => [rank, BigInt(ranks[at]!)])),
    buckets: reached.map((count, index) => count - (reached[index + 1] ?? 0)),
  };
}

/** The least value of each bucket but the first, above the least one of all. */
function edgesOf(column: NumericColumn): bigint[] {
  const {
    count,
    width: [units, parts],
  } = bucketsOf(column);
  return Array.from({ length: count - 1 }, (_, index) => (units * BigInt(index + 1) + parts - 1n) / parts);
}
