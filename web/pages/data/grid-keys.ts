/** The cell that the keyboard is at. Row -1 is the header. */
export interface ActiveCell {
  readonly row: number;
  readonly column: number;
}

export interface GridBounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are in sight at once. */
  readonly pageRows: number;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high));

/** Where a key leads, as in every grid: arrows, Page up and down, Home and End, with Ctrl to the first and last row. */
export function moved(
  { row, column }: ActiveCell,
  { key, ctrl }: { readonly key: string; readonly ctrl: boolean },
  { rows, columns, pageRows }: GridBounds,
): ActiveCell | undefined {
  const to = (nextRow: number, nextColumn: number): ActiveCell => ({
    row: clamp(nextRow, -1, rows - 1),
    column: clamp(nextColumn, 0, columns - 1),
  });
  switch (key) {
    case 'ArrowUp':
      return to(ctrl ? Math.min(row, 0) : row - 1, column);
    case 'ArrowDown':
      return to(ctrl ? rows - 1 : row + 1, column);
    case 'ArrowLeft':
      return to(row, ctrl ? 0 : column - 1);
    case 'ArrowRight':
      return to(row, ctrl ? columns - 1 : column + 1);
    case 'PageUp':
      return to(row < 0 ? row : Math.max(row - pageRows, 0), column);
    case 'PageDown':
      return to(row + pageRows, column);
    case 'Home':
      return to(ctrl ? 0 : row, 0);
    case 'End':
      return to(ctrl ? rows - 1 : row, columns - 1);
    default:
      return undefined;
  }
}
