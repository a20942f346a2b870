import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../shared/contracts/contract.ts';
import { csvHeader, csvLine, type SampleRow, sampleRow, seededRandom } from '../../shared/contracts/samples.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { creditOutcome, type Outcome } from '../integration/pipeline/credit-outcome.ts';

const outcome = creditOutcome();
const credit = fileTypeOf(loans, 'credit');
const header = csvHeader(credit, 'RETAIL');
const columns = header.split(';');

const random = seededRandom(11);
const rows: SampleRow[] = Array.from({ length: 6 }, (_, index) => ({
  ...sampleRow(credit, 'RETAIL', random),
  loan_account_number: `L000000${index + 1}`,
}));
const lines = rows.map((row) => csvLine(credit, 'RETAIL', row));
const lineWith = (index: number, cells: SampleRow) => csvLine(credit, 'RETAIL', { ...rows[index]!, ...cells });
const file = (...rest: readonly string[]) => [header, ...rest].join('\r\n');

const ALL_KEYS = rows.map((row) => row.loan_account_number);

describe('a file as a spreadsheet or an old export leaves it loads whole', () => {
  it.each<[name: string, content: string | Buffer, notices?: Outcome['notices']]>([
    ['a line that names the delimiter', `sep=;\r\n${file(...lines)}`],
    ['the same after a mark, in capitals, quoted', `\ufeff"SEP=;"\r\n${file(...lines)}`],
    ['one that names a tab', `sep=\\t\n${file(...lines).replaceAll(';', '\t')}`],
    ['lines of delimiters at its end', file(...lines, ';'.repeat(26), ' ;\u00a0; '), [['blank-lines-skipped', 2]]],
    [
      'lines of delimiters inside',
      file(...lines.slice(0, 3), ';;;', '"";""', ...lines.slice(3)),
      [['blank-lines-skipped', 2]],
    ],
    [
      'a line that is a carriage return in quotes',
      [header, ...lines.slice(0, 3), '"\r"', ...lines.slice(3)].join('\n'),
      [['blank-lines-skipped', 1]],
    ],
    ['the mark of its end, alone', `${file(...lines)}\r\n\u001a`],
    ['the mark of its end, behind the last row', `${file(...lines)}\u001a`],
    ['the mark of its end, packed', gzipSync(`${file(...lines)}\r\n\u001a`)],
    [
      'columns without a name',
      file(...lines)
        .replaceAll('\r\n', ';;\r\n')
        .concat(';; '),
      [['nameless-columns-ignored', 6]],
    ],
    ['a column of our own', `${header};_TRANCHE_errors\n${lines.map((line) => `${line};"x ""y"""`).join('\n')}`],
    ['keys with blanks that do not show', file(...lines).replaceAll(/(L000000\d);/g, '\u00a0$1\u200b;')],
    [
      'a header with blanks and Turkish capitals',
      file(...lines).replace(header, header.toUpperCase().replaceAll('I', 'İ').replace(';', '\u00a0;')),
    ],
    ['NULs behind its gzip', Buffer.concat([gzipSync(file(...lines)), Buffer.alloc(512)])],
    [
      'two gzip members and NULs',
      Buffer.concat([
        gzipSync(file(...lines.slice(0, 3))),
        gzipSync(`\r\n${lines.slice(3).join('\n')}`),
        Buffer.alloc(3),
      ]),
    ],
  ])('%s', async (_name, content, notices = []) => {
    expect(await outcome(content)).toEqual({ keys: ALL_KEYS, findings: expectedWarnings, notices });
  });
  /** The sample rows themselves are remarkable in nothing. */
  const expectedWarnings: Outcome['findings'] = [];

  it('a header alone, where an empty book is allowed', async () => {
    for (const content of [
      header,
      `${header}\r\n`,
      `${header}\r\n\u001a`,
      `${header}\n;;\n`,
      gzipSync(`${header}\n`),
    ]) {
      expect(await outcome(content, 'RETAIL', true)).toMatchObject({ keys: [], findings: [] });
    }
    await expect(outcome(`${header}\r\n`)).rejects.toThrow('empty-file');
  });
});

describe('one finding a line', () => {
  it('says that it is the header again, a total, or a note', async () => {
    const width = columns.length;
    const total = columns
      .map((name) => (name === 'loan_account_number' ? 'Genel Toplam:' : /amount|balance/.test(name) ? '6003.00' : ''))
      .join(';');
    const sums = columns.map((name) => (/amount|balance/.test(name) ? '6003.00' : '')).join(';');
    const found = await outcome(
      file(
        lines[0]!,
        header,
        header.toUpperCase(),
        lines[1]!,
        total,
        sums,
        '(6 rows)',
        `***END***${';'.repeat(width - 1)}`,
      ),
    );
    expect(found.findings).toEqual([
      [2, 'LOAN-CREDIT-006', expect.stringContaining('the header again')],
      [3, 'LOAN-CREDIT-006', expect.stringContaining('the header again')],
      [5, 'LOAN-CREDIT-007', expect.stringContaining('looks like a total')],
      [6, 'LOAN-CREDIT-007', expect.stringContaining('looks like a total')],
      [7, 'LOAN-CREDIT-001', expect.stringContaining('has 1 cell instead of 27')],
      [8, 'LOAN-CREDIT-007', expect.stringContaining('looks like a note')],
    ]);
    expect(found.keys).toEqual(ALL_KEYS.slice(0, 2));
  });

  it('of a row with something below a column without a name', async () => {
    const found = await outcome(`${header};;\n${lines[0]};;\n${lines[1]};;x\n${lines[2]}`);
    expect(found.findings).toEqual([
      [2, 'LOAN-CREDIT-001', expect.stringContaining('column 29 has no name')],
      [3, 'LOAN-CREDIT-001', expect.stringContaining('has 27 cells instead of 29')],
    ]);
  });

  it('but a row with a key that lacks most of its cells is data: each of them is missing', async () => {
    const sparse = columns.map((name, index) => (index < 3 ? rows[1]![name] : '')).join(';');
    const { findings } = await outcome(file(lines[0]!, sparse));
    expect(findings.length).toBeGreaterThan(10);
    expect(new Set(findings.map(([, rule]) => rule.at(-1)))).toEqual(new Set(['1']));
  });
});

describe('characters that do not show', () => {
  it('are refused inside a cell, and named', async () => {
    const found = await outcome(
      file(
        lineWith(0, { customer_id: 'C\u200b1' }),
        lineWith(1, { customer_id: 'C\u001a1' }),
        lineWith(2, { original_loan_amount: '1\u00a0000' }),
        lineWith(3, { days_past_due: '1\u001a' }),
        lineWith(4, { customer_district_code: 'a\u0007b' }),
        lines[5]!,
      ),
    );
    expect(found.findings).toEqual([
      [1, 'LOAN-CREDIT-024', expect.stringContaining('got "C<U+200B>1"')],
      [2, 'LOAN-CREDIT-024', expect.stringContaining('got "C<U+001A>1"')],
      [3, 'LOAN-CREDIT-112', expect.stringContaining('got "1<U+00A0>000"')],
      [4, 'LOAN-CREDIT-054', expect.stringContaining('got "1<U+001A>"')],
      [5, 'LOAN-CREDIT-264', expect.stringContaining('got "a<U+0007>b"')],
    ]);
  });

  it('make no other key at its ends; nor does another way to write a letter', async () => {
    const found = await outcome(
      file(
        lineWith(0, { loan_account_number: 'KREDİ1' }),
        lineWith(1, { loan_account_number: '\u3000KREDI\u03071\ufeff' }),
        lineWith(2, { loan_account_number: 'KREDİ1\u00a0' }),
      ),
    );
    expect(found.keys).toEqual(['KREDİ1']);
    expect(found.findings.map(([row, rule]) => [row, rule])).toEqual([
      [2, 'LOAN-CREDIT-702'],
      [3, 'LOAN-CREDIT-702'],
    ]);
  });
});

it('identifiers that something has spoiled are loaded with a warning, and a repeated one says how', async () => {
  const found = await outcome(
    [
      header,
      lineWith(0, { loan_account_number: '1.23457E+15' }),
      lineWith(1, { loan_account_number: '1.23457E+15' }),
      lineWith(2, { loan_account_number: "'0012345", customer_id: '#N/A' }),
      lineWith(3, { loan_account_number: 'MARK', customer_id: 'A\ufffdB' }).replace('MARK', '="0012345"'),
      lineWith(4, { customer_id: 'NULL', customer_district_code: 'NULL' }),
    ].join('\n'),
  );
  expect(found.keys).toEqual(['1.23457E+15', "'0012345", '="0012345"', 'L0000005']);
  expect(found.findings).toEqual([
    [
      1,
      'LOAN-CREDIT-017',
      expect.stringContaining('should not look as if a spreadsheet had rounded it; got "1.23457E+15".'),
    ],
    [
      2,
      'LOAN-CREDIT-702',
      expect.stringMatching(/row 1 has it already \(it looks as if a spreadsheet had rounded it\)\.$/),
    ],
    [3, 'LOAN-CREDIT-019', expect.stringContaining('formula')],
    [3, 'LOAN-CREDIT-028', expect.stringContaining("should not look like a spreadsheet's error or a placeholder")],
    [4, 'LOAN-CREDIT-019', expect.stringContaining('got "="0012345""')],
    [
      4,
      'LOAN-CREDIT-020',
      expect.stringContaining('should not have been damaged by a conversion before it was sent; got "A<U+FFFD>B".'),
    ],
    [5, 'LOAN-CREDIT-028', expect.stringContaining('got "NULL"')],
  ]);
});
