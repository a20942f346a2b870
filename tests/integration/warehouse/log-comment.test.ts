import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { correlated } from '../../../shared/observability/correlation.ts';
import { closeWarehouseClients, warehouseFor } from '../../../shared/warehouse/client.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { setSettings } from '../../settings.ts';
import { plainSql } from './plain-sql.ts';

const scope = tenantScope('BANK001');
let directory: string;
let clickhouse: ClickHouse;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tranche-comment-'));
  clickhouse = await startClickHouse({ directory: path.join(directory, 'ch'), port: 0, log: () => undefined });
  setSettings({ WAREHOUSE_URL: clickhouse.url });
  await ensureWarehouse(scope);
});
afterAll(async () => {
  await closeWarehouseClients();
  await clickhouse.stop();
  await rm(directory, { recursive: true, force: true });
});

const commentRow = z.strictObject({ comment: z.string() });
const comment = async (): Promise<string> => {
  const sql = "SELECT getSetting('log_comment') AS comment";
  return (await warehouseFor(scope).row({ name: 'health', row: commentRow, sql })).comment;
};
/** The laptop's engine puts an id of its own behind it. */
const ids = (text: string): unknown => JSON.parse(text.slice(0, text.lastIndexOf('}') + 1));

test('every statement says its name, and for which request, sync and tenant it is', async () => {
  const work = { component: 'run-sync', request_id: 'r1', sync_id: 's1', tenant_id: 'BANK001' };
  expect(ids(await correlated(work, comment))).toEqual({ service: 'tranche', query: 'health', ...work });
});

test('of many at once each says its own, and no two are alike', async () => {
  const comments = await Promise.all(
    Array.from({ length: 20 }, (_, index) => correlated({ request_id: `r${index % 5}` }, comment)),
  );
  expect(comments.map(ids)).toEqual(
    comments.map((_, index) => ({ service: 'tranche', query: 'health', request_id: `r${index % 5}` })),
  );
  expect(new Set(comments).size).toBe(20);
});

test('a statement that runs is found, and ended, by the id of its sync', async () => {
  const work = { sync_id: 'sync-to-be-found' };
  const long = correlated(work, () =>
    warehouseFor(scope).command({
      name: 'health',
      sql: 'SELECT sleepEachRow(0.1) FROM numbers(600) FORMAT Null',
      // A block may sleep for three seconds at most.
      settings: { max_block_size: '1' },
    }),
  );
  const ended = expect(long).rejects.toThrow('QUERY_WAS_CANCELLED');
  const running = async () =>
    (
      await plainSql(scope).rows<{ query: string }>(
        "SELECT query FROM system.processes WHERE Settings['log_comment'] LIKE '%sync-to-be-found%' AND query NOT LIKE '%processes%'",
      )
    ).map(({ query }) => query);
  await expect.poll(running, { timeout: 10_000 }).toHaveLength(1);
  await plainSql(scope).command(
    "KILL QUERY WHERE Settings['log_comment'] LIKE '%sync-to-be-found%' AND query NOT LIKE '%processes%' ASYNC",
  );
  await ended;
});
