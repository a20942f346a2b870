import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSlice } from '../../../cli/validate/slice-check.ts';
import type { Dataset } from '../../../shared/contracts/contract.ts';
import type { Found } from '../../../shared/contracts/offline/found.ts';
import { ruleExamples } from '../../../shared/contracts/rule-examples.ts';
import { rulesOf } from '../../../shared/contracts/rules.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { shop } from '../../shop-dataset.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-slice-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const CUSTOMERS = 'customer_no;name\nC1;Ada\nC2;\n';
const PRODUCTS = 'region;sku;price\nN;P1;1.50\nS;P2;2.50\n';
const ORDERS = [
  'order_no;buyer;region;sku;pieces',
  'O1;C1;N;P1;1',
  // Each half of the key is there, but not together.
  'O2;C1;N;P2;1',
  // Without a region it refers to no product.
  'O3;C2;;P9;1',
  'O4;C3;S;P2;2000',
  'O5;C9;S;P9;1',
  'O6;C2;S;P2;2000',
].join('\n');

async function check(files: Readonly<Record<string, string>>, correction = false, of = shop) {
  const [slice] = Slice.allOf(of) as [Slice];
  const saved = Object.entries(files).map(([fileType, content]) => {
    const file = path.join(folder, `${fileType}.csv`);
    writeFileSync(file, content);
    return { slice, fileType, path: file };
  });
  const found: Found[] = [];
  const report = await checkSlice(slice, saved, {
    maxErrorRate: 1,
    correction,
    onFinding: (finding) => {
      found.push(finding);
    },
  });
  return { report, found: found.map(({ row, finding }) => `${row.recordKey} ${finding.ruleId}`) };
}

/** Whom nobody knows may order all the same. */
const lenient: Dataset = {
  ...shop,
  fileTypes: shop.fileTypes.map((fileType) =>
    fileType.references
      ? {
          ...fileType,
          references: fileType.references.map((reference) =>
            reference.number === 701 ? { ...reference, severity: 'WARNING' } : reference,
          ),
        }
      : fileType,
  ),
};

describe('a reference that is a warning', () => {
  it('rejects nothing, and is found beside what else is remarkable', async () => {
    const { report, found } = await check({ order: ORDERS, product: PRODUCTS, customer: CUSTOMERS }, false, lenient);
    expect(found).toEqual([
      'O2 SHOP-ORDER-703',
      'O4 SHOP-ORDER-701',
      'O4 SHOP-ORDER-901',
      'O5 SHOP-ORDER-703',
      'O6 SHOP-ORDER-901',
    ]);
    expect(report).toMatchObject({ error_count: 2, warning_count: 3 });
    expect(report.files.order).toMatchObject({ total_rows: 6, valid_rows: 4, rejected_rows: 2 });
  });

  it('is not found where the other file is not there, or may be live', async () => {
    const without = await check({ order: ORDERS, product: PRODUCTS }, false, lenient);
    expect(without.found).not.toContain('O4 SHOP-ORDER-701');
    expect(without.report.notices.map(({ code }) => code)).toEqual(['references-not-checked']);
    const correction = await check({ order: ORDERS, product: PRODUCTS, customer: CUSTOMERS }, true, lenient);
    expect(correction.found).toEqual(['O4 SHOP-ORDER-901', 'O6 SHOP-ORDER-901']);
  });

  it('is told as what should be so', () => {
    const rule = rulesOf(lenient.fileTypes[2]!).find(({ id }) => id === 'SHOP-ORDER-701')!;
    expect(rule).toMatchObject({ severity: 'WARNING', errorType: 'CROSS_REFERENCE', fields: ['buyer'] });
    expect(rule.reason).toMatch(/^buyer should be that of a valid customer row/);
    const { passes, fails } = ruleExamples(lenient.fileTypes[2]!, null, rule, lenient.fileTypes);
    expect([passes.note?.text, fails.note?.text]).toEqual([
      expect.stringContaining('A row of the customer file has'),
      expect.stringContaining('No row of the customer file has'),
    ]);
  });
});

describe('a slice of a dataset without variants, with references of several columns', () => {
  it('is checked by its own contract', async () => {
    const { report, found } = await check({ order: ORDERS, product: PRODUCTS, customer: CUSTOMERS });
    expect(found).toEqual([
      'O2 SHOP-ORDER-703',
      'O4 SHOP-ORDER-701',
      'O5 SHOP-ORDER-701',
      'O5 SHOP-ORDER-703',
      'O6 SHOP-ORDER-901',
    ]);
    expect(report).toMatchObject({
      dataset: 'shop',
      variant: null,
      ruleset_version: 'shop-1',
      loadable: true,
      error_count: 4,
      warning_count: 1,
      notices: [],
    });
    expect(report).not.toHaveProperty('loan_type');
    expect(Object.keys(report.files)).toEqual(['customer', 'product', 'order']);
    expect(report.files.order).toMatchObject({ total_rows: 6, valid_rows: 3, rejected_rows: 3 });
  });

  it('says of each file that is not there what could not be checked', async () => {
    const { report, found } = await check({ order: ORDERS, customer: CUSTOMERS });
    expect(found).toEqual(['O4 SHOP-ORDER-701', 'O5 SHOP-ORDER-701', 'O6 SHOP-ORDER-901']);
    expect(report.notices).toEqual([
      { code: 'references-not-checked', detail: expect.stringContaining('give the product file too'), count: 6 },
    ]);
  });

  it('as a correction calls no reference wrong, and counts each kind by itself', async () => {
    const { report, found } = await check({ order: ORDERS, product: PRODUCTS, customer: CUSTOMERS }, true);
    expect(found).toEqual(['O4 SHOP-ORDER-901', 'O6 SHOP-ORDER-901']);
    const counted = report.notices.filter(({ code }) => code === 'references-not-checked');
    expect(counted.map(({ detail, count }) => [/no valid (\w+)/.exec(detail)![1], count])).toEqual([
      ['product', 2],
      ['customer', 2],
    ]);
  });
});
