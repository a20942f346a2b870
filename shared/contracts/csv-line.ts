import { blankClassSql, cleanCell, isTrimmed } from './characters.ts';

/**
 * How one record of a file is cut into cells, as plain TypeScript: the reference for the SQL in pipeline/staged-lines.ts.
 * RFC 4180 with any of three delimiters, blanks around a quoted cell allowed. A quote inside an unquoted cell, or text
 * outside of the quotes of a quoted one, is broken quoting: nothing is guessed. One exception: ="0012345" is a text, as
 * exports write it so that a spreadsheet keeps the zeros.
 */

export const DELIMITERS = [';', ',', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Matches the delimiter and the cell after it; the record must be preceded by one delimiter. Valid in RE2 and here. */
export function cellPattern(delimiter: Delimiter): string {
  const escaped = delimiter === '\t' ? '\\t' : delimiter;
  const blank = delimiter === '\t' ? '[ ]' : '[ \\t]';
  return `${escaped}(?:${blank}*"(?:[^"]|"")*"${blank}*|${blank}*="(?:[^"\\r\\n]|"")*"${blank}*|[^${escaped}"]*)`;
}

/** Whether a line, without its end, holds nothing: blanks, delimiters, and quotes with blanks between them. */
export function isBlankLine(line: string, delimiter: Delimiter): boolean {
  const isBlank = (at: number): boolean => line[at] !== delimiter && isTrimmed(line.charCodeAt(at));
  const isAround = (at: number): boolean => line[at] === ' ' || (line[at] === '\t' && delimiter !== '\t');
  for (let at = 0; ; at += 1) {
    while (isAround(at)) at += 1;
    if (line[at] === '"') {
      at += 1;
      while (isBlank(at)) at += 1;
      if (line[at] !== '"') return false;
      at += 1;
      while (isAround(at)) at += 1;
    } else {
      while (isBlank(at)) at += 1;
    }
    if (at >= line.length) return true;
    if (line[at] !== delimiter) return false;
  }
}

/** {@link isBlankLine} as a pattern of the engine; here it would need as much stack as a line has cells. */
export function blankLinePatternSql(delimiter: Delimiter): string {
  const escaped = delimiter === '\t' ? '\\t' : delimiter;
  const blank = `[${blankClassSql(delimiter)}]`;
  const around = delimiter === '\t' ? '[ ]' : '[ \\t]';
  const cell = `(?:${blank}*|${around}*"${blank}*"${around}*)`;
  return `^${cell}(?:${escaped}${cell})*$`;
}

const trim = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

/** The cells of a record (without its line end), unquoted and clean, or null if its quoting is broken. */
export function splitRecord(record: string, delimiter: Delimiter): string[] | null {
  const padded = delimiter + record;
  const tokens = padded.match(new RegExp(cellPattern(delimiter), 'g')) ?? [];
  if (tokens.reduce((length, token) => length + token.length, 0) !== padded.length) return null;
  return tokens.map((token) => {
    const cell = trim(token.slice(1));
    return cleanCell(cell.length > 1 && cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
  });
}
