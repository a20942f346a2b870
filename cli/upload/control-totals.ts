import type { DeliveryFile } from '../../shared/client/send-file.ts';
import { usageFailure } from '../failure.ts';

/** What the files of a delivery must add up to, as it was typed. */
export interface ExpectedTotals {
  readonly expectRows?: number | undefined;
  /** Columns and their sums. */
  readonly expectSum: readonly (readonly [column: string, sum: string])[];
}

/** The control totals of one file, as they are announced. */
export interface AnnouncedControlTotals {
  readonly expected_rows?: number;
  readonly expected_sums?: Record<string, string>;
}

/**
 * Which control totals belong to which of the files. Of one file all are its own; of several, a sum belongs to the one that
 * has the column.
 * @throws {CommandFailure} where that cannot be told
 */
export function controlTotalsOf(
  files: readonly DeliveryFile[],
  { expectRows, expectSum }: ExpectedTotals,
): AnnouncedControlTotals[] {
  if (expectRows !== undefined && files.length > 1) {
    throw usageFailure(
      '--expect-rows is the number of rows of one file, and several are given.',
      'Send one at a time.',
    );
  }
  const sums = files.map((): Record<string, string> => ({}));
  for (const [column, sum] of expectSum) {
    const owners = files.length === 1 ? [0] : files.flatMap((file, at) => (hasColumn(file, column) ? [at] : []));
    const [owner, another] = owners;
    if (owner === undefined || another !== undefined) {
      const of = owner === undefined ? 'none' : 'more than one';
      throw usageFailure(`--expect-sum ${column}: ${of} of these files has that column.`, 'Send one file at a time.');
    }
    if (sums[owner]![column] !== undefined) throw usageFailure(`--expect-sum ${column} is given twice.`);
    sums[owner]![column] = sum;
  }
  return sums.map((expected_sums) => ({
    ...(expectRows === undefined ? {} : { expected_rows: expectRows }),
    ...(Object.keys(expected_sums).length > 0 ? { expected_sums } : {}),
  }));
}

const hasColumn = ({ slice, fileType }: DeliveryFile, column: string): boolean =>
  slice.fileType(fileType).columns.some(({ name }) => name === column);
