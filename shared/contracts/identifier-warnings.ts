import { sentence } from '../domain/sentences/sentence.ts';
import { sentenceSql } from '../sql/sentence-sql.ts';
import { lacks } from './condition.ts';
import { textLacks } from './condition-holds.ts';
import { lacksSql } from './condition-sql.ts';
import type { Column, FileType, RowRule } from './contract.ts';

/** A way in which programs spoil identifiers without a word. */
interface Damage {
  /** Last digit of the rule's number: those below are faults of the cell. */
  readonly digit: 0 | 7 | 8 | 9;
  /** Of a text that is so, without regard to case. Valid in RE2 and here. */
  readonly pattern: string;
  /** Begins the ids of its sentences: what an identifier should not be, what is said of one that is, and why. */
  readonly id: 'identifier-damaged' | 'identifier-rounded' | 'identifier-placeholder' | 'identifier-marked';
  readonly example: string;
}

const PLACEHOLDERS = [
  'n/a',
  String.raw`n\.a\.?`,
  '#?n/?v',
  'na',
  'nan',
  String.raw`[(<\[]?(?:null|nil|none|blank|empty|undefined)[)>\]]?`,
  String.raw`\\n`,
  '[-–—?.]{1,5}',
  // Errors as spreadsheets show them, in any language: #N/A, #REF!, #DEĞER!, #SAYI/0!, #YOK, #ERROR!
  '#(?:n/a|yok|[^ 0-9]+(?:/0)?[!?])',
];

const DAMAGES: readonly Damage[] = [
  {
    digit: 0,
    pattern: String.raw`\x{fffd}`,
    id: 'identifier-damaged',
    example: 'AB\ufffdC',
  },
  {
    digit: 7,
    pattern: String.raw`^-?[0-9](?:[.,][0-9]+)?e\+[0-9]+$|^-?[0-9][.,][0-9]+e[0-9]+$`,
    id: 'identifier-rounded',
    example: '1.23457E+15',
  },
  {
    digit: 8,
    pattern: `^(?:${PLACEHOLDERS.join('|')})$`,
    id: 'identifier-placeholder',
    example: '#N/A',
  },
  {
    digit: 9,
    pattern: "^=.|^['’].",
    id: 'identifier-marked',
    example: "'0012345",
  },
];

/** Those that make one identifier of several: told where a key is repeated. */
const TELLING = DAMAGES.filter(({ digit }) => digit !== 9);

/** Texts that identify a row: the key, a reference to a key, and columns called an id or a number. */
export const isIdentifier = (fileType: FileType, { name, kind, stored }: Column): boolean =>
  stored !== false &&
  kind.isFreeText === true &&
  (fileType.key.includes(name) ||
    fileType.references?.some(({ columns }) => columns.includes(name)) ||
    /_(?:id|number)$/.test(name));

/** Warnings of every identifier of a file type, by the rules' numbers: column 2 has 020, 027, 028 and 029. */
export function identifierWarnings(fileType: FileType): readonly RowRule[] {
  return fileType.columns
    .filter((column) => isIdentifier(fileType, column))
    .flatMap(({ name, number, variants }) =>
      DAMAGES.map(({ digit, pattern, id, example }): RowRule => {
        const sentences = { sentence: sentence(id, { column: name }), why: sentence(`${id}-why`) };
        return {
          number: number * 10 + digit,
          severity: 'WARNING',
          errorType: 'FORMAT',
          field: name,
          holds: lacks(name, pattern),
          reason: sentences.sentence.text,
          why: sentences.why.text,
          sentences,
          example: { [name]: example },
          ...(variants ? { variants } : {}),
        };
      }),
    );
}

/** Whether an identifier is plain letters and digits, as nearly all are: a quick test that rules out every warning. */
export const isOrdinarySql = (text: string): string => `match(${text}, '^[A-Za-z_]*[0-9]+$')`;

/** How a repeated key came to be one, as far as its parts show: `it looks as if …`. */
export function lookOfRepeatedKey(parts: readonly string[]): string | undefined {
  const damage = TELLING.find(({ pattern }) => parts.some((part) => !textLacks(part, pattern)));
  return damage && sentence(`${damage.id}-look`).text;
}

/** {@link lookOfRepeatedKey} of expressions; an empty text for none. */
export function lookOfRepeatedKeySql(parts: readonly string[]): string {
  const branches = TELLING.map(({ pattern, id }) => {
    const holds = parts.map((part) => lacksSql(part, pattern)).join(' AND ');
    return `NOT (${holds}), ${sentenceSql(`${id}-look`, {})}`;
  });
  return `multiIf(${branches.join(', ')}, '')`;
}
