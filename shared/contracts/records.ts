import { type Delimiter, isBlankLine, splitRecord } from './csv-line.ts';
import type { FileLayout } from './header.ts';

/** One data row of a file, as written, with its two numbers. */
export interface FileRecord {
  /** The physical line it starts on, or the row of a sheet; the header is usually line 1. */
  readonly lineNumber: number;
  /** Counts data rows from 1. */
  readonly rowNumber: number;
  readonly text: string;
}

/** A quoted cell that spans more lines than this is taken for a quote that was never closed. */
export const MAX_LINES_OF_RECORD = 1_000;
const withoutLineEnd = (line: string): string => line.replace(/\r+$/, '');
/** U+001A: once the mark of a file's end, which some exports still write. */
const END_MARK = 0x1a;
const CARRIAGE_RETURN = 0x0d;
const isUnbalanced = (line: string): boolean => (line.split('"').length - 1) % 2 === 1;

/**
 * The records of a file after its header: the reference for pipeline/line-numbering.ts, for files that fit into memory.
 * Lines without any content are no records; a quoted cell may hold line breaks; a stray carriage return ends a line.
 */
export function splitRecords(text: string, layout: FileLayout): FileRecord[] {
  const { delimiter, headerLine, columns } = layout;
  const lines = text.split(layout.lineEnd === 'CR' ? /\r\n?|\n/ : '\n');
  // The engine does not count what follows the last line end as a line if it is empty.
  if (lines.at(-1) === '') lines.pop();
  const last = lines.at(-1);
  const content = last === undefined ? undefined : lengthBeforeEndMark(last.length, (at) => last.charCodeAt(at));
  if (lines.length > headerLine + 1 && content !== undefined) {
    lines.pop();
    if (content > 0) lines.push(last!.slice(0, content));
  }
  const isBlank = (line: string): boolean => isBlankLine(withoutLineEnd(line), delimiter);
  const records: FileRecord[] = [];
  let extraLines = 0;
  const add = (index: number, text: string) =>
    records.push({ lineNumber: index + 1 + extraLines, rowNumber: records.length + 1, text });
  for (let index = headerLine + 1; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (isUnbalanced(line)) {
      const last = closingLine(lines, index, delimiter, columns.length);
      if (last !== undefined) {
        add(index, withoutLineEnd(lines.slice(index, last + 1).join('\n')));
        if (layout.linesAreRecords) extraLines -= last - index;
        index = last;
        continue;
      }
    }
    if (isBlank(line)) continue;
    const pieces = withoutLineEnd(line).split('\r');
    if (pieces.length === 1 || isWellFormed(withoutLineEnd(line), delimiter, columns.length)) {
      add(index, withoutLineEnd(line));
      continue;
    }
    for (const [position, piece] of pieces.entries()) {
      if (!isBlank(piece)) {
        records.push({
          lineNumber: index + 1 + extraLines + position,
          rowNumber: records.length + 1,
          text: withoutLineEnd(piece),
        });
      }
    }
    extraLines += pieces.length - 1;
  }
  return records;
}

const isWellFormed = (record: string, delimiter: Delimiter, columnCount: number): boolean =>
  splitRecord(record, delimiter)?.length === columnCount;

/**
 * How much of the last line of a file stands before the mark of its end; undefined if it has none. What is nothing but the
 * mark is no line.
 */
export function lengthBeforeEndMark(length: number, unitAt: (at: number) => number): number | undefined {
  let end = length;
  let isMarked = false;
  while (end > 0 && (unitAt(end - 1) === END_MARK || unitAt(end - 1) === CARRIAGE_RETURN)) {
    end -= 1;
    isMarked ||= unitAt(end) === END_MARK;
  }
  return isMarked ? end : undefined;
}

/** The line that closes the quoted cell opened on `first`, if what lies between makes one well-formed record. */
function closingLine(
  lines: readonly string[],
  first: number,
  delimiter: Delimiter,
  columnCount: number,
): number | undefined {
  const limit = Math.min(lines.length - 1, first + MAX_LINES_OF_RECORD);
  for (let last = first + 1; last <= limit; last += 1) {
    if (!isUnbalanced(lines[last]!)) continue;
    const record = withoutLineEnd(lines.slice(first, last + 1).join('\n'));
    return isWellFormed(record, delimiter, columnCount) ? last : undefined;
  }
  return undefined;
}
