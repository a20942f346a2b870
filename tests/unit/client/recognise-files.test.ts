import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WrittenSheet, workbookFile } from '../../../local/workbooks/workbook-file.ts';
import { recogniseFiles, UnrecognisedFile } from '../../../shared/client/recognise-files.ts';
import { type Dataset, fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { cash } from '../../../shared/datasets/cash/contract.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { shop } from '../../shop-dataset.ts';

const sliceOf = (variant: string) => Slice.of(loans, variant);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function csv(fileTypeName: string, variant: string | null, rows = 2, dataset: Dataset = loans): string {
  const fileType = fileTypeOf(dataset, fileTypeName);
  const random = seededRandom(1);
  const lines = Array.from({ length: rows }, () => csvLine(fileType, variant, sampleRow(fileType, variant, random)));
  return `${[csvHeader(fileType, variant), ...lines].join('\n')}\n`;
}

describe('files of one’s own', () => {
  it.each(['RETAIL', 'COMMERCIAL'] as const)(
    'knows a %s credit file by its header, and its payment plan by the pair',
    async (variant) => {
      const credit = save('c.csv', csv('credit', variant));
      const plan = save('p.csv', csv('payment_plan', variant));
      expect(await recogniseFiles([plan, credit])).toEqual([
        { path: plan, fileType: 'payment_plan', slice: sliceOf(variant) },
        { path: credit, fileType: 'credit', slice: sliceOf(variant) },
      ]);
    },
  );

  it('knows a payment plan by the loan type named', async () => {
    const plan = save('p.csv', csv('payment_plan', 'RETAIL'));
    expect(await recogniseFiles([plan], { slices: [sliceOf('COMMERCIAL')] })).toEqual([
      { path: plan, fileType: 'payment_plan', slice: sliceOf('COMMERCIAL') },
    ]);
  });

  it('reads packed files, and ones larger than what is looked at', async () => {
    const large = csv('credit', 'RETAIL', 5_000);
    const packed = save('c.csv.gz', gzipSync(large));
    const plain = save('c.csv', large);
    for (const file of [packed, plain]) {
      expect(await recogniseFiles([file])).toEqual([{ path: file, fileType: 'credit', slice: sliceOf('RETAIL') }]);
    }
  });

  it('does not guess the loan type of a payment plan', async () => {
    const plan = save('p.csv', csv('payment_plan', 'RETAIL'));
    const both = ['RETAIL', 'COMMERCIAL'].map((variant) => save(`${variant}.csv`, csv('credit', variant)));
    for (const files of [[plan], [plan, ...both]]) {
      await expect(recogniseFiles(files)).rejects.toThrow(/payment_plan file.*--loan-type/);
    }
  });

  it('asks once what the files of a dataset are, where somebody can be asked', async () => {
    const files = ['p.csv', 'q.csv'].map((name) => save(name, csv('payment_plan', 'RETAIL')));
    const asked: string[] = [];
    const found = await recogniseFiles(files, {
      severalOfAKind: true,
      choose: async (file, kinds) => {
        asked.push(file);
        expect(kinds.map(({ slice }) => slice.text)).toEqual(['loans.RETAIL', 'loans.COMMERCIAL']);
        return kinds[1];
      },
    });
    expect(asked).toEqual([files[0]]);
    expect(found.map(({ slice }) => slice.text)).toEqual(['loans.COMMERCIAL', 'loans.COMMERCIAL']);
  });

  describe('of several datasets', () => {
    const [sales] = Slice.allOf(shop) as [Slice];
    const either = [...Slice.allOf(loans), sales];

    it('are told apart by their headers; one without variants needs no companion', async () => {
      const order = save('o.csv', csv('order', null, 2, shop));
      const plan = save('p.csv', csv('payment_plan', 'RETAIL'));
      const credit = save('c.csv', csv('credit', 'COMMERCIAL'));
      const found = await recogniseFiles([order, plan, credit], { slices: either });
      expect(found.map(({ slice, fileType }) => `${slice.text} ${fileType}`)).toEqual([
        'shop order',
        'loans.COMMERCIAL payment_plan',
        'loans.COMMERCIAL credit',
      ]);
    });

    it('a file that is none of the datasets that are possible is refused', async () => {
      const order = save('o.csv', csv('order', null, 2, shop));
      await expect(recogniseFiles([order], { slices: Slice.allOf(loans) })).rejects.toMatchObject({
        reason: 'foreign',
      });
      await expect(recogniseFiles([order], { slices: [sales], fileTypes: ['credit'] })).rejects.toThrow(RangeError);
    });

    it('that look the same, or file types that do, are named, with the option that tells', async () => {
      const order = save('o.csv', csv('order', null, 2, shop));
      const twin = Slice.of({ ...shop, name: 'stall' }, null);
      await expect(recogniseFiles([order], { slices: [sales, twin] })).rejects.toThrow(
        /shop order, stall order.*--dataset/,
      );
      const fileTypes = [shop.fileTypes[2]!, { ...shop.fileTypes[2]!, name: 'return' }];
      const back = Slice.of({ ...shop, fileTypes: [...shop.fileTypes.slice(0, 2), ...fileTypes] }, null);
      await expect(recogniseFiles([order], { slices: [back] })).rejects.toThrow(/order or return.*--file-type/);
    });
  });

  describe('whose file types have the same columns', () => {
    const payments = (name: string) => save(name, csv('sepa', null, 2, cash));
    const kindOf = async (file: string) => (await recogniseFiles([file])).map(({ fileType }) => fileType);

    it.each([
      ['sepa.csv', 'sepa'],
      ['swift_2023.csv', 'swift'],
      ['ACME-SWIFT-2023Q1.csv.gz', 'swift'],
      ['SwiftPayments.csv', 'swift'],
      ['2024_sepa-rejected (1).csv', 'sepa'],
      ['fixed-sepa.csv', 'sepa'],
    ])('%s is a file of the type that it is called after', async (name, fileType) => {
      expect(await kindOf(payments(name))).toEqual([fileType]);
    });

    it.each(['payments.csv', 'separate.csv', 'sepa_and_swift.csv', 'swiftly.csv'])(
      '%s tells nothing: it is asked, or else refused with what tells',
      async (name) => {
        const file = payments(name);
        await expect(recogniseFiles([file])).rejects.toThrow(
          /is a sepa or swift file.*its name does not tell.*--file-type.*such as sepa\.csv/,
        );
        const asked = await recogniseFiles([file], { choose: async (_, kinds) => kinds[1] });
        expect(asked).toMatchObject([{ fileType: 'swift' }]);
        expect(await recogniseFiles([file], { fileTypes: ['sepa'] })).toMatchObject([{ fileType: 'sepa' }]);
      },
    );

    it('are told by their sheets, before the name of the workbook', async () => {
      const rows = csv('sepa', null, 2, cash)
        .trim()
        .split('\n')
        .map((line) => line.split(';'));
      const book = (name: string, ...sheets: string[]) =>
        save(name, workbookFile(sheets.map((sheet) => ({ name: sheet, rows }))));
      expect(await kindOf(book('sepa.xlsx', 'SWIFT payments'))).toEqual(['swift']);
      expect(await kindOf(book('swift.xlsx', 'Sheet1'))).toEqual(['swift']);
      expect(await kindOf(book('book.xlsx', 'SWIFT payments', 'Sepa'))).toEqual(['swift', 'sepa']);
      await expect(kindOf(book('book.xlsx', 'Sheet1'))).rejects.toThrow(/sepa or swift/);
    });
  });

  it('refuses two files of a kind, unless they are one delivery: then they keep their order', async () => {
    const files = ['b.csv', 'a.csv'].map((name) => save(name, csv('credit', 'RETAIL')));
    expect(await recogniseFiles(files, { severalOfAKind: true })).toMatchObject(
      files.map((path) => ({ path, fileType: 'credit', slice: sliceOf('RETAIL') })),
    );
    await expect(recogniseFiles(files)).rejects.toThrow(/b\.csv and .*a\.csv are both RETAIL credit files/);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['of another loan type', csv('credit', 'COMMERCIAL'), /The header is that of a COMMERCIAL credit file/],
    ['without a column', csv('credit', 'RETAIL').replaceAll('customer_id;', ''), /missing customer_id/],
    ['that is empty', '', /x\.csv is empty\. The file has no content/],
    ['of a header alone', csv('credit', 'RETAIL', 0), /x\.csv is empty\. The file has a header but no data rows/],
    ['that is no CSV file', '{"a": 1}\n{"a": 2}\n', /not a CSV file/],
    ['that is damaged', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), /damaged gzip/],
  ])('refuses a file %s', async (_, content, reason) => {
    const recognise = recogniseFiles([save('x.csv', content)], { slices: [sliceOf('RETAIL')] });
    await expect(recognise).rejects.toThrow(UnrecognisedFile);
    await expect(recognise).rejects.toThrow(reason);
  });

  describe('in a workbook', () => {
    const sheet = (name: string, text: string): WrittenSheet => ({
      name,
      rows: text
        .trim()
        .split('\n')
        .map((line) => line.split(';')),
    });
    const [sales] = Slice.allOf(shop) as [Slice];
    const customers = csv('customer', null, 2, shop);
    const orders = csv('order', null, 2, shop);
    const saveBook = (...sheets: WrittenSheet[]) => save('book.xlsx', workbookFile(sheets));

    it('with a sheet for several file types are one of each, unless one is named', async () => {
      const book = saveBook(sheet('Notes', 'a;b\n1;2'), sheet('ORDER', orders), sheet('Customer', customers));
      const kinds = async (fileTypes: string[] = []) =>
        (await recogniseFiles([book], { slices: [sales], fileTypes })).map(({ path: at, fileType }) => [at, fileType]);
      expect(await kinds()).toEqual([
        [book, 'order'],
        [book, 'customer'],
      ]);
      expect(await kinds(['customer'])).toEqual([[book, 'customer']]);
      const other = save('o.csv', orders);
      await expect(recogniseFiles([book, other], { slices: [sales] })).rejects.toMatchObject({ reason: 'repeated' });
    });

    it('are refused where a sheet is called like a file type and holds another table', async () => {
      const book = saveBook(sheet('Order', orders), sheet('Customer', 'customer_no;surname\nC1;Ada'));
      await expect(recogniseFiles([book], { slices: [sales] })).rejects.toMatchObject({
        reason: 'foreign',
        message: expect.stringMatching(/does not match shop customer: missing name/),
      });
      expect(await recogniseFiles([book], { slices: [sales], fileTypes: ['order'] })).toHaveLength(1);
    });

    it('without a table are told to name its sheet', async () => {
      await expect(recogniseFiles([saveBook(sheet('Notes', 'a;b\n1;2'))])).rejects.toThrow(
        /is no table that Tranche knows.*loans credit.*trades trade.*name it like the file type/,
      );
    });
  });

  it('that name no column of any kind are told which kinds there are, and no columns', async () => {
    const script = save('mk.py', 'import os, sys\nprint(os.getcwd())\n');
    const refused = await recogniseFiles([script]).catch((error: UnrecognisedFile) => error);
    expect(refused).toMatchObject({
      reason: 'foreign',
      message: expect.stringMatching(
        /mk\.py is no table.*loans credit, loans payment_plan, trades client, trades trade, cash company, cash sepa, cash swift, cash exchange_rate, sales customer, sales merchant, sales transaction\./,
      ),
    });
    expect((refused as UnrecognisedFile).refusal).not.toHaveProperty('errors');
    const some = save('some.csv', 'transaction_id,client_id,stock_ticker,shares,price,colour\n1,2,A,1,1,red\n');
    await expect(recogniseFiles([some])).rejects.toMatchObject({
      message: expect.stringMatching(/does not match trades/),
      refusal: { errors: expect.arrayContaining([expect.objectContaining({ field: 'colour', code: 'unknown' })]) },
    });
  });

  it('refuses what is no file', async () => {
    await expect(recogniseFiles([path.join(folder, 'missing.csv')])).rejects.toThrow(/there is no such file/);
    await expect(recogniseFiles([folder])).rejects.toThrow(/it is a folder/);
  });
});
