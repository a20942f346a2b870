import { isInstant, isWhole, isWritten } from '../../parts/column-kinds.ts';
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

/** Least width in pixels; what room is left is shared out. */
export function widthOf(column: ServedColumn, keyColumn: string): number {
  if (column.name === keyColumn) return 136;
  if (isInstant(column)) return 150;
  if (column.kind.isAmount) return 134;
  return isWritten(column) || isWhole(column) || column.kind.servedAs === 'list' ? 122 : 112;
}
