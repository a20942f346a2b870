import { v7 as uuid } from 'uuid';
import { dropRows } from '../pipeline/load-target.ts';
import type { Publication } from '../warehouse/published.ts';
import { REJECTED_ROWS, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import type { Attempt } from './attempt.ts';
import { accountForCorrection, keepRows } from './correction.ts';
import type { FormerKeyFile } from './former-key.ts';
import { type DeliveredFile, loadFiles } from './load-uploads.ts';

/** The book that the last delivery of each replayed file corrects, as it was, under the key of now. */
export interface ReplayedBook {
  readonly batches: Publication['batches'];
  /** By file type: the batches whose rejected duplicates the last delivery must not settle. */
  readonly contested: Readonly<Record<string, readonly string[]>>;
}

/**
 * Loads all but the last delivery of each file again, in their order, each into a batch that nobody sees: what was loaded,
 * kept and replaced then is loaded, kept and replaced now.
 */
export async function replayCorrections(
  attempt: Attempt,
  files: readonly FormerKeyFile[],
  live: Publication,
): Promise<ReplayedBook> {
  let batches = live.batches;
  const contested: Record<string, readonly string[]> = {};
  const replayed: string[] = [];
  for (const file of files) {
    const { name } = file.fileType;
    // Which keys were contested is in what the syncs themselves found.
    const found = file.syncs.map(({ batch_id }) => batch_id);
    contested[name] = found.slice(0, -1).reverse();
    const { [name]: _, ...others } = batches;
    batches = others;
    for (const [index, delivery] of file.deliveries.slice(0, -1).entries()) {
      const step = { ...attempt, batchId: uuid(), advance: async () => undefined };
      await replay(step, delivery, batches, found.slice(0, index).reverse());
      const before = batches[name];
      if (before !== undefined)
        await dropRows(attempt.warehouse, { slice: attempt.slice, batchId: before }, file.fileType);
      batches = { ...batches, [name]: step.batchId };
      replayed.push(step.batchId);
    }
  }
  await forgetFindings(attempt, replayed);
  return { batches, contested };
}

/** @param contested the batches of the syncs before it, newest first */
async function replay(
  step: Attempt,
  delivery: DeliveredFile,
  batches: Publication['batches'],
  contested: readonly string[],
): Promise<void> {
  const { fileType, isCorrection } = delivery;
  step.kept.signal.throwIfAborted();
  const [loaded] = await loadFiles(step, [delivery], batches, { [fileType.name]: contested });
  if (!isCorrection) return;
  const kept = await step.times.measure('keep', () => keepRows(step, fileType, { batches }));
  await accountForCorrection(step, { fileType, returnedRows: 0, ...kept }, loaded!.counts.validRows);
}

/** What was found in the deliveries is kept with the syncs that brought them. */
async function forgetFindings({ warehouse }: Attempt, replayed: readonly string[]): Promise<void> {
  if (replayed.length === 0) return;
  for (const table of [VALIDATION_ERRORS, REJECTED_ROWS]) {
    await warehouse.command({
      name: 'delete-replayed-findings',
      sql: `DELETE FROM ${table} WHERE batch_id IN {replayed:Array(UUID)}`,
      parameters: { replayed },
      settings: { lightweight_deletes_sync: '2' },
    });
  }
}
