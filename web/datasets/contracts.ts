import { type Dataset, derivedTablesOf, type Table, tablesOf } from '../../shared/contracts/contract.ts';
import { hasPrivateColumns } from '../../shared/contracts/private-values.ts';
import { ruleById } from '../../shared/contracts/rules.ts';
import { DATASETS, findDataset } from '../../shared/datasets/registry.ts';
import type { SliceName } from '../../shared/domain/slice.ts';

/** The file types of a dataset in their order; of one that this page does not know yet, none. */
export const fileTypesOf = (dataset: string): readonly string[] =>
  findDataset(dataset)?.fileTypes.map(({ name }) => name) ?? [];

/** Those that are there, in the contract's order, and behind them what a newer contract has. */
export const fileTypesIn = (dataset: string, files: Readonly<Record<string, unknown>>): readonly string[] => {
  const known = fileTypesOf(dataset);
  const newer = Object.keys(files).filter((name) => !known.includes(name));
  return [...known, ...newer].filter((name) => files[name]);
};

/** The derived tables that an answer has rows of, in the order of the contract. */
export function derivedIn<Item>(
  dataset: string,
  derived: Readonly<Record<string, Item>>,
): readonly (readonly [table: string, item: Item])[] {
  const contract = findDataset(dataset);
  const known = contract ? derivedTablesOf(contract).map(({ name }) => name) : [];
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return Object.entries(derived).toSorted(([a], [b]) => place(a) - place(b));
}

export const isSameSlice = (a: SliceName, b: SliceName): boolean => a.dataset === b.dataset && a.variant === b.variant;

/** What an answer of the API is about, as a name alone. */
export const sliceNameOf = ({ dataset, variant }: SliceName): SliceName => ({ dataset, variant });

export const findTable = (dataset: string, name: string): Table | undefined => {
  const contract = findDataset(dataset);
  return contract && tablesOf(contract).find((table) => table.name === name);
};

/** Whether rows of a file type hold private values. */
export const isPrivateFile = (dataset: string, name: string): boolean => {
  const table = findTable(dataset, name);
  return table !== undefined && hasPrivateColumns(table);
};

/** The dataset that a rule is of; undefined for a rule that no contract of this page has. */
export const datasetOfRule = (ruleId: string): Dataset | undefined =>
  DATASETS.find((contract) => ruleById(contract, ruleId) !== undefined);
