import { MAX_SHEET_COLUMNS, MAX_SHEET_ROWS } from './limits.ts';

/** A cell by its row and column, both from 1. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

const A = 0x41;
const ZERO = 0x30;

/** `C7` → row 7, column 3; undefined for what names no cell of a sheet. */
export function placeOf(reference: string): CellPlace | undefined {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
    if (column > MAX_SHEET_COLUMNS) return undefined;
  }
  let row = 0;
  const digits = at;
  for (; at < reference.length; at += 1) {
    const digit = reference.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    row = row * 10 + digit;
    if (row > MAX_SHEET_ROWS) return undefined;
  }
  return column === 0 || row === 0 || at === digits ? undefined : { row, column };
}

/** The inverse of {@link placeOf}. */
export function referenceOf({ row, column }: CellPlace): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(A + ((left - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}

/** Cells that are shown as one. */
export interface CellRange {
  readonly from: CellPlace;
  readonly to: CellPlace;
}

/** `A1:C3`; undefined for what names no range. */
export function rangeOf(reference: string): CellRange | undefined {
  const [first = '', last = first] = reference.split(':');
  const from = placeOf(first);
  const to = placeOf(last);
  return from && to ? { from, to } : undefined;
}
