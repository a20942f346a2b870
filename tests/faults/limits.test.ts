import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDocument } from '../api/answers.ts';
import type { Bank } from '../api/bank.ts';
import { creditFile } from '../api/files.ts';
import { useOwnService } from '../api/own-service.ts';
import { isGiven } from '../api/tenants.ts';

interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ProblemDocument & { violated_policies?: string[] };
  /** The minute in which it was counted, where the answer says when that ends. */
  readonly minute: number | undefined;
}

describe.skipIf(isGiven())('limits of a running service', () => {
  // The limits that a client meets anywhere, but for those of which a test would need too long to reach them.
  const service = useOwnService(3600, 'uploads=5,sign-in=8,sign-in-refused=6,sign-in-key=3');
  let bank: Bank;
  let neighbour: Bank;
  beforeAll(async () => {
    bank = await service.bank('T_LIMITS_1');
    neighbour = await service.bank('T_LIMITS_2');
  });

  async function ask(path: string, init: RequestInit = {}): Promise<Seen> {
    const response = await fetch(service.url + path, { redirect: 'manual', ...init });
    const body = (await response.json().catch(() => ({}))) as Seen['body'];
    const resets = [...(response.headers.get('ratelimit') ?? '').matchAll(/;t=(\d+)/g)].map(([, seconds]) =>
      Number(seconds),
    );
    // The end of the minute, as far as the way of the answer lets us see it: off by less than half of one.
    const minute = resets.length === 0 ? undefined : Math.round((Date.now() / 1000 + Math.max(...resets)) / 60);
    return { status: response.status, headers: response.headers, body, minute };
  }
  const withKey = (from: Bank, path: string) => ask(path, { headers: { Authorization: `Api-Key ${from.apiKey}` } });

  /** As soon as the running minute has enough left for what a test counts. */
  async function roomInMinute(seconds: number): Promise<void> {
    const left = 60 - ((Date.now() / 1000) % 60);
    if (left < seconds) await sleep((left + 0.5) * 1000);
  }

  async function crowd(clients: number, requests: number, one: () => Promise<Seen>): Promise<Seen[]> {
    const all: Seen[] = [];
    let asked = 0;
    const client = async () => {
      while (asked < requests) {
        asked += 1;
        all.push(await one());
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    return all;
  }

  it('of 50 clients with one key exactly 1,000 requests pass in a minute; another key is not touched', async () => {
    const answers = await crowd(50, 1200, () => withKey(bank, '/api/tenant'));
    const minutes = Map.groupBy(answers, ({ minute }) => minute);
    expect(minutes.has(undefined)).toBe(false);
    for (const inMinute of minutes.values()) {
      const passed = inMinute.filter(({ status }) => status === 200);
      expect(passed).toHaveLength(Math.min(inMinute.length, 1000));
      const left = passed.map(({ headers }) => Number(/;r=(\d+);/.exec(headers.get('ratelimit') ?? '')?.[1]));
      expect(new Set(left).size).toBe(passed.length);
      expect(Math.max(...left)).toBe(999);
      for (const { status, headers, body } of inMinute.filter(({ status: code }) => code !== 200)) {
        expect(status).toBe(429);
        expect(headers.get('content-type')).toBe('application/problem+json');
        expect(headers.get('ratelimit')).toMatch(/^"requests";r=0;t=\d+$/);
        expect(headers.get('ratelimit-policy')).toBe('"requests";q=1000;w=60');
        expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
        expect(body).toMatchObject({ type: '/problems/too-many-requests', violated_policies: ['requests'] });
        expect(body.detail).toMatch(/one key.*Wait \d+ s\.$/);
      }
    }
    expect((await withKey(neighbour, '/api/tenant')).status).toBe(200);
  }, 150_000);

  it('without a right credential 100 requests a minute from one address pass, whatever they say of themselves', async () => {
    await roomInMinute(40);
    let n = 0;
    const kinds: (() => Promise<Seen>)[] = [
      () => ask('/api/data?loan_type=RETAIL', { headers: { 'X-Forwarded-For': `198.51.100.${n % 250}` } }),
      () => ask('/api/tenant', { headers: { Authorization: `Api-Key sk_live_${String(n).padStart(48, '0')}` } }),
      () => ask('/api/tenant', { headers: { Authorization: 'Bearer nonsense' } }),
      () => ask('/api/openapi.json'),
      () => ask('/no/such/thing'),
    ];
    const answers = await crowd(50, 130, () => kinds[n++ % kinds.length]!());
    const refused = answers.filter(({ status }) => status === 429);
    // Where everything is busy, one may not be counted in time, and then passes: its answer says so.
    const counted = answers.filter(({ minute }) => minute !== undefined);
    expect(counted.length).toBeGreaterThan(120);
    expect(counted.length - refused.length).toBe(100);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 401, 404, 429]));
    for (const { headers, body } of refused) {
      expect(headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
      expect(body.violated_policies).toEqual(['anonymous']);
    }
    // Who has a key, watches over the service or is signed in is not locked out with them.
    expect((await withKey(neighbour, '/api/tenant')).status).toBe(200);
    expect((await ask('/health')).status).toBe(200);
  }, 150_000);

  it('uploads have a limit of their own, besides that of all requests', async () => {
    await roomInMinute(30);
    const announce = () =>
      neighbour.ask<ProblemDocument & { violated_policies: string[] }>('/api/uploads', {
        method: 'POST',
        body: {
          loan_type: 'RETAIL',
          file_type: 'credit',
          file_name: creditFile('RETAIL', 1).name ?? 'a.csv',
          size_bytes: 5,
        },
      });
    const statuses: number[] = [];
    for (let request = 0; request < 7; request++) statuses.push((await announce()).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 429]);
    expect((await announce()).body.violated_policies).toEqual(['uploads']);
    const read = await neighbour.ask('/api/uploads');
    expect([read.status, read.headers.get('ratelimit-policy')]).toEqual([200, '"requests";q=1000;w=60']);
    expect(await neighbour.all('/api/uploads')).toHaveLength(5);
  }, 150_000);

  it('wrong sign-ins are throttled by key and by address, and the right key passes', async () => {
    await roomInMinute(30);
    const signIn = (api_key: string) =>
      ask('/api/auth/token', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ api_key }),
      });
    const wrong = `${neighbour.apiKey.slice(0, 16)}${'0'.repeat(40)}`;
    const byKey = [];
    for (const key of [wrong, wrong, wrong, wrong, neighbour.apiKey]) byKey.push(await signIn(key));
    expect(byKey.map(({ status }) => status)).toEqual([401, 401, 401, 429, 200]);
    expect(byKey[3]?.body.violated_policies).toEqual(['sign-in-key']);
    const byAddress = [];
    for (let n = 0; n < 4; n++) byAddress.push(await signIn(`sk_live_${String(n).repeat(48)}`));
    expect(byAddress.map(({ status }) => status)).toEqual([401, 401, 429, 429]);
    expect(byAddress[3]?.body.violated_policies).toEqual(['sign-in-refused']);
    // Whoever has the key signs in all the same, and the key itself goes on working.
    expect((await signIn(neighbour.apiKey)).status).toBe(200);
    expect((await withKey(neighbour, '/api/tenant')).status).toBe(200);
  }, 150_000);
});
