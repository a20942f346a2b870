import { sentence } from '../domain/sentences/sentence.ts';
import { type CellPlace, type CellRange, placeOf, rangeOf, referenceOf } from './cell-reference.ts';
import type { CellValues } from './cell-values.ts';
import { MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, type SheetLimits } from './limits.ts';
import type { SharedStrings } from './shared-strings.ts';
import { damaged, notATable, tooLarge } from './sheet-refused.ts';
import { escapedText, TextOfRuns } from './text-of-runs.ts';
import { type Attributes, type XmlListener, XmlReader } from './xml.ts';

/** A row with something in it. */
export interface SheetRow {
  /** As the spreadsheet shows it, from 1. */
  readonly number: number;
  /** Values by column, as the CSV has them; empty cells are holes. */
  readonly cells: readonly (string | undefined)[];
}

/** A cell whose shared text has not been read yet: it is empty until then. */
interface UnreadCell {
  readonly cells: (string | undefined)[];
  readonly column: number;
  readonly index: number;
}

/** Reads the rows of a sheet in their order. Rows and cells may leave out where they are: they then follow each other. */
export class SheetRows implements XmlListener {
  /** Known at the end. */
  readonly merged: CellRange[] = [];
  readonly #values: CellValues;
  readonly #strings: SharedStrings | undefined;
  readonly #limits: Pick<SheetLimits, 'cells'>;
  readonly #runs = new TextOfRuns();
  /** The row in which a column had its last cell. */
  readonly #rowOfCell = new Uint32Array(MAX_SHEET_COLUMNS + 1);
  #unread: UnreadCell[] = [];
  #rows: SheetRow[] = [];
  #count = 0;
  #isInData = false;
  #row = 0;
  #cells: (string | undefined)[] = [];
  /** Of the cell that is being read. */
  #column = 0;
  #type = '';
  #style = 0;
  #value = '';
  #hasFormula = false;
  #isInValue = false;

  constructor(values: CellValues, strings: SharedStrings | undefined, limits: Pick<SheetLimits, 'cells'>) {
    this.#values = values;
    this.#strings = strings;
    this.#limits = limits;
  }

  /** @throws {SheetRefused} */
  async *read(part: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<readonly SheetRow[]> {
    const reader = new XmlReader(part, this);
    for await (const chunk of content) {
      reader.push(chunk);
      yield await this.#takeRows();
    }
    reader.end();
    yield await this.#takeRows();
  }

  /** @throws {SheetRefused} for a shared text that is not there */
  async #takeRows(): Promise<readonly SheetRow[]> {
    const [rows, unread] = [this.#rows, this.#unread];
    this.#rows = [];
    if (unread.length === 0) return rows;
    this.#unread = [];
    await this.#strings?.readTo(unread.reduce((most, { index }) => Math.max(most, index + 1), 0));
    for (const { cells, column, index } of unread) {
      const text = this.#shared(index);
      if (text !== '') cells[column - 1] = text;
    }
    return rows.filter(({ cells }) => cells.length > 0);
  }

  open(name: string, attributes: Attributes): void {
    if (!this.#isInData) {
      if (name === 'sheetData') this.#isInData = true;
      else if (name === 'mergeCell') this.#merge(attributes.ref ?? '');
    } else if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#isInValue = true;
    else if (name === 'f') this.#hasFormula = true;
    else if (name === 'row') this.#openRow(attributes.r);
    else this.#runs.open(name);
  }

  text(text: string): void {
    if (this.#isInValue) this.#value += text;
    else if (this.#isInData) this.#runs.add(text);
  }

  close(name: string): void {
    if (!this.#isInData) return;
    if (name === 'v') this.#isInValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    else if (name === 'sheetData') this.#isInData = false;
    else this.#runs.close(name);
  }

  #openRow(number: string | undefined): void {
    const row = number === undefined ? this.#row + 1 : Number(number);
    if (!Number.isInteger(row) || row < 1 || row > MAX_SHEET_ROWS) throw damaged(sentence('row-number-wrong'));
    if (row <= this.#row) throw damaged(sentence('rows-out-of-order', { row, before: this.#row }));
    this.#row = row;
    this.#column = 0;
    this.#cells = [];
  }

  #openCell({ r, t = 'n', s }: Attributes): void {
    this.#count += 1;
    if (this.#count > this.#limits.cells) throw tooLarge(sentence('too-many-cells', { most: this.#limits.cells }));
    const place = r === undefined ? { row: this.#row, column: this.#column + 1 } : placeOf(r);
    if (place === undefined || place.column > MAX_SHEET_COLUMNS)
      throw damaged(sentence('cell-place-wrong', { row: this.#row }));
    if (place.row !== this.#row) throw damaged(sentence('cell-of-other-row', { row: this.#row, other_row: place.row }));
    if (this.#rowOfCell[place.column] === this.#row)
      throw damaged(sentence('cell-twice', { cell: referenceOf(place) }));
    this.#rowOfCell[place.column] = this.#row;
    this.#column = place.column;
    this.#type = t;
    this.#style = s === undefined ? 0 : Number(s);
    this.#value = '';
    this.#hasFormula = false;
    if (t === 'inlineStr') this.#runs.begin();
  }

  #closeCell(): void {
    const written = this.#value;
    // A formula that makes an empty text says so by its type. One whose value nobody has computed has no value.
    if (this.#hasFormula && written === '' && this.#type !== 'str' && this.#type !== 'inlineStr')
      throw notComputed(this.#place);
    const value = this.#valueOf(written);
    if (value !== '') this.#cells[this.#column - 1] = value;
  }

  #valueOf(written: string): string {
    if (this.#type === 'inlineStr') return escapedText(this.#runs.text);
    if (this.#type !== 's' || written === '') return this.#values.of(this.#type, this.#style, written);
    const index = Number(written);
    if (!this.#strings || this.#strings.hasEnded || index < this.#strings.count) return this.#shared(index);
    this.#unread.push({ cells: this.#cells, column: this.#column, index });
    return '';
  }

  #shared(index: number): string {
    if (!this.#strings || !Number.isInteger(index) || index < 0) throw damaged(sentence('shared-string-missing'));
    return this.#strings.at(index);
  }

  #closeRow(): void {
    if (this.#cells.length > 0 || this.#unread.length > 0) this.#rows.push({ number: this.#row, cells: this.#cells });
    this.#cells = [];
  }

  #merge(reference: string): void {
    const range = rangeOf(reference);
    if (range === undefined) throw damaged(sentence('merged-nowhere'));
    this.merged.push(range);
    if (this.merged.length > MAX_SHEET_ROWS) throw tooLarge(sentence('too-many-merged'));
  }

  get #place(): CellPlace {
    return { row: this.#row, column: this.#column };
  }
}

const notComputed = (place: CellPlace) => notATable(sentence('formula-without-value', { cell: referenceOf(place) }));
