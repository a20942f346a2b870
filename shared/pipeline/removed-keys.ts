import type { FileType } from '../contracts/contract.ts';
import { identifier } from '../warehouse/sql.ts';
import { factTable } from '../warehouse/tables.ts';
import { LOAD_SETTINGS } from './load-target.ts';
import type { Attempt } from './sync-attempt.ts';

/** What the live book has of a file type, and how much of it a new batch would take away. */
export interface Removal {
  readonly fileType: FileType;
  readonly liveRows: number;
  readonly removedRows: number;
}

/** Counts the keys of a live batch that the new one has not. */
export async function countRemovedKeys(
  { warehouse, dataset, lease, batchId }: Attempt,
  fileType: FileType,
  liveBatch: string,
): Promise<Removal> {
  const key = fileType.key.map(identifier).join(', ');
  const rowsOf = (batch: string) =>
    `FROM ${factTable(fileType)} WHERE ${identifier(dataset.variantColumn)} = {variant:String} AND batch_id = {${batch}:UUID}`;
  const [found] = await warehouse.rows<{ live: number; removed: number }>(
    `SELECT (SELECT count() ${rowsOf('live')}) AS live,
       (SELECT count() ${rowsOf('live')} AND (${key}) NOT IN (SELECT ${key} ${rowsOf('batch')})) AS removed`,
    { variant: lease.variant, live: liveBatch, batch: batchId },
    { short_circuit_function_evaluation: LOAD_SETTINGS.short_circuit_function_evaluation },
  );
  return { fileType, liveRows: found!.live, removedRows: found!.removed };
}

/** The removed share is judged only where so many rows are live: of a small book a few rows are much. */
const JUDGED_FROM_ROWS = 1000;

/** Why a removal must not be published unasked. @param highest the share of the live keys that may just be removed */
export function judgeRemoval(removals: readonly Removal[], highest: number): string | undefined {
  const tooMuch = removals.filter(
    ({ liveRows, removedRows }) => liveRows >= JUDGED_FROM_ROWS && removedRows > liveRows * highest,
  );
  if (tooMuch.length === 0) return undefined;
  const counts = tooMuch.map(
    ({ fileType, liveRows, removedRows }) => `${removedRows} of ${liveRows} live ${fileType.name} rows`,
  );
  return (
    `${counts.join(' and ')} are not in the new file: more than the ${highest * 100} % that this configuration lets vanish. ` +
    'Nothing was published; the files stay staged, held.'
  );
}
