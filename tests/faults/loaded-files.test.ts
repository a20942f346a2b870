import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOfVariant, fileTypeOf } from '../../shared/contracts/contract.ts';
import { rulesOf } from '../../shared/contracts/rules.ts';
import {
  csvHeader,
  csvLine,
  type SampleRow,
  sampleRow,
  seededRandom,
  spoilers,
  wholeFileRules,
} from '../../shared/contracts/samples.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { referenceLoad } from '../integration/pipeline/reference-load.ts';
import { warehouseUnderTest } from '../integration/pipeline/warehouse-under-test.ts';
import { cases, MANY_LOADS_MS } from '../properties.ts';

const test = warehouseUnderTest();
const REAL_DATA = new URL('../../../shared/data/', import.meta.url);

const credit = fileTypeOf(loans, 'credit');
const payment = fileTypeOf(loans, 'payment_plan');
const FILE_KINDS = loans.variants!.names.flatMap((variant) =>
  loans.fileTypes.map((fileType) => ({ variant, fileType })),
);

/** Sound rows with keys of their own. */
function rowsOf(fileTypeName: string, variant: string, count: number, seed = 1): SampleRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    ...sampleRow(fileTypeOf(loans, fileTypeName), variant, random),
    loan_account_number: `LOAN_${String(index + 1).padStart(6, '0')}`,
    ...(fileTypeName === 'payment_plan' ? { installment_number: '1' } : {}),
  }));
}
const creditLines = (count: number, seed?: number): string[] =>
  rowsOf('credit', 'RETAIL', count, seed).map((row) => csvLine(credit, 'RETAIL', row));
const header = csvHeader(credit, 'RETAIL');
const loadCredits = (content: string | Buffer) => test.load('credit', 'RETAIL', content);

describe.skipIf(!existsSync(REAL_DATA))("a bank's real files", () => {
  it('load whole, with nothing rejected', async () => {
    const credits = await test.load('credit', 'COMMERCIAL', readFileSync(new URL('commercial_credit.csv', REAL_DATA)));
    const { batchId } = credits;
    const payments = await test.load(
      'payment_plan',
      'COMMERCIAL',
      readFileSync(new URL('commercial_payment_plan.csv', REAL_DATA)),
      { batchId, referenceBatchId: batchId },
    );
    expect(credits.counts).toEqual({
      totalRows: 4440,
      validRows: 4440,
      rejectedRows: 0,
      quarantinedRows: 0,
      errorCount: 0,
      rowsOfParts: [4440],
      notices: [],
    });
    expect(payments.counts).toEqual({
      totalRows: 25070,
      validRows: 25070,
      rejectedRows: 0,
      quarantinedRows: 0,
      errorCount: 0,
      rowsOfParts: [25070],
      notices: [],
    });
    expect(credits.rows.at(-1)).toMatchObject({ row_number: 4440, line_number: 4441 });
  });
});

describe.each(FILE_KINDS)('the golden files of $variant $fileType.name', ({ variant, fileType }) => {
  const sound = rowsOf(fileType.name, variant, 50);
  const spoiling = spoilers(fileType, variant);

  it('one in which nothing is wrong loads whole', async () => {
    const lines = sound.map((row) => csvLine(fileType, variant, row));
    const content = [csvHeader(fileType, variant), ...lines].join('\n');
    const batchId = crypto.randomUUID();
    if (fileType.references) {
      const credits = rowsOf('credit', variant, 50).map((row) => csvLine(credit, variant, row));
      await test.load('credit', variant, [csvHeader(credit, variant), ...credits].join('\n'), { batchId });
    }
    const loaded = await test.load(fileType.name, variant, content, { batchId, referenceBatchId: batchId });
    expect(loaded.errors).toEqual([]);
    expect(loaded.counts).toEqual({
      totalRows: 50,
      validRows: 50,
      rejectedRows: 0,
      quarantinedRows: 0,
      errorCount: 0,
      rowsOfParts: [50],
      notices: [],
    });
  });

  it('one in which every line breaks exactly one rule says so, line by line', async () => {
    const errors = spoiling.filter(({ severity }) => severity === 'ERROR');
    const batchId = crypto.randomUUID();
    const rows = rowsOf(fileType.name, variant, errors.length + 1);
    const first = csvLine(fileType, variant, rows[0]!);
    const spoiled = errors.map(({ spoil }, index) => spoil(rows[index + 1]!));
    if (fileType.references) {
      const credits = rowsOf('credit', variant, rows.length).map((row) => csvLine(credit, variant, row));
      await test.load('credit', variant, [csvHeader(credit, variant), ...credits].join('\n'), { batchId });
    }
    const orphan = csvLine(fileType, variant, { ...rows[0]!, loan_account_number: 'LOAN_UNKNOWN' });
    const content = Buffer.concat(
      [
        Buffer.from(csvHeader(fileType, variant)),
        Buffer.from(first),
        ...spoiled,
        ...(fileType.references ? [Buffer.from(orphan)] : []),
        Buffer.from(first),
      ].map((line) => Buffer.concat([line, Buffer.from('\r\n')])),
    );
    const loaded = await test.load(fileType.name, variant, content, { batchId, referenceBatchId: batchId });
    const expected = [...errors.map(({ ruleId }) => ruleId), ...wholeFileRules(fileType)];
    expect(loaded.errors.map(({ row_number, line_number, rule_id }) => ({ row_number, line_number, rule_id }))).toEqual(
      expected.map((rule_id, index) => ({ row_number: index + 2, line_number: index + 3, rule_id })),
    );
    expect(loaded.counts).toMatchObject({ validRows: 1, rejectedRows: expected.length });
    const all = rulesOf(fileType, variant).filter(({ severity }) => severity === 'ERROR');
    expect([...expected].sort()).toEqual(all.map(({ id }) => id));
  });
});

describe('files as they really arrive', () => {
  const lines = creditLines(6);
  const numbersOf = (rows: readonly { row_number: number; line_number: number }[]) =>
    rows.map(({ row_number, line_number }) => [row_number, line_number]);
  const straight = (count: number) => Array.from({ length: count }, (_, index) => [index + 1, index + 2]);

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR only', '\r'],
  ])('%s line ends, with and without a last one', async (_name, end) => {
    for (const last of ['', end]) {
      const { counts, rows } = await loadCredits([header, ...lines].join(end) + last);
      expect(counts).toMatchObject({ totalRows: 6, validRows: 6 });
      expect(numbersOf(rows)).toEqual(straight(6));
    }
  });

  it('mixed line ends, a lone CR among them', async () => {
    const ends = ['\n', '\r\n', '\n', '\r', '\r\n', '\n', ''];
    const content = [header, ...lines].map((line, index) => line + ends[index]).join('');
    const { counts, rows } = await loadCredits(content);
    expect(counts).toMatchObject({ totalRows: 6, validRows: 6 });
    expect(numbersOf(rows)).toEqual(straight(6));
  });

  it('a byte order mark and blank lines before the header, between rows and at the end', async () => {
    const content = `\ufeff\n${header}\n${lines[0]}\n\n  \t\r\n${lines[1]}\n\n\n`;
    const { counts, rows } = await loadCredits(content);
    expect(counts).toMatchObject({ totalRows: 2, validRows: 2 });
    expect(numbersOf(rows)).toEqual([
      [1, 3],
      [2, 6],
    ]);
  });

  it.each([
    ['comma', ','],
    ['tab', '\t'],
  ])('another delimiter: %s', async (_name, delimiter) => {
    const rows = rowsOf('credit', 'RETAIL', 3).map((row) => csvLine(credit, 'RETAIL', row, delimiter));
    const { counts } = await loadCredits([csvHeader(credit, 'RETAIL', delimiter), ...rows].join('\n'));
    expect(counts).toMatchObject({ totalRows: 3, validRows: 3 });
  });

  it('columns in another order and case, and quoted', async () => {
    const names = header.split(';').reverse();
    const [row] = rowsOf('credit', 'RETAIL', 1);
    const content = `${names.map((name) => `"${name.toUpperCase()}"`).join(';')}\n${names.map((name) => ` "${row![name]}" `).join(';')}`;
    const { counts, rows } = await loadCredits(content);
    expect(counts).toMatchObject({ totalRows: 1, validRows: 1 });
    expect(rows[0]).toMatchObject({ loan_account_number: 'LOAN_000001', customer_id: row!.customer_id });
  });

  it('a carriage return at the edge of a cell is a blank', async () => {
    const [row] = rowsOf('credit', 'RETAIL', 1);
    const content = `${header}\n${csvLine(credit, 'RETAIL', row!).replace('LOAN_000001;', '\r;')}\n${lines[1]!.replace('LOAN_000002', '\rLOAN_000002')}\n${lines[2]}`;
    const { counts, errors, rows } = await loadCredits(content);
    expect(counts).toMatchObject({ totalRows: 3, validRows: 2, rejectedRows: 1 });
    expect(errors).toMatchObject([{ row_number: 1, line_number: 2, rule_id: 'LOAN-CREDIT-011' }]);
    expect(rows.map((row) => row.loan_account_number)).toEqual(['LOAN_000002', 'LOAN_000003']);
  });

  it('cells padded with blanks, quoted delimiters, doubled quotes and quoted line breaks', async () => {
    const [padded, delimited, quoted, broken, after] = rowsOf('credit', 'RETAIL', 5);
    const content = [
      header,
      csvLine(credit, 'RETAIL', padded!).replaceAll(';', ' ; '),
      csvLine(credit, 'RETAIL', { ...delimited!, customer_district_code: 'A;B' }),
      csvLine(credit, 'RETAIL', { ...quoted!, customer_district_code: 'say "A"' }),
      csvLine(credit, 'RETAIL', { ...broken!, customer_district_code: 'first\nsecond\r\nthird' }),
      csvLine(credit, 'RETAIL', after!),
    ].join('\n');
    const { counts, rows } = await loadCredits(content);
    expect(counts).toEqual({
      totalRows: 5,
      validRows: 5,
      rejectedRows: 0,
      quarantinedRows: 0,
      errorCount: 0,
      rowsOfParts: [5],
      notices: [],
    });
    expect(rows.map((row) => row.customer_district_code).slice(1, 4)).toEqual([
      'A;B',
      'say "A"',
      'first\nsecond\r\nthird',
    ]);
    expect(numbersOf(rows)).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
      [5, 8],
    ]);
  });

  it('a quoted cell that a line of its own breaks up is no cell: nothing of it is lost', async () => {
    const broken = lines[1]!.replace(/;(CUST_[0-9]+);/, ';"$1\nx";"y\n";');
    const content = [header, lines[0], broken, lines[2]].join('\n');
    const { counts, errors } = await loadCredits(content);
    expect(counts).toMatchObject({ totalRows: 5, validRows: 2, rejectedRows: 3 });
    expect(errors.map(({ line_number, rule_id }) => [line_number, rule_id])).toEqual(
      [3, 4, 5].map((line) => [line, 'LOAN-CREDIT-002']),
    );
  });

  it('a quote that is never closed costs its own row only', async () => {
    const unclosed = lines[1]!.replace(';', ';"');
    const { counts, errors, rows } = await loadCredits([header, lines[0], unclosed, lines[2], lines[3]].join('\n'));
    expect(counts).toMatchObject({ totalRows: 4, validRows: 3, rejectedRows: 1 });
    expect(errors).toMatchObject([
      { row_number: 2, line_number: 3, error_type: 'STRUCTURE', rule_id: 'LOAN-CREDIT-002' },
    ]);
    expect(numbersOf(rows)).toEqual([
      [1, 2],
      [3, 4],
      [4, 5],
    ]);
  });

  it('ragged rows and a line of a megabyte', async () => {
    const content = [header, `${lines[0]};`, 'a;b', 'x'.repeat(1_048_576), lines[3]].join('\n');
    const { counts, errors } = await loadCredits(content);
    expect(counts).toMatchObject({ totalRows: 4, validRows: 1, rejectedRows: 3 });
    expect(errors.map(({ line_number, rule_id, detail }) => [line_number, rule_id, detail])).toEqual([
      [2, 'LOAN-CREDIT-001', 'it has 28 cells instead of 27'],
      [3, 'LOAN-CREDIT-001', 'it has 2 cells instead of 27'],
      [4, 'LOAN-CREDIT-005', 'it is 1048576 bytes long'],
    ]);
  });

  it('bytes of another encoding and NUL bytes in some rows', async () => {
    const turkish = Buffer.from(lines[1]!.replace('CUST_', 'MÜŞTERİ_'), 'latin1');
    const nul = Buffer.from(lines[2]!.replace('CUST_', 'CUST\0'));
    const content = Buffer.concat(
      [Buffer.from(header), Buffer.from(lines[0]!), turkish, nul, Buffer.from(lines[3]!)].flatMap((line) => [
        line,
        Buffer.from('\n'),
      ]),
    );
    const { counts, errors, rejected } = await loadCredits(content);
    expect(counts).toMatchObject({ totalRows: 4, validRows: 2, rejectedRows: 2 });
    expect(errors.map(({ line_number, rule_id }) => [line_number, rule_id])).toEqual([
      [3, 'LOAN-CREDIT-003'],
      [4, 'LOAN-CREDIT-004'],
    ]);
    expect(rejected.map(({ line_number }) => line_number)).toEqual([3, 4]);
  });

  it('duplicates: the first row of a key stays, the others say which one that is', async () => {
    const content = [header, lines[0], lines[1], lines[0], lines[2], lines[0]].join('\n');
    const { counts, errors, rows, rejected } = await loadCredits(content);
    expect(counts).toEqual({
      totalRows: 5,
      validRows: 3,
      rejectedRows: 2,
      quarantinedRows: 0,
      errorCount: 2,
      rowsOfParts: [5],
      notices: [],
    });
    expect(errors).toMatchObject([
      { row_number: 3, error_type: 'DUPLICATE', record_key: 'LOAN_000001', detail: '1' },
      { row_number: 5, error_type: 'DUPLICATE', record_key: 'LOAN_000001', detail: '1' },
    ]);
    expect(rows.map(({ row_number }) => row_number)).toEqual([1, 2, 4]);
    expect(rejected.map(({ record }) => record)).toEqual([lines[0], lines[0]]);
  });

  it.each([
    ['short', ['LOAN_00000000001', 'L']],
    ['long ones among them', ['LOAN_00000000001', 'L', 'LOAN_000000000011']],
  ])('references, %s: a key is found whole or not at all', async (_, keys) => {
    const batchId = crypto.randomUUID();
    const [sample] = rowsOf('credit', 'RETAIL', 1);
    const credits = keys.map((key) => csvLine(credit, 'RETAIL', { ...sample!, loan_account_number: key }));
    await test.load('credit', 'RETAIL', [header, ...credits].join('\n'), { batchId });
    const payment = fileTypeOf(loans, 'payment_plan');
    const asked = ['LOAN_00000000001', 'LOAN_000000000011', 'LOAN_0000000000', 'L', 'LL', 'LOAN_00000000002'];
    const [paid] = rowsOf('payment_plan', 'RETAIL', 1);
    const payments = asked.map((key) => csvLine(payment, 'RETAIL', { ...paid!, loan_account_number: key }));
    const content = [csvHeader(payment, 'RETAIL'), ...payments].join('\n');
    const { rows, errors } = await test.load('payment_plan', 'RETAIL', content, { batchId, referenceBatchId: batchId });
    expect(new Set(rows.map((row) => row.loan_account_number))).toEqual(
      new Set(asked.filter((key) => keys.includes(key))),
    );
    expect(errors.map(({ raw_value }) => raw_value)).toEqual(asked.filter((key) => !keys.includes(key)));
  });
});

describe('any file at all', () => {
  // biome-ignore format: a list of words
  const NASTY = [
    '', ' ', '-', '.', '1e308', 'inf', 'nan', '999999999999999999999', '-1', '0x1F', '%', 'bps', '1850 bps', '18.5%',
    '0000-00-00', '31.02.2025', '2025-12-31', '=cmd', '"', '""', '"a', 'a"b', '"a;b"', '"a""b"', '\t', '\0', 'A', 'k',
    'Açık', 'E', '\u2028', '1,5', "'", '\\', '\\N', 'Ş', '١', '\r', '\n', '"\n"', '"x\ny"', '\r\n',
    '9999999999999999.99', '92233720368547758.07', '1e15', '123456789012345678',
    '\u00a0', '\u200bA', 'A\u00a0', 'A\u200bB', '1\u00a0000', 'A\u001aB', '1\u001a', '\ufeff', '\u3000x', 'I\u0307x', 'e\u0301',
    '="0012345"', '"=""0012345"""', "'0012345", '1.23457E+15', '1.23457E+15', '#N/A', 'A\ufffd', '="a;b"', '="x"y', 'a\u0085b',
  ];
  /** Lines that are no rows, or not of loans. */
  // biome-ignore format: a list of lines
  const OTHER_LINES = [
    ';;;;', ' ; \u00a0;\t', '"";""', '\u200b', '(6 rows)', '***END OF FILE***', 'TOTAL;;6;1.5', '\u001a', ';;;\u001a', 'x;', '"";"x"',
  ];
  const fileTypes = { credit, payment_plan: payment };

  it.each(['credit', 'payment_plan'] as const)(
    '%s: stored rows, errors and numbers are those of the reference',
    async (name) => {
      const fileType = fileTypes[name];
      const names = columnsOfVariant(fileType, 'RETAIL').map((column) => column.name);
      const cell = fc.record({ column: fc.constantFrom(...names), text: fc.constantFrom(...NASTY) });
      const line = fc.oneof(
        {
          weight: 6,
          arbitrary: fc.record({ spoil: fc.constant<{ column: string; text: string }[]>([]), tail: fc.constant('') }),
        },
        {
          weight: 5,
          arbitrary: fc.record({ spoil: fc.array(cell, { minLength: 1, maxLength: 3 }), tail: fc.constant('') }),
        },
        { weight: 1, arbitrary: fc.constantFrom('HEADER', 'TOTAL', 'NOTE', 'BLANK', ...OTHER_LINES) },
        {
          weight: 1,
          arbitrary: fc.record({
            spoil: fc.constant([]),
            tail: fc.constantFrom(';', '\n', '\r', '"', ';;"x', '\n\n '),
          }),
        },
      );
      const file = fc.record({
        seed: fc.nat(),
        lines: fc.array(line, { minLength: 1, maxLength: 60 }),
        repeat: fc.boolean(),
        end: fc.constantFrom('\n', '\r\n'),
        last: fc.constantFrom(
          '',
          'end',
          '\u001a',
          'end\u001a',
          '\u001aend',
          'end\u001a\u001aend',
          'end \u001a',
          'endend',
        ),
        bom: fc.boolean(),
        sep: fc.boolean(),
        nameless: fc.constantFrom('', '', ';', ';;'),
        // Whether all keys that are referred to are held in memory, or none.
        keysHeld: fc.constantFrom(0, 1000),
      });
      await fc.assert(
        fc.asyncProperty(file, async ({ seed, lines, repeat, end, last, bom, sep, nameless, keysHeld }) => {
          const rows = rowsOf(name, 'RETAIL', lines.length, seed);
          const width = names.length;
          const others: Record<string, string> = {
            HEADER: names.map((name) => name.toUpperCase()).join(';') + nameless,
            TOTAL: `TOPLAM;;3${';'.repeat(width - 3)}${nameless}`,
            NOTE: `Rapor sonu${';'.repeat(width - 1)}${nameless}`,
            BLANK: `;${' ;'.repeat(width - 2)}${nameless}`,
          };
          const written = lines.map((line, index) => {
            if (typeof line === 'string') return others[line] ?? line;
            const { spoil, tail } = line;
            const row = { ...rows[repeat && index % 7 === 6 ? 0 : index]! };
            for (const { column, text } of spoil) row[column] = text;
            // Raw, unquoted: what a careless export writes.
            return (
              names.map((column) => row[column]).join(';') +
              (index % 11 === 10 ? nameless.replace(';', ';x') : nameless) +
              tail
            );
          });
          const head = [...(sep ? ['SEP=;'] : []), csvHeader(fileType, 'RETAIL') + nameless];
          const content = `${bom ? '\ufeff' : ''}${[...head, ...written].join(end)}${last.replaceAll('end', end)}`;
          // A file of no rows at all is refused before it is loaded.
          fc.pre(lines.some((line) => typeof line !== 'string'));
          const known = new Set(rows.filter((_, index) => index % 5 !== 4).map((row) => row.loan_account_number));
          const batchId = crypto.randomUUID();
          if (name === 'payment_plan') {
            const credits = rowsOf('credit', 'RETAIL', lines.length).filter((row) =>
              known.has(row.loan_account_number),
            );
            await test.load(
              'credit',
              'RETAIL',
              [header, ...credits.map((row) => csvLine(credit, 'RETAIL', row))].join('\n'),
              { batchId },
            );
          }
          const expected = referenceLoad(name, 'RETAIL', content, (_, [key]) => known.has(String(key)));
          const loaded = await test.load(name, 'RETAIL', content, { batchId, referenceBatchId: batchId, keysHeld });
          expect(loaded.errors).toEqual(expected.errors);
          expect(loaded.counts.notices).toEqual(expected.notices);
          expect(loaded.rows.length + loaded.rejected.length).toBe(loaded.counts.totalRows);
          expect(
            loaded.rows.map(({ row_number, line_number, ...values }) => ({ row_number, line_number, values })),
          ).toMatchObject(expected.loaded);
          expect(loaded.rows.length).toBe(expected.loaded.length);
        }),
        { numRuns: cases(20), endOnFailure: false },
      );
    },
    MANY_LOADS_MS,
  );
});
