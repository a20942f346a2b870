import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { Operations } from '../../../shared/operations/database.ts';
import { postgresWith, type TestPostgres } from './postgres-under-test.ts';

let postgres: TestPostgres;
let bank1: Operations;
let bank2: Operations;
beforeAll(async () => {
  postgres = await postgresWith('BANK001', 'BANK002');
  bank1 = postgres.database.operationsFor(tenantScope('BANK001'));
  bank2 = postgres.database.operationsFor(tenantScope('BANK002'));
});
afterAll(() => postgres.stop());

describe("a tenant's role", () => {
  test.each([
    ["another tenant's tables", 'SELECT * FROM bank002.sync_configs'],
    ["another tenant's tables, to write", 'UPDATE bank002.sync_configs SET is_enabled = false'],
    ['the registry of tenants', 'SELECT * FROM public.tenants'],
    ['the keys', 'SELECT * FROM public.api_keys'],
    ['tables of its own making', 'CREATE TABLE mine (x int)'],
    ['its tables, to change their structure', 'ALTER TABLE sync_configs ADD COLUMN x int'],
    ['its tables, to drop', 'DROP TABLE sync_logs'],
    ["its migrations' record", 'SELECT * FROM applied_migrations'],
  ])('does not reach %s', async (_what, text) => {
    await expect(bank1.query(text)).rejects.toThrow(/permission denied|must be owner/);
  });

  test('reaches its own tables by their bare names', async () => {
    await bank1.query('UPDATE sync_configs SET max_error_rate = 0.1');
    expect(await bank1.query('SELECT DISTINCT max_error_rate FROM sync_configs')).toEqual([{ max_error_rate: 0.1 }]);
    expect(await bank2.query('SELECT DISTINCT max_error_rate FROM sync_configs')).toEqual([{ max_error_rate: 0.5 }]);
  });

  test('is left behind with the transaction, also a failed one, on whichever connection', async () => {
    const turns = Array.from({ length: 60 }, async (_, n) => {
      const [operations, schema] = n % 2 === 0 ? [bank1, 'bank001'] : [bank2, 'bank002'];
      if (n % 5 === 0) await expect(operations.query('SELECT 1/0')).rejects.toThrow(/division/);
      const [seen] = await operations.query<{ who: string; path: string }>(
        `SELECT current_user::text AS who, current_schema()::text AS path`,
      );
      expect(seen).toEqual({ who: `tenant_${schema}`, path: schema });
      const [registry] = await postgres.database.registry.query<{ who: string }>('SELECT current_user::text AS who');
      expect(registry).toEqual({ who: 'postgres' });
    });
    await Promise.all(turns);
  });

  test('keeps nothing of a transaction that fails', async () => {
    const failing = bank1.transaction(async (inside) => {
      await inside.query('UPDATE sync_configs SET max_error_rate = 0.9');
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await bank1.query('SELECT DISTINCT max_error_rate FROM sync_configs')).toEqual([{ max_error_rate: 0.1 }]);
  });

  test('a tenant that does not exist has no role to work as', async () => {
    const nobody = postgres.database.operationsFor(tenantScope('NOBODY'));
    await expect(nobody.query('SELECT 1')).rejects.toThrow(/role "tenant_nobody" does not exist/);
  });
});
