import type { TrancheClient } from '../../shared/client/tranche-client.ts';
import type { Dataset } from '../../shared/contracts/contract.ts';
import { DATASETS } from '../../shared/datasets/registry.ts';
import type { PublicationBody } from '../../shared/domain/publication.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { assertSyncId } from '../find-sync.ts';
import { formerKeyLines, hashingCommand } from '../former-key.ts';
import { findMissing } from '../missing-rows.ts';
import { nextSteps } from '../next-steps.ts';
import { type ChosenSlices, chosenQueries, sliceName } from '../slice-options.ts';
import { reportSync } from '../sync-report.ts';
import { printable } from '../text/printable.ts';
import { counted, countText } from '../text/quantities.ts';
import { type TableColumn, tableLines } from '../text/table.ts';

export interface PublicationsOptions {
  readonly limit: number;
}

const REASONS_SHOWN = 5;

/** What was published, newest first; of all datasets where none is named. */
export async function publications(
  { terminal, client: connected }: CommandContext,
  chosen: ChosenSlices,
  { limit }: PublicationsOptions,
): Promise<ExitCode> {
  const client = await connected();
  const pages = await Promise.all(chosenQueries(chosen).map((query) => client.listPublications({ ...query, limit })));
  const [page, another] = pages;
  const all = pages.flatMap(({ data }) => data).sort((a, b) => Date.parse(b.published_at) - Date.parse(a.published_at));
  const data = all.slice(0, limit);
  const more = data.length < all.length || pages.some(({ next_cursor }) => next_cursor !== null);
  if (terminal.json) {
    // No cursor goes on with several lists.
    await terminal.document(another ? { data, more } : page);
    return EXIT.ok;
  }
  if (data.length === 0) {
    const of = chosen.slice ? sliceName(chosen.slice) : chosen.contract.name;
    await terminal.lines(`Nothing${chosen.isNamed ? ` of ${of}` : ''} was published yet.`);
    return EXIT.ok;
  }
  await terminal.lines(...publicationTables(data));
  if (more) await terminal.lines(`… and more: --limit N`);
  return EXIT.ok;
}

/** A table for each dataset: their columns are their files. */
const publicationTables = (publications: readonly PublicationBody[]): string[] =>
  DATASETS.flatMap((contract) => {
    const own = publications.filter(({ dataset }) => dataset === contract.name);
    if (own.length === 0) return [];
    return [
      '',
      ...tableLines(
        columnsOf(contract),
        own.map((each) => publicationCells(contract, each)),
      ),
    ];
  }).slice(1);

const columnsOf = ({ variants, fileTypes }: Dataset): readonly TableColumn[] => [
  { title: '' },
  { title: 'published' },
  { title: variants?.column.replaceAll('_', ' ') ?? 'dataset' },
  ...fileTypes.map(({ name }) => ({ title: `${name} rows`, align: 'right' as const })),
  { title: 'sync' },
  { title: 'by' },
  { title: 'reason' },
];

const publicationCells = ({ fileTypes }: Dataset, publication: PublicationBody): string[] => {
  const { live, restorable, published_at, files, sync_id, by, reason } = publication;
  return [
    live ? 'live' : restorable ? 'kept' : 'gone',
    published_at,
    sliceName(publication),
    ...fileTypes.map(({ name }) => {
      const file = files[name];
      return file === undefined ? '' : file.rows === null ? '?' : countText(file.rows);
    }),
    sync_id,
    printable(by),
    printable(reason ?? ''),
  ];
};

/** Makes visible what a sync loaded that waits for it. */
export const publish = (context: CommandContext, syncId: string): Promise<ExitCode> =>
  decide(context, syncId, (client) => client.publishSync(syncId));

/** Gives up what a sync loaded that waits to be published. */
export const discard = (context: CommandContext, syncId: string): Promise<ExitCode> =>
  decide(context, syncId, (client) => client.discardSync(syncId));

async function decide(
  { terminal, client: connected }: CommandContext,
  syncId: string,
  order: (client: TrancheClient) => Promise<SyncLog>,
): Promise<ExitCode> {
  assertSyncId(syncId);
  const client = await connected();
  const sync = await order(client);
  if (terminal.json) {
    await terminal.document(sync);
    return EXIT.ok;
  }
  const isPublished = sync.publication === 'published';
  await terminal.lines(
    isPublished ? `It is live since ${sync.published_at}.` : 'What was live is live. The files are kept.',
    ...(await reportSync(client, sync, REASONS_SHOWN)),
    ...(isPublished ? nextSteps(sync, await findMissing(client, sync)) : []),
  );
  return EXIT.ok;
}

/** Shows the book of an earlier sync again. */
export async function rollback(
  { terminal, client: connected }: CommandContext,
  syncId: string,
  { reason }: { readonly reason: string },
): Promise<ExitCode> {
  assertSyncId(syncId);
  const client = await connected();
  const sync = await client.getSync(syncId);
  const publication = await client.rollBack(sync, syncId, reason);
  if (terminal.json) await terminal.document(publication);
  else {
    const rows = Object.entries(publication.files).map(([name, file]) => counted(file.rows ?? 0, `${name} row`));
    await terminal.lines(
      `Live of ${sliceName(sync)} is the book of the sync ${publication.sync_id}: ${rows.join(', ')}.`,
      ...formerKeyLines(publication).map((line) => `${line} ${hashingCommand(sync)} hashes them anew.`),
    );
  }
  return EXIT.ok;
}
