import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handler } from '../../../functions/sync/handler.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { operationsFor } from '../../../shared/operations/database.ts';
import { syncLogsOf } from '../../../shared/operations/sync-logs.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingTable } from '../staging/services.ts';

let postgres: TestPostgres;
let table: { stop(): Promise<void> };
beforeAll(async () => {
  table = await startStagingTable();
  postgres = await startOperations();
  for (const tenantId of ['BANK001', 'BANK002']) await createTenant(postgres.url, { tenantId, name: tenantId });
});
afterAll(async () => {
  await postgres.stop();
  await table.stop();
});

const keyOf = async (tenantId: string) =>
  (await apiKeysOf(postgres.database, PEPPER).issue(tenantScope(tenantId))).apiKey;

async function call(method: string, path: string, more: { query?: string; body?: unknown; tenant?: string } = {}) {
  const result = await handler(
    gatewayEvent({
      method,
      path,
      ...(more.query ? { query: more.query } : {}),
      ...(more.body === undefined
        ? {}
        : { body: JSON.stringify(more.body), headers: { 'Content-Type': 'application/json' } }),
      apiKey: await keyOf(more.tenant ?? 'BANK001'),
    }),
  );
  return { status: result.statusCode, body: JSON.parse(result.body), headers: result.headers ?? {} };
}
const makeLog = (tenantId = 'BANK001') =>
  syncLogsOf(operationsFor(tenantScope(tenantId))).create({
    id: uuidv7(),
    dataset: 'loans',
    variant: 'RETAIL',
    trigger: 'MANUAL',
    validateOnly: false,
    rulesetVersion: 'loans-1',
    files: { credit: [{ upload_id: uuidv7(), file_name: null, size_bytes: null, sent_by: null, total_rows: null }] },
  });

test('configurations: both loan types, with their defaults', async () => {
  const { status, body } = await call('GET', '/api/sync/configs');
  expect(status).toBe(200);
  expect(body.next_cursor).toBeNull();
  expect(
    body.data.map((config: Record<string, unknown>) => [
      config.loan_type,
      config.is_enabled,
      config.sync_interval_minutes,
      config.max_error_rate,
    ]),
  ).toEqual([
    ['RETAIL', true, 1, 0.5],
    ['COMMERCIAL', true, 1, 0.5],
  ]);
});

test('a configuration is changed for its tenant only', async () => {
  const changed = await call('PATCH', '/api/sync/configs/RETAIL', {
    body: { max_error_rate: 0.02, is_enabled: false },
  });
  expect([changed.status, changed.body.max_error_rate, changed.body.is_enabled]).toEqual([200, 0.02, false]);
  expect((await call('GET', '/api/sync/configs/RETAIL')).body).toEqual(changed.body);
  expect((await call('GET', '/api/sync/configs/RETAIL', { tenant: 'BANK002' })).body.max_error_rate).toBe(0.5);
});

test.each([
  { max_error_rate: 1.01 },
  { max_error_rate: -0.1 },
  { max_error_rate: '0.5' },
  { sync_interval_minutes: 0 },
  { sync_interval_minutes: 10_081 },
  { sync_interval_minutes: 1.5 },
  { is_enabled: 'yes' },
  { is_enabled: null },
  { loan_type: 'RETAIL' },
])('%j changes nothing and is 400', async (body) => {
  const before = await call('GET', '/api/sync/configs/COMMERCIAL');
  expect((await call('PATCH', '/api/sync/configs/COMMERCIAL', { body })).status).toBe(400);
  expect((await call('GET', '/api/sync/configs/COMMERCIAL')).body).toEqual(before.body);
});

test('a loan type that does not exist is 400', async () => {
  expect((await call('GET', '/api/sync/configs/MORTGAGE')).status).toBe(400);
});

test("logs are listed and read, and another tenant's are not there", async () => {
  const log = await makeLog();
  const theirs = await makeLog('BANK002');
  expect((await call('GET', `/api/sync/logs/${log.id}`)).body).toEqual(log);
  expect((await call('GET', '/api/sync/logs', { query: 'limit=1' })).body.data).toEqual([log]);
  const foreign = await call('GET', `/api/sync/logs/${theirs.id}`);
  expect([foreign.status, foreign.body.type]).toEqual([404, '/problems/not-found']);
});

test('pages of logs by cursor', async () => {
  await makeLog();
  await makeLog();
  const first = await call('GET', '/api/sync/logs', { query: 'limit=2' });
  const second = await call('GET', '/api/sync/logs', { query: `limit=2&cursor=${first.body.next_cursor}` });
  const ids = [...first.body.data, ...second.body.data].map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect((await call('GET', '/api/sync/logs', { query: 'cursor=nonsense' })).body.type).toBe(
    '/problems/invalid-cursor',
  );
});

test.each([
  ['another tenant', { tenant_id: 'BANK002', loan_type: 'COMMERCIAL' }, 403, 'tenant-mismatch'],
  ['no tenant_id', { loan_type: 'COMMERCIAL' }, 400, 'invalid-request'],
  ['an unknown loan type', { tenant_id: 'BANK001', loan_type: 'X' }, 400, 'invalid-request'],
  ['nothing staged', { tenant_id: 'BANK001', loan_type: 'COMMERCIAL' }, 409, 'nothing-staged'],
  ['disabled', { tenant_id: 'BANK001', loan_type: 'RETAIL' }, 409, 'sync-disabled'],
])('a sync cannot be started: %s', async (_why, body, status, code) => {
  const answer = await call('POST', '/api/sync', { body });
  expect([answer.status, answer.body.type]).toEqual([status, `/problems/${code}`]);
});

test('every path answers 405 with Allow', async () => {
  expect((await call('DELETE', '/api/sync/configs/RETAIL')).headers.Allow).toBe('GET, HEAD, PATCH');
});
