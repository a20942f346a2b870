import { type Sentence, sentence } from '../domain/sentences/sentence.ts';
import { visibleText } from './characters.ts';
import { DELIMITERS, type Delimiter, isBlankLine, splitRecord } from './csv-line.ts';
import { MAX_HEADER_BYTES, matchHeader, QUOTED_TWICE, refuseLongHeader } from './match-header.ts';
import { lengthBeforeEndMark } from './records.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Slice } from './slice.ts';
import { utf8Text } from './utf8.ts';

export { isIgnored } from './match-header.ts';
export { type Refusal, type RefusalCode, refuse } from './refusal.ts';

/** How a file is written: what a reader must know before its first row. */
export interface FileLayout {
  readonly delimiter: Delimiter;
  /** Contract names in the order of the file; '' for a column without a name, and the names of `isIgnored` ones. */
  readonly columns: readonly string[];
  /** 0-based index of the header among the file's lines: above 0 if blank lines come first, or one names the delimiter. */
  readonly headerLine: number;
  /** Bytes before the first data line: byte order mark, blank lines, header and its line end. */
  readonly dataOffset: number;
  readonly encoding: 'utf-8';
  readonly bom: boolean;
  readonly lineEnd: 'LF' | 'CRLF' | 'CR' | 'MIXED';
  /** Whether a record counts as one line, also if its cells hold line breaks: line n is then row n of the sheet it came from. */
  readonly linesAreRecords?: boolean;
}

/** A file whose lines end in CR alone is read as one piece, so it must not be large. */
export const MAX_CR_ONLY_BYTES = 64 * 1024 ** 2;

/** How much of a file's content is looked at to recognise its header. */
export const HEAD_BYTES = 256 * 1024;

/** A line longer than this names no delimiter. */
const MAX_DELIMITER_LINE = 40;

/**
 * Reads the beginning of a file and matches its header with the contract. Column order and letter case are free; a column
 * too many, too few or twice is not, because a bank that changes its file should hear of it before its data does. Columns
 * without a name may end it, as a spreadsheet leaves them; a first line "sep=;" may name the delimiter.
 * @param head the first bytes, uncompressed: 64 KB or more, or the whole file
 * @param complete whether `head` is the whole file
 * @param allowEmpty whether a header without rows will do
 */
export function sniffFile(
  head: Uint8Array,
  { complete, allowEmpty = false }: { complete: boolean; allowEmpty?: boolean },
  slice: Slice,
  fileTypeName: string,
): { readonly ok: true; readonly layout: FileLayout } | Refusal {
  const encoding = refuseEncoding(head);
  if (encoding) return encoding;
  const bom = startsWith(head, [0xef, 0xbb, 0xbf]);
  const body = bom ? head.subarray(3) : head;
  const lineEnd = lineEndOf(body);
  const lines = splitLines(body, lineEnd);
  // The last piece may be half a line; it is a whole one only at the end of the file.
  const whole = complete ? withoutEndMark(lines) : lines.slice(0, -1);
  const shown = complete ? whole : lines;
  const firstLine = shown.findIndex((line) => !isBlank(line));
  const named = firstLine < 0 ? undefined : delimiterNamed(shown[firstLine]!);
  if (named?.ok === false) return named;
  const headerLine = named ? shown.findIndex((line, index) => index > firstLine && !isBlank(line)) : firstLine;
  if (headerLine < 0) return refuse('empty-file', sentence('no-content'));
  const headerBytes = shown[headerLine]!;
  const isCut = !complete && headerLine >= whole.length;
  if (headerBytes.length > MAX_HEADER_BYTES || isCut) return refuseLongHeader(headerBytes, isCut, slice, fileTypeName);
  const header = utf8Text(headerBytes);
  if (header === undefined) {
    return refuse('not-utf8', sentence('not-utf8-header'));
  }
  const matched = matchHeader(header, slice, fileTypeName, named?.delimiter);
  if (!matched.ok) return matched;
  const rows = whole.slice(headerLine + 1).filter((line) => !isBlank(line, matched.delimiter));
  if (complete && rows.length === 0 && !allowEmpty) {
    return refuse('empty-file', sentence('no-rows'));
  }
  const foreign = rows.filter((row) => utf8Text(row) === undefined);
  if (foreign.length > rows.length / 2) {
    return refuse('not-utf8', foreignEncoding(foreign, headerLine));
  }
  if (rows.length > 0 && rows.every((row) => isQuotedWhole(utf8Text(row) ?? '', matched)))
    return refuse(...QUOTED_TWICE);
  const dataOffset =
    head.length - body.length + lines.slice(0, headerLine + 1).reduce((bytes, line) => bytes + line.length + 1, 0);
  return { ok: true, layout: { ...matched, headerLine, dataOffset, encoding: 'utf-8', bom, lineEnd } };
}

/** Whether a line is one quoted cell that holds a whole row. */
function isQuotedWhole(line: string, { delimiter, columns }: Pick<FileLayout, 'delimiter' | 'columns'>): boolean {
  if (columns.length === 1) return false;
  const [cell, another] = splitRecord(line.replace(/\r+$/, ''), delimiter) ?? [];
  return cell !== undefined && another === undefined && splitRecord(cell, delimiter)?.length === columns.length;
}

/** The lines of a whole file without the mark that may end it. */
function withoutEndMark(lines: readonly Uint8Array[]): readonly Uint8Array[] {
  const last = lines.findLastIndex((line) => line.length > 0);
  const line = lines[last];
  // What follows the last line end is no line if it is empty; a line end behind the mark is part of its line.
  if (line === undefined || last < lines.length - 2) return lines;
  const content = lengthBeforeEndMark(line.length, (at) => line[at]!);
  return content === undefined ? lines : [...lines.slice(0, last), line.subarray(0, content)];
}

/** What a line like Excel's "sep=;" says; undefined for any other. */
function delimiterNamed(line: Uint8Array): { readonly ok: true; readonly delimiter: Delimiter } | Refusal | undefined {
  if (line.length > MAX_DELIMITER_LINE) return undefined;
  const [, name] = /^"?sep=(.*?)"?[ \r]*$/i.exec((utf8Text(line) ?? '').replace(/^\ufeff/, '')) ?? [];
  if (name === undefined) return undefined;
  const delimiter = DELIMITERS.find((known) => known === (name === '\\t' ? '\t' : name));
  if (delimiter !== undefined) return { ok: true, delimiter };
  return refuse(
    'not-csv',
    name === '' ? sentence('sep-names-none') : sentence('sep-names-another', { delimiter: visibleText(name) }),
  );
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** @param bytes of the whole file, unpacked */
export const refuseCrOnly = ({ lineEnd }: FileLayout, bytes: number): Refusal | undefined =>
  lineEnd === 'CR' && bytes > MAX_CR_ONLY_BYTES ? refuse('not-csv', sentence('ends-in-cr')) : undefined;

function refuseEncoding(head: Uint8Array): Refusal | undefined {
  const utf16 = [
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0, 0, 0xfe, 0xff],
  ].some((mark) => startsWith(head, mark));
  const sample = head.subarray(0, 4096);
  const nulls = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (utf16 || nulls > sample.length / 4) {
    const isUtf16 = utf16 || nulls < sample.length * 0.75;
    return refuse('not-utf8', sentence(isUtf16 ? 'not-utf8-but-utf16' : 'not-utf8'));
  }
  return undefined;
}

function foreignEncoding(foreign: readonly Uint8Array[], headerLine: number): Sentence {
  // Ğ, İ, Ş, ğ, ı, ş in Windows-1254: the letters a Turkish file is most likely to show.
  const turkish = foreign.some((row) => row.some((byte) => [0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe].includes(byte)));
  return sentence(turkish ? 'not-utf8-turkish-rows' : 'not-utf8-rows', { line: headerLine + 1 });
}

/** @param delimiter any of them where it is not known yet */
function isBlank(line: Uint8Array, delimiter?: Delimiter): boolean {
  const text = utf8Text(line)?.replace(/\r+$/, '');
  if (text === undefined) return false;
  return (delimiter === undefined ? DELIMITERS : [delimiter]).some((known) => isBlankLine(text, known));
}

function lineEndOf(body: Uint8Array): FileLayout['lineEnd'] {
  let lf = 0;
  let crlf = 0;
  let cr = 0;
  for (let at = 0; at < body.length; at += 1) {
    if (body[at] === 0x0d) cr += 1;
    else if (body[at] === 0x0a) {
      lf += 1;
      if (body[at - 1] === 0x0d) crlf += 1;
    }
  }
  if (lf === 0) return cr > 0 ? 'CR' : 'LF';
  if (cr > crlf) return 'MIXED';
  return crlf === 0 ? 'LF' : crlf === lf ? 'CRLF' : 'MIXED';
}

function splitLines(body: Uint8Array, lineEnd: FileLayout['lineEnd']): Uint8Array[] {
  const end = lineEnd === 'CR' ? 0x0d : 0x0a;
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = body.indexOf(end); at >= 0; at = body.indexOf(end, start)) {
    lines.push(body.subarray(start, at));
    start = at + 1;
  }
  lines.push(body.subarray(start));
  return lines;
}
