import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
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

test('heavy requests of a tenant wait for a place, and every one gives it back, also one that fails', async () => {
  const heavy = endpoint({
    operationId: 'heavy',
    method: 'GET',
    path: '/api/heavy',
    summary: 'Heavy',
    tag: 'things',
    access: 'tenant',
    function: 'data',
    heavy: true,
    success: { status: 200, description: 'Done', schema: z.strictObject({}) },
    problems: [],
  });
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
    implement(heavy, async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setImmediate(resolve));
      atWork -= 1;
      answered += 1;
      if (answered % 3 === 0) throw new Error('one that fails');
      return { body: {} };
    }),
  );
  const event = () => gatewayEvent({ method: 'GET', path: '/api/heavy' });
  const answers = await Promise.all(Array.from({ length: 24 }, () => handler(event())));
  expect(most).toBeLessThanOrEqual(MOST);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(16).fill(200), ...Array(8).fill(500)]);
  const free = await Promise.all(Array.from({ length: MOST }, () => placesIn('staging', MOST).enter('reads#BANK001')));
  expect(free.filter((leave: Leave | undefined) => leave !== undefined)).toHaveLength(MOST);
});
