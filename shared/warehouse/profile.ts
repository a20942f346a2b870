import { type Column, isNullable, storedColumnsOfVariant } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import { variantLabel } from '../datasets/labels.ts';
import { roundedRatio } from '../domain/exact-ratio.ts';
import type { Profile } from '../domain/profile.ts';
import { type Warehouse, WarehouseError } from './client.ts';
import { MEMORY_LIMIT_EXCEEDED } from './error-codes.ts';
import { type KeptResult, keptResult, type ResultKey, readKeptResult } from './kept-results.ts';
import type { ProfiledBatch } from './profile-batch.ts';
import type { Spread } from './profile-buckets.ts';
import { categoriesOf, isCategorical } from './profile-categories.ts';
import { columnsToCount, countedColumns, isCountable } from './profile-counted.ts';
import { numericStats } from './profile-numbers.ts';
import { columnSpreads } from './profile-spread.ts';
import { type ColumnTotals, columnTotals, isNumeric } from './profile-totals.ts';
import { keptBatches, liveBatches, newestBatches } from './published.ts';

/** Grows with every change of what a profile says: profiles kept by an older version are then computed again. */
const PROFILE_VERSION = 'profile-2';

/**
 * The profile of the live batch, or undefined where nothing is loaded. It is computed once a batch; after that, reading
 * it is a look-up by key.
 */
export async function readProfile(warehouse: Warehouse, slice: Slice, table: string): Promise<KeptResult | undefined> {
  const batchId = (await liveBatches(warehouse, slice))?.batches[table];
  return batchId === undefined ? undefined : profileOfBatch(warehouse, slice, table, batchId);
}

/**
 * The profile of the batch that was live before the present one of the file type, or undefined where there was none, or
 * where its rows are gone and its profile with them.
 */
export async function readPreviousProfile(
  warehouse: Warehouse,
  slice: Slice,
  table: string,
): Promise<KeptResult | undefined> {
  const [, batchId] = await newestBatches(warehouse, slice, table, 2);
  if (batchId === undefined) return undefined;
  const kept = await readKeptResult(warehouse, profileKey(slice, table, batchId));
  if (kept) return kept;
  const hasRows = (await keptBatches(warehouse, slice)).includes(batchId);
  return hasRows ? profileOfBatch(warehouse, slice, table, batchId) : undefined;
}

const profileKey = ({ contract }: Slice, fileType: string, batchId: string): ResultKey => ({
  batchId,
  fileType,
  version: `${PROFILE_VERSION}/${contract.version}`,
});

/** The profile of any batch whose rows are kept: the kept result, or computed and kept. */
export async function profileOfBatch(
  warehouse: Warehouse,
  slice: Slice,
  table: string,
  batchId: string,
): Promise<KeptResult> {
  const batch = { warehouse, slice, table: slice.table(table), batchId };
  return keptResult(warehouse, profileKey(slice, table, batchId), () => computeProfile(batch));
}

/**
 * Of a large batch each column is asked for by itself: so is its memory.
 * @param countedFrom rows from which on a batch is large
 * @throws {Error} if the rows changed while they were counted: a batch does not, unless it is dropped
 */
export async function computeProfile(
  batch: ProfiledBatch,
  { countedFrom }: { countedFrom?: number } = {},
): Promise<Profile> {
  const columns = storedColumnsOfVariant(batch.table, batch.slice.variant);
  const countable = columns.filter((column) => isNumeric(column) && isCountable(column));
  const toCount = await columnsToCount(batch, countable, countedFrom);
  const [counted, isSmall] = [toCount ?? [], toCount === undefined];
  const categorical = columns.filter(isCategorical);
  const others = columns.filter((column) => !counted.includes(column) && (isNumeric(column) || !isCategorical(column)));
  const figures = new Map<Column, ColumnTotals>();
  const categories = new Map<Column, Profile['categorical_stats'][string]>();
  const spreads = new Map<string, Spread>();
  let rows = 0;
  /** Figures of columns from their values in order, which takes longer and holds none of them. @returns the rows of the batch */
  const rank = async (asked: readonly Column[]): Promise<number> => {
    const totals = await columnTotals(batch, asked);
    for (const column of totals.columns) figures.set(column.column, column);
    const ranked = totals.columns.flatMap((column) => (column.numeric ? [{ ...column, numeric: column.numeric }] : []));
    for (const [name, spread] of await columnSpreads(batch, ranked)) spreads.set(name, spread);
    return totals.rows;
  };
  await sideBySide(ASKED_AT_A_TIME, [
    async () => {
      rows = await rank(others);
    },
    ...counted.map((column) => async () => {
      const found = await countedColumns(batch, [column]).catch((error: unknown) => {
        // The first rows do not always tell how many values there are.
        if (error instanceof WarehouseError && error.code === MEMORY_LIMIT_EXCEEDED) return undefined;
        throw error;
      });
      if (found === undefined) await rank([column]);
      for (const { totals, spread } of found ?? []) {
        figures.set(totals.column, totals);
        if (spread) spreads.set(totals.column.name, spread);
      }
    }),
    ...(isSmall ? [categorical] : categorical.map((column) => [column])).map((piece) => async () => {
      for (const { column, filled, stats } of await categoriesOf(batch, piece)) {
        if (stats) categories.set(column, stats);
        if (!isNumeric(column)) figures.set(column, { column, filled, numeric: undefined });
      }
    }),
  ]);
  const totals = columns.map((column) => figures.get(column)!);
  const profile: Profile = {
    ...variantLabel(batch.slice.contract, batch.slice.variant),
    data_type: batch.table.name,
    batch_id: batch.batchId,
    row_count: rows,
    numeric_stats: Object.fromEntries(
      totals
        .filter(({ column }) => isNumeric(column))
        .map((column) => [column.column.name, numericStats(rows, column, spreads.get(column.column.name))]),
    ),
    categorical_stats: Object.fromEntries(
      categorical.flatMap((column) => {
        const stats = categories.get(column);
        return stats ? [[column.name, stats]] : [];
      }),
    ),
    null_ratios: Object.fromEntries(
      totals
        .filter(({ column }) => isNullable(column) || column.kind.isTime)
        .map(({ column, filled }) => [column.name, roundedRatio(rows - filled, rows, 4)]),
    ),
    completeness: Object.fromEntries(totals.map((column) => [column.column.name, completeness(rows, column)])),
  };
  requireConsistent(profile, totals);
  return profile;
}

/** Statements of a profile that run at the same time: while one ends on one thread, the next has begun. */
const ASKED_AT_A_TIME = 2;

/** Does all of the work, so many pieces at a time, in their order. @throws what the first one that failed threw */
async function sideBySide(atATime: number, work: readonly (() => Promise<void>)[]): Promise<void> {
  const left = work.values();
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (const piece of left) await piece();
    }),
  );
}

function completeness(rows: number, { filled }: ColumnTotals): Profile['completeness'][string] {
  const hundredths = Math.round(roundedRatio(rows - filled, rows, 4) * 10_000);
  return {
    missing_count: rows - filled,
    missing_pct: hundredths / 100,
    // The rest, so that the two always make 100.
    filled_pct: (10_000 - hundredths) / 100,
    total: rows,
  };
}

/** Each pass is its own query, and all of them must have counted the same rows. */
function requireConsistent(profile: Profile, totals: readonly ColumnTotals[]): void {
  for (const { column, filled } of totals) {
    const buckets = profile.numeric_stats[column.name]?.histogram;
    const categories = profile.categorical_stats[column.name];
    const inBuckets = buckets?.reduce((sum, { count }) => sum + count, 0) ?? filled;
    const inCategories = categories
      ? categories.values.reduce((sum, { frequency }) => sum + frequency, categories.other_count)
      : isCategorical(column)
        ? 0
        : filled;
    if (inBuckets !== filled || inCategories !== filled) {
      throw new Error(`the rows of batch ${profile.batch_id} changed while column ${column.name} was counted`);
    }
  }
}
