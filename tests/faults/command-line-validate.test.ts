import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSlice } from '../../cli/validate/slice-check.ts';
import { writeSample } from '../../local/demo/sample-files.ts';
import { CSV_HEADER, csvLineOf, validationError } from '../../shared/contracts/offline/found.ts';
import { Slice } from '../../shared/contracts/slice.ts';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { loanSamples } from '../../shared/datasets/loans/samples/portfolio.ts';
import type { LoanType, SyncLog, ValidationError } from '../api/answers.ts';
import type { Bank, OutgoingFile } from '../api/bank.ts';
import { creditFile, creditRows, fileOf, headerOf, lineOf, paymentRows, spoil } from '../api/files.ts';
import { banksFor } from '../api/tenants.ts';
import { cases } from '../properties.ts';

/** A dry run gives its files back: a bank that has sent both kinds would add the other one to each sync of one. */
let pairs: Bank;
let singles: Bank;
/** Has a book that is corrected. */
let booked: Bank;
let folder: string;
beforeAll(async () => {
  [pairs, singles, booked] = (await banksFor('VALIDATE', 3)) as [Bank, Bank, Bank];
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-validate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the command line finds in the files, without the service. */
async function check(files: readonly OutgoingFile[], maxErrorRate: number, correction = false) {
  const errors: ValidationError[] = [];
  let csv = CSV_HEADER;
  const slice = Slice.of(loans, files[0]!.slice);
  const saved = files.map(({ fileType, content, name }) => {
    const file = path.join(folder, name ?? `${fileType}.csv`);
    writeFileSync(file, content);
    return { slice, fileType, path: file };
  });
  const report = await checkSlice(slice, saved, {
    maxErrorRate,
    correction,
    onFinding: (found) => {
      errors.push({ ...validationError(found), ...sliceLabels(slice) } as ValidationError);
      csv += csvLineOf(found);
    },
  });
  return { report, errors, csv };
}

/** What the service finds in them. */
async function sync(bank: Bank, files: readonly OutgoingFile[]): Promise<{ log: SyncLog; errors: ValidationError[] }> {
  for (const file of files) await bank.stage(file);
  const { id } = await bank.startSync(files[0]!.slice, { validate_only: true });
  const log = await bank.waitForSync(id);
  return { log, errors: await bank.errors(id) };
}

/** Both find the same, field by field. */
async function expectSame(files: readonly OutgoingFile[], { maxErrorRate = 1, csv = false } = {}): Promise<SyncLog> {
  const bank = files.length > 1 ? pairs : singles;
  await bank.configure(files[0]!.slice, { max_error_rate: maxErrorRate });
  const here = await check(files, maxErrorRate);
  const there = await sync(bank, files);
  // Nothing has been uploaded there.
  expect(here.errors).toEqual(there.errors.map((finding) => ({ ...finding, upload_id: null })));
  const { report } = here;
  const { log } = there;
  expect(report.failure).toEqual(log.failure);
  expect(report).toMatchObject({
    ruleset_version: log.ruleset_version,
    loadable: log.status === 'COMPLETED',
    error_count: log.error_count,
    warning_count: (log as { warning_count?: number }).warning_count,
    error_summary: log.error_summary,
  });
  for (const { fileType } of files) {
    const { total_rows, valid_rows, rejected_rows, error_count } = log.files[fileType]!;
    const counts = { total_rows, valid_rows, rejected_rows, error_count };
    expect(report.files[fileType]).toMatchObject(counts);
  }
  expect(report.groups).toEqual(await bank.all(`/api/sync/logs/${log.id}/error-groups`, { limit: 1000 }));
  if (csv) expect(here.csv).toBe(await bank.errorsCsv(log.id));
  return log;
}

const header = headerOf('credit', 'RETAIL');
const lines = creditRows('RETAIL', 12).map((row) => lineOf('credit', 'RETAIL', row));
const credits = (content: string | Buffer, name?: string): OutgoingFile => ({
  slice: 'RETAIL',
  fileType: 'credit',
  content,
  ...(name ? { name } : {}),
});

describe('the command line finds without the service what the service finds', () => {
  it.each<LoanType>(['RETAIL', 'COMMERCIAL'])('in a %s portfolio with every kind of wrong row', async (variant) => {
    const pathOf = (fileType: string) => path.join(folder, `${fileType}-sample.csv`);
    const options = { rows: 600, errors: 0.3, warnings: 0.2, seed: 5 };
    await writeSample(loanSamples, Slice.of(loans, variant), options, pathOf);
    const log = await expectSame(
      [
        { slice: variant, fileType: 'credit', content: readFileSync(pathOf('credit')) },
        { slice: variant, fileType: 'payment_plan', content: readFileSync(pathOf('payment_plan')) },
      ],
      { csv: true },
    );
    expect(Object.keys(log.error_summary!.by_rule).length).toBeGreaterThan(40);
  });

  const nonUtf8 = Buffer.from(lines[1]!.replace('CUST_', 'MÜŞTERİ_ÄÖ'), 'latin1');
  const long = 'x'.repeat(1_000_000);
  it.each<[string, OutgoingFile]>([
    [
      'quoted cells over several lines',
      credits(`${header}\n"${lines[0]!.replace(';', '\n";')}\n${lines[1]}\n"a\n\nb"\n${lines[2]}`),
    ],
    [
      'a quote that opens nothing',
      credits(
        `${header}\n${lines[0]!.replace(';', ';"')}\n${lines[1]}\n${lines[2]!.replace(';', '";')}\n${lines[3]}\n`,
      ),
    ],
    ['stray carriage returns', credits(`${header}\n${lines[0]}\r${lines[1]}\r\r${lines[2]}\r\n\r\n${lines[3]}\r`)],
    ['lines that end in CR alone', credits([header, lines[0], '', lines[0], lines[1]].join('\r'))],
    ['a byte order mark and blank lines', credits(`\ufeff\r\n${header}\r\n\r\n${lines[0]}\r\n \t\r\n${lines[0]}\r\n`)],
    [
      'rows that are not UTF-8',
      credits(
        Buffer.concat([
          Buffer.from(`${header}\n`),
          nonUtf8,
          Buffer.from(`\r\n${lines.slice(2).join('\n')}\n`),
          Buffer.from([0xff, 0xc5, 0x41]),
        ]),
      ),
    ],
    [
      'a quoted cell that a line of its own breaks up',
      credits([header, lines[0], lines[1]!.replace(/;(CUST_[0-9]+);/, ';"$1\nx";"y\n";'), lines[2]].join('\n')),
    ],
    ['NUL bytes and broken rows', credits(`${header}\n${lines[0]!.replace('CUST', 'CU\0ST')}\n;\n"\n${lines[1]};\n`)],
    ['rows that are too long', credits(`${header}\r\n${lines[0]}\r\n${long}\r\n"${long}\r\n"\r\n${lines[1]}`)],
    [
      'duplicates',
      credits([header, lines[0], lines[1], lines[0], lines[2]!.replace(';I;', ';?;'), lines[0]].join('\n')),
    ],
    [
      'what spreadsheets and old exports leave behind',
      credits(
        [
          'sep=;',
          `${header};;_tranche_errors`,
          `${lines[0]!.replace(/^[^;]*/, '1.23457E+15')};;x`,
          `${lines[1]!.replace(/^[^;]*/, '1.23457E+15')};;`,
          `${lines[2]!.replace(/;CUST_[0-9]+;/, ';C\u200b1;')};;`,
          `${lines[3]!.replace(/;CUST_[0-9]+;/, ';#N/A;')};;`,
          `${lines[4]};y;`,
          `${lines[5]!.replace(/;[ITV];/, ';I\u00a0\u0007I;')};;`,
          `${lines[6]!.replace(/^[^;]*/, '\u00a0$&\u200b')};;`,
          `${lines[6]};;`,
          `${header};;`,
          ';;\u00a0;',
          `TOTAL;;6${';'.repeat(26)}`,
          `${lines[7]!.replace(/^[^;]*/, '="00$&"')};;`,
          '(6 rows)',
          '\u001a',
        ].join('\r\n'),
      ),
    ],
    [
      'NULs behind its gzip',
      credits(Buffer.concat([gzipSync([header, ...lines].join('\n')), Buffer.alloc(99)]), 'credit.csv.gz'),
    ],
    ['a gzip file', credits(gzipSync([header, ...lines, lines[3], 'x'].join('\n')), 'credit.csv.gz')],
    [
      'cells that a spreadsheet would run',
      credits(
        [
          header,
          ...['=1+1', '+x', '-x', '@x', '"\tx"', '"=""a"""'].map((cell, at) =>
            lines[at]!.replace(/;[ITV];/, `;${cell};`),
          ),
        ].join('\n'),
      ),
    ],
  ])('in a file with %s', async (_name, file) => {
    await expectSame([file], { csv: true });
  });

  it('in any files at all', async () => {
    const NASTY = [
      '',
      ' ',
      '-1',
      '1e5',
      '1.005',
      '999999999999999999999',
      '18.5%',
      '1850 bps',
      '31.02.2025',
      'Açık',
      'k',
      '"',
      '""',
      '"a;b"',
      'a"b',
      '\0',
      '\r',
      '\n',
      '"x\ny"',
      '١',
      '=x',
      'ş'.repeat(300),
      '100.01',
    ];
    const change = fc.record({ row: fc.nat(39), column: fc.nat(26), cell: fc.constantFrom(...NASTY) });
    const files = fc.record({
      credit: fc.array(change, { maxLength: 30 }),
      payment_plan: fc.array(change, { maxLength: 30 }),
      repeated: fc.array(fc.nat(39), { maxLength: 3 }),
      end: fc.constantFrom('\n', '\r\n'),
    });
    for (const [index, { credit, payment_plan, repeated, end }] of fc
      .sample(files, { numRuns: cases(12), seed: 11 })
      .entries()) {
      const variant = index % 2 === 0 ? 'RETAIL' : 'COMMERCIAL';
      const spoiled = (fileType: 'credit' | 'payment_plan', changes: typeof credit): OutgoingFile => {
        const rows = fileType === 'credit' ? creditRows(variant, 40) : paymentRows(variant, 42);
        const columns = headerOf(fileType, variant).split(';');
        for (const { row, column, cell } of changes) rows[row]![columns[column % columns.length]!] = cell;
        const written = [...rows, ...repeated.map((row) => rows[row]!)].map((row) =>
          columns.map((name) => row[name]).join(';'),
        );
        return { slice: variant, fileType, content: [columns.join(';'), ...written].join(end) };
      };
      await expectSame([spoiled('credit', credit), spoiled('payment_plan', payment_plan)]);
    }
  }, 300_000);
});

describe('and comes to the same verdict', () => {
  it.each([
    ['half of the rows wrong', 5],
    ['more than half wrong', 6],
    ['all of them wrong', 10],
  ])('on a file with %s', async (_name, wrong) => {
    const rows = spoil(creditRows('RETAIL', 10), wrong, { customer_type: '?' });
    await expectSame([fileOf('credit', 'RETAIL', rows)], { maxErrorRate: wrong === 10 ? 1 : 0.5 });
  });

  it.each<[string, string | Buffer]>([
    ['is empty', ''],
    ['has no rows', `${header}\n`],
    ['lacks a column', [header, ...lines].join('\n').replaceAll('customer_id;', '')],
    ['is of the other loan type', creditFile('COMMERCIAL', 3).content],
    ['is a ZIP archive', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(100)])],
    ['has bytes behind its gzip', Buffer.concat([gzipSync([header, ...lines].join('\n')), Buffer.from('x')])],
    ['is quoted twice', [header, ...lines].map((line) => `"${line}"`).join('\n')],
    ['is a damaged gzip file', gzipSync([header, ...lines].join('\n')).subarray(0, 300)],
  ])('on a file that %s', async (_name, content) => {
    const file = credits(content);
    const { report } = await check([file], 0.5);
    const upload = await singles.send(file);
    expect(upload.status).toBe('REJECTED');
    expect(report.files.credit).toMatchObject({ status: 'REJECTED', problem: upload.problem });
    expect(report.loadable).toBe(false);
  });

  it.each([
    ['half of the rows wrong', 2],
    ['more than half wrong', 3],
    ['all of them wrong', 4],
  ])('on a correction with %s, of credits that are live', async (_name, wrong) => {
    await booked.configure('RETAIL', { max_error_rate: 0.5 });
    const book = await booked.load(creditFile('RETAIL', 30));
    const files = [
      fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 4), wrong, { customer_type: '?' })),
      fileOf('payment_plan', 'RETAIL', spoil(paymentRows('RETAIL', 8), 1, { installment_number: 'x' })),
    ] as const;
    const { report, errors } = await check(files, 0.5, true);
    const log = await booked.correct(book.id, ...files);
    expect(errors).toEqual((await booked.errors(log.id)).map((finding) => ({ ...finding, upload_id: null })));
    expect(report).toMatchObject({
      correction: true,
      failure: log.failure,
      loadable: log.status === 'COMPLETED',
      error_summary: log.error_summary,
    });
    expect(log.status).toBe(wrong === 4 ? 'FAILED' : 'COMPLETED');
  });
});
