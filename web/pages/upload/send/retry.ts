import { mayGoBetter } from '../../../api/query-client.ts';
import { StorageRefusal } from './put-blob.ts';

const TRIES = 8;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Told when it waits before another try, and when it goes on. */
  readonly onWait?: (isWaiting: boolean) => void;
  readonly isWorthIt?: (error: unknown) => boolean;
}

const isWorthTrying = (error: unknown): boolean =>
  error instanceof StorageRefusal ? error.mayGoBetter : mayGoBetter(error);

/** Tries again what may go better a moment later, at growing intervals; at once when the network is back. */
export async function withRetries<T>(
  work: () => Promise<T>,
  { signal, onWait = () => {}, isWorthIt = isWorthTrying }: RetryOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (attempt >= TRIES || !isWorthIt(error)) throw error;
      onWait(true);
      await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)), signal).finally(() => onWait(false));
    }
  }
}

/** Some time, a bit more or less so that parts do not all come back at the same moment. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds * (0.75 + Math.random() / 2));
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  addEventListener('online', () => resolve(), { once: true, signal });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  });
}
