import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSlice } from '../../cli/validate/slice-check.ts';
import { type WrittenCell, workbookFile } from '../../local/workbooks/workbook-file.ts';
import { recogniseFiles } from '../../shared/client/recognise-files.ts';
import { validationError } from '../../shared/contracts/offline/found.ts';
import { RETAIL } from '../slices.ts';
import { type Bank, type OutgoingFile, problemCode } from './bank.ts';
import { creditFile, creditRows, headerOf, paymentRows, type SampleRow } from './files.ts';
import { banksFor } from './tenants.ts';

/** A bank whose book is a workbook. */
let bank: Bank;
/** One that sends the same as text. */
let other: Bank;
let folder: string;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-sheets-'));
  [bank, other] = (await banksFor('SHEETS', 2)) as [Bank, Bank];
  for (const each of [bank, other]) await each.configure('RETAIL', { max_error_rate: 1 });
});

const columns = headerOf('credit', 'RETAIL').split(';');
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const serial = (yyyymmdd: string): string => {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(yyyymmdd)!;
  return String((Date.UTC(Number(year), Number(month) - 1, Number(day)) - EXCEL_EPOCH) / 86_400_000);
};

/** As a spreadsheet holds it: numbers and dates as such, what begins with a zero as text. */
function cellOf(column: string, text: string): WrittenCell {
  if (text === '') return null;
  if (/date/.test(column) && /^\d{8}$/.test(text)) return { number: serial(text), format: 'dd.mm.yyyy' };
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return { number: text };
  return text;
}

const cellsOf = (row: SampleRow): WrittenCell[] => columns.map((column) => cellOf(column, row[column] ?? ''));
const workbook = (
  rows: readonly WrittenCell[][],
  name = 'Credits',
  more: Parameters<typeof workbookFile>[0] = [],
): OutgoingFile => ({
  slice: 'RETAIL',
  fileType: 'credit',
  name: 'krediler.xlsx',
  content: workbookFile([...more, { name, rows }]),
});

const sound = creditRows('RETAIL', 6);
const at = (index: number, cells: SampleRow): WrittenCell[] => cellsOf({ ...sound[index]!, ...cells });

describe('a workbook', () => {
  it('is loaded as the same rows of a CSV file are', async () => {
    const log = await bank.load(workbook([columns, ...sound.map(cellsOf)]));
    await other.load(creditFile('RETAIL', 6));
    expect(log.files.credit).toMatchObject({ total_rows: 6, valid_rows: 6, rejected_rows: 0 });
    const withoutIds = (rows: Awaited<ReturnType<Bank['rows']>>) =>
      rows.map(({ tenant_id: _, batch_id: __, ...row }) => row);
    expect(withoutIds(await bank.rows('RETAIL', 'credit'))).toEqual(withoutIds(await other.rows('RETAIL', 'credit')));
  });

  it('has findings that name the rows of the sheet, whatever its cells hold', async () => {
    const file = workbook([
      columns,
      at(0, { customer_district_code: 'one\ntwo\nthree', customer_province_code: '"x"\ny' }),
      [],
      at(1, { loan_status_code: 'Z' }),
      at(2, {}),
      [null, null],
      at(3, { customer_district_code: 'a\r\nb', outstanding_principal_balance: '-1' }),
      at(2, {}),
      [...at(4, {}), 'one more'],
      cellsOf(sound[5]!).map((cell, index) => (columns[index] === 'nominal_interest_rate' ? { error: '#N/A' } : cell)),
    ]);
    const log = await bank.deliver(file);
    const errors = await bank.errors(log.id);
    const places = errors.map(({ row_number, line_number, error_type }) => [row_number, line_number, error_type]);
    expect(places).toEqual([
      [2, 4, expect.any(String)],
      [4, 7, expect.any(String)],
      [5, 8, 'DUPLICATE'],
      [6, 9, 'STRUCTURE'],
      [7, 10, 'TYPE'],
    ]);
    expect(errors[4]).toMatchObject({ field_name: 'nominal_interest_rate', raw_value: '#N/A' });
    const rows = await bank.rows('RETAIL', 'credit');
    expect(rows.map(({ customer_district_code }) => customer_district_code)).toContain('one\ntwo\nthree');

    const rejected = (await bank.rejectedCsv(log.id, 'credit')).toString().split('\n');
    expect(rejected[0]).toMatch(/^loan_account_number;.*;_tranche_errors/);

    // The command line says the same without the service.
    const saved = path.join(folder, 'krediler.xlsx');
    writeFileSync(saved, file.content);
    const found: ReturnType<typeof validationError>[] = [];
    const report = await checkSlice(RETAIL, [{ path: saved, fileType: 'credit', slice: RETAIL }], {
      maxErrorRate: 1,
      onFinding: (finding) => void found.push(validationError(finding)),
    });
    expect(found).toEqual(errors.map(({ loan_type: _, ...finding }) => ({ ...finding, upload_id: null })));
    expect(report).toMatchObject({
      loadable: true,
      files: { credit: { total_rows: 7, valid_rows: 2, rejected_rows: 5 } },
    });
  });

  it('is read by its content and its sheet, not by its name: another sheet first, and called .csv', async () => {
    const notes = { name: 'Notes', rows: [['Do not read this']] };
    const file = workbook([columns, ...sound.map(cellsOf)], 'CREDIT', [notes]);
    const upload = await bank.stage({ ...file, name: 'credit.csv' });
    expect(upload).toMatchObject({ status: 'STAGED', row_estimate: 6, size_bytes: file.content.length });
    const text = { ...creditFile('RETAIL', 6), name: 'credit.xlsx' };
    expect((await bank.stage(text)).status).toBe('STAGED');
  });

  it('can be delivered in several objects, one of them text', async () => {
    const first = workbook([columns, at(0, { customer_district_code: 'a\nb' }), at(1, { loan_status_code: 'Z' })]);
    const second = creditFile('RETAIL', 2, { first: 7 });
    const third = workbook([
      columns,
      at(2, {}),
      at(3, { customer_district_code: 'a\nb' }),
      at(4, { loan_status_code: 'Z' }),
    ]);
    const log = await bank.waitForSync((await bank.hurry([first, second, third], { accept_removal: true })).id);
    expect(log.status).toBe('COMPLETED');
    const errors = await bank.errors(log.id);
    expect(errors.map(({ row_number, line_number }) => [row_number, line_number])).toEqual([
      [2, 3],
      [7, 4],
    ]);
  });

  it('is recognised by the command line, as a file of each where it holds several tables', async () => {
    const payments = headerOf('payment_plan', 'RETAIL').split(';');
    const plan = paymentRows('RETAIL', 3).map((row) => payments.map((column) => row[column] ?? ''));
    const save = (name: string, sheets: Parameters<typeof workbookFile>[0]) => {
      writeFileSync(path.join(folder, name), workbookFile(sheets));
      return path.join(folder, name);
    };
    const credits = { name: 'Sheet1', rows: [columns, ...sound.map(cellsOf)] };
    const alone = save('alone.xlsx', [credits]);
    expect(await recogniseFiles([alone])).toEqual([{ path: alone, fileType: 'credit', slice: RETAIL }]);
    const both = save('both.xlsx', [
      { ...credits, name: 'Credits' },
      { name: 'Payment plan', rows: [payments, ...plan] },
    ]);
    // The payment plan alone could be of any variant.
    expect(await recogniseFiles([both])).toEqual([
      { path: both, fileType: 'credit', slice: RETAIL },
      { path: both, fileType: 'payment_plan', slice: RETAIL },
    ]);
    expect(await recogniseFiles([both], { slices: [RETAIL], fileTypes: ['payment_plan'] })).toEqual([
      { path: both, fileType: 'payment_plan', slice: RETAIL },
    ]);
  });
});

describe('a workbook that is no table is REJECTED, and the reason helps', () => {
  const text = (content: Buffer): OutgoingFile => ({ slice: 'RETAIL', fileType: 'credit', content, name: 'k.xlsx' });
  const rows = sound.map(cellsOf);
  it.each<[name: string, file: OutgoingFile, code: string, helps: RegExp]>([
    [
      'a title above the header',
      workbook([['Kredi listesi'], columns, ...rows]),
      'not-a-table',
      /first row of the sheet "Credits" is not the header/,
    ],
    [
      'everything in one column',
      workbook([[columns.join(';')], ...sound.map((row) => [columns.map((name) => row[name]).join(';')])]),
      'not-a-table',
      /Text to Columns/,
    ],
    [
      'the same, with commas',
      workbook([[columns.join(',')], ...sound.map((row) => [columns.map((name) => row[name]).join(',')])]),
      'not-a-table',
      /Text to Columns/,
    ],
    [
      'a missing column',
      workbook([columns.slice(1), ...rows.map((cells) => cells.slice(1))]),
      'header-missing-columns',
      /missing loan_account_number/,
    ],
    ['no rows', workbook([columns]), 'empty-file', /no data rows/],
    ['an empty sheet', workbook([]), 'empty-file', /The sheet "Credits"/],
    [
      'merged cells',
      { ...workbook([]), content: workbookFile([{ name: 'S', rows: [columns, ...rows], merged: ['C2:C4'] }]) },
      'not-a-table',
      /C2:C4/,
    ],
    [
      'a formula without a value',
      workbook([columns, [{ formula: 'B1' }, ...rows[0]!.slice(1)]]),
      'not-a-table',
      /cell A2 holds a formula/,
    ],
    [
      'a workbook that was cut off',
      text(Buffer.from(workbook([columns, ...rows]).content).subarray(0, -500)),
      'not-csv',
      /cut off/,
    ],
    ['a workbook in a gzip', text(gzipSync(workbook([columns, ...rows]).content)), 'not-csv', /not compressed again/],
    [
      'an old workbook',
      text(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])),
      'not-csv',
      /\.xls\)/,
    ],
  ])('%s', async (_, file, code, helps) => {
    const upload = await bank.send(file);
    expect({ status: upload.status, code: problemCode(upload.problem), detail: upload.problem?.detail }).toEqual({
      status: 'REJECTED',
      code,
      detail: expect.stringMatching(helps),
    });
    expect(upload.problem?.detail).toMatch(/nnounce a new upload/);
  });
});
