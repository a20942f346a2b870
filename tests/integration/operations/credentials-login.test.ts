import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { apiKeysOf, verifyApiKey } from '../../../shared/operations/api-keys.ts';
import { openCredentialRegistry, openDatabase } from '../../../shared/operations/database.ts';
import { migrate } from '../../../shared/operations/migrate.ts';
import { sessionsOf } from '../../../shared/operations/sessions.ts';
import { verifyAccessToken } from '../../../shared/operations/verify-access-token.ts';
import { PEPPER, postgresWith, type TestPostgres, TOKEN_KEYS } from './postgres-under-test.ts';

const bank = tenantScope('BANK001');
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await postgresWith('BANK001', 'BANK002');
});
afterAll(() => postgres.stop());

/** Runs statements as that login, one after the other on a connection of its own. @returns the rows of the last */
async function as(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

test('keys and access tokens are checked by it', async () => {
  const registry = openCredentialRegistry(() => postgres.credentialsUrl);
  const { apiKey } = await apiKeysOf(postgres.database, PEPPER).issue(bank, 'viewer');
  const key = await verifyApiKey(registry, PEPPER, apiKey);
  expect(key).toMatchObject({ ok: true, scope: bank, role: 'viewer' });
  const secrets = { pepper: PEPPER, privateKey: TOKEN_KEYS.privateKey };
  const { accessToken } = await sessionsOf(postgres.database, secrets).start(key as Extract<typeof key, { ok: true }>);
  expect(await verifyAccessToken(registry, TOKEN_KEYS.publicKey, accessToken)).toMatchObject({ ok: true, scope: bank });
  await registry.close();
});

describe('it changes nothing, and reads no more:', () => {
  test.each([
    "INSERT INTO tenants (tenant_id, name, pg_schema, ch_database) VALUES ('EVIL', 'x', 'evil', 'evil_dw')",
    'UPDATE api_keys SET revoked_at = NULL',
    "UPDATE tenants SET is_active = true WHERE tenant_id = 'BANK001'",
    'DELETE FROM sessions',
    'SELECT * FROM tenants',
    'SELECT created_at FROM api_keys',
    'SELECT end_reason FROM sessions',
    'SELECT * FROM refresh_tokens',
    'SELECT password_hash FROM users',
    'SELECT last_login_at FROM users',
    "UPDATE users SET role = 'admin'",
    'SELECT * FROM user_addresses',
    'SELECT * FROM sign_in_failures',
    'SELECT * FROM counters',
    'SELECT * FROM applied_migrations',
    'SELECT * FROM _audit.entries',
    'SELECT * FROM bank001.sync_logs',
    'SET ROLE tenant_bank001',
    'CREATE TABLE public.mine (x int)',
    'CREATE TEMPORARY TABLE mine (x int)',
    'CREATE SCHEMA mine',
    'CREATE ROLE mine',
    'SELECT key_hash FROM api_keys FOR UPDATE',
    "COPY (SELECT 1) TO '/tmp/mine'",
    "SELECT pg_read_file('PG_VERSION')",
  ])('%s', async (statement) => {
    await expect(as(postgres.credentialsUrl, statement)).rejects.toThrow(/permission denied|read-only/);
    // A session may say of itself that it writes; its rights stay.
    const writing = as(postgres.credentialsUrl, 'SET default_transaction_read_only = off', statement);
    await expect(writing).rejects.toThrow(/permission denied/);
  });
});

test('migrating again keeps it, and gives it a new password', async () => {
  const url = new URL(postgres.credentialsUrl);
  url.password = 'another, and better';
  await migrate(postgres.url, url.href);
  await expect(as(postgres.credentialsUrl, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  expect(await as(url.href, 'SELECT tenant_id FROM tenants ORDER BY 1')).toEqual([
    { tenant_id: 'BANK001' },
    { tenant_id: 'BANK002' },
  ]);
  await migrate(postgres.url, postgres.credentialsUrl);
});

test('what may do more is not made into one', async () => {
  await expect(migrate(postgres.url, postgres.url)).rejects.toThrow(/may do more than read credentials/);
  const database = openDatabase(postgres.url);
  await database.registry.query("CREATE ROLE strong LOGIN PASSWORD 'x' CREATEDB");
  const strong = new URL(postgres.credentialsUrl);
  strong.username = 'strong';
  await expect(migrate(postgres.url, strong.href)).rejects.toThrow(/names strong, which may do more/);
  strong.username = 'bank001_reader';
  await database.registry.query("CREATE ROLE bank001_reader LOGIN PASSWORD 'x' IN ROLE tenant_bank001");
  await expect(migrate(postgres.url, strong.href)).rejects.toThrow(/names bank001_reader, which may do more/);
  strong.password = '';
  await expect(migrate(postgres.url, strong.href)).rejects.toThrow(/has to name a user and a password/);
  await database.close();
});
