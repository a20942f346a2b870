import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedRequest, type SyncChoice, sliceQuery, type TrancheClient } from '../shared/client/tranche-client.ts';
import type { SliceName } from '../shared/domain/slice.ts';
import type { SyncLog } from '../shared/domain/sync.ts';
import type { ProgressState } from './progress-board.ts';

const POLL_MS = 400;

/** Failures by the files themselves; any other is the service's. */
const FAILURES_OF_FILES = [
  'error-rate-exceeded',
  'nothing-valid',
  'file-unreadable',
  'file-changed',
  'removes-too-much',
  'control-total-mismatch',
];

export const hasEnded = ({ status }: SyncLog): boolean => status === 'COMPLETED' || status === 'FAILED';

export const rejectedRows = ({ files }: SyncLog): number =>
  Object.values(files).reduce((rows, file) => rows + (file.rejected_rows ?? 0), 0);

/** Whether the sync failed through its files. */
export const isFailedByFiles = ({ failure }: SyncLog): boolean =>
  failure !== null && FAILURES_OF_FILES.some((code) => failure.type.endsWith(`/${code}`));

/** Waits for the end of a sync, however long it takes. @param show told how far it is */
export async function followSync(
  client: TrancheClient,
  syncId: string,
  { show, interrupted }: { show: (state: ProgressState) => void; interrupted: AbortSignal },
): Promise<SyncLog> {
  for (;;) {
    const sync = await client.getSync(syncId);
    show({ status: sync.status, progress: sync.progress });
    if (hasEnded(sync)) return sync;
    await sleep(POLL_MS, undefined, { signal: interrupted });
  }
}

/**
 * Starts a sync of the uploads that are named, or of what is staged, and waits first for one that runs already. If that one
 * has taken all there was, it is the answer.
 * @throws {RefusedRequest} `nothing-staged` `upload-not-staged` {…}
 */
export async function startSync(
  client: TrancheClient,
  slice: SliceName,
  { show, interrupted, ...choice }: SyncChoice & { show: (state: ProgressState) => void; interrupted: AbortSignal },
): Promise<{ sync: SyncLog; isOurs: boolean }> {
  let before: SyncLog | undefined;
  for (;;) {
    try {
      return { sync: await client.startSync(slice, choice), isOurs: true };
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error;
      if (error.code === 'nothing-staged' && before) return { sync: before, isOurs: false };
      if (error.code !== 'sync-in-progress') throw error;
    }
    const running = (await client.listSyncs({ ...sliceQuery(slice), limit: 1 })).data[0];
    if (running && !hasEnded(running)) {
      show({ status: 'WAITING', detail: 'another sync is running' });
      before = await followSync(client, running.id, {
        show: (state) => show({ ...state, detail: 'a sync that was running already' }),
        interrupted,
      });
    } else await sleep(POLL_MS, undefined, { signal: interrupted });
  }
}
