import type { FileType } from '../contracts/contract.ts';
import { type FileNotice, fileNotices } from '../contracts/file-notices.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { factTable, REJECTED_ROWS, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { rejectDuplicates } from './duplicates.ts';
import { everyLineARow, type LineNumbering, numberLines } from './line-numbering.ts';
import { dropRows, inBatch, LOAD_SETTINGS, type LoadTarget } from './load-target.ts';
import { isReferenced, isReferencedShort, longestReferencedKey, SHORT_KEY_BYTES } from './reference-check.ts';
import { type FileCheck, factColumnNames, fastLaneSql } from './row-check.ts';
import { checkLeftRows, keepFindings } from './slow-lane.ts';
import { StageTimes } from './stage-times.ts';
import { lineParameters, linesSql, type StagedFile } from './staged-lines.ts';
import { makeWorkTables, type WorkTables, workTables } from './work-tables.ts';

/** What became of a file's rows. `totalRows` is counted from its lines, the others from what was stored. */
export interface FileCounts {
  readonly totalRows: number;
  readonly validRows: number;
  readonly rejectedRows: number;
  readonly errorCount: number;
  readonly notices: readonly FileNotice[];
}

/** The rows of the file are not all loaded or rejected: the batch must never be seen. */
export class RowsUnaccountedFor extends Error {
  override readonly name = 'RowsUnaccountedFor';
}

const NO_BATCH = '00000000-0000-0000-0000-000000000000';

/**
 * Loads one staged file into its batch, inside the warehouse: one pass over the file checks and converts every row, stores
 * the right ones, and leaves every other line to the slow lane, which finds all its faults. `prepare`, `pass`, `inspect`,
 * `settle`, in this order, once each; whoever holds the lease drops the work tables at the end of the sync.
 */
export class FileLoad {
  readonly #warehouse: Warehouse;
  readonly #target: LoadTarget;
  readonly #file: StagedFile;
  readonly #times: StageTimes;
  readonly #check: FileCheck;
  readonly #tables: WorkTables;
  readonly #parameters: Record<string, unknown>;
  #leftLines = 0;
  #numbering: LineNumbering | undefined;

  constructor(
    warehouse: Warehouse,
    target: LoadTarget,
    fileType: FileType,
    file: StagedFile,
    times: StageTimes = new StageTimes(),
  ) {
    const { dataset, variant, batchId, referenceBatchId } = target;
    const { reference } = fileType;
    this.#warehouse = warehouse;
    this.#target = target;
    this.#file = file;
    this.#times = times;
    this.#check = {
      dataset,
      fileType,
      variant,
      layout: file.layout,
      referenceExists: reference && isReferenced(dataset, reference),
    };
    this.#tables = workTables(target, fileType);
    this.#parameters = {
      ...lineParameters(file),
      variant,
      batch: batchId,
      reference: referenceBatchId ?? NO_BATCH,
    };
  }

  /** Makes the work tables. May run while another file is stored. */
  async prepare(): Promise<void> {
    await makeWorkTables(this.#warehouse, this.#check, this.#tables);
  }

  /**
   * The fast lane: one pass over the file. What it accepts may be referred to from now on.
   * @returns the share of the file's bytes that it left for `inspect`, 0 to 1; of a packed file at most that
   */
  async pass(): Promise<number> {
    const { pass, left } = this.#tables;
    const columns = `${factColumnNames(this.#check)}, is_accepted, left_line`;
    await this.#times.measure('check', async () => {
      const check = await this.#checkOfPass();
      await this.#command(`INSERT INTO ${pass} (${columns}) ${fastLaneSql(check, everyLineARow(this.#file))}`);
    });
    const [lines] = await this.#warehouse.rows<{ left: number; left_bytes: number }>(
      `SELECT count() AS left, sum(length(line) + 1) AS left_bytes FROM ${left}`,
    );
    this.#leftLines = lines!.left;
    return lines!.left_bytes / Math.max(this.#file.objectSize, lines!.left_bytes, 1);
  }

  /** Most banks' keys are short: then each row is looked up in half the time. */
  async #checkOfPass(): Promise<FileCheck> {
    const { dataset, fileType } = this.#check;
    if (!fileType.reference) return this.#check;
    const [keys] = await this.#warehouse.rows<{ longest: number }>(
      longestReferencedKey(dataset, fileType.reference),
      this.#parameters,
    );
    if (keys!.longest > SHORT_KEY_BYTES) return this.#check;
    return { ...this.#check, referenceExists: isReferencedShort(dataset, fileType.reference) };
  }

  /**
   * The slow lane, for the lines that were left. When it is done, the file has all its keys: `settle` only takes out
   * repeated ones. What the file refers to must have all its keys by now; during `pass` some may still be missing.
   */
  async inspect(): Promise<void> {
    if (this.#leftLines > 0) await this.#times.measure('inspect', () => this.#inspectLeftLines());
  }

  /**
   * Keeps what was found, takes out repeated keys, and accounts for every row. May run while the next file is stored.
   * @throws {RowsUnaccountedFor} if rows in the file ≠ loaded + rejected
   */
  async settle(): Promise<FileCounts> {
    const { checked, repeated } = this.#tables;
    const rows = this.#numbering ? allRows(this.#numbering) : everyLineARow(this.#file);
    const [lines] = await Promise.all([
      this.#numbering ? undefined : this.#times.measure('count', () => this.#accountForLines()),
      this.#numbering &&
        this.#times.measure('inspect', () => keepFindings(this.#warehouse, this.#check, checked, this.#parameters)),
      this.#times.measure('duplicates', () =>
        rejectDuplicates(this.#warehouse, this.#target, this.#check, rows, repeated, this.#parameters),
      ),
    ]);
    return this.#times.measure('count', () => this.#accountForRows(this.#numbering?.rows ?? lines!));
  }

  #command(sql: string): Promise<void> {
    return this.#warehouse.command(sql, this.#parameters, LOAD_SETTINGS);
  }

  async #inspectLeftLines(): Promise<void> {
    const { fileType, layout } = this.#check;
    const lines = await this.#accountForLines();
    const numbering = await numberLines(this.#warehouse, this.#file, layout.columns.length, this.#tables, lines);
    if (!numbering.isPlain) {
      // Rare: rows are not simply lines, so the numbers of the first pass are wrong. Once more, with the right ones.
      await dropRows(this.#warehouse, this.#target, fileType);
      const columns = factColumnNames(this.#check);
      const rows = fastLaneSql(this.#check, numbering.plainRows);
      await this.#command(
        `INSERT INTO ${factTable(fileType)} (${columns}) SELECT ${columns} FROM (${rows}) WHERE is_accepted`,
      );
    }
    await checkLeftRows(this.#warehouse, this.#check, numbering, this.#tables.checked, this.#parameters);
    this.#numbering = numbering;
  }

  /**
   * Lines of the file after its header, as the pass took or left them: by their bytes, where the size of the object tells
   * where its lines end (not packed, lines that end in LF); else they are counted once more.
   * @throws {RowsUnaccountedFor} if they are not all of the file
   */
  async #accountForLines(): Promise<number> {
    const { dataset, fileType } = this.#check;
    const { compression, layout, objectSize } = this.#file;
    const [read] = await this.#warehouse.rows<{ lines: number; bytes: number }>(
      `SELECT sum(lines) AS lines, sum(bytes) AS bytes FROM (
         SELECT count() AS lines, sum(line_bytes) AS bytes FROM ${factTable(fileType)} WHERE ${inBatch(dataset)}
         UNION ALL SELECT count() AS lines, sum(length(line) + 1) AS bytes FROM ${this.#tables.left})`,
      this.#parameters,
    );
    const { lines, bytes } = read!;
    const missing = objectSize - layout.dataOffset - bytes;
    const isWhole =
      compression === 'none' && layout.lineEnd !== 'CR'
        ? // The last line may lack its end.
          missing === 0 || missing === -1
        : lines === (await this.#countLines());
    if (!isWhole) throw new RowsUnaccountedFor(`${lines} lines were read, and they are not all of the file`);
    return lines;
  }

  async #countLines(): Promise<number> {
    const [row] = await this.#warehouse.rows<{ lines: number }>(
      `SELECT count() AS lines FROM ${linesSql(this.#file)}`,
      lineParameters(this.#file),
    );
    return row!.lines;
  }

  /** The count that every sync must pass before anything is published. */
  async #accountForRows(totalRows: number): Promise<FileCounts> {
    const { dataset, fileType } = this.#check;
    const ofFile = 'batch_id = {batch:UUID} AND file_type = {file_type:String}';
    const [stored] = await this.#warehouse.rows<{ loaded: number; rejected: number; errors: number }>(
      `SELECT (SELECT count() FROM ${factTable(fileType)} WHERE ${inBatch(dataset)}) AS loaded,
         (SELECT uniqExact(row_number) FROM ${REJECTED_ROWS} WHERE ${ofFile}) AS rejected,
         (SELECT count() FROM ${VALIDATION_ERRORS} WHERE ${ofFile}) AS errors`,
      { ...this.#parameters, file_type: fileType.name },
    );
    const { loaded, rejected, errors } = stored!;
    if (loaded + rejected !== totalRows) {
      throw new RowsUnaccountedFor(
        `${fileType.name}: ${totalRows} rows in the file, but ${loaded} loaded and ${rejected} rejected`,
      );
    }
    const { blankLines = 0 } = this.#numbering ?? {};
    const notices = fileNotices(fileType, this.#check.layout, { blankLines, totalRows });
    return { totalRows, validRows: loaded, rejectedRows: rejected, errorCount: errors, notices };
  }
}

const allRows = ({ plainRows, assembledRows }: LineNumbering): string =>
  assembledRows ? `(SELECT * FROM ${plainRows} UNION ALL SELECT * FROM ${assembledRows})` : plainRows;
