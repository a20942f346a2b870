import { tablesOf } from '../shared/contracts/contract.ts';
import { findDataset } from '../shared/datasets/registry.ts';

/**
 * What an answer has by file type or derived table, in the order of the contract; of a dataset that this version does not know,
 * as it came.
 */
export function inTableOrder<Item>(
  dataset: string,
  items: Readonly<Record<string, Item>>,
): readonly (readonly [table: string, item: Item])[] {
  const contract = findDataset(dataset);
  const known = contract ? tablesOf(contract).map(({ name }) => name) : [];
  const names = [...known.filter((name) => Object.hasOwn(items, name)), ...Object.keys(items)];
  return [...new Set(names)].map((name) => [name, items[name]!] as const);
}
