import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Context, ScheduledEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { setSettings } from '../../settings.ts';
import type { TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingTable } from '../staging/services.ts';

let directory: string;
let clickhouse: ClickHouse;
let postgres: TestPostgres;
let table: { stop(): Promise<void> };
let lines: Record<string, unknown>[] = [];
let handler: typeof import('../../../functions/metrics/handler.ts').handler;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tranche-metrics-'));
  clickhouse = await startClickHouse({ directory: path.join(directory, 'ch'), port: 0, log: () => undefined });
  setSettings({ WAREHOUSE_URL: clickhouse.url });
  table = await startStagingTable();
  postgres = await startOperations();
  // With a writer that is not switched off.
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(JSON.parse(line)));
  ({ handler } = await import('../../../functions/metrics/handler.ts'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const part of [postgres, table, clickhouse]) await part.stop();
  await rm(directory, { recursive: true, force: true });
});

/** What the schedule has told CloudWatch: values, and sources that answer. */
async function tick() {
  lines = [];
  const event = { source: 'aws.events', 'detail-type': 'Scheduled Event' } as ScheduledEvent;
  expect(await handler(event, { awsRequestId: 'tick' } as Context)).toBeUndefined();
  const values = lines.find((line) => 'staged_files' in line || 'postgres_connections' in line) ?? {};
  const sources = lines.filter((line) => 'metrics_source_up' in line);
  return {
    values,
    up: Object.fromEntries(sources.map(({ source, metrics_source_up }) => [source, metrics_source_up])),
  };
}

test('each tick tells CloudWatch how the parts are, of the same samples as /metrics', async () => {
  const { values, up } = await tick();
  expect(up).toEqual({
    staging: 1,
    missing_loads: 1,
    streams: 1,
    webhooks: 1,
    mediator: 1,
    postgres: 1,
    clickhouse: 1,
  });
  expect(values).toMatchObject({
    staged_files: 0,
    staged_file_age_seconds: 0,
    sync_in_progress_seconds: 0,
    sync_queue_oldest_seconds: 0,
    sync_missing: 0,
    stream_waiting_seconds: 0,
    webhook_waiting_seconds: 0,
    mediator_waiting_seconds: 0,
    transactions_unknown: 0,
    provider_webhooks_unapplied: 0,
    providers_down: 0,
    postgres_connections: expect.any(Number),
    postgres_max_connections: expect.any(Number),
    clickhouse_errors_total: expect.any(Number),
    clickhouse_active_parts: 0,
    clickhouse_running_queries: expect.any(Number),
  });
  expect(values.postgres_connections).toBeGreaterThan(0);
  expect(values.postgres_max_connections).toBeGreaterThan(values.postgres_connections as number);
});

test('what is away is told as that, and its numbers are left out', async () => {
  await clickhouse.stop();
  const { values, up } = await tick();
  expect(up).toEqual({
    staging: 1,
    missing_loads: 1,
    streams: 1,
    webhooks: 1,
    mediator: 1,
    postgres: 1,
    clickhouse: 0,
  });
  expect(Object.keys(values).filter((name) => name.startsWith('clickhouse'))).toEqual([]);
  expect(values.postgres_connections).toBeGreaterThan(0);
});
