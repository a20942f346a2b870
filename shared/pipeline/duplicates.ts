import type { FileType } from '../contracts/contract.ts';
import { lookOfRepeatedKeySql } from '../contracts/identifier-warnings.ts';
import { DUPLICATE_RULE, ruleId } from '../contracts/rules.ts';
import { literal } from '../sql/quoting.ts';
import { type Parameters, rowCount } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { factTable, inBatch, REJECTED_ROWS, recordKeySql, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { type BatchParameters, deleteRows, LOAD_SETTINGS, type LoadTarget } from './load-target.ts';
import { ERROR_COLUMNS } from './slow-lane.ts';

/**
 * Takes out the second and further rows of a key, which only the whole file can show. The first one stays; of a correction
 * none stays under a key that is contested.
 * @param rows subquery (line_number, row_number, record) of all rows of the file, to fetch the text of those taken out
 * @param repeated the table for the rows taken out
 */
export async function rejectDuplicates(
  warehouse: Warehouse,
  target: LoadTarget,
  fileType: FileType,
  rows: string,
  repeated: string,
  parameters: Parameters & BatchParameters,
): Promise<void> {
  const { dataset } = target;
  const fact = factTable(fileType);
  const key = fileType.key.join(', ');
  // The table is sorted by key: comparing neighbours streams through it.
  const sorted = `ORDER BY ${key}, row_number ROWS BETWEEN`;
  await warehouse.command({
    name: 'find-duplicates',
    sql: `INSERT INTO ${repeated} SELECT line_number, row_number, ${key} FROM (
       SELECT line_number, row_number, ${key}, lagInFrame(tuple(${key})) OVER (${sorted} 1 PRECEDING AND CURRENT ROW) AS before,
         row_number() OVER (${sorted} UNBOUNDED PRECEDING AND CURRENT ROW) AS nth
       FROM ${fact} WHERE ${inBatch(dataset)}) WHERE tuple(${key}) = before AND nth > 1`,
    parameters,
    settings: LOAD_SETTINGS,
  });
  const keyText = recordKeySql(fileType);
  if (target.contested) {
    await warehouse.command({
      name: 'find-contested-keys',
      sql: `INSERT INTO ${repeated} SELECT line_number, row_number, ${key} FROM ${fact}
       WHERE ${inBatch(dataset)} AND row_number NOT IN (SELECT row_number FROM ${repeated}) AND ${keyText} IN (
         SELECT record_key FROM ${VALIDATION_ERRORS} WHERE batch_id IN {contested:Array(UUID)}
           AND file_type = ${literal(fileType.name)} AND rule_id = ${literal(ruleId(fileType, DUPLICATE_RULE))})
         AND (${key}) IN (
           SELECT ${key} FROM ${fact} WHERE ${dataset.variantColumn} = {variant:String} AND batch_id = {live:UUID})`,
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
  const look = lookOfRepeatedKeySql(fileType.key.map((column) => `toString(${column})`));
  await Promise.all([
    warehouse.command({
      name: 'keep-duplicates',
      sql: `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS})
       SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, ${literal(fileType.key[0]!)},
         ${literal(ruleId(fileType, DUPLICATE_RULE))}, 'DUPLICATE', 'ERROR', ${keyText}, ${keyText},
         concat(if(first_row < row_number, toString(first_row), 'a live row has it already'), if(notEmpty(${look}), concat('; ', ${look}), ''))
       FROM ${repeated} INNER JOIN (
         SELECT ${key}, min(row_number) AS first_row FROM ${fact}
         WHERE ${inBatch(dataset)} AND (${key}) IN (SELECT ${key} FROM ${repeated}) GROUP BY ${key}) AS kept USING (${key})`,
      parameters,
      settings: LOAD_SETTINGS,
    }),
    warehouse.command({
      name: 'reject-duplicates',
      sql: `INSERT INTO ${REJECTED_ROWS} (batch_id, file_type, row_number, line_number, record)
       SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, record FROM ${rows} WHERE row_number IN (${rowNumbers})`,
      parameters,
      settings: LOAD_SETTINGS,
    }),
    deleteRows(warehouse, target, fileType, `row_number IN (${rowNumbers})`),
  ]);
}
