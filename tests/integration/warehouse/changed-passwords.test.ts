import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { LOGIN_NAMES } from '../../../shared/warehouse/logins.ts';
import { type SecretsManager, startSecretsManager } from '../../secrets-manager.ts';

let secretsManager: SecretsManager;
let directory: string;
let engine: ClickHouse;
let client: typeof import('../../../shared/warehouse/client.ts');

const started = (port: number, logins: { load: string; read: string }) =>
  startClickHouse({ directory: path.join(directory, 'clickhouse'), port, logins, log: () => {} });

/** An engine takes passwords when it starts. */
async function changePasswords(logins: { load: string; read: string }): Promise<void> {
  const port = Number(new URL(engine.url).port);
  await engine.stop();
  engine = await started(port, logins);
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tranche-logins-'));
  engine = await started(0, { load: 'first', read: 'first' });
  secretsManager = await startSecretsManager({ load: 'first', read: 'first' });
  const settings = {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'LOCALKEY',
    AWS_SECRET_ACCESS_KEY: 'local/secret',
    WAREHOUSE_URL: engine.url,
    WAREHOUSE_USER: LOGIN_NAMES.read,
    WAREHOUSE_PASSWORD: '{secret:read}',
    WAREHOUSE_LOAD_USER: LOGIN_NAMES.load,
    WAREHOUSE_LOAD_PASSWORD: '{secret:load}',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  // Settings are read when a function starts.
  vi.resetModules();
  client = await import('../../../shared/warehouse/client.ts');
});
afterAll(async () => {
  await client?.closeWarehouseClients();
  await engine?.stop();
  secretsManager.close();
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

const row = z.strictObject({ one: z.number() });
const ask = (workload: 'load' | 'read') =>
  client.statementsOn('default', workload).row({ name: 'health', row, sql: 'SELECT 1 AS one' });
/** The first statement may still meet a connection of the engine before. */
const settled = (workload: 'load' | 'read') =>
  expect.poll(() => ask(workload).catch((error: { code?: string }) => error.code));

test('a function that runs goes on with a new password of either login', async () => {
  for (const workload of ['load', 'read'] as const) expect(await ask(workload)).toEqual({ one: 1 });
  const before = secretsManager.reads();
  const logins = { load: 'second/ü', read: 'second' };
  for (const [name, password] of Object.entries(logins)) secretsManager.secrets.set(name, password);
  await changePasswords(logins);
  await settled('load').toEqual({ one: 1 });
  await settled('read').toEqual({ one: 1 });
  expect(secretsManager.reads()).toBeGreaterThan(before);
});

test('a login that stays refused is an error, and Secrets Manager is not flooded', async () => {
  await changePasswords({ load: 'second/ü', read: 'nobody was told' });
  await settled('read').toBe('516');
  const before = secretsManager.reads();
  const codes = await Promise.all(
    Array.from({ length: 50 }, () => ask('read').catch((error: { code?: string }) => error.code)),
  );
  expect(new Set(codes)).toEqual(new Set(['516']));
  // Both secrets, once.
  expect(secretsManager.reads() - before).toBeLessThanOrEqual(2);
  // The other login is not concerned.
  expect(await ask('load')).toEqual({ one: 1 });
  secretsManager.secrets.set('read', 'nobody was told');
  await settled('read').toEqual({ one: 1 });
});
