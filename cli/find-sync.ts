import { sliceQuery, type TrancheClient } from '../shared/client/tranche-client.ts';
import type { SliceName } from '../shared/domain/slice.ts';
import type { SyncLog, SyncNotice } from '../shared/domain/sync.ts';
import { EXIT } from './exit-codes.ts';
import { CommandFailure, usageFailure } from './failure.ts';
import { rejectedRows } from './follow-sync.ts';
import { chosenQuery, chosenSlices, type SliceOptions, sliceName } from './slice-options.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const UUID_WITHIN = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i;

/** Means the sync that is live, where one is asked for. */
export const LIVE = 'live';

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

/** The sync of an id, or the last of a slice, or the last of the dataset. */
export async function findSync(
  client: TrancheClient,
  which: string | undefined,
  options: SliceOptions,
): Promise<SyncLog> {
  if (which !== undefined && UUID.test(which)) return client.getSync(which);
  const chosen = chosenSlices(which, options, 'the id of a sync, or ');
  const [last] = (await client.listSyncs({ ...chosenQuery(chosen), limit: 1 })).data;
  if (last) return last;
  const { slice, contract, isNamed } = chosen;
  throw new CommandFailure(
    EXIT.failed,
    `There was no sync${isNamed ? ` of ${slice ? sliceName(slice) : contract.name}` : ''} yet.`,
    'npx tranche upload FILE … --sync starts one.',
  );
}

/** The code of a correction's notice that rows of the corrected delivery are missing. */
const STILL_REJECTED = 'rows-still-rejected';
/** A correction corrects a correction, and so on: so many are looked at. */
const MOST_CORRECTIONS = 100;

/** What a correction says of rows that an earlier sync rejected and nobody has sent mended. */
export const stillRejected = ({ notices }: SyncLog): SyncNotice | undefined =>
  notices.find(({ code }) => code === STILL_REJECTED);

/**
 * The sync whose rejected rows are missing after a correction that has none itself. Undefined where nothing is missing.
 * It need not be one that was corrected: what refers to a file may be of a delivery before that of the file. So the notice is asked
 * first, which says it in words only; else it is the last of those corrected that rejected rows.
 */
export async function findRejecting(client: TrancheClient, sync: SyncLog): Promise<SyncLog | undefined> {
  const notice = stillRejected(sync);
  if (notice === undefined || rejectedRows(sync) > 0) return undefined;
  const named = UUID_WITHIN.exec(notice.detail)?.[0];
  if (named !== undefined) return client.getSync(named);
  for (let id = sync.corrects, looked = 0; id !== null && looked < MOST_CORRECTIONS; looked += 1) {
    const before = await client.getSync(id);
    if (rejectedRows(before) > 0) return before;
    id = before.corrects;
  }
  return undefined;
}

/** What is live of a slice; undefined before its first load. */
export const findLive = async (client: TrancheClient, slice: SliceName) =>
  (await client.listPublications({ ...sliceQuery(slice), limit: 1 })).data[0];
