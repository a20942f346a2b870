import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Quotas } from '../../../shared/domain/limits.ts';
import { Problem } from '../../../shared/domain/problems.ts';
import { admitted } from '../../../shared/limits/admitted.ts';
import type { CounterStore } from '../../../shared/limits/counter-store.ts';
import { limiterOf } from '../../../shared/limits/limiter.ts';
import { secondsLeft, windowAt } from '../../../shared/limits/window.ts';
import type { Logger } from '../../../shared/observability/logger.ts';

/** A store in memory, as all processes see it. */
function memory(): CounterStore & { asked: number } {
  const counts = new Map<string, number>();
  const store = {
    asked: 0,
    async add(counter: string, { start }: { start: number }, hits = 1) {
      store.asked += 1;
      const key = `${counter}/${start}`;
      counts.set(key, (counts.get(key) ?? 0) + hits);
      return counts.get(key) ?? 0;
    },
  };
  return store;
}

let now: number;
const lines = vi.fn();
const logger = { error: lines } as unknown as Logger;
beforeEach(() => {
  now = Date.parse('2026-03-02T09:30:00.000Z');
  lines.mockReset();
});
const limiterWith = (store: CounterStore, quotas: Quotas) =>
  limiterOf({ quotas, store: () => store, logger, clock: () => now });
const hit = { policy: 'requests', subject: 'k1' } as const;

test('windows follow each other without a gap or an overlap', () => {
  fc.assert(
    fc.property(fc.nat(4_000_000_000_000), fc.integer({ min: 1, max: 3600 }), (at, seconds) => {
      const { start, end } = windowAt(at, seconds);
      expect(end - start).toBe(seconds);
      expect(start * 1000 <= at && at < end * 1000).toBe(true);
      expect(windowAt(end * 1000, seconds).start).toBe(end);
      expect(windowAt(end * 1000 - 1, seconds).start).toBe(start);
      const wait = secondsLeft({ end }, at);
      expect(Number.isInteger(wait) && wait >= 1 && wait <= seconds).toBe(true);
      expect(windowAt(at + wait * 1000, seconds).start).toBe(end);
    }),
  );
});

test('whenever requests come and through whichever process, a window lets its quota pass and not one more', async () => {
  const gaps = fc.array(fc.tuple(fc.nat(9000), fc.nat(2)), { minLength: 1, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(gaps, fc.integer({ min: 1, max: 12 }), async (requests, quota) => {
      const store = memory();
      const processes = [0, 1, 2].map(() => limiterWith(store, { requests: quota }));
      const passed = new Map<number, number>();
      const came = new Map<number, number>();
      for (const [gap, process] of requests) {
        now += gap;
        const { start } = windowAt(now, 60);
        came.set(start, (came.get(start) ?? 0) + 1);
        const admission = await processes[process]?.count([hit]);
        if (admission?.allowed) passed.set(start, (passed.get(start) ?? 0) + 1);
      }
      for (const [start, count] of came) expect(passed.get(start) ?? 0).toBe(Math.min(count, quota));
    }),
  );
});

test('the answer says what is left, and until when', async () => {
  const limiter = limiterWith(memory(), { requests: 2, uploads: 5 });
  now += 12_300;
  const hits = [hit, { policy: 'uploads', subject: 'k1' }] as const;
  expect(admitted(await limiter.count(hits))).toEqual({
    RateLimit: '"requests";r=1;t=48, "uploads";r=4;t=48',
    'RateLimit-Policy': '"requests";q=2;w=60, "uploads";q=5;w=60',
  });
  await limiter.count(hits);
  const refused = problemOf(await limiter.count(hits).then(caught));
  expect(refused.document()).toEqual({
    type: '/problems/too-many-requests',
    title: 'Too many requests',
    status: 429,
    detail: 'Too many requests with one key or by one user within a minute. Wait 48 s.',
    message: {
      id: 'too-many-counted',
      parameters: { counted: 'requests with one key or by one user', seconds: '48' },
    },
  });
  expect(refused.headers).toEqual({
    RateLimit: '"requests";r=0;t=48, "uploads";r=2;t=48',
    'RateLimit-Policy': '"requests";q=2;w=60, "uploads";q=5;w=60',
    'Retry-After': '48',
  });
  expect(refused.extensions).toEqual({ violated_policies: ['requests'] });
});

test('one count used up leaves the others alone, and so does one subject', async () => {
  const limiter = limiterWith(memory(), { requests: 100, uploads: 1 });
  const upload = [hit, { policy: 'uploads', subject: 'k1' }] as const;
  expect((await limiter.count(upload)).allowed).toBe(true);
  expect((await limiter.count(upload)).allowed).toBe(false);
  expect((await limiter.count([hit])).allowed).toBe(true);
  expect((await limiter.count([{ policy: 'uploads', subject: 'k2' }])).allowed).toBe(true);
});

test('a count that is used up costs nothing more until its window ends', async () => {
  const store = memory();
  const limiter = limiterWith(store, { requests: 3 });
  expect(limiter.refusal([hit])).toBeUndefined();
  for (let request = 0; request < 50; request++) await limiter.count([hit]);
  expect(store.asked).toBe(4);
  expect(limiter.refusal([hit])).toMatchObject({ allowed: false });
  expect(limiter.refusal([{ ...hit, subject: 'k2' }])).toBeUndefined();
  now += 60_000;
  expect(limiter.refusal([hit])).toBeUndefined();
  expect((await limiter.count([hit])).allowed).toBe(true);
});

test('what has no quota is not counted at all', async () => {
  const limiter = limiterOf({
    quotas: {},
    store: () => {
      throw new Error('there is no store');
    },
    logger,
  });
  expect(await limiter.count([hit])).toEqual({ allowed: true, standings: [], uncounted: [] });
  expect(admitted(await limiter.count([hit]))).toEqual({});
});

test('while nothing can be counted requests go on and sign-ins do not; the log says so once a minute', async () => {
  const store = memory();
  const add = store.add;
  let down = true;
  store.add = (counter, window) => (down ? Promise.reject(new Error('down')) : add(counter, window));
  const limiter = limiterWith(store, { requests: 1, 'sign-in': 1 });
  for (let second = 0; second < 90; second++) {
    expect(admitted(await limiter.count([hit]))).toEqual({});
    const refused = problemOf(await limiter.count([{ policy: 'sign-in', subject: '::1' }]).then(caught));
    expect([refused.code, refused.headers['Retry-After']]).toEqual(['unavailable', '5']);
    now += 1000;
  }
  expect(lines).toHaveBeenCalledTimes(2);
  expect(lines).toHaveBeenLastCalledWith(
    expect.stringContaining('not counted'),
    expect.objectContaining({ uncounted: 120 }),
  );
  down = false;
  expect((await limiter.count([hit])).allowed).toBe(true);
  expect((await limiter.count([hit])).allowed).toBe(false);
  expect(lines).toHaveBeenCalledTimes(2);
});

test('a store that has just failed is left alone for a moment', async () => {
  let asked = 0;
  const failing: CounterStore = {
    add: async () => {
      asked += 1;
      throw new Error('down');
    },
  };
  const limiter = limiterWith(failing, { requests: 1 });
  for (let request = 0; request < 20; request++) await limiter.count([hit]);
  expect(asked).toBe(1);
  now += 1000;
  await limiter.count([hit]);
  expect(asked).toBe(2);
});

function caught(admission: Parameters<typeof admitted>[0]): unknown {
  try {
    return admitted(admission);
  } catch (error) {
    return error;
  }
}
function problemOf(value: unknown): Problem {
  if (value instanceof Problem) return value;
  throw new Error(`not a problem: ${JSON.stringify(value)}`);
}

test('what is counted in blocks costs a twentieth of the writes, and never does more pass than the quota', async () => {
  const turns = fc.array(fc.tuple(fc.nat(2), fc.nat(300)), { minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(turns, fc.constantFrom(150, 2000, 12_000), async (crowds, quota) => {
      const store = memory();
      const processes = [0, 1, 2].map(() => limiterWith(store, { hooks: quota }));
      const hook = { policy: 'hooks', subject: 'BANK001/PAY' } as const;
      const block = Math.floor(Math.min(20, quota / 100));
      let [came, passed] = [0, 0];
      for (const [process, size] of crowds) {
        const answers = await Promise.all(Array.from({ length: size }, () => processes[process]!.count([hook])));
        came += size;
        passed += answers.filter(({ allowed }) => allowed).length;
      }
      expect(passed).toBeLessThanOrEqual(quota);
      // What is lost is less than a block of each process.
      expect(passed).toBeGreaterThan(Math.min(came, quota) - 3 * block);
      expect(store.asked).toBeLessThanOrEqual(Math.ceil(came / block) + 6);
      now += 60_000;
      expect((await processes[0]!.count([hook])).allowed).toBe(true);
    }),
    { numRuns: 30 },
  );
});
