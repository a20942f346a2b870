import { ApiProblem } from '../../api/problem.ts';

const BUSY_MS = 1000;
const QUIET_MS = 2000;
const LONGEST_PAUSE_MS = 15_000;
/** A connection that is gone may never say so: what takes longer is lost. */
const LONGEST_ANSWER_MS = 10_000;

/** What following needs of an answer. */
export interface Followed {
  readonly events: readonly unknown[];
  readonly next: string;
}

export interface Following<T extends Followed> {
  /** @param after the `next` of the answer before */
  readonly read: (after: string | undefined, signal: AbortSignal) => Promise<T>;
  readonly isFull: (answer: T) => boolean;
  readonly isSeen: () => boolean;
  readonly onAnswer: (answer: T) => void;
  /** @param since when the last answer came, or following began @param nextAt when it asks again; both in epoch milliseconds */
  readonly onFailure: (error: unknown, since: number, nextAt: number) => void;
}

/**
 * Asks what is new, one request at a time, every second; more seldom while nothing comes or nobody looks. After a failure it
 * asks again from where it was, with pauses that double and are no shorter than the service said.
 * @returns `askAtOnce` asks without the pause, except where the service said how long to wait; `end` ends it
 */
export function followStream<T extends Followed>({ read, isFull, isSeen, onAnswer, onFailure }: Following<T>) {
  const ending = new AbortController();
  /** Of the pause; undefined while an answer is awaited. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next: string | undefined;
  let failures = 0;
  let lastAnswer = Date.now();
  let notBefore = 0;

  const askAfter = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), Math.max(pause, notBefore - Date.now()));
  };
  const readInTime = async () => {
    const late = new AbortController();
    const limit = setTimeout(
      () => late.abort(new DOMException('No answer in time', 'TimeoutError')),
      LONGEST_ANSWER_MS,
    );
    try {
      return await read(next, AbortSignal.any([ending.signal, late.signal]));
    } finally {
      clearTimeout(limit);
    }
  };
  const ask = async () => {
    timer = undefined;
    let pause = QUIET_MS;
    try {
      const answer = await readInTime();
      if (ending.signal.aborted) return;
      const isMore = next !== undefined && isFull(answer);
      next = answer.next;
      failures = 0;
      lastAnswer = Date.now();
      onAnswer(answer);
      if (isMore) pause = 0;
      else if (answer.events.length > 0 && isSeen()) pause = BUSY_MS;
    } catch (error) {
      if (ending.signal.aborted) return;
      pause = Math.min(LONGEST_PAUSE_MS, BUSY_MS * 2 ** failures);
      failures += 1;
      const wait = error instanceof ApiProblem ? error.retryAfterSeconds : undefined;
      if (wait !== undefined) notBefore = Date.now() + 1000 * wait;
      onFailure(error, lastAnswer, Math.max(Date.now() + pause, notBefore));
    }
    askAfter(pause);
  };

  void ask();
  return {
    askAtOnce: () => {
      if (timer !== undefined) askAfter(0);
    },
    end: () => {
      ending.abort();
      clearTimeout(timer);
    },
  };
}
