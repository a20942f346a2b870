import type { FileType } from './contract.ts';
import { namelessPlaces } from './foreign-rows.ts';
import type { FileLayout } from './header.ts';

/** What was left out of a file and rejects nothing. */
export interface FileNotice {
  readonly code: 'blank-lines-skipped' | 'nameless-columns-ignored';
  readonly detail: string;
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
  const columns = nameless.length === 1 ? `Column ${nameless[0]}` : `Columns ${nameless.join(', ')}`;
  const [have, hold] = nameless.length === 1 ? ['has', 'holds'] : ['have', 'hold'];
  const lines = blankLines === 1 ? '1 line' : `${blankLines} lines`;
  return [
    ...(blankLines > 0
      ? [
          {
            code: 'blank-lines-skipped',
            detail: `${lines} of the ${name} file without any content ${blankLines === 1 ? 'was' : 'were'} skipped.`,
            rows: blankLines,
          } as const,
        ]
      : []),
    ...(nameless.length > 0
      ? [
          {
            code: 'nameless-columns-ignored',
            detail: `${columns} of the ${name} file ${have} no name and ${hold} nothing in the rows that are read; ignored.`,
            rows: totalRows,
          } as const,
        ]
      : []),
  ];
}

/** What is said of a file that turns out, while it is read, not to be readable to its end. */
export const damagedFile = (fileType: string): string =>
  `The ${fileType} file cannot be read to its end: it is damaged or was cut off. Export it again and announce a new upload.`;

const MIB = 1024 ** 2;
/** In bytes. A row may be far shorter (rules.ts): a line beyond this is no row, but a file without line ends. */
export const MAX_LINE_BYTES = 16 * MIB;
export const lineTooLong = (fileType: string): string =>
  `The ${fileType} file has a line longer than ${MAX_LINE_BYTES / MIB} MiB. Check its line ends and announce a new upload.`;

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
): string | undefined {
  const found = (number: number, what: string, remedy: string, most = MAX_ODD_LINES) =>
    `The ${fileType} file has ${number} ${what}; more than ${most} are not sorted out. ${remedy} and announce a new upload.`;
  const [without, remedy] = ['lines without any content', 'Export it without them'] as const;
  if (blank > MAX_BLANK_LINES) return found(blank, without, remedy, MAX_BLANK_LINES);
  if (blankBetween > MAX_ODD_LINES) return found(blankBetween, without, remedy);
  if (unbalanced > MAX_ODD_LINES) {
    return found(unbalanced, 'lines with a quotation mark that is not closed', 'Check how its cells are quoted');
  }
  if (returns > MAX_ODD_LINES) {
    return found(returns, 'carriage returns in the middle of lines', 'End its lines with LF or CR LF');
  }
  return undefined;
}
