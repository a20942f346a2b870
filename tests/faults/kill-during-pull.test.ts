/** Kills the service at moments spread over a pull from a source that fails too. PULL_SIZE=medium takes the larger one. */
import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFiles } from '../../shared/datasets/cash/datamaker/make-files.ts';
import type { Manifest } from '../../shared/datasets/cash/datamaker/manifest.ts';
import { sizeNamed } from '../../shared/datasets/cash/datamaker/sizes.ts';
import { exposerConfig } from '../../shared/datasets/cash/exposer/source.ts';
import { startExposer } from '../../shared/datasets/cash/exposer/start-exposer.ts';
import type { DataPage, DataRow, ProblemDocument } from '../api/answers.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { useOwnService } from '../api/own-service.ts';

interface Pull {
  readonly pull_id: string;
  readonly status: string;
  readonly files: Record<string, { requests: number; rows: number; repeated_rows: number }>;
  readonly sync_id: string | null;
  readonly failure: ProblemDocument | null;
}

const SIZE = process.env.PULL_SIZE ?? 'small';
/** A worker's lease lasts 20 s; then the schedule finds the pull. */
const RECOVERY_MS = 300_000;
const FAULTS = {
  crashRate: 0.05,
  throttleRate: 0.02,
  retryAfter: 0,
  garbleRate: 0.02,
  repeatRate: 0.3,
  resizeRate: 0.3,
};

/** Rounded half away from zero. */
function cents(exact: DataRow[string] | undefined): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.(\d+)$/.exec(String(exact)) ?? [];
  const rounded =
    (BigInt(whole + fraction) + 5n * 10n ** BigInt(fraction.length - 3)) / 10n ** BigInt(fraction.length - 2);
  const text = rounded.toString().padStart(3, '0');
  return `${rounded === 0n ? '' : sign}${text.slice(0, -2)}.${text.slice(-2)}`;
}

let folder = '';
let manifest: Manifest;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tranche-pull-'));
  await makeFiles({ size: sizeNamed(SIZE)!, seed: 7, folder, threads: availableParallelism() });
  manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a pull', () => {
  const service = useOwnService(2);

  it('killed three times, from a source that crashes: no row is missing, and none is there twice', async () => {
    const exposer = await startExposer({ dir: folder, port: 0, latencyMs: 60, ...FAULTS });
    try {
      let bank: Bank = await service.bank('T_PULL');
      const source = await bank.call<{ source_id: string }>('/api/sources', {
        method: 'POST',
        body: {
          name: 'Exposer',
          dataset: 'cash',
          kind: 'http_pages',
          is_enabled: false,
          config: exposerConfig(exposer.url),
        },
      });
      const { pull_id } = await bank.call<Pull>(`/api/sources/${source.source_id}/pull`, { method: 'POST' });
      const read = () => bank.call<Pull>(`/api/pulls/${pull_id}`);
      const requests = () => exposer.requests().length;
      for (const share of [0.2, 0.5, 0.8]) {
        const pages = 2 * 146;
        const before = requests();
        await waitFor(
          'pages to be read',
          async () => requests(),
          (count) => count >= Math.max(before, share * pages * 0.5),
          RECOVERY_MS,
        );
        await service.kill();
        await service.start();
        bank = service.follow(bank);
      }
      const done = await waitFor(
        'the pull',
        read,
        ({ status }) => status === 'SYNCED' || status === 'FAILED',
        RECOVERY_MS,
      );
      expect(done).toMatchObject({ status: 'SYNCED', failure: null });
      for (const [fileType, rows] of Object.entries(manifest.counts))
        expect(done.files[fileType]?.rows, fileType).toBe(rows);
      expect(done.files.swift!.repeated_rows + done.files.sepa!.repeated_rows).toBeGreaterThan(0);

      const log = await bank.sync(done.sync_id!);
      const dirty = Object.values(manifest.dirty).flatMap(({ row_numbers }) => row_numbers);
      expect(log.files.swift).toMatchObject({ total_rows: manifest.counts.swift, quarantined_rows: dirty.length });
      const setAside = await bank.all<DataRow>('/api/data', {
        dataset: 'cash',
        data_type: 'swift',
        include: 'only-quarantined',
        columns: 'id',
        limit: 10_000,
      });
      expect(setAside.map(({ row_number }) => row_number).toSorted()).toEqual(dirty.toSorted());
      const balances = await bank.all<DataRow>('/api/data', {
        dataset: 'cash',
        data_type: 'account_balance',
        limit: 10_000,
      });
      const known = new Map(
        balances.map(({ iban, balance_eur, balance_usd }) => [iban, [cents(balance_eur), cents(balance_usd)]]),
      );
      expect(known.size).toBe(manifest.accounts);
      for (const { iban, eur, usd } of manifest.balances)
        expect(known.get(iban), iban).toEqual([eur.at(-1), usd.at(-1)]);
      const { total_count } = await bank.call<DataPage>('/api/data', {
        query: { dataset: 'cash', data_type: 'swift', include: 'quarantined', limit: 1 },
      });
      expect(total_count).toBe(manifest.counts.swift);
    } finally {
      await exposer.stop();
    }
  });
});
