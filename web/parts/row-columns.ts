import { type Dataset, type Table, tablesOf } from '../../shared/contracts/contract.ts';
import { sliceOf } from '../../shared/datasets/registry.ts';
import type { SliceName } from '../../shared/domain/slice.ts';
import { type ServedColumn, servedColumns } from '../../shared/warehouse/served-columns.ts';

export type { ServedColumn };

/** A file type or derived table by its name; the first one where there is none of that name. */
export const tableNamed = (dataset: Dataset, name: string | null): Table =>
  tablesOf(dataset).find((table) => table.name === name) ?? tablesOf(dataset)[0]!;

/** The columns of a data row, from the contract, in its order. */
export const columnsOf = (name: SliceName, table: string): readonly ServedColumn[] => {
  const slice = sliceOf(name);
  return servedColumns(slice, tableNamed(slice.contract, table));
};

/** The columns that tell one row from all others. */
export const keyOf = (slice: SliceName, table: string): readonly string[] =>
  tableNamed(sliceOf(slice).contract, table).key;
