import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedRequest, type TrancheClient } from '../../shared/client/tranche-client.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { Upload } from '../../shared/domain/upload.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure } from '../failure.ts';
import { followSync, startSync } from '../follow-sync.ts';
import { ProgressBoard, type ProgressState } from '../progress-board.ts';
import { sliceName } from '../slice-options.ts';
import { printable } from '../text/printable.ts';

/** A delivery of which a file was rejected is not loaded in part: not by this command, and not by the schedule. */
export async function giveUp(
  { terminal }: CommandContext,
  client: TrancheClient,
  delivery: readonly Upload[],
): Promise<void> {
  const sound = delivery.filter(({ status }) => status !== 'REJECTED');
  for (const { upload_id } of sound) await client.cancelUpload(upload_id);
  if (sound.length === 0) return;
  const names = sound.map(({ file_name }) => printable(file_name)).join(', ');
  terminal.warn(
    `Nothing of this delivery is loaded, because a file of it was rejected: ${names} was cancelled too. Mend that file, and send all of them again.`,
  );
}

/** The syncs that load these uploads: ours, or the schedule's where that was faster. */
export async function syncUploads(
  { terminal, interrupted }: CommandContext,
  client: TrancheClient,
  slice: Slice,
  uploads: readonly Upload[],
  { validateOnly = false }: { readonly validateOnly?: boolean | undefined },
): Promise<SyncLog[]> {
  const title = `sync of ${sliceName(slice)}`;
  const board = new ProgressBoard(terminal.progress, [title]);
  const show = (state: ProgressState) => board.set(title, state);
  const follow = (id: string) => followSync(client, id, { show, interrupted });
  const uploadIds = uploads.map(({ upload_id }) => upload_id);
  try {
    const { sync } = await startSync(client, slice, { validateOnly, uploadIds, show, interrupted });
    return [await follow(sync.id)];
  } catch (error) {
    if (!(error instanceof RefusedRequest) || error.code !== 'upload-not-staged') throw error;
    const now = await Promise.all(uploadIds.map((id) => client.getUpload(id)));
    const taken = now.filter(({ status, sync_id }) => TAKEN.includes(status) && sync_id !== null);
    if (taken.length === 0) throw error;
    const syncs: SyncLog[] = [];
    for (const id of new Set(taken.map(({ sync_id }) => sync_id!))) syncs.push(await follow(id));
    const left = now.filter((upload) => !taken.includes(upload));
    if (left.length > 0) throw tornDelivery(slice, taken, left);
    if (validateOnly && syncs.some((sync) => !sync.validate_only)) {
      terminal.warn(
        `The schedule was faster than --validate-only: the ${sliceName(slice)} files are loaded, not just checked.`,
      );
    }
    return syncs;
  }
}

const SETTLE_MS = 200;
const MOST_LOOKS = 50;

/** An upload whose sync has ended: what became of the file stands there a moment later. */
export async function settledUpload(
  client: TrancheClient,
  uploadId: string,
  interrupted: AbortSignal,
): Promise<Upload> {
  for (let look = 1; ; look += 1) {
    const upload = await client.getUpload(uploadId);
    if (upload.status !== 'SYNCING' || look === MOST_LOOKS) return upload;
    await sleep(SETTLE_MS, undefined, { signal: interrupted });
  }
}

const TAKEN: readonly Upload['status'][] = ['SYNCING', 'LOADED'];

function tornDelivery(slice: Slice, taken: readonly Upload[], left: readonly Upload[]): CommandFailure {
  const names = (uploads: readonly Upload[]) => uploads.map(({ file_name }) => printable(file_name)).join(', ');
  const [first] = taken;
  const ids = left.map(({ upload_id }) => `--upload ${upload_id}`).join(' ');
  return new CommandFailure(
    EXIT.failed,
    `Another sync, ${first!.sync_id}, took ${names(taken)} without ${names(left)} before this command could start its own.`,
    `What became of that: npx tranche changes ${first!.sync_id}. What is left: npx tranche sync ${sliceName(slice)} ${ids}, or send all of them again.`,
  );
}
