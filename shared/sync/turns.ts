import { type Lease, MAX_ATTEMPTS } from './lease.ts';

/**
 * Whose sync is next. A message of the queue only says that there is work: its worker looks which of the syncs that wait has
 * the turn. So nobody waits behind a neighbour's messages, and it works alike on every queue.
 *
 * Small syncs have workers of their own, which a large one never holds. In each lane a tenant has at most half of the
 * workers; who has fewer comes first; then who has waited longer, where a large sync counts as having come later.
 */
export const LANES = ['large', 'small'] as const;
export type Lane = (typeof LANES)[number];

/** A thousand rows have half a megabyte at most, and two megabytes are twenty thousand rows at most: loaded within seconds. */
const SMALL_BYTES = 2 * 1024 ** 2;
/** What a load reads in a second, about: a sync of twice the size lets others by that came so much later. */
const BYTES_A_SECOND = 50_000_000;
/** No sync waits longer than this for smaller ones that come after it. */
const MOST_DELAY_MS = 300_000;

type Queued = Pick<
  Lease,
  | 'tenant_id'
  | 'state'
  | 'sync_id'
  | 'is_ready'
  | 'attempts'
  | 'lease_until'
  | 'not_before'
  | 'load_bytes'
  | 'order'
  | 'queued_at'
>;

/** Orders that change what is live load nothing. */
export const laneOf = ({ load_bytes, order }: Pick<Queued, 'load_bytes' | 'order'>): Lane =>
  order !== null || (load_bytes !== null && load_bytes <= SMALL_BYTES) ? 'small' : 'large';

/** How many syncs of a lane one tenant may have at a time. */
const shareOf = (atATime: number): number => Math.max(1, Math.floor(atATime / 2));

const comesAt = ({ queued_at, load_bytes }: Queued): number =>
  Date.parse(queued_at) + Math.min(MOST_DELAY_MS, ((load_bytes ?? Number.POSITIVE_INFINITY) / BYTES_A_SECOND) * 1000);

/**
 * The syncs of a lane that may begin now, the next one first.
 * @param leases of all tenants, idle ones left out
 * @param atATime syncs of the lane that run at the same time
 * @param now epoch milliseconds
 */
export function nextTurns<L extends Queued>(
  leases: readonly L[],
  { lane, atATime, now }: { lane: Lane; atATime: number; now: number },
): L[] {
  const ofLane = leases.filter((lease) => laneOf(lease) === lane);
  const isRunning = ({ state, lease_until }: Queued) => state === 'RUNNING' && lease_until >= now;
  const running = new Map<string, number>();
  const count = ({ tenant_id }: Queued) => running.get(tenant_id) ?? 0;
  const begin = (lease: Queued) => running.set(lease.tenant_id, count(lease) + 1);
  for (const lease of ofLane.filter(isRunning)) begin(lease);
  // Also one whose worker is dead.
  const waiting = ofLane.filter(
    (lease) => lease.is_ready && !isRunning(lease) && lease.not_before <= now && lease.attempts < MAX_ATTEMPTS,
  );
  const turns: L[] = [];
  while (waiting.length > 0) {
    waiting.sort((a, b) => count(a) - count(b) || comesAt(a) - comesAt(b) || (a.sync_id < b.sync_id ? -1 : 1));
    const next = waiting.shift()!;
    if (count(next) >= shareOf(atATime)) break;
    begin(next);
    turns.push(next);
  }
  return turns;
}
