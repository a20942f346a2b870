/** Whatever would be read otherwise than it is written stands in quotes. */
const PLAIN = /^(?:[^\s;"=\p{Cc}][^;"\p{Cc}]*)?$/u;
export const DELIMITER = ';';

const cellText = (cell: string): string =>
  PLAIN.test(cell) && !/\s$/.test(cell) ? cell : `"${cell.replaceAll('"', '""')}"`;

/** A line of a file that a source was pulled into. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellText).join(DELIMITER)}\n`;
