import type { Column } from './contract.ts';
import type { Fault, Kind } from './kinds/kind.ts';

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

const CONTROL_REASON =
  'A control character is no part of a value: something on the way has put it there, and may have taken something away.';

/** Why a cell of this kind is refused rather than read somehow. REQUIRED depends on the column, not on its kind. */
const FAULT_REASONS: Readonly<Record<Kind['name'], Partial<Record<Fault, string>>>> = {
  text: {
    3: 'A text of that length is usually two cells run together; cutting it off would lose data in silence.',
    4: 'What cannot be seen makes another text of it that looks the same: a loan would not be found by its number.',
  },
  code: {
    4: CONTROL_REASON,
    5: 'Codes decide how a row is counted: an unknown one would drop out of every report, or land in the wrong group.',
  },
  flag: { 4: CONTROL_REASON, 5: 'Anything but a plain yes or no would have to be guessed.' },
  integer: {
    4: CONTROL_REASON,
    2: 'A count with decimals, separators or a sign has more than one reading, and a wrong one would go unnoticed.',
    3: 'A number beyond these bounds is not true of a loan, or does not fit the stored column and would become another.',
  },
  decimal: {
    4: CONTROL_REASON,
    2: '1.234 is a thousand to one bank and a bit more than one to another: only digits with one point have one reading.',
    3: 'A smaller amount has a wrong sign or stands in a wrong column; one with more digits could not be kept exactly.',
    6: 'Dropping decimals would change the amount: what leaves Tranche is what the bank sent.',
  },
  rate: {
    4: CONTROL_REASON,
    2: 'A rate that is not plainly a number could only be guessed, and every interest figure depends on it.',
    3: 'A rate beyond these bounds is a typing error or in another unit, and a unit is never guessed from the size.',
    6: 'Dropping decimals would change the rate: what leaves Tranche is what the bank sent.',
  },
  date: {
    4: 'A day that no calendar has, or one with day and month in doubt, could only be guessed; 9999 is a placeholder, not a date.',
  },
};

/** @throws {RangeError} for a fault that cells of this kind cannot have */
export function fieldRuleReason(column: Column, fault: Fault): string {
  if (fault === 1) {
    return `Every row needs it (${column.meaning}): an empty cell is absent, and absent is never taken for 0 or guessed.`;
  }
  const reason = FAULT_REASONS[column.kind.name][fault];
  if (reason === undefined) throw new RangeError(`${column.kind.name} has no fault ${fault}`);
  return reason;
}
