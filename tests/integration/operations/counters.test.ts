import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeLogLines } from '../../../events/log-lines.ts';
import { handler } from '../../../functions/count-events/handler.ts';
import { type Count, countersOf } from '../../../shared/operations/counters.ts';
import { startOperations } from '../staging/services.ts';
import type { TestPostgres } from './postgres-under-test.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startOperations();
});
afterAll(() => postgres.stop());

const counters = () => countersOf(postgres.database);
const value = async (name: string): Promise<number> =>
  (await counters().list()).filter((count) => count.name === name).reduce((sum, count) => sum + count.value, 0);
const count = (name: string, labels: Record<string, string> = {}, by = 1): Count => ({
  name,
  tenantId: 'BANK001',
  labels,
  value: by,
});

test('counts add up, whatever the order of their labels, and once a report', async () => {
  expect(await counters().add('r1', [count('a_total', { x: '1', y: '2' }), count('a_total', { y: '2', x: '1' })])).toBe(
    true,
  );
  expect(await counters().add('r1', [count('a_total', { x: '1', y: '2' })])).toBe(false);
  expect(await counters().add('r2', [count('a_total', { x: '1', y: '2' }, 2.5)])).toBe(true);
  expect((await counters().list()).filter(({ name }) => name === 'a_total')).toEqual([
    count('a_total', { x: '1', y: '2' }, 4.5),
  ]);
});

test('many at once, in any order, lose nothing and do not block each other', async () => {
  const names = ['m_total', 'n_total', 'o_total'];
  await Promise.all(
    Array.from({ length: 60 }, (_, index) => {
      const ordered = index % 2 === 0 ? names : names.toReversed();
      // Every third report comes twice.
      return counters().add(
        `many ${index - (index % 3 === 2 ? 1 : 0)}`,
        ordered.map((name) => count(name)),
      );
    }),
  );
  expect(await Promise.all(names.map(value))).toEqual([40, 40, 40]);
});

test('a report that cannot be counted whole is not counted at all, and can come again', async () => {
  await expect(counters().add('broken', [count('p_total'), count('q_total', {}, -1)])).rejects.toThrow();
  expect(await value('p_total')).toBe(0);
  expect(await counters().add('broken', [count('p_total')])).toBe(true);
});

test('a tenant gets its own', async () => {
  await counters().add('other', [
    { ...count('t_total'), tenantId: 'BANK002' },
    { ...count('t_total'), tenantId: '' },
  ]);
  expect((await counters().list('BANK002')).map(({ name, tenantId }) => [name, tenantId])).toEqual([
    ['t_total', 'BANK002'],
  ]);
});

const deliver = (group: string, ...lines: string[]) => {
  const logEvents = lines.map((message, index) => ({ id: `${group} ${index}`, timestamp: 1, message }));
  return handler(makeLogLines({ logGroup: group, logStream: 's', logEvents }), { awsRequestId: 'delivery' });
};
const requestLine = (status: number) =>
  JSON.stringify({
    http_requests_total: 1,
    http_request_duration_seconds: 0.04,
    counted: 'yes',
    labels: JSON.stringify({ tenant: 'BANK001', method: 'GET', route: '/api/data', status: String(status) }),
  });
const uploadLine = (once: string) =>
  JSON.stringify({
    _aws: {
      Timestamp: 1,
      CloudWatchMetrics: [{ Namespace: 'Tranche', Dimensions: [], Metrics: [{ Name: 'uploads_total' }] }],
    },
    uploads_total: 1,
    counted: 'yes',
    labels: JSON.stringify({ tenant: 'BANK001', status: 'staged' }),
    once,
  });

test('a delivery of log lines is counted once, also when it is delivered again', async () => {
  for (let delivery = 0; delivery < 3; delivery++)
    await deliver('api', requestLine(200), requestLine(200), requestLine(503));
  const requests = (await counters().list('BANK001')).filter(({ name }) => name === 'http_requests_total');
  expect(requests.map(({ labels, value: times }) => [labels.status, times])).toEqual([
    ['200', 2],
    ['503', 1],
  ]);
  expect(await value('http_request_duration_seconds_count')).toBe(3);
});

test('what two lines tell of is counted once, and a line without sense costs nothing but itself', async () => {
  await deliver('one', uploadLine('upload/1/staged'), 'no JSON {', '{"message":"something else"}');
  await deliver('two', uploadLine('upload/1/staged'), uploadLine('upload/2/staged'));
  expect(await value('uploads_total')).toBe(2);
});

test('a delivery that cannot be counted fails, so that it comes again', async () => {
  await expect(handler({ awslogs: { data: 'AAAA' } }, { awsRequestId: 'delivery' })).rejects.toThrow();
});
