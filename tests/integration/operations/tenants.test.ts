import { readdirSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { migrate } from '../../../shared/operations/migrate.ts';
import { syncConfigsOf } from '../../../shared/operations/sync-configs.ts';
import { tenantsOf } from '../../../shared/operations/tenants.ts';
import { createTenant, InvalidTenant } from '../../../shared/provisioning/create-tenant.ts';
import { emptyPostgres, type TestPostgres } from './postgres-under-test.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await emptyPostgres();
});
afterAll(() => postgres.stop());

const tables = () =>
  postgres.database.registry.query<{ name: string }>(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );

describe('migrations', () => {
  test('two that start at once on an empty database both succeed, and the second does nothing', async () => {
    await Promise.all([migrate(postgres.url), migrate(postgres.url)]);
    const first = await tables();
    expect(first.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['_audit.entries', 'public.api_keys', 'public.applied_migrations', 'public.tenants']),
    );
    const applied = await postgres.database.registry.query('SELECT name FROM applied_migrations');
    expect(applied).toHaveLength(readdirSync('shared/operations/migrations/registry').length);
    await migrate(postgres.url);
    expect(await tables()).toEqual(first);
    expect(await postgres.database.registry.query('SELECT name FROM applied_migrations')).toEqual(applied);
  });

  test('two that make the same tenant at once make one', async () => {
    const made = await Promise.all(
      [1, 2].map(() => createTenant(postgres.url, { tenantId: 'BANK001', name: 'Bank 001' })),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(await syncConfigsOf(postgres.database.operationsFor(tenantScope('BANK001'))).list('loans')).toHaveLength(2);
  });

  test('repeating with tenants keeps what is there', async () => {
    await createTenant(postgres.url, { tenantId: 'BANK002', name: 'Bank 002' });
    const configs = syncConfigsOf(postgres.database.operationsFor(tenantScope('BANK002')));
    await configs.patch({ dataset: 'loans', variant: 'RETAIL' }, { max_error_rate: 0.25 });
    await migrate(postgres.url);
    await migrate(postgres.url);
    expect(await configs.get({ dataset: 'loans', variant: 'RETAIL' })).toMatchObject({ max_error_rate: 0.25 });
  });

  test('a tenant that was cut off half-way is completed', async () => {
    await postgres.database.registry.query('CREATE ROLE tenant_bank007 NOLOGIN');
    await postgres.database.registry.query('CREATE SCHEMA bank007');
    expect((await createTenant(postgres.url, { tenantId: 'BANK007', name: 'Bank 007' })).created).toBe(true);
    expect(await syncConfigsOf(postgres.database.operationsFor(tenantScope('BANK007'))).list('loans')).toHaveLength(2);
  });

  test('a user who is no superuser can migrate, make tenants and work as them', async () => {
    await postgres.database.registry.query(`CREATE ROLE service LOGIN CREATEROLE PASSWORD 'service'`);
    // CREATE DATABASE cannot run in a transaction: a connection of its own.
    const admin = new pg.Client(postgres.url);
    await admin.connect();
    await admin.query('CREATE DATABASE deployed OWNER service');
    await admin.end();
    const url = new URL(postgres.url);
    url.username = 'service';
    url.password = 'service';
    url.pathname = '/deployed';
    await migrate(url.href);
    await createTenant(url.href, { tenantId: 'SERVED', name: 'Served' });
    const { openDatabase } = await import('../../../shared/operations/database.ts');
    const database = openDatabase(url.href);
    try {
      expect(await syncConfigsOf(database.operationsFor(tenantScope('SERVED'))).list('loans')).toHaveLength(2);
      await migrate(url.href);
    } finally {
      await database.close();
    }
  });
});

describe('tenants', () => {
  test('are listed, disabled and enabled', async () => {
    const tenants = tenantsOf(postgres.database);
    expect((await tenants.list()).map(({ scope, isActive }) => [scope.tenantId, isActive])).toEqual([
      ['BANK001', true],
      ['BANK002', true],
      ['BANK007', true],
    ]);
    expect(await tenants.setActive('BANK002', false)).toBe(true);
    expect((await tenants.list({ activeOnly: true })).map(({ scope }) => scope.tenantId)).toEqual([
      'BANK001',
      'BANK007',
    ]);
    expect((await tenants.get('BANK002'))?.isActive).toBe(false);
    expect(await tenants.setActive('BANK002', true)).toBe(true);
    expect(await tenants.setActive('NOBODY', true)).toBe(false);
    expect(await tenants.get('NOBODY')).toBeUndefined();
  });

  test('keep their name when made again', async () => {
    expect(await createTenant(postgres.url, { tenantId: 'BANK001', name: 'Another' })).toEqual({
      tenantId: 'BANK001',
      created: false,
      name: 'Bank 001',
    });
  });

  test.each([
    'bank001',
    'B',
    '1BANK',
    'BANK-1',
    'PUBLIC',
    'PG_CATALOG',
    'INFORMATION_SCHEMA',
    'X"; DROP TABLE tenants; --',
  ])('%j cannot be a tenant id', async (tenantId) => {
    await expect(createTenant(postgres.url, { tenantId, name: 'x' })).rejects.toThrow(InvalidTenant);
  });

  test.each(['', '   ', 'x'.repeat(101), 'a\nb'])('%j cannot be a name', async (name) => {
    await expect(createTenant(postgres.url, { tenantId: 'BANK009', name })).rejects.toThrow(InvalidTenant);
  });

  test('named like the superuser, a tenant gets no more than any other', async () => {
    await createTenant(postgres.url, { tenantId: 'POSTGRES', name: 'Postgres' });
    const operations = postgres.database.operationsFor(tenantScope('POSTGRES'));
    await expect(operations.query('SELECT * FROM public.api_keys')).rejects.toThrow(/permission denied/);
  });
});
