import { sentence } from '../domain/sentences/sentence.ts';
import { literal } from '../sql/quoting.ts';
import { columnsOfVariant, type FileType, recordKeyOf, storedColumnsOfVariant } from './contract.ts';
import { type FileLayout, isIgnored } from './header.ts';
import { foldCase, foldCaseSql } from './kinds/code.ts';

/**
 * Rows that are cut right and hold no data: the header again, totals, and notes below the rows. Each is one finding, not one
 * for every cell. In two forms that agree: TypeScript, and SQL over an array `cells`.
 */
export interface ForeignRows {
  readonly isHeader: (cells: readonly string[]) => boolean;
  /** Says why a row looks like a total or a note; undefined for data. */
  readonly lookOfFooter: (cells: readonly string[]) => string | undefined;
  /** Whether a row is the header; `likely` is an alias of the first of the two, which rules out nearly every row. */
  readonly headerSql: { readonly likely: string; readonly isHeader: (likely: string) => string };
  /** Whether a row is a total or a note; `sparse` is an alias that tells whether more than half of what it needs is empty. */
  readonly footerSql: {
    readonly isFooter: (sparse: string) => string;
    /** @param cells of such a row; of all others none, or every row pays for it */
    readonly look: (cells: string) => string;
  };
}

const TOTAL = '^(?:(?:grand|sub|genel|ara)[ -]?)?(?:totals?|toplam[a-zçğöşü]*|sum|summe|yek[uü]n)(?:[^a-zçğöşü]|$)';
const NUMBER = '^[-+]?[0-9][0-9.,]*$';
const IS_TOTAL = sentence('found-total').text;
const IS_NOTE = sentence('found-note').text;

const isTotalWord = new RegExp(TOTAL, 'u');
const isNumber = new RegExp(NUMBER, 'u');

export function foreignRows(fileType: FileType, variant: string | null, { columns }: FileLayout): ForeignRows {
  const named = columns.filter((name) => name !== '' && !isIgnored(name));
  const places = named.map((name) => columns.indexOf(name));
  const required = storedColumnsOfVariant(fileType, variant)
    .filter((column) => column.required)
    .map(({ name }) => columns.indexOf(name));
  const keys = recordKeyOf(fileType).map((name) => columns.indexOf(name));

  // More than half of what every row needs is missing, and it says so, or has no key, or nothing but one cell.
  const isSparse = (cells: readonly string[]): boolean =>
    required.filter((place) => cells[place] === '').length * 2 > required.length;
  const lookOfFooter = (cells: readonly string[]): string | undefined => {
    if (!isSparse(cells)) return undefined;
    const filled = places.map((place) => cells[place]!).filter((cell) => cell !== '');
    const saysTotal = filled.some((cell) => isTotalWord.test(foldCase(cell)));
    if (!saysTotal && filled.length > 1 && keys.every((place) => cells[place] !== '')) return undefined;
    return saysTotal || filled.every((cell) => isNumber.test(cell)) ? IS_TOTAL : IS_NOTE;
  };

  const list = (items: readonly (string | number)[]) => `[${items.join(', ')}]`;
  const cellsAt = (at: readonly number[], cells: string) =>
    `arrayMap(place -> ${cells}[place], ${list(at.map((place) => place + 1))})`;
  const names = list(named.map(literal));
  const totalWords = (filled: string) =>
    `arrayExists(cell -> match(${foldCaseSql('cell')}, ${literal(TOTAL)}), ${filled})`;
  const isEveryPlace = places.length === columns.length;
  const filledIn = (cells: string) =>
    `arrayFilter(cell -> notEmpty(cell), ${isEveryPlace ? cells : cellsAt(places, cells)})`;
  return {
    isHeader: (cells) => {
      const folded = cells.map(foldCase);
      return named.includes(folded[0]!) && named.every((name) => folded.includes(name));
    },
    lookOfFooter,
    headerSql: {
      likely: `has(${names}, ${foldCaseSql('cells[1]')})`,
      isHeader: (likely) =>
        `(${likely} AND hasAll(arrayMap(cell -> ${foldCaseSql('cell')}, if(${likely}, cells, [])), ${names}))`,
    },
    footerSql: {
      isFooter: (sparse) => {
        const filled = filledIn(`if(${sparse}, cells, [])`);
        const noKey = keys.map((place) => `empty(cells[${place + 1}])`).join(' OR ');
        return `(${sparse} AND (${noKey} OR length(${filled}) <= 1 OR ${totalWords(filled)}))`;
      },
      look: (
        cells,
      ) => `if(${totalWords(filledIn(cells))} OR arrayAll(cell -> match(cell, ${literal(NUMBER)}), ${filledIn(cells)}),
        ${literal(IS_TOTAL)}, ${literal(IS_NOTE)})`,
    },
  };
}

/**
 * Whether the header again may be a row in which every cell is valid: of texts alone, say. In all other files some column
 * takes no name of a column.
 */
export function mayReadItsHeader(fileType: FileType, variant: string | null): boolean {
  const names = columnsOfVariant(fileType, variant).flatMap(({ name }) => [name, name.toUpperCase()]);
  return storedColumnsOfVariant(fileType, variant)
    .filter((column) => column.required)
    .every(({ kind }) => names.some((name) => kind.read(name).fault === undefined));
}

/** Places of the columns without a name, from 1. */
export const namelessPlaces = ({ columns }: FileLayout): readonly number[] =>
  columns.flatMap((name, index) => (name === '' ? [index + 1] : []));
