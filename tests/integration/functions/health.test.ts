import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handler } from '../../../functions/health/handler.ts';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { setSettings } from '../../settings.ts';
import type { TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingBucket, startStagingTable, startSyncQueue } from '../staging/services.ts';

let directory: string;
let clickhouse: ClickHouse;
let postgres: TestPostgres;
let table: { stop(): Promise<void> };
let bucket: { stop(): Promise<void> };
let queue: { stop(): Promise<void> };
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tranche-health-'));
  clickhouse = await startClickHouse({ directory: path.join(directory, 'ch'), port: 0, log: () => undefined });
  setSettings({ WAREHOUSE_URL: clickhouse.url });
  bucket = await startStagingBucket();
  table = await startStagingTable();
  queue = await startSyncQueue();
  postgres = await startOperations();
});
const stopped = new Set<unknown>();
const stop = async (part: { stop(): Promise<void> }) => {
  if (stopped.has(part)) return;
  stopped.add(part);
  await part.stop();
};
afterAll(async () => {
  for (const part of [postgres, queue, table, bucket, clickhouse]) await stop(part);
  await rm(directory, { recursive: true, force: true });
});

const health = async () => {
  const { statusCode, body, headers } = await handler(gatewayEvent({ path: '/health', as: null }));
  return { status: statusCode, type: headers?.['Content-Type'], body: JSON.parse(body) };
};

test('all parts up', async () => {
  const { status, body } = await health();
  expect(status).toBe(200);
  expect(body.status).toBe('healthy');
  const states = Object.entries(body.checks as Record<string, { status: string }>).map(([part, check]) => [
    part,
    check.status,
  ]);
  expect(states).toEqual([
    ['postgres', 'up'],
    ['clickhouse', 'up'],
    ['dynamodb', 'up'],
    ['s3', 'up'],
    ['sqs', 'up'],
    ['mediator', 'up'],
    ['webhooks', 'up'],
  ]);
});

test('each part that goes down is named, with 503', async () => {
  const parts = { clickhouse, dynamodb: table, s3: bucket, sqs: queue, postgres };
  const down: string[] = [];
  for (const [name, part] of Object.entries(parts)) {
    await stop(part);
    down.push(name);
    if (name === 'sqs') down.push('mediator', 'webhooks');
    const { status, type, body } = await health();
    expect([status, type, body.type]).toEqual([503, 'application/problem+json', '/problems/unhealthy']);
    const found = Object.entries(body.checks as Record<string, { status: string }>).filter(
      ([, check]) => check.status === 'down',
    );
    expect(found.map(([part]) => part).toSorted()).toEqual(down.toSorted());
    for (const part of down) expect(body.detail).toContain(part);
  }
});
