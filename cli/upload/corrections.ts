import path from 'node:path';
import type { DeliveryFile } from '../../shared/client/send-file.ts';
import { sliceQuery, type TrancheClient } from '../../shared/client/tranche-client.ts';
import { sliceText } from '../../shared/domain/slice.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { CommandContext } from '../context.ts';
import { usageFailure } from '../failure.ts';
import { assertSyncId, findLive, LIVE } from '../find-sync.ts';
import { rejectedFileTypes } from '../missing-rows.ts';
import { correctingCommands, type FileToSend } from '../next-steps.ts';
import { whyNothingLoaded } from '../nothing-loaded.ts';
import { chosenSlices, type SliceOptions, sliceName } from '../slice-options.ts';
import { printable } from '../text/printable.ts';
import { counted } from '../text/quantities.ts';
import { holdsRejectedRows } from './rejected-rows.ts';

export interface CorrectionOptions extends SliceOptions {
  /** The id of a sync, or `live`. */
  readonly corrects?: string | undefined;
}

const SYNCS_LOOKED_AT = 20;

export const nameOf = ({ path: file }: DeliveryFile): string => printable(path.basename(file));

/** The sync that is named by its id: the files are of its slice. */
export async function syncToCorrect(client: TrancheClient, options: CorrectionOptions): Promise<SyncLog | undefined> {
  const { corrects } = options;
  if (corrects === undefined || corrects === LIVE) return undefined;
  assertSyncId(corrects, `, or ${LIVE}`);
  const sync = await client.getSync(corrects);
  const { isNamed, slices } = chosenSlices(undefined, options);
  if (!isNamed || slices.some(({ text }) => text === sliceText(sync))) return sync;
  const names = slices.map(sliceName).join(', ');
  throw usageFailure(`--corrects names a sync of ${sliceName(sync)}, and the options name ${names}.`);
}

/** By slice: the sync whose rows the files bring anew. */
export async function corrections(
  client: TrancheClient,
  files: readonly DeliveryFile[],
  { corrects }: CorrectionOptions,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (corrects === undefined) return found;
  for (const { slice } of files) {
    if (found.has(slice.text)) continue;
    const syncId = corrects === LIVE ? (await findLive(client, slice))?.sync_id : corrects;
    if (syncId === undefined) {
      throw usageFailure(
        `Nothing of ${sliceName(slice)} is live, so there is nothing to correct.`,
        'Leave --corrects out.',
      );
    }
    found.set(slice.text, syncId);
  }
  return found;
}

/** @throws {CommandFailure} for a file of rejected rows that would replace the rows that are live */
export async function refuseRejectedRows(
  { folder }: Pick<CommandContext, 'folder'>,
  client: TrancheClient,
  files: readonly DeliveryFile[],
  options: SliceOptions,
): Promise<void> {
  for (const file of files) {
    if (!(await holdsRejectedRows(file.path, [file]))) continue;
    const { slice, fileType } = file;
    const live = (await findLive(client, slice))?.files[fileType];
    if (live === undefined) continue;
    const rows = live.rows === null ? `${fileType} rows` : counted(live.rows, `${fileType} row`);
    const isNamed = chosenSlices(undefined, options).isNamed && files.every((each) => each.slice === slice);
    const delivery = files.map((each) => ({ file: typedPath(folder, each.path), fileType: each.fileType }));
    throw usageFailure(
      `${nameOf(file)} holds rejected rows of an earlier load. Sent as it is, it would replace the ${rows} of ${sliceName(slice)} that are live.`,
      `${await waysToSend(client, file, delivery, isNamed)}
If it is the whole file all the same: --whole`,
    );
  }
}

/** As it is typed in the folder of the command. */
function typedPath(folder: string, file: string): string {
  const below = path.relative(folder, file);
  return printable(below.startsWith('..') ? file : below);
}

/** Rejected rows are sent as a correction, unless the sync that rejected them loaded nothing: then there is none. */
async function waysToSend(
  client: TrancheClient,
  { slice, fileType }: DeliveryFile,
  delivery: readonly FileToSend[],
  isNamed: boolean,
): Promise<string> {
  const syncs = (await client.listSyncs({ ...sliceQuery(slice), limit: SYNCS_LOOKED_AT })).data;
  const rejecting = syncs.find((sync) => rejectedFileTypes(sync).includes(fileType));
  const unloaded = rejecting && whyNothingLoaded(rejecting);
  if (unloaded !== undefined) {
    return `The last sync that rejected ${fileType} rows is ${rejecting!.id}. ${unloaded}
A row that an earlier load rejected: npx tranche errors ${sliceName(slice)} --rejected FILE saves what the live book lacks, and says how it is sent.`;
  }
  const commands = correctingCommands(delivery, slice, LIVE, isNamed);
  return `To bring its rows anew and keep the others: ${commands.join(' && ')}`;
}
