import { type Dataset, type FileType, fileTypeOf } from '../contracts/contract.ts';
import { DUPLICATE_RULE, ruleId } from '../contracts/rules.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { literal } from '../warehouse/sql.ts';
import { factTable, REJECTED_ROWS, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { everyLineARow, type LineNumbering, numberingTables, numberLines } from './line-numbering.ts';
import {
  checkedColumns,
  type FileCheck,
  factColumnNames,
  fastLaneSql,
  findingsSql,
  slowLaneSql,
  soundRowsSql,
} from './row-check.ts';
import { StageTimes } from './stage-times.ts';
import { lineParameters, linesSql, type StagedFile } from './staged-lines.ts';

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
  // Searching these long expressions for common parts takes the engine longer than it saves: 90 of 160 ms a statement.
  optimize_extract_common_expressions: 0,
  optimize_and_compare_chain: 0,
  optimize_multiif_to_if: 0,
  http_max_tries: '3',
  http_retry_initial_backoff_ms: '50',
  http_retry_max_backoff_ms: '500',
  http_connection_timeout: 5,
} as const;

const NO_BATCH = '00000000-0000-0000-0000-000000000000';

/** A file whose rows are stored: right ones in the batch, wrong ones with their faults. */
export interface StoredFile {
  /** Takes out repeated keys and accounts for every row. @throws {RowsUnaccountedFor} if rows in the file ≠ loaded + rejected */
  settle(): Promise<FileCounts>;
}

/**
 * Loads one staged file into its batch: checks and converts every row inside the warehouse, stores the right ones, and
 * every fault of every other one. What is left, `settle`, may run while the next file is stored: taking out repeated keys
 * does not change which keys there are.
 */
export async function storeFile(
  warehouse: Warehouse,
  target: LoadTarget,
  fileType: FileType,
  file: StagedFile,
  times: StageTimes = new StageTimes(),
): Promise<StoredFile> {
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
  const fastLane = (rows: string) =>
    warehouse.command(
      `INSERT INTO ${factTable(fileType)} (${factColumnNames(check)}) ${fastLaneSql(check, rows)}`,
      parameters,
      LOAD_SETTINGS,
    );
  await times.measure('check', () => fastLane(everyLineARow(file)));
  const taken = await takenLines(warehouse, target, fileType);
  const hasLeftLines = !(await isWholeFile(warehouse, file, taken));
  let lines = taken.lines;
  let numbering: LineNumbering | undefined;
  if (hasLeftLines) {
    await times.measure('inspect', async () => {
      const left = await collectLeftLines(warehouse, check, file, tablePrefix, parameters);
      lines = await accountForLines(warehouse, file, taken, left);
      numbering = await numberLines(warehouse, file, file.layout.columns.length, left, lines, tablePrefix);
      if (!numbering.isPlain) {
        // Rare: rows are not simply lines, so the numbers of the first pass are wrong. Once more, with the right ones.
        await dropRows(warehouse, target, fileType);
        await fastLane(numbering.plainRows);
      }
      await runSlowLane(warehouse, check, numbering, tablePrefix, parameters);
    });
  }
  return {
    async settle() {
      const repeated = `${tablePrefix}_repeated`;
      const plainRows = numbering?.plainRows ?? everyLineARow(file);
      await times.measure('duplicates', () =>
        rejectDuplicates(warehouse, check, plainRows, numbering?.assembledRows, repeated, parameters),
      );
      const ofLeftLines = [`${tablePrefix}_left`, `${tablePrefix}_checked`, ...numberingTables(tablePrefix)];
      const tables = [repeated, ...(hasLeftLines ? ofLeftLines : [])];
      await Promise.all(tables.map((table) => warehouse.command(`DROP TABLE IF EXISTS ${table}`)));
      return times.measure('count', () => accountForRows(warehouse, target, fileType, numbering?.rows ?? lines));
    },
  };
}

/** What of the file the fast lane took. Bytes include each line's end. */
interface TakenLines {
  readonly lines: number;
  readonly bytes: number;
  /** The highest line number. */
  readonly last: number;
}

async function takenLines(warehouse: Warehouse, target: LoadTarget, fileType: FileType): Promise<TakenLines> {
  const [row] = await warehouse.rows<TakenLines>(
    `SELECT count() AS lines, sum(line_bytes) AS bytes, max(line_number) AS last
     FROM ${factTable(fileType)} WHERE ${inBatch(target.dataset)}`,
    { variant: target.variant, batch: target.batchId },
  );
  return row!;
}

/** Whether the size of the object tells where its lines end: not packed, and lines that end in LF. */
const hasKnownBytes = ({ compression, layout }: StagedFile): boolean =>
  compression === 'none' && layout.lineEnd !== 'CR';

/** Whether these bytes of lines are all of the file; the last line may lack its end. */
const isAllOf = ({ objectSize, layout }: StagedFile, bytes: number): boolean =>
  layout.dataOffset + bytes === objectSize || layout.dataOffset + bytes === objectSize + 1;

/**
 * Whether the lines taken are all there are, without reading the file again: they are the first so many without a gap, and
 * their bytes are those of the object to its end. Where that cannot be said, the lines are counted.
 */
async function isWholeFile(warehouse: Warehouse, file: StagedFile, taken: TakenLines): Promise<boolean> {
  if (taken.last !== file.layout.headerLine + 1 + taken.lines) return false;
  return hasKnownBytes(file) ? isAllOf(file, taken.bytes) : taken.lines === (await countLines(warehouse, file));
}

/**
 * Lines of the file after its header, once those that were left are known.
 * @throws {RowsUnaccountedFor} if the lines taken and left are not all of the file
 */
async function accountForLines(
  warehouse: Warehouse,
  file: StagedFile,
  taken: TakenLines,
  leftTable: string,
): Promise<number> {
  const [left] = await warehouse.rows<{ lines: number; bytes: number }>(
    `SELECT count() AS lines, sum(length(line) + 1) AS bytes FROM ${leftTable}`,
  );
  const lines = taken.lines + left!.lines;
  const accounted = hasKnownBytes(file)
    ? isAllOf(file, taken.bytes + left!.bytes)
    : lines === (await countLines(warehouse, file));
  if (!accounted) throw new RowsUnaccountedFor(`${lines} lines were read, and they are not all of the file`);
  return lines;
}

async function countLines(warehouse: Warehouse, file: StagedFile): Promise<number> {
  const [row] = await warehouse.rows<{ lines: number }>(
    `SELECT count() AS lines FROM ${linesSql(file)}`,
    lineParameters(file),
  );
  return row!.lines;
}

/** Puts the lines that the fast lane did not take into a table (n, line), reading the file once more. @returns its name */
async function collectLeftLines(
  warehouse: Warehouse,
  { fileType, dataset }: FileCheck,
  file: StagedFile,
  tablePrefix: string,
  parameters: Record<string, unknown>,
): Promise<string> {
  const left = `${tablePrefix}_left`;
  await warehouse.command(`CREATE TABLE ${left} (n UInt64, line String) ENGINE = MergeTree ORDER BY n`);
  await warehouse.command(
    `INSERT INTO ${left}
     WITH (SELECT groupBitmapState(line_number) FROM ${factTable(fileType)} WHERE ${inBatch(dataset)}) AS loaded
     SELECT n, line FROM ${linesSql(file)} WHERE NOT bitmapContains(loaded, toUInt32(n + 1))`,
    parameters,
    LOAD_SETTINGS,
  );
  return left;
}

async function dropRows(warehouse: Warehouse, { variant, batchId }: LoadTarget, fileType: FileType): Promise<void> {
  await warehouse.command(`ALTER TABLE ${factTable(fileType)} DROP PARTITION ${partition(variant, batchId)}`);
}

function referencedKeys(dataset: Dataset, reference: { column: string; fileType: string }): string {
  const referenced = fileTypeOf(dataset, reference.fileType);
  return `SELECT ${referenced.key[0]} FROM ${factTable(referenced)}
    WHERE ${dataset.variantColumn} = {variant:String} AND batch_id = {reference:UUID}`;
}

/** The partition of a batch in a fact table. What rewrites parts must name it, or it visits those of every batch. */
const partition = (variant: string, batchId: string): string => `(${literal(variant)}, toUUID(${literal(batchId)}))`;

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

/** Looks in full at every row that the fast lane did not take. */
async function runSlowLane(
  warehouse: Warehouse,
  check: FileCheck,
  numbering: LineNumbering,
  tablePrefix: string,
  parameters: Record<string, unknown>,
): Promise<void> {
  const { fileType } = check;
  const fact = factTable(fileType);
  const checked = `${tablePrefix}_checked`;
  await warehouse.command(`CREATE TABLE ${checked} (${checkedColumns(check)}) ENGINE = MergeTree ORDER BY line_number`);
  const { leftRows, assembledRows } = numbering;
  const rows = assembledRows ? `(SELECT * FROM ${leftRows} UNION ALL SELECT * FROM ${assembledRows})` : leftRows;
  await warehouse.command(`INSERT INTO ${checked} ${slowLaneSql(check, rows)}`, parameters, LOAD_SETTINGS);
  await warehouse.command(
    `INSERT INTO ${fact} (${factColumnNames(check)}) ${soundRowsSql(check, checked)}`,
    parameters,
    LOAD_SETTINGS,
  );
  await warehouse.command(
    `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS})
     SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, field_name, rule_id, error_type, 'ERROR',
       raw_value, record_key, detail FROM (${findingsSql(check, checked)})`,
    parameters,
    LOAD_SETTINGS,
  );
  await warehouse.command(
    `INSERT INTO ${REJECTED_ROWS} (batch_id, file_type, row_number, line_number, record)
     SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, record FROM ${checked} WHERE notEmpty(faults)`,
    parameters,
    LOAD_SETTINGS,
  );
}

/**
 * Takes out the second and further rows of a key, which only the whole file can show. The first one stays.
 * @param repeated name of a table to make, of the rows taken out
 */
async function rejectDuplicates(
  warehouse: Warehouse,
  check: FileCheck,
  plainRows: string,
  assembledRows: string | undefined,
  repeated: string,
  parameters: { readonly variant: string; readonly batch: string } & Record<string, unknown>,
): Promise<void> {
  const { fileType, dataset } = check;
  const fact = factTable(fileType);
  const key = fileType.key.join(', ');
  // The table is sorted by key: comparing neighbours streams through it.
  const sorted = `ORDER BY ${key}, row_number ROWS BETWEEN`;
  await warehouse.command(
    `CREATE TABLE ${repeated} ENGINE = MergeTree ORDER BY line_number AS
     SELECT line_number, row_number, ${key} FROM ${fact} WHERE 0`,
  );
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
  await warehouse.command(
    `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS})
     SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, ${literal(fileType.key[0]!)},
       ${literal(ruleId(fileType, DUPLICATE_RULE))}, 'DUPLICATE', 'ERROR', ${keyText}, ${keyText}, toString(first_row)
     FROM ${repeated} INNER JOIN (
       SELECT ${key}, min(row_number) AS first_row FROM ${fact}
       WHERE ${inBatch(dataset)} AND (${key}) IN (SELECT ${key} FROM ${repeated}) GROUP BY ${key}) AS kept USING (${key})`,
    parameters,
    LOAD_SETTINGS,
  );
  const rejected = `SELECT line_number FROM ${repeated}`;
  const written = assembledRows ? `(SELECT * FROM ${plainRows} UNION ALL SELECT * FROM ${assembledRows})` : plainRows;
  await warehouse.command(
    `INSERT INTO ${REJECTED_ROWS} (batch_id, file_type, row_number, line_number, record)
     SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, record FROM ${written} WHERE line_number IN (${rejected})`,
    parameters,
    LOAD_SETTINGS,
  );
  await warehouse.command(
    `DELETE FROM ${fact} IN PARTITION ${partition(parameters.variant, parameters.batch)}
     WHERE line_number IN (${rejected})`,
    {},
    { lightweight_deletes_sync: '2' },
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
