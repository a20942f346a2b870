import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgressState } from '../../cli/progress-board.ts';
import { sliceName } from '../../cli/slice-options.ts';
import { type DeliveryFile, sendFile } from '../../shared/client/send-file.ts';
import { RefusedRequest, type TrancheClient } from '../../shared/client/tranche-client.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { Upload } from '../../shared/domain/upload.ts';
import type { SampleCounts } from './sample-files.ts';

/** What one bank sends of one slice. */
export interface Delivery {
  readonly client: TrancheClient;
  readonly slice: Slice;
  /** Makes the files, if they are samples, and says where they are. */
  readonly prepare: () => Promise<{ readonly files: readonly DeliveryFile[]; readonly sample?: SampleCounts }>;
  /** Called when the files have been sent. */
  readonly cleanUp: () => Promise<void>;
}

/** What became of a delivery. */
export interface Outcome {
  readonly delivery: Delivery;
  readonly uploads: Readonly<Record<string, Upload>>;
  /** Usually one; two if the schedule came between the files. Oldest first. */
  readonly syncs: readonly SyncLog[];
  readonly sample: SampleCounts | undefined;
}

type Sent = Pick<Outcome, 'uploads' | 'sample'>;

const POLL_MS = { waiting: 1000, syncing: 500 };
/** A wait in which nothing moves for so long will not end by itself. */
const STALLED_AFTER_MS = 15 * 60_000;
const ENDED: readonly Upload['status'][] = ['LOADED', 'REJECTED', 'FAILED', 'SUPERSEDED', 'EXPIRED'];

/** Makes the files and sends them. */
export async function send(delivery: Delivery, show: (state: ProgressState) => void): Promise<Sent> {
  show({ status: 'PREPARING' });
  const { files, sample } = await delivery.prepare();
  const uploads: Record<string, Upload> = {};
  try {
    // Those that others refer to first: should the schedule come in between, these find them loaded.
    const orderOf = ({ fileType }: DeliveryFile) =>
      delivery.slice.contract.fileTypes.findIndex(({ name }) => name === fileType);
    for (const file of [...files].sort((a, b) => orderOf(a) - orderOf(b))) {
      show({ status: 'SENDING', detail: file.fileType });
      uploads[file.fileType] = await sendFile(delivery.client, file, {
        onProgress: (bytes, total) =>
          show({ status: 'SENDING', detail: file.fileType, progress: total === 0 ? 1 : bytes / total }),
      });
    }
  } finally {
    await delivery.cleanUp();
  }
  return { uploads, sample };
}

/**
 * Waits until everything that was sent is loaded or refused.
 * @param now start the sync instead of waiting for the schedule
 * @throws {RefusedRequest} {Error} when nothing moves any more
 */
export async function follow(
  delivery: Delivery,
  sent: Sent,
  { now, show }: { readonly now: boolean; readonly show: (state: ProgressState) => void },
): Promise<Outcome> {
  const { client, slice } = delivery;
  const uploads = { ...sent.uploads };
  const syncs = new Map<string, SyncLog>();
  let isStarted = !now;
  let seen = '';
  let seenAt = Date.now();
  for (;;) {
    for (const [fileType, upload] of Object.entries(uploads)) {
      if (ENDED.includes(upload.status)) continue;
      const current = await client.getUpload(upload.upload_id);
      // Files that a failed sync gave back name it no more, but it is theirs.
      uploads[fileType] = { ...current, sync_id: current.sync_id ?? upload.sync_id };
    }
    const all = Object.values(uploads);
    for (const id of new Set(all.flatMap(({ sync_id }) => sync_id ?? []))) {
      if (!hasEnded(syncs.get(id))) syncs.set(id, await client.getSync(id));
    }
    const state = stateOf(all, syncs, now);
    show(state);
    if (all.every((upload) => isOver(upload, syncs))) {
      const ordered = [...syncs.values()].sort((a, b) => (a.queued_at < b.queued_at ? -1 : 1));
      return { delivery, uploads, syncs: ordered, sample: sent.sample };
    }
    if (!isStarted && all.every(({ status }) => status !== 'AWAITING_UPLOAD'))
      isStarted = await startSync(client, slice);
    if (JSON.stringify(state) !== seen) {
      seen = JSON.stringify(state);
      seenAt = Date.now();
    } else if (Date.now() - seenAt > STALLED_AFTER_MS) {
      throw new Error(
        `${client.tenantId} ${sliceName(slice)} has been ${state.status} for ${STALLED_AFTER_MS / 60_000} minutes.`,
      );
    }
    await sleep(all.some(({ status }) => status === 'SYNCING') || now ? POLL_MS.syncing : POLL_MS.waiting);
  }
}

const hasEnded = (sync: SyncLog | undefined): boolean => sync?.status === 'COMPLETED' || sync?.status === 'FAILED';

/** A sync that failed by no fault of the file gives it back: it stays STAGED until somebody asks for it. */
function isOver(upload: Upload, syncs: ReadonlyMap<string, SyncLog>): boolean {
  const sync = upload.sync_id === null ? undefined : syncs.get(upload.sync_id);
  if (sync && !hasEnded(sync)) return false;
  return ENDED.includes(upload.status) || (upload.status === 'STAGED' && sync?.status === 'FAILED');
}

function stateOf(uploads: readonly Upload[], syncs: ReadonlyMap<string, SyncLog>, now: boolean): ProgressState {
  const running = [...syncs.values()].find((sync) => !hasEnded(sync));
  if (running) return { status: running.status, progress: running.progress };
  const pending = uploads.filter((upload) => !isOver(upload, syncs));
  if (pending.some(({ status }) => status === 'AWAITING_UPLOAD')) return { status: 'SENT', detail: 'being staged' };
  if (pending.some(({ status }) => status === 'STAGED')) {
    return { status: 'STAGED', detail: now ? 'asking for a sync' : 'waiting for the 60-second schedule' };
  }
  // Its sync has just ended.
  if (pending.length > 0) return { status: 'STORING' };
  const failed = [...syncs.values()].some(({ status }) => status === 'FAILED');
  const refused = uploads.find(({ status }) => status !== 'LOADED' && status !== 'FAILED' && status !== 'STAGED');
  return failed ? { status: 'FAILED' } : refused ? { status: refused.status } : { status: 'COMPLETED', progress: 1 };
}

/** @returns false if it should be tried again: another sync is running */
async function startSync(client: TrancheClient, slice: Slice): Promise<boolean> {
  try {
    await client.startSync(slice);
    return true;
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    // The schedule was faster.
    if (error.code === 'nothing-staged') return true;
    if (error.code === 'sync-in-progress') return false;
    throw error;
  }
}
