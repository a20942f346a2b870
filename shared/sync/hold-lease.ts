import { LEASE_MS, LeaseLost, type LeaseOwner } from './lease.ts';

export const HEARTBEAT_MS = 10_000;

/** A lease that is being kept. `signal` fires, with a LeaseLost as reason, once the lease is or may be another worker's. */
export interface KeptLease extends AsyncDisposable {
  readonly signal: AbortSignal;
  /** Ends the heartbeat, waiting for one under way. The lease itself stays as it is: release or requeue it. */
  stop(): Promise<void>;
}

/**
 * Heartbeats until stopped. A heartbeat that fails for another reason than a lost lease (the table cannot be reached) is
 * tried again at the next beat; when the lease has run out meanwhile, it counts as lost.
 */
export function holdLease<Hold extends LeaseOwner>(
  lease: { heartbeat(hold: Hold): Promise<void> },
  hold: Hold,
  {
    everyMs = HEARTBEAT_MS,
    leaseMs = LEASE_MS,
    clock = Date.now,
  }: { everyMs?: number; leaseMs?: number; clock?: () => number } = {},
): KeptLease {
  const lost = new AbortController();
  let heldUntil = clock() + leaseMs;
  let beating: Promise<void> | undefined;

  async function beat(): Promise<void> {
    const begun = clock();
    try {
      await lease.heartbeat(hold);
      heldUntil = begun + leaseMs;
    } catch (error) {
      if (error instanceof LeaseLost) lost.abort(error);
      else if (clock() >= heldUntil) lost.abort(new LeaseLost(hold));
    }
  }

  const timer = setInterval(() => {
    if (lost.signal.aborted) clearInterval(timer);
    else if (clock() >= heldUntil) lost.abort(new LeaseLost(hold));
    else
      beating ??= beat().finally(() => {
        beating = undefined;
      });
  }, everyMs);

  async function stop(): Promise<void> {
    clearInterval(timer);
    await beating;
  }

  return { signal: lost.signal, stop, [Symbol.asyncDispose]: stop };
}
