import type { SyncRequested } from '../../events/sync-requested.ts';
import { readConfig } from '../config.ts';
import { queueSender } from '../observability/traced-queue.ts';
import type { Lane } from './turns.ts';

const queue = () => readConfig(['queue']).queue;

const SENDERS: Readonly<Record<Lane, (message: SyncRequested) => Promise<void>>> = {
  large: queueSender(() => queue().SYNC_QUEUE_URL, { carriesTrace: true }),
  small: queueSender(() => queue().SMALL_SYNC_QUEUE_URL, { carriesTrace: true }),
};

/** Asks run-sync for a sync. Sending it twice is harmless: the lease lets one worker in. */
export const sendSyncRequested = (message: SyncRequested): Promise<void> => SENDERS[message.lane](message);
