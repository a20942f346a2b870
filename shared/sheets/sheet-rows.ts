import { sentence } from '../domain/sentences/sentence.ts';
import { type CellPlace, type CellRange, placeOf, rangeOf, referenceOf } from './cell-reference.ts';
import type { CellValues } from './cell-values.ts';
import { MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, type SheetLimits } from './limits.ts';
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

/** Reads the rows of a sheet in their order. Rows and cells may leave out where they are: they then follow each other. */
export class SheetRows implements XmlListener {
  /** Known at the end. */
  readonly merged: CellRange[] = [];
  readonly #values: CellValues;
  readonly #limits: Pick<SheetLimits, 'cells'>;
  readonly #runs = new TextOfRuns();
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

  constructor(values: CellValues, limits: Pick<SheetLimits, 'cells'>) {
    this.#values = values;
    this.#limits = limits;
  }

  /** @throws {SheetRefused} */
  async *read(part: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<readonly SheetRow[]> {
    const reader = new XmlReader(part, this);
    for await (const chunk of content) {
      reader.push(chunk);
      yield this.#rows;
      this.#rows = [];
    }
    reader.end();
    yield this.#rows;
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
    if (this.#cells[place.column - 1] !== undefined)
      throw damaged(sentence('cell-twice', { cell: referenceOf(place) }));
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
    const value =
      this.#type === 'inlineStr' ? escapedText(this.#runs.text) : this.#values.of(this.#type, this.#style, written);
    if (value !== '') this.#cells[this.#column - 1] = value;
  }

  #closeRow(): void {
    if (this.#cells.length > 0) this.#rows.push({ number: this.#row, cells: this.#cells });
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
