import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { describeError, type ErrorDescription } from '../../shared/observability/describe-error.ts';
import { maskSecrets } from '../../shared/observability/mask-secrets.ts';
import type { InvocationMessage, WorkerMessage, WorkerSetup } from './worker-messages.ts';

export interface FunctionSetup extends WorkerSetup {
  readonly timeoutMs: number;
  /** The whole environment: nothing of this process' own gets in. */
  readonly environment: Readonly<Record<string, string>>;
  /** Invocations that one worker takes at a time. Lambda takes one; more share memory, connections and one thread. */
  readonly perWorker: number;
  /** From so many on that the least busy worker has, another one is started for those to come. */
  readonly busyFrom: number;
  /** Workers at most; further invocations wait. */
  readonly maxWorkers: number;
  /** Gets every line that the function writes, and one for each invocation that failed. */
  readonly log: (line: string) => void;
  /** Told of every invocation that failed by the function's own doing. */
  readonly onFailure: (error: FunctionError) => void;
}

export type FailureKind =
  /** The handler threw. */
  | 'error'
  /** It did not end in time, and its worker was ended. */
  | 'timeout'
  /** Its worker died, ran out of memory, or could not start. */
  | 'crash'
  /** Another invocation took the worker down, or the host is stopping. */
  | 'interrupted';

export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly kind: FailureKind;
  /** What the handler threw, as far as it may be shown in a log. */
  readonly description: ErrorDescription;

  constructor(functionName: string, kind: FailureKind, description: ErrorDescription) {
    super(`${functionName}: ${kind}: ${description.name}: ${description.message}`);
    this.kind = kind;
    this.description = description;
  }
}

export interface InvocationOptions {
  readonly requestId?: string;
  /** Whoever it is for: what one caller has under way goes to one worker, so that the others' answers do not wait behind it. */
  readonly caller?: string | undefined;
}

interface Invocation extends InvocationOptions {
  readonly event: unknown;
  readonly requestId: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: FunctionError) => void;
}

/**
 * Lambda allows a function ten seconds to start. A machine that is busy with other things takes longer, and to end a thread that is
 * still loading may take the whole process with it.
 */
const START_TIMEOUT_MS = 60_000;

/** One function of the template: worker threads with its own environment and its real timeout. */
export class LocalFunction {
  readonly setup: FunctionSetup;
  readonly #workers = new Set<FunctionWorker>();
  readonly #waiting: Invocation[] = [];
  #stopped = false;

  constructor(setup: FunctionSetup) {
    this.setup = setup;
  }

  /** @throws {FunctionError} */
  async invoke(event: unknown, { requestId = randomUUID(), caller }: InvocationOptions = {}): Promise<unknown> {
    if (this.#stopped) throw this.#failure('interrupted', 'the host is stopping');
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.push({ event, requestId, caller, resolve, reject });
        this.#dispatch();
      });
    } catch (error) {
      if (error instanceof FunctionError) this.#report(error, requestId);
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const invocation of this.#waiting.splice(0)) {
      invocation.reject(this.#failure('interrupted', 'the host is stopping'));
    }
    await Promise.all([...this.#workers].map((worker) => worker.end('interrupted', 'the host is stopping')));
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const { caller } = this.#waiting[0]!;
      let worker = this.#workerFor(caller);
      const isBusy = worker === undefined || worker.inFlight >= this.setup.busyFrom;
      const further = isBusy && this.#workers.size < this.setup.maxWorkers ? this.#addWorker() : undefined;
      // One that runs answers sooner than one that starts.
      worker ??= further;
      if (worker === undefined) return;
      worker.run(this.#waiting.shift()!);
    }
  }

  /** Of those that can take one more: the one that works for the caller already, else the least busy. */
  #workerFor(caller: string | undefined): FunctionWorker | undefined {
    const free = [...this.#workers].filter(({ inFlight }) => inFlight < this.setup.perWorker);
    return (
      free.find((worker) => worker.worksFor(caller)) ??
      free.toSorted((a, b) => Number(b.isReady) - Number(a.isReady) || a.inFlight - b.inFlight)[0]
    );
  }

  #addWorker(): FunctionWorker {
    const worker = new FunctionWorker(this.setup, {
      free: () => this.#dispatch(),
      gone: () => {
        this.#workers.delete(worker);
        this.#dispatch();
      },
    });
    this.#workers.add(worker);
    return worker;
  }

  #report(error: FunctionError, requestId: string): void {
    const { kind, description } = error;
    const about = { level: 'ERROR', service: 'tranche', component: 'host', request_id: requestId };
    const line = { timestamp: new Date().toISOString(), ...about, message: `invocation failed: ${kind}` };
    this.setup.log(maskSecrets(JSON.stringify({ ...line, details: { error: description } })));
    if (!this.#stopped) this.setup.onFailure(error);
  }

  #failure(kind: FailureKind, message: string): FunctionError {
    return new FunctionError(this.setup.functionName, kind, { name: 'Error', message });
  }
}

interface WorkerEvents {
  free(): void;
  gone(): void;
}

class FunctionWorker {
  readonly #setup: FunctionSetup;
  readonly #events: WorkerEvents;
  readonly #thread: Worker;
  readonly #running = new Map<number, { invocation: Invocation; timer: NodeJS.Timeout | undefined }>();
  readonly #startTimer: NodeJS.Timeout;
  #ready = false;
  #ended = false;
  #lastId = 0;

  constructor(setup: FunctionSetup, events: WorkerEvents) {
    this.#setup = setup;
    this.#events = events;
    const { file, functionName, functionArn, memoryMb } = setup;
    this.#thread = new Worker(new URL('./worker.ts', import.meta.url), {
      name: functionName,
      workerData: { file, functionName, functionArn, memoryMb } satisfies WorkerSetup,
      env: { ...setup.environment },
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      stdout: true,
      stderr: true,
    });
    for (const stream of [this.#thread.stdout, this.#thread.stderr]) {
      createInterface({ input: stream }).on('line', setup.log);
    }
    this.#thread.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#thread.on('error', (error: Error & { code?: string }) => {
      const { name, message } = describeError(error);
      void this.end('crash', error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : message, name);
    });
    this.#thread.on('exit', (code) => void this.end('crash', `the worker ended with code ${code}`));
    this.#startTimer = setTimeout(
      () => void this.end('crash', `did not start within ${START_TIMEOUT_MS / 1000} s`),
      START_TIMEOUT_MS,
    );
  }

  get isReady(): boolean {
    return this.#ready;
  }

  get inFlight(): number {
    return this.#running.size;
  }

  worksFor(caller: string | undefined): boolean {
    return caller !== undefined && [...this.#running.values()].some(({ invocation }) => invocation.caller === caller);
  }

  run(invocation: Invocation): void {
    const id = ++this.#lastId;
    this.#running.set(id, { invocation, timer: undefined });
    if (this.#ready) this.#begin(id);
  }

  /** Ends the thread; what runs in it fails with the given reason. */
  async end(kind: FailureKind, message: string, name = 'Error'): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#startTimer);
    for (const { invocation, timer } of this.#running.values()) {
      clearTimeout(timer);
      invocation.reject(new FunctionError(this.#setup.functionName, kind, { name, message }));
    }
    this.#running.clear();
    // First, so that nothing more is given to a thread that is about to die.
    this.#events.gone();
    await this.#thread.terminate();
  }

  /** The time counts from here, not from the start of the worker: Lambda does not charge a handler for its cold start. */
  #begin(id: number): void {
    const entry = this.#running.get(id);
    if (entry === undefined) return;
    const { timeoutMs } = this.#setup;
    const { event, requestId } = entry.invocation;
    entry.timer = setTimeout(() => this.#timeOut(id), timeoutMs);
    this.#thread.postMessage({ id, requestId, event, deadline: Date.now() + timeoutMs } satisfies InvocationMessage);
  }

  #timeOut(id: number): void {
    const { functionName, timeoutMs } = this.#setup;
    this.#settle(id)?.reject(
      new FunctionError(functionName, 'timeout', {
        name: 'TimeoutError',
        message: `Task timed out after ${timeoutMs / 1000} seconds`,
      }),
    );
    // A thread can only be ended as a whole: what else runs in it goes down too.
    void this.end('interrupted', 'another invocation in the same worker timed out');
  }

  #receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'ready':
        this.#ready = true;
        clearTimeout(this.#startTimer);
        for (const id of [...this.#running.keys()]) this.#begin(id);
        return;
      case 'unusable':
        void this.end('crash', message.error.message, message.error.name);
        return;
      case 'done': {
        const result: unknown = message.json === undefined ? undefined : JSON.parse(message.json);
        if (message.body !== undefined) (result as { body?: string }).body = message.body;
        this.#settle(message.id)?.resolve(result);
        break;
      }
      case 'failed':
        this.#settle(message.id)?.reject(new FunctionError(this.#setup.functionName, 'error', message.error));
        break;
    }
    this.#events.free();
  }

  #settle(id: number): Invocation | undefined {
    const entry = this.#running.get(id);
    this.#running.delete(id);
    clearTimeout(entry?.timer);
    return entry?.invocation;
  }
}
