import type { Payment } from './payment-files.ts';

export interface Page {
  readonly data: readonly Record<string, string>[];
  readonly next: string | null;
  readonly from: string;
  readonly to: string;
}

export async function pageAt(url: string): Promise<Page> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Page;
}

/** The cells of records as they stood in the file. */
export const cellsOf = (records: Page['data']): Payment[] =>
  records.map((record) => Object.values(record) as unknown as Payment);

/** No test has as many pages. */
const MOST_PAGES = 500;

/** All pages, each asked for by what the one before said. */
export async function follow(first: string, next: (page: Page, response: Response) => string | null): Promise<Page[]> {
  const pages: Page[] = [];
  for (let url: string | null = first; url !== null; ) {
    if (pages.length === MOST_PAGES) throw new Error('The pages do not end.');
    const response: Response = await fetch(url);
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    const page = (await response.json()) as Page;
    pages.push(page);
    url = next(page, response);
  }
  return pages;
}

export const byCursor = (url: string): Promise<Page[]> =>
  follow(url, ({ next }) => next && `${url}?cursor=${encodeURIComponent(next)}`);

export const byLink = (url: string): Promise<Page[]> =>
  follow(url, (_, { headers }) => /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? null);

/** Windows of so many days, one after another, until `end` is in one. */
export function byWindow(url: string, start: string, end: string, days: number): Promise<Page[]> {
  const window = (from: string) => `${url}?from=${from}&to=${dayAfter(from, days)}`;
  return follow(window(start), ({ to }) => (to > end ? null : window(to)));
}

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** All rows, by a client that asks again after whatever goes wrong, and knows repeated rows by their days. */
export async function stubbornly(url: string): Promise<{ rows: Payment[]; failures: number }> {
  const rows: Payment[] = [];
  let failures = 0;
  for (let next: string | null = ''; next !== null; ) {
    if (failures > 2_000) throw new Error('Nothing comes through.');
    try {
      const page: Page = await pageAt(next === '' ? url : `${url}?cursor=${next}`);
      rows.push(...cellsOf(page.data.filter(({ ts }) => ts! >= page.from && ts! < page.to)));
      next = page.next;
    } catch {
      failures += 1;
    }
  }
  return { rows, failures };
}
