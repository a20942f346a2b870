import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { limitParameter } from '../../../shared/domain/pagination.ts';
import { endpoint } from '../../../shared/lambda/endpoint.ts';
import { httpFunctionWith } from '../../../shared/lambda/http-function.ts';
import { implement } from '../../../shared/lambda/implement.ts';
import { limiterOf } from '../../../shared/limits/limiter.ts';
import { type Leave, placesIn } from '../../../shared/limits/places.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { gatewayEvent, verifyTestCaller } from '../../gateway-event.ts';
import { startStagingTable } from '../staging/services.ts';

let table: { stop(): Promise<void> };
let now = Date.parse('2026-11-29T09:30:10.000Z');
beforeAll(async () => {
  table = await startStagingTable();
});
afterAll(() => table.stop());
const places = (most: number) => placesIn('staging', most, { clock: () => now });
const MOST = 3;

test('of many at once in several processes exactly as many enter as there are places', async () => {
  const all = Array.from({ length: 5 }, () => places(7));
  const entered = await Promise.all(Array.from({ length: 40 }, (_, n) => all[n % 5]!.enter('reads#A')));
  const held = entered.filter((leave) => leave !== undefined);
  expect(held).toHaveLength(7);
  expect(await all[0]!.enter('reads#B')).toBeDefined();

  await held[0]!();
  await held[0]!();
  const again = await Promise.all(Array.from({ length: 5 }, () => all[1]!.enter('reads#A')));
  expect(again.filter((leave) => leave !== undefined)).toHaveLength(1);
});

test('a place whose holder is gone is free again when its time is over', async () => {
  expect(await places(1).enter('reads#C')).toBeDefined();
  expect(await places(1).enter('reads#C')).toBeUndefined();
  now += 41_000;
  expect(await places(1).enter('reads#C')).toBeDefined();
  expect(await places(1).enter('reads#C')).toBeUndefined();
});

test('who needs several places gets all of them or none, and as many as there are where there are fewer', async () => {
  const one = await places(3).enter('reads#D');
  const two = await places(3).enter('reads#D', 2);
  expect(await places(3).enter('reads#D')).toBeUndefined();
  await one!();
  expect(await places(3).enter('reads#D', 2)).toBeUndefined();
  await two!();
  expect(await places(3).enter('reads#D', 2)).toBeDefined();

  const all = await places(1).enter('reads#E', 2);
  expect(await places(1).enter('reads#E')).toBeUndefined();
  await all!();
  expect(await places(1).enter('reads#E')).toBeDefined();
});

const heavy = endpoint({
  operationId: 'heavy',
  method: 'GET',
  path: '/api/heavy',
  summary: 'Heavy',
  tag: 'things',
  access: 'tenant',
  function: 'data',
  heavy: true,
  query: z.strictObject({ limit: limitParameter(10_000) }),
  success: { status: 200, description: 'Done', schema: z.strictObject({}) },
  problems: [],
});

test('heavy requests of a tenant wait for a place, and every one gives it back, also one that fails', async () => {
  let atWork = 0;
  let most = 0;
  let answered = 0;
  const handler = httpFunctionWith(
    {
      limiter: limiterOf({ quotas: {}, logger: makeLogger('test'), store: () => ({ add: async () => 1 }) }),
      verify: verifyTestCaller,
      places: placesIn('staging', MOST),
      logger: makeLogger('test'),
    },
    implement(heavy, async (_context, { query: { limit } }) => {
      const places = limit > 1000 ? 2 : 1;
      atWork += places;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setImmediate(resolve));
      atWork -= places;
      answered += 1;
      if (answered % 3 === 0) throw new Error('one that fails');
      return { body: {} };
    }),
  );
  const event = (limit: number) => gatewayEvent({ method: 'GET', path: '/api/heavy', query: `limit=${limit}` });
  const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => handler(event(n % 4 === 0 ? 10_000 : 1000))));
  expect(most).toBeLessThanOrEqual(MOST);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(16).fill(200), ...Array(8).fill(500)]);
  const free = await Promise.all(Array.from({ length: MOST }, () => placesIn('staging', MOST).enter('reads#BANK001')));
  expect(free.filter((leave: Leave | undefined) => leave !== undefined)).toHaveLength(MOST);
  await Promise.all(free.map((leave) => leave?.()));
});

test('who looks at a screen does not wait behind a program of the same bank that fetches everything', async () => {
  const order: number[] = [];
  const handler = httpFunctionWith(
    {
      limiter: limiterOf({ quotas: {}, logger: makeLogger('test'), store: () => ({ add: async () => 1 }) }),
      verify: verifyTestCaller,
      places: placesIn('staging', 2),
      logger: makeLogger('test'),
    },
    implement(heavy, async (_context, { query: { limit } }) => {
      order.push(limit);
      await new Promise((resolve) => setImmediate(resolve));
      return { body: {} };
    }),
  );
  const event = (limit: number) => gatewayEvent({ method: 'GET', path: '/api/heavy', query: `limit=${limit}` });
  await Promise.all([...Array.from({ length: 20 }, () => 10_000), 100].map((limit) => handler(event(limit))));
  expect(order).toHaveLength(21);
  // Before it, at most what had a place, and what was on its way to one.
  expect(order.indexOf(100)).toBeLessThanOrEqual(2);
});
