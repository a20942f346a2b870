import { isInstant, isName, isWhole, isWritten } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';

/** Names as a grid of these columns can show them: known, once, and the key first. */
export function showable(
  names: readonly string[],
  columns: readonly ServedColumn[],
  keyColumn: string,
): readonly string[] {
  const known = new Set(columns.map(({ name }) => name));
  return [keyColumn, ...new Set(names.filter((name) => name !== keyColumn && known.has(name)))];
}

/** More digits need more room than other numbers get. */
const WIDE_NAME = 12;

/** Least width in pixels; what room is left is shared out. */
export function widthOf(column: ServedColumn, keyColumn: string): number {
  if (column.name === keyColumn) return 136;
  if (isInstant(column)) return 150;
  // A name is no use without its last digit.
  if (isName(column) && (column.kind.number?.whole ?? 0) > WIDE_NAME) return 150;
  if (column.kind.isAmount) return 134;
  return isWritten(column) || isWhole(column) || column.kind.servedAs === 'list' ? 122 : 112;
}
