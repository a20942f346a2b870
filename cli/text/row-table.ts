import { printable } from './printable.ts';
import { tableLines } from './table.ts';

/** A row as it is served, or of an analysis. */
export type ServedRow = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | null>>;

export const cellText = (value: ServedRow[string] | undefined): string =>
  value == null ? '' : printable(String(value));

/** Rows as a table of these columns: numbers to the right, what is empty left empty. */
export function rowTableLines(rows: readonly ServedRow[], names: readonly string[]): string[] {
  const isNumeric = (name: string) => rows.every((row) => row[name] == null || /^-?[0-9.]+$/.test(String(row[name])));
  const columns = names.map((title) => (isNumeric(title) ? ({ title, align: 'right' } as const) : { title }));
  return tableLines(
    columns,
    rows.map((row) => names.map((name) => cellText(row[name]))),
  );
}
