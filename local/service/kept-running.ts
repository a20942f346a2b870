import { setTimeout as sleep } from 'node:timers/promises';

/** A process that may end although nobody asked it to. */
export interface Engine {
  stop(): Promise<void>;
  /** Called once, and not when it was stopped. */
  onExit(callback: (code: number | null) => void): void;
}

export interface KeptRunningOptions {
  readonly name: string;
  /** What an operator should read. */
  readonly log: (line: string) => void;
  /** Called when it cannot be had back. */
  readonly onGone: (engine: string) => void;
  /** As long as it takes to see that it is away, in `/health` too. */
  readonly pauseMs?: number;
}

const PAUSE_MS = 3000;
/** Starts that fail one after the other. */
const ATTEMPTS = 5;

/**
 * An engine that is started again when it ends by itself, as in AWS, where a machine that is gone is replaced. Meanwhile the
 * service says that it is down, and what can wait is tried again.
 * @param start must give the same addresses each time
 */
export async function keptRunning<E extends Engine>(
  start: () => Promise<E>,
  { name, log, onGone, pauseMs = PAUSE_MS }: KeptRunningOptions,
): Promise<{ readonly first: E; stop(): Promise<void> }> {
  const stopping = new AbortController();
  let current = await start();
  let returning: Promise<void> | undefined;
  const first = current;
  watch(first);
  return {
    first,
    stop: async () => {
      stopping.abort();
      await returning;
      await current.stop();
    },
  };

  function watch(engine: E): void {
    engine.onExit((code) => {
      if (stopping.signal.aborted) return;
      log(`${name} ended unexpectedly (${code === null ? 'killed' : `code ${code}`}); it is started again.`);
      returning = startAgain();
    });
  }

  async function startAgain(): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        current = await start();
        watch(current);
        log(`${name} is back.`);
        return;
      } catch (error) {
        log(`${name} could not be started again: ${(error as Error).message}`);
      }
    }
    onGone(name);
  }
}
