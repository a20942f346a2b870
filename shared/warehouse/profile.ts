import { isNullable, storedColumnsOfVariant } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import { variantLabel } from '../datasets/labels.ts';
import { roundedRatio } from '../domain/exact-ratio.ts';
import type { Profile } from '../domain/profile.ts';
import type { Warehouse } from './client.ts';
import { type KeptResult, keptResult, type ResultKey, readResult } from './kept-results.ts';
import type { ProfiledBatch } from './profile-batch.ts';
import { categoricalStats, isCategorical } from './profile-categories.ts';
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
  const kept = await readResult(warehouse, profileKey(slice, table, batchId));
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

/** @throws {Error} if the rows changed while they were counted: a batch does not, unless it is dropped */
export async function computeProfile(batch: ProfiledBatch): Promise<Profile> {
  const columns = storedColumnsOfVariant(batch.table, batch.slice.variant);
  const [{ rows, columns: totals }, categories] = await Promise.all([
    columnTotals(batch, columns),
    categoricalStats(batch, columns.filter(isCategorical)),
  ]);
  const spreads = await columnSpreads(
    batch,
    totals.flatMap((column) => (column.numeric ? [{ ...column, numeric: column.numeric }] : [])),
  );
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
    categorical_stats: Object.fromEntries(categories),
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
