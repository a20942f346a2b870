import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../shared/contracts/contract.ts';
import { code } from '../../../shared/contracts/kinds/code.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { STREAMS } from '../../../shared/datasets/streams.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { readDataPage } from '../../../shared/warehouse/data-page.ts';
import { ensureWarehouse, SchemaConflict } from '../../../shared/warehouse/schema.ts';
import { SCHEMA_STEPS, type SchemaStep } from '../../../shared/warehouse/schema-steps.ts';
import { streamTable } from '../../../shared/warehouse/stream-tables.ts';
import { SCHEMA_STEPS_TAKEN } from '../../../shared/warehouse/tables.ts';
import { creditRows, fileOf, readUnderTest } from './read-under-test.ts';

const test = readUnderTest();
const scope = tenantScope('BANK001');
const { sql } = test;
/** A tenant's tables as they were made before there were numbered steps. */
const BEFORE = readFileSync(path.resolve(import.meta.dirname, 'schemas/before-steps.sql'), 'utf8')
  .replace(/^--.*$/gm, '')
  .split(';\n')
  .filter((statement) => statement.trim() !== '');

const tables = async () => (await sql.rows<{ name: string }>('SHOW TABLES')).map(({ name }) => name);
const stepsTaken = async () =>
  (await sql.rows<{ number: number }>(`SELECT number FROM ${SCHEMA_STEPS_TAKEN} ORDER BY number`)).map(
    ({ number }) => number,
  );
const columnsOf = (of: string) => sql.rows<{ name: string; type: string }>(`DESCRIBE TABLE ${of}`);
const page = async (dataset: Dataset = loans) => {
  const slice = Slice.of(dataset, 'RETAIL');
  const query = { slice, table: slice.table('credit'), limit: 100, filters: [] };
  return JSON.parse(`[${Buffer.concat((await readDataPage(test.warehouse, query)).rows)}]`) as Record<
    string,
    unknown
  >[];
};

beforeEach(async () => {
  for (const table of await tables()) await sql.command(`DROP TABLE ${table} SYNC`);
  for (const statement of BEFORE) await sql.command(statement);
});

/** The next step there may be: a column for every table of a tenant. */
const everyTable: SchemaStep = {
  number: SCHEMA_STEPS.length + 1,
  name: 'every row says where it came from',
  statements: (datasets, on) =>
    [...datasets.flatMap(({ fileTypes }) => fileTypes.map(({ table }) => table)), ...HOUSE_TABLES].map(
      (table) => `ALTER TABLE ${table}${on} ADD COLUMN IF NOT EXISTS origin LowCardinality(String) DEFAULT 'a file'`,
    ),
};
const HOUSE_TABLES = [
  'validation_errors',
  'rejected_rows',
  'published_batches',
  'batch_profiles',
  ...STREAMS.map(streamTable),
];

/** The contract with one column more in every file. */
const withColumn = (required: boolean): Dataset => ({
  ...loans,
  fileTypes: loans.fileTypes.map((fileType) => ({
    ...fileType,
    columns: [
      ...fileType.columns,
      {
        name: 'branch_code',
        number: 69,
        kind: code([{ input: 'B1', value: 'B1', meaning: 'The first.' }]),
        required,
        meaning: 'The branch.',
      },
    ],
  })),
});

describe('a tenant of before', () => {
  it('is read as it was, takes every step once, and loads and reads new rows', async () => {
    const old = creditRows('RETAIL', [{ internal_rating: '' }, { internal_rating: '7' }]);
    await test.publishFiles('RETAIL', { credit: fileOf('credit', 'RETAIL', old) });
    const before = await page();
    expect(before).toHaveLength(2);

    await ensureWarehouse(scope);
    expect(await stepsTaken()).toEqual(SCHEMA_STEPS.map(({ number }) => number));
    expect(await page()).toEqual(before);
    await ensureWarehouse(scope);
    expect(await stepsTaken()).toEqual(SCHEMA_STEPS.map(({ number }) => number));

    await test.publishFiles('RETAIL', {
      credit: fileOf('credit', 'RETAIL', [...old, ...creditRows('RETAIL', [{ loan_account_number: 'NEW' }])]),
    });
    expect((await page()).map((row) => ({ ...row, batch_id: undefined }))).toEqual([
      ...before,
      expect.objectContaining({ loan_account_number: 'NEW' }),
    ]);
  });

  it('gets a column in every table, and what its contract has more; old rows have none, new ones what they say', async () => {
    await test.publishRows('RETAIL', 'credit', [{ loan_account_number: 'OLD' }]);
    const extended = withColumn(false);
    await ensureWarehouse(scope, [extended], [...SCHEMA_STEPS, everyTable]);
    for (const table of (await tables()).filter((name) => name !== SCHEMA_STEPS_TAKEN)) {
      const columns = await columnsOf(table);
      expect(columns.map(({ name }) => name)).toContain('origin');
      if (table.startsWith('fact_')) {
        expect(columns).toContainEqual(
          expect.objectContaining({ name: 'branch_code', type: 'LowCardinality(Nullable(String))' }),
        );
      }
    }
    expect(await page(extended)).toEqual([expect.objectContaining({ loan_account_number: 'OLD', branch_code: null })]);
    expect(await sql.rows('SELECT origin FROM fact_credit')).toEqual([{ origin: 'a file' }]);
    await test.publishRows('RETAIL', 'credit', [{ loan_account_number: 'NEW', branch_code: 'B1' }]);
    expect(await page(extended)).toEqual([expect.objectContaining({ loan_account_number: 'NEW', branch_code: 'B1' })]);
    // A function that was not deployed yet works on.
    expect(await page()).toEqual([expect.not.objectContaining({ branch_code: 'B1' })]);
    await ensureWarehouse(scope);
    expect(await stepsTaken()).toEqual([...SCHEMA_STEPS, everyTable].map(({ number }) => number));
  });

  it('is upgraded by several processes at once as by one', async () => {
    const steps = [...SCHEMA_STEPS, everyTable];
    await Promise.all(Array.from({ length: 4 }, () => ensureWarehouse(scope, [withColumn(false)], steps)));
    expect([...new Set(await stepsTaken())]).toEqual(steps.map(({ number }) => number));
    const { length } = await columnsOf('fact_credit');
    await ensureWarehouse(scope, [withColumn(false)], steps);
    expect(await columnsOf('fact_credit')).toHaveLength(length);
  });

  it('goes on where an upgrade was cut off in the middle of a step', async () => {
    const cutOff = {
      ...everyTable,
      statements: (datasets: readonly Dataset[], on: string) => [
        everyTable.statements(datasets, on)[0]!,
        'ALTER TABLE not_there DROP COLUMN x',
      ],
    };
    await expect(ensureWarehouse(scope, [loans], [...SCHEMA_STEPS, cutOff])).rejects.toThrow('ClickHouse error 60');
    expect(await stepsTaken()).toEqual(SCHEMA_STEPS.map(({ number }) => number));
    await ensureWarehouse(scope, [loans], [...SCHEMA_STEPS, everyTable]);
    expect(await stepsTaken()).toEqual([...SCHEMA_STEPS, everyTable].map(({ number }) => number));
    for (const table of HOUSE_TABLES) expect((await columnsOf(table)).map(({ name }) => name)).toContain('origin');
  });

  it('gets a required column only while it has no rows: nothing is made up', async () => {
    await ensureWarehouse(scope, [withColumn(true)]);
    expect(await columnsOf('fact_credit')).toContainEqual(expect.objectContaining({ name: 'branch_code' }));
    await sql.command('ALTER TABLE fact_credit DROP COLUMN branch_code');
    await test.publishRows('RETAIL', 'credit', [{ loan_account_number: 'OLD' }]);
    const refused = ensureWarehouse(scope, [withColumn(true)]);
    await expect(refused).rejects.toThrow(SchemaConflict);
    await expect(refused).rejects.toThrow('fact_credit has 1 rows without branch_code');
  });
});

it('a tenant that is made today has the tables of one that was upgraded, from whatever was there', async () => {
  const shape = async (database: string) => {
    const made = await sql.rows<{ query: string }>(
      `SELECT replace(create_table_query, {database:String}, '') AS query FROM system.tables
       WHERE database = {database:String} ORDER BY name`,
      { database },
    );
    return made.map(({ query }) => {
      const [table, settings = ''] = query.split(' SETTINGS ');
      return [table, settings.split(', ').toSorted()];
    });
  };
  for (const column of ['batch_id', 'published_by', 'reason', 'order_id']) {
    await sql.command(`ALTER TABLE published_batches DROP COLUMN ${column}`);
  }
  await sql.command('ALTER TABLE fact_credit RESET SETTING min_parts_to_merge_at_once');
  await sql.command('DROP TABLE batch_profiles');
  await ensureWarehouse(scope);
  const made = tenantScope('BANK002');
  await ensureWarehouse(made);
  expect(await shape(scope.database)).toEqual(await shape(made.database));
});
