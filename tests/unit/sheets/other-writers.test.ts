import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { csvOf } from './books.ts';

const OPENPYXL = [
  'acc;amount;date;dt;pct;bool;note;n16',
  '0012;0.3;2024-01-31;2024-01-31 13:05:06;18.5%;TRUE;"line1\nline2 ""q""; Ş";1234567890123456',
  '0013;28370.5;1900-03-01;2024-02-29;7%;FALSE;"x\ty";12345678901234.56',
  '',
];

/** Small workbooks of programs that banks use, as those wrote them. */
test.each<[string, string[]]>([
  ['openpyxl.xlsx', OPENPYXL],
  // The same once more, by a writer that cannot go back: ZIP64, sizes behind the data, nothing compressed.
  ['zip64-streamed.xlsx', OPENPYXL],
  // With its texts inline, and one in several formats.
  ['xlsxwriter.xlsx', ['acc;amount;date;rich;f', '0012;100000000000000000000;2025-05-06;plain bold end;2', '']],
  ['xlsxwriter-1904.xlsx', ['d', '2025-05-06', '']],
])('%s', async (name, lines) => {
  const book = readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
  expect(await csvOf(book, ['credit', 'Credits'])).toBe(lines.join('\n'));
});
