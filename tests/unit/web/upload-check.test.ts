import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { checkFile, recogniseFile } from '../../../web/pages/upload/check/check-file.ts';
import { CHECKED_ROWS } from '../../../web/pages/upload/check/check-rows.ts';
import type { FileKind } from '../../../web/pages/upload/kind.ts';
import { browserSays, fileOf, serviceSays } from './service-says.ts';

const CREDIT = fileTypeOf(loans, 'credit');
const RETAIL: FileKind = { dataset: 'loans', variant: 'RETAIL', fileType: 'credit' };

function credits(rows: number, change: (index: number) => object = () => ({})): Buffer {
  const random = seededRandom(7);
  const lines = Array.from({ length: rows }, (_, index) => {
    const row = { ...sampleRow(CREDIT, 'RETAIL', random), loan_account_number: `L${index}` };
    return csvLine(CREDIT, 'RETAIL', { ...row, ...change(index) });
  });
  return Buffer.from(`${[csvHeader(CREDIT, 'RETAIL'), ...lines].join('\r\n')}\r\n`);
}

const withMore = (file: Buffer, columns: number): Buffer =>
  Buffer.from(
    file.toString().replace('\r\n', `;${Array.from({ length: columns }, (_, at) => `x${at}`).join(';')}\r\n`),
  );

describe('the check of a file before it is sent', () => {
  const sound = credits(30);
  it.each<[string, Buffer]>([
    ['a sound file', sound],
    ['with a byte order mark', Buffer.concat([Buffer.from('\ufeff'), sound])],
    ['comma-separated', Buffer.from(sound.toString().replaceAll(';', ','))],
    ['separated by bars', Buffer.from(sound.toString().replaceAll(';', '|'))],
    ['gzip', gzipSync(sound)],
    ['gzip that is cut off', gzipSync(sound).subarray(0, -40)],
    ['gzip twice', gzipSync(gzipSync(sound))],
    ['gzip in two members', Buffer.concat([gzipSync(sound.subarray(0, 2000)), gzipSync(sound.subarray(2000))])],
    [
      'gzip in many members',
      Buffer.concat(
        Array.from({ length: 9 }, (_, at) => gzipSync(sound.subarray(at * 900, at === 8 ? undefined : at * 900 + 900))),
      ),
    ],
    ['gzip with NULs behind it', Buffer.concat([gzipSync(sound), Buffer.alloc(512)])],
    ['gzip with a line feed behind it', Buffer.concat([gzipSync(sound), Buffer.from('\n')])],
    ['gzip with NULs and a line feed behind it', Buffer.concat([gzipSync(sound), Buffer.alloc(9), Buffer.from('\n')])],
    [
      'gzip in two members with NULs behind it',
      Buffer.concat([gzipSync(sound.subarray(0, 99)), gzipSync(sound.subarray(99)), Buffer.alloc(7)]),
    ],
    [
      'a form around it',
      Buffer.concat([
        Buffer.from('--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n'),
        sound,
        Buffer.from('\r\n--x--\r\n'),
      ]),
    ],
    ['a line that names the delimiter', Buffer.concat([Buffer.from('sep=;\r\n'), sound])],
    ['a line that names one we do not take', Buffer.concat([Buffer.from('sep=|\r\n'), sound])],
    [
      'quoted twice',
      Buffer.from(
        sound
          .toString()
          .trim()
          .split('\r\n')
          .map((line) => `"${line}"`)
          .join('\r\n'),
      ),
    ],
    ['columns without a name at its end', Buffer.from(sound.toString().replaceAll('\r\n', ';;\r\n'))],
    ['a column without a name inside', Buffer.from(sound.toString().replaceAll('customer_id;', 'customer_id;;'))],
    ['the mark of a file that ends', Buffer.concat([sound, Buffer.of(0x1a)])],
    ['a header and such a mark', Buffer.from(`${csvHeader(CREDIT, 'RETAIL')}\r\n\u001a`)],
    ['gzip with rubbish behind it', Buffer.concat([gzipSync(sound), Buffer.from('rubbish')])],
    ['no gzip behind its first bytes', Buffer.from('1f8b0800aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'hex')],
    ['a ZIP archive in gzip', gzipSync(Buffer.from('504b0304aabbccdd', 'hex'))],
    ['UTF-16', Buffer.from(`\ufeff${sound}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(sound.toString(), 'utf16le')],
    ['Windows-1254', Buffer.from(credits(30, () => ({ customer_id: '\u00fe\u00fd' })).toString(), 'latin1')],
    ['nothing', Buffer.alloc(0)],
    ['blank lines', Buffer.from('\r\n \r\n')],
    ['a header alone', Buffer.from(csvHeader(CREDIT, 'RETAIL'))],
    ['a payment plan', Buffer.from('loan_account_number;installment_number\n1;2\n')],
    ['of the other loan type', Buffer.from(`${csvHeader(CREDIT, 'COMMERCIAL')}\n`)],
    ['a column twice', Buffer.from(sound.toString().replace('customer_type;', 'customer_id;'))],
    ['6,000 unknown columns', withMore(sound, 6000)],
    ['60,000 unknown columns', withMore(sound, 60_000)],
    ['60,000 unknown columns, in gzip', gzipSync(withMore(sound, 60_000))],
    ['JSON', Buffer.from('{"a": 1}\n')],
    ['a PDF', Buffer.from('%PDF-1.7\n…')],
    ['CR alone', Buffer.from(sound.toString().replaceAll('\r\n', '\r'))],
  ])('says what the service says: %s', async (_, content) => {
    expect(await browserSays(content, RETAIL)).toBe(await serviceSays(content, RETAIL));
  });

  it('says what the service says of any cut of a file, packed or not', async () => {
    const packed = gzipSync(sound);
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length), fc.boolean(), async (at, isPacked) => {
        const content = isPacked ? packed.subarray(0, Math.max(1, at % packed.length)) : sound.subarray(0, at);
        expect(await browserSays(content, RETAIL)).toBe(await serviceSays(content, RETAIL));
      }),
      { numRuns: 60 },
    );
  });

  it('looks at the first thousand rows, and finds each that would be rejected', async () => {
    const content = credits(CHECKED_ROWS + 500, (index) =>
      index === 4 || index === CHECKED_ROWS ? { customer_type: '?' } : index === 9 ? { loan_account_number: 'L3' } : {},
    );
    for (const file of [content, gzipSync(content)]) {
      const verdict = await checkFile(fileOf(file), RETAIL);
      expect(verdict).toMatchObject({ ok: true, rows: CHECKED_ROWS, isWhole: false, rejectedRows: 2 });
      if (!verdict.ok) throw new Error(verdict.detail);
      expect(
        verdict.findings.map(({ row_number, line_number, rule_id }) => [row_number, line_number, rule_id]),
      ).toEqual([
        [5, 6, 'LOAN-CREDIT-035'],
        [10, 11, 'LOAN-CREDIT-702'],
      ]);
    }
  });

  it.each([CHECKED_ROWS - 1, CHECKED_ROWS, CHECKED_ROWS + 1])(
    'knows whether %i rows are all of a file',
    async (rows) => {
      expect(await checkFile(fileOf(credits(rows)), RETAIL)).toMatchObject({
        rows: Math.min(rows, CHECKED_ROWS),
        isWhole: rows <= CHECKED_ROWS,
        rejectedRows: 0,
      });
    },
  );

  it('says what would be left out', async () => {
    const content = Buffer.from(`${sound.toString().replaceAll('\r\n', ';\r\n')};;;\r\n\r\n`);
    const verdict = await checkFile(fileOf(content), RETAIL);
    expect(verdict).toMatchObject({ ok: true, rows: 30, rejectedRows: 0 });
    expect(verdict.ok && verdict.notices.map(({ code, rows }) => [code, rows])).toEqual([
      ['blank-lines-skipped', 2],
      ['nameless-columns-ignored', 30],
    ]);
  });

  it('recognises what a file holds', async () => {
    expect(await recogniseFile(fileOf(sound))).toEqual({
      ok: true,
      kinds: [RETAIL],
      otherTables: [],
      hasErrorsColumn: false,
    });
    const plan = `${csvHeader(fileTypeOf(loans, 'payment_plan'), 'RETAIL')}\n1\n`;
    expect(await recogniseFile(fileOf(Buffer.from(plan)))).toEqual({
      ok: true,
      kinds: ['RETAIL', 'COMMERCIAL'].map((variant) => ({ dataset: 'loans', variant, fileType: 'payment_plan' })),
      otherTables: [],
      hasErrorsColumn: false,
    });
    expect(await recogniseFile(fileOf(Buffer.from('a;b\n1;2\n')))).toMatchObject({ code: 'header-missing-columns' });
  });
});
