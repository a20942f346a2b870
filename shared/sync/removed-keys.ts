import * as z from 'zod';
import { type FileType, recordKeyOf } from '../contracts/contract.ts';
import { joined, type Sentence, sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { REMOVAL_JUDGED_FROM_ROWS } from '../domain/sync.ts';
import { count } from '../domain/values.ts';
import { percentage } from '../pipeline/error-rate.ts';
import { identifier } from '../sql/quoting.ts';
import { COMPARISON_SETTINGS } from '../warehouse/batch-changes.ts';
import { ofSlice } from '../warehouse/tables.ts';
import type { Attempt } from './attempt.ts';

/** How many rows of a file type are live, and how many of them a new batch would remove. */
export interface Removal {
  readonly fileType: FileType;
  readonly liveRows: number;
  readonly removedRows: number;
}

const removedRow = z.strictObject({ live: count, removed: count });

/**
 * Counts the keys of a live batch that the new one lacks: both are merged in their stored order. The new one may still hold
 * rows that repeat a key.
 */
export async function countRemovedKeys(
  { warehouse, slice, batchId }: Attempt,
  fileType: FileType,
  liveBatch: string,
): Promise<Removal> {
  const key = recordKeyOf(fileType).map(identifier).join(', ');
  const rowsOf = (batch: string) =>
    `(SELECT ${key}, row_number FROM ${fileType.table}
      WHERE ${ofSlice(slice.contract)} AND batch_id = {${batch}:UUID})`;
  const { live, removed } = await warehouse.row({
    name: 'removed-keys',
    row: removedRow,
    sql: `SELECT count() AS live, countIf(latter.row_number = 0) AS removed
     FROM ${rowsOf('live')} AS former LEFT ANY JOIN ${rowsOf('batch')} AS latter USING (${key})`,
    parameters: { variant: slice.storedVariant, live: liveBatch, batch: batchId },
    settings: COMPARISON_SETTINGS,
  });
  return { fileType, liveRows: live, removedRows: removed };
}

/** Why a removal must not be published unasked. @param highest the share of the live keys that may just be removed */
export function judgeRemoval(removals: readonly Removal[], highest: number): Sentence | undefined {
  const tooMuch = removals.filter(
    ({ liveRows, removedRows }) => liveRows >= REMOVAL_JUDGED_FROM_ROWS && removedRows > liveRows * highest,
  );
  if (tooMuch.length === 0) return undefined;
  const counts = tooMuch.map(({ fileType, liveRows, removedRows }) =>
    serviceSentence('removed-rows', { removed: removedRows, live: liveRows, file_type: fileType.name }),
  );
  const vanishing = joined(counts, (first, last) => sentence('and', { first, last }));
  return serviceSentence('too-many-removed', { removals: vanishing, share: percentage(highest) });
}
