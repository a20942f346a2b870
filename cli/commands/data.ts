import type { Query, TrancheClient } from '../../shared/client/tranche-client.ts';
import type { DataPage } from '../../shared/http/schemas/data.ts';
import type { FileType, Variant } from '../../shared/staging/file-kind.ts';
import type { CommandContext } from '../context.ts';
import { STANDARD_OUTPUT, writeTo } from '../download.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { ProgressBoard } from '../progress-board.ts';
import { printable } from '../text/printable.ts';
import { counted, countText } from '../text/quantities.ts';
import { tableLines } from '../text/table.ts';

export interface DataOptions {
  readonly type: FileType;
  /** Name and value of query parameters. */
  readonly filter: readonly (readonly [name: string, value: string])[];
  readonly sort?: string | undefined;
  readonly columns?: string | undefined;
  readonly limit: number;
  readonly all?: boolean | undefined;
  readonly csv?: boolean | undefined;
  readonly ndjson?: boolean | undefined;
  readonly output?: string | undefined;
}

type Row = DataPage['data'][number];
type RowFormat = (row: Row, columns: readonly string[]) => string;

/** The API's most. One page is held at a time, whatever the number of rows. */
const PAGE_ROWS = 10_000;

export async function data(context: CommandContext, loanType: Variant, options: DataOptions): Promise<ExitCode> {
  const { terminal } = context;
  const client = await context.client();
  const query: Query = {
    loan_type: loanType,
    data_type: options.type,
    sort: options.sort,
    columns: options.columns,
    ...Object.fromEntries(options.filter),
  };
  const isStream = options.all || options.csv || options.ndjson || options.output !== undefined;
  if (isStream) {
    const rows = await stream(context, client, query, options);
    terminal.note(
      `${counted(rows, 'row')}${options.output && options.output !== STANDARD_OUTPUT ? ` in ${options.output}` : ''}`,
    );
    return EXIT.ok;
  }
  const page = await client.getData({ ...query, limit: Math.min(options.limit, PAGE_ROWS) });
  if (terminal.json) await terminal.document(page);
  else await terminal.lines(...pageLines(page));
  return EXIT.ok;
}

/** All rows, or as many as the limit says, page by page. @returns how many */
function stream(context: CommandContext, client: TrancheClient, query: Query, options: DataOptions): Promise<number> {
  const format: RowFormat =
    options.ndjson || (context.terminal.json && !options.csv) ? (row) => `${JSON.stringify(row)}\n` : csvLine;
  const most = options.all ? Number.POSITIVE_INFINITY : options.limit;
  const board = new ProgressBoard(context.terminal.progress, ['rows']);
  return writeTo(context, options.output ?? STANDARD_OUTPUT, async (sink) => {
    let written = 0;
    let columns: readonly string[] | undefined;
    for (let cursor: string | undefined; ; ) {
      const page = await client.getData({ ...query, cursor, limit: Math.min(PAGE_ROWS, most - written) });
      if (columns === undefined && page.data[0]) {
        columns = Object.keys(page.data[0]);
        if (format === csvLine) await sink.write(`${columns.map(csvCell).join(';')}\n`);
      }
      await sink.write(page.data.map((row) => format(row, columns ?? [])).join(''));
      written += page.data.length;
      const total = Math.min(page.total_count, most);
      // A terminal that shows the rows needs no board between them.
      if (options.output !== undefined || !context.terminal.isWatched) {
        const progress = total === 0 ? 1 : written / total;
        board.set('rows', { status: 'FETCHING', progress, amount: `${countText(written)} of ${countText(total)}` });
      }
      if (page.next_cursor === null || written >= most) return written;
      cursor = page.next_cursor;
    }
  });
}

const csvLine: RowFormat = (row, columns) => `${columns.map((column) => csvCell(row[column] ?? '')).join(';')}\n`;

/** Exact, whatever a spreadsheet may make of it. */
function csvCell(value: string | number | boolean): string {
  const text = String(value);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function pageLines({ data: rows, total_count, batch_id }: DataPage): string[] {
  if (rows.length === 0) return [batch_id === null ? 'Nothing is loaded.' : 'No rows.'];
  const names = Object.keys(rows[0]!);
  const isNumeric = (name: string) => rows.every((row) => row[name] === null || /^-?[0-9.]+$/.test(String(row[name])));
  const columns = names.map((title) => (isNumeric(title) ? ({ title, align: 'right' } as const) : { title }));
  const cells = rows.map((row) => names.map((name) => (row[name] == null ? '' : printable(String(row[name])))));
  const more = total_count > rows.length ? `; more with --limit, all with --all` : '';
  return [...tableLines(columns, cells), `${countText(rows.length)} of ${counted(total_count, 'row')}${more}`];
}
