import { randomUUID } from 'node:crypto';
import type { ProblemDocument } from './answers.ts';
import { type Bank, waitFor } from './bank.ts';
import { creditRows } from './files.ts';

export interface Source {
  readonly source_id: string;
  readonly name: string;
  readonly has_credentials: boolean;
  readonly is_enabled: boolean;
  readonly config: unknown;
}
export interface Pull {
  readonly pull_id: string;
  readonly status: string;
  readonly files: Record<
    string,
    { requests: number; rows: number; repeated_rows: number; bytes: number; upload_id: string | null }
  >;
  readonly sync_id: string | null;
  readonly failure: ProblemDocument | null;
}

/** All of the file. */
const COLUMNS = Object.keys(creditRows('RETAIL', 1)[0]!);

/** No two sources of a bank have the same. */
export const sourceName = (): string => `External bank ${randomUUID().slice(0, 8)}`;

/** A source that the schedule leaves alone, at an address of this machine. */
export const loansFrom = (base_url: string) => ({
  name: sourceName(),
  dataset: 'loans',
  variant: 'RETAIL',
  kind: 'http_pages',
  interval_minutes: 60,
  is_enabled: false,
  config: {
    base_url,
    files: {
      credit: {
        path: '/bank/api/data/?loan_type=RETAIL&file_type=credit',
        records: '/data',
        columns: Object.fromEntries(COLUMNS.map((column) => [column, column])),
        next: { kind: 'none' },
      },
    },
  },
});

/** What a source has for a source, without what is kept of it only. */
export function triedFrom(base_url: string) {
  const { name: _, interval_minutes: __, is_enabled: ___, ...target } = loansFrom(base_url);
  return target;
}

export const makeSource = (bank: Bank, body: object): Promise<Source> =>
  bank.call<Source>('/api/sources', { method: 'POST', body });

/** A pull, once it is over. */
export async function pullOf(bank: Bank, { source_id }: Source, patienceMs = 60_000): Promise<Pull> {
  const { pull_id } = await bank.call<Pull>(`/api/sources/${source_id}/pull`, { method: 'POST' });
  return pullEnd(bank, pull_id, patienceMs);
}

export const pullEnd = (bank: Bank, pullId: string, patienceMs = 60_000): Promise<Pull> =>
  waitFor(
    'the pull to be over',
    () => bank.call<Pull>(`/api/pulls/${pullId}`),
    ({ status }) => status === 'SYNCED' || status === 'FAILED',
    patienceMs,
  );

/** Of a source that answers 404, which is the service itself: over at once. */
export async function failedPull(bank: Bank): Promise<{ source: Source; pull: Pull }> {
  const source = await makeSource(bank, loansFrom(bank.baseUrl));
  return { source, pull: await pullOf(bank, source) };
}
