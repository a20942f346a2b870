/** What stands between the items of a list in one cell. */
const BETWEEN = '|';

/** One cell of the cells of a list's items; undefined where one is none, or has what stands between items and would come apart. */
export const listCell = (cells: readonly (string | undefined)[]): string | undefined =>
  cells.every((cell) => cell !== undefined && !cell.includes(BETWEEN)) ? cells.join(BETWEEN) : undefined;
