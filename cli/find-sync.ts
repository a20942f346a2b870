import { type Query, sliceQuery, type TrancheClient } from '../shared/client/tranche-client.ts';
import type { Slice } from '../shared/contracts/slice.ts';
import { allSlices } from '../shared/datasets/registry.ts';
import type { Page } from '../shared/domain/pagination.ts';
import type { SliceName } from '../shared/domain/slice.ts';
import type { SyncLog } from '../shared/domain/sync.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { CommandFailure, usageFailure } from './failure.ts';
import {
  type ChosenSlices,
  chosenQueries,
  chosenSlices,
  hasTable,
  knownSlice,
  type SliceOptions,
  sliceName,
  unknownTable,
} from './slice-options.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Means the sync that is live, where one is asked for. */
export const LIVE = 'live';

/** Whether a sync is named by its id. */
export const isSyncId = (which: string | undefined): which is string => which !== undefined && UUID.test(which);

/** @throws {CommandFailure} for what is no id */
export function assertSyncId(given: string, orElse = ''): void {
  if (UUID.test(given)) return;
  throw usageFailure(
    `Expected the id of a sync${orElse}; got ${JSON.stringify(given)}.`,
    'npx tranche status and npx tranche publications show the ids.',
  );
}

/** @throws {CommandFailure} for what is no id */
export function assertUploadId(given: string): void {
  if (UUID.test(given)) return;
  throw usageFailure(
    `Expected the id of an upload; got ${JSON.stringify(given)}.`,
    'npx tranche status --json shows the ids of what is staged; upload said them too.',
  );
}

/** The sync of an id, or the last of a slice, or of a dataset, or of all. Which one it is, is said where that is a guess. */
export async function findSync(
  { terminal }: Pick<CommandContext, 'terminal'>,
  client: TrancheClient,
  which: string | undefined,
  options: SliceOptions & { readonly fileType?: string | undefined },
): Promise<SyncLog> {
  if (isSyncId(which)) return client.getSync(which);
  const chosen = chosenSlices(which, options, 'the id of a sync, or ');
  const { slice, slices, contract, isNamed } = chosen;
  const last = await newest(
    chosenQueries(chosen, options.fileType),
    (query) => client.listSyncs(query),
    ({ queued_at }) => queued_at,
  );
  if (last) {
    if (!isNamed || slices.length > 1) terminal.note(`Of the last sync there was, of ${sliceName(last)}: ${last.id}`);
    return last;
  }
  throw new CommandFailure(
    EXIT.failed,
    `There was no sync${isNamed ? ` of ${slice ? sliceName(slice) : contract.name}` : ''} yet.`,
    'npx tranche upload FILE … --sync starts one.',
  );
}

/**
 * The slice whose rows are asked for: the one that is named, or of those that are possible the one that was published last.
 * Which one it is, is said where that is a guess.
 * @param table that the rows are of, if it is named: then only slices that have it
 */
export async function findSlice(
  { terminal }: Pick<CommandContext, 'terminal'>,
  client: TrancheClient,
  { slice, slices, isNamed }: ChosenSlices,
  table: string | undefined,
): Promise<Slice> {
  if (slice) return slice;
  const within = isNamed ? slices : allSlices;
  const possible = within.filter(({ contract }) => table === undefined || hasTable(contract, table));
  const [only, another] = possible;
  if (!only) throw unknownTable(table, within);
  if (!another) return only;
  const last = await newest(
    [...new Set(possible.map(({ dataset }) => dataset))].map((dataset) => ({ dataset })),
    (query) => client.listPublications(query),
    ({ published_at }) => published_at,
  );
  if (!last) {
    throw new CommandFailure(
      EXIT.failed,
      'Nothing is loaded yet.',
      'npx tranche upload FILE … --sync loads something.',
    );
  }
  terminal.note(`Of ${sliceName(last)}, which was published last.`);
  return knownSlice(last);
}

/** The newest there is of several lists, each of which begins with its own newest. */
async function newest<Item>(
  queries: readonly Query[],
  list: (query: Query) => Promise<Page<Item>>,
  timeOf: (item: Item) => string,
): Promise<Item | undefined> {
  const pages = await Promise.all(queries.map((query) => list({ ...query, limit: 1 })));
  const found = pages.flatMap(({ data }) => data);
  return found.sort((a, b) => Date.parse(timeOf(b)) - Date.parse(timeOf(a)))[0];
}

/** What is live of a slice; undefined before its first load. */
export const findLive = async (client: TrancheClient, slice: SliceName) =>
  (await client.listPublications({ ...sliceQuery(slice), limit: 1 })).data[0];
