import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { statementsOn, WarehouseError, warehouseFor } from '../../../shared/warehouse/client.ts';
import { keptResult, readKeptResult } from '../../../shared/warehouse/kept-results.ts';
import { SHARES, type Workload } from '../../../shared/warehouse/workloads.ts';
import { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';

const test = warehouseUnderTest();
const scope = tenantScope('BANK001');
const ACCESS_DENIED = '497';
const CONSTRAINT_VIOLATED = '452';

/** Sends SQL by a login, as nothing in the service does: its statements are written, not given. */
const sent = (workload: Workload, sql: string, settings = {}) =>
  warehouseFor(scope, workload)
    .command({ name: 'health', sql: sql as 'SELECT 1', settings })
    .then(
      () => 'done',
      (error: unknown) => (error instanceof WarehouseError ? error.code : error),
    );

it.each([
  'CREATE TABLE other (n UInt8) ENGINE = MergeTree ORDER BY n',
  'CREATE TEMPORARY TABLE other (n UInt8)',
  'CREATE DATABASE other',
  'CREATE VIEW _kept_bank001_dw.other AS SELECT 1',
  'DROP TABLE fact_credit',
  'TRUNCATE TABLE fact_credit',
  'ALTER TABLE fact_credit DELETE WHERE 1',
  'ALTER TABLE _kept_bank001_dw.batch_profiles DELETE WHERE 1',
  'RENAME TABLE fact_credit TO other',
  'INSERT INTO published_batches (fencing) SELECT 1',
  'INSERT INTO batch_profiles (profile) SELECT 1',
  'INSERT INTO bank001_dw.rejected_rows (record) FORMAT JSONEachRow {"record": "x"}',
  "INSERT INTO FUNCTION s3('http://127.0.0.1:1/bucket/key', 'CSV', 'a String') SELECT 'a'",
  "INSERT INTO FUNCTION file('/tmp/never', 'CSV', 'a String') SELECT 'a'",
  "SELECT * FROM s3('http://127.0.0.1:1/bucket/key', 'CSV', 'a String')",
  "SELECT * FROM url('http://127.0.0.1:1/x', 'CSV', 'a String')",
  "SELECT * FROM file('/etc/passwd', 'LineAsString')",
  "SELECT file('/etc/passwd')",
  "SELECT length(`file` /* so */ ('/etc/passwd'))",
  "SELECT `fi\\x6ce`('/etc/passwd')",
  "SELECT catboostEvaluate('/etc/passwd', 1)",
  "SELECT * FROM remote('127.0.0.1:1', 'bank001_dw', 'fact_credit')",
  'SET ROLE everything',
  'SET max_memory_usage = 1',
  'KILL QUERY WHERE 1',
  'CREATE USER other',
  'GRANT SELECT ON *.* TO tranche_read',
])('the login that reads may not %s', async (sql) => {
  expect(await sent('read', sql)).toBe(ACCESS_DENIED);
});

it.each([
  "SELECT * FROM s3('http://127.0.0.1:1/bucket/key', 'CSV', 'a String')",
  "SELECT * FROM file('/etc/passwd', 'LineAsString')",
  "SELECT file('/etc/passwd')",
  "SELECT * FROM remote('127.0.0.1:1', 'bank001_dw', 'fact_credit')",
  'DROP DATABASE bank001_dw',
  'CREATE USER other',
  'SET ROLE everything',
])('the login that loads may not %s', async (sql) => {
  expect(await sent('load', sql)).toBe(ACCESS_DENIED);
});

it('but a load publishes', async () => {
  expect(await sent('small-load', "INSERT INTO published_batches (variant, fencing) SELECT 'TRIED', 1")).toBe('done');
  expect(await sent('small-load', "DELETE FROM published_batches WHERE variant = 'TRIED'")).toBe('done');
});

it.each(['load', 'small-load', 'read'] as const)(
  'a statement of %s may ask for less than its share, not more',
  async (workload) => {
    const { memory, threads, spillFrom } = SHARES[workload];
    for (const [name, most] of [
      ['max_memory_usage', memory],
      ['max_threads', threads],
      ['max_bytes_before_external_sort', spillFrom],
      ['max_bytes_before_external_group_by', spillFrom],
    ] as const) {
      expect(await sent(workload, 'SELECT 1', { [name]: most }), name).toBe('done');
      expect(await sent(workload, 'SELECT 1', { [name]: most - 1 }), name).toBe('done');
      expect(await sent(workload, 'SELECT 1', { [name]: most + 1 }), name).toBe(CONSTRAINT_VIOLATED);
      expect(await sent(workload, `SELECT 1 SETTINGS ${name} = ${most + 1}`), name).toBe(CONSTRAINT_VIOLATED);
      expect(await sent(workload, `SELECT 1 SETTINGS profile = 'default', ${name} = ${most + 1}`), name).toBe(
        CONSTRAINT_VIOLATED,
      );
      // For threads, it stands for the machine's own number.
      if (name === 'max_threads') continue;
      // No limit at all.
      expect(await sent(workload, 'SELECT 1', { [name]: 0 }), name).toBe(CONSTRAINT_VIOLATED);
      expect(await sent(workload, `SELECT 1 SETTINGS ${name} = 0`), name).toBe(CONSTRAINT_VIOLATED);
    }
    expect(await sent(workload, 'SELECT 1', { os_thread_priority: '-1' })).toBe(CONSTRAINT_VIOLATED);
  },
);

it('a statement that takes more memory than its share ends', async () => {
  expect(await sent('read', 'SELECT groupArray(number) FROM numbers(1000000000) FORMAT Null')).toBe('241');
});

it('what a read computes is kept where it can change nothing that a load computed', async () => {
  const key = { batchId: randomUUID(), fileType: 'credit', version: 'tried' };
  const [reads, loads] = [warehouseFor(scope), warehouseFor(scope, 'load')];
  expect(await keptResult(reads, key, async () => 'of a read')).toEqual({ json: '"of a read"' });
  expect(await readKeptResult(loads, key)).toEqual({ json: '"of a read"' });
  const other = { ...key, batchId: randomUUID() };
  expect(await keptResult(loads, other, async () => 'of a load')).toEqual({ json: '"of a load"' });
  expect(await keptResult(reads, other, async () => 'never asked')).toEqual({ json: '"of a load"' });
  expect(await test.sql.rows(`SELECT batch_id FROM batch_profiles WHERE version = 'tried'`)).toEqual([
    { batch_id: other.batchId },
  ]);
});

it('the login that reads sees how the engine is', async () => {
  const row = z.strictObject({ seen: z.number() });
  for (const table of ['disks', 'errors', 'parts', 'metrics']) {
    expect(
      await statementsOn().row({ name: 'health', row, sql: `SELECT count() AS seen FROM system.${table}` }),
    ).toBeDefined();
  }
});
