import { isBlankLine } from '../csv-line.ts';
import { MAX_LINE_BYTES, type OddLines } from '../file-notices.ts';
import { type FileLayout, MAX_CR_ONLY_BYTES } from '../header.ts';
import { lengthBeforeEndMark, MAX_LINES_OF_RECORD } from '../records.ts';
import { utf8Text } from '../utf8.ts';
import { CellCounter } from './cell-counter.ts';

/** One data row of a file, as written. */
export interface SplitRecord {
  /** The physical line it starts on, or the row of a sheet; the header is usually line 1. */
  readonly lineNumber: number;
  /** Counts data rows from 1. */
  readonly rowNumber: number;
  /** Without its line end. Valid until the next call: it may be a view of the chunk. */
  readonly bytes: Uint8Array;
  /** Bytes as the load measures them: of a row that is one line, with the carriage returns at its end. */
  readonly size: number;
}

/** A line, or a quoted cell over several, is too long to be held. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const END_MARK = 0x1a;
/** The first byte of any character that blanks are made of, but for those of ASCII: U+0085 to U+FEFF. */
const FIRST_OF_BLANKS = new Set([0xc2, 0xe1, 0xe2, 0xe3, 0xef]);
/** A cell over several lines is held in memory up to this, until it is closed. */
const MOST_BYTES_HELD = MAX_CR_ONLY_BYTES;
const NEW_LINE = Uint8Array.of(LINE_FEED);
const NOTHING = new Uint8Array(0);

/** Lines from a quote on that may belong to one cell; they stand for themselves if the cell turns out not to be one. */
interface OpenRecord {
  readonly firstIndex: number;
  readonly lines: Uint8Array[];
  readonly cells: CellCounter;
  bytes: number;
}

/**
 * Cuts a file into records, chunk by chunk and in bounded memory: what `splitRecords` of contracts/records.ts does with a
 * whole file. Chunks may be cut anywhere, also inside a line end or a character.
 */
export class RecordSplitter {
  readonly #layout: FileLayout;
  readonly #endsInReturn: boolean;
  /** The beginning of a line whose end has not come. */
  #carried: Uint8Array[] = [];
  #carriedBytes = 0;
  #afterReturn = false;
  /** 0-based, of the next line. */
  #index = 0;
  #rows = 0;
  /** What the numbers of lines are ahead of their places: lines that stray carriage returns have made, less joined ones that do not count. */
  #extraLines = 0;
  /** A line that ends in the mark of a file's end: whether it is the last one is not known yet. */
  #marked: Uint8Array | undefined;
  /** Lines, or pieces of them, that hold nothing and are no rows. */
  #blankLines = 0;
  #rowsAfterBlank = false;
  #unbalanced = 0;
  #opensCell = false;
  #returns = 0;
  #open: OpenRecord | undefined;
  #found: SplitRecord[] = [];

  constructor(layout: FileLayout) {
    this.#layout = layout;
    this.#endsInReturn = layout.lineEnd === 'CR';
  }

  get blankLines(): number {
    return this.#blankLines;
  }

  /** For `unreadableLines`, as the service counts them. */
  get oddLines(): OddLines {
    return {
      blank: this.#blankLines,
      blankBetween: this.#rowsAfterBlank ? this.#blankLines : 0,
      unbalanced: this.#opensCell ? this.#unbalanced : 0,
      returns: this.#returns,
    };
  }

  /** @returns the records that are complete. @throws {LineTooLong} */
  push(chunk: Uint8Array): readonly SplitRecord[] {
    this.#found = [];
    let from = 0;
    for (let end = this.#endOfLine(chunk, from); end >= 0; end = this.#endOfLine(chunk, from)) {
      const isSecondHalf = this.#afterReturn && end === from && chunk[end] === LINE_FEED && this.#carriedBytes === 0;
      if (!isSecondHalf) this.#addLine(this.#withCarried(chunk.subarray(from, end)));
      this.#afterReturn = chunk[end] === CARRIAGE_RETURN;
      from = end + 1;
    }
    if (from < chunk.length) this.#carry(chunk.subarray(from));
    return this.#found;
  }

  /** @returns the records that only the end of the file completes */
  end(): readonly SplitRecord[] {
    this.#found = [];
    // What follows the last line end is a line only if there is something.
    if (this.#carriedBytes > 0) this.#addLine(this.#withCarried(NOTHING));
    const marked = this.#marked;
    if (marked) {
      this.#marked = undefined;
      const content = marked.subarray(
        0,
        lengthBeforeEndMark(marked.length, (at) => marked[at]!),
      );
      if (content.length > 0) this.#countLine(content);
    }
    while (this.#open) this.#giveUp(this.#open);
    return this.#found;
  }

  #endOfLine(chunk: Uint8Array, from: number): number {
    const lineFeed = chunk.indexOf(LINE_FEED, from);
    if (!this.#endsInReturn) return lineFeed;
    const carriageReturn = chunk.indexOf(CARRIAGE_RETURN, from);
    return carriageReturn < 0 ? lineFeed : lineFeed < 0 ? carriageReturn : Math.min(carriageReturn, lineFeed);
  }

  #carry(bytes: Uint8Array): void {
    this.#afterReturn = false;
    // A copy: the chunk is the reader's, and may be large.
    this.#carried.push(new Uint8Array(bytes));
    this.#carriedBytes += bytes.length;
    if (this.#carriedBytes > MAX_LINE_BYTES) throw new LineTooLong(`a line of more than ${MAX_LINE_BYTES} bytes`);
  }

  #withCarried(bytes: Uint8Array): Uint8Array {
    if (this.#carriedBytes === 0) return bytes;
    const whole = joined([...this.#carried, bytes]);
    this.#carried = [];
    this.#carriedBytes = 0;
    return whole;
  }

  #addLine(line: Uint8Array): void {
    const marked = this.#marked;
    if (marked) {
      this.#marked = undefined;
      this.#countLine(marked);
    }
    if (isMarked(line) && this.#index > this.#layout.headerLine) this.#marked = new Uint8Array(line);
    else this.#countLine(line);
  }

  #countLine(line: Uint8Array): void {
    const index = this.#index;
    this.#index += 1;
    if (index <= this.#layout.headerLine) return;
    this.#countOddities(line);
    this.#addDataLine(line, index);
  }

  #countOddities(line: Uint8Array): void {
    if (isUnbalanced(line)) this.#unbalanced += 1;
    const content = withoutLineEnd(line);
    for (let at = content.indexOf(CARRIAGE_RETURN); at >= 0; at = content.indexOf(CARRIAGE_RETURN, at + 1)) {
      this.#returns += 1;
    }
  }

  #addDataLine(line: Uint8Array, index: number): void {
    const open = this.#open;
    if (open) {
      this.#continue(open, line, index);
      return;
    }
    if (isUnbalanced(line)) {
      const cells = new CellCounter(this.#layout.delimiter);
      cells.add(line);
      if (this.#mayFit(cells)) {
        this.#opensCell = true;
        this.#open = { firstIndex: index, lines: [new Uint8Array(line)], cells, bytes: line.length };
        return;
      }
    }
    this.#addAlone(line, index);
  }

  /** The line that follows an open quote: it closes the cell, or belongs to it, or shows that there was none. */
  #continue(open: OpenRecord, line: Uint8Array, index: number): void {
    const closes = isUnbalanced(line);
    open.lines.push(new Uint8Array(line));
    open.bytes += line.length;
    if (open.bytes > MOST_BYTES_HELD) throw new LineTooLong(`a quoted cell of more than ${MOST_BYTES_HELD} bytes`);
    open.cells.add(NEW_LINE);
    open.cells.add(closes ? withoutLineEnd(line) : line);
    if (closes && open.cells.isWellFormed && open.cells.cells === this.#layout.columns.length) {
      this.#open = undefined;
      const bytes = withoutLineEnd(joined(open.lines.flatMap((part, at) => (at === 0 ? [part] : [NEW_LINE, part]))));
      this.#emit(open.firstIndex + 1 + this.#extraLines, bytes, bytes.length);
      if (this.#layout.linesAreRecords) this.#extraLines -= open.lines.length - 1;
      return;
    }
    const isLast = index - open.firstIndex >= MAX_LINES_OF_RECORD;
    if (closes || isLast || !this.#mayFit(open.cells)) this.#giveUp(open);
  }

  /** The quote opened nothing: its line stands alone, and those after it are looked at anew. */
  #giveUp(open: OpenRecord): void {
    this.#open = undefined;
    const [first, ...others] = open.lines;
    this.#addAlone(first!, open.firstIndex);
    for (const [at, line] of others.entries()) this.#addDataLine(line, open.firstIndex + 1 + at);
  }

  #mayFit(cells: CellCounter): boolean {
    return !cells.isBroken && cells.cells <= this.#layout.columns.length;
  }

  /** A line that is no part of a longer record: one row, none if it is blank, or several where stray returns cut it. */
  #addAlone(line: Uint8Array, index: number): void {
    if (this.#isBlank(line)) return;
    const lineNumber = index + 1 + this.#extraLines;
    const record = withoutLineEnd(line);
    if (!record.includes(CARRIAGE_RETURN) || this.#isWellFormed(record)) {
      this.#emit(lineNumber, record, line.length);
      return;
    }
    let from = 0;
    for (let position = 0; ; position += 1) {
      const end = record.indexOf(CARRIAGE_RETURN, from);
      const piece = record.subarray(from, end < 0 ? record.length : end);
      if (!this.#isBlank(piece)) this.#emit(lineNumber + position, piece, piece.length);
      if (end < 0) return;
      this.#extraLines += 1;
      from = end + 1;
    }
  }

  /** Counts what is. */
  #isBlank(line: Uint8Array): boolean {
    const content = withoutLineEnd(line);
    const { delimiter } = this.#layout;
    const first = content[0];
    // Nearly every line shows by its first byte that it holds something.
    if (first !== undefined && first > QUOTE && first !== delimiter.charCodeAt(0) && !FIRST_OF_BLANKS.has(first)) {
      return false;
    }
    const text = utf8Text(content);
    if (text === undefined || !isBlankLine(text, delimiter)) return false;
    this.#blankLines += 1;
    return true;
  }

  #isWellFormed(record: Uint8Array): boolean {
    const cells = new CellCounter(this.#layout.delimiter);
    cells.add(record);
    return cells.isWellFormed && cells.cells === this.#layout.columns.length;
  }

  #emit(lineNumber: number, bytes: Uint8Array, size: number): void {
    this.#rows += 1;
    this.#rowsAfterBlank ||= this.#blankLines > 0;
    this.#found.push({ lineNumber, rowNumber: this.#rows, bytes, size });
  }
}

function isUnbalanced(line: Uint8Array): boolean {
  let odd = false;
  for (let at = line.indexOf(QUOTE); at >= 0; at = line.indexOf(QUOTE, at + 1)) odd = !odd;
  return odd;
}

const isMarked = (line: Uint8Array): boolean =>
  (line.at(-1) === END_MARK || line.at(-1) === CARRIAGE_RETURN) &&
  lengthBeforeEndMark(line.length, (at) => line[at]!) !== undefined;

function withoutLineEnd(line: Uint8Array): Uint8Array {
  let end = line.length;
  while (end > 0 && line[end - 1] === CARRIAGE_RETURN) end -= 1;
  return end === line.length ? line : line.subarray(0, end);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
