import type { TrancheClient } from '../../shared/client/tranche-client.ts';
import type { ChangedRow, FileChanges, RowChange, SyncChanges } from '../../shared/domain/changes.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findSync } from '../find-sync.ts';
import { type SliceOptions, sliceName } from '../slice-options.ts';
import { inTableOrder } from '../table-order.ts';
import { printable, quotedText } from '../text/printable.ts';
import { counted, countText } from '../text/quantities.ts';
import { tableLines } from '../text/table.ts';

export interface ChangesOptions extends SliceOptions {
  readonly rows?: RowChange | undefined;
  readonly fileType?: string | undefined;
  readonly limit: number;
  readonly all?: boolean | undefined;
}

const MOST_OF_A_PAGE = 1000;
const COLUMNS_SHOWN = 12;

/** What a sync changed, or would change if it were published: counts, or the rows behind them. */
export async function changes(
  context: CommandContext,
  which: string | undefined,
  options: ChangesOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const client = await context.client();
  const sync = await findSync(context, client, which, options);
  if (options.rows !== undefined) return listRows(context, client, sync, options.rows, options);
  const found = await client.getChanges(sync.id);
  if (terminal.json) await terminal.document(found);
  else await terminal.lines(...changesLines(context, found, options));
  return EXIT.ok;
}

function changesLines({ terminal }: CommandContext, found: SyncChanges, { fileType: only }: ChangesOptions): string[] {
  const { sync_id, dataset, published_at, compared_with, files } = found;
  const state = published_at === null ? 'not published' : `published ${published_at}`;
  return [
    `${terminal.style('bold', sliceName(found))} · sync ${sync_id} · ${state}`,
    `against the sync ${compared_with.sync_id}, published ${compared_with.published_at}`,
    ...inTableOrder(dataset, files).flatMap(([fileType, file]) =>
      file === null || (only !== undefined && only !== fileType) ? [] : ['', ...fileLines(fileType, file)],
    ),
  ];
}

function fileLines(fileType: string, file: FileChanges): string[] {
  if (!file.delivered) return [`${fileType}: ${counted(file.rows_after, 'row')}, as before: no such file came`];
  const columns = Object.entries(file.changed_columns)
    .filter(([, rows]) => rows > 0)
    .sort(([, a], [, b]) => b - a);
  const totals = Object.entries(file.totals).filter(([, { before, after }]) => before !== after);
  const counts = (['added', 'removed', 'changed', 'unchanged'] as const).map(
    (name) => `${countText(file[name])} ${name}`,
  );
  return [
    `${fileType}: ${countText(file.rows_before)} → ${counted(file.rows_after, 'row')}: ${counts.join(', ')}`,
    ...columns.slice(0, COLUMNS_SHOWN).map(([name, rows]) => `  ${name} differs in ${countText(rows)}`),
    ...(columns.length > COLUMNS_SHOWN ? [`  … and ${columns.length - COLUMNS_SHOWN} more columns`] : []),
    ...(totals.length === 0
      ? []
      : tableLines(
          [{ title: '  sum of' }, { title: 'before', align: 'right' }, { title: 'after', align: 'right' }],
          totals.map(([name, { before, after }]) => [`  ${name}`, before ?? '', after]),
        )),
  ];
}

async function listRows(
  { terminal }: CommandContext,
  client: TrancheClient,
  { id: syncId, dataset, files }: SyncLog,
  change: RowChange,
  { fileType: named, limit, all = false }: ChangesOptions,
): Promise<ExitCode> {
  const fileType = named ?? inTableOrder(dataset, files)[0]?.[0];
  const query = { change, file_type: fileType };
  if (!all) {
    const page = await client.listChangedRows(syncId, { ...query, limit });
    if (terminal.json) await terminal.document(page);
    else {
      await terminal.lines(
        ...(page.data.length > 0 ? page.data.flatMap(rowLines) : [`No ${fileType} row was ${change}.`]),
      );
      if (page.next_cursor !== null) await terminal.lines('… and more: --limit N, or --all');
    }
    return EXIT.ok;
  }
  let cursor: string | undefined;
  do {
    const page = await client.listChangedRows(syncId, { ...query, cursor, limit: MOST_OF_A_PAGE });
    for (const row of page.data) {
      if (terminal.json) await terminal.write(`${JSON.stringify(row)}\n`);
      else await terminal.lines(...rowLines(row));
    }
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return EXIT.ok;
}

const SIGNS: Readonly<Record<RowChange, string>> = { added: '+', removed: '-', changed: '~' };

/** A row by its key; of a changed one each value before and after. */
const rowLines = ({ change, record_key, changed_columns, before, after }: ChangedRow): string[] => [
  `${SIGNS[change]} ${printable(record_key)}`,
  ...changed_columns.map((name) => `    ${name}: ${valueText(before?.[name])} → ${valueText(after?.[name])}`),
];

const valueText = (value: string | number | boolean | readonly (string | number)[] | null | undefined): string =>
  typeof value === 'string' ? quotedText(value) : String(value ?? 'empty');
