import { setTimeout as sleep } from 'node:timers/promises';
import type { ProducerArguments } from './arguments.ts';
import { EventMaker, type Expected, type Made } from './made-events.ts';
import { type StreamClient, Unanswered } from './stream-client.ts';

/** What is due is sent so often, and so many events at a time. */
const EVERY_MS = 250;
const MOST_AT_ONCE = 500;
/** Without a rate, one comes after so long. */
const PAUSE_MS = [500, 3000] as const;

export interface Produced {
  readonly sent: number;
  readonly made: Readonly<Record<Made['kind'], number>>;
  /** As the service answered: events whose first answer was lost are duplicates there. */
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Events of which nobody knows what became of them: it ended before they were answered. */
  readonly unanswered: number;
  /** How often something had to be sent again. */
  readonly repeats: number;
  readonly expected: Expected;
}

/** Sends events as they fall due. An abort ends it after what is under way, if that is answered. @throws {Refused}, and {Unanswered} before the first event */
export async function produce(
  client: StreamClient,
  {
    rate,
    count = Number.POSITIVE_INFINITY,
    ...mix
  }: Pick<ProducerArguments, 'rate' | 'count' | 'bad' | 'duplicates' | 'seed'>,
  { signal, progress = () => {} }: { signal?: AbortSignal; progress?: (sent: number) => void } = {},
): Promise<Produced> {
  const threshold = await client.threshold(signal);
  const maker = new EventMaker(mix);
  const answered = { accepted: 0, duplicates: 0, rejected: 0 };
  let sent = 0;
  let unanswered = 0;
  const begun = Date.now();
  while (sent < count && !signal?.aborted) {
    const due = rate === undefined ? sent + 1 : Math.floor(((Date.now() - begun + EVERY_MS) / 1000) * rate);
    const events = Array.from({ length: Math.min(due - sent, count - sent, MOST_AT_ONCE) }, () =>
      maker.next(Date.now()),
    );
    if (events.length > 0) {
      const answer = await client
        .send(
          events.map(({ event }) => event),
          signal,
        )
        .catch((error: Error) => {
          if (!(error instanceof Unanswered)) throw error;
          return undefined;
        });
      if (answer === undefined) unanswered += events.length;
      else {
        answered.accepted += answer.accepted;
        answered.duplicates += answer.duplicates;
        answered.rejected += answer.rejected.length;
      }
      sent += events.length;
      progress(sent);
    }
    // Whoever is behind does not pause.
    const behind = rate !== undefined && due - sent > 0;
    if (!behind && sent < count)
      await sleep(rate === undefined ? between(PAUSE_MS) : EVERY_MS, undefined, { signal }).catch(() => {});
  }
  return {
    sent,
    made: { ...maker.counts },
    ...answered,
    unanswered,
    repeats: client.repeats,
    expected: maker.expected(threshold),
  };
}

const between = ([low, high]: readonly [number, number]): number => low + Math.random() * (high - low);
