import { beforeAll, describe, expect, it } from 'vitest';
import type { SyncLog } from '../api/answers.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { creditFile } from '../api/files.ts';
import { logLines, type Samples, scrape } from '../api/observed.ts';
import { useOwnService } from '../api/own-service.ts';
import { isGiven } from '../api/tenants.ts';

describe.skipIf(isGiven())('what a service says of itself after kill -9', () => {
  const service = useOwnService(3600);
  let bank: Bank;
  beforeAll(async () => {
    bank = await service.bank('T_TICKED');
  });

  it('a sync of the schedule has the id of its tick', async () => {
    await bank.stage(creditFile('RETAIL', 5));
    await service.kill();
    await service.start();
    bank = service.follow(bank);
    // The first tick comes with the start.
    const [log] = await waitFor(
      'the sync of the schedule',
      async () => (await bank.call<{ data: SyncLog[] }>('/api/sync/logs')).data,
      (logs) => logs[0]?.status === 'COMPLETED',
    );
    const lines = await waitFor(
      'the last line of the sync',
      async () => logLines(service).filter(({ sync_id }) => sync_id === log?.id),
      (found) => found.some(({ message }) => message === 'sync completed'),
    );
    expect(new Set(lines.map(({ request_id }) => request_id)).size).toBe(1);
    expect(new Set(lines.map(({ component }) => component))).toEqual(new Set(['dispatch', 'run-sync']));
  });

  it('counters go on where they were', async () => {
    const counted = (samples: Samples) =>
      [...samples].filter(([key]) => /^(http_requests_total|sync_|uploads_|data_upload|validation)/.test(key));
    const before = await scrape(service);
    expect(counted(before).length).toBeGreaterThan(10);
    await service.kill();
    await service.start();
    const after = await scrape(service);
    const shrunk = counted(before).filter(
      ([key, value]) => /_(total|count|sum|bucket)\b/.test(key) && !((after.get(key) ?? -1) >= value),
    );
    expect(shrunk).toEqual([]);
  });
});
