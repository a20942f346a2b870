import { columnsOfVariant } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import type { PulledRecord } from './connector.ts';

/** Columns that every row needs a value in, and that none of these records has one for: their fields are called otherwise. */
export function columnsWithoutValues(
  slice: Slice,
  fileType: string,
  columns: readonly string[],
  records: readonly PulledRecord[],
): string[] {
  if (records.length === 0) return [];
  const required = new Set(
    columnsOfVariant(slice.fileType(fileType), slice.variant).flatMap((column) =>
      column.required ? [column.name] : [],
    ),
  );
  return columns.filter(
    (name, index) => required.has(name) && records.every(({ cells }) => cells[index]!.trim() === ''),
  );
}
