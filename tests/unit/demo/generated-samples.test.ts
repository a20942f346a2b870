import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../../local/demo/sample-files.ts';
import { type Dataset, type FileType, referencesOf } from '../../../shared/contracts/contract.ts';
import type { DatasetSamples } from '../../../shared/contracts/dataset-samples.ts';
import { generatedSamples } from '../../../shared/contracts/generated-samples.ts';
import { sniffFile } from '../../../shared/contracts/header.ts';
import { code } from '../../../shared/contracts/kinds/code.ts';
import { FileCheck, keyText } from '../../../shared/contracts/offline/file-check.ts';
import { RecordSplitter } from '../../../shared/contracts/offline/record-splitter.ts';
import { ruleId, rulesOf } from '../../../shared/contracts/rules.ts';
import { seededRandom } from '../../../shared/contracts/samples.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { type SoundRow, withBreaches } from '../../../shared/contracts/with-breaches.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { sales } from '../../../shared/datasets/sales/contract.ts';
import { shop } from '../../shop-dataset.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-generated-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const pathOf = (fileType: string) => path.join(folder, `${fileType}.csv`);

/** Which rows break which rule, by file type: as the load would find it. */
function check(slice: Slice) {
  const checks = new Map<string, FileCheck>();
  const found: string[] = [];
  for (const fileType of slice.contract.fileTypes) {
    const content = readFileSync(pathOf(fileType.name));
    const sniffed = sniffFile(content, { complete: true, allowEmpty: true }, slice, fileType.name);
    if (!sniffed.ok) throw new Error(sniffed.detail);
    const file = new FileCheck(fileType, slice.variant, sniffed.layout, (reference, key) =>
      checks.get(reference.fileType)!.keys.has(keyText(key)),
    );
    checks.set(fileType.name, file);
    const splitter = new RecordSplitter(sniffed.layout);
    for (const record of [...splitter.push(content), ...splitter.end()]) {
      for (const finding of file.check(record)?.findings ?? []) found.push(finding.ruleId);
    }
  }
  const counts = Object.fromEntries(
    [...checks].map(([name, { totalRows, rejectedRows }]) => [name, { rows: totalRows, rejected: rejectedRows }]),
  );
  return { counts, byRule: Object.fromEntries(countsOf(found)) };
}

const countsOf = (found: readonly string[]): [string, number][] =>
  [...Map.groupBy(found, (id) => id)].map(([id, all]) => [id, all.length]);

/** With references that are warnings; `samplesOf` has others of its own. */
const everySlice = [...Slice.allOf(shop), ...Slice.allOf(loans), ...Slice.allOf(sales)];

describe.each(everySlice)('a sample of $text, made from its contract alone', (slice) => {
  it('has nothing wrong in it when nothing shall be, and as many rows as were asked for', async () => {
    const made = await writeSample(generatedSamples, slice, { rows: 300, errors: 0, warnings: 0, seed: 3 }, pathOf);
    expect(made.byRule).toEqual({});
    const { counts, byRule } = check(slice);
    expect(byRule).toEqual({});
    for (const { name } of slice.contract.fileTypes) expect(counts[name]).toEqual({ rows: 300, rejected: 0 });
  });

  it('breaks exactly the rules it announces, so often as it announces', async () => {
    const options = { rows: 3_000, errors: 0.1, warnings: 0.05, seed: 5 };
    const made = await writeSample(generatedSamples, slice, options, pathOf);
    const { counts, byRule } = check(slice);
    expect(byRule).toEqual(made.byRule);
    for (const fileType of slice.contract.fileTypes) {
      const { name } = fileType;
      const { rows, rejected, bytes } = made.files[name]!;
      expect(counts[name]).toEqual({ rows, rejected });
      expect(bytes).toBe(readFileSync(pathOf(name)).length);
      expect(rejected / rows).toBeCloseTo(0.1, 1);
      for (const { number } of referencesOf(fileType)) expect(byRule).toHaveProperty(ruleId(fileType, number));
      const broken = rulesOf(fileType, slice.variant).filter(({ id }) => id in byRule);
      expect(broken.length).toBeGreaterThan(rulesOf(fileType, slice.variant).length / 2);
    }
  });

  it('is the same for the same seed', async () => {
    const make = async (seed: number) => {
      await writeSample(generatedSamples, slice, { rows: 50, errors: 0.1, warnings: 0.1, seed }, pathOf);
      return slice.contract.fileTypes.map(({ name }) => readFileSync(pathOf(name), 'utf8'));
    };
    const first = await make(7);
    expect(await make(7)).toEqual(first);
    expect(await make(8)).not.toEqual(first);
  });
});

describe('rows that a dataset makes itself', () => {
  const [slice] = Slice.allOf(shop) as [Slice];

  it('are rejected with the row that they refer to, and who makes them is told', async () => {
    const told: boolean[] = [];
    function* rows(): Generator<SoundRow, void, boolean> {
      for (let number = 1; number <= 200; number += 1) {
        told.push(yield { fileType: 'customer', cells: { customer_no: `C${number}`, name: '' } });
        // It does not care, and goes on with orders of that customer.
        const cells = { order_no: `O${number}`, buyer: `C${number}`, region: '', sku: '', pieces: '1' };
        yield { fileType: 'order', cells };
      }
    }
    const samples: DatasetSamples = {
      size: generatedSamples.size,
      lines: (of, { seed, ...shares }) => withBreaches(of, rows(), shares, seededRandom(seed)),
    };
    const made = await writeSample(samples, slice, { rows: 1, errors: 0.2, warnings: 0, seed: 1 }, pathOf);
    const rejected = told.filter((isLoaded) => !isLoaded).length;
    expect(rejected).toBeGreaterThan(20);
    expect(made.files.customer).toMatchObject({ rows: 200, rejected });
    expect(made.byRule['SHOP-ORDER-701']).toBeGreaterThanOrEqual(rejected);
    const { counts, byRule } = check(slice);
    expect(byRule).toEqual(made.byRule);
    for (const [name, { rows, rejected }] of Object.entries(made.files)) {
      expect(counts[name]).toEqual({ rows, rejected });
    }
  });

  it.each([
    [{ rows: 0, errors: 0, warnings: 0 }],
    [{ rows: 1.5, errors: 0, warnings: 0 }],
    [{ rows: 1, errors: 0.7, warnings: 0.4 }],
  ])('are not made of %j', async (options) => {
    await expect(writeSample(generatedSamples, slice, { ...options, seed: 1 }, pathOf)).rejects.toThrow(RangeError);
  });
});

it('has no more rows than its keys can be told apart', async () => {
  const letter = code(['A', 'B', 'C'].map((input) => ({ input, value: input, meaning: input })));
  const few: FileType = {
    ...shop.fileTypes[0]!,
    key: ['customer_no'],
    columns: [{ ...shop.fileTypes[0]!.columns[0]!, kind: letter }],
  };
  const dataset: Dataset = { ...shop, fileTypes: [few] };
  const [slice] = Slice.allOf(dataset) as [Slice];
  const made = await writeSample(generatedSamples, slice, { rows: 100, errors: 0, warnings: 0, seed: 1 }, pathOf);
  expect(made.files.customer).toMatchObject({ rows: 3, rejected: 0 });
});
