import type { FileLayout } from '../contracts/header.ts';
import type { WholeFile } from './unpack.ts';

const endOf = ({ lineEnd }: FileLayout): number => (lineEnd === 'CR' ? 0x0d : 0x0a);

/** Data rows by the count of line ends: exact but for blank lines and line breaks inside quotes. */
export function rowsByLines(whole: Omit<WholeFile, 'sha256'>, layout: FileLayout): number {
  const ends = layout.lineEnd === 'CR' ? whole.carriageReturns : whole.lineFeeds;
  const unterminated = whole.bytes > 0 && whole.lastByte !== endOf(layout) ? 1 : 0;
  return Math.max(0, ends + unterminated - layout.headerLine - 1);
}

/**
 * Data rows by the mean line length of the head.
 * @param size of the whole file, bytes
 */
export function rowsByMeanLength(head: Buffer, layout: FileLayout, size: number): number | null {
  const end = endOf(layout);
  let start = 0;
  for (let line = 0; line <= layout.headerLine; line += 1) start = head.indexOf(end, start) + 1;
  let rows = 0;
  let last = start;
  for (let at = head.indexOf(end, start); at >= 0; at = head.indexOf(end, last)) {
    rows += 1;
    last = at + 1;
  }
  return rows === 0 ? null : Math.round((size - start) / ((last - start) / rows));
}
