import { visibleText } from '../contracts/characters.ts';
import { MAX_LINES_OF_RECORD } from '../contracts/records.ts';
import { sentence } from '../domain/sentences/sentence.ts';
import type { Archive } from './archive.ts';
import { type CellRange, referenceOf } from './cell-reference.ts';
import { CellValues } from './cell-values.ts';
import type { SheetLimits } from './limits.ts';
import { SharedStrings } from './shared-strings.ts';
import { SHEET_DELIMITER } from './sheet-delimiter.ts';
import { notATable, SheetRefused, tooLarge } from './sheet-refused.ts';
import { type SheetRow, SheetRows } from './sheet-rows.ts';
import { readStyles } from './styles.ts';
import { readWorkbook, type Workbook } from './workbook.ts';

/** What a cell must be quoted for: the format's own characters, and control characters, which a reader may take for its own. */
const NEEDS_QUOTES = /[";\p{Cc}]/u;

const MOST_OF_NAME = 100;
/** Characters that are put together before they are handed on. */
const MOST_TEXT = 1024 ** 2;
const encoder = new TextEncoder();

/** The table in a workbook. */
export class Sheet {
  readonly name: string;
  /** The visible sheets of its workbook, itself among them. */
  readonly sheetNames: readonly string[];
  readonly #rows: SheetRows;
  readonly #strings: SharedStrings | undefined;
  readonly #content: () => AsyncGenerator<readonly SheetRow[]>;
  readonly #limits: SheetLimits;

  private constructor(
    { sheet, sheetNames }: Pick<Workbook, 'sheet' | 'sheetNames'>,
    rows: SheetRows,
    strings: SharedStrings | undefined,
    content: () => AsyncGenerator<readonly SheetRow[]>,
    limits: SheetLimits,
  ) {
    this.name = sheet.name;
    this.sheetNames = sheetNames;
    this.#rows = rows;
    this.#strings = strings;
    this.#content = content;
    this.#limits = limits;
  }

  /**
   * Opens a workbook, and of it the sheet that is named as one of `names`, or else the first one.
   * @param beginning whether only the first rows are wanted: shared texts are then read as cells name them, beside the sheet. A
   *   connection may not outlast the pauses of that, so who wants all rows reads all texts first.
   * @throws {SheetRefused}
   */
  static async open(archive: Archive, names: readonly string[], { beginning = false } = {}): Promise<Sheet> {
    const workbook = await readWorkbook(archive, names);
    const { sheet, sharedStrings, styles, dateSystem } = workbook;
    const { limits } = archive;
    const strings =
      sharedStrings === undefined
        ? undefined
        : new SharedStrings(sharedStrings, archive.content(sharedStrings), limits);
    if (!beginning) await strings?.readTo(Number.POSITIVE_INFINITY);
    const meanings = styles === undefined ? [] : await readStyles(styles, archive.content(styles));
    const rows = new SheetRows(new CellValues(meanings, dateSystem), strings, limits);
    return new Sheet(workbook, rows, strings, () => rows.read(sheet.part, archive.content(sheet.part)), limits);
  }

  /** Its name where it is said to somebody. */
  get shownName(): string {
    return visibleText(this.name.slice(0, MOST_OF_NAME));
  }

  /**
   * The sheet as CSV, once: `;` between cells, a record for each row up to the last that holds something, empty ones included,
   * so that record n is row n. The same workbook gives the same bytes.
   * @throws {SheetRefused} also after some of it
   */
  async *csv(): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#records();
      await this.#strings?.readTo(Number.POSITIVE_INFINITY);
    } finally {
      await this.#strings?.close();
    }
  }

  async *#records(): AsyncGenerator<Uint8Array> {
    let next = 1;
    let width = 0;
    let headerRow = 0;
    /** Places of the records, empty ones included, and those of them beside the header. */
    let area = 0;
    let beside = 0;
    for await (const rows of this.#content()) {
      let text = '';
      for (const { number, cells } of rows) {
        if (width === 0) {
          headerRow = number;
          width = cells.length;
        }
        area += Math.max(width, cells.length);
        beside += Math.max(0, cells.length - width);
        if (area > this.#limits.cells) throw tooLarge(sentence('too-many-cells', { most: this.#limits.cells }));
        if (beside > this.#limits.cellsBeside) {
          const cell = referenceOf({ row: number, column: cells.length });
          throw notATable(sentence('cells-beside', { cell, columns: width }));
        }
        const written = number === headerRow ? cells.map(onOneLine) : cells;
        text += '\n'.repeat(number - next) + recordOf(written, width, number);
        next = number + 1;
        if (text.length < MOST_TEXT) continue;
        yield encoder.encode(text);
        text = '';
      }
      if (text !== '') yield encoder.encode(text);
    }
    if (width === 0) throw new SheetRefused('empty-file', sentence('sheet-empty', { sheet: this.shownName }));
    refuseMerged(this.#rows.merged, { headerRow, lastRow: next - 1, width });
  }
}

/** A name in the header may be broken for its looks; no name of a column has a line break. */
const onOneLine = (name: string | undefined): string | undefined => name?.replace(/\s*[\r\n]\s*/g, ' ').trim();

function recordOf(cells: SheetRow['cells'], width: number, number: number): string {
  let record = '';
  let lines = 1;
  let at = 0;
  const moveTo = (place: number) => {
    record += SHEET_DELIMITER.repeat(place - at);
    at = place;
  };
  // Over written cells only: a row may have one in the last column there is.
  cells.forEach((cell, place) => {
    if (cell === undefined) return;
    moveTo(place);
    if (!NEEDS_QUOTES.test(cell)) {
      record += cell;
      return;
    }
    record += `"${cell.replaceAll('"', '""')}"`;
    for (let end = cell.indexOf('\n'); end >= 0; end = cell.indexOf('\n', end + 1)) lines += 1;
  });
  moveTo(Math.max(width, cells.length) - 1);
  if (lines > MAX_LINES_OF_RECORD)
    throw notATable(sentence('row-of-many-lines', { row: number, most: MAX_LINES_OF_RECORD }));
  return `${record}\n`;
}

const MOST_NAMED = 5;

/** Of merged cells only the first has a value. What the others should have is a guess that nobody should make. */
function refuseMerged(
  merged: readonly CellRange[],
  { headerRow, lastRow, width }: { headerRow: number; lastRow: number; width: number },
): void {
  const inTable = merged.filter(({ from, to }) => {
    const isOneCell = from.row === to.row && from.column === to.column;
    return !isOneCell && from.row <= lastRow && to.row >= headerRow && from.column <= width;
  });
  if (inTable.length === 0) return;
  const named = inTable.slice(0, MOST_NAMED).map(({ from, to }) => `${referenceOf(from)}:${referenceOf(to)}`);
  const [ranges, more] = [named.join(', '), inTable.length - MOST_NAMED];
  throw notATable(
    more > 0 ? sentence('cells-merged-and-more', { ranges, more }) : sentence('cells-merged', { ranges }),
  );
}
