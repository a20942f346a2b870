import type { Cluster } from './cluster.ts';
import type { BoundCondition } from './filter.ts';

const MOST_KNOWN = 2_000;

const counts = new Map<string, number>();

/**
 * The number of rows of a batch that fulfil conditions, counted once in a process: a batch never changes. What was not asked
 * for the longest time is forgotten.
 * @param cluster of which any server may be behind: nothing is remembered then
 * @param rowsOf where the rows are: database and table, or what makes them of it
 * @param conditions the batch among them
 */
export async function knownCount(
  cluster: Cluster,
  rowsOf: readonly string[],
  conditions: readonly BoundCondition[],
  countRows: () => Promise<number>,
): Promise<number> {
  if (cluster !== undefined) return countRows();
  const name = JSON.stringify([rowsOf, conditions.map(({ sql, parameters }) => [sql, Object.entries(parameters)])]);
  const known = counts.get(name) ?? (await countRows());
  counts.delete(name);
  counts.set(name, known);
  const [oldest] = counts.keys();
  if (oldest !== undefined && counts.size > MOST_KNOWN) counts.delete(oldest);
  return known;
}
