import type { FileType } from '../contracts/contract.ts';
import { lookOfRepeatedKeySql } from '../contracts/identifier-warnings.ts';
import { DUPLICATE_RULE, ruleId } from '../contracts/rules.ts';
import { literal } from '../sql/quoting.ts';
import { sentenceSql } from '../sql/sentence-sql.ts';
import { type Parameters, rowCount } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { inBatch, ofSlice, recordKeySql, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { allEnded } from './all-ended.ts';
import { type BatchParameters, deleteRows, IN_KEY_ORDER, LOAD_SETTINGS, type LoadTarget } from './load-target.ts';
import { ERROR_COLUMNS, keepRejectedRows } from './slow-lane.ts';

/** The numbers of more rows than this are held by one statement at a time. */
const MANY = 2_000_000;

/**
 * What is selected of a row that repeats a key, in the order of {@link ERROR_COLUMNS}: beside its stored columns it has the
 * numbers of its line and row, and `first_row`, the number of the row that stays. Parameter: batch.
 */
export function repeatedKeyFindingSql(fileType: FileType): string {
  const keyText = recordKeySql(fileType);
  const look = lookOfRepeatedKeySql(fileType.key.map((column) => `toString(${column})`));
  return `{batch:UUID}, ${literal(fileType.name)}, row_number, line_number, ${literal(fileType.key[0]!)},
    ${literal(ruleId(fileType, DUPLICATE_RULE))}, 'DUPLICATE', 'ERROR', ${keyText}, ${keyText},
    concat(if(first_row < row_number, toString(first_row), ${sentenceSql('found-live', {})}), if(notEmpty(${look}), concat('; ', ${look}), ''))`;
}

/** Makes the table for the rows that {@link rejectDuplicates} takes out. */
export async function makeRepeatedTable(
  warehouse: Warehouse,
  { table, key }: FileType,
  repeated: string,
): Promise<void> {
  const columns = key.join(', ');
  await warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${repeated} ENGINE = MergeTree ORDER BY (${columns}, row_number) AS
       SELECT line_number, row_number, row_number AS earlier_row, ${columns} FROM ${table} WHERE 0`,
  });
}

/**
 * Takes out the second and further rows of a key, which only the whole file can show. The first one stays; of a correction
 * none stays under a key that is contested.
 * @param rows subquery (line_number, row_number, record) of all rows of the file, to fetch the text of those taken out
 * @param repeated the table of {@link makeRepeatedTable}
 */
export async function rejectDuplicates(
  warehouse: Warehouse,
  target: LoadTarget,
  fileType: FileType,
  rows: string,
  repeated: string,
  parameters: Parameters & BatchParameters,
): Promise<void> {
  const { contract } = target.slice;
  const fact = fileType.table;
  const key = fileType.key.join(', ');
  const columns = `line_number, row_number, earlier_row, ${key}`;
  // The table is sorted by key: comparing neighbours streams through it, because the window never reaches further back.
  const neighbours = `(ORDER BY ${key}, row_number ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)`;
  await warehouse.command({
    name: 'find-duplicates',
    sql: `INSERT INTO ${repeated} (${columns}) SELECT ${columns} FROM (
       SELECT line_number, row_number, ${key}, lagInFrame(tuple(${key})) OVER ${neighbours} AS before,
         lagInFrame(row_number) OVER ${neighbours} AS earlier_row
       FROM ${fact} WHERE ${inBatch(contract)}) WHERE tuple(${key}) = before AND earlier_row > 0`,
    parameters,
    settings: LOAD_SETTINGS,
  });
  if (target.contested) {
    await warehouse.command({
      name: 'find-contested-keys',
      sql: `INSERT INTO ${repeated} (${columns}) SELECT line_number, row_number, row_number AS earlier_row, ${key} FROM ${fact}
       WHERE ${inBatch(contract)} AND row_number NOT IN (SELECT row_number FROM ${repeated}) AND ${recordKeySql(fileType)} IN (
         SELECT record_key FROM ${VALIDATION_ERRORS} WHERE batch_id IN {contested:Array(UUID)}
           AND file_type = ${literal(fileType.name)} AND rule_id = ${literal(ruleId(fileType, DUPLICATE_RULE))})
         AND (${key}) IN (
           SELECT ${key} FROM ${fact} WHERE ${ofSlice(contract)} AND batch_id = {live:UUID})`,
      parameters: { ...parameters, contested: target.contested.batchIds, live: target.contested.liveBatchId },
      settings: LOAD_SETTINGS,
    });
  }
  const { rows: duplicates } = await warehouse.row({
    name: 'count-duplicates',
    row: rowCount,
    sql: `SELECT count() AS rows FROM ${repeated}`,
  });
  if (duplicates === 0) return;
  // Row numbers count through all objects of a file; line numbers begin anew in each.
  const rowNumbers = `SELECT row_number FROM ${repeated}`;
  const keep = () =>
    warehouse.command({
      name: 'keep-duplicates',
      sql: `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS}) SELECT ${repeatedKeyFindingSql(fileType)}
       FROM ${repeated} INNER JOIN (SELECT ${key}, min(earlier_row) AS first_row FROM ${repeated} GROUP BY ${key}) AS kept USING (${key})`,
      parameters,
      settings: { ...LOAD_SETTINGS, ...IN_KEY_ORDER },
    });
  const reject = () => keepRejectedRows(warehouse, fileType, `${rows} WHERE row_number IN (${rowNumbers})`, parameters);
  const remove = () => deleteRows(warehouse, target, fileType, `row_number IN (${rowNumbers})`);
  if (duplicates <= MANY) {
    await allEnded([keep(), reject(), remove()]);
    return;
  }
  for (const step of [keep, reject, remove]) await step();
}
