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
export function widthOf({ name, kind }: ServedColumn, keyColumn: string): number {
  if (name === keyColumn) return 136;
  switch (kind.name as string) {
    case 'decimal':
      return 134;
    case 'text':
    case 'integer':
      return 122;
    case 'timestamp':
      return 150;
    default:
      return 112;
  }
}
