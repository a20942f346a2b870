import * as z from 'zod';
import { tablesOf } from '../contracts/contract.ts';
import { Slice } from '../contracts/slice.ts';
import type { Stream } from '../contracts/stream.ts';
import { findDataset } from '../datasets/registry.ts';
import { identifier } from '../sql/quoting.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { liveBatches } from '../warehouse/published.ts';
import { inPartition } from '../warehouse/tables.ts';

const categoryRow = z.strictObject({ name: z.string(), category: z.string() });

/**
 * The categories that the live book of the stream's dataset has for these names. What it does not know, and all of them where
 * there is no such dataset or nothing is live, is what the stream says of such.
 */
export async function categoriesOf(
  warehouse: Warehouse,
  { dataset, category }: Stream,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const categories = new Map(names.map((name) => [name, category.otherwise]));
  const contract = findDataset(dataset);
  const table = contract && tablesOf(contract).find(({ name }) => name === category.table);
  if (!contract || contract.variants || !table) return categories;
  const slice = Slice.of(contract, null);
  const batch = (await liveBatches(warehouse, slice))?.batches[table.name];
  if (batch === undefined) return categories;
  // Named by their table: a column may be called as what is asked for.
  const [key, value] = [`book.${identifier(category.key)}`, `book.${identifier(category.value)}`];
  const found = await warehouse.rows({
    name: 'stream-categories',
    row: categoryRow,
    // Names that stand there twice have one category all the same, and always the same.
    sql: `SELECT toString(${key}) AS name, min(toString(${value})) AS category FROM ${table.table} AS book
     WHERE ${inPartition(contract)} AND ${key} IN {names:Array(String)} AND isNotNull(${value}) GROUP BY name`,
    parameters: { variant: slice.storedVariant, batch, names },
  });
  for (const row of found) if (row.category !== '') categories.set(row.name, row.category);
  return categories;
}
