import { z } from 'zod';
import type { Dataset, FileType } from '../contracts/contract.ts';
import { loans } from '../contracts/loans.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { identifier } from '../sql/quoting.ts';
import { engineOf, warehouseFor } from './client.ts';
import { onCluster } from './cluster.ts';
import {
  FACT_SETTINGS,
  factColumns,
  factTable,
  PUBLICATION_DETAILS,
  PUBLISHED_BATCHES,
  tableStatements,
} from './tables.ts';

/** A stored column has another type than the contract says: no automatic step would be safe. */
export class SchemaConflict extends Error {
  override readonly name = 'SchemaConflict';
}

/**
 * Makes a tenant's warehouse what the contract says: database, tables, columns added since, settings. Safe to repeat.
 * @throws {SchemaConflict} if a column exists with another type
 */
export async function ensureWarehouse(scope: TenantScope, dataset: Dataset = loans): Promise<void> {
  const warehouse = warehouseFor(scope);
  await engineOf().command({
    name: 'create-database',
    sql: `CREATE DATABASE IF NOT EXISTS ${identifier(scope.database)}${onCluster(warehouse.cluster)}`,
  });
  for (const sql of tableStatements(dataset, warehouse.cluster)) await warehouse.command({ name: 'create-table', sql });
  for (const [name, type] of PUBLICATION_DETAILS) {
    await warehouse.command({
      name: 'add-column',
      sql: `ALTER TABLE ${PUBLISHED_BATCHES}${onCluster(warehouse.cluster)} ADD COLUMN IF NOT EXISTS ${name} ${type}`,
    });
  }
  for (const fileType of dataset.fileTypes) {
    await addMissingColumns(scope, dataset, fileType);
    await warehouse.command({
      name: 'set-table',
      sql: `ALTER TABLE ${factTable(fileType)}${onCluster(warehouse.cluster)} MODIFY SETTING ${FACT_SETTINGS}`,
    });
  }
}

const columnRow = z.strictObject({ name: z.string(), type: z.string() });

async function addMissingColumns(scope: TenantScope, dataset: Dataset, fileType: FileType): Promise<void> {
  const warehouse = warehouseFor(scope);
  const table = factTable(fileType);
  const stored = await warehouse.rows({
    name: 'columns',
    row: columnRow,
    sql: 'SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String}',
    parameters: { table },
  });
  const types = new Map(stored.map(({ name, type }) => [name, type]));
  let after = '';
  for (const [name, type] of factColumns(dataset, fileType)) {
    const found = types.get(name);
    if (found === undefined) {
      await warehouse.command({
        name: 'add-column',
        sql: `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${identifier(name)} ${type}${after}`,
      });
    } else if (found !== type) {
      throw new SchemaConflict(`${scope.database}.${table}.${name} is ${found}, the contract says ${type}`);
    }
    after = ` AFTER ${identifier(name)}`;
  }
}
