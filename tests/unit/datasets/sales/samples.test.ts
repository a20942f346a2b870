import { describe, expect, it } from 'vitest';
import type { SampleLine } from '../../../../shared/contracts/dataset-samples.ts';
import { rulesBrokenBy } from '../../../../shared/contracts/rule-examples.ts';
import { csvLine, type SampleRow } from '../../../../shared/contracts/samples.ts';
import { Slice } from '../../../../shared/contracts/slice.ts';
import { sales } from '../../../../shared/datasets/sales/contract.ts';
import { salesSamples } from '../../../../shared/datasets/sales/samples.ts';
import { seed } from '../../../../shared/datasets/sales/seed.ts';

const slice = Slice.of(sales, null);
const sample = (rows: number, errors = 0, warnings = 0, more: Record<string, number> = {}) => [
  ...salesSamples.lines(slice, { rows, errors, warnings, seed: 1, more }),
];
const of = (lines: readonly SampleLine[], name: string) => lines.filter(({ fileType }) => fileType === name);

describe('samples of sales', () => {
  it('break no rule, have every file, and merchants that are in no file', () => {
    const lines = sample(30);
    for (const { fileType, line, breach } of lines) {
      expect(breach).toBeUndefined();
      expect(rulesBrokenBy(slice.fileType(fileType), null, String(line)), String(line)).toEqual([]);
    }
    expect(of(lines, 'customer')).toHaveLength(30);
    expect(of(lines, 'transaction')).toHaveLength(600);
    const known = new Set(of(lines, 'merchant').map(({ line }) => String(line).split(';')[0]));
    const named = of(lines, 'transaction').map(({ line }) => String(line).split(';')[4]!);
    expect(named.filter((name) => known.has(name)).length).toBeGreaterThan(400);
    expect(named.filter((name) => name !== '' && !known.has(name)).length).toBeGreaterThan(10);
    expect(named).toContain('');
  });

  it('load the sales of a customer who is rejected, with a warning', () => {
    const lines = sample(100, 0.2, 0, { 'transactions-per-customer': 5 });
    const orphans = of(lines, 'transaction').filter(({ breach }) => breach?.ruleId === 'SALES-TRANSACTION-701');
    expect(orphans.length).toBeGreaterThan(30);
    expect(orphans.every(({ breach }) => breach?.isRejected === false)).toBe(true);
  });

  it.each([0, 1.5, 20_000_000])('are not made of %d customers', (rows) => {
    expect(() => salesSamples.lines(slice, { rows, errors: 0, warnings: 0, seed: 1 })).toThrow(RangeError);
  });
});

describe('the rows of the older system', () => {
  const cents = (rows: readonly SampleRow[]) =>
    rows.reduce((sum, { amount }) => sum + BigInt(amount!.replace('.', '')), 0n);
  const by = (column: string) =>
    Object.fromEntries(
      [...Map.groupBy(seed.transaction, (row) => row[column]!)].map(([key, rows]) => [key, [rows.length, cents(rows)]]),
    );

  it('are as many and as much as it had, by merchant and by customer', () => {
    expect([seed.customer.length, seed.merchant.length, seed.transaction.length]).toEqual([5, 3, 20]);
    expect(cents(seed.transaction)).toBe(1_333_735n);
    expect(by('merchant_details')).toEqual({
      'GreenLeaf Grocers': [4, 34_665n],
      'The Daily Grind Coffee': [4, 11_160n],
      'Fine Dine Restaurant': [3, 48_410n],
      'TechSphere Electronics': [2, 430_000n],
      'City Cinema': [2, 6_000n],
      GlobalMart: [3, 43_500n],
      'Luxury Watches Inc.': [2, 760_000n],
    });
    expect(Object.entries(by('customer_id')).map(([id, [, total]]) => [id, total])).toEqual([
      ['1', 722_135n],
      ['2', 20_410n],
      ['3', 210_840n],
      ['4', 24_600n],
      ['5', 355_750n],
    ]);
    const above = (limit: number) => seed.transaction.filter(({ amount }) => Number(amount) > limit).length;
    expect([above(2_000), above(3_000)]).toEqual([3, 2]);
    for (const { name } of sales.fileTypes) {
      for (const row of seed[name as keyof typeof seed]) {
        const fileType = slice.fileType(name);
        expect(rulesBrokenBy(fileType, null, csvLine(fileType, null, row))).toEqual([]);
      }
    }
  });
});
