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
export const lineTooLong = (fileType: string): string =>
  `The ${fileType} file has a line too long to be read. Check its line ends and announce a new upload.`;
