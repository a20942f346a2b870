import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { FunctionCatalogue } from './function-catalogue.ts';
import { FunctionError } from './functions.ts';

export interface AsyncInvocationsOptions {
  /** Accepted events wait here as files until a function has taken them, so a killed process loses none. */
  readonly directory: string;
  readonly functions: FunctionCatalogue;
  /** Waits between attempts, ms. Lambda tries three times in all, with a minute and two minutes between. */
  readonly retryDelaysMs: readonly number[];
  /** Gets an event that no attempt could get through. */
  readonly onGivenUp: (failure: GivenUp) => Promise<void>;
}

export interface GivenUp {
  readonly functionName: string;
  readonly event: unknown;
  readonly error: FunctionError;
  readonly attempts: number;
}

const Accepted = z.object({ functionName: z.string(), event: z.unknown() });

/** Lambda's asynchronous invocation: accepted at once, kept until done, tried again when it fails. */
export class AsyncInvocations {
  readonly #options: AsyncInvocationsOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(options: AsyncInvocationsOptions) {
    this.#options = options;
    mkdirSync(options.directory, { recursive: true });
  }

  /** Takes up what an earlier process had accepted and not finished. */
  resume(): void {
    for (const name of readdirSync(this.#options.directory).sort()) {
      const file = path.join(this.#options.directory, name);
      if (!name.endsWith('.json')) {
        rmSync(file, { force: true });
        continue;
      }
      const { functionName, event } = Accepted.parse(JSON.parse(readFileSync(file, 'utf8')));
      this.#start(file, functionName, event);
    }
  }

  /** When this returns, the event is on disk. */
  accept(functionName: string, event: unknown): void {
    const file = path.join(this.#options.directory, `${Date.now()}-${randomUUID()}.json`);
    writeFileSync(`${file}.new`, JSON.stringify({ functionName, event }));
    renameSync(`${file}.new`, file);
    this.#start(file, functionName, event);
  }

  /** Resolves when everything accepted so far is done or given up. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** What is still under way stays on disk for the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.settled();
  }

  #start(file: string, functionName: string, event: unknown): void {
    const work = this.#run(file, functionName, event).finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  async #run(file: string, functionName: string, event: unknown): Promise<void> {
    const target = this.#options.functions.byName(functionName);
    const delays = this.#options.retryDelaysMs;
    for (let attempt = 0; target !== undefined; attempt++) {
      if (this.#stopping.signal.aborted) return;
      try {
        await target.invoke(event);
        break;
      } catch (error) {
        if (!(error instanceof FunctionError)) throw error;
        if (this.#stopping.signal.aborted) return;
        const delay = delays[attempt];
        if (delay === undefined) {
          await this.#options.onGivenUp({ functionName, event, error, attempts: attempt + 1 });
          break;
        }
        await sleep(delay, undefined, { signal: this.#stopping.signal }).catch(() => {});
      }
    }
    rmSync(file, { force: true });
  }
}
