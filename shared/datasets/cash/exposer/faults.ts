import { seededRandom } from '../../../contracts/samples.ts';

/** What can go wrong on demand. Shares of requests are from 0 to 1; what is left out does not happen. */
export interface Faults {
  /** Half of them are answered 500 at once, and half are cut off in the middle of a body. */
  readonly crashRate?: number;
  readonly throttleRate?: number;
  /** What `Retry-After` says to those, in seconds. */
  readonly retryAfter?: number;
  /** Of answers that are no whole JSON, though they look whole. */
  readonly garbleRate?: number;
  readonly slowRate?: number;
  readonly slowMs?: number;
  /** Of pages that end with the first rows of the next page. */
  readonly repeatRate?: number;
  /** Of pages, but for windows of one's own, that have one to five days. */
  readonly resizeRate?: number;
  /** Another seed, other requests that fail. */
  readonly seed?: number;
}

/** Instead of the answer. */
export type Failure = 'error' | 'cut' | 'throttle' | 'garble';

/** What becomes of one request. Places are in [0, 1). */
export interface Fate {
  readonly failure: Failure | undefined;
  /** Where an answer is cut off. */
  readonly cutAt: number;
  readonly isSlow: boolean;
  /** How many rows of the next page are repeated. */
  readonly repeated: number;
  /** How many days the page has; undefined for as many as usual. */
  readonly days: number | undefined;
}

export const DEFAULT_RETRY_AFTER = 1;
export const DEFAULT_SLOW_MS = 2_000;
const MOST_REPEATED = 3;

/** @throws {RangeError} when more than all requests would fail */
export function drawFates(faults: Faults, pageDays: number): () => Fate {
  const { crashRate = 0, throttleRate = 0, garbleRate = 0, slowRate = 0, repeatRate = 0, resizeRate = 0 } = faults;
  const failures = [
    ['error', crashRate / 2],
    ['cut', crashRate / 2],
    ['throttle', throttleRate],
    ['garble', garbleRate],
  ] as const;
  if (exceedsAll(faults)) throw new RangeError('Crashes, throttled and garbled requests are more than all requests.');
  const random = seededRandom(faults.seed ?? 1);
  return () => {
    // As many numbers for every request, whatever becomes of it: the fate of the nth request depends on the seed alone.
    let failing = random();
    const [cutAt, slow, repeat, rows, resize, days] = Array.from({ length: 6 }, random) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const failure = failures.find(([, rate]) => {
      failing -= rate;
      return failing < 0;
    })?.[0];
    return {
      failure,
      cutAt,
      isSlow: slow < slowRate,
      repeated: repeat < repeatRate ? 1 + Math.floor(rows * MOST_REPEATED) : 0,
      days: resize < resizeRate ? 1 + Math.floor(days * pageDays) : undefined,
    };
  };
}

/** Of crashed, throttled and garbled requests: none is two of these. Rates are decimals, whose sum may be a little off. */
export const exceedsAll = ({ crashRate = 0, throttleRate = 0, garbleRate = 0 }: Faults): boolean =>
  crashRate + throttleRate + garbleRate > 1 + 1e-9;
