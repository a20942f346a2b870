import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { missingLoads } from '../../../shared/operations/missing-loads.ts';
import { type NewSyncLog, syncLogsOf } from '../../../shared/operations/sync-logs.ts';
import { postgresWith, type TestPostgres } from './postgres-under-test.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await postgresWith('BANK001');
});
afterAll(() => postgres.stop());

const operations = () => postgres.database.operationsFor(tenantScope('BANK001'));
const HOUR_MS = 3600_000;
const now = new Date('2026-11-20T05:00:00Z');
const missing = () => missingLoads(operations(), now);

interface Ended {
  readonly variant?: 'RETAIL' | 'COMMERCIAL';
  readonly validateOnly?: boolean;
  readonly failed?: boolean;
}

async function ended(hoursAgo: number, { variant = 'RETAIL', validateOnly = false, failed = false }: Ended = {}) {
  const id = uuidv7();
  const at = new Date(now.getTime() - hoursAgo * HOUR_MS).toISOString();
  const kind = {
    dataset: 'loans',
    trigger: 'SCHEDULE',
    rulesetVersion: 'loans-1',
    files: { credit: [{ upload_id: uuidv7(), file_name: null, size_bytes: null, sent_by: null, total_rows: null }] },
  } satisfies Partial<NewSyncLog>;
  await syncLogsOf(operations()).create({ id, variant, validateOnly, ...kind });
  await operations().query(
    `UPDATE sync_logs SET status = $3, failure = $4, queued_at = $2, started_at = $2, completed_at = $2 WHERE id = $1`,
    [id, at, failed ? 'FAILED' : 'COMPLETED', failed ? '{}' : null],
  );
}

beforeEach(() => operations().query('DELETE FROM sync_logs'));

/** At this hour, so many days ago. */
async function loadedOn(days: readonly number[], of: Ended = {}): Promise<void> {
  for (const day of days) await ended(24 * day + 2, of);
}

test('a load that comes at this hour every day is missing when it has not come', async () => {
  await loadedOn([1, 2, 3, 7]);
  expect(await missing()).toEqual([{ dataset: 'loans', variant: 'RETAIL' }]);
  await ended(2.9);
  expect(await missing()).toEqual([]);
});

test('so is one that comes on this day of the week', async () => {
  await loadedOn([7, 14]);
  expect(await missing()).toEqual([{ dataset: 'loans', variant: 'RETAIL' }]);
});

test('a bank that rests at weekends is not missed on the first day of one', async () => {
  await loadedOn([1, 2, 3, 4, 5, 8, 9, 10, 11, 12]);
  expect(await missing()).toEqual([]);
});

test('once is no habit, nor is three days in a row', async () => {
  await loadedOn([7], { variant: 'RETAIL' });
  await loadedOn([1, 2, 3], { variant: 'COMMERCIAL' });
  expect(await missing()).toEqual([]);
});

test('nor is another hour, or an hour that is only just over', async () => {
  for (const day of [7, 14]) await ended(24 * day + 3.1);
  for (const day of [7, 14]) await ended(24 * day + 0.9, { variant: 'COMMERCIAL' });
  expect(await missing()).toEqual([]);
});

test('a dry run, and a sync that failed, are no load', async () => {
  await loadedOn([7, 14]);
  await ended(1, { validateOnly: true });
  await ended(1, { failed: true });
  expect(await missing()).toEqual([{ dataset: 'loans', variant: 'RETAIL' }]);
  await loadedOn([7, 14], { variant: 'COMMERCIAL', validateOnly: true });
  expect(await missing()).toEqual([{ dataset: 'loans', variant: 'RETAIL' }]);
});

test('each loan type by itself', async () => {
  await loadedOn([7, 14]);
  await loadedOn([7, 14], { variant: 'COMMERCIAL' });
  await ended(0.5);
  expect(await missing()).toEqual([{ dataset: 'loans', variant: 'COMMERCIAL' }]);
});
