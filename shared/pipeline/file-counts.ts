import * as z from 'zod';
import type { FileType } from '../contracts/contract.ts';
import type { FileNotice } from '../contracts/file-notices.ts';
import { mayQuarantine } from '../contracts/quarantine.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { count } from '../domain/values.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { inBatch, REJECTED_ROWS, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import type { LoadTarget } from './load-target.ts';
import { countQuarantined } from './row-groups.ts';
import { lineParameters, linesSql, type StagedFile } from './staged-lines.ts';

/** What became of a file's rows. `totalRows` is counted from its lines, the others from what was stored. */
export interface FileCounts {
  readonly totalRows: number;
  readonly validRows: number;
  readonly rejectedRows: number;
  /** Among the valid ones. */
  readonly quarantinedRows: number;
  readonly errorCount: number;
  /** Rows by object, in their order. */
  readonly rowsOfParts: readonly number[];
  /** What was left out of it without rejecting anything. */
  readonly notices: readonly FileNotice[];
}

/** Some rows of the file were neither loaded nor rejected: the batch must never be published. */
export class RowsUnaccountedFor extends Error {
  override readonly name = 'RowsUnaccountedFor';
  readonly said: Sentence;

  constructor(said: Sentence) {
    super(said.text);
    this.said = said;
  }
}

const lineCount = z.strictObject({ lines: count });

/**
 * Holds the lines that were read of an object, after its header, against the object: by their bytes, where its size tells
 * where its lines end (not packed, lines that end in LF); else they are counted once more.
 * @param read their number, and their bytes with their ends
 * @throws {RowsUnaccountedFor} if they are not all of the object
 */
export async function assertAllLines(
  warehouse: Warehouse,
  file: StagedFile,
  read: { readonly lines: number; readonly bytes: number },
): Promise<void> {
  const { compression, layout, objectSize } = file;
  const missing = objectSize - layout.dataOffset - read.bytes;
  const isWhole =
    compression === 'none' && layout.lineEnd !== 'CR'
      ? // The last line may lack its end.
        missing === 0 || missing === -1
      : read.lines === (await countLines(warehouse, file));
  if (!isWhole) throw new RowsUnaccountedFor(serviceSentence('lines-unaccounted-for', { lines: read.lines }));
}

async function countLines(warehouse: Warehouse, file: StagedFile): Promise<number> {
  const { lines } = await warehouse.row({
    name: 'count-lines',
    row: lineCount,
    sql: `SELECT count() AS lines FROM ${linesSql(file)}`,
    parameters: lineParameters(file),
  });
  return lines;
}

const storedCounts = z.strictObject({ loaded: count, rejected: count, errors: count });

/**
 * The count that every sync must pass before anything is published.
 * @param totalRows of the file, counted from its lines
 * @throws {RowsUnaccountedFor} if rows in the file ≠ loaded + rejected
 */
export async function accountForRows(
  warehouse: Warehouse,
  target: LoadTarget,
  fileType: FileType,
  totalRows: number,
): Promise<Omit<FileCounts, 'rowsOfParts' | 'notices'>> {
  const { slice, batchId } = target;
  const ofFile = 'batch_id = {batch:UUID} AND file_type = {file_type:String}';
  const { loaded, rejected, errors } = await warehouse.row({
    name: 'account-for-rows',
    row: storedCounts,
    sql: `SELECT (SELECT count() FROM ${fileType.table} WHERE ${inBatch(slice.contract)}) AS loaded,
       (SELECT uniqExact(row_number) FROM ${REJECTED_ROWS} WHERE ${ofFile}) AS rejected,
       (SELECT count() FROM ${VALIDATION_ERRORS} WHERE ${ofFile}) AS errors`,
    parameters: { variant: slice.storedVariant, batch: batchId, file_type: fileType.name },
  });
  if (loaded + rejected !== totalRows) {
    throw new RowsUnaccountedFor(
      serviceSentence('rows-unaccounted-for', { file_type: fileType.name, rows: totalRows, loaded, rejected }),
    );
  }
  return {
    totalRows,
    validRows: loaded,
    rejectedRows: rejected,
    quarantinedRows: mayQuarantine(fileType) ? await countQuarantined(warehouse, target, fileType) : 0,
    errorCount: errors,
  };
}
