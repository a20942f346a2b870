import { expect, it, vi } from 'vitest';
import { nextSteps } from '../../../cli/next-steps.ts';
import { makeProgram } from '../../../cli/program.ts';
import { chosenSlice, chosenSlices, namedTable, SLICE_NAMES, sliceName } from '../../../cli/slice-options.ts';
import { reportSync } from '../../../cli/sync-report.ts';
import { readArguments } from '../../../local/demo/arguments.ts';
import { TrancheClient } from '../../../shared/client/tranche-client.ts';
import type { SyncFile, SyncLog } from '../../../shared/domain/sync.ts';
import { syncLogBody } from '../../../shared/http/schemas/sync.ts';

vi.mock('../../../shared/datasets/registry.ts', async (original) => {
  const registry = await original<typeof import('../../../shared/datasets/registry.ts')>();
  const { shop } = await import('../../shop-dataset.ts');
  const { Slice } = await import('../../../shared/contracts/slice.ts');
  return {
    ...registry,
    DATASETS: [...registry.DATASETS, shop],
    allSlices: [...registry.allSlices, ...Slice.allOf(shop)],
    findDataset: (name: string) => (name === shop.name ? shop : registry.findDataset(name)),
    datasetNamed: (name: string) => (name === shop.name ? shop : registry.datasetNamed(name)),
  };
});

const [example] = syncLogBody.meta()!.examples as [SyncLog];
const file = (rejected_rows: number): SyncFile => ({
  ...example.files.credit!,
  rejected_rows,
  error_count: rejected_rows,
});
const ended = (files: SyncLog['files'], by_rule: Record<string, number> = {}): SyncLog => ({
  ...example,
  dataset: 'shop',
  variant: null,
  files,
  error_summary: { by_type: {}, by_field: {}, by_rule },
});

it('a dataset without variants is named by itself, as an argument and by an option', () => {
  expect(SLICE_NAMES).toEqual(expect.arrayContaining(['RETAIL', 'COMMERCIAL', 'shop']));
  for (const slice of [
    chosenSlice('shop', {}),
    chosenSlice('SHOP', { dataset: 'shop' }),
    chosenSlice(undefined, { dataset: 'shop' }),
  ]) {
    expect([slice.text, sliceName(slice), namedTable(slice, undefined).name]).toEqual(['shop', 'shop', 'customer']);
  }
  expect(() => chosenSlices(undefined, { dataset: 'shop', variant: 'RETAIL' })).toThrow(/--variant .*has no variants/);
  expect(() => chosenSlices(undefined, { dataset: 'shop', loanType: 'RETAIL' })).toThrow(/--loan-type .*leave it out/);
  expect(() => namedTable(chosenSlice('shop', {}), 'credit')).toThrow(/--type is "credit".*customer, product, order/);
});

it('the help offers it', () => {
  const data = makeProgram(async () => {}).commands.find((command) => command.name() === 'data')!;
  expect(data.helpInformation()).toMatch(/RETAIL\|COMMERCIAL\|(\w+\|)*shop\b/);
  expect(data.helpInformation()).toMatch(/loans,\s+(\w+,\s+)*shop\b/);
});

it('the demo makes samples of it from its contract', () => {
  const { slices, rows, more } = readArguments(['--dataset', 'shop', '--rows', '50']);
  expect([slices.map(({ text }) => text), rows, more]).toEqual([['shop'], 50, {}]);
  expect(() => readArguments(['--dataset', 'shop', '--payments-per-credit', '2'])).toThrow(/another dataset/);
});

it('rows that lack nothing but rows of several rejected files come back with them', () => {
  const files = { order: file(5), customer: file(2), product: file(1) };
  const waiting = ended(files, { 'SHOP-ORDER-701': 3, 'SHOP-ORDER-703': 2 });
  const steps = nextSteps(waiting);
  expect(steps.join('\n')).toContain('upload fixed-customer.csv fixed-product.csv --corrects');
  expect(steps.at(-1)).toMatch(/^The order rows lack nothing but their customer row or product row/);
  // One that is wrong in another way must be mended, too; so must one whose product nobody rejected.
  const wrong = nextSteps(ended(files, { 'SHOP-ORDER-701': 3, 'SHOP-ORDER-703': 1, 'SHOP-ORDER-054': 1 }));
  expect(wrong.join('\n')).toContain('fixed-customer.csv fixed-product.csv fixed-order.csv');
  const alone = nextSteps(ended({ ...files, product: file(0) }, { 'SHOP-ORDER-701': 3, 'SHOP-ORDER-703': 2 }));
  expect(alone.join('\n')).toContain('fixed-customer.csv fixed-order.csv');
});

it('a sync is reported in the order of its files; of a dataset that is not known here, as it came', async () => {
  const client = new TrancheClient('http://127.0.0.1:1', { tenant_id: 'BANK001', api_key: '' });
  const files = { order: file(0), customer: file(0) };
  const names = async (dataset: string) => {
    const sync = { ...ended(files), dataset, error_summary: null };
    return (await reportSync(client, sync, 5)).flatMap((line) => /^(\w+) .* rows = /.exec(line)?.[1] ?? []);
  };
  expect(await names('shop')).toEqual(['customer', 'order']);
  expect(await names('tomorrow')).toEqual(['order', 'customer']);
});
