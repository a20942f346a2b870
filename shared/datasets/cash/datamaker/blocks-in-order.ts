import { Worker } from 'node:worker_threads';
import type { BlockPlan, BlockSpace, BlockTask, MadeBlock } from './made-block.ts';

/** How many blocks may be made before the one that is waited for, for each thread. */
const AHEAD = 4;

/**
 * Makes blocks in threads and hands them over in the order of their tasks, whichever is done first. A block must not be read
 * any more when the next one is asked for: its space is used again.
 */
export async function* blocksInOrder(
  plan: BlockPlan,
  tasks: Iterable<BlockTask>,
  threads: number,
): AsyncGenerator<readonly [BlockTask, MadeBlock]> {
  const makers = Array.from({ length: threads }, () => new Maker(plan));
  const pending = tasks[Symbol.iterator]();
  const underWay: { readonly task: BlockTask; readonly made: Promise<MadeBlock> }[] = [];
  const free: BlockSpace[] = [];
  const startNext = () => {
    const { value: task, done } = pending.next();
    if (done) return;
    const maker = makers.reduce((least, other) => (other.waiting < least.waiting ? other : least));
    const made = maker.make(task, free.pop());
    // Whoever waits for it hears of a failure; until then it is nobody's.
    made.catch(() => undefined);
    underWay.push({ task, made });
  };
  try {
    for (let count = 0; count < threads * AHEAD; count += 1) startNext();
    for (let next = underWay.shift(); next; next = underWay.shift()) {
      const made = await next.made;
      yield [next.task, made];
      free.push(made.space);
      startNext();
    }
  } finally {
    await Promise.all(makers.map((maker) => maker.end()));
  }
}

/** A thread, which answers in the order in which it is asked. */
class Maker {
  readonly #worker: Worker;
  readonly #asked: PromiseWithResolvers<MadeBlock>[] = [];
  #failure: Error | undefined;

  constructor(plan: BlockPlan) {
    this.#worker = new Worker(new URL('./block-worker.ts', import.meta.url), { workerData: plan });
    this.#worker.on('message', (made: MadeBlock) => this.#asked.shift()?.resolve(made));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`a thread that makes payments ended with code ${code}`)));
  }

  get waiting(): number {
    return this.#asked.length;
  }

  make(task: BlockTask, used: BlockSpace | undefined): Promise<MadeBlock> {
    const answer = Promise.withResolvers<MadeBlock>();
    if (this.#failure) answer.reject(this.#failure);
    else {
      this.#asked.push(answer);
      this.#worker.postMessage({ task, used }, used ? [used.lines, used.movements] : []);
    }
    return answer.promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const answer of this.#asked.splice(0)) answer.reject(this.#failure);
  }
}
