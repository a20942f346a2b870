import type { FileType } from '../contracts/contract.ts';
import { literal } from '../sql/quoting.ts';
import type { Parameters } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { REJECTED_ROWS, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { allEnded } from './all-ended.ts';
import { keptRecordSql } from './kept-records.ts';
import type { LineNumbering } from './line-numbering.ts';
import { type BatchParameters, LOAD_SETTINGS } from './load-target.ts';
import { type CheckedFile, factColumnNames, findingsSql, slowLaneSql, soundRowsSql } from './row-check.ts';

export const ERROR_COLUMNS =
  'batch_id, file_type, row_number, line_number, field_name, rule_id, error_type, severity, raw_value, record_key, detail';

export const SLOW_LANE_SETTINGS = {
  ...LOAD_SETTINGS,
  // Merged into one, its expressions would take the engine a third longer to analyse, and are not faster.
  query_plan_merge_expressions: 0,
  // The lines left are few, and each takes long: both threads get some.
  merge_tree_min_rows_for_concurrent_read: '8192',
  merge_tree_min_bytes_for_concurrent_read: '1',
} as const;

/** All rows among the lines that were numbered. */
export const leftRowsSql = ({ leftRows, assembledRows }: LineNumbering): string =>
  assembledRows ? `(SELECT * FROM ${leftRows} UNION ALL SELECT * FROM ${assembledRows})` : leftRows;

/** Looks in full at every row that the fast lane did not take, and stores those that are right after all. */
export async function checkLeftRows(
  warehouse: Warehouse,
  check: CheckedFile,
  numbering: LineNumbering,
  checkedTable: string,
  parameters: Parameters & BatchParameters,
): Promise<void> {
  await warehouse.command({
    name: 'slow-lane',
    sql: `INSERT INTO ${checkedTable} ${slowLaneSql(check, leftRowsSql(numbering))}`,
    parameters,
    settings: SLOW_LANE_SETTINGS,
  });
  await warehouse.command({
    name: 'store-sound-rows',
    sql: `INSERT INTO ${check.fileType.table} (${factColumnNames(check)}) ${soundRowsSql(check, checkedTable)}`,
    parameters,
    settings: LOAD_SETTINGS,
  });
}

/** By the number of a reference: the table of the numbers of the rows that it finds nothing for. */
export type OrphanTables = ReadonlyMap<number, string>;

/**
 * Adds to the checked rows those that were stored although what they refer to is missing.
 * @param plainRows all rows of the object that are one line
 * @param orphans their numbers, and perhaps those of others
 */
export async function inspectOrphans(
  warehouse: Warehouse,
  check: CheckedFile,
  plainRows: string,
  orphans: OrphanTables,
  checkedTable: string,
  parameters: Parameters & BatchParameters,
): Promise<void> {
  const isOrphan = [...orphans.values()].map((table) => `row_number IN (SELECT row_number FROM ${table})`).join(' OR ');
  const references = check.references.map(({ reference, exists }) => {
    const table = orphans.get(reference.number);
    return table === undefined
      ? { reference, exists }
      : { reference, exists: () => `row_number NOT IN (SELECT row_number FROM ${table})` };
  });
  // The slow lane has put some records together itself, or stripped them of the mark of the file's end.
  const rows = `(SELECT line_number, row_number, record FROM ${checkedTable} WHERE ${isOrphan}
    UNION ALL SELECT line_number, row_number, record FROM ${plainRows}
      WHERE (${isOrphan}) AND row_number NOT IN (SELECT row_number FROM ${checkedTable}))`;
  await warehouse.command({
    name: 'inspect-orphans',
    sql: `INSERT INTO ${checkedTable} ${slowLaneSql({ ...check, references }, rows)}`,
    parameters,
    settings: SLOW_LANE_SETTINGS,
  });
}

/** What is wrong with the checked rows, in the order of {@link ERROR_COLUMNS}. Parameter: batch. */
export const keptFindingsSql = (check: CheckedFile, checkedTable: string): string =>
  `SELECT {batch:UUID}, ${literal(check.fileType.name)}, row_number, line_number, field_name, rule_id, error_type, 'ERROR',
     raw_value, record_key, detail FROM (${findingsSql(check, checkedTable)})`;

/** Keeps what is wrong with the checked rows, and the rows that are wrong as the bank wrote them. */
export async function keepFindings(
  warehouse: Warehouse,
  check: CheckedFile,
  checkedTable: string,
  parameters: Parameters & BatchParameters,
): Promise<void> {
  await allEnded([
    warehouse.command({
      name: 'keep-findings',
      sql: `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS}) ${keptFindingsSql(check, checkedTable)}`,
      parameters,
      settings: LOAD_SETTINGS,
    }),
    keepRejectedRows(warehouse, check.fileType, `${checkedTable} WHERE notEmpty(faults)`, parameters),
  ]);
}

/** @param rows what follows FROM: row_number, line_number and record of rows that were not loaded */
export const keepRejectedRows = (
  warehouse: Warehouse,
  fileType: FileType,
  rows: string,
  parameters: Parameters & BatchParameters,
): Promise<void> =>
  warehouse.command({
    name: 'keep-rejected-rows',
    sql: `INSERT INTO ${REJECTED_ROWS} (batch_id, file_type, row_number, line_number, record)
     SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, ${keptRecordSql(fileType, 'record')} FROM ${rows}`,
    parameters,
    settings: LOAD_SETTINGS,
  });
