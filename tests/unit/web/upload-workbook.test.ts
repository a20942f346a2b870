import { describe, expect, it } from 'vitest';
import { type WrittenCell, workbookFile } from '../../../local/workbooks/workbook-file.ts';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { trades } from '../../../shared/datasets/trades/contract.ts';
import { checkFile, recogniseFile } from '../../../web/pages/upload/check/check-file.ts';
import { CHECKED_ROWS } from '../../../web/pages/upload/check/check-rows.ts';
import { bookOf, bookWith } from '../sheets/books.ts';
import { browserSays, fileOf, serviceSays } from './service-says.ts';

const CREDIT = fileTypeOf(loans, 'credit');
const RETAIL = { dataset: 'loans', variant: 'RETAIL', fileType: 'credit' } as const;
const HEADER = csvHeader(CREDIT, 'RETAIL').split(';');

type Row = WrittenCell[];
function credits(rows: number, change: (index: number) => object = () => ({})): Row[] {
  const random = seededRandom(7);
  const lines = Array.from({ length: rows }, (_, index) => {
    const row = { ...sampleRow(CREDIT, 'RETAIL', random), loan_account_number: `L${index}` };
    return csvLine(CREDIT, 'RETAIL', { ...row, ...change(index) }).split(';');
  });
  return [HEADER, ...lines];
}
const bookOfRows = (rows: Row[], name = 'Credits') => workbookFile([{ name, rows }]);
const headerOf = (fileType: 'client' | 'trade') => csvHeader(fileTypeOf(trades, fileType), null).split(';');
const kind = (fileType: string) => ({ dataset: 'trades', variant: null, fileType });

/** A file that keeps account of what is read of it. */
function countedFile(content: Buffer): { file: File; bytesRead: () => number } {
  let bytes = 0;
  const counted = <T extends Blob>(blob: T): T => {
    const [slice, arrayBuffer] = [blob.slice.bind(blob), blob.arrayBuffer.bind(blob)];
    return Object.assign(blob, {
      slice: (...range: [number?, number?]) => counted(slice(...range)),
      arrayBuffer: () => {
        bytes += blob.size;
        return arrayBuffer();
      },
    });
  };
  return { file: counted(fileOf(content, 'book.xlsx')), bytesRead: () => bytes };
}

describe('a workbook before it is sent', () => {
  const sound = credits(30);
  it.each<[string, Buffer]>([
    ['a sound sheet', bookOfRows(sound)],
    ['with empty rows above the header', bookOfRows([[], [], ...sound])],
    ['with columns without a name at its end', bookOfRows(sound.map((row) => [...row, '']))],
    ['a title above the header', bookOfRows([['Credits of March'], ...sound])],
    [
      'other columns',
      bookOfRows([
        ['a', 'b'],
        ['1', '2'],
      ]),
    ],
    ['a column missing', bookOfRows(sound.map((row) => row.slice(1)))],
    ['of the other loan type', bookOfRows([csvHeader(CREDIT, 'COMMERCIAL').split(';'), ['1']])],
    ['a header alone', bookOfRows([HEADER])],
    ['nothing', bookOfRows([])],
    ['all columns in one', bookOfRows(sound.map((row) => [row.join(',')]))],
    ['all columns in one, in semicolons', bookOfRows(sound.map((row) => [row.join(';')]))],
    ['merged cells', workbookFile([{ name: 'Credits', rows: sound, merged: ['A2:B3'] }])],
    [
      'its sheet hidden',
      workbookFile([
        { name: 'Credits', rows: sound, isHidden: true },
        { name: 'S', rows: [['x']] },
      ]),
    ],
    ['a formula without a value', bookOf('<row><c><f>1+1</f></c></row>')],
    ['a part damaged', bookWith({ 'xl/sharedStrings.xml': '<sst>' })],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    [
      'a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(4000),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(4000),
      ]),
    ],
    ['a CSV of its name', Buffer.from(sound.map((row) => row.join(';')).join('\n'))],
  ])('gets the answer of the service: %s', async (_, content) => {
    expect(await browserSays(content, RETAIL)).toBe(await serviceSays(content, RETAIL));
  });

  it('is recognised by its header, and its sheet by its name', async () => {
    const notes = {
      name: 'Notes',
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    };
    const book = workbookFile([notes, { name: 'TRADES', rows: [headerOf('trade'), ['1']] }]);
    expect(await recogniseFile(fileOf(book))).toEqual({
      ok: true,
      kinds: [kind('trade')],
      otherTables: [],
      hasErrorsColumn: false,
    });
    expect(await recogniseFile(fileOf(workbookFile([notes])))).toMatchObject({
      ok: false,
      code: 'not-a-table',
    });
    expect(await recogniseFile(fileOf(bookOfRows([['Credits of March'], ...sound])))).toMatchObject({
      ok: false,
      code: 'not-a-table',
    });
    const fixed = bookOfRows(
      sound.map((row, at) => [...row, at === 0 ? '_tranche_errors' : '']),
      'Sheet1',
    );
    expect(await recogniseFile(fileOf(fixed))).toMatchObject({ kinds: [RETAIL], hasErrorsColumn: true });
  });

  it('with several tables says so, and is each of them', async () => {
    const book = fileOf(
      workbookFile([
        { name: 'Clients', rows: [headerOf('client'), ['1']] },
        { name: 'Trades', rows: [headerOf('trade'), ['1']] },
      ]),
    );
    expect(await recogniseFile(book)).toMatchObject({ kinds: [kind('client')], otherTables: ['trade'] });
    expect(await recogniseFile(book, 'trade')).toMatchObject({ kinds: [kind('trade')], otherTables: [] });
    expect(await checkFile(book, kind('client'))).toMatchObject({ ok: true, form: { sheet: 'Clients' } });
    expect(await checkFile(book, kind('trade'))).toMatchObject({ ok: true, form: { sheet: 'Trades' } });
  });

  it('has its first thousand rows checked, and their numbers are those of the sheet', async () => {
    const rows = credits(CHECKED_ROWS + 500, (index) =>
      index === 4 || index === CHECKED_ROWS ? { customer_type: '?' } : index === 9 ? { loan_account_number: 'L3' } : {},
    );
    const [header, ...others] = rows;
    const broken = others.map((row, at) => (at === 2 ? row.map((cell) => (cell === 'L2' ? 'L2\nx' : cell)) : row));
    const book = bookOfRows([[], header!, [], ...broken]);
    const verdict = await checkFile(fileOf(book), RETAIL);
    expect(verdict).toMatchObject({
      ok: true,
      rows: CHECKED_ROWS,
      isWhole: false,
      columns: HEADER.length,
      form: { sheet: 'Credits' },
    });
    if (!verdict.ok) throw new Error(verdict.detail);
    const found = verdict.findings.map(({ row_number, line_number, rule_id }) => [row_number, line_number, rule_id]);
    expect(found).toContainEqual([5, 8, 'LOAN-CREDIT-035']);
    expect(found).toContainEqual([10, 13, 'LOAN-CREDIT-702']);
    expect(found.every(([row]) => Number(row) <= CHECKED_ROWS)).toBe(true);
    expect(verdict.notices.map(({ code, rows: skipped }) => [code, skipped])).toEqual([['blank-lines-skipped', 1]]);
  });

  it.each([CHECKED_ROWS - 1, CHECKED_ROWS, CHECKED_ROWS + 1])('knows whether %i rows are all', async (rows) => {
    expect(await checkFile(fileOf(bookOfRows(credits(rows))), RETAIL)).toMatchObject({
      rows: Math.min(rows, CHECKED_ROWS),
      isWhole: rows <= CHECKED_ROWS,
      rejectedRows: 0,
    });
  });

  it('is not read further than it must be, nor are its texts', async () => {
    const [header, row] = credits(1);
    const rows = Array.from({ length: 40_000 }, (_, at) =>
      row!.map((cell, column) => (column < 4 ? `${cell}${(at * 7919) % 40_009}` : cell)),
    );
    const content = bookOfRows([header!, ...rows]);
    const { file, bytesRead } = countedFile(content);
    await recogniseFile(file);
    expect(await checkFile(file, RETAIL)).toMatchObject({ rows: CHECKED_ROWS, isWhole: false });
    expect(bytesRead()).toBeLessThan(content.length / 3);
    expect(bytesRead()).toBeGreaterThan(content.length / 20);
  });
});
