import { type Cell, type DataRow, type RowsQuestion, readRows } from '../../api/queries/rows.ts';
import { csvLine } from '../../format/csv.ts';

/** What a browser may gather in memory: about 60 MB of text. Whoever wants more uses the command line. */
export const MOST_EXPORTED = 250_000;
const ROWS_AT_ONCE = 10_000;
const MARK = '\ufeff';

export interface ExportProgress {
  readonly rows: number;
  readonly of: number;
}

/**
 * The rows of a view as a CSV file like those that banks send: exact values, `;` between them, UTF-8 with a mark that
 * spreadsheets know it by. Page by page, so that only text is kept.
 * @throws {ApiProblem}, or `AbortError` when the signal says so
 */
export async function exportRows(
  question: RowsQuestion,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<Blob> {
  const parts: string[] = [`${MARK}${csvLine(question.columns)}`];
  let cursor: string | undefined;
  let rows = 0;
  do {
    const limit = Math.min(ROWS_AT_ONCE, MOST_EXPORTED - rows);
    const page = await readRows(question, cursor === undefined ? undefined : { cursor }, limit, signal);
    parts.push(page.data.map((row) => csvLine(cellsOf(row, question.columns))).join(''));
    rows += page.data.length;
    onProgress({ rows, of: Math.min(page.total_count, MOST_EXPORTED) });
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && rows < MOST_EXPORTED);
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

const cellsOf = (row: DataRow, columns: readonly string[]): Cell[] => columns.map((name) => row[name] ?? null);

/** Hands a file to the browser, which asks where to put it or puts it with the downloads. */
export function download(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
