import { cleanCell, visibleText } from './characters.ts';
import { columnsOfVariant, type Dataset, fileTypeOf } from './contract.ts';
import { DELIMITERS, type Delimiter, isBlankLine, splitRecord } from './csv-line.ts';
import { foldCase } from './kinds/code.ts';
import { lengthBeforeEndMark } from './records.ts';
import { utf8Text } from './utf8.ts';

/** How a file is written: what a reader must know before its first row. */
export interface FileLayout {
  readonly delimiter: Delimiter;
  /** Contract names in the order of the file; '' for a column without a name, and the names of {@link isIgnored} ones. */
  readonly columns: readonly string[];
  /** 0-based index of the header among the file's lines: above 0 if blank lines come first, or one names the delimiter. */
  readonly headerLine: number;
  /** Bytes before the first data line: byte order mark, blank lines, header and its line end. */
  readonly dataOffset: number;
  readonly encoding: 'utf-8';
  readonly bom: boolean;
  readonly lineEnd: 'LF' | 'CRLF' | 'CR' | 'MIXED';
}

export type RefusalCode =
  | 'empty-file'
  | 'header-missing-columns'
  | 'header-unknown-columns'
  | 'header-duplicate-columns'
  | 'wrong-loan-type'
  | 'not-utf8'
  | 'not-csv';

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly code: string; readonly detail: string }[];
}

/** A file whose lines end in CR alone is read as one piece, so it must not be large. */
export const MAX_CR_ONLY_BYTES = 64 * 1024 ** 2;

/** Whether we add the column ourselves: the file of rejected rows has one, and may come back as it is. */
export const isIgnored = (column: string): boolean => column.startsWith('_tranche_');

/** How much of a file's content is looked at to recognise its header. */
export const HEAD_BYTES = 256 * 1024;

const OTHER_DELIMITERS = ['|', ':', '^', '~'];
const MAX_HEADER_BYTES = 64 * 1024;
/** A line longer than this names no delimiter. */
const MAX_DELIMITER_LINE = 40;
export const refuse = (code: RefusalCode, detail: string, errors?: Refusal['errors']): Refusal => ({
  ok: false,
  code,
  detail,
  ...(errors ? { errors } : {}),
});

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
  dataset: Dataset,
  variant: string,
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
  if (headerLine < 0) return refuse('empty-file', 'The file has no content. Send a header line and at least one row.');
  const headerBytes = shown[headerLine]!;
  if (headerBytes.length > MAX_HEADER_BYTES || (!complete && headerLine >= whole.length)) {
    return refuse('not-csv', `The first line is longer than ${MAX_HEADER_BYTES} bytes, so it cannot be a header.`);
  }
  const header = utf8Text(headerBytes);
  if (header === undefined) {
    return refuse('not-utf8', 'The header line is not UTF-8. Save the file as "CSV UTF-8" and send it again.');
  }
  const matched = matchHeader(header, dataset, variant, fileTypeName, named?.delimiter);
  if (!matched.ok) return matched;
  const rows = whole.slice(headerLine + 1).filter((line) => !isBlank(line, matched.delimiter));
  if (complete && rows.length === 0 && !allowEmpty) {
    return refuse('empty-file', 'The file has a header but no data rows. Send at least one row.');
  }
  const foreign = rows.filter((row) => utf8Text(row) === undefined);
  if (foreign.length > rows.length / 2) {
    return refuse('not-utf8', foreignEncodingDetail(foreign, headerLine));
  }
  if (rows.length > 0 && rows.every((row) => isQuotedWhole(utf8Text(row) ?? '', matched)))
    return refuse(...QUOTED_TWICE);
  const dataOffset =
    head.length - body.length + lines.slice(0, headerLine + 1).reduce((bytes, line) => bytes + line.length + 1, 0);
  return { ok: true, layout: { ...matched, headerLine, dataOffset, encoding: 'utf-8', bom, lineEnd } };
}

const QUOTED_TWICE = [
  'not-csv',
  'The columns cannot be told apart, as each line is one quoted cell: the file was quoted twice. Export it once, with ' +
    'quotes around cells and not around lines.',
] as const;

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
  const said = name === '' ? 'no delimiter' : `the delimiter "${visibleText(name)}"`;
  return refuse(
    'not-csv',
    `The first line, "sep=", names ${said}. Use ";" (or "," or a tab) and send it again, with or without that line.`,
  );
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** @param bytes of the whole file, unpacked */
export const refuseCrOnly = ({ lineEnd }: FileLayout, bytes: number): Refusal | undefined =>
  lineEnd === 'CR' && bytes > MAX_CR_ONLY_BYTES
    ? refuse('not-csv', 'The lines end in CR alone, which is read in small files only. Use LF or CR LF.')
    : undefined;

function refuseEncoding(head: Uint8Array): Refusal | undefined {
  const utf16 = [
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0, 0, 0xfe, 0xff],
  ].some((mark) => startsWith(head, mark));
  const sample = head.subarray(0, 4096);
  const nulls = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (utf16 || nulls > sample.length / 4) {
    const what = utf16 || nulls < sample.length * 0.75 ? 'It looks like UTF-16. ' : '';
    return refuse('not-utf8', `The file is not UTF-8 text. ${what}Save it as "CSV UTF-8" and send it again.`);
  }
  return undefined;
}

function foreignEncodingDetail(foreign: readonly Uint8Array[], headerLine: number): string {
  // Ğ, İ, Ş, ğ, ı, ş in Windows-1254: the letters a Turkish file is most likely to show.
  const turkish = foreign.some((row) => row.some((byte) => [0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe].includes(byte)));
  return (
    `Most rows after line ${headerLine + 1} are not UTF-8.` +
    `${turkish ? ' They look like Windows-1254 (Turkish).' : ''} Save the file as "CSV UTF-8" and send it again.`
  );
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

function matchHeader(
  line: string,
  dataset: Dataset,
  variant: string,
  fileTypeName: string,
  named: Delimiter | undefined,
): { ok: true; delimiter: Delimiter; columns: readonly string[] } | Refusal {
  const record = line.replace(/\r+$/, '');
  const fileType = fileTypeOf(dataset, fileTypeName);
  const expected = columnsOfVariant(fileType, variant).map((column) => column.name);
  const known = new Set(dataset.fileTypes.flatMap((type) => type.columns.map((column) => column.name)));
  const readings = DELIMITERS.map((delimiter) => {
    const names = splitRecord(record, delimiter)?.map(foldCase);
    return { delimiter, names, hits: names?.filter((name) => known.has(name)).length ?? 0 };
  });
  const best = readings.reduce((a, b) => (b.hits > a.hits ? b : a));
  const { delimiter, names } = best;
  if (!names || best.hits === 0) return refuseForeignHeader(record, known, expected);
  if (named !== undefined && named !== delimiter) {
    return refuse(
      'not-csv',
      `The first line, "sep=", says that ${DELIMITER_NAMES[named]} separates the columns, but in the header it is ` +
        `${DELIMITER_NAMES[delimiter]}. Mend or leave out the first line and send it again.`,
    );
  }

  const ownNames = names.filter((name) => name !== '' && !isIgnored(name));
  const lastNamed = names.findLastIndex((name) => name !== '' && !isIgnored(name));
  const nameless = names.flatMap((name, index) => (name === '' && index < lastNamed ? [index + 1] : []));
  if (nameless.length > 0) {
    const which = nameless.map((place) => `column ${place} has no name`);
    return refuse(
      'header-unknown-columns',
      `The header does not match ${variant} ${fileType.name}: ${which.join(', ')}.`,
      which.map((field) => ({ field: field.replace(/ has.*$/, ''), code: 'unknown', detail: 'It has no name.' })),
    );
  }
  const twice = [...new Set(ownNames.filter((name, index) => ownNames.indexOf(name) !== index))];
  if (twice.length > 0) {
    return refuse(
      'header-duplicate-columns',
      `The header names ${quoteList(twice)} more than once.`,
      twice.map((field) => ({ field, code: 'duplicate', detail: 'This column is named more than once.' })),
    );
  }
  const missing = expected.filter((name) => !names.includes(name));
  const unknown = ownNames.filter((name) => !expected.includes(name));
  if (missing.length === 0 && unknown.length === 0) return { ok: true, delimiter, columns: names };

  const otherVariant = dataset.variants.find((other) => {
    if (other === variant) return false;
    const columns = columnsOfVariant(fileType, other).map((column) => column.name);
    const own = expected.filter((name) => !columns.includes(name));
    const theirs = columns.filter((name) => !expected.includes(name));
    return names.some((name) => theirs.includes(name)) && !names.some((name) => own.includes(name));
  });
  const errors = [
    ...missing.map((field) => ({ field, code: 'missing', detail: 'The header must name this column.' })),
    ...unknown.map((field) => ({ field, code: 'unknown', detail: 'The contract has no such column.' })),
  ];
  if (otherVariant) {
    return refuse(
      'wrong-loan-type',
      `The header is that of a ${otherVariant} ${fileType.name} file, but the upload says ${variant}: ` +
        `${describeDifference(missing, unknown)}.`,
      errors,
    );
  }
  const otherType = dataset.fileTypes.find(
    (type) =>
      type !== fileType &&
      columnsOfVariant(type, variant).filter((column) => names.includes(column.name)).length >
        expected.length - missing.length,
  );
  const hint = otherType ? ` This looks like a ${otherType.name} file.` : '';
  return refuse(
    missing.length > 0 ? 'header-missing-columns' : 'header-unknown-columns',
    `The header does not match ${variant} ${fileType.name}: ${describeDifference(missing, unknown)}.${hint}`,
    errors,
  );
}

const DELIMITER_NAMES: Readonly<Record<Delimiter, string>> = { ';': '";"', ',': '","', '\t': 'a tab' };

function refuseForeignHeader(record: string, known: ReadonlySet<string>, expected: readonly string[]): Refusal {
  const isKnown = (name: string): boolean => known.has(foldCase(name));
  for (const delimiter of DELIMITERS) {
    const [cell, another] = splitRecord(record, delimiter) ?? [];
    if (cell === undefined || another !== undefined) continue;
    if (DELIMITERS.some((inner) => (splitRecord(cell, inner) ?? []).filter(isKnown).length > 1)) {
      return refuse(...QUOTED_TWICE);
    }
  }
  const other = OTHER_DELIMITERS.find(
    (delimiter) => record.split(delimiter).filter((name) => isKnown(cleanCell(name))).length > 1,
  );
  if (other) {
    return refuse('not-csv', `The columns are separated by "${other}". Use ";" (or "," or a tab) and send it again.`);
  }
  const printable = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\t]*$/u.test(record);
  if (!printable || /^\s*[<{[]/.test(record)) {
    return refuse('not-csv', 'The file is not a CSV file with a header line. Send semicolon-separated text.');
  }
  return refuse(
    'header-missing-columns',
    'The first line is not the header: it names none of the expected columns. The header must be the first line.',
    expected.map((field) => ({ field, code: 'missing', detail: 'The header must name this column.' })),
  );
}

const quoteList = (names: readonly string[]): string =>
  names.map((name) => (name.length > 80 ? `"${visibleText(name.slice(0, 80))}…"` : visibleText(name))).join(', ');

const describeDifference = (missing: readonly string[], unknown: readonly string[]): string =>
  [missing.length > 0 ? `missing ${quoteList(missing)}` : '', unknown.length > 0 ? `unknown ${quoteList(unknown)}` : '']
    .filter(Boolean)
    .join('; ');
