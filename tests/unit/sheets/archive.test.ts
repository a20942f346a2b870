import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workbookFile } from '../../../local/workbooks/workbook-file.ts';
import { zipFile } from '../../../local/workbooks/zip-file.ts';
import { openArchive } from '../../../shared/sheets/open-archive.ts';
import { Sheet } from '../../../shared/sheets/sheet.ts';
import { cases } from '../../properties.ts';
import { bookOf, bookWith, csvOf, inMemory, refusalOf } from './books.ts';

const book = workbookFile([
  { name: 'S', rows: [['a', 'b'], ...Array.from({ length: 300 }, (_, at) => [`x${at}`, at])] },
]);

describe('what is no workbook', () => {
  test.each<[string, Buffer, RegExp]>([
    ['an .xlsb', zipFile([{ name: 'xl/workbook.bin', content: 'x' }]), /^not-csv: .*\.xlsb/],
    [
      'an .ods',
      zipFile([
        { name: 'mimetype', content: 'x' },
        { name: 'content.xml', content: 'x' },
      ]),
      /^not-csv: .*OpenDocument/,
    ],
    ['a Word document', zipFile([{ name: 'word/document.xml', content: 'x' }]), /^not-csv: .*Word/],
    ['a CSV in a ZIP', zipFile([{ name: 'credits.csv', content: 'a;b' }]), /^not-csv: .*ZIP archive without/],
    ['a ZIP of nothing', zipFile([]), /^not-csv: .*ZIP archive without/],
  ])('%s', async (_, file, refusal) => expect(await refusalOf(file)).toMatch(refusal));
});

describe('a damaged archive', () => {
  test('is refused, wherever it is cut off', async () => {
    for (let length = 4; length < book.length; length += 97)
      expect(await refusalOf(book.subarray(0, length))).toMatch(/^not-csv: .*damaged or was cut off/);
  });

  test('is refused, or as good as before, whichever of its bytes is changed', async () => {
    const small = workbookFile([
      {
        name: 'S',
        rows: [
          ['a', 'b'],
          ['x', 1],
        ],
      },
    ]);
    const sound = await csvOf(small);
    const outcomes = new Set<string>();
    // Every byte with all cases; in `npm test` some, evenly from a place at random.
    const step = Math.floor(small.length / cases(small.length));
    for (let at = fc.sample(fc.nat(step - 1), 1)[0]!; at < small.length; at += step) {
      const changed = Buffer.from(small);
      changed[at]! ^= 0x20;
      const outcome = await refusalOf(changed);
      if (outcome !== sound) expect(outcome).toMatch(/^(not-a-table|not-csv|too-large): /);
      outcomes.add(outcome === sound ? 'sound' : outcome.slice(0, outcome.indexOf(':')));
    }
    expect(outcomes).toContain('not-a-table');
  }, 60_000);

  test('with two files of one name', async () => {
    const [sheet] = ['xl/worksheets/sheet1.xml', 'xl/Worksheets/sheet1.xml'].map((name) => ({ name, content: '<a/>' }));
    expect(await refusalOf(zipFile([sheet!, { ...sheet!, name: 'XL/worksheets/sheet1.xml' }]))).toMatch(
      /^not-a-table: .*same name/,
    );
  });

  test('with a file that needs a password', async () => {
    const locked = Buffer.from(book);
    for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 1))
      locked[at + 8]! |= 1;
    expect(await refusalOf(locked)).toMatch(/^not-csv: .*password/);
  });
});

describe('limits', () => {
  test('of files', async () => expect(await refusalOf(book, { entries: 5 })).toMatch(/^too-large: /));
  test('of unpacked bytes', async () => expect(await refusalOf(book, { unpackedBytes: 5000 })).toMatch(/^too-large: /));
  test('of cells', async () => expect(await refusalOf(book, { cells: 600 })).toMatch(/^too-large: .*600 cells/));
  test('of shared strings', async () => {
    const many = workbookFile([{ name: 'S', rows: Array.from({ length: 5000 }, (_, at) => [`x${at}`]) }]);
    expect(await refusalOf(many, { sharedStringBytes: 1000 })).toMatch(/^too-large: The texts/);
    expect((await csvOf(many)).split('\n')[4500]).toBe('x4500');
  });
  test('a file that unpacks to out of all proportion', async () => {
    const bomb = bookOf(' '.repeat(17 * 1024 ** 2));
    expect(await refusalOf(bomb)).toMatch(/^(too-large|not-a-table): /);
    const spread = bookOf('<row/>'.repeat(3_500_000 / 6) + ' '.repeat(7_000_000));
    expect(await refusalOf(spread, { judgedFromBytes: 1000 })).toMatch(/^too-large: /);
  });
  test('rows with a cell in the last column there is', async () => {
    const far = (rows: number) =>
      bookOf(
        `<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>${Array.from({ length: rows }, (_, at) => `<row r="${at + 2}"><c r="XFD${at + 2}"><v>1</v></c></row>`).join('')}`,
      );
    // One stray cell costs its row, as in a CSV file; so many are no table.
    expect((await csvOf(far(1))).split('\n')[1]).toBe(`${';'.repeat(16_383)}1`);
    expect(await refusalOf(far(5000))).toMatch(
      /^not-a-table: Many rows have cells .* such as XFD124; the header has 2 /,
    );
    expect(await refusalOf(far(20), { cells: 200_000 })).toMatch(/^too-large: .*200000 cells/);
  });
  test('text without end is not held in memory', async () => {
    const endless = bookOf(`<row><c t="str"><v>${'x'.repeat(9 * 1024 ** 2)}</v></c></row>`);
    expect(await refusalOf(endless, { timesPacked: 2000 })).toMatch(/^not-a-table: .*text or a tag/);
  });
});

test('a failure of the network is not taken for a damaged workbook', async () => {
  for (const failsAt of [0, 1, 2, 3]) {
    let reads = 0;
    const file = inMemory(book);
    const failing = {
      ...file,
      async *read(start: number, end: number) {
        if (reads++ === failsAt) throw new RangeError('the network is down');
        yield* file.read(start, end);
      },
    };
    const all = async () => {
      for await (const _ of (await Sheet.open(await openArchive(failing), [])).csv());
    };
    await expect(all()).rejects.toThrow('the network is down');
  }
});

test('the directory is read in few pieces, the sheets as they are needed', async () => {
  const many = bookWith(Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`xl/media/image${at}.png`, 'x'])));
  let reads = 0;
  const file = inMemory(many);
  const counted = {
    ...file,
    read: (start: number, end: number) => {
      reads += 1;
      return file.read(start, end);
    },
  };
  for await (const _ of (await Sheet.open(await openArchive(counted), [])).csv());
  expect(reads).toBeLessThan(12);
});
