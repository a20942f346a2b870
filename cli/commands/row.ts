import { sliceQuery } from '../../shared/client/tranche-client.ts';
import { tablesOf } from '../../shared/contracts/contract.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import type { DataRow } from '../../shared/http/schemas/data.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { findingLines } from '../finding-lines.ts';
import { namedTable, sliceName } from '../slice-options.ts';
import { counted } from '../text/quantities.ts';
import { cellText, type ServedRow } from '../text/row-table.ts';

const KEYS_SHOWN = 20;

/** One loaded row by its key, with what is remarkable in it, and the rows that it has to do with. */
export async function row(
  context: CommandContext,
  slice: Slice,
  tableName: string,
  key: readonly (readonly [column: string, value: string])[],
): Promise<ExitCode> {
  const { terminal } = context;
  const table = namedTable(slice, tableName);
  const given = key.map(([column]) => column);
  if (table.key.some((column) => !given.includes(column)) || given.length !== table.key.length) {
    throw usageFailure(
      `A ${table.name} row is named by ${table.key.join(', ')}; given was ${given.join(', ')}.`,
      `npx tranche data ${sliceName(slice)} --type ${table.name} shows the values, as they must be given.`,
    );
  }
  const client = await context.client();
  const found = await client.getDataRow({
    ...sliceQuery(slice),
    data_type: table.name,
    ...Object.fromEntries(key.map(([column, value]) => [`key[${column}]`, value])),
  });
  if (terminal.json) await terminal.document(found);
  else await terminal.lines(...rowLines(context, slice, found));
  return EXIT.ok;
}

function rowLines({ terminal }: CommandContext, slice: Slice, found: DataRow): string[] {
  const { data_type, published_at, row: cells, findings, references, referring, origins } = found;
  const width = Math.max(...Object.keys(cells).map((name) => name.length));
  const section = (title: string, lines: readonly string[]) => (lines.length > 0 ? ['', title, ...lines] : []);
  return [
    `${terminal.style('bold', `${sliceName(slice)} ${data_type}`)} · published ${published_at}`,
    ...Object.entries(cells).map(([name, value]) => `${name.padEnd(width)}  ${cellText(value)}`.trimEnd()),
    ...section('What is remarkable in it:', findingLines(terminal, findings)),
    ...section(
      'It refers to:',
      references.map(({ file_type, columns, row: referred }) => {
        const by = columns.map((name) => cellText(cells[name])).join(' ');
        return `${file_type} ${referred === null ? `${by}, which is not there` : keyText(slice, file_type, referred)}`;
      }),
    ),
    ...section(
      'To it refer:',
      referring.map(({ file_type, ...related }) => relatedLine(slice, file_type, related)),
    ),
    ...section(
      'It comes from:',
      origins.map((origin) => relatedLine(slice, origin.data_type, origin)),
    ),
  ];
}

function relatedLine(
  slice: Slice,
  table: string,
  { rows, more }: { readonly rows: readonly ServedRow[]; readonly more: boolean },
): string {
  const count = more ? `more than ${counted(rows.length, 'row')}` : counted(rows.length, 'row');
  const keys = rows.slice(0, KEYS_SHOWN).map((each) => keyText(slice, table, each));
  const cut = more || rows.length > KEYS_SHOWN ? ', …' : '';
  return `${table}: ${count}${rows.length > 0 ? `: ${keys.join(', ')}${cut}` : ''}`;
}

const keyText = ({ contract }: Slice, name: string, cells: ServedRow): string => {
  const key = tablesOf(contract).find((table) => table.name === name)?.key ?? [];
  return key.map((column) => cellText(cells[column])).join(' ');
};
