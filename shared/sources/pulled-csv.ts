import { columnsOfVariant } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import type { PulledFileType } from './connector.ts';

/** Whatever would be read otherwise than it is written stands in quotes. */
const PLAIN = /^(?:[^\s;"=\p{Cc}][^;"\p{Cc}]*)?$/u;
export const DELIMITER = ';';

const cellText = (cell: string): string =>
  PLAIN.test(cell) && !/\s$/.test(cell) ? cell : `"${cell.replaceAll('"', '""')}"`;

/** A line of a file that a source was pulled into. */
export const csvLine = (cells: readonly string[]): string => `${csvRecord(cells)}\n`;

/** {@link csvLine} without its end. */
export const csvRecord = (cells: readonly string[]): string => cells.map(cellText).join(DELIMITER);

/** A column of a file, and where it is among the cells of a record: undefined where the source does not fill it. */
export type PlacedColumn = readonly [name: string, index: number | undefined];

/** The columns of the file that a source is pulled into, in their order. */
export const placedColumns = (
  slice: Slice,
  { fileType, columns }: Pick<PulledFileType, 'fileType' | 'columns'>,
): PlacedColumn[] =>
  columnsOfVariant(slice.fileType(fileType), slice.variant).map(({ name }) => {
    const index = columns.indexOf(name);
    return [name, index < 0 ? undefined : index];
  });

/** The cells of a record in the order of the file's columns. */
export const placedCells = (columns: readonly PlacedColumn[], cells: readonly string[]): string[] =>
  columns.map(([, index]) => (index === undefined ? '' : cells[index]!));
