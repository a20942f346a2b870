import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlTotalsOf } from '../../../cli/upload/control-totals.ts';
import { holdsRejectedRows } from '../../../cli/upload/rejected-rows.ts';
import type { DeliveryFile } from '../../../shared/client/send-file.ts';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-upload-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file of rejected rows', () => {
  const fileType = fileTypeOf(loans, 'credit');
  const row = csvLine(fileType, 'RETAIL', sampleRow(fileType, 'RETAIL', seededRandom(1)));
  const whole = `${csvHeader(fileType, 'RETAIL')}\r\n${row}\r\n`;
  const rejected = `${csvHeader(fileType, 'RETAIL')};_tranche_errors\r\n${row};"rate; must be a number"\r\n`;

  it.each<[string, string, string | Buffer]>([
    ['by its column', 'fixed.csv', rejected],
    ['by its column, behind a byte order mark', 'fixed.csv', `\ufeff${rejected}`],
    ['by its column, in quotes and capitals', 'fixed.csv', rejected.replace('_tranche_errors', '"_TRANCHE_ERRORS"')],
    ['by its column, separated by commas', 'fixed.csv', 'a,_tranche_errors\n1,x\n'],
    ['by its column, after blank lines and the line that names the delimiter', 'f.csv', `\nsep=;\n\n${rejected}`],
    ['by its column, packed', 'fixed.csv.gz', gzipSync(rejected)],
    ['by its name', 'credits-rejected.csv', whole],
    ['by its name, packed', 'KREDILER-REJECTED.CSV.GZ', gzipSync(whole)],
  ])('is known %s', async (_, name, content) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    expect(await holdsRejectedRows(file)).toBe(true);
  });

  it.each<[string, string]>([
    ['credits.csv', whole],
    ['rejected.csv', whole],
    ['credits.csv', `${whole}${row.replaceAll(';', ';_tranche_errors ')}\r\n`],
  ])('is not %s, whatever its cells hold', async (name, content) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    expect(await holdsRejectedRows(file)).toBe(false);
  });
});

describe('control totals', () => {
  const slice = Slice.of(loans, 'RETAIL');
  const file = (fileType: string): DeliveryFile => ({ path: 'x', slice, fileType });
  const [credit, plan] = [file('credit'), file('payment_plan')];

  it('of one file are all its own, whatever the column: the service says what has no sum', () => {
    expect(controlTotalsOf([plan], { expectRows: 0, expectSum: [['anything', '1.5']] })).toEqual([
      { expected_rows: 0, expected_sums: { anything: '1.5' } },
    ]);
    expect(controlTotalsOf([plan], { expectSum: [] })).toEqual([{}]);
  });

  it('of several files go to the one that has the column', () => {
    const expectSum = [
      ['installment_amount', '10.00'],
      ['outstanding_principal_balance', '-3'],
    ] as const;
    expect(controlTotalsOf([credit, plan], { expectSum })).toEqual([
      { expected_sums: { outstanding_principal_balance: '-3' } },
      { expected_sums: { installment_amount: '10.00' } },
    ]);
  });

  it.each<[string, DeliveryFile[], Parameters<typeof controlTotalsOf>[1], RegExp]>([
    ['rows of several files', [credit, plan], { expectRows: 3, expectSum: [] }, /--expect-rows/],
    ['a column that two have', [plan, plan], { expectSum: [['installment_amount', '1']] }, /more than one/],
    ['a column that none has', [credit, plan], { expectSum: [['nothing', '1']] }, /none of these files/],
    [
      'a column given twice',
      [plan],
      {
        expectSum: [
          ['a', '1'],
          ['a', '2'],
        ],
      },
      /twice/,
    ],
  ])('are refused: %s', (_, files, expected, message) => {
    expect(() => controlTotalsOf(files, expected)).toThrow(message);
  });
});
