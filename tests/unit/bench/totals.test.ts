import { describe, expect, it } from 'vitest';
import { cashInDuckDb } from '../../../bench/contenders/duckdb-datasets/cash.ts';
import type { DuckDbDataset } from '../../../bench/contenders/duckdb-datasets/dataset.ts';
import { salesInDuckDb } from '../../../bench/contenders/duckdb-datasets/sales.ts';
import { tradesInDuckDb } from '../../../bench/contenders/duckdb-datasets/trades.ts';
import { assertSameTotals } from '../../../bench/contenders/duckdb-derivation.ts';
import type { Dataset } from '../../../shared/contracts/contract.ts';
import { cash } from '../../../shared/datasets/cash/contract.ts';
import { sales } from '../../../shared/datasets/sales/contract.ts';
import { trades } from '../../../shared/datasets/trades/contract.ts';

const DATASETS: readonly (readonly [name: string, Dataset, DuckDbDataset])[] = [
  ['trades', trades, tradesInDuckDb],
  ['cash', cash, cashInDuckDb],
  ['sales', sales, salesInDuckDb],
];

describe.each(DATASETS)('%s in DuckDB', (_, contract, { files }) => {
  it('has the columns of the contract, in their order, and requires the same', () => {
    const declared = contract.fileTypes.map(({ name, columns }) => [name, columns.map((c) => [c.name, c.required])]);
    expect(files.map(({ fileType, cells }) => [fileType, cells.map((c) => [c.name, c.isRequired])])).toEqual(declared);
  });
});

describe('totals of two contenders', () => {
  const right = { rows: '3', balance: '-100' };

  it('are accepted where they are the same', () => {
    expect(() => assertSameTotals('DuckDB', { ...right, more: '1' }, right)).not.toThrow();
  });

  it('are refused where one differs, or is missing', () => {
    expect(() => assertSameTotals('DuckDB', { ...right, balance: '-99' }, right)).toThrow('-99 balance');
    expect(() => assertSameTotals('DuckDB', { rows: '3' }, right)).toThrow('balance');
  });
});
