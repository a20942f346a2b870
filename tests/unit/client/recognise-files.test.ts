import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recogniseFiles, UnrecognisedFile } from '../../../shared/client/recognise-files.ts';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';

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

function csv(fileTypeName: string, variant: string, rows = 2): string {
  const fileType = fileTypeOf(loans, fileTypeName);
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
      expect(await recogniseFiles([plan, credit], { loanTypes: [] })).toEqual([
        { path: plan, fileType: 'payment_plan', loanType: variant },
        { path: credit, fileType: 'credit', loanType: variant },
      ]);
    },
  );

  it('knows a payment plan by the loan type named', async () => {
    const plan = save('p.csv', csv('payment_plan', 'RETAIL'));
    expect(await recogniseFiles([plan], { loanTypes: ['COMMERCIAL'] })).toEqual([
      { path: plan, fileType: 'payment_plan', loanType: 'COMMERCIAL' },
    ]);
  });

  it('reads packed files, and ones larger than what is looked at', async () => {
    const large = csv('credit', 'RETAIL', 5_000);
    const packed = save('c.csv.gz', gzipSync(large));
    const plain = save('c.csv', large);
    for (const file of [packed, plain]) {
      expect(await recogniseFiles([file], { loanTypes: [] })).toEqual([
        { path: file, fileType: 'credit', loanType: 'RETAIL' },
      ]);
    }
  });

  it('does not guess the loan type of a payment plan', async () => {
    const plan = save('p.csv', csv('payment_plan', 'RETAIL'));
    const both = ['RETAIL', 'COMMERCIAL'].map((variant) => save(`${variant}.csv`, csv('credit', variant)));
    for (const files of [[plan], [plan, ...both]]) {
      await expect(recogniseFiles(files, { loanTypes: [] })).rejects.toThrow(/payment_plan file.*--loan-type/);
    }
  });

  it('refuses two files of a kind, unless they are one delivery: then they keep their order', async () => {
    const files = ['b.csv', 'a.csv'].map((name) => save(name, csv('credit', 'RETAIL')));
    expect(await recogniseFiles(files, { loanTypes: [], severalOfAKind: true })).toMatchObject(
      files.map((path) => ({ path, fileType: 'credit', loanType: 'RETAIL' })),
    );
    await expect(recogniseFiles(files, { loanTypes: [] })).rejects.toThrow(
      /b\.csv and .*a\.csv are both RETAIL credit files/,
    );
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['of another loan type', csv('credit', 'COMMERCIAL'), /The header is that of a COMMERCIAL credit file/],
    ['without a column', csv('credit', 'RETAIL').replaceAll('customer_id;', ''), /missing customer_id/],
    ['that is empty', '', /x\.csv is empty\. The file has no content/],
    ['of a header alone', csv('credit', 'RETAIL', 0), /x\.csv is empty\. The file has a header but no data rows/],
    ['that is no CSV file', '{"a": 1}\n{"a": 2}\n', /not a CSV file/],
    ['that is damaged', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), /damaged gzip/],
  ])('refuses a file %s', async (_, content, reason) => {
    const recognise = recogniseFiles([save('x.csv', content)], { loanTypes: ['RETAIL'] });
    await expect(recognise).rejects.toThrow(UnrecognisedFile);
    await expect(recognise).rejects.toThrow(reason);
  });

  it('refuses what is no file', async () => {
    await expect(recogniseFiles([path.join(folder, 'missing.csv')], { loanTypes: [] })).rejects.toThrow(
      /there is no such file/,
    );
    await expect(recogniseFiles([folder], { loanTypes: [] })).rejects.toThrow(/it is a folder/);
  });
});
