import { lookOfRepeatedKeySql } from '../contracts/identifier-warnings.ts';
import { DUPLICATE_RULE, ruleId } from '../contracts/rules.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { literal } from '../warehouse/sql.ts';
import { factTable, REJECTED_ROWS, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { inBatch, LOAD_SETTINGS, type LoadTarget, partitionOf } from './load-target.ts';
import type { FileCheck } from './row-check.ts';
import { ERROR_COLUMNS } from './slow-lane.ts';

/**
 * Takes out the second and further rows of a key, which only the whole file can show. The first one stays.
 * @param rows subquery (line_number, row_number, record) of all rows of the file, to fetch the text of those taken out
 * @param repeated the table for the rows taken out
 */
export async function rejectDuplicates(
  warehouse: Warehouse,
  target: LoadTarget,
  check: FileCheck,
  rows: string,
  repeated: string,
  parameters: Record<string, unknown>,
): Promise<void> {
  const { fileType, dataset } = check;
  const fact = factTable(fileType);
  const key = fileType.key.join(', ');
  // The table is sorted by key: comparing neighbours streams through it.
  const sorted = `ORDER BY ${key}, row_number ROWS BETWEEN`;
  await warehouse.command(
    `INSERT INTO ${repeated} SELECT line_number, row_number, ${key} FROM (
       SELECT line_number, row_number, ${key}, lagInFrame(tuple(${key})) OVER (${sorted} 1 PRECEDING AND CURRENT ROW) AS before,
         row_number() OVER (${sorted} UNBOUNDED PRECEDING AND CURRENT ROW) AS nth
       FROM ${fact} WHERE ${inBatch(dataset)}) WHERE tuple(${key}) = before AND nth > 1`,
    parameters,
    LOAD_SETTINGS,
  );
  const [found] = await warehouse.rows<{ duplicates: number }>(`SELECT count() AS duplicates FROM ${repeated}`);
  if (found!.duplicates === 0) return;
  const keyText = `arrayStringConcat([${fileType.key.map((column) => `toString(${column})`).join(', ')}], '/')`;
  const look = lookOfRepeatedKeySql(fileType.key.map((column) => `toString(${column})`));
  const lineNumbers = `SELECT line_number FROM ${repeated}`;
  await Promise.all([
    warehouse.command(
      `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS})
       SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, ${literal(fileType.key[0]!)},
         ${literal(ruleId(fileType, DUPLICATE_RULE))}, 'DUPLICATE', 'ERROR', ${keyText}, ${keyText},
         concat(toString(first_row), if(notEmpty(${look}), concat('; ', ${look}), ''))
       FROM ${repeated} INNER JOIN (
         SELECT ${key}, min(row_number) AS first_row FROM ${fact}
         WHERE ${inBatch(dataset)} AND (${key}) IN (SELECT ${key} FROM ${repeated}) GROUP BY ${key}) AS kept USING (${key})`,
      parameters,
      LOAD_SETTINGS,
    ),
    warehouse.command(
      `INSERT INTO ${REJECTED_ROWS} (batch_id, file_type, row_number, line_number, record)
       SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, record FROM ${rows} WHERE line_number IN (${lineNumbers})`,
      parameters,
      LOAD_SETTINGS,
    ),
    warehouse.command(
      `DELETE FROM ${fact} IN PARTITION ${partitionOf(target)} WHERE line_number IN (${lineNumbers})`,
      {},
      { lightweight_deletes_sync: '2' },
    ),
  ]);
}
