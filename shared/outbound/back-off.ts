import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 500;
const MOST_PAUSE_MS = 30_000;

/** Milliseconds to wait after so many failures: twice as long each time, in part random. */
export const pauseAfter = (failures: number): number =>
  Math.min(MOST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);

/**
 * Tries something until it goes well, or has failed so often.
 * @param passes whether a failure may pass
 * @throws what it failed with last, and the signal's reason
 */
export async function withBackOff<T>(
  attempts: number,
  signal: AbortSignal,
  passes: (error: unknown) => boolean,
  attempt: (failed: number) => Promise<T>,
): Promise<T> {
  for (let failed = 0; ; ) {
    try {
      return await attempt(failed);
    } catch (error) {
      signal.throwIfAborted();
      failed += 1;
      if (failed >= attempts || !passes(error)) throw error;
      await sleep(pauseAfter(failed), undefined, { signal });
    }
  }
}
