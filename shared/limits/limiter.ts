import { POLICIES, type Policy, type PolicyName, type Quotas, WINDOW_SECONDS } from '../domain/limits.ts';
import type { Logger } from '../observability/logger.ts';
import type { CounterStore } from './counter-store.ts';
import { secondsLeft, windowAt } from './window.ts';

/** That a request counts towards a policy, and for whom. */
export interface Hit {
  readonly policy: PolicyName;
  readonly subject: string;
}

/** How far a count has come. */
export interface Standing {
  readonly policy: PolicyName;
  readonly quota: number;
  readonly remaining: number;
  /** Until the window ends. */
  readonly resetSeconds: number;
  readonly exceeded: boolean;
}

export interface Admission {
  /** False as soon as one of the policies says so. */
  readonly allowed: boolean;
  readonly standings: readonly Standing[];
  /** Policies that could not be counted. */
  readonly uncounted: readonly PolicyName[];
}

export interface Limiter {
  /** Counts a request. Never throws: what cannot be counted is in `uncounted`. */
  count(hits: readonly Hit[]): Promise<Admission>;
  /** The refusal of a request that is known to be one too many, without asking the store. */
  refusal(hits: readonly Hit[]): Admission | undefined;
}

export interface LimiterOptions {
  readonly quotas: Quotas;
  /** Called when there is something to count for the first time. */
  readonly store: () => CounterStore;
  readonly logger: Logger;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
}

/** After a failure the store is left alone for a moment, so that not every request waits for it. */
const PAUSE_MS = 1000;
const LOG_EVERY_MS = 60_000;
const MOST_REMEMBERED = 10_000;
const BLOCKS_AT_LEAST = 100;

/**
 * Fixed windows of a minute, by the clock: in each of them exactly `quota` requests pass, however many processes count. A
 * count never goes down within a window, so a process that has seen one used up refuses the rest of the window by itself.
 */
export function limiterOf({ quotas, store, logger, clock = Date.now }: LimiterOptions): Limiter {
  /** Until when a count is used up: epoch milliseconds. */
  const usedUp = new Map<string, number>();
  const blocks = new Map<
    string,
    { readonly standing: Promise<Standing | undefined>; readonly untilMs: number; left: number }
  >();
  let counters: CounterStore | undefined;
  let pausedUntil = 0;
  let loggedAt = Number.NEGATIVE_INFINITY;
  let uncountedSince = 0;

  const limited = (hits: readonly Hit[]) =>
    hits.flatMap(({ policy, subject }) => {
      const quota = quotas[policy];
      return quota === undefined ? [] : [{ policy, quota, counter: `${policy}#${subject}` }];
    });

  function standing(policy: PolicyName, quota: number, used: number, nowMs: number): Standing {
    return {
      policy,
      quota,
      remaining: Math.max(0, quota - used),
      resetSeconds: secondsLeft(windowAt(nowMs, WINDOW_SECONDS), nowMs),
      exceeded: used > quota,
    };
  }

  function refusal(hits: readonly Hit[]): Admission | undefined {
    const now = clock();
    const standings = limited(hits)
      .filter(({ counter }) => (usedUp.get(counter) ?? 0) > now)
      .map(({ policy, quota }) => standing(policy, quota, quota + 1, now));
    return standings.length === 0 ? undefined : { allowed: false, standings, uncounted: [] };
  }

  function remember(counter: string, untilMs: number, nowMs: number): void {
    if (usedUp.size >= MOST_REMEMBERED) {
      for (const [known, until] of usedUp) if (until <= nowMs) usedUp.delete(known);
      if (usedUp.size >= MOST_REMEMBERED) usedUp.clear();
    }
    usedUp.set(counter, untilMs);
  }

  /** One of a block that this process has counted, where the policy is counted in such. */
  function take(policy: PolicyName, quota: number, counter: string): Promise<Standing | undefined> {
    const size = blockOf(POLICIES[policy], quota);
    if (size === 1) return add(policy, quota, counter);
    const now = clock();
    const held = blocks.get(counter);
    if (held && held.left > 0 && held.untilMs > now) {
      held.left -= 1;
      return held.standing;
    }
    if (blocks.size >= MOST_REMEMBERED) blocks.clear();
    const untilMs = windowAt(now, WINDOW_SECONDS).end * 1000;
    const standing = add(policy, quota, counter, size);
    blocks.set(counter, { standing, untilMs, left: size - 1 });
    return standing;
  }

  async function add(policy: PolicyName, quota: number, counter: string, hits?: number): Promise<Standing | undefined> {
    const now = clock();
    if (now < pausedUntil) return miss();
    const window = windowAt(now, WINDOW_SECONDS);
    try {
      counters ??= store();
      const used = await counters.add(counter, window, hits);
      if (used > quota) remember(counter, window.end * 1000, now);
      return standing(policy, quota, used, now);
    } catch (error) {
      pausedUntil = clock() + PAUSE_MS;
      return miss(error as Error);
    }
  }

  function miss(error?: Error): undefined {
    uncountedSince += 1;
    if (error === undefined || clock() - loggedAt < LOG_EVERY_MS) return;
    loggedAt = clock();
    logger.error('requests are not counted, so limits do not hold and nobody can sign in', {
      uncounted: uncountedSince,
      error,
    });
    uncountedSince = 0;
  }

  return {
    refusal,
    async count(hits) {
      const known = refusal(hits);
      if (known) return known;
      const counted = await Promise.all(
        limited(hits).map(async ({ policy, quota, counter }) => ({
          policy,
          standing: await take(policy, quota, counter),
        })),
      );
      const standings = counted.flatMap(({ standing }) => (standing ? [standing] : []));
      return {
        allowed: standings.every(({ exceeded }) => !exceeded),
        standings,
        uncounted: counted.flatMap(({ policy, standing }) => (standing ? [] : [policy])),
      };
    },
  };
}

/** A small quota is not counted in blocks that would use it up. */
const blockOf = ({ block = 1 }: Policy, quota: number): number =>
  Math.max(1, Math.min(block, Math.floor(quota / BLOCKS_AT_LEAST)));

/** Whether a request may go on although not all of its policies could be counted. */
export const mayGoUncounted = ({ uncounted }: Admission): boolean =>
  uncounted.every((policy) => POLICIES[policy].uncounted === 'allowed');
