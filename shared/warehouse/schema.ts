import * as z from 'zod';
import { type Dataset, tablesOf } from '../contracts/contract.ts';
import { DATASETS } from '../datasets/registry.ts';
import { STREAMS } from '../datasets/streams.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { identifier } from '../sql/quoting.ts';
import { rowCount } from '../sql/statement.ts';
import { statementsOn, type Warehouse, warehouseFor } from './client.ts';
import { onCluster } from './cluster.ts';
import { SCHEMA_STEPS, takeSchemaSteps } from './schema-steps.ts';
import { streamTableStatement } from './stream-tables.ts';
import {
  factColumns,
  readResults,
  readResultsDatabase,
  resultsStatement,
  sharedTableStatements,
  tableStatements,
} from './tables.ts';

/** What is stored and what the contract says do not go together, and no automatic step would be safe. */
export class SchemaConflict extends Error {
  override readonly name = 'SchemaConflict';
}

/**
 * Makes a tenant's warehouse what the contracts and the numbered steps say: of a tenant that is there, too, whatever
 * datasets it was made with. Safe to repeat, and for several processes at
 * once.
 * @throws {SchemaConflict} if a column is stored with another type, or a new one may not be absent and there are rows
 */
export async function ensureWarehouse(
  scope: TenantScope,
  datasets: readonly Dataset[] = DATASETS,
  steps = SCHEMA_STEPS,
): Promise<void> {
  const warehouse = warehouseFor(scope, 'small-load');
  for (const database of [scope.database, readResultsDatabase(scope)]) {
    await statementsOn('default', 'small-load').command({
      name: 'create-database',
      sql: `CREATE DATABASE IF NOT EXISTS ${identifier(database)}${onCluster(warehouse.cluster)}`,
    });
  }
  const { cluster } = warehouse;
  const tables = datasets.flatMap((dataset) => tableStatements(dataset, cluster));
  const streams = STREAMS.map((stream) => streamTableStatement(stream, cluster));
  const shared = [...sharedTableStatements(cluster), resultsStatement(readResults(scope), cluster)];
  for (const sql of [...tables, ...streams, ...shared]) {
    await warehouse.command({ name: 'create-table', sql });
  }
  await takeSchemaSteps(warehouse, datasets, steps);
  for (const dataset of datasets) await addMissingColumns(warehouse, dataset);
}

const columnRow = z.strictObject({ table: z.string(), name: z.string(), type: z.string() });

/** A contract's columns are compared with those that are stored: a contract changes without a numbered step. */
async function addMissingColumns(warehouse: Warehouse, dataset: Dataset): Promise<void> {
  const stored = await warehouse.rows({
    name: 'columns',
    row: columnRow,
    sql: 'SELECT table, name, type FROM system.columns WHERE database = currentDatabase() AND table IN {tables:Array(String)}',
    parameters: { tables: tablesOf(dataset).map(({ table }) => table) },
  });
  for (const stated of tablesOf(dataset)) {
    const { table } = stated;
    let after = '';
    for (const [name, type] of factColumns(dataset, stated)) {
      const found = stored.find((column) => column.table === table && column.name === name);
      if (found === undefined) await addColumn(warehouse, table, name, type, after);
      else if (found.type !== type) {
        throw new SchemaConflict(
          `${warehouse.scope.database}.${table}.${name} is ${found.type}, the contract says ${type}`,
        );
      }
      after = ` AFTER ${identifier(name)}`;
    }
  }
}

/** In rows that are there the column is absent. One that may not be would get a value that no bank has sent. */
async function addColumn(warehouse: Warehouse, table: string, name: string, type: string, after: string) {
  if (!type.includes('Nullable(')) {
    const sql = `SELECT count() AS rows FROM ${table}`;
    const { rows } = await warehouse.row({ name: 'count-table', row: rowCount, sql });
    if (rows > 0) {
      throw new SchemaConflict(
        `${warehouse.scope.database}.${table} has ${rows} rows without ${name}, which the contract requires: make it optional, or fill it in a numbered step`,
      );
    }
  }
  await warehouse.command({
    name: 'add-column',
    sql: `ALTER TABLE ${table}${onCluster(warehouse.cluster)} ADD COLUMN IF NOT EXISTS ${identifier(name)} ${type}${after}`,
  });
}
