import type { Dataset } from '../shared/contracts/contract.ts';
import { atMost, type Figure, figure, percentile } from './figures.ts';
import { HttpClient } from './http-client.ts';

const WARM_UP = 3;
const REQUESTS = 20;
const PAGE_ROWS = 100;

/** Pages of the derived tables that a bank has loaded: in their own order, and sorted by another column. */
export async function derivedPages(
  key: string,
  { name: dataset, derivedTables = [] }: Dataset,
  { url, apiKey }: { readonly url: string; readonly apiKey: string },
): Promise<Figure[]> {
  const client = new HttpClient(url, apiKey, 1);
  try {
    const slowest: number[] = [];
    for (const { name, columns } of derivedTables) {
      const sorts = [
        undefined,
        ...columns.filter(({ kind }) => kind.servedAs !== 'list').map((column) => `-${column.name}`),
      ];
      for (const sort of sorts) {
        const query = { dataset, data_type: name, limit: String(PAGE_ROWS), ...(sort ? { sort } : {}) };
        const path = `/api/data?${new URLSearchParams(query)}`;
        const taken: number[] = [];
        for (let request = 0; request < WARM_UP + REQUESTS; request += 1) {
          const begun = performance.now();
          await client.json(path);
          if (request >= WARM_UP) taken.push(performance.now() - begun);
        }
        slowest.push(percentile(taken, 0.95));
      }
    }
    const label = `pages of ${derivedTables.length} derived tables, in their own order and by each column`;
    return [
      figure(`${key}.derived_worst.p95_ms`, `${label}: p95 of the slowest`, 'ms', Math.max(...slowest), atMost(100)),
      figure(`${key}.derived_median.p95_ms`, `${label}: median of their p95`, 'ms', percentile(slowest, 0.5)),
    ];
  } finally {
    client.close();
  }
}
