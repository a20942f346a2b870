import { type FileType, hasUniqueRecordKey, rejectingReferencesOf } from '../contracts/contract.ts';
import { fileNotices } from '../contracts/file-notices.ts';
import { identifier } from '../sql/quoting.ts';
import { type Parameters, rowCount } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { inBatch } from '../warehouse/tables.ts';
import { allEnded } from './all-ended.ts';
import { type ControlTotals, readControlTotals } from './control-totals.ts';
import { makeRepeatedTable, rejectDuplicates } from './duplicates.ts';
import { accountForRows, type FileCounts } from './file-counts.ts';
import { privateParameters } from './kept-records.ts';
import type { Load } from './load.ts';
import { PartLoad } from './load-part.ts';
import { type BatchParameters, deleteRows, type LoadTarget } from './load-target.ts';
import { findOrphans, isReferenced, referenceParameters } from './reference-check.ts';
import type { CheckedFile } from './row-check.ts';
import { markGroups } from './row-groups.ts';
import { StageTimes } from './stage-times.ts';
import type { StagedFile } from './staged-lines.ts';

/** A staged object, before it is known how many rows come before its own. */
export interface StagedPart extends Omit<StagedFile, 'part' | 'rowsBefore'> {
  /** Bytes of what it holds, unpacked; null where nobody knows. */
  readonly contentSize: number | null;
  /** Columns of which the bank announced the sum. */
  readonly summedColumns?: readonly string[];
}

/**
 * Loads a file of any size: one pass checks and converts every row, stores the right ones, and leaves every other line to
 * the slow lane, which finds all its faults. A file may be delivered in several objects: their rows count through, so each is
 * finished before the next begins.
 */
export class FileLoad implements Load {
  readonly passesOnce = false;
  readonly #warehouse: Warehouse;
  readonly #target: LoadTarget;
  readonly #fileType: FileType;
  readonly #objects: readonly StagedPart[];
  readonly #times: StageTimes;
  readonly #parameters: Parameters & BatchParameters;
  readonly #parts: PartLoad[] = [];
  readonly #rowsOfParts: number[] = [];
  readonly #totals: ControlTotals[] = [];

  constructor(
    warehouse: Warehouse,
    target: LoadTarget,
    fileType: FileType,
    objects: readonly [StagedPart, ...StagedPart[]],
    times: StageTimes = new StageTimes(),
  ) {
    const { slice, batchId, referenceBatchIds } = target;
    this.#warehouse = warehouse;
    this.#target = target;
    this.#fileType = fileType;
    this.#objects = objects;
    this.#times = times;
    this.#parameters = {
      variant: slice.storedVariant,
      batch: batchId,
      ...referenceParameters(fileType, referenceBatchIds),
      ...privateParameters(fileType, target.privateKey),
    };
    this.#begin(objects[0], 0);
  }

  get bytes(): number {
    return this.#objects.reduce((sum, { objectSize }) => sum + objectSize, 0);
  }

  get referredTo(): readonly string[] {
    return rejectingReferencesOf(this.#fileType).map(({ fileType }) => fileType);
  }

  get isDivided(): boolean {
    return this.#objects.length > 1;
  }

  get partUnderWay(): number {
    return this.#parts.length - 1;
  }

  async prepare(): Promise<void> {
    const [part] = this.#parts;
    await allEnded([
      part!.prepare(),
      hasUniqueRecordKey(this.#fileType)
        ? makeRepeatedTable(this.#warehouse, this.#fileType, part!.tables.repeated)
        : undefined,
    ]);
  }

  /** The fast lane, of the first object. */
  pass(unsettled: ReadonlySet<string> = new Set()): Promise<number> {
    return this.#parts[0]!.pass(unsettled);
  }

  /** The slow lane, and the further objects. */
  async inspect(): Promise<void> {
    await this.#parts[0]!.inspect();
    let rowsBefore = 0;
    for (const object of this.#objects.slice(1)) {
      rowsBefore += await this.#finish(this.#parts.at(-1)!);
      const part = this.#begin(object, rowsBefore);
      await part.prepare();
      await part.pass(new Set());
      await part.inspect();
    }
    await this.#finish(this.#parts.at(-1)!);
    if (this.#parts.some((part) => part.leavesReferences)) {
      await this.#times.measure('inspect', () => this.#rejectOrphans());
    }
  }

  async settle(): Promise<FileCounts> {
    await allEnded([
      ...this.#parts.map((part) => part.keepFindings()),
      this.#times.measure('duplicates', async () => {
        await this.#rejectDuplicates();
        await markGroups(this.#warehouse, this.#target, this.#fileType);
      }),
    ]);
    return this.#times.measure('count', () => this.#accountForRows());
  }

  get controlTotals(): readonly ControlTotals[] {
    return this.#totals;
  }

  #begin(object: StagedPart, rowsBefore: number): PartLoad {
    const { slice } = this.#target;
    const fileType = this.#fileType;
    const check: CheckedFile = {
      slice,
      fileType,
      layout: object.layout,
      references: rejectingReferencesOf(fileType).map((reference) => ({
        reference,
        exists: isReferenced(slice.contract, fileType, reference),
      })),
    };
    const file = { ...object, part: this.#parts.length, rowsBefore };
    const part = new PartLoad(this.#warehouse, this.#target, check, file, this.#parameters, this.#times);
    this.#parts.push(part);
    return part;
  }

  /** Counts the rows of an object that is inspected, and adds up what the bank announced sums of. */
  async #finish(part: PartLoad): Promise<number> {
    const index = this.#parts.indexOf(part);
    const rowsBefore = this.#rowsOfParts.reduce((sum, rows) => sum + rows, 0);
    const rows = await part.countRows();
    this.#rowsOfParts.push(rows);
    this.#totals.push(
      await readControlTotals(this.#warehouse, this.#target, this.#fileType, {
        columns: this.#objects[index]!.summedColumns ?? [],
        rows,
        sound: {
          from: `${this.#fileType.table} WHERE ${inBatch(this.#target.slice.contract)} AND row_number > ${rowsBefore}`,
          value: ({ name }) => identifier(name),
        },
        checkedTable: part.checkedTable,
      }),
    );
    return rows;
  }

  /** Where references were left: takes the rows out that refer to nothing, before any of them can be the first of its key. */
  async #rejectOrphans(): Promise<void> {
    const { contract } = this.#target.slice;
    const fileType = this.#fileType;
    const left = new Set(this.#parts.flatMap((part) => part.leftReferences));
    const orphans = new Map<number, string>();
    for (const reference of left) {
      const table = `${this.#parts[0]!.tables.orphans}_${reference.number}`;
      const columns = ['row_number', ...reference.columns.map(identifier)].join(', ');
      const rows = `SELECT ${columns} FROM ${fileType.table} WHERE ${inBatch(contract)}`;
      await findOrphans(this.#warehouse, contract, fileType, reference, rows, table, this.#parameters);
      const { rows: found } = await this.#warehouse.row({
        name: 'count-orphans',
        row: rowCount,
        sql: `SELECT count() AS rows FROM ${table}`,
      });
      if (found > 0) orphans.set(reference.number, table);
    }
    if (orphans.size === 0) return;
    for (const part of this.#parts) await part.inspectOrphans(orphans);
    const isOrphan = [...orphans.values()]
      .map((table) => `row_number IN (SELECT row_number FROM ${table})`)
      .join(' OR ');
    await deleteRows(this.#warehouse, this.#target, fileType, isOrphan);
  }

  async #rejectDuplicates(): Promise<void> {
    if (!hasUniqueRecordKey(this.#fileType)) return;
    const rows = this.#parts.map((part) => part.rows);
    const sql =
      rows.length === 1 ? rows[0]!.sql : `(${rows.map((part) => `SELECT * FROM ${part.sql}`).join(' UNION ALL ')})`;
    const parameters = Object.assign({ ...this.#parameters }, ...rows.map((part) => part.parameters));
    await rejectDuplicates(
      this.#warehouse,
      this.#target,
      this.#fileType,
      sql,
      this.#parts[0]!.tables.repeated,
      parameters,
    );
  }

  async #accountForRows(): Promise<FileCounts> {
    const totalRows = this.#rowsOfParts.reduce((sum, rows) => sum + rows, 0);
    const notices = this.#parts.flatMap((part, index) =>
      fileNotices(this.#fileType, this.#objects[index]!.layout, {
        blankLines: part.blankLines,
        totalRows: this.#rowsOfParts[index]!,
      }),
    );
    return {
      ...(await accountForRows(this.#warehouse, this.#target, this.#fileType, totalRows)),
      rowsOfParts: this.#rowsOfParts,
      notices,
    };
  }
}
