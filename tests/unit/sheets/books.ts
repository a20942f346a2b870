import { workbookParts } from '../../../local/workbooks/workbook-file.ts';
import { type ZipPart, zipFile } from '../../../local/workbooks/zip-file.ts';
import type { Archive } from '../../../shared/sheets/archive.ts';
import { SHEET_LIMITS, type SheetLimits } from '../../../shared/sheets/limits.ts';
import { openArchive } from '../../../shared/sheets/open-archive.ts';
import type { RandomAccess } from '../../../shared/sheets/random-access.ts';
import { Sheet } from '../../../shared/sheets/sheet.ts';
import { SheetRefused } from '../../../shared/sheets/sheet-refused.ts';

/** A file in memory that is read as one far away is: in pieces. */
export const inMemory = (bytes: Buffer): RandomAccess => ({
  size: bytes.length,
  async *read(start, end) {
    const piece = 1000;
    for (let at = start; at < Math.min(end, bytes.length); at += piece)
      yield bytes.subarray(at, Math.min(at + piece, end, bytes.length));
  },
});

/** How a book is opened: as Node does it, or a browser. */
export type Opening = (book: Buffer, limits: SheetLimits) => Promise<Archive>;
const asNode: Opening = (book, limits) => openArchive(inMemory(book), limits);

export async function csvOf(
  book: Buffer,
  names: readonly string[] = [],
  limits: Partial<SheetLimits> = {},
  open: Opening = asNode,
  options: Parameters<typeof Sheet.open>[2] = {},
): Promise<string> {
  const sheet = await Sheet.open(await open(book, { ...SHEET_LIMITS, ...limits }), names, options);
  let text = '';
  for await (const chunk of sheet.csv()) text += Buffer.from(chunk).toString();
  return text;
}

/** How a book is refused; its text if it is not. */
export async function refusalOf(
  book: Buffer,
  limits: Partial<SheetLimits> = {},
  open: Opening = asNode,
): Promise<string> {
  try {
    return await csvOf(book, [], limits, open);
  } catch (error) {
    if (error instanceof SheetRefused) return `${error.refusal.code}: ${error.refusal.detail}`;
    throw error;
  }
}

/** A book of one sheet, of which the XML is given: what is in `sheetData`, and what follows it. */
export const bookOf = (
  data: string,
  { after = '', parts = {} }: { after?: string; parts?: Record<string, string> } = {},
) =>
  bookWith({ 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${data}</sheetData>${after}</worksheet>`, ...parts });

/** A sound book with some of its parts replaced, or left out where undefined. */
export function bookWith(parts: Readonly<Record<string, string | undefined>>): Buffer {
  const sound = workbookParts([
    {
      name: 'Sheet1',
      rows: [
        ['a', 'b'],
        ['x', 1],
      ],
    },
  ]);
  const kept = sound.filter(({ name }) => !Object.hasOwn(parts, name));
  const given = Object.entries(parts).flatMap(([name, content]): ZipPart[] =>
    content === undefined ? [] : [{ name, content }],
  );
  return zipFile([...kept, ...given]);
}
