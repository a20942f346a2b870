import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { asProblem } from '../../../shared/lambda/reply.ts';
import type { Queryable } from '../../../shared/operations/database.ts';
import { postgresWith, type TestPostgres } from './postgres-under-test.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await postgresWith('BANK001');
});
afterAll(() => postgres.stop());

const operations = () => postgres.database.operationsFor(tenantScope('BANK001'));
const backend = async (inside: Queryable): Promise<number> => {
  const [row] = await inside.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return row!.pid;
};
const isThere = async (pid: number): Promise<boolean> => {
  const found = await postgres.database.registry.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid]);
  return found.length > 0;
};
const end = (pid: number) => postgres.database.registry.query('SELECT pg_terminate_backend($1)', [pid]);

test('a connection lost between two statements is an answer, and not the end of the process', async () => {
  const lost = operations().transaction(async (inside) => {
    const pid = await backend(inside);
    await end(pid);
    // As a request does something else in between, such as asking S3.
    await expect.poll(() => isThere(pid)).toBe(false);
    await inside.query('SELECT 1');
  });
  const error = await lost.catch((reason: unknown) => reason);
  expect(asProblem(error)).toMatchObject({ code: 'unavailable', headers: { 'Retry-After': '5' } });
});

test('so is one lost within a statement, and the next transaction has another', async () => {
  const pid = Promise.withResolvers<number>();
  const lost = operations().transaction(async (inside) => {
    pid.resolve(await backend(inside));
    await inside.query('SELECT pg_sleep(10)');
  });
  const error = lost.catch((reason: unknown) => reason);
  await end(await pid.promise);
  expect(asProblem(await error).code).toBe('unavailable');
  expect(await operations().query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('what is wrong with the work itself stays what it is', async () => {
  await expect(operations().transaction(async () => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
  expect(asProblem(new TypeError('a bug')).code).toBe('internal-error');
});
