import type { FileType } from '../contracts/contract.ts';
import { lookOfRepeatedKeySql } from '../contracts/identifier-warnings.ts';
import { DUPLICATE_RULE, ruleId } from '../contracts/rules.ts';
import { literal } from '../sql/quoting.ts';
import { sentenceSql } from '../sql/sentence-sql.ts';
import { type Parameters, rowCount } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { inBatch, ofSlice, REJECTED_ROWS, recordKeySql, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { keptRecordSql } from './kept-records.ts';
import { type BatchParameters, deleteRows, IN_KEY_ORDER, LOAD_SETTINGS, type LoadTarget } from './load-target.ts';
import { ERROR_COLUMNS } from './slow-lane.ts';

/** The numbers of more rows than this are held by one statement at a time. */
const MANY = 2_000_000;

/**
 * Takes out the second and further rows of a key, which only the whole file can show. The first one stays; of a correction
 * none stays under a key that is contested.
 * @param rows subquery (line_number, row_number, record) of all rows of the file, to fetch the text of those taken out
 * @param repeated name of the table for the rows taken out, made if there are any
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
  // The table is sorted by key: comparing neighbours streams through it, because the window never reaches further back.
  const neighbours = `(ORDER BY ${key}, row_number ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)`;
  const further = `FROM (
       SELECT line_number, row_number, ${key}, lagInFrame(tuple(${key})) OVER ${neighbours} AS before,
         lagInFrame(row_number) OVER ${neighbours} AS row_before
       FROM ${fact} WHERE ${inBatch(contract)}) WHERE tuple(${key}) = before AND row_before > 0`;
  const { rows: repetitions } = await warehouse.row({
    name: 'count-duplicates',
    row: rowCount,
    sql: `SELECT count() AS rows ${further}`,
    parameters,
    settings: LOAD_SETTINGS,
  });
  if (repetitions === 0 && !target.contested) return;
  await warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${repeated} ENGINE = MergeTree ORDER BY (${key}, row_number) AS
       SELECT line_number, row_number, ${key} FROM ${fact} WHERE 0`,
  });
  if (repetitions > 0) {
    await warehouse.command({
      name: 'find-duplicates',
      sql: `INSERT INTO ${repeated} SELECT line_number, row_number, ${key} ${further}`,
      parameters,
      settings: LOAD_SETTINGS,
    });
  }
  const keyText = recordKeySql(fileType);
  if (target.contested) {
    await warehouse.command({
      name: 'find-contested-keys',
      sql: `INSERT INTO ${repeated} SELECT line_number, row_number, ${key} FROM ${fact}
       WHERE ${inBatch(contract)} AND row_number NOT IN (SELECT row_number FROM ${repeated}) AND ${keyText} IN (
         SELECT record_key FROM ${VALIDATION_ERRORS} WHERE batch_id IN {contested:Array(UUID)}
           AND file_type = ${literal(fileType.name)} AND rule_id = ${literal(ruleId(fileType, DUPLICATE_RULE))})
         AND (${key}) IN (
           SELECT ${key} FROM ${fact} WHERE ${ofSlice(contract)} AND batch_id = {live:UUID})`,
      parameters: { ...parameters, contested: target.contested.batchIds, live: target.contested.liveBatchId },
      settings: LOAD_SETTINGS,
    });
  }
  const { rows: duplicates } = target.contested
    ? await warehouse.row({
        name: 'count-contested-rows',
        row: rowCount,
        sql: `SELECT count() AS rows FROM ${repeated}`,
      })
    : { rows: repetitions };
  if (duplicates === 0) return;
  // Row numbers count through all objects of a file; line numbers begin anew in each.
  const rowNumbers = `SELECT row_number FROM ${repeated}`;
  const look = lookOfRepeatedKeySql(fileType.key.map((column) => `toString(${column})`));
  const keep = () =>
    warehouse.command({
      name: 'keep-duplicates',
      sql: `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS})
       SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, ${literal(fileType.key[0]!)},
         ${literal(ruleId(fileType, DUPLICATE_RULE))}, 'DUPLICATE', 'ERROR', ${keyText}, ${keyText},
         concat(if(first_row BETWEEN 1 AND row_number - 1, toString(first_row), ${sentenceSql('found-live', {})}), if(notEmpty(${look}), concat('; ', ${look}), ''))
       FROM ${repeated} LEFT JOIN (
         SELECT ${key}, min(row_number) AS first_row FROM ${fact} WHERE ${inBatch(contract)} GROUP BY ${key}) AS kept USING (${key})`,
      parameters,
      settings: { ...LOAD_SETTINGS, ...IN_KEY_ORDER },
    });
  const reject = () =>
    warehouse.command({
      name: 'reject-duplicates',
      sql: `INSERT INTO ${REJECTED_ROWS} (batch_id, file_type, row_number, line_number, record)
       SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, ${keptRecordSql(fileType, 'record')} FROM ${rows} WHERE row_number IN (${rowNumbers})`,
      parameters,
      settings: LOAD_SETTINGS,
    });
  const remove = () => deleteRows(warehouse, target, fileType, `row_number IN (${rowNumbers})`);
  if (duplicates <= MANY) {
    await Promise.all([keep(), reject(), remove()]);
    return;
  }
  for (const step of [keep, reject, remove]) await step();
}
