import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { PolicyName, Quotas } from '../../../shared/domain/limits.ts';
import { endpoint } from '../../../shared/lambda/endpoint.ts';
import { httpFunctionWith } from '../../../shared/lambda/http-function.ts';
import { implement } from '../../../shared/lambda/implement.ts';
import { countersIn } from '../../../shared/limits/counter-store.ts';
import { limitItemsIn } from '../../../shared/limits/limit-items.ts';
import { type Limiter, limiterOf } from '../../../shared/limits/limiter.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { gatewayEvent, verifyTestCaller } from '../../gateway-event.ts';
import { startStagingTable } from '../staging/services.ts';

let table: { stop(): Promise<void> };
let running = false;
beforeAll(async () => {
  table = await startStagingTable();
  running = true;
});
const stop = async () => {
  if (running) await table.stop();
  running = false;
};
afterAll(stop);

const CLIENTS = 50;
const PROCESSES = 5;
let now = Date.parse('2026-03-02T09:30:10.000Z');
afterEach(() => {
  now += 60_000;
});
/** As another process would have it: a client and a memory of its own. It waits as long as a busy machine may take. */
const anotherProcess = (quotas: Quotas): Limiter => {
  const store = () => countersIn('staging', limitItemsIn('staging', undefined, 60_000));
  return limiterOf({ quotas, store, logger: makeLogger('test'), clock: () => now });
};

test('of 50 clients at once in 5 processes exactly the quota passes, minute after minute', async () => {
  const quota = 120;
  const processes = Array.from({ length: PROCESSES }, () => anotherProcess({ requests: quota }));
  for (let minute = 0; minute < 3; minute++) {
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      let passed = 0;
      for (let request = 0; request < 5; request++) {
        const admission = await processes[client % PROCESSES]?.count([{ policy: 'requests', subject: 'k1' }]);
        expect(admission?.uncounted).toEqual([]);
        if (admission?.allowed) passed += 1;
      }
      return passed;
    });
    const passed = (await Promise.all(clients)).reduce((sum, count) => sum + count, 0);
    expect(passed).toBe(quota);
    now += 60_000;
  }
});

test('each answer has another count of what is left, down to nothing', async () => {
  const limiter = anotherProcess({ anonymous: 20 });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => limiter.count([{ policy: 'anonymous', subject: '203.0.113.9' }])),
  );
  const left = answers.map(({ standings }) => standings[0]?.remaining ?? -1).sort((a, b) => a - b);
  expect(left).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

const ping = (path: string, limit?: PolicyName) =>
  endpoint({
    operationId: 'ping',
    method: 'POST',
    path,
    summary: 'Ping',
    tag: 'things',
    access: 'public',
    function: 'docs',
    ...(limit === undefined ? {} : { limit }),
    success: { status: 200, description: 'Pong', schema: z.strictObject({ said: z.string() }) },
    problems: [],
  });

function service(path: string, limiter: Limiter, limit?: PolicyName) {
  let runs = 0;
  const handler = httpFunctionWith(
    { verify: verifyTestCaller, limiter },
    implement(ping(path, limit), async ({ address }) => {
      runs += 1;
      return { body: { said: address } };
    }),
  );
  return {
    runs: () => runs,
    async post(more: { address?: string; path?: string; headers?: Record<string, string> } = {}) {
      const event = gatewayEvent({
        method: 'POST',
        path: more.path ?? path,
        headers: more.headers ?? {},
        as: null,
        ...(more.address === undefined ? {} : { address: more.address }),
      });
      const { statusCode, headers, body } = await handler(event);
      return { status: statusCode, headers: headers as Record<string, string>, body: JSON.parse(body) };
    },
  };
}

test('a request too many is refused before any work, by its address and not by what it says of itself', async () => {
  const { post, runs } = service('/api/ping', anotherProcess({ anonymous: 3 }));
  for (const left of [2, 1, 0]) {
    const answer = await post({ headers: { 'X-Forwarded-For': `198.51.100.${left}` } });
    expect([answer.status, answer.headers.RateLimit]).toEqual([200, `"anonymous";r=${left};t=50`]);
  }
  const refused = await post({ headers: { 'X-Forwarded-For': '198.51.100.7' } });
  expect(refused).toMatchObject({
    status: 429,
    headers: {
      'Content-Type': 'application/problem+json',
      'Retry-After': '50',
      RateLimit: '"anonymous";r=0;t=50',
      'RateLimit-Policy': '"anonymous";q=3;w=60',
    },
    body: { type: '/problems/too-many-requests', request_id: 'request-1', violated_policies: ['anonymous'] },
  });
  expect(runs()).toBe(3);
  expect((await post({ address: '203.0.113.10' })).status).toBe(200);
});

test('what is nowhere counts too, so that nobody can look for holes without end', async () => {
  const { post } = service('/api/ping', anotherProcess({ anonymous: 2 }));
  const statuses = [];
  for (let request = 0; request < 4; request++) statuses.push((await post({ path: `/admin/${request}` })).status);
  expect(statuses).toEqual([404, 404, 429, 429]);
});

test('with the store gone pages are still served, and nobody signs in', async () => {
  await stop();
  const quotas = { anonymous: 1, 'sign-in': 100 };
  const page = service('/api/ping', anotherProcess(quotas));
  for (let request = 0; request < 5; request++) {
    const answer = await page.post();
    expect([answer.status, answer.headers.RateLimit]).toEqual([200, undefined]);
  }
  const signIn = service('/api/auth/token', anotherProcess(quotas), 'sign-in');
  const refused = await signIn.post();
  expect([refused.status, refused.body.type, refused.headers['Retry-After']]).toEqual([
    503,
    '/problems/unavailable',
    '5',
  ]);
  expect(signIn.runs()).toBe(0);
});
