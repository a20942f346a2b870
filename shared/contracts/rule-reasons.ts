import type { Column } from './contract.ts';
import type { Fault } from './kinds/kind.ts';

/** Why a fault of a whole record rejects it. */
export const STRUCTURE_REASONS = {
  1: 'With a cell too many or too few, every cell after it stands in the wrong column.',
  2: 'With a quote left open nobody can tell where the cell ends, and it could swallow the rows that follow.',
  3: 'Other bytes are letters in another encoding, such as Windows-1254; guessing which would change names and codes.',
  4: 'A NUL byte comes from a broken export, and many programs drop what stands behind it.',
  5: 'No export writes a row of that length: the line ends are missing, and many rows run into one.',
  6: 'Files were put together with their headers, or the export writes one on every page; it names columns and holds no data.',
  7: 'A total counts again what the rows before it have counted, and a line about the file is no loan: nothing of it belongs there.',
} as const;

export const CROSS_REFERENCE_REASON =
  'A payment plan of a loan that is not there belongs to no portfolio; one of a loan about to be replaced would be left over.';

export const DUPLICATE_REASON =
  'A key that is there twice would be counted twice, and nobody but the bank can tell which of the rows is right.';

/** @throws {RangeError} for a fault that cells of this kind cannot have */
export function fieldRuleReason(column: Column, fault: Fault): string {
  if (fault === 1) {
    return `Every row needs it (${column.meaning}): an empty cell is absent, and absent is never taken for 0 or guessed.`;
  }
  const words = column.kind.faults.get(fault);
  if (!words) throw new RangeError(`${column.kind.name} has no fault ${fault}`);
  return words.why;
}
