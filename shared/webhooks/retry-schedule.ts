import { RETRY_SECONDS } from '../domain/webhook.ts';

/** Added at random, so that what failed together does not come again together. */
const JITTER = 0.1;

/**
 * Seconds until the next attempt; undefined where there is none.
 * @param made attempts that were made, the one that has just failed among them
 * @param retryAfter what its answer asks for: honoured up to the step after this one
 */
export function secondsToNext(
  made: number,
  retryAfter: string | null,
  now: number,
  random: () => number = Math.random,
): number | undefined {
  const step = RETRY_SECONDS[made - 1];
  if (step === undefined) return undefined;
  const longest = RETRY_SECONDS[made] ?? step;
  const asked = Math.min(secondsAsked(retryAfter, now) ?? 0, longest);
  return Math.max(step, asked) * (1 + JITTER * random());
}

/** `Retry-After` is seconds or an HTTP date. */
function secondsAsked(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : (date - now) / 1000;
}
