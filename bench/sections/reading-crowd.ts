import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient } from '../http-client.ts';
import type { Question } from './reading-questions.ts';

export interface CrowdResult {
  readonly seconds: number;
  readonly answers: number;
  /** Requests that were told to come again, and did: a bank has a place for so many that wait. */
  readonly toldToWait: number;
  /** Anything but an answer with status 200. */
  readonly errors: number;
  readonly milliseconds: readonly number[];
  /** What the errors were, for a reader. */
  readonly problems: readonly string[];
}

const CLIENTS = 64;
const TOLD_TO_WAIT = Symbol('told to wait');
/** Many clients at once, each with a connection of its own, for some seconds. */
export async function crowd(
  url: string,
  apiKey: string,
  questions: readonly { readonly key: string; readonly question: Question }[],
  seconds: number,
): Promise<CrowdResult> {
  const [lead, ...others] = questions;
  if (!lead || others.length === 0) throw new RangeError('a crowd needs several questions');
  const client = new HttpClient(url, apiKey, CLIENTS);
  const milliseconds: number[] = [];
  const problems = new Map<string, number>();
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let asked = 0;
  let told = 0;

  const ask = async (): Promise<void> => {
    while (performance.now() < end) {
      asked += 1;
      // Every second request is for the first question, the others take turns.
      const { key, question } = asked % 2 === 0 ? lead : (others[((asked - 1) / 2) % others.length] ?? lead);
      const sentAt = performance.now();
      const outcome = await client.get(question()).then(
        async ({ status, retryAfterSeconds }) => {
          if (status !== 429) return status === 200 ? undefined : `status ${status}`;
          // As a client does that knows the limits.
          await sleep(Math.min(retryAfterSeconds * 1000, Math.max(0, end - performance.now())));
          return TOLD_TO_WAIT;
        },
        (error: Error & { code?: string }) => error.code ?? error.name,
      );
      if (outcome === TOLD_TO_WAIT) told += 1;
      else if (outcome === undefined) milliseconds.push(performance.now() - sentAt);
      else problems.set(`${key}: ${outcome}`, (problems.get(`${key}: ${outcome}`) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, ask));
  client.close();
  return {
    seconds: (performance.now() - begun) / 1000,
    answers: milliseconds.length,
    toldToWait: told,
    errors: [...problems.values()].reduce((total, count) => total + count, 0),
    milliseconds,
    problems: [...problems].map(([problem, count]) => `${count} errors in the crowd: ${problem}.`),
  };
}
