import { describe, expect, test } from 'vitest';
import { columnsOfVariant, fileTypeOf } from '../../../shared/contracts/contract.ts';
import { HEAD_BYTES, type Refusal, sniffFile } from '../../../shared/contracts/header.ts';
import { kindsOf, recogniseHead } from '../../../shared/contracts/recognise-head.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { sales } from '../../../shared/datasets/sales/contract.ts';
import { countErrors } from '../../../shared/domain/problem-bounds.ts';
import { problemDocument } from '../../../shared/domain/problems.ts';
import { RETAIL } from '../../slices.ts';

const expected = columnsOfVariant(fileTypeOf(loans, 'credit'), 'RETAIL').map(({ name }) => name);
const many = (count: number, name = 'extra'): string[] =>
  Array.from({ length: count }, (_, index) => `${name}_${index}`);

/** As staging reads it: the first 256 KB. */
function sniff(names: readonly string[], delimiter = ';') {
  const file = Buffer.from(`${names.join(delimiter)}\n${names.map(() => '1').join(delimiter)}\n`);
  const complete = file.length <= HEAD_BYTES;
  return sniffFile(file.subarray(0, HEAD_BYTES), { complete }, RETAIL, 'credit');
}
function refusalOf(names: readonly string[], delimiter?: string): Refusal {
  const sniffed = sniff(names, delimiter);
  if (sniffed.ok) throw new Error('the header was taken');
  return sniffed;
}
/** What the record of an upload keeps of it. */
const sizeOf = ({ code, detail, errors }: Refusal): number =>
  Buffer.byteLength(JSON.stringify(problemDocument(code, detail, errors)));

describe('a header with far too many columns', () => {
  test.each([
    [6000, 'extra', 6000],
    [6000, 'x'.repeat(200), 6000],
    [60_000, 'extra', 60_000],
    [60_000, 'ş'.repeat(3), 60_000],
  ])('%i unknown ones called %s…: the first hundred are named', (count, name) => {
    const started = performance.now();
    const refusal = refusalOf([...expected, ...many(count, name)]);
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(refusal.code).toBe('header-unknown-columns');
    expect(refusal.errors).toHaveLength(101);
    const shown = name.length > 100 ? `${name.slice(0, 117)}…` : `${name}_1`;
    expect(refusal.errors?.[1]?.field).toBe(shown);
    expect(refusal.errors?.[100]?.detail).toMatch(/^and \d+ more$/);
    expect(refusal.detail).toMatch(/, and \d+ more/);
    expect(sizeOf(refusal)).toBeLessThan(32 * 1024);
  });

  test('says how many there are, where all of them were read', () => {
    const refusal = refusalOf([...expected, ...many(6000)]);
    expect(countErrors(refusal.errors!)).toBe(6000);
    expect(refusal.errors?.[100]?.detail).toBe('and 5900 more');
    expect(refusalOf([...expected, ...many(60_000)]).detail).toMatch(/at least \d{5} columns that RETAIL credit files/);
  });

  test.each([';', ',', '\t'])('with %j between them, and none that is known', (delimiter) => {
    const refusal = refusalOf(many(60_000), delimiter);
    expect(refusal.code).toBe('header-unknown-columns');
    expect(refusal.errors).toHaveLength(101);
  });

  test.each([6000, 60_000])('%i times the same', (count) => {
    const refusal = refusalOf([...expected, ...Array<string>(count).fill('customer_id')]);
    expect(refusal).toMatchObject({ code: 'header-duplicate-columns', errors: [{ field: 'customer_id' }] });
  });

  test('all of them twice', () => {
    const refusal = refusalOf([...expected, ...many(1500), ...many(1500)]);
    expect(refusal.code).toBe('header-duplicate-columns');
    expect(countErrors(refusal.errors!)).toBe(1500);
  });

  test.each([
    ['without a name', ''],
    ['that we add ourselves', '_tranche_errors'],
  ])('%s: they are counted too, as they would be kept', (_what, name) => {
    expect(sniff([...expected, ...Array<string>(1000 - expected.length).fill(name)]).ok).toBe(true);
    const refusal = refusalOf([...expected, ...Array<string>(1001 - expected.length).fill(name)]);
    expect(refusal.code).toBe('header-unknown-columns');
    expect(refusal.detail).toContain('1001 columns; at most 1000');
  });

  test('a column without a name before 5,000 others is named by its place', () => {
    const refusal = refusalOf(['', ...expected, ...Array.from({ length: 5000 }, () => ''), 'x']);
    expect(refusal.errors?.slice(0, 1)).toMatchObject([
      { field: 'column 1', code: 'unknown', detail: 'It has no name.' },
    ]);
    expect(countErrors(refusal.errors!)).toBe(5001);
  });
});

test('a first line that is no header and does not end is called so', () => {
  for (const text of ['x'.repeat(300_000), `${'a b. '.repeat(60_000)}`, `\u0001${';'.repeat(300_000)}`]) {
    const head = Buffer.from(text).subarray(0, HEAD_BYTES);
    expect(sniffFile(head, { complete: false }, RETAIL, 'credit')).toMatchObject({
      ok: false,
      code: 'not-csv',
    });
  }
});

test('missing columns are all named, where no file of ours lacks a hundred', () => {
  const refusal = refusalOf([expected[0]!, 'one_more']);
  expect(refusal.code).toBe('header-missing-columns');
  expect(refusal.errors).toHaveLength(expected.length);
  expect(refusal.detail).toMatch(/; unknown one_more\.$/);
});

test('the kind that a file is closest to is found among long lists too', () => {
  const names = columnsOfVariant(fileTypeOf(loans, 'payment_plan'), 'RETAIL').map(({ name }) => name);
  const file = Buffer.from(`${[...names, ...many(3000)].join(';')}\n1\n`);
  const recognised = recogniseHead(file, { complete: true }, kindsOf(Slice.allOf(loans)));
  expect(recognised).toMatchObject({ ok: false, code: 'header-unknown-columns' });
});

const SALES = Slice.of(sales, null);

describe('a first line that may be rows of a file with private columns', () => {
  const own = columnsOfVariant(fileTypeOf(sales, 'customer'), null).map(({ name }) => name);
  const header = own.join(';');
  const refused = (content: string, fileType = 'customer'): string => {
    const head = Buffer.from(content);
    const sniffed = sniffFile(head.subarray(0, HEAD_BYTES), { complete: head.length <= HEAD_BYTES }, SALES, fileType);
    if (sniffed.ok) throw new Error('the header was taken');
    const { detail, errors = [] } = sniffed;
    return JSON.stringify([problemDocument(sniffed.code, detail, errors), sniffed]);
  };

  test.each([
    ['a column says what a row has', '1;Ann;Email;smith@example.com;2025-01-01\n2;Bea;Smith;b@example.com;\n'],
    ['columns are rows', 'last_name;Smith;Jones\nemail;smith@example.com;jones@example.com\n'],
    [
      'lines end in another way',
      `${[header, '1;Ann;Smith;smith@example.com;', '2;Bea;Jones;b@c.de;'].join('\u0085')}\n`,
    ],
    ['a name comes twice', `${header};Smith;Smith\n1;Ann;L;a@b.cd;;;\n`],
    ['only the header ends in CR', `${header}\r1;Ann;Smith;smith@example.com;\n2;Bea;Jones;b@c.de;\n`],
    ['there are too many for a header', `${header};${Array(9000).fill('Smith;smith@example.com').join(';')}\n`],
    ['it is cut off', `${header};${Array.from({ length: 40_000 }, (_, at) => `Smith${at}`).join(';')}\n`],
  ])('shows no cell of it where %s', (_, content) => {
    for (const fileType of ['customer', 'merchant']) expect(refused(content, fileType)).not.toMatch(/smith|jones/i);
  });

  test('names columns of the contract, and the place of others', () => {
    expect(refused(`${header.replace('email', 'e-mail')};${own[0]}\n1;Ann;L;a@b.cd;;1\n`)).toContain(
      'The header names customer_id more than once.',
    );
    expect(refused(`${header.replace('email', 'e-mail')}\n1;Ann;L;a@b.cd;\n`)).toContain(
      'The header does not match sales customer: missing email; unknown column 4.',
    );
  });
});
