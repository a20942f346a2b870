import { makeSyncRequested, type SyncRequested } from '../../events/sync-requested.ts';
import { readConfig } from '../config.ts';
import { correlated } from '../observability/correlation.ts';
import type { Logger } from '../observability/logger.ts';
import { type Lease, listLeases } from './lease.ts';
import { runSync } from './run-sync.ts';
import { sendSyncRequested } from './sync-queue.ts';
import { type Lane, nextTurns } from './turns.ts';

/** How often another worker may be faster. */
const TRIES = 10;

/**
 * Runs the sync whose turn it is in the lane of the message, which need not be the one that the message names; and when it
 * is over, sends a message for the next one. Every message counts for one start: what may not begin yet begins when another
 * sync ends, or by reconciliation.
 * @throws only if the state of a sync could not be written; the message is then delivered again
 */
export async function runTurn(message: SyncRequested, logger: Logger): Promise<void> {
  const { lane } = message;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const [turn] = await turnsOf(lane);
    if (turn === undefined) {
      logger.info('nothing may begin now', { lane });
      return;
    }
    const afterwards = await correlated(idsOf(turn), () => runSync(requestOf(turn, lane), logger));
    if (afterwards === undefined) continue;
    await wakeNext(lane, logger);
    await correlated(idsOf(turn), afterwards);
    return;
  }
}

const turnsOf = async (lane: Lane): Promise<Lease[]> => {
  const { lanes } = readConfig(['lanes']);
  const atATime = lane === 'large' ? lanes.LARGE_SYNCS : lanes.SMALL_SYNCS;
  return nextTurns(await listLeases(), { lane, atATime, now: Date.now() });
};

/** A failure is only logged: reconciliation sends the message too, though later. */
async function wakeNext(lane: Lane, logger: Logger): Promise<void> {
  try {
    const [next] = await turnsOf(lane);
    if (next) await correlated(idsOf(next), () => sendSyncRequested(requestOf(next, lane)));
  } catch (error) {
    logger.warn('the next sync was not woken', { error: error as Error });
  }
}

const idsOf = ({ tenant_id, sync_id, request_id }: Lease) => ({
  tenant_id,
  sync_id,
  // Whoever asked for the sync, not this delivery, is what its lines are found by.
  ...(request_id === null ? {} : { request_id }),
});

const requestOf = (lease: Lease, lane: Lane): SyncRequested =>
  makeSyncRequested({ dataset: lease.dataset, variant: lease.variant, lane, ...idsOf(lease) });
