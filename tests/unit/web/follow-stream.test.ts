import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ApiProblem, problemOf } from '../../../web/api/problem.ts';
import { type Followed, followStream } from '../../../web/pages/live/follow-stream.ts';

const START = Date.parse('2026-03-02T09:30:00Z');
const answer = (next: string, events = 1): Followed => ({ events: Array.from({ length: events }), next });
const refusal = (retryAfter: string | undefined): ApiProblem =>
  problemOf(
    new Response(null, { status: 429, headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter } }),
    { type: '/problems/rate-limited', title: 'Too many', detail: 'Wait' },
  );

/** A stream that answers when a test says so. */
function followed({
  isFull = () => false,
  isSeen = () => true,
}: {
  isFull?: (one: Followed) => boolean;
  isSeen?: () => boolean;
} = {}) {
  const asked: { after: string | undefined; at: number }[] = [];
  const waiting: PromiseWithResolvers<Followed>[] = [];
  const answers: Followed[] = [];
  const failures: { error: unknown; since: number; nextAt: number }[] = [];
  let most = 0;
  const following = followStream<Followed>({
    read: (after, signal) => {
      asked.push({ after, at: Date.now() - START });
      const one = Promise.withResolvers<Followed>();
      waiting.push(one);
      most = Math.max(most, waiting.length);
      signal.addEventListener('abort', () => settle(one, () => one.reject(signal.reason)));
      return one.promise;
    },
    isFull,
    isSeen,
    onAnswer: (one) => answers.push(one),
    onFailure: (error, since, nextAt) => failures.push({ error, since: since - START, nextAt: nextAt - START }),
  });
  function settle(one: PromiseWithResolvers<Followed>, how: () => void) {
    const place = waiting.indexOf(one);
    if (place < 0) return;
    waiting.splice(place, 1);
    how();
  }
  const first = () => waiting[0]!;
  return {
    ...following,
    asked,
    answers,
    failures,
    waiting,
    mostAtOnce: () => most,
    give: async (one: Followed) => {
      const now = first();
      settle(now, () => now.resolve(one));
      await vi.advanceTimersByTimeAsync(0);
    },
    refuse: async (error: unknown) => {
      const now = first();
      settle(now, () => now.reject(error));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('following a stream', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

  it('asks every second while something comes, and every other second while nothing comes or nobody looks', async () => {
    let isSeen = true;
    const stream = followed({ isSeen: () => isSeen });
    await stream.give(answer('a'));
    await pass(1000);
    await stream.give(answer('b', 0));
    await pass(1999);
    expect(stream.asked).toHaveLength(2);
    await pass(1);
    isSeen = false;
    await stream.give(answer('c'));
    await pass(2000);
    expect(stream.asked).toEqual([
      { after: undefined, at: 0 },
      { after: 'a', at: 1000 },
      { after: 'b', at: 3000 },
      { after: 'c', at: 5000 },
    ]);
    stream.end();
  });

  it('asks on without a pause while there is more', async () => {
    const stream = followed({ isFull: ({ events }) => events.length === 3 });
    await stream.give(answer('a', 3));
    await pass(1000);
    await stream.give(answer('b', 3));
    await stream.give(answer('c', 2));
    expect(stream.asked.map(({ at }) => at)).toEqual([0, 1000, 1000]);
    stream.end();
  });

  it('has one request under way however often the connection comes back', async () => {
    const stream = followed();
    for (let times = 0; times < 5; times++) {
      stream.askAtOnce();
      await pass(100);
    }
    expect(stream.asked).toHaveLength(1);
    await stream.give(answer('a'));
    stream.askAtOnce();
    stream.askAtOnce();
    await pass(0);
    expect(stream.asked).toHaveLength(2);
    await stream.give(answer('b'));
    await pass(1000);
    expect(stream.asked).toHaveLength(3);
    expect(stream.mostAtOnce()).toBe(1);
    stream.end();
  });

  it('doubles its pauses while it fails, from where it was, and says since when nothing came', async () => {
    const stream = followed();
    await stream.give(answer('a'));
    await pass(1000);
    for (const pause of [1000, 2000, 4000, 8000, 15_000, 15_000]) {
      await stream.refuse(new Error('gone'));
      await pass(pause - 1);
      expect(stream.waiting).toHaveLength(0);
      await pass(1);
      expect(stream.waiting).toHaveLength(1);
    }
    expect(new Set(stream.failures.map(({ since }) => since))).toEqual(new Set([0]));
    expect(new Set(stream.asked.slice(1).map(({ after }) => after))).toEqual(new Set(['a']));
    stream.end();
  });

  it('waits as long as it was told to, even when the connection comes back', async () => {
    const stream = followed();
    await stream.refuse(refusal('42'));
    stream.askAtOnce();
    await pass(41_999);
    expect(stream.asked).toHaveLength(1);
    await pass(1);
    expect(stream.asked).toHaveLength(2);
    await stream.refuse(refusal(undefined));
    await pass(2000);
    expect(stream.asked).toHaveLength(3);
    expect(stream.failures.map(({ nextAt }) => nextAt)).toEqual([42_000, 44_000]);
    stream.end();
  });

  it('takes an answer that does not come for a lost connection', async () => {
    const stream = followed();
    await pass(9999);
    expect(stream.failures).toEqual([]);
    await pass(1);
    expect(stream.failures).toMatchObject([{ error: { name: 'TimeoutError' }, since: 0 }]);
    await pass(1000);
    await stream.give(answer('a'));
    expect(stream.answers).toHaveLength(1);
    stream.end();
  });

  it('asks and tells nothing any more once it has ended', async () => {
    const stream = followed();
    stream.end();
    await pass(60_000);
    expect([stream.asked.length, stream.answers, stream.failures]).toEqual([1, [], []]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('reads how long to wait only where the service said seconds', () => {
  expect(refusal('7').retryAfterSeconds).toBe(7);
  expect(refusal('0').retryAfterSeconds).toBe(0);
  for (const other of [undefined, '', '-1', '1.5', 'Wed, 21 Oct 2026 07:28:00 GMT'])
    expect(refusal(other).retryAfterSeconds).toBeUndefined();
});
