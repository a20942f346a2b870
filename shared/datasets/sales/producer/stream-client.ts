import { setTimeout as sleep } from 'node:timers/promises';
import type { MadeEvent } from './made-events.ts';

/** The service refuses what is sent, and would again. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Nobody wants to wait for an answer any longer. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

export interface Answered {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly unknown[];
}

export interface Counters {
  readonly transactions: number;
  readonly total_value: string;
  readonly alerts: number;
}

const PATH = '/api/streams/transactions';
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;
const ANSWER_MS = 30_000;
/** Events that are under way when it ends are waited for so long. */
const LAST_ANSWER_MS = 3000;
/** What passes by itself. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/** The stream of one bank, by its API. */
export class StreamClient {
  readonly #url: () => string;
  readonly #key: string;
  readonly #told: (line: string) => void;
  /** A service that starts says so each time it is asked: that is told once. */
  #tellsOfStart = true;
  /** How often something had to be sent again. */
  repeats = 0;

  /** @param url or what says where the service is now @param told hears of what has to be waited for */
  constructor(url: string | (() => string), key: string, told: (line: string) => void = () => {}) {
    this.#url = typeof url === 'string' ? () => url : url;
    this.#key = key;
    this.#told = told;
  }

  /**
   * Sends events until they are answered: those that had come through already are duplicates then. What is under way when the
   * signal fires is waited for a moment longer.
   * @throws {Refused} {Unanswered}
   */
  async send(events: readonly MadeEvent[], signal?: AbortSignal): Promise<Answered> {
    const late = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const end = () => {
      timer = setTimeout(() => late.abort(), LAST_ANSWER_MS);
    };
    signal?.addEventListener('abort', end, { once: true });
    try {
      return await this.#ask('/events', { method: 'POST', body: JSON.stringify({ events }) }, signal, late.signal);
    } finally {
      signal?.removeEventListener('abort', end);
      clearTimeout(timer);
    }
  }

  /** @throws {Refused} {Unanswered} */
  async counters(signal?: AbortSignal): Promise<Counters> {
    const { counters } = await this.#ask<{ counters: Counters }>('/live?limit=1', {}, signal);
    return counters;
  }

  /** @throws {Refused} {Unanswered} */
  async threshold(signal?: AbortSignal): Promise<string> {
    return (await this.#ask<{ threshold: string }>('/settings', {}, signal)).threshold;
  }

  /** @param signal ends the asking again @param cut ends what is under way */
  async #ask<T>(path: string, init: RequestInit, signal?: AbortSignal, cut = signal): Promise<T> {
    const headers = { Authorization: `Api-Key ${this.#key}`, 'Content-Type': 'application/json' };
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const answer = await fetch(this.#url() + PATH + path, {
        ...init,
        headers,
        signal: AbortSignal.any([AbortSignal.timeout(ANSWER_MS), ...(cut ? [cut] : [])]),
      })
        .then(async (response) => ({
          status: response.status,
          headers: response.headers,
          text: await response.text(),
        }))
        .catch(whyNone);
      if (answer.status >= 200 && answer.status < 300) {
        this.#tellsOfStart = true;
        return JSON.parse(answer.text) as T;
      }
      const why = answer.status === 0 ? answer.text : whyRefused(answer.status, answer.text);
      if (answer.status !== 0 && !PASSING.includes(answer.status))
        throw new Refused(`${this.#url()}${PATH}${path}: ${why}`);
      const asked = Number(answer.headers.get('retry-after')) * 1000;
      const waits = asked > 0 ? Math.min(asked, 60_000) : pause;
      if (!signal?.aborted) {
        this.repeats += 1;
        if (answer.status !== 503) {
          this.#tellsOfStart = true;
          this.#told(`${this.#url()} gives no answer (${why}); again in ${waits} ms`);
        } else if (this.#tellsOfStart) {
          this.#tellsOfStart = false;
          this.#told(`${this.#url()} is not ready (503); asking again until it is`);
        }
        await sleep(waits, undefined, { signal }).catch(() => {});
      }
      if (signal?.aborted) throw new Unanswered(`${this.#url()} gives no answer: ${why}`);
    }
  }
}

/** Of a problem what happened, in words; of any other answer its beginning. */
function whyRefused(status: number, text: string): string {
  try {
    const { detail } = JSON.parse(text) as { detail?: unknown };
    if (typeof detail === 'string') return `${detail} (${status})`;
  } catch {
    // A proxy answers as it likes.
  }
  return `${status} ${text.slice(0, 500)}`;
}

const whyNone = (error: Error) => ({
  status: 0,
  headers: new Headers(),
  text: (error.cause as Error)?.message || error.message,
});
