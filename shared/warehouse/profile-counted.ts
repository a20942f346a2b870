/** Figures of numeric columns from how often each of their values occurs: one pass a column, exact, whatever the values are. */
import * as z from 'zod';
import { type Column, isNullable } from '../contracts/contract.ts';
import { count } from '../domain/values.ts';
import { identifier, literal } from '../sql/quoting.ts';
import { rowCount } from '../sql/statement.ts';
import { askBatch, ON_ONE_THREAD, type ProfiledBatch, rowsOf } from './profile-batch.ts';
import { bucketsOf, MOST_BUCKETS, PERCENTS, type Spread } from './profile-buckets.ts';
import type { ColumnTotals, NumericTotals } from './profile-totals.ts';
import { scaleOf } from './served-value.ts';

/** Rows of the sample by which the way to a column's figures is chosen. */
const SAMPLE_ROWS = 65_536;

/** Values below are counted in an array instead of a hash table. This number stands for no value, the next for all others. */
const ABSENT_KEY = 65_534;
const OTHER_KEY = 65_535;

/** Whether the numbers of a column can be counted: of wider ones, the sums here would overflow. */
export const isCountable = ({ kind: { number } }: Column): boolean =>
  number?.units === 'Int32' || number?.units === 'Int64';

const sampleRow = z.record(z.string(), count);

/** Different values a row of the sample, from which on they are many. */
const MANY_VALUES = 0.7;

/** Of fewer rows, what statements cost is more than what there is to be saved. */
const COUNTED_FROM_ROWS = 1_000_000;

/**
 * The columns of which counting each value is cheaper than ranking all rows: in large batches, those whose values repeat among
 * some rows. Either way gives the same figures.
 * @returns undefined of a batch that is not large
 */
export async function columnsToCount(
  batch: ProfiledBatch,
  columns: readonly Column[],
  countedFrom = COUNTED_FROM_ROWS,
): Promise<readonly Column[] | undefined> {
  const [all] = await askBatch(batch, {
    name: 'profile-rows',
    row: rowCount,
    sql: `SELECT count() AS rows FROM ${rowsOf(batch)}`,
  });
  if (all!.rows < countedFrom) return undefined;
  const values = columns.map(({ name }, index) => `uniqExact(${identifier(name)}) AS values_${index}`);
  const [sample] = await askBatch(batch, {
    name: 'profile-sample',
    row: sampleRow,
    sql: `SELECT ${['count() AS rows', ...values].join(', ')} FROM (SELECT * FROM ${rowsOf(batch)} LIMIT ${SAMPLE_ROWS})`,
  });
  return columns.filter((_, index) => sample![`values_${index}`]! <= sample!.rows! * MANY_VALUES);
}

export interface CountedColumn {
  readonly totals: ColumnTotals;
  /** None where no row has a value. */
  readonly spread: Spread | undefined;
}

const countedRow = z.strictObject({
  field: z.string(),
  filled: count,
  others: count,
  zeros: count,
  least: z.string(),
  most: z.string(),
  total: z.string(),
  squares: z.string(),
  /** Two a percentile: the value at its rank, and the next one. */
  ranked: z.array(z.string()),
  buckets: z.array(count),
});

/** The figures of columns, by one statement; where values turn out to be too large for an array of counts, by another. */
export async function countedColumns(batch: ProfiledBatch, columns: readonly Column[]): Promise<CountedColumn[]> {
  const figures = await askCounted(
    batch,
    columns.map((column) => ({ column, inArray: scaleOf(column.kind) === 0 })),
  );
  const again = columns.filter(({ name }) => figures.get(name)!.others > 0);
  const corrected = await askCounted(
    batch,
    again.map((column) => ({ column, inArray: false })),
  );
  return columns.map((column) => countedColumn(column, corrected.get(column.name) ?? figures.get(column.name)!));
}

type CountedFigures = z.infer<typeof countedRow>;

async function askCounted(
  batch: ProfiledBatch,
  asked: readonly { readonly column: Column; readonly inArray: boolean }[],
): Promise<Map<string, CountedFigures>> {
  if (asked.length === 0) return new Map();
  const rows = await askBatch(batch, {
    name: 'profile-counts',
    row: countedRow,
    sql: asked.map(({ column, inArray }) => countedSql(batch, column, inArray)).join(' UNION ALL '),
    // With it, the sorted values are made anew for every figure that is read from them.
    settings: { ...ON_ONE_THREAD, short_circuit_function_evaluation: 'disable' },
  });
  return new Map(rows.map((row) => [row.field, row]));
}

function countedColumn(column: Column, figures: CountedFigures): CountedColumn {
  const { filled, zeros } = figures;
  if (filled === 0) return { totals: { column, filled, numeric: undefined }, spread: undefined };
  const [min, max, sum] = [BigInt(figures.least), BigInt(figures.most), BigInt(figures.total)];
  const numeric: NumericTotals = { zeros, sum, min, max };
  return {
    totals: { column, filled, numeric },
    spread: {
      squares: BigInt(figures.squares) - 2n * min * sum + BigInt(filled) * min * min,
      atRank: new Map(
        PERCENTS.flatMap((percent, index) => {
          const rank = Math.floor((percent * (filled - 1)) / 100);
          return [0, 1].map(
            (next) => [Math.min(rank + next, filled - 1), BigInt(figures.ranked[2 * index + next]!) - min] as const,
          );
        }),
      ),
      buckets: figures.buckets.slice(0, bucketsOf({ column, numeric }).count),
    },
  };
}

/**
 * Values come as whole numbers of the column's last decimal. Memory grows with how many different ones there are.
 * @param inArray whether values from 0 on are counted in an array; what else there is, in `others`, makes the figures wrong
 */
function countedSql(batch: ProfiledBatch, column: Column, inArray: boolean): string {
  const { kind } = column;
  const name = identifier(column.name);
  const cell = `assumeNotNull(${name})`;
  const whole = `if(${cell} >= 0 AND ${cell} < ${ABSENT_KEY}, toUInt16(${cell}), ${OTHER_KEY})`;
  // To leave rows out costs more than to count them too.
  const keys = !inArray
    ? `SELECT ${cell} AS stored, count() AS frequency FROM ${rowsOf(batch)} AND isNotNull(${name}) GROUP BY stored`
    : `SELECT * FROM (
         SELECT ${isNullable(column) ? `if(isNull(${name}), ${ABSENT_KEY}, ${whole})` : whole} AS stored, count() AS frequency
         FROM ${rowsOf(batch)} GROUP BY stored) WHERE stored != ${ABSENT_KEY}`;
  const units = scaleOf(kind) === 0 ? 'toInt64(stored)' : `toInt64(reinterpret(stored, '${kind.number!.units}'))`;
  const ranked = PERCENTS.flatMap((_, index) => {
    const at = `place_${index}`;
    // The row of the next rank has the same value, or the next one there is.
    const next = `least(${at} + (reached[${at}] <= rank_${index} + 1), length(sorted))`;
    return [`toString(sorted[${at}])`, `toString(sorted[${next}])`];
  });
  const places = PERCENTS.flatMap((percent, index) => [
    `intDiv(${percent} * (filled - 1), 100) AS rank_${index}`,
    `arrayCount(upTo -> upTo <= rank_${index}, reached) + 1 AS place_${index}`,
  ]);
  return `SELECT ${literal(column.name)} AS field, filled, others, zeros, toString(low) AS least, toString(high) AS most, toString(added) AS total,
      toString(squared) AS squares, if(filled = 0, [], [${ranked.join(', ')}]) AS ranked,
      if(filled = 0, [], ${bucketsSql(scaleOf(kind))}) AS buckets
    FROM (
      SELECT *, ${places.join(', ')} FROM (
        SELECT *, arraySort(numbers) AS sorted, arraySort((frequency, number) -> number, frequencies, numbers) AS ordered,
          arrayCumSum(ordered) AS reached
        FROM (
          SELECT sum(frequency) AS filled, ${inArray ? `sumIf(frequency, number = ${OTHER_KEY})` : 'toUInt64(0)'} AS others,
            sumIf(frequency, number = 0) AS zeros, min(number) AS low, max(number) AS high,
            sum(toInt128(number) * frequency) AS added, sum(toInt256(number) * number * frequency) AS squared,
            groupArray(number) AS numbers, groupArray(frequency) AS frequencies
          FROM (
            SELECT ${units} AS number, frequency FROM (${keys})))))`;
}

/** What `bucketsOf` describes; buckets beyond its count are empty. */
function bucketsSql(scale: number): string {
  const range = '(toInt128(high) - low)';
  // 1, 2, 5, 10, 20 … as long as they fit into 64 bits.
  const widths = Array.from({ length: 19 }, (_, power) =>
    [1n, 2n, 5n].map((digit) => digit * 10n ** BigInt(power)),
  ).flat();
  const [units, parts] =
    scale === 0
      ? [
          `arrayFirst(width -> intDiv(${range}, width) < ${MOST_BUCKETS}, [${widths.map((width) => `toInt128('${width}')`).join(', ')}])`,
          1,
        ]
      : [`greatest(${range}, 1)`, MOST_BUCKETS];
  const bucket = (above: string, width: string) =>
    `arrayMap(number -> toUInt8(least(${MOST_BUCKETS - 1}, intDiv(${above} * ${parts}, ${width}))), sorted)`;
  // Twenty times the range fits into 64 bits: then they are several times as fast.
  const bucketed = `if(${range} < ${2n ** 58n}, ${bucket('(number - low)', `toInt64(least(${units}, ${2n ** 58n}))`)}, ${bucket('(toInt128(number) - low)', units)})`;
  return `arrayReduce('sumResample(0, ${MOST_BUCKETS}, 1)', ordered, ${bucketed})`;
}
