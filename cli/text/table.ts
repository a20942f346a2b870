export interface TableColumn {
  readonly title: string;
  readonly align?: 'right';
}

/** Lines of a table whose columns are as wide as they need, two blanks apart. Cells must be printable. */
export function tableLines(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, at) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[at] ?? ''))));
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, at) => {
        const cell = cells[at] ?? '';
        const filler = ' '.repeat(widths[at]! - widthOf(cell));
        return align === 'right' ? filler + cell : cell + filler;
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}

/** In characters; letters of bank data are of single width. */
const widthOf = (text: string): number => [...text].length;
