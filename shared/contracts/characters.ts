/**
 * The characters that a reader cannot see, or that are no part of a value, each set given once: for TypeScript and for the
 * engine. Code points are written out, so that no release of Unicode makes the two differ.
 */
import { literal } from '../sql/quoting.ts';

type Range = readonly [first: number, last: number];

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Unicode's White_Space but for the plain space. */
const OTHER_WHITE_SPACE: readonly Range[] = [
  [0x09, 0x0d],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const ZERO_WIDTH: readonly Range[] = [
  [0x200b, 0x200f],
  [0x2060, 0x2060],
  [0xfeff, 0xfeff],
];
/** What is trimmed off a cell at either end. */
const AT_EDGES: readonly Range[] = [[SPACE, SPACE], ...OTHER_WHITE_SPACE, ...ZERO_WIDTH];

/** Cc without the two of a line break, which a quoted cell may hold. */
const CONTROL: readonly Range[] = [
  [0x00, LINE_FEED - 1],
  [LINE_FEED + 1, CARRIAGE_RETURN - 1],
  [CARRIAGE_RETURN + 1, 0x1f],
  [0x7f, 0x9f],
];

/** Cc, Cf, every space but the plain one, and what stands for a character that was lost. */
const HIDDEN: readonly Range[] = [
  [0x00, 0x1f],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x0600, 0x0605],
  [0x061c, 0x061c],
  [0x06dd, 0x06dd],
  [0x070f, 0x070f],
  [0x0890, 0x0891],
  [0x08e2, 0x08e2],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x2064],
  [0x2066, 0x206f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xfffd, 0xfffd],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0001, 0xe0001],
  [0xe0020, 0xe007f],
];
const LONE_SURROGATES: Range = [0xd800, 0xdfff];

/**
 * Letters that always stand for themselves: Latin-1 and Latin Extended-A, Turkish among them. No mark can combine with
 * another of them, so text of these and of printable ASCII is in NFC as it is; and nothing in it is invisible.
 */
const LATIN: readonly Range[] = [
  [SPACE, 0x7e],
  [0xa1, 0xac],
  [0xae, 0x17f],
];

const code = (point: number): string => point.toString(16);
/** What stands in the brackets of a character class. */
const classOf = (ranges: readonly Range[], written: (digits: string) => string): string =>
  ranges.map(([first, last]) => `${written(code(first))}-${written(code(last))}`).join('');
/** With the flag `u`. */
const here = (ranges: readonly Range[]): string => classOf(ranges, (digits) => `\\u{${digits}}`);
const inEngine = (ranges: readonly Range[]): string => classOf(ranges, (digits) => `\\x{${digits}}`);

/** A pattern of the engine, with what follows a carriage return that breaks no line. */
const strayOr = (classes: string): string => `[${classes}]|\\r[^\\n]`;

const controlCharacter = new RegExp(strayOr(here(CONTROL)), 'u');
const controlOrZeroWidth = new RegExp(strayOr(here([...CONTROL, ...ZERO_WIDTH])), 'u');
const hidden = new RegExp(`[${here([...HIDDEN, LONE_SURROGATES])}]`, 'u');
const everyHidden = new RegExp(hidden, 'gu');
const outsideLatin = new RegExp(`[^${here(LATIN)}]`, 'u');
const isAtEdge = new Set(
  AT_EDGES.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at)),
);

/** Of a trimmed cell: whether it holds a control character. Line breaks are none: a quoted cell may hold them. */
export const hasControlCharacter = (cell: string): boolean => controlCharacter.test(cell);
export const hasControlCharacterSql = (cell: string): string => matches(cell, strayOr(inEngine(CONTROL)));

/** Of a trimmed cell: whether it holds a control character or one without width. */
export const hasInvisibleCharacter = (cell: string): boolean => controlOrZeroWidth.test(cell);
export const hasInvisibleCharacterSql = (cell: string): string =>
  matches(cell, strayOr(inEngine([...CONTROL, ...ZERO_WIDTH])));

/** Whether a text is of printable ASCII and Latin letters only: then it is as it is stored, but for blanks at its ends. */
export const isLatinSql = (text: string): string => matches(text, `^[${inEngine(LATIN)}]*$`);

/** Whether a record may hold anything that is more than blanks, printable ASCII and Latin letters. */
export const isOddSql = (record: string): string => matches(record, `[^\\t\\r\\n${inEngine(LATIN)}]`);

/** A cell as it is read: without blanks and invisible characters at its ends, in NFC. */
export function cleanCell(text: string): string {
  let start = 0;
  let end = text.length;
  // A pattern would take quadratic time over a long run of blanks.
  while (start < end && isTrimmed(text.charCodeAt(start))) start += 1;
  while (end > start && isTrimmed(text.charCodeAt(end - 1))) end -= 1;
  const trimmed = start === 0 && end === text.length ? text : text.slice(start, end);
  return outsideLatin.test(trimmed) ? trimmed.normalize('NFC') : trimmed;
}

/** {@link cleanCell} in the engine, for any text. */
export const cleanCellSql = (cell: string): string =>
  `normalizeUTF8NFC(replaceRegexpAll(${cell}, ${literal(`^[${inEngine(AT_EDGES)}]+|[${inEngine(AT_EDGES)}]+$`)}, ''))`;

/** Whether a character is trimmed off the ends of a cell, by its UTF-16 unit: all of them are one unit long. */
export const isTrimmed = (unit: number): boolean => isAtEdge.has(unit);

/** What is trimmed, but for the delimiter, as it stands in a character class of the engine. */
export const blankClassSql = (delimiter: string): string =>
  inEngine(AT_EDGES.map(([first, last]) => [first === 0x09 && delimiter === '\t' ? first + 1 : first, last]));

/** Whether something in a text cannot be seen. */
export const hasHidden = (text: string): boolean => hidden.test(text);

/** Bank data as a message shows it: what cannot be seen is named by its code point, `1<U+00A0>000`. */
export const visibleText = (text: string): string =>
  text.replace(everyHidden, (character) => `<${codePointName(character.codePointAt(0)!)}>`);

/** U+200B */
export const codePointName = (point: number): string => `U+${code(point).toUpperCase().padStart(4, '0')}`;

/** {@link hasHidden} in the engine. */
export const hasHiddenSql = (text: string): string => matches(text, `[${inEngine(HIDDEN)}]`);

/** {@link visibleText} in the engine. Few texts hold anything hidden: only those are taken apart. */
export function visibleTextSql(text: string): string {
  const isHiddenText = hasHiddenSql(text);
  const digits = `hex(convertCharset(character, 'UTF-8', 'UTF-32BE'))`;
  // Eight digits: those beyond four are kept only where they are no zeros.
  const name = `concat('<U+', replaceRegexpOne(${digits}, '^0{1,4}', ''), '>')`;
  return (
    `if(${isHiddenText}, arrayStringConcat(arrayMap(character -> if(${hasHiddenSql('character')}, ${name}, character), ` +
    `extractAll(if(${isHiddenText}, ${text}, ''), '(?s).'))), ${text})`
  );
}

const matches = (text: string, pattern: string): string => `match(${text}, ${literal(pattern)})`;
