import type { Message } from '../domain/message.ts';
import { asDetail, type Sentence, sentence } from '../domain/sentences/sentence.ts';
import type { FileType } from './contract.ts';
import { namelessPlaces } from './foreign-rows.ts';
import type { FileLayout } from './header.ts';

/** What was left out of a file and rejects nothing. */
export interface FileNotice {
  readonly code: 'blank-lines-skipped' | 'nameless-columns-ignored';
  readonly detail: string;
  readonly message: Message;
  /** Lines or rows that it is about. */
  readonly rows: number;
}

/** @param blankLines lines after the header that hold nothing */
export function fileNotices(
  { name }: FileType,
  layout: FileLayout,
  { blankLines, totalRows }: { readonly blankLines: number; readonly totalRows: number },
): readonly FileNotice[] {
  const nameless = namelessPlaces(layout);
  const columns = { places: nameless.join(', '), count: nameless.length };
  return [
    ...(blankLines > 0
      ? [
          {
            code: 'blank-lines-skipped',
            ...asDetail(sentence('blank-lines-skipped', { count: blankLines, file_type: name })),
            rows: blankLines,
          } as const,
        ]
      : []),
    ...(nameless.length > 0
      ? [
          {
            code: 'nameless-columns-ignored',
            ...asDetail(sentence('nameless-columns-ignored', { ...columns, file_type: name })),
            rows: totalRows,
          } as const,
        ]
      : []),
  ];
}

/** What is said of a file that turns out, while it is read, not to be readable to its end. */
export const damagedFile = (fileType: string): Sentence => sentence('file-damaged', { file_type: fileType });

const MIB = 1024 ** 2;
/** In bytes. A row may be far shorter (rules.ts): a line beyond this is no row, but a file without line ends. */
export const MAX_LINE_BYTES = 16 * MIB;
export const lineTooLong = (fileType: string): Sentence =>
  sentence('line-too-long', { file_type: fileType, mebibytes: MAX_LINE_BYTES / MIB });

/** Of each kind of line that is no plain row, so many are sorted out; a file with more of them was not written by a loan system. */
export const MAX_ODD_LINES = 5_000_000;
/** Blank lines that end a file cost nothing but their reading; all together they are no more than this. */
export const MAX_BLANK_LINES = 50_000_000;

/** Lines that are no plain rows, counted. */
export interface OddLines {
  /** Wherever they are. */
  readonly blank: number;
  /** Those that rows may follow. */
  readonly blankBetween: number;
  /** With an odd number of quotation marks, where a cell may go on in the next line. */
  readonly unbalanced: number;
  /** Carriage returns in the middle of lines. */
  readonly returns: number;
}

/** Why a file with so many of them is not read; undefined if it is. */
export function unreadableLines(
  fileType: string,
  { blank = 0, blankBetween = 0, unbalanced = 0, returns = 0 }: Partial<OddLines>,
): Sentence | undefined {
  const found = (
    id: 'too-many-blank-lines' | 'too-many-open-quotes' | 'too-many-carriage-returns',
    number: number,
    most = MAX_ODD_LINES,
  ) => sentence(id, { file_type: fileType, found: number, most });
  if (blank > MAX_BLANK_LINES) return found('too-many-blank-lines', blank, MAX_BLANK_LINES);
  if (blankBetween > MAX_ODD_LINES) return found('too-many-blank-lines', blankBetween);
  if (unbalanced > MAX_ODD_LINES) return found('too-many-open-quotes', unbalanced);
  if (returns > MAX_ODD_LINES) return found('too-many-carriage-returns', returns);
  return undefined;
}
