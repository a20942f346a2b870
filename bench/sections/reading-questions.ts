import type { HttpClient } from '../http-client.ts';
import { VARIANT } from '../portfolios.ts';

/** Paths to ask for. Each call gives the next one, so that not every request is the same. */
export type Question = () => string;

interface Page {
  readonly total_count: number;
  readonly next_cursor: string | null;
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

export const PAGE_ROWS = 100;
const FAR_PAGE = 1000;
/** What one request may ask for: the way to the thousandth page in ten steps. */
const LONG_STRIDE = 10_000;
const FAR_CURSORS = 20;
const PROVINCES = 20;

const dataPath = (parameters: Readonly<Record<string, string>>): string =>
  `/api/data?${new URLSearchParams({ loan_type: VARIANT, ...parameters })}`;

export const byTurns = (paths: readonly string[]): Question => {
  let next = 0;
  return () => {
    next += 1;
    return paths[next % paths.length] ?? '';
  };
};

export const firstPage: Question = () => dataPath({ limit: String(PAGE_ROWS) });
export const profile: Question = () => `/api/profiling?loan_type=${VARIANT}`;
export const syncLogs: Question = () => '/api/sync/logs';

/**
 * The thousandth page and those after it, by their cursors.
 * @returns also the number of the first of them: a small portfolio has no thousandth page, then it is one near the end
 */
export async function farPages(client: HttpClient): Promise<{ question: Question; page: number }> {
  const { total_count } = await client.json<Page>(dataPath({ limit: '1' }));
  const pages = Math.floor(total_count / PAGE_ROWS);
  const page = Math.max(2, Math.min(FAR_PAGE, pages - FAR_CURSORS));
  let cursor: string | null = null;
  for (let left = (page - 1) * PAGE_ROWS; left > 0; ) {
    const limit = Math.min(left, LONG_STRIDE);
    const answer: Page = await client.json<Page>(dataPath({ limit: String(limit), ...(cursor ? { cursor } : {}) }));
    cursor = answer.next_cursor;
    if (cursor === null) throw new Error('the pages end before the one that was wanted');
    left -= limit;
  }
  const paths: string[] = [];
  while (cursor !== null && paths.length < FAR_CURSORS) {
    const path: string = dataPath({ limit: String(PAGE_ROWS), cursor });
    paths.push(path);
    cursor = (await client.json<Page>(path)).next_cursor;
  }
  return { question: byTurns(paths), page };
}

/** By another column, of one province and at least so many days past due. */
export async function sortedAndFiltered(client: HttpClient): Promise<Question> {
  const { data } = await client.json<Page>(dataPath({ limit: '1000', columns: 'customer_province_code' }));
  const provinces = [...new Set(data.flatMap((row) => row.customer_province_code ?? []))].slice(0, PROVINCES);
  return byTurns(
    provinces.map((province) =>
      dataPath({
        limit: String(PAGE_ROWS),
        sort: '-outstanding_principal_balance',
        'filter[customer_province_code]': String(province),
        'filter[days_past_due][gte]': '1',
      }),
    ),
  );
}

const sorted = (sort: string, province: string): Readonly<Record<string, string>> => ({
  limit: String(PAGE_ROWS),
  sort,
  'filter[customer_province_code]': province,
  'filter[days_past_due][gte]': '1',
});

/** By every declared column, up and down, with the same two filters: the first page and the one after it. */
export async function sortedByEach(client: HttpClient): Promise<readonly { sort: string; paths: readonly string[] }[]> {
  const { data } = await client.json<Page>(dataPath({ limit: '1000' }));
  const province = String(data.find((row) => row.customer_province_code !== null)?.customer_province_code);
  const sorts = Object.keys(data[0] ?? {}).flatMap((name) => [name, `-${name}`]);
  const questions: { sort: string; paths: string[] }[] = [];
  for (const sort of sorts) {
    const first = dataPath(sorted(sort, province));
    const { next_cursor: cursor } = await client.json<Page>(first);
    questions.push({ sort, paths: [first, ...(cursor ? [dataPath({ ...sorted(sort, province), cursor })] : [])] });
  }
  return questions;
}

/** Part of a borrower's number, another one each time. */
export function containing(): Question {
  let asked = 0;
  return () => {
    asked += 1;
    return dataPath({ limit: String(PAGE_ROWS), 'filter[customer_id][contains]': `t_${10_000 + asked * 37}` });
  };
}

/** What a filter counts, another one each time: no process has counted it before. */
export function countOfFilter(): Question {
  let asked = 0;
  return () => {
    asked += 1;
    return dataPath({
      limit: '1',
      'filter[original_loan_amount][gte]': String(1000 + asked),
      'filter[days_past_due][gte]': '1',
    });
  };
}

export const errorsOf = (syncId: string): Question =>
  byTurns(
    [
      { field_name: 'loan_start_date', error_type: 'FORMAT' },
      { field_name: 'nominal_interest_rate', severity: 'ERROR' },
      { error_type: 'CROSS_REFERENCE' },
      { error_type: 'DUPLICATE', file_type: 'payment_plan' },
    ].map((filters) => `/api/sync/logs/${syncId}/errors?${new URLSearchParams(filters as Record<string, string>)}`),
  );
