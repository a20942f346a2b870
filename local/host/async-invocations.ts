import { setTimeout as sleep } from 'node:timers/promises';
import { FunctionError, type LocalFunction } from './functions.ts';

export interface AsyncInvocationsOptions {
  /** Waits between attempts, ms. Lambda tries three times in all, with a minute and two minutes between. */
  readonly retryDelaysMs: readonly number[];
  /** Gets an event that no attempt could get through. */
  readonly onGivenUp: (failure: GivenUp) => Promise<void>;
}

export interface GivenUp {
  readonly functionArn: string;
  readonly event: unknown;
  readonly error: FunctionError;
  readonly attempts: number;
}

/** Lambda's asynchronous invocation: nobody waits for the result, and it is tried again when it fails. */
export class AsyncInvocations {
  readonly #options: AsyncInvocationsOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(options: AsyncInvocationsOptions) {
    this.#options = options;
  }

  /**
   * Resolves when the event is dealt with: taken by the function, or given up and reported. Until then whoever sent it
   * must keep it. @throws {FunctionError} when the host stops first
   */
  invoke(target: LocalFunction, event: unknown): Promise<void> {
    const work = this.#run(target, event);
    const settled = work
      .catch(() => {})
      .finally(() => {
        this.#running.delete(settled);
      });
    this.#running.add(settled);
    return work;
  }

  /** Begins no further attempt, and resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#running);
  }

  async #run(target: LocalFunction, event: unknown): Promise<void> {
    const { signal } = this.#stopping;
    for (let attempts = 1; ; attempts++) {
      try {
        await target.invoke(event);
        return;
      } catch (error) {
        if (!(error instanceof FunctionError) || signal.aborted) throw error;
        const delay = this.#options.retryDelaysMs[attempts - 1];
        if (delay === undefined) {
          await this.#options.onGivenUp({ functionArn: target.setup.functionArn, event, error, attempts });
          return;
        }
        await sleep(delay, undefined, { signal }).catch(() => {
          throw error;
        });
      }
    }
  }
}
