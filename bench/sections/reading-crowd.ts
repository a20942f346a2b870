import { HttpClient } from '../http-client.ts';
import type { Question } from './reading-questions.ts';

export interface CrowdResult {
  readonly seconds: number;
  readonly answers: number;
  /** Anything but an answer with status 200. */
  readonly errors: number;
  readonly milliseconds: readonly number[];
  /** What the errors were, for a reader. */
  readonly problems: readonly string[];
}

const CLIENTS = 64;
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

  const ask = async (): Promise<void> => {
    while (performance.now() < end) {
      asked += 1;
      // Every second request is for the first question, the others take turns.
      const { key, question } = asked % 2 === 0 ? lead : (others[((asked - 1) / 2) % others.length] ?? lead);
      const sentAt = performance.now();
      const outcome = await client.get(question()).then(
        ({ status }) => (status === 200 ? undefined : `status ${status}`),
        (error: Error & { code?: string }) => error.code ?? error.name,
      );
      if (outcome === undefined) milliseconds.push(performance.now() - sentAt);
      else problems.set(`${key}: ${outcome}`, (problems.get(`${key}: ${outcome}`) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, ask));
  client.close();
  return {
    seconds: (performance.now() - begun) / 1000,
    answers: milliseconds.length,
    errors: [...problems.values()].reduce((total, count) => total + count, 0),
    milliseconds,
    problems: [...problems].map(([problem, count]) => `${count} errors in the crowd: ${problem}.`),
  };
}
