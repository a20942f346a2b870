import * as z from 'zod';
import type { FileType } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { factColumns } from '../warehouse/tables.ts';
import type { LoadTarget } from './load-target.ts';
import { type CheckedFile, checkedColumns, VERDICT_COLUMNS } from './row-check.ts';

/** Names of the tables that one file needs while it is loaded, in the tenant's database. */
export interface WorkTables {
  /** Stores nothing: hands each row on to the fact table or to `left`. */
  readonly pass: string;
  /** The lines that the fast lane did not take: (n, line). */
  readonly left: string;
  /** What the slow lane made of them. */
  readonly checked: string;
  /** The same, with what only the whole file tells: of a small one. */
  readonly judged: string;
  /** The rows that were stored although what they refer to is missing; made where that is found afterwards. */
  readonly orphans: string;
  /** The rows that repeat a key. */
  readonly repeated: string;
  /** What the names of the tables of groups begin with, and the keys that came with the files: for row-groups.ts. */
  readonly groups: string;
  readonly brought: string;
  /** For line-numbering.ts. */
  readonly spans: string;
  readonly pieces: string;
  readonly shifts: string;
}

const nameOf = ({ dataset, variant }: Slice): string =>
  [dataset, ...(variant ? [variant.toLowerCase()] : [])].join('_');

/** @param part index of the object among those that make up the file, from 0 */
export function workTables(
  { slice, batchId }: Pick<LoadTarget, 'slice' | 'batchId'>,
  fileType: FileType,
  part: number | string,
): WorkTables {
  const prefix = `load_${nameOf(slice)}_${batchId.replaceAll('-', '')}_${fileType.name}_${part}`;
  const names = [
    'pass',
    'left',
    'checked',
    'judged',
    'orphans',
    'repeated',
    'groups',
    'brought',
    'spans',
    'pieces',
    'shifts',
  ] as const;
  return Object.fromEntries(names.map((name) => [name, `${prefix}_${name}`])) as unknown as WorkTables;
}

/** Makes the tables that every file needs. They stay until {@link dropWorkTables}, as those do that are made later. */
export async function makeWorkTables(
  warehouse: Warehouse,
  { slice, fileType }: CheckedFile,
  { pass, left }: WorkTables,
): Promise<void> {
  const columns = factColumns(slice.contract, fileType);
  const names = columns.map(([name]) => name).join(', ');
  const declared = columns.map(([name, type]) => `${name} ${type}`).join(', ');
  const make = (sql: string) => warehouse.command({ name: 'make-work-table', sql });
  await Promise.all([
    make(`CREATE TABLE ${pass} (${declared}, ${VERDICT_COLUMNS}) ENGINE = Null`),
    make(`CREATE TABLE ${left} (n UInt64, line String CODEC(NONE)) ENGINE = MergeTree ORDER BY n`),
  ]);
  await Promise.all([
    make(
      `CREATE MATERIALIZED VIEW ${pass}_to_fact TO ${fileType.table} AS SELECT ${names} FROM ${pass} WHERE is_accepted`,
    ),
    make(
      `CREATE MATERIALIZED VIEW ${pass}_to_left TO ${left} AS
       SELECT toUInt64(line_number - 1) AS n, left_line AS line FROM ${pass} WHERE NOT is_accepted`,
    ),
  ]);
}

/** For what the slow lane makes of lines. */
export const makeCheckedTable = (warehouse: Warehouse, check: CheckedFile, table: string): Promise<void> =>
  warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${table} (${checkedColumns(check)}) ENGINE = MergeTree ORDER BY line_number`,
  });

const tableRow = z.strictObject({ name: z.string() });

/** Drops the work tables of all loads of a slice, also of those that were cut off. Only for the holder of its lease. */
export async function dropWorkTables(warehouse: Warehouse, slice: Slice): Promise<void> {
  // A batch's id follows the name, so that no slice is taken for another whose name begins alike; early names had no dataset.
  const early = slice.variant === null ? '' : `|${slice.variant.toLowerCase()}`;
  const tables = await warehouse.rows({
    name: 'work-tables',
    row: tableRow,
    sql: `SELECT name FROM system.tables WHERE database = currentDatabase() AND match(name, {ours:String})
     ORDER BY engine != 'MaterializedView'`,
    parameters: { ours: `^load_(?:${nameOf(slice)}${early})_[0-9a-f]{32}_` },
  });
  if (tables.length === 0) return;
  const names = tables.map(({ name }) => name).join(', ');
  await warehouse.command({ name: 'drop-work-tables', sql: `DROP TABLE IF EXISTS ${names} SYNC` });
}
