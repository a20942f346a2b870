import { type Dataset, type FileType, fileTypeOf } from '../contracts/contract.ts';
import { DUPLICATE_RULE, ruleId } from '../contracts/rules.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { literal } from '../warehouse/sql.ts';
import { factTable, REJECTED_ROWS, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { type LineNumbering, numberLines } from './line-numbering.ts';
import {
  checkedColumns,
  type FileCheck,
  factColumnNames,
  fastLaneSql,
  slowLaneSql,
  soundRowsSql,
} from './row-check.ts';
import { StageTimes } from './stage-times.ts';
import { lineParameters, type StagedFile } from './staged-lines.ts';

/** What a load needs to know besides the file. */
export interface LoadTarget {
  readonly dataset: Dataset;
  readonly variant: string;
  /** Where the rows go: beside the live batch, unseen until published. */
  readonly batchId: string;
  /** The batch whose rows may be referred to; absent if there is none. */
  readonly referenceBatchId?: string | undefined;
}

/** What became of a file's rows. `totalRows` is counted from its lines, the others from what was stored. */
export interface FileCounts {
  readonly totalRows: number;
  readonly validRows: number;
  readonly rejectedRows: number;
  readonly errorCount: number;
}

/** The rows of the file are not all loaded or rejected: the batch must never be seen. */
export class RowsUnaccountedFor extends Error {
  override readonly name = 'RowsUnaccountedFor';
}

/**
 * Measured, not guessed (see docs/performance.md). Short-circuit evaluation must be off: with it on, every lazily
 * evaluated condition cuts the line again, ten times slower. So every expression is total: none throws on any input.
 */
export const LOAD_SETTINGS = {
  short_circuit_function_evaluation: 'disable',
  max_block_size: '16384',
  max_insert_threads: '2',
  compile_expressions: 0,
  insert_deduplicate: 0,
  http_max_tries: '3',
  http_retry_initial_backoff_ms: '50',
  http_retry_max_backoff_ms: '500',
  http_connection_timeout: 5,
} as const;

const NO_BATCH = '00000000-0000-0000-0000-000000000000';

/**
 * Loads one staged file into its batch: checks and converts every row inside the warehouse, stores the right ones, and
 * every fault of every other one.
 * @throws {RowsUnaccountedFor} if rows in the file ≠ loaded + rejected
 */
export async function loadFile(
  warehouse: Warehouse,
  target: LoadTarget,
  fileType: FileType,
  file: StagedFile,
  times: StageTimes = new StageTimes(),
): Promise<FileCounts> {
  const { dataset, variant, batchId } = target;
  const { reference } = fileType;
  const check: FileCheck = {
    dataset,
    fileType,
    variant,
    layout: file.layout,
    referenceExists: reference && ((key) => `${key} IN (${referencedKeys(dataset, reference)})`),
  };
  const parameters = {
    ...lineParameters(file),
    variant,
    batch: batchId,
    reference: target.referenceBatchId ?? NO_BATCH,
  };
  const tablePrefix = `load_${variant.toLowerCase()}_${batchId.replaceAll('-', '')}_${fileType.name}`;
  const numbering = await times.measure('scan', () =>
    numberLines(warehouse, file, file.layout.columns.length, tablePrefix),
  );
  const tables = [...numbering.tables];
  try {
    await times.measure('check', () =>
      warehouse.command(
        `INSERT INTO ${factTable(fileType)} (${factColumnNames(check)}) ${fastLaneSql(check, numbering.plainRows)}`,
        parameters,
        LOAD_SETTINGS,
      ),
    );
    if ((await countRows(warehouse, target, fileType)) < numbering.rows) {
      tables.push(
        await times.measure('inspect', () => runSlowLane(warehouse, check, numbering, tablePrefix, parameters)),
      );
    }
    await times.measure('duplicates', () => rejectDuplicates(warehouse, check, numbering, parameters));
  } finally {
    await Promise.all(tables.map((table) => warehouse.command(`DROP TABLE IF EXISTS ${table} SYNC`)));
  }
  return times.measure('count', () => accountForRows(warehouse, target, fileType, numbering.rows));
}

function referencedKeys(dataset: Dataset, reference: { column: string; fileType: string }): string {
  const referenced = fileTypeOf(dataset, reference.fileType);
  return `SELECT ${referenced.key[0]} FROM ${factTable(referenced)}
    WHERE ${dataset.variantColumn} = {variant:String} AND batch_id = {reference:UUID}`;
}

const inBatch = ({ variantColumn }: Dataset): string =>
  `${variantColumn} = {variant:String} AND batch_id = {batch:UUID}`;

async function countRows(warehouse: Warehouse, target: LoadTarget, fileType: FileType): Promise<number> {
  const [row] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM ${factTable(fileType)} WHERE ${inBatch(target.dataset)}`,
    { variant: target.variant, batch: target.batchId },
  );
  return row!.rows;
}

const ERROR_COLUMNS =
  'batch_id, file_type, row_number, line_number, field_name, rule_id, error_type, severity, raw_value, record_key, detail';

/** Looks in full at every row that the fast lane did not take. @returns the table it made */
async function runSlowLane(
  warehouse: Warehouse,
  check: FileCheck,
  numbering: LineNumbering,
  tablePrefix: string,
  parameters: Record<string, unknown>,
): Promise<string> {
  const { fileType, dataset } = check;
  const fact = factTable(fileType);
  const checked = `${tablePrefix}_checked`;
  const columns = checkedColumns(check);
  await warehouse.command(`DROP TABLE IF EXISTS ${checked} SYNC`);
  await warehouse.command(`CREATE TABLE ${checked} (${columns}) ENGINE = MergeTree ORDER BY line_number`);
  const loaded = `WITH (SELECT groupBitmapState(line_number) FROM ${fact} WHERE ${inBatch(dataset)}) AS loaded`;
  const left = `(SELECT * FROM ${numbering.plainRows} WHERE NOT bitmapContains(loaded, line_number))`;
  const rows = numbering.assembledRows
    ? `(SELECT * FROM ${left} UNION ALL SELECT * FROM ${numbering.assembledRows})`
    : left;
  await warehouse.command(`INSERT INTO ${checked} ${loaded} ${slowLaneSql(check, rows)}`, parameters, LOAD_SETTINGS);
  await warehouse.command(
    `INSERT INTO ${fact} (${factColumnNames(check)}) ${soundRowsSql(check, checked)}`,
    parameters,
    LOAD_SETTINGS,
  );
  await warehouse.command(
    `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS})
     SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, fault.2, fault.1, fault.3, 'ERROR', fault.4, record_key, fault.5
     FROM ${checked} ARRAY JOIN faults AS fault`,
    parameters,
    LOAD_SETTINGS,
  );
  await warehouse.command(
    `INSERT INTO ${REJECTED_ROWS} (batch_id, file_type, row_number, line_number, record)
     SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, record FROM ${checked} WHERE notEmpty(faults)`,
    parameters,
    LOAD_SETTINGS,
  );
  return checked;
}

/** Takes out the second and further rows of a key, which only the whole file can show. The first one stays. */
async function rejectDuplicates(
  warehouse: Warehouse,
  check: FileCheck,
  numbering: LineNumbering,
  parameters: Record<string, unknown>,
): Promise<void> {
  const { fileType, dataset } = check;
  const fact = factTable(fileType);
  const key = fileType.key.join(', ');
  // The table is sorted by key: comparing neighbours streams through it.
  const [found] = await warehouse.rows<{ duplicates: number }>(
    `SELECT countIf(key = before AND nth > 1) AS duplicates FROM (
       SELECT tuple(${key}) AS key, lagInFrame(tuple(${key})) OVER (ORDER BY ${key} ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before,
         row_number() OVER (ORDER BY ${key} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS nth
       FROM ${fact} WHERE ${inBatch(dataset)})`,
    parameters,
  );
  if (found!.duplicates === 0) return;
  const repeated = `(SELECT line_number, row_number, first_row, ${key} FROM ${fact}
      INNER JOIN (SELECT ${key}, min(row_number) AS first_row FROM ${fact} WHERE ${inBatch(dataset)}
        GROUP BY ${key} HAVING count() > 1) AS kept USING (${key})
      WHERE ${inBatch(dataset)} AND row_number > first_row)`;
  const keyText = `arrayStringConcat([${fileType.key.map((column) => `toString(${column})`).join(', ')}], '/')`;
  await warehouse.command(
    `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS})
     SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, ${literal(fileType.key[0]!)},
       ${literal(ruleId(fileType, DUPLICATE_RULE))}, 'DUPLICATE', 'ERROR', ${keyText}, ${keyText}, toString(first_row)
     FROM ${repeated}`,
    parameters,
    LOAD_SETTINGS,
  );
  const lines = `SELECT line_number FROM ${repeated}`;
  const written = numbering.assembledRows
    ? `(SELECT * FROM ${numbering.plainRows} UNION ALL SELECT * FROM ${numbering.assembledRows})`
    : numbering.plainRows;
  await warehouse.command(
    `INSERT INTO ${REJECTED_ROWS} (batch_id, file_type, row_number, line_number, record)
     SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, record FROM ${written} WHERE line_number IN (${lines})`,
    parameters,
    LOAD_SETTINGS,
  );
  const rejected = `SELECT line_number FROM ${VALIDATION_ERRORS} WHERE batch_id = {batch:UUID}
    AND file_type = ${literal(fileType.name)} AND error_type = 'DUPLICATE'`;
  await warehouse.command(
    `DELETE FROM ${fact} WHERE ${inBatch(dataset)} AND line_number IN (${rejected})`,
    parameters,
    {
      lightweight_deletes_sync: '2',
    },
  );
}

/** The count that every sync must pass before anything is published. */
async function accountForRows(
  warehouse: Warehouse,
  target: LoadTarget,
  fileType: FileType,
  totalRows: number,
): Promise<FileCounts> {
  const parameters = { batch: target.batchId, file_type: fileType.name };
  const [[rejected], [errors], validRows] = await Promise.all([
    warehouse.rows<{ rows: number }>(
      `SELECT uniqExact(row_number) AS rows FROM ${REJECTED_ROWS} WHERE batch_id = {batch:UUID} AND file_type = {file_type:String}`,
      parameters,
    ),
    warehouse.rows<{ errors: number }>(
      `SELECT count() AS errors FROM ${VALIDATION_ERRORS} WHERE batch_id = {batch:UUID} AND file_type = {file_type:String}`,
      parameters,
    ),
    countRows(warehouse, target, fileType),
  ]);
  if (validRows + rejected!.rows !== totalRows) {
    throw new RowsUnaccountedFor(
      `${fileType.name}: ${totalRows} rows in the file, but ${validRows} loaded and ${rejected!.rows} rejected`,
    );
  }
  return { totalRows, validRows, rejectedRows: rejected!.rows, errorCount: errors!.errors };
}
