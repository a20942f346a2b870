import { type Query, RefusedRequest, sliceQuery, type TrancheClient } from '../../shared/client/tranche-client.ts';
import type { Table } from '../../shared/contracts/contract.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import type { DataPage } from '../../shared/http/schemas/data.ts';
import type { CommandContext } from '../context.ts';
import { STANDARD_OUTPUT, writeTo } from '../download.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { findSlice } from '../find-sync.ts';
import { ProgressBoard } from '../progress-board.ts';
import { type ChosenSlices, namedTable } from '../slice-options.ts';
import { nearest } from '../text/nearest.ts';
import { counted, countText } from '../text/quantities.ts';
import { rowTableLines } from '../text/row-table.ts';

export interface DataOptions {
  /** The first of the dataset's if left out. */
  readonly type?: string | undefined;
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

export async function data(context: CommandContext, chosen: ChosenSlices, options: DataOptions): Promise<ExitCode> {
  const { terminal } = context;
  const client = await context.client();
  const slice = await findSlice(context, client, chosen, options.type);
  const table = namedTable(slice, options.type);
  const suggestion = (error: unknown) => suggestColumns(error, slice, table, options);
  const query: Query = {
    ...sliceQuery(slice),
    data_type: table.name,
    sort: options.sort,
    columns: options.columns,
    ...Object.fromEntries(options.filter),
  };
  const isStream = options.all || options.csv || options.ndjson || options.output !== undefined;
  if (isStream) {
    const rows = await stream(context, client, query, options, suggestion);
    terminal.note(
      `${counted(rows, 'row')}${options.output && options.output !== STANDARD_OUTPUT ? ` in ${options.output}` : ''}`,
    );
    return EXIT.ok;
  }
  const page = await client.getData({ ...query, limit: Math.min(options.limit, PAGE_ROWS) }).catch(suggestion);
  if (terminal.json) await terminal.document(page);
  else await terminal.lines(...pageLines(page, terminal.isWatched ? terminal.columns : Number.POSITIVE_INFINITY));
  return EXIT.ok;
}

/** All rows, or as many as the limit says, page by page. @returns how many */
function stream(
  context: CommandContext,
  client: TrancheClient,
  query: Query,
  options: DataOptions,
  suggestion: (error: unknown) => never,
): Promise<number> {
  const format: RowFormat =
    options.ndjson || (context.terminal.json && !options.csv) ? (row) => `${JSON.stringify(row)}\n` : csvLine;
  const most = options.all ? Number.POSITIVE_INFINITY : options.limit;
  const board = new ProgressBoard(context.terminal.progress, ['rows']);
  return writeTo(context, options.output ?? STANDARD_OUTPUT, async (sink) => {
    let written = 0;
    let columns: readonly string[] | undefined;
    for (let cursor: string | undefined; ; ) {
      const page = await client
        .getData({ ...query, cursor, limit: Math.min(PAGE_ROWS, most - written) })
        .catch(suggestion);
      if (columns === undefined && page.data[0]) {
        columns = Object.keys(page.data[0]);
        if (format === csvLine) await sink.write(`${columns.map(csvCell).join(';')}\n`);
      }
      await sink.write(page.data.map((row) => format(row, columns ?? [])).join(''));
      written += page.data.length;
      const total = Math.min(page.total_count, most);
      // A terminal that shows the rows needs no board between them.
      const isLong = written > PAGE_ROWS || page.next_cursor !== null;
      if (isLong && (options.output !== undefined || !context.terminal.isWatched)) {
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
function csvCell(value: string | number | boolean | readonly (string | number)[]): string {
  const text = typeof value === 'object' ? value.join('|') : String(value);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @throws the refusal, with what may have been meant where a column is not known */
function suggestColumns(
  error: unknown,
  { contract }: Slice,
  table: Table,
  { filter, sort, columns }: DataOptions,
): never {
  if (!(error instanceof RefusedRequest) || error.status !== 400) throw error;
  const known = [
    ...table.columns.map(({ name }) => name),
    'row_number',
    ...(contract.variants ? [contract.variants.column] : []),
  ];
  const given = [
    ...filter.map(([name]) => /\[(.+?)\]/.exec(name)?.[1] ?? ''),
    ...(sort ? [sort.replace(/^-/, '')] : []),
    ...(columns?.split(',') ?? []),
  ];
  const unknown = given.filter((name) => !known.includes(name));
  const meant = unknown.flatMap((name) => nearest(name, known) ?? []);
  const advice = meant.length > 0 ? `Did you mean ${meant.join(', ')}?` : `The columns: ${known.join(', ')}`;
  const details = error.problem.errors?.map(({ detail }) => detail).join(' ');
  throw usageFailure(details || error.message, unknown.length > 0 ? advice : undefined);
}

/** @param room for a line: columns that do not fit are left out, and named */
function pageLines({ data: rows, total_count, batch_id }: DataPage, room: number): string[] {
  if (rows.length === 0) return [batch_id === null ? 'Nothing is loaded.' : 'No rows.'];
  const all = Object.keys(rows[0]!);
  const names = all.slice(0, fitting(rows, all, room));
  const more = total_count > rows.length ? '; more with --limit, all with --all' : '';
  const left = all.slice(names.length);
  return [
    ...rowTableLines(rows, names),
    `${countText(rows.length)} of ${counted(total_count, 'row')}${more}`,
    ...(left.length > 0
      ? [`${counted(left.length, 'column')} did not fit: --columns, --csv or --json show ${left.join(', ')}`]
      : []),
  ];
}

/** How many of the columns fit beside each other; at least one. */
function fitting(rows: readonly Row[], names: readonly string[], room: number): number {
  let used = 0;
  const at = names.findIndex((name) => {
    used += 2 + Math.max(name.length, ...rows.map((row) => String(row[name] ?? '').length));
    return used - 2 > room;
  });
  return at < 0 ? names.length : Math.max(1, at);
}
