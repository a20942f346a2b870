import * as z from 'zod';
import type { Reference } from '../contracts/contract.ts';
import { count } from '../domain/values.ts';
import type { Parameters } from '../sql/statement.ts';
import type { StatementName } from '../sql/statement-names.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { inBatch } from '../warehouse/tables.ts';
import { assertAllLines } from './file-counts.ts';
import { everyLineARow, type LineNumbering, mayJoinLines, numberLines, withoutEndMarkSql } from './line-numbering.ts';
import { type BatchParameters, deleteRows, dropRows, LOAD_SETTINGS, type LoadTarget } from './load-target.ts';
import { chooseKeyLookup, isReferencedShort } from './reference-check.ts';
import { type CheckedFile, type CheckedReference, factColumnNames, fastLaneSql } from './row-check.ts';
import { checkLeftRows, inspectOrphans, keepFindings, type OrphanTables } from './slow-lane.ts';
import type { StageTimes } from './stage-times.ts';
import { lineParameters, type StagedFile } from './staged-lines.ts';
import { makeCheckedTable, makeWorkTables, type WorkTables, workTables } from './work-tables.ts';

const leftLines = z.strictObject({ left: count, left_bytes: count, odd: count });
const readLines = z.strictObject({ lines: count, bytes: count });

/**
 * One staged object on its way into a batch: the whole file, or one of several that are delivered as one. `prepare`,
 * `pass`, `inspect`, `inspectOrphans` if it leaves references, `keepFindings`, in this order, once each.
 */
export class PartLoad {
  readonly tables: WorkTables;
  readonly #warehouse: Warehouse;
  readonly #target: LoadTarget;
  readonly #file: StagedFile;
  readonly #times: StageTimes;
  readonly #parameters: Parameters & BatchParameters;
  #check: CheckedFile;
  #hasChecked = false;
  #leftLines = 0;
  #lines: number | undefined;
  #numbering: LineNumbering | undefined;

  /** @param parameters of the batch; those of the object are added */
  constructor(
    warehouse: Warehouse,
    target: LoadTarget,
    check: CheckedFile,
    file: StagedFile,
    parameters: BatchParameters,
    times: StageTimes,
  ) {
    this.#warehouse = warehouse;
    this.#target = target;
    this.#check = check;
    this.#file = file;
    this.#times = times;
    this.#parameters = { ...parameters, ...lineParameters(file) };
    this.tables = workTables(target, check.fileType, file.part);
  }

  async prepare(): Promise<void> {
    await makeWorkTables(this.#warehouse, this.#check, this.tables);
  }

  /**
   * The fast lane: one pass over the object.
   * @param unsettled file types whose keys are not all stored yet: what refers to them is looked up later
   * @returns the share of its bytes that it left for `inspect`, 0 to 1; of a packed object at most that. 1 where a line that it
   *   took may turn out to be no row, or one that must not stay: then nothing may refer to its rows before they are inspected.
   */
  async pass(unsettled: ReadonlySet<string>): Promise<number> {
    const { pass, left } = this.tables;
    const columns = `${factColumnNames(this.#check)}, is_accepted, left_line`;
    await this.#times.measure('check', async () => {
      const check = await this.#checkOfPass(unsettled);
      const rows = fastLaneSql(check, everyLineARow(this.#file));
      await this.#command('fast-lane', `INSERT INTO ${pass} (${columns}) ${rows}`);
    });
    const lines = await this.#warehouse.row({
      name: 'count-left-lines',
      row: leftLines,
      sql: `SELECT count() AS left, sum(length(line) + 1) AS left_bytes, countIf(${mayJoinLines('line')}) AS odd FROM ${left}`,
    });
    this.#leftLines = lines.left;
    if (lines.odd > 0) this.#numbering = await this.#times.measure('inspect', () => this.#numberLines());
    if (this.#numbering?.isPlain === false || this.leavesReferences) return 1;
    return lines.left_bytes / Math.max(this.#file.objectSize, lines.left_bytes, 1);
  }

  /** Once it is passed: whether it stored rows whatever they refer to: the keys are too many to be held, or not all there. */
  get leavesReferences(): boolean {
    return this.leftReferences.length > 0;
  }

  /** Those that were not looked at. */
  get leftReferences(): readonly Reference[] {
    return this.#check.references.flatMap(({ reference, exists }) => (exists ? [] : [reference]));
  }

  async #checkOfPass(unsettled: ReadonlySet<string>): Promise<CheckedFile> {
    const { slice, fileType } = this.#check;
    const ofPass: CheckedReference[] = [];
    const later: CheckedReference[] = [];
    for (const { reference, exists } of this.#check.references) {
      const lookup = unsettled.has(reference.fileType)
        ? undefined
        : await chooseKeyLookup(this.#warehouse, slice.contract, reference, this.#parameters);
      const isLeft = lookup === undefined || lookup === 'by-merge';
      const short = lookup === 'as-numbers' ? isReferencedShort(slice.contract, fileType, reference) : exists;
      ofPass.push({ reference, exists: isLeft ? undefined : short });
      later.push({ reference, exists: isLeft ? undefined : exists });
    }
    this.#check = { ...this.#check, references: later };
    return { ...this.#check, references: ofPass };
  }

  /** The slow lane, for the lines that were left. What the object refers to must have all its keys by now. */
  async inspect(): Promise<void> {
    if (this.#leftLines > 0) await this.#times.measure('inspect', () => this.#inspectLeftLines());
  }

  async #inspectLeftLines(): Promise<void> {
    const { fileType, slice } = this.#check;
    const numbering = this.#numbering ?? (await this.#numberLines());
    if (!numbering.isPlain) {
      // Rare: rows are not simply lines, so the numbers of the first pass are wrong. Once more, with the right ones.
      await this.#dropRows();
      const columns = factColumnNames({ slice, fileType });
      const rows = fastLaneSql(this.#check, numbering.plainRows);
      await this.#command(
        'fast-lane-again',
        `INSERT INTO ${fileType.table} (${columns}) SELECT ${columns} FROM (${rows}) WHERE is_accepted`,
      );
    }
    await this.#makeCheckedTable();
    await checkLeftRows(this.#warehouse, this.#check, numbering, this.tables.checked, this.#parameters);
    this.#numbering = numbering;
  }

  async #numberLines(): Promise<LineNumbering> {
    const { fileType, layout } = this.#check;
    const lines = await this.#accountForLines();
    const of = { fileType: fileType.name, columnCount: layout.columns.length };
    return numberLines(this.#warehouse, this.#file, of, this.tables, lines);
  }

  /** The slow lane, for those of its stored rows that turned out to refer to nothing: they end as if it had found them. */
  async inspectOrphans(orphans: OrphanTables): Promise<void> {
    const plainRows = this.#numbering?.plainRows ?? everyLineARow(this.#file);
    await this.#makeCheckedTable();
    await inspectOrphans(this.#warehouse, this.#check, plainRows, orphans, this.tables.checked, this.#parameters);
  }

  async #makeCheckedTable(): Promise<void> {
    if (this.#hasChecked) return;
    await makeCheckedTable(this.#warehouse, this.#check, this.tables.checked);
    this.#hasChecked = true;
  }

  /** The table of what the slow lane found, once it has looked at anything. */
  get checkedTable(): string | undefined {
    return this.#hasChecked ? this.tables.checked : undefined;
  }

  /** Keeps what the slow lane found, and the rows that are wrong as the bank wrote them. */
  async keepFindings(): Promise<void> {
    if (!this.#hasChecked) return;
    await this.#times.measure('inspect', () =>
      keepFindings(this.#warehouse, this.#check, this.tables.checked, this.#parameters),
    );
  }

  /** Data rows of the object, counted from its lines. Before anything is taken out of the batch. */
  async countRows(): Promise<number> {
    return this.#numbering?.rows ?? this.#times.measure('count', () => this.#accountForLines());
  }

  /** Lines after the header that hold nothing. */
  get blankLines(): number {
    return this.#numbering?.blankLines ?? 0;
  }

  /** A subquery (line_number, row_number, record) of all its rows, and the parameters that it has. */
  get rows(): { readonly sql: string; readonly parameters: Parameters } {
    const numbering = this.#numbering;
    const { plainRows, assembledRows } = numbering ?? {
      plainRows: everyLineARow(this.#file),
      assembledRows: undefined,
    };
    // As the slow lane keeps it.
    const lastRow = this.#file.rowsBefore + (numbering?.rows ?? 0);
    const lines = numbering?.isMarked
      ? `(SELECT * REPLACE (if(row_number = ${lastRow}, ${withoutEndMarkSql('record')}, record) AS record) FROM ${plainRows})`
      : plainRows;
    return {
      sql: assembledRows ? `(SELECT * FROM ${lines} UNION ALL SELECT * FROM ${assembledRows})` : lines,
      parameters: lineParameters(this.#file),
    };
  }

  async #dropRows(): Promise<void> {
    const { fileType } = this.#check;
    if (this.#file.rowsBefore === 0) return dropRows(this.#warehouse, this.#target, fileType);
    await deleteRows(this.#warehouse, this.#target, fileType, this.#ofPart);
  }

  #command(name: StatementName, sql: string): Promise<void> {
    return this.#warehouse.command({ name, sql, parameters: this.#parameters, settings: LOAD_SETTINGS });
  }

  /** Condition of the object's rows in its batch, until the next one is passed. */
  get #ofPart(): string {
    return `row_number > ${this.#file.rowsBefore}`;
  }

  /**
   * Lines of the object after its header, as the pass took or left them.
   * @throws {RowsUnaccountedFor} if they are not all of the object
   */
  async #accountForLines(): Promise<number> {
    if (this.#lines !== undefined) return this.#lines;
    const { slice, fileType } = this.#check;
    const { rowsBefore } = this.#file;
    const { lines, bytes } = await this.#warehouse.row({
      name: 'account-for-lines',
      row: readLines,
      sql: `SELECT sum(lines) AS lines, sum(bytes) AS bytes FROM (
         SELECT count() AS lines, sum(line_bytes) AS bytes FROM ${fileType.table}
         WHERE ${inBatch(slice.contract)}${rowsBefore === 0 ? '' : ` AND ${this.#ofPart}`}
         UNION ALL SELECT count() AS lines, sum(length(line) + 1) AS bytes FROM ${this.tables.left})`,
      parameters: this.#parameters,
    });
    await assertAllLines(this.#warehouse, this.#file, { lines, bytes });
    this.#lines = lines;
    return lines;
  }
}
