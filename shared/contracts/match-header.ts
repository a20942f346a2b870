import { firstOf } from '../domain/problem-bounds.ts';
import { cleanCell, visibleText } from './characters.ts';
import { columnsOfVariant, variantsOf } from './contract.ts';
import { DELIMITERS, type Delimiter, splitRecord } from './csv-line.ts';
import { foldCase } from './kinds/code.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Slice } from './slice.ts';
import { utf8Text } from './utf8.ts';

/** Whether we add the column ourselves: the file of rejected rows has one, and may come back as it is. */
export const isIgnored = (column: string): boolean => column.startsWith('_tranche_');

/** Longer lines are no header. What is kept of a header, in the record of its upload, has to fit there. */
export const MAX_HEADER_BYTES = 64 * 1024;
export const MAX_COLUMNS = 1000;

const OTHER_DELIMITERS = ['|', ':', '^', '~'];
/** Columns that the sentence names; more are in the list of errors. */
const MOST_NAMED = 30;

export const QUOTED_TWICE = [
  'not-csv',
  'The columns cannot be told apart, as each line is one quoted cell: the file was quoted twice. Export it once, with ' +
    'quotes around cells and not around lines.',
] as const;

/** The delimiter and the columns of a header line. */
export function matchHeader(
  line: string,
  slice: Slice,
  fileTypeName: string,
  named: Delimiter | undefined,
): { ok: true; delimiter: Delimiter; columns: readonly string[] } | Refusal {
  const record = line.replace(/\r+$/, '');
  const { contract, variant, shortText } = slice;
  const fileType = slice.fileType(fileTypeName);
  const expected = columnsOfVariant(fileType, variant).map((column) => column.name);
  const known = new Set(contract.fileTypes.flatMap((type) => type.columns.map((column) => column.name)));
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
      `The header does not match ${shortText} ${fileType.name}: ${firstOf(which, MOST_NAMED)}.`,
      which.map((field) => ({ field: field.replace(/ has.*$/, ''), code: 'unknown', detail: 'It has no name.' })),
    );
  }
  const twice = repeated(ownNames);
  if (twice.length > 0) return refuseRepeated(twice);
  const missing = expected.filter((name) => !names.includes(name));
  const unknown = ownNames.filter((name) => !expected.includes(name));
  if (missing.length === 0 && unknown.length === 0) {
    if (names.length <= MAX_COLUMNS) return { ok: true, delimiter, columns: names };
    return refuse(
      'header-unknown-columns',
      `The header has ${names.length} columns; at most ${MAX_COLUMNS} are taken, those without a name included.`,
    );
  }

  const otherVariant = variantsOf(contract).find((other) => {
    if (other === variant) return false;
    const columns = columnsOfVariant(fileType, other).map((column) => column.name);
    const own = expected.filter((name) => !columns.includes(name));
    const theirs = columns.filter((name) => !expected.includes(name));
    return names.some((name) => theirs.includes(name)) && !names.some((name) => own.includes(name));
  });
  const errors = [
    ...missing.map((field) => ({ field, code: 'missing', detail: 'The header must name this column.' })),
    ...unknown.map(unknownColumn),
  ];
  if (otherVariant) {
    return refuse(
      'wrong-loan-type',
      `The header is that of a ${otherVariant} ${fileType.name} file, but the upload says ${shortText}: ` +
        `${describeDifference(missing, unknown)}.`,
      errors,
    );
  }
  const otherType = contract.fileTypes.find(
    (type) =>
      type !== fileType &&
      columnsOfVariant(type, variant).filter((column) => names.includes(column.name)).length >
        expected.length - missing.length,
  );
  const hint = otherType ? ` This looks like a ${otherType.name} file.` : '';
  return refuse(
    missing.length > 0 ? 'header-missing-columns' : 'header-unknown-columns',
    `The header does not match ${shortText} ${fileType.name}: ${describeDifference(missing, unknown)}.${hint}`,
    errors,
  );
}

const unknownColumn = (field: string) => ({ field, code: 'unknown', detail: 'The contract has no such column.' });

/** The names that come more than once, each once. */
function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
}

const refuseRepeated = (twice: readonly string[]): Refusal =>
  refuse(
    'header-duplicate-columns',
    `The header names ${quoteList(twice)} more than once.`,
    twice.map((field) => ({ field, code: 'duplicate', detail: 'This column is named more than once.' })),
  );

/**
 * Says of a first line that is too long to be a header what is wrong with it: its columns, where it has any.
 * @param isCut whether it goes on after these bytes
 */
export function refuseLongHeader(bytes: Uint8Array, isCut: boolean, slice: Slice, fileTypeName: string): Refusal {
  const long = `The first line is longer than ${MAX_HEADER_BYTES} bytes`;
  const noHeader = refuse('not-csv', `${long}, so it cannot be a header.`);
  // What is cut may end within a character; each of the delimiters is one byte, and none is part of another character.
  const end = isCut
    ? Math.max(...DELIMITERS.map((delimiter) => bytes.lastIndexOf(delimiter.charCodeAt(0))))
    : bytes.length;
  const text = utf8Text(bytes.subarray(0, Math.max(0, end)))?.replace(/\r+$/, '');
  if (text === undefined || !PRINTABLE.test(text)) return noHeader;
  const names = DELIMITERS.map((delimiter) => splitRecord(text, delimiter)?.map(foldCase) ?? [])
    .reduce((a, b) => (b.length > a.length ? b : a))
    .filter((name) => name !== '' && !isIgnored(name));
  const expected = columnsOfVariant(slice.fileType(fileTypeName), slice.variant).map((column) => column.name);
  const unknown = [...new Set(names)].filter((name) => !expected.includes(name));
  if (names.length > MAX_COLUMNS || names.some((name) => expected.includes(name))) {
    if (unknown.length > 0) {
      const columns = `${isCut ? 'at least ' : ''}${unknown.length} columns that ${slice.shortText} ${fileTypeName} files have not`;
      return refuse(
        'header-unknown-columns',
        `${long} and names ${columns}: ${quoteList(unknown)}.`,
        unknown.map(unknownColumn),
      );
    }
    const twice = repeated(names);
    if (twice.length > 0) return refuseRepeated(twice);
  }
  return noHeader;
}

const PRINTABLE = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\t]*$/u;

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
  if (!PRINTABLE.test(record) || /^\s*[<{[]/.test(record)) {
    return refuse('not-csv', 'The file is not a CSV file with a header line. Send semicolon-separated text.');
  }
  return refuse(
    'header-missing-columns',
    'The first line is not the header: it names none of the expected columns. The header must be the first line.',
    expected.map((field) => ({ field, code: 'missing', detail: 'The header must name this column.' })),
  );
}

const quoteList = (names: readonly string[]): string => firstOf(names, MOST_NAMED, shownName);
const shownName = (name: string): string =>
  name.length > 80 ? `"${visibleText(name.slice(0, 80))}…"` : visibleText(name);

const describeDifference = (missing: readonly string[], unknown: readonly string[]): string =>
  [missing.length > 0 ? `missing ${quoteList(missing)}` : '', unknown.length > 0 ? `unknown ${quoteList(unknown)}` : '']
    .filter(Boolean)
    .join('; ');
