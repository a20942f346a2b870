import * as z from 'zod';
import { type FileType, hasUniqueRecordKey, recordKeyOf, rejectingReferencesOf } from '../contracts/contract.ts';
import type { FileLayout } from '../contracts/header.ts';
import { ruleId } from '../contracts/rules.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { SyncFile, SyncLog } from '../domain/sync.ts';
import { count } from '../domain/values.ts';
import { privateKeysFor } from '../operations/private-keys.ts';
import type { SyncLogs } from '../operations/sync-logs.ts';
import { openedRecordSql, privateParameters, recordKeyParameters } from '../pipeline/kept-records.ts';
import { LOAD_SETTINGS } from '../pipeline/load-target.ts';
import { chooseKeyLookup, findOrphans, isReferenced, referenceParameters } from '../pipeline/reference-check.ts';
import {
  type CheckedFile,
  type CheckedReference,
  factColumnNames,
  slowLaneSql,
  soundRowsSql,
} from '../pipeline/row-check.ts';
import { makeCheckedTable, workTables } from '../pipeline/work-tables.ts';
import { identifier, literal } from '../sql/quoting.ts';
import { rowCount } from '../sql/statement.ts';
import { type Publication, publicationBefore, publicationOfBatch } from '../warehouse/published.ts';
import { factColumns, inBatch, ofSlice, REJECTED_ROWS, recordKeySql, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import type { Attempt } from './attempt.ts';
import { type DeliveredFile, referencedBatches } from './load-uploads.ts';
import { prepareRegroup, type RegroupedFile } from './regroup.ts';
import { SyncFailure } from './sync-failure.ts';

/** What a correction added to a batch besides the rows that its own file brought. */
export interface CompletedFile {
  readonly fileType: FileType;
  /** Rows of the live book that stay as they are. */
  readonly keptRows: number;
  /** Rows of the live book whose keys the files bring anew. */
  readonly replacedRows: number;
  /** Rows that earlier syncs rejected because their reference was missing, and that have it now. */
  readonly returnedRows: number;
  /** Of a file type whose rows may be grouped. */
  readonly regrouped?: RegroupedFile | undefined;
}

/**
 * Completes the new batch of a correction. To the rows that its files brought it adds those that were waiting for a
 * corrected row, and all live rows that the correction leaves alone. A file type that gains nothing keeps its batch.
 * @param live the publication that is being corrected
 */
export async function completeCorrection(
  attempt: Attempt,
  logs: SyncLogs,
  delivered: readonly DeliveredFile[],
  live: Publication,
): Promise<CompletedFile[]> {
  const completed: CompletedFile[] = [];
  for (const fileType of attempt.slice.contract.fileTypes) {
    const brought = delivered.find((file) => file.fileType === fileType);
    if (brought && !brought.isCorrection) continue;
    const targets = rejectingReferencesOf(fileType).map((reference) => reference.fileType);
    const refersToCorrected = delivered.some((file) => file.isCorrection && targets.includes(file.fileType.name));
    if (!brought && !refersToCorrected) continue;
    const regroup = await prepareRegroup(attempt, fileType);
    const returnedRows = targets.length > 0 ? await returnWaitingRows(attempt, logs, fileType, delivered, live) : 0;
    if (!brought && returnedRows === 0) continue;
    const kept = await keepRows(attempt, fileType, live);
    completed.push({ fileType, returnedRows, ...kept, regrouped: await regroup?.() });
  }
  return completed;
}

const keptRow = z.strictObject({ kept: count, replaced: count });

/** Copies the rows of the live batch whose record keys the new batch does not have. */
export async function keepRows(
  { warehouse, slice, batchId }: Attempt,
  fileType: FileType,
  live: Pick<Publication, 'batches'>,
): Promise<Pick<CompletedFile, 'keptRows' | 'replacedRows'>> {
  const base = live.batches[fileType.name];
  if (base === undefined) return { keptRows: 0, replacedRows: 0 };
  const fact = fileType.table;
  const key = recordKeyOf(fileType).map(identifier).join(', ');
  const rest = factColumns(slice.contract, fileType)
    .map(([name]) => name)
    .filter((name) => name !== slice.contract.variants?.column && name !== 'batch_id');
  const parameters = { variant: slice.storedVariant, batch: batchId, base };
  const isLive = `${ofSlice(slice.contract)} AND batch_id = {base:UUID}`;
  const isKept = `(${key}) NOT IN (SELECT ${key} FROM ${fact} WHERE ${inBatch(slice.contract)})`;
  const { kept, replaced } = await warehouse.row({
    name: 'count-kept-rows',
    row: keptRow,
    sql: `SELECT countIf(${isKept}) AS kept, count() - kept AS replaced FROM ${fact} WHERE ${isLive}`,
    parameters,
  });
  await warehouse.command({
    name: 'keep-rows',
    sql: `INSERT INTO ${fact} (${factColumnNames({ slice, fileType })})
     SELECT ${slice.contract.variants ? '{variant:String}, ' : ''}{batch:UUID}, ${rest.map(identifier).join(', ')} FROM ${fact} WHERE ${isLive} AND ${isKept}`,
    parameters,
    // In large blocks: the rows are read in the order of the table, and so need no sorting.
    settings: { ...LOAD_SETTINGS, max_block_size: '65536' },
  });
  return { keptRows: kept, replacedRows: replaced };
}

/** Rejected rows of one object of an earlier sync. */
interface WaitingRows {
  readonly batchId: string;
  readonly layout: FileLayout;
  readonly firstRow: number;
  readonly lastRow: number;
}

/**
 * Checks once more, as they were sent, the rows of earlier syncs that were rejected only because their reference was
 * missing, and loads those that have it now. A key that the new batch or the live one already has is not loaded twice.
 */
async function returnWaitingRows(
  attempt: Attempt,
  logs: SyncLogs,
  fileType: FileType,
  delivered: readonly DeliveredFile[],
  live: Publication,
): Promise<number> {
  const { warehouse, slice, batchId } = attempt;
  const { contract } = slice;
  const waiting = await waitingRows(attempt, logs, fileType, live);
  const base = live.batches[fileType.name];
  const referenceBatchIds = referencedBatches(fileType, delivered, batchId, live.batches);
  const key = recordKeyOf(fileType).map(identifier).join(', ');
  const names = factColumnNames({ slice, fileType });
  const before = await rowsOfBatch(attempt, fileType);
  const keys = await privateKeysFor(attempt.scope, [fileType]);
  for (const [index, { batchId: earlier, layout, firstRow, lastRow }] of waiting.entries()) {
    const { checked, orphans } = workTables({ slice, batchId }, fileType, `again_${index}`);
    const ofFile = `batch_id = {earlier:UUID} AND file_type = ${literal(fileType.name)}`;
    const rows = `(SELECT line_number, row_number, ${openedRecordSql(fileType, keys)} AS record FROM ${REJECTED_ROWS}
      WHERE ${ofFile} AND row_number BETWEEN ${firstRow} AND ${lastRow} AND row_number IN (
        SELECT row_number FROM ${VALIDATION_ERRORS}
        WHERE ${ofFile} AND rule_id IN {reference_rules:Array(String)}))`;
    // A row that was sent again since, and rejected again, is the more recent word of the bank.
    const newer = [batchId, ...waiting.slice(0, index).map((other) => other.batchId)].filter((id) => id !== earlier);
    const parameters = {
      variant: slice.storedVariant,
      batch: batchId,
      ...referenceParameters(fileType, referenceBatchIds),
      reference_rules: referenceRules(fileType),
      ...privateParameters(fileType, keys[0]),
      ...recordKeyParameters(keys),
      earlier,
      newer,
      taken: base === undefined ? [batchId] : [batchId, base],
    };
    const references: CheckedReference[] = [];
    for (const reference of rejectingReferencesOf(fileType)) {
      const isMerged = (await chooseKeyLookup(warehouse, contract, reference, parameters)) === 'by-merge';
      references.push({ reference, exists: isMerged ? undefined : isReferenced(contract, fileType, reference) });
    }
    const check: CheckedFile = { slice, fileType, layout, references };
    await makeCheckedTable(warehouse, check, checked);
    await warehouse.command({
      name: 'check-waiting-rows',
      sql: `INSERT INTO ${checked} ${slowLaneSql(check, rows)}`,
      parameters,
      settings: LOAD_SETTINGS,
    });
    const sound = soundRowsSql(check, checked);
    const found: string[] = [];
    for (const { reference, exists } of references) {
      if (exists) continue;
      const table = `${orphans}_${reference.number}`;
      const columns = ['row_number', ...reference.columns.map(identifier)].join(', ');
      const referring = `SELECT ${columns} FROM (${sound})`;
      await findOrphans(warehouse, contract, fileType, reference, referring, table, parameters);
      found.push(`row_number NOT IN (SELECT row_number FROM ${table})`);
    }
    const hasReferences = found.length === 0 ? '1' : found.join(' AND ');
    await warehouse.command({
      name: 'return-waiting-rows',
      sql: `INSERT INTO ${fileType.table} (${names})
       SELECT ${names} FROM (${sound}) WHERE ${hasReferences} AND (${key}) NOT IN (
         SELECT ${key} FROM ${fileType.table}
         WHERE ${ofSlice(contract)} AND batch_id IN {taken:Array(UUID)})
         AND ${recordKeySql(fileType)} NOT IN (
           SELECT ifNull(record_key, '') FROM ${VALIDATION_ERRORS}
           WHERE batch_id IN {newer:Array(UUID)} AND file_type = ${literal(fileType.name)} AND severity = 'ERROR')
       ${hasUniqueRecordKey(fileType) ? `ORDER BY row_number LIMIT 1 BY ${key}` : ''}`,
      parameters,
      settings: LOAD_SETTINGS,
    });
  }
  return (await rowsOfBatch(attempt, fileType)) - before;
}

const referenceRules = (fileType: FileType): string[] =>
  rejectingReferencesOf(fileType).map(({ number }) => ruleId(fileType, number));

/** How far back corrections of corrections are followed. */
export const MOST_SYNCS = 100;

/**
 * The syncs that the live batch of a file type is made of, newest first: the one that loaded it, then, as long as each
 * kept rows of the batch before, the one that loaded that, back to the one that brought the whole file.
 */
export async function syncsBehind(
  { warehouse, slice }: Attempt,
  logs: SyncLogs,
  fileType: FileType,
  live: Publication | undefined,
): Promise<SyncLog[]> {
  const syncs: SyncLog[] = [];
  let batch = live?.batches[fileType.name];
  while (batch !== undefined && syncs.length < MOST_SYNCS) {
    const publication = await publicationOfBatch(warehouse, slice, fileType.name, batch);
    const sync = publication && (await logs.get(publication.syncId));
    if (!sync) break;
    syncs.push(sync);
    if (fileOf(sync, fileType)?.kept_rows == null) break;
    batch = (await publicationBefore(warehouse, slice, publication))?.batches[fileType.name];
  }
  return syncs;
}

const fileOf = (sync: SyncLog, fileType: FileType): SyncFile | undefined => sync.files[fileType.name];

/**
 * How many rows are still missing of a file type that a correction did not bring: rejected by the last sync that
 * brought it, and not returned since.
 */
export async function stillRejected(
  attempt: Attempt,
  logs: SyncLogs,
  fileType: FileType,
  live: Publication,
  returnedRows: number,
): Promise<{ readonly syncId: string; readonly rows: number } | undefined> {
  let returned = returnedRows;
  for (const sync of await syncsBehind(attempt, logs, fileType, live)) {
    const file = fileOf(sync, fileType);
    if (file?.total_rows) {
      const rows = (file.rejected_rows ?? 0) - returned;
      return rows > 0 ? { syncId: sync.id, rows } : undefined;
    }
    returned += file?.returned_rows ?? 0;
  }
  return undefined;
}

const batchesRow = z.strictObject({ batches: z.array(z.string()) });

/** The rejected rows of the syncs that the live batch is made of, newest sync first. */
async function waitingRows(
  attempt: Attempt,
  logs: SyncLogs,
  fileType: FileType,
  live: Publication,
): Promise<WaitingRows[]> {
  const { warehouse, staging } = attempt;
  const waiting: WaitingRows[] = [];
  for (const sync of await syncsBehind(attempt, logs, fileType, live)) {
    let rows = 0;
    for (const { upload_id, total_rows } of fileOf(sync, fileType)?.uploads ?? []) {
      const upload = await staging.uploads.get(upload_id);
      const lastRow = rows + (total_rows ?? 0);
      if (upload?.inspected && lastRow > rows) {
        waiting.push({ batchId: sync.batch_id, layout: upload.inspected.layout, firstRow: rows + 1, lastRow });
      }
      rows = lastRow;
    }
  }
  if (waiting.length === 0) return [];
  const { batches } = await warehouse.row({
    name: 'waiting-batches',
    row: batchesRow,
    sql: `SELECT groupUniqArray(batch_id) AS batches FROM ${VALIDATION_ERRORS}
     WHERE batch_id IN {earlier:Array(UUID)} AND file_type = {file_type:String} AND rule_id IN {rules:Array(String)}`,
    parameters: {
      earlier: [...new Set(waiting.map(({ batchId }) => batchId))],
      file_type: fileType.name,
      rules: referenceRules(fileType),
    },
  });
  return waiting.filter(({ batchId }) => batches.includes(batchId));
}

async function rowsOfBatch({ warehouse, slice, batchId }: Attempt, fileType: FileType): Promise<number> {
  const { rows } = await warehouse.row({
    name: 'count-batch',
    row: rowCount,
    sql: `SELECT count() AS rows FROM ${fileType.table} WHERE ${inBatch(slice.contract)}`,
    parameters: { variant: slice.storedVariant, batch: batchId },
  });
  return rows;
}

/** @throws {SyncFailure} `count-mismatch` if the batch has other rows than its files brought, came back and were kept */
export async function accountForCorrection(
  attempt: Attempt,
  { fileType, keptRows, returnedRows }: CompletedFile,
  validRows: number,
): Promise<void> {
  const rows = await rowsOfBatch(attempt, fileType);
  if (rows === keptRows + returnedRows + validRows) return;
  throw new SyncFailure(
    'count-mismatch',
    serviceSentence('corrected-rows-unaccounted-for', {
      file_type: fileType.name,
      kept: keptRows,
      returned: returnedRows,
      loaded: validRows,
      stored: rows,
    }),
  );
}
