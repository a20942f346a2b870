import { z } from 'zod';
import { tablesOf } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import { count } from '../domain/values.ts';
import type { Warehouse } from './client.ts';
import { newestBatches } from './published.ts';
import { BATCH_PROFILES, readResults } from './tables.ts';

/** The live batch of a file type and the one before it: both are shown, side by side. */
export const KEPT_RESULTS = 2;

const resultCount = z.strictObject({ results: count });

/** How far back is looked: each sync drops what the one before it left. */
const LOOKED_BACK = 50;

/**
 * Drops the profiles and sums of batches that newer ones have replaced. What a sync changed is small and stays: it cannot
 * be computed again once the rows are gone.
 */
export async function dropOldResults(warehouse: Warehouse, slice: Slice): Promise<void> {
  for (const { name } of tablesOf(slice.contract)) {
    const old = (await newestBatches(warehouse, slice, name, LOOKED_BACK)).slice(KEPT_RESULTS);
    const which =
      `file_type = {file_type:String} AND batch_id IN {old:Array(UUID)} AND NOT startsWith(version, 'changes-')` as const;
    const parameters = { file_type: name, old };
    for (const table of [BATCH_PROFILES, readResults(warehouse.scope)]) {
      const { results } = await warehouse.row({
        name: 'old-results',
        row: resultCount,
        sql: `SELECT count() AS results FROM ${table} WHERE ${which}`,
        parameters,
      });
      if (results === 0) continue;
      await warehouse.command({ name: 'drop-old-results', sql: `DELETE FROM ${table} WHERE ${which}`, parameters });
    }
  }
}
