/**
 * How one record of a file is cut into cells, as plain TypeScript: the reference for the SQL in pipeline/csv-sql.ts.
 * RFC 4180 with any of three delimiters, blanks around a quoted cell allowed. A quote inside an unquoted cell, or text
 * outside of the quotes of a quoted one, is broken quoting: nothing is guessed.
 */

export const DELIMITERS = [';', ',', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Matches the delimiter and the cell after it; the record must be preceded by one delimiter. Valid in RE2 and here. */
export function cellPattern(delimiter: Delimiter): string {
  const escaped = delimiter === '\t' ? '\\t' : delimiter;
  const blank = delimiter === '\t' ? '[ ]' : '[ \\t]';
  return `${escaped}(?:${blank}*"(?:[^"]|"")*"${blank}*|[^${escaped}"]*)`;
}

const trim = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

/** The trimmed cells of a record (without its line end), or null if its quoting is broken. */
export function splitRecord(record: string, delimiter: Delimiter): string[] | null {
  const padded = delimiter + record;
  const tokens = padded.match(new RegExp(cellPattern(delimiter), 'g')) ?? [];
  if (tokens.reduce((length, token) => length + token.length, 0) !== padded.length) return null;
  return tokens.map((token) => {
    const cell = trim(token.slice(1));
    return cell.length > 1 && cell.startsWith('"') ? trim(cell.slice(1, -1).replaceAll('""', '"')) : cell;
  });
}
