import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSlice } from '../../cli/validate/slice-check.ts';
import { Slice } from '../../shared/contracts/slice.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { type Bank, type OutgoingFile, problemCode } from './bank.ts';
import { paymentFile } from './files.ts';
import { columns, credits, header, lines, sound, turkish, windows1254, withColumns, zip } from './six-credits.ts';
import { banksFor } from './tenants.ts';

const RETAIL = Slice.of(loans, 'RETAIL');
let bank: Bank;
let folder: string;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-broken-'));
  [bank] = (await banksFor('BROKEN', 1)) as [Bank];
  await bank.configure('RETAIL', { max_error_rate: 1 });
});

describe('a file that cannot be read is REJECTED, and the reason helps', () => {
  const cases: [name: string, file: OutgoingFile, code: string, helps: RegExp][] = [
    ['empty', credits(''), 'empty-file', /0 bytes/],
    ['only blank lines', credits('\r\n\r\n  \r\n'), 'empty-file', /no content/],
    ['only a byte order mark', credits('\ufeff'), 'empty-file', /no content/],
    ['header only', credits(`${header}\r\n`), 'empty-file', /no data rows/],
    ['the wrong delimiter', credits(sound.replaceAll(';', '|')), 'not-csv', /"\|".*";"/],
    ['no header', credits(lines.join('\n')), 'header-missing-columns', /first line is not the header/],
    [
      'a missing column',
      credits(withColumns((cells) => cells.filter((_, at) => columns[at] !== 'bsmv_rate'))),
      'header-missing-columns',
      /missing bsmv_rate/,
    ],
    [
      'an extra column',
      credits(withColumns((cells, isHeader) => [...cells, isHeader ? 'branch' : '12'])),
      'header-unknown-columns',
      /unknown branch/,
    ],
    [
      'a repeated column',
      credits(withColumns((cells) => [...cells, cells[1] ?? ''])),
      'header-duplicate-columns',
      /customer_id more than once/,
    ],
    ['RETAIL sent as COMMERCIAL', credits(sound, { slice: 'COMMERCIAL' }), 'wrong-loan-type', /RETAIL.*COMMERCIAL/],
    [
      'a payment plan sent as credit',
      { ...paymentFile('RETAIL', 5), fileType: 'credit' },
      'header-missing-columns',
      /looks like a payment_plan file/,
    ],
    ['Windows-1254', credits(windows1254([header, ...turkish].join('\n'))), 'not-utf8', /Windows-1254/],
    ['UTF-16 with a mark', credits(Buffer.from(`\ufeff${sound}`, 'utf16le')), 'not-utf8', /UTF-16/],
    ['UTF-16 without', credits(Buffer.from(sound, 'utf16le')), 'not-utf8', /UTF-16/],
    ['a ZIP archive', credits(zip), 'not-csv', /ZIP/],
    ['a ZIP archive named .csv.gz', credits(zip, { name: 'credits.csv.gz' }), 'not-csv', /ZIP/],
    ['JSON', credits('[{"loan_account_number": "L1"}]'), 'not-csv', /not a CSV file/],
    ['a truncated gzip', credits(gzipSync(sound).subarray(0, -30), { name: 'c.csv.gz' }), 'not-csv', /cut off/],
    [
      'a damaged gzip',
      credits(Buffer.concat([gzipSync(sound).subarray(0, 20), Buffer.alloc(60, 0x55), gzipSync(sound).subarray(80)])),
      'not-csv',
      /damaged|cut off/,
    ],
    ['a gzip of a gzip', credits(gzipSync(gzipSync(sound))), 'not-csv', /twice/],
    ['a gzip of nothing', credits(gzipSync('')), 'empty-file', /no content/],
    ['a line of a megabyte for a header', credits('x'.repeat(1_048_576)), 'not-csv', /longer than/],
    [
      'wrapped in a form',
      credits(
        Buffer.concat([
          Buffer.from('--X9\r\nContent-Disposition: form-data; name="file"; filename="c.csv"\r\n\r\n'),
          Buffer.from(`${sound}\r\n--X9--\r\n`),
        ]),
      ),
      'not-csv',
      /multipart\/form-data.*curl -T, not -F/,
    ],
    ['quoted twice', credits(sound.trim().replaceAll(/^.*$/gm, '"$&"')), 'not-csv', /each line is one quoted cell/],
    ['a delimiter we do not take', credits(`sep=|\n${sound.replaceAll(';', '|')}`), 'not-csv', /"sep=", names .*"\|"/],
    [
      'a column without a name inside',
      credits(withColumns((cells, isHeader) => [...cells.slice(0, 2), isHeader ? '' : '1', ...cells.slice(2)])),
      'header-unknown-columns',
      /column 3 has no name/,
    ],
    [
      'bytes behind its gzip',
      credits(Buffer.concat([gzipSync(sound), Buffer.from('\n')]), { name: 'c.csv.gz' }),
      'not-csv',
      /Bytes follow the end of the compressed data/,
    ],
    [
      'another checksum than announced',
      credits(sound, { sha256: createHash('sha256').update('another').digest('hex') }),
      'checksum-mismatch',
      /SHA-256/,
    ],
  ];

  it.each(cases)('%s', async (_name, file, code, helps) => {
    const upload = await bank.send(file);
    expect({ status: upload.status, code: problemCode(upload.problem), detail: upload.problem?.detail }).toEqual({
      status: 'REJECTED',
      code,
      detail: expect.stringMatching(helps),
    });
    expect(upload).toMatchObject({ staged_at: null, sync_id: null, problem: { title: expect.any(String) } });
    expect(upload.problem?.detail).toMatch(/Announce a new upload/);
  });

  it('names every column that is wrong', async () => {
    const content = withColumns((cells, isHeader) => [...cells.slice(2), isHeader ? 'x' : '', isHeader ? 'y' : '']);
    const { problem } = await bank.send(credits(content));
    expect(problem?.errors?.map(({ field, code }) => [field, code])).toEqual([
      ['loan_account_number', 'missing'],
      ['customer_id', 'missing'],
      ['x', 'unknown'],
      ['y', 'unknown'],
    ]);
  });

  const extra = (count: number): string[] => Array.from({ length: count }, (_, index) => `branch_${index}`);
  it.each<[what: string, names: string[], code: string]>([
    ['6,000 unknown columns', extra(6000), 'header-unknown-columns'],
    ['60,000 unknown columns', extra(60_000), 'header-unknown-columns'],
    ['thousands of repeated columns', [...extra(2000), ...extra(2000)], 'header-duplicate-columns'],
    ['more columns without a name than are kept', Array<string>(20_000).fill(''), 'header-unknown-columns'],
  ])(
    '%s are refused in a record that has room for it, and the command line says the same',
    async (_what, names, code) => {
      const content = withColumns((cells, isHeader) => [...cells, ...(isHeader ? names : names.map(() => ''))]);
      const upload = await bank.send(credits(content));
      expect([upload.status, problemCode(upload.problem)]).toEqual(['REJECTED', code]);
      expect(Buffer.byteLength(JSON.stringify(upload))).toBeLessThan(40 * 1024);
      if (names[0] !== '') {
        expect(upload.problem?.errors).toHaveLength(101);
        expect(upload.problem?.errors?.[100]).toMatchObject({
          code: 'more',
          detail: expect.stringMatching(/^and \d+ more$/),
        });
        expect(upload.problem?.detail).toMatch(/, and \d+ more/);
      }
      const file = path.join(folder, 'credits.csv');
      writeFileSync(file, content);
      const report = await checkSlice(RETAIL, [{ slice: RETAIL, fileType: 'credit', path: file }], {
        maxErrorRate: 1,
      });
      expect(report.files.credit?.problem).toEqual(upload.problem);
    },
  );

  it('a header with as many columns as are kept, most of them without a name, is taken', async () => {
    const content = withColumns((cells) => [...cells, ...Array<string>(1000 - cells.length).fill('')]);
    expect(await bank.load(credits(content))).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 6 });
  });

  it('leaves nothing to be loaded', async () => {
    expect(
      await bank.ask('/api/sync', { method: 'POST', body: { tenant_id: bank.tenantId, loan_type: 'RETAIL' } }),
    ).toMatchObject({ status: 409, body: { type: '/problems/nothing-staged' } });
  });
});
