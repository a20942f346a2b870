import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import type { Operations } from '../../../shared/operations/database.ts';
import { type SeatKind, withSeat } from '../../../shared/operations/seats.ts';
import { postgresWith, type TestPostgres } from './postgres-under-test.ts';

let postgres: TestPostgres;
let operations: Operations;
let other: Operations;
beforeAll(async () => {
  postgres = await postgresWith('BANK001', 'BANK002');
  operations = postgres.database.operationsFor(tenantScope('BANK001'));
  other = postgres.database.operationsFor(tenantScope('BANK002'));
});
afterAll(() => postgres?.stop());
beforeEach(() => operations.query(`UPDATE work_seats SET holder = NULL, held_until = '-infinity'`));

/** A worker that stays in its seat until it is told to leave. */
function worker(isDue = false, kind: SeatKind = 'transactions', of = operations) {
  const { promise: seated, resolve: sit } = Promise.withResolvers<() => boolean>();
  const { promise: leaving, resolve: leave } = Promise.withResolvers<void>();
  const done = withSeat({ operations: of, logger: makeLogger('test') }, kind, {
    run: async (goesOn) => {
      sit(goesOn);
      await leaving;
      return 7;
    },
    isDue: async () => isDue,
  });
  const isSeated = Promise.race([seated.then(() => true), done.then(() => false)]);
  return { seated, isSeated, leave, done };
}

it('two workers of a tenant have a seat of each kind, and the next one goes', async () => {
  const [first, second] = [worker(), worker()];
  expect(await Promise.all([first.isSeated, second.isSeated])).toEqual([true, true]);
  const third = worker();
  expect([await third.isSeated, await third.done]).toEqual([false, undefined]);
  const others = [worker(false, 'verifications'), worker(false, 'transactions', other)];
  expect(await Promise.all(others.map(({ isSeated }) => isSeated))).toEqual([true, true]);
  second.leave();
  expect(await second.done).toBe(7);
  const next = worker();
  expect(await next.isSeated).toBe(true);
  for (const one of [first, next, ...others]) one.leave();
  await Promise.all([first, next, ...others].map(({ done }) => done));
});

it('twenty at once take two seats', async () => {
  const all = Array.from({ length: 20 }, () => worker());
  const seated = await Promise.all(all.map(({ isSeated }) => isSeated));
  expect(seated.filter(Boolean)).toHaveLength(2);
  for (const one of all) one.leave();
  await Promise.all(all.map(({ done }) => done));
});

it('what came meanwhile is seen by whoever leaves', async () => {
  const one = worker(true);
  await one.seated;
  one.leave();
  expect(await one.done).toBe(0);
});

it('a seat whose holder died is taken by the next one; a holder who was given up begins nothing more, and takes nothing away', async () => {
  const late = worker();
  const goesOn = await late.seated;
  const second = worker();
  await second.seated;
  expect(goesOn()).toBe(true);
  await operations.query(
    `UPDATE work_seats SET held_until = now() - interval '1 second' WHERE kind = 'transactions' AND seat = 1`,
  );
  const next = worker();
  expect(await next.isSeated).toBe(true);
  // By its next sign of life.
  await expect.poll(() => goesOn()).toBe(false);
  late.leave();
  await late.done;
  expect(await worker().isSeated).toBe(false);
  for (const one of [second, next]) one.leave();
  await Promise.all([second.done, next.done]);
});

it('work that fails leaves its seat', async () => {
  const failing = withSeat({ operations, logger: makeLogger('test') }, 'transactions', {
    run: () => Promise.reject(new Error('broken')),
    isDue: async () => false,
  });
  await expect(failing).rejects.toThrow('broken');
  const held = await operations.query(`SELECT FROM work_seats WHERE holder IS NOT NULL`);
  expect(held).toEqual([]);
});
