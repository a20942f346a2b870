import { fieldError } from '../domain/problems.ts';
import { type Filling, joined, type Sentence, sentence } from '../domain/sentences/sentence.ts';
import { cleanCell, visibleText } from './characters.ts';
import { columnsOfVariant, variantsOf } from './contract.ts';
import { DELIMITERS, type Delimiter, splitRecord } from './csv-line.ts';
import { foldCase } from './kinds/code.ts';
import { hasPrivateColumns } from './private-values.ts';
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

export const QUOTED_TWICE = ['not-csv', sentence('quoted-twice')] as const;

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
    const [is, said] = [DELIMITER_NAMES[delimiter], DELIMITER_NAMES[named]];
    return refuse('not-csv', sentence('sep-is-wrong', { named: sentence(said), found: sentence(is) }));
  }

  const shown = namesOf(names, slice);
  const ownNames = names.filter((name) => name !== '' && !isIgnored(name));
  const lastNamed = names.findLastIndex((name) => name !== '' && !isIgnored(name));
  const nameless = names.flatMap((name, index) => (name === '' && index < lastNamed ? [index + 1] : []));
  if (nameless.length > 0) {
    const difference = firstSentences(nameless.map((place) => sentence('column-nameless', { place })));
    return refuse(
      'header-unknown-columns',
      sentence('header-differs', { slice: shortText, file_type: fileType.name, difference }),
      nameless.map((place) => fieldError(`column ${place}`, 'unknown', sentence('column-without-name'))),
    );
  }
  const twice = repeated(ownNames);
  if (twice.length > 0) return refuseRepeated(twice.map(shown));
  const missing = expected.filter((name) => !names.includes(name));
  const unknown = ownNames.filter((name) => !expected.includes(name));
  if (missing.length === 0 && unknown.length === 0) {
    if (names.length <= MAX_COLUMNS) return { ok: true, delimiter, columns: names };
    return refuse('header-unknown-columns', sentence('header-too-wide', { columns: names.length, most: MAX_COLUMNS }));
  }

  const otherVariant = variantsOf(contract).find((other) => {
    if (other === variant) return false;
    const columns = columnsOfVariant(fileType, other).map((column) => column.name);
    const own = expected.filter((name) => !columns.includes(name));
    const theirs = columns.filter((name) => !expected.includes(name));
    return names.some((name) => theirs.includes(name)) && !names.some((name) => own.includes(name));
  });
  const unknownShown = unknown.map(shown);
  const errors = [...missing.map(missingColumn), ...unknownShown.map(unknownColumn)];
  if (otherVariant) {
    const said = { variant: otherVariant, file_type: fileType.name, slice: shortText };
    const difference = describeDifference(missing, unknownShown);
    return refuse('wrong-loan-type', sentence('header-of-other-variant', { ...said, difference }), errors);
  }
  const otherType = contract.fileTypes.find(
    (type) =>
      type !== fileType &&
      columnsOfVariant(type, variant).filter((column) => names.includes(column.name)).length >
        expected.length - missing.length,
  );
  const differs = { slice: shortText, file_type: fileType.name, difference: describeDifference(missing, unknownShown) };
  return refuse(
    missing.length > 0 ? 'header-missing-columns' : 'header-unknown-columns',
    otherType
      ? sentence('header-differs-like-other', { ...differs, other_file_type: otherType.name })
      : sentence('header-differs', differs),
    errors,
  );
}

const missingColumn = (field: string) => fieldError(field, 'missing', sentence('column-must-be-named'));
const unknownColumn = (field: string) => fieldError(field, 'unknown', sentence('column-unknown'));

/**
 * How a refusal calls a column of the file. Where a first line may be no header but rows, of a dataset with private columns, what
 * the contract does not name is called by its place: nothing tells a name of a column from that of a customer.
 */
function namesOf(names: readonly string[], { contract }: Slice): (name: string) => string {
  if (!contract.fileTypes.some(hasPrivateColumns)) return (name) => name;
  const known = new Set(contract.fileTypes.flatMap(({ columns }) => columns.map(({ name }) => name)));
  const places = new Map<string, number>();
  for (const [index, name] of names.entries()) if (!places.has(name)) places.set(name, index + 1);
  return (name) => (known.has(name) ? name : `column ${places.get(name)}`);
}

/** The names that come more than once, each once. */
function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
}

const refuseRepeated = (twice: readonly string[]): Refusal =>
  refuse(
    'header-duplicate-columns',
    sentence('header-repeats', { columns: quoteList(twice) }),
    twice.map((field) => fieldError(field, 'duplicate', sentence('column-repeated'))),
  );

/**
 * Says of a first line that is too long to be a header what is wrong with it: its columns, where it has any.
 * @param isCut whether it goes on after these bytes
 */
export function refuseLongHeader(bytes: Uint8Array, isCut: boolean, slice: Slice, fileTypeName: string): Refusal {
  const noHeader = refuse('not-csv', sentence('first-line-too-long', { most: MAX_HEADER_BYTES }));
  // What is cut may end within a character; each of the delimiters is one byte, and none is part of another character.
  const end = isCut
    ? Math.max(...DELIMITERS.map((delimiter) => bytes.lastIndexOf(delimiter.charCodeAt(0))))
    : bytes.length;
  const text = utf8Text(bytes.subarray(0, Math.max(0, end)))?.replace(/\r+$/, '');
  if (text === undefined || !PRINTABLE.test(text)) return noHeader;
  const all = DELIMITERS.map((delimiter) => splitRecord(text, delimiter)?.map(foldCase) ?? []).reduce((a, b) =>
    b.length > a.length ? b : a,
  );
  const shown = namesOf(all, slice);
  const names = all.filter((name) => name !== '' && !isIgnored(name));
  const expected = columnsOfVariant(slice.fileType(fileTypeName), slice.variant).map((column) => column.name);
  const unknown = [...new Set(names)].filter((name) => !expected.includes(name));
  if (names.length > MAX_COLUMNS || names.some((name) => expected.includes(name))) {
    if (unknown.length > 0) {
      const said = sentence(isCut ? 'header-too-long-and-cut' : 'header-too-long', {
        most: MAX_HEADER_BYTES,
        columns: unknown.length,
        slice: slice.shortText,
        file_type: fileTypeName,
        names: quoteList(unknown.map(shown)),
      });
      return refuse('header-unknown-columns', said, unknown.map(shown).map(unknownColumn));
    }
    const twice = repeated(names);
    if (twice.length > 0) return refuseRepeated(twice.map(shown));
  }
  return noHeader;
}

const PRINTABLE = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\t]*$/u;

const DELIMITER_NAMES = { ';': 'semicolon', ',': 'comma', '\t': 'tab' } as const satisfies Record<Delimiter, string>;

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
    return refuse('not-csv', sentence('other-delimiter', { delimiter: other }));
  }
  if (!PRINTABLE.test(record) || /^\s*[<{[]/.test(record)) {
    return refuse('not-csv', sentence('not-csv'));
  }
  return refuse('header-missing-columns', sentence('not-the-header'), expected.map(missingColumn));
}

function quoteList(names: readonly string[]): Filling {
  const items = names.slice(0, MOST_NAMED).map(shownName).join(', ');
  return names.length <= MOST_NAMED ? items : sentence('items-and-more', { items, more: names.length - MOST_NAMED });
}

function firstSentences(all: readonly Sentence[]): Filling {
  const items = all.slice(0, MOST_NAMED);
  return all.length <= MOST_NAMED ? items : sentence('items-and-more', { items, more: all.length - MOST_NAMED });
}

const shownName = (name: string): string =>
  name.length > 80 ? `"${visibleText(name.slice(0, 80))}…"` : visibleText(name);

const describeDifference = (missing: readonly string[], unknown: readonly string[]): Filling =>
  joined(
    [
      ...(missing.length > 0 ? [sentence('columns-missing', { columns: quoteList(missing) })] : []),
      ...(unknown.length > 0 ? [sentence('columns-unknown', { columns: quoteList(unknown) })] : []),
    ],
    (first, last) => sentence('further', { first, last }),
  );
