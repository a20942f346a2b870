import * as z from 'zod';
import type { FileType } from '../contracts/contract.ts';
import { rejectingReferencesOf } from '../contracts/contract.ts';
import { fileNotices } from '../contracts/file-notices.ts';
import { count } from '../domain/values.ts';
import type { Parameters } from '../sql/statement.ts';
import type { StatementName } from '../sql/statement-names.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { allEnded } from './all-ended.ts';
import { type ControlTotals, readControlTotals } from './control-totals.ts';
import { repeatedKeyFindingSql } from './duplicates.ts';
import { accountForRows, assertAllLines, type FileCounts } from './file-counts.ts';
import { privateParameters } from './kept-records.ts';
import { type LineNumbering, numberLines } from './line-numbering.ts';
import type { Load } from './load.ts';
import type { StagedPart } from './load-file.ts';
import type { BatchParameters, LoadTarget } from './load-target.ts';
import { isReferenced, referenceParameters } from './reference-check.ts';
import {
  type CheckedFile,
  checkedColumns,
  factColumnNames,
  judgedColumns,
  judgedRowsSql,
  namedValuesSql,
  slowLaneSql,
  soundRowsSql,
  valueIn,
} from './row-check.ts';
import { markGroups } from './row-groups.ts';
import { ERROR_COLUMNS, keepRejectedRows, keptFindingsSql, leftRowsSql, SLOW_LANE_SETTINGS } from './slow-lane.ts';
import { StageTimes } from './stage-times.ts';
import { lineParameters, linesSql, type StagedFile } from './staged-lines.ts';
import { type WorkTables, workTables } from './work-tables.ts';

/** Not of a correction, whose rows are compared with the live ones, nor a file in several objects. */
export const isSmall = (
  { smallFileBytes }: Warehouse,
  { contested }: LoadTarget,
  objects: readonly StagedPart[],
): boolean =>
  contested === undefined &&
  objects.length === 1 &&
  objects[0]!.contentSize !== null &&
  objects[0]!.contentSize <= smallFileBytes;

const wrongRows = z.strictObject({ wrong: count });

/**
 * Loads a small file, for which the engine takes longer to analyse statements than to run them. The slow lane looks at every
 * line, and repeated keys are found among what it makes of them: nothing is stored that has to be taken out again, and every
 * rejected row is at hand.
 */
export class SmallLoad implements Load {
  readonly isDivided = false;
  readonly partUnderWay = 0;
  readonly passesOnce = true;
  readonly #warehouse: Warehouse;
  readonly #target: LoadTarget;
  readonly #object: StagedPart;
  readonly #file: StagedFile;
  readonly #check: CheckedFile;
  readonly #tables: WorkTables;
  readonly #times: StageTimes;
  readonly #parameters: Parameters & BatchParameters;
  readonly #totals: ControlTotals[] = [];
  #findings: Promise<void> = Promise.resolve();
  #numbering: LineNumbering | undefined;

  constructor(
    warehouse: Warehouse,
    target: LoadTarget,
    fileType: FileType,
    object: StagedPart,
    times: StageTimes = new StageTimes(),
  ) {
    const { slice, batchId, referenceBatchIds } = target;
    this.#warehouse = warehouse;
    this.#target = target;
    this.#object = object;
    this.#file = { ...object, part: 0, rowsBefore: 0 };
    this.#tables = workTables(target, fileType, 0);
    this.#check = {
      slice,
      fileType,
      layout: object.layout,
      references: rejectingReferencesOf(fileType).map((reference) => ({
        reference,
        exists: isReferenced(slice.contract, fileType, reference, this.#tables.checked),
      })),
    };
    this.#times = times;
    this.#parameters = {
      variant: slice.storedVariant,
      batch: batchId,
      ...referenceParameters(fileType, referenceBatchIds),
      ...privateParameters(fileType, target.privateKey),
      ...lineParameters(this.#file),
    };
  }

  get bytes(): number {
    return this.#object.objectSize;
  }

  get referredTo(): readonly string[] {
    return this.#check.references.map(({ reference }) => reference.fileType);
  }

  get controlTotals(): readonly ControlTotals[] {
    return this.#totals;
  }

  /** The slow lane, and what the rows tell of each other, if they refer to no others. */
  async prepare(): Promise<void> {
    await this.#times.measure('check', () => this.#checkLines());
  }

  /** Leaves nothing. The findings are kept meanwhile, and until `settle`. */
  async pass(): Promise<number> {
    if (this.referredTo.length > 0) {
      await this.#times.measure('inspect', () => this.#judge('judge-rows', this.#tables.checked));
    }
    const first = `(SELECT * FROM ${this.#tables.judged} WHERE first_row = row_number)`;
    const { table } = this.#check.fileType;
    this.#findings = this.#times.measure('inspect', () => this.#keepFindings());
    // Awaited by `settle`; until then a failure must not count as unhandled.
    this.#findings.catch(() => {});
    await this.#besideFindings(
      this.#times.measure('check', () =>
        this.#command(
          'store-sound-rows',
          `INSERT INTO ${table} (${factColumnNames(this.#check)}) ${soundRowsSql(this.#check, first)}`,
        ),
      ),
    );
    return 0;
  }

  async inspect(): Promise<void> {
    const { judged } = this.#tables;
    const totals = readControlTotals(this.#warehouse, this.#target, this.#check.fileType, {
      columns: this.#object.summedColumns ?? [],
      rows: this.#rows,
      sound: { from: `${judged} WHERE empty(faults)`, value: valueIn },
      checkedTable: judged,
    });
    this.#totals.push(await this.#besideFindings(totals));
  }

  async settle(): Promise<FileCounts> {
    const { fileType, layout } = this.#check;
    await allEnded([
      this.#findings,
      this.#times.measure('duplicates', () => markGroups(this.#warehouse, this.#target, fileType)),
    ]);
    const counts = await this.#times.measure('count', () =>
      accountForRows(this.#warehouse, this.#target, fileType, this.#rows),
    );
    const blankLines = this.#numbering?.blankLines ?? 0;
    return {
      ...counts,
      rowsOfParts: [this.#rows],
      notices: fileNotices(fileType, layout, { blankLines, totalRows: this.#rows }),
    };
  }

  /** A failure is only thrown once nothing of this file is being written any more. */
  async #besideFindings<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      await Promise.allSettled([this.#findings]);
      throw error;
    }
  }

  get #rows(): number {
    return this.#numbering?.rows ?? 0;
  }

  async #checkLines(): Promise<void> {
    const { checked } = this.#tables;
    const { fileType, layout } = this.#check;
    const numbering = await numberLines(
      this.#warehouse,
      this.#file,
      { fileType: fileType.name, columnCount: layout.columns.length },
      // To read a small object again takes less than to make a table of its lines.
      { ...this.#tables, left: linesSql(this.#file) },
      undefined,
    );
    await assertAllLines(this.#warehouse, this.#file, numbering.looked);
    this.#numbering = numbering;
    const checkedRows = slowLaneSql({ ...this.#check, references: [] }, leftRowsSql(numbering));
    if (this.referredTo.length === 0) {
      await this.#judge('slow-lane', `(${checkedRows})`);
      return;
    }
    // What rows refer to is looked up when it is all there.
    await this.#command(
      'slow-lane',
      `CREATE TABLE ${checked} (${checkedColumns(this.#check)}) ENGINE = MergeTree ORDER BY line_number AS ${checkedRows}`,
    );
  }

  #judge(name: StatementName, checkedRows: string): Promise<void> {
    const columns = judgedColumns(this.#check);
    const rows = judgedRowsSql(this.#check, checkedRows);
    return this.#command(
      name,
      `CREATE TABLE ${this.#tables.judged} (${columns}) ENGINE = MergeTree ORDER BY line_number AS ${rows}`,
    );
  }

  async #keepFindings(): Promise<void> {
    const { judged } = this.#tables;
    const { fileType } = this.#check;
    const isRepeated = 'empty(faults) AND first_row < row_number';
    const { wrong } = await this.#warehouse.row({
      name: 'count-wrong-rows',
      row: wrongRows,
      sql: `SELECT countIf(notEmpty(faults) OR ${isRepeated}) AS wrong FROM ${judged}`,
    });
    if (wrong === 0) return;
    await allEnded([
      this.#command(
        'keep-findings',
        `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS}) ${keptFindingsSql(this.#check, judged)}
         UNION ALL SELECT ${repeatedKeyFindingSql(fileType)}
         FROM (SELECT row_number, line_number, first_row, ${namedValuesSql(this.#check)} FROM ${judged} WHERE ${isRepeated})`,
      ),
      keepRejectedRows(
        this.#warehouse,
        fileType,
        `${judged} WHERE notEmpty(faults) OR ${isRepeated}`,
        this.#parameters,
      ),
    ]);
  }

  #command(name: StatementName, sql: string): Promise<void> {
    return this.#warehouse.command({ name, sql, parameters: this.#parameters, settings: SLOW_LANE_SETTINGS });
  }
}
