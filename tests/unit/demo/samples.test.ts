import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkSlice } from '../../../cli/validate/slice-check.ts';
import { writeSample } from '../../../local/demo/sample-files.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { samplesOf } from '../../../shared/datasets/own-samples.ts';
import { DATASETS } from '../../../shared/datasets/registry.ts';
import { shop } from '../../shop-dataset.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-samples-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const slices = [...DATASETS, shop].flatMap((contract) => Slice.allOf(contract));

it.each(slices.flatMap((slice) => [1, 2].map((seed) => ({ slice, seed, name: slice.text }))))(
  'of what is written for $name with seed $seed, exactly the rows are rejected that are wrong on purpose',
  async ({ slice, seed }) => {
    const pathOf = (fileType: string) => path.join(folder, `${slice.text}-${fileType}-${seed}.csv`);
    const options = { rows: 300, errors: 0.2, warnings: 0.1, seed };
    const counts = await writeSample(samplesOf(slice.contract), slice, options, pathOf);
    const fileTypes = slice.contract.fileTypes.map(({ name }) => name);
    const files = fileTypes.map((fileType) => ({ path: pathOf(fileType), slice, fileType }));
    const report = await checkSlice(slice, files, { maxErrorRate: 1 });
    const told = fileTypes.map((name) => [name, report.files[name]?.total_rows, report.files[name]?.rejected_rows]);
    expect(told).toEqual(fileTypes.map((name) => [name, counts.files[name]?.rows, counts.files[name]?.rejected]));
    expect(counts.files[fileTypes[0]!]!.rejected).toBeGreaterThan(20);
  },
);
