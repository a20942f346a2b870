import * as z from 'zod';
import type { Slice } from '../contracts/slice.ts';
import { count } from '../domain/values.ts';
import type { Warehouse } from './client.ts';
import { replacedBatches } from './published.ts';
import { BATCH_PROFILES, readResults } from './tables.ts';

/** The live batch of a file type and the one before it: both are shown, side by side. */
export const KEPT_RESULTS = 2;

const resultCounts = z.strictObject({ profiles: count, reads: count });

/** A deletion costs as much whatever it deletes, and a result takes a few kilobytes. */
const WORTH_DELETING = 20;

/** How far back is looked, for each table: more than can wait for being worth it. */
const LOOKED_BACK = 50;

/**
 * Drops the profiles and sums of batches that newer ones have replaced. What a sync changed is small and stays: it cannot
 * be computed again once the rows are gone.
 */
export async function dropOldResults(
  warehouse: Warehouse,
  slice: Slice,
  { worthDeleting = WORTH_DELETING } = {},
): Promise<void> {
  const old = await replacedBatches(warehouse, slice, KEPT_RESULTS, LOOKED_BACK);
  if (old.length === 0) return;
  const which =
    "batch_id IN {old:Array(UUID)} AND concat(file_type, ' ', toString(batch_id)) IN {of:Array(String)} AND NOT startsWith(version, 'changes-')";
  const parameters = {
    old: [...new Set(old.map(({ batch }) => batch))],
    of: old.map(({ name, batch }) => `${name} ${batch}`),
  };
  const reads = readResults(warehouse.scope);
  const found = await warehouse.row({
    name: 'old-results',
    row: resultCounts,
    sql: `SELECT (SELECT count() FROM ${BATCH_PROFILES} WHERE ${which}) AS profiles,
       (SELECT count() FROM ${reads} WHERE ${which}) AS reads`,
    parameters,
  });
  for (const [table, results] of [
    [BATCH_PROFILES, found.profiles],
    [reads, found.reads],
  ] as const) {
    if (results < worthDeleting) continue;
    await warehouse.command({ name: 'drop-old-results', sql: `DELETE FROM ${table} WHERE ${which}`, parameters });
  }
}
