import * as z from 'zod';
import { count } from '../domain/values.ts';
import { identifier, literal } from '../sql/quoting.ts';
import { askBatch, type ProfiledBatch, rowsOf } from './profile-batch.ts';
import { bucketsOf, type NumericColumn, ranksOf, type Spread } from './profile-buckets.ts';
import { scaleOf } from './served-value.ts';
import { isBeyond64Bits, unitsSql, wideSpreads } from './wide-numbers.ts';

/** Up to this many different values are counted one by one, which is far cheaper than to rank all of them. */
const COUNTED_RANGE = 65_536n;

/** Exact ranks need the values of a column at once: so many columns a query as fit in here, at 8 bytes a value. */
const VALUE_BYTES_A_QUERY = 512 * 1024 ** 2;

/** @returns by column name; a second pass, because it needs what the first one found */
export async function columnSpreads(
  batch: ProfiledBatch,
  columns: readonly NumericColumn[],
): Promise<Map<string, Spread>> {
  const narrow = columns.filter(({ numeric }) => numeric.max - numeric.min < COUNTED_RANGE);
  const wide = columns.filter((column) => !narrow.includes(column));
  const beyond64Bits = wide.filter(isBeyond64Bits);
  return new Map([
    ...(await countedSpreads(batch, narrow)),
    ...(await rankedSpreads(
      batch,
      wide.filter((column) => !beyond64Bits.includes(column)),
    )),
    ...(await wideSpreads(batch, beyond64Bits)),
  ]);
}

/** A value above the least one, and how often it occurs. */
const countedRow = z.strictObject({ field: z.string(), counts: z.array(z.tuple([count, count])) });
const rankedRow = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.array(count)]));

async function countedSpreads(
  batch: ProfiledBatch,
  columns: readonly NumericColumn[],
): Promise<(readonly [string, Spread])[]> {
  if (columns.length === 0) return [];
  const counted = await askBatch(batch, {
    name: 'profile-counts',
    row: countedRow,
    sql: columns
      .map(
        (column) =>
          `SELECT ${literal(column.column.name)} AS field, groupArray((toUInt32(above), frequency)) AS counts
           FROM (SELECT ${aboveSql(column)} AS above, count() AS frequency
             FROM ${rowsOf(batch)} AND isNotNull(${identifier(column.column.name)}) GROUP BY above)`,
      )
      .join(' UNION ALL '),
  });
  const byField = new Map(counted.map(({ field, counts }) => [field, counts]));
  return columns.map((column) => [column.column.name, spreadOfCounts(byField.get(column.column.name)!, column)]);
}

/** @param counts how often each (value - min) occurs, in any order */
export function spreadOfCounts(
  counts: readonly (readonly [above: number, count: number])[],
  column: Pick<NumericColumn, 'column' | 'filled' | 'numeric'>,
): Spread {
  const { filled } = column;
  const { count: last, width } = bucketsOf(column);
  const [units, parts] = width.map(Number) as [number, number];
  const buckets = Array<number>(last).fill(0);
  const atRank = new Map<number, bigint>();
  const ranks = ranksOf(filled);
  let squares = 0n;
  let before = 0;
  for (const [above, count] of counts.toSorted(([a], [b]) => a - b)) {
    squares += BigInt(above) ** 2n * BigInt(count);
    const bucket = units === 0 ? 0 : Math.min(last - 1, Math.floor((above * parts) / units));
    buckets[bucket]! += count;
    before += count;
    while (ranks.length > 0 && ranks[0]! < before) atRank.set(ranks.shift()!, BigInt(above));
  }
  return { squares, atRank, buckets };
}

async function rankedSpreads(
  batch: ProfiledBatch,
  columns: readonly NumericColumn[],
): Promise<(readonly [string, Spread])[]> {
  const spreads: (readonly [string, Spread])[] = [];
  while (spreads.length < columns.length) {
    const next = columns.slice(spreads.length);
    const group = next.slice(0, Math.max(1, Math.floor(VALUE_BYTES_A_QUERY / (8 * next[0]!.filled))));
    const [figures] = await askBatch(batch, {
      name: 'profile-ranks',
      row: rankedRow,
      sql: `SELECT ${group.flatMap(rankedSql).join(', ')} FROM ${rowsOf(batch)}`,
    });
    for (const [index, { column, filled }] of group.entries()) {
      const values = figures![`ranks_${index}`] as string[];
      const spread = {
        squares: BigInt(figures![`squares_${index}`] as string),
        atRank: new Map(ranksOf(filled).map((rank, at) => [rank, BigInt(values[at]!)])),
        buckets: figures![`buckets_${index}`] as number[],
      };
      spreads.push([column.name, spread]);
    }
  }
  return spreads;
}

function rankedSql(column: NumericColumn, index: number): string[] {
  const { filled, numeric } = column;
  const range = numeric.max - numeric.min;
  const above = aboveSql(column);
  // The narrowest type that nothing can overflow: narrow ones are several times faster.
  const squaresAtMost = BigInt(filled) * range * range;
  const squareType = squaresAtMost < 2n ** 63n ? 'toInt64' : squaresAtMost < 2n ** 127n ? 'toInt128' : 'toInt256';
  const ranked = range < 2n ** 32n ? `toUInt32(${above})` : above;
  const {
    count,
    width: [units, parts],
  } = bucketsOf(column);
  const times = range * parts < 2n ** 63n ? above : `toInt128(${above})`;
  // The middle of a rank's own stretch of levels: no rounding of the division leads to its neighbour.
  const levels = ranksOf(filled).map((rank) => (rank + 0.5) / filled);
  // Absent values go beyond the last bucket, which is not counted. (They must not reach least(): it passes over them.)
  const bucket = `if(isNull(${above}), ${count}, toUInt8(least(${count - 1}, intDiv(assumeNotNull(${times}) * ${parts}, ${units}))))`;
  return [
    `toString(sum(${squareType}(${above}) * ${squareType}(${above}))) AS squares_${index}`,
    `arrayMap(value -> toString(value), quantilesExact(${levels.join(', ')})(${ranked})) AS ranks_${index}`,
    `countResample(0, ${count}, 1)(${bucket}) AS buckets_${index}`,
  ];
}

/** value - min as a whole number of the column's last decimal; null where the value is absent. */
function aboveSql({ column: { name, kind }, numeric: { min } }: NumericColumn): string {
  const cell = identifier(name);
  const { units } = kind.number!;
  if (units !== 'Int64' && units !== 'Int32') return `(${unitsSql(kind.number!, cell)} - toInt256('${min}'))`;
  const stored =
    scaleOf(kind) === 0
      ? `toInt64(${cell})`
      : `if(isNull(${cell}), NULL, reinterpret(assumeNotNull(${cell}), '${units}'))`;
  return `(${stored} - toInt64(${min}))`;
}
