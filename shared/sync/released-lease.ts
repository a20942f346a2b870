import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { FINAL_STATUSES } from '../domain/sync.ts';
import type { SyncLogs } from '../operations/sync-logs.ts';
import type { Lease, SliceLease } from './lease.ts';

/** A worker releases its lease right after it has written the end into the log. */
const RELEASE_WAIT_MS = 3000;
const RELEASE_POLL_MS = 50;

/**
 * The lease. If its sync has ended according to the log, or it is held for a publication, waits until it is released: a
 * client that has seen a sync end may start the next one. If the worker died in between, the lease is returned as held,
 * and reconciliation takes care of it.
 */
export async function readReleased(lease: SliceLease, logs: SyncLogs): Promise<Lease | undefined> {
  const deadline = Date.now() + RELEASE_WAIT_MS;
  let current = await lease.read();
  while (current !== undefined && current.state !== 'IDLE' && Date.now() < deadline) {
    const status = current.order === null ? (await logs.get(current.sync_id))?.status : 'COMPLETED';
    if (status === undefined || !(FINAL_STATUSES as readonly string[]).includes(status)) return current;
    await sleep(RELEASE_POLL_MS);
    current = await lease.read();
  }
  return current;
}

export function inProgress(lease: Lease | undefined): Problem {
  if (lease?.order) return new Problem('sync-in-progress', serviceSentence('publication-under-way'));
  return new Problem(
    'sync-in-progress',
    lease ? serviceSentence('sync-under-way', { sync_id: lease.sync_id }) : serviceSentence('sync-of-another-request'),
  );
}
