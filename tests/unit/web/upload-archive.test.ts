import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WrittenCell, workbookFile } from '../../../local/workbooks/workbook-file.ts';
import { zipFile } from '../../../local/workbooks/zip-file.ts';
import { openArchive } from '../../../web/pages/upload/check/open-archive.ts';
import { bookOf, bookWith, csvOf, type Opening, refusalOf } from '../sheets/books.ts';

const blobOf = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)]);
const asBrowser: Opening = (book, limits) => openArchive(blobOf(book), limits);

const cells = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/[\p{Cc}\ufffe\uffff]/gu, '')),
  fc.constantFrom<WrittenCell>(
    '',
    'one text',
    'ş',
    'a\nb;"c"',
    true,
    null,
    { error: '#N/A' },
    { formula: 'A1', value: '7' },
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value): WrittenCell => ({ number: String(value) })),
  fc.integer({ min: 1, max: 60_000 }).map((value): WrittenCell => ({ number: String(value), format: 'dd/mm/yyyy' })),
  fc.string({ maxLength: 5 }).map((text): WrittenCell => ({ inline: text.replaceAll(/[^ -~]/g, '') })),
);
const tables = fc.array(fc.array(cells, { maxLength: 6 }), { minLength: 1, maxLength: 40 });

describe('a workbook in the browser', () => {
  it('is the same CSV as in the service, whether its texts are read first or as they are wanted', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const book = workbookFile([{ name: 'S', rows: [['header'], ...rows] }]);
        const csv = await csvOf(book);
        expect(await csvOf(book, [], {}, asBrowser)).toBe(csv);
        expect(await csvOf(book, [], {}, asBrowser, { beginning: true })).toBe(csv);
        expect(await csvOf(book, [], {}, undefined, { beginning: true })).toBe(csv);
      }),
      { numRuns: 40 },
    );
  });

  it('has more texts than are read at once, named in any order', async () => {
    const texts = Array.from({ length: 20_000 }, (_, at) => `text ${at} ş`);
    const rows = texts.map((_, at) => [texts[(at * 7919) % texts.length]!, '', texts[texts.length - 1 - at]!]);
    const book = workbookFile([
      { name: 'Texts', rows: [texts.slice(0, 50), ...texts.map((text) => [text])] },
      { name: 'S', rows: [['a', 'b', 'c'], ...rows] },
    ]);
    const csv = await csvOf(book, ['S']);
    expect(csv.split('\n')).toHaveLength(20_002);
    expect(await csvOf(book, ['S'], {}, asBrowser, { beginning: true })).toBe(csv);
  });

  it.each(['openpyxl.xlsx', 'zip64-streamed.xlsx', 'xlsxwriter.xlsx', 'xlsxwriter-1904.xlsx'])(
    'is read as other programs wrote it: %s',
    async (name) => {
      const book = readFileSync(new URL(`../sheets/fixtures/${name}`, import.meta.url));
      expect(await csvOf(book, [], {}, asBrowser, { beginning: true })).toBe(await csvOf(book));
    },
  );

  const small = workbookFile([
    { name: 'S', rows: [['a', 'b'], ...Array.from({ length: 30 }, (_, at) => [`x${at}`, at])] },
  ]);
  const locked = Buffer.from(small);
  for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 1)) locked[at + 8]! |= 1;
  it.each<[string, Buffer, Parameters<typeof refusalOf>[1]?]>([
    ['an .xlsb', zipFile([{ name: 'xl/workbook.bin', content: 'x' }])],
    ['an .ods', zipFile([{ name: 'content.xml', content: 'x' }])],
    ['a CSV in a ZIP', zipFile([{ name: 'credits.csv', content: 'a;b' }])],
    ['a ZIP of nothing', zipFile([])],
    ['files that need a password', locked],
    ['two files of one name', zipFile(['a.xml', 'A.XML'].map((name) => ({ name, content: 'x' })))],
    ['a file outside of the archive', zipFile([{ name: '../../a.xml', content: 'x' }])],
    ['no table', bookWith({ 'xl/worksheets/sheet1.xml': undefined })],
    ['no XML', bookWith({ 'xl/sharedStrings.xml': '<sst><si>' })],
    ['no UTF-8', bookOf('<row><c t="str"><v>\ud800</v></c></row>', { parts: { 'xl/styles.xml': 'ÿþ\0' } })],
    ['a DTD', bookWith({ 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x/>' })],
    ['a formula without a value', bookOf('<row><c><f>1+1</f></c></row>')],
    ['a shared text that is not there', bookOf('<row><c t="s"><v>99</v></c></row>')],
    ['merged cells', bookOf('<row r="1"><c><v>1</v></c></row>', { after: '<mergeCell ref="A1:B1"/>' })],
    ['an empty sheet', bookOf('')],
    ['too many files', small, { entries: 5 }],
    ['too many bytes', small, { unpackedBytes: 2000 }],
    ['too many cells', small, { cells: 20 }],
    ['a bomb', bookOf(' '.repeat(17 * 1024 ** 2))],
    ['a smaller bomb', bookOf(' '.repeat(1024 ** 2)), { judgedFromBytes: 1000 }],
  ])('is refused as in the service: %s', async (_, book, limits = {}) => {
    const refusal = await refusalOf(book, limits);
    expect(refusal).toMatch(/^(not-csv|not-a-table|too-large|empty-file): /);
    expect(await refusalOf(book, limits, asBrowser)).toBe(refusal);
  });

  it('is refused as in the service wherever it is cut off', async () => {
    for (let length = 4; length < small.length; length += 61) {
      const cut = small.subarray(0, length);
      expect(await refusalOf(cut, {}, asBrowser)).toBe(await refusalOf(cut));
    }
  });

  it('is refused with the same code where a byte of a file in it is changed', async () => {
    // Browsers keep back what was unpacked before the damage, so that it may be met before the end of what should be there.
    const clauseAlike = (said: string) => said.replace('is not what its checksum says', 'cannot be unpacked');
    const directory = small.indexOf('PK\x01\x02');
    await fc.assert(
      fc.asyncProperty(fc.nat(directory - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(small);
        changed[at]! ^= mask;
        expect(clauseAlike(await refusalOf(changed, {}, asBrowser))).toBe(clauseAlike(await refusalOf(changed)));
      }),
      { numRuns: 150 },
    );
  });

  it('cannot be read where the file itself cannot', async () => {
    const gone = (from: number) => {
      let reads = 0;
      const file = blobOf(small);
      const slice = file.slice.bind(file);
      file.slice = (...range) => {
        const piece = slice(...range);
        reads += 1;
        if (reads > from) piece.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
        return piece;
      };
      return file;
    };
    for (const from of [0, 1, 3, 4, 5])
      await expect(refusalOf(small, {}, (_, limits) => openArchive(gone(from), limits))).rejects.toThrow('gone');
  });
});
