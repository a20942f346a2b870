import { isNumber } from '../column-kinds.ts';
import type { ServedColumn } from '../row-columns.ts';

type Cell = string | number | boolean | null;
export type AnswerRow = Readonly<Record<string, Cell>>;

/** How an analysis asks to be drawn. */
export interface AskedChart {
  readonly type: 'bar' | 'line' | 'step';
  readonly x: string;
  readonly y: readonly string[];
}

/** More values are no choice that one has. */
const MOST_PARTS = 12;

export interface ChartShape extends AskedChart {
  /**
   * The column that tells apart the rows of one `x`, such as the currency of amounts, with its values in their order: they are
   * not drawn into one, but chosen among.
   */
  readonly part: { readonly column: string; readonly values: readonly string[] } | undefined;
  /** Whether `x` is a number: a row without one, such as that of a total, has no place there, and is in the table alone. */
  readonly isMeasured: boolean;
}

/** What there is to draw: as the analysis says, or bars where the answer is one label and one number. */
export function chartShape(
  asked: AskedChart | null,
  columns: readonly ServedColumn[],
  rows: readonly AnswerRow[],
): ChartShape | undefined {
  const chart = asked ?? barsOf(columns);
  if (!chart || rows.length === 0) return undefined;
  const x = columns.find(({ name }) => name === chart.x);
  return { ...chart, part: partOf(chart, columns, rows), isMeasured: x !== undefined && isNumber(x) };
}

function barsOf(columns: readonly ServedColumn[]): AskedChart | undefined {
  const [label, ...otherLabels] = columns.filter((column) => !isNumber(column));
  const [figure, ...otherFigures] = columns.filter(isNumber);
  if (!label || !figure || otherLabels.length > 0 || otherFigures.length > 0) return undefined;
  return { type: 'bar', x: label.name, y: [figure.name] };
}

function partOf(
  { x, y }: AskedChart,
  columns: readonly ServedColumn[],
  rows: readonly AnswerRow[],
): ChartShape['part'] {
  const isRepeated = new Set(rows.map((row) => row[x])).size < rows.length;
  for (const column of columns) {
    if (column.name === x || y.includes(column.name) || isNumber(column)) continue;
    const values = [...new Set(rows.map((row) => String(row[column.name] ?? '')))];
    // Where each row has an x of its own there is nothing to tell apart, but of currencies: their amounts share no axis.
    const isApart = (isRepeated && values.length < rows.length) || values.every(isCurrency);
    if (values.length > 1 && values.length <= MOST_PARTS && isApart) return { column: column.name, values };
  }
  return undefined;
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
export const isCurrency = (text: string | undefined): boolean => text !== undefined && CURRENCIES.has(text);

/** The points to draw, in the order of the rows: floats are good enough for the eye. */
export const pointsOf = (
  { x, y, part, isMeasured }: ChartShape,
  rows: readonly AnswerRow[],
  chosen: string | undefined,
): readonly Readonly<Record<string, string | number | null>>[] =>
  rows
    .filter((row) => !isMeasured || row[x] !== null)
    .filter((row) => part === undefined || String(row[part.column] ?? '') === chosen)
    .map((row) => ({
      x: String(row[x] ?? ''),
      ...Object.fromEntries(y.map((name) => [name, row[name] === null ? null : Number(row[name])])),
    }));
