/** Kills the service at moments spread over loads of datasets with derived tables. FAULT_ROUNDS=8 takes more of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { derivedTablesOf, tablesOf } from '../../shared/contracts/contract.ts';
import type { DataPage, SyncLog } from '../api/answers.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { useOwnService } from '../api/own-service.ts';
import { nameOf, SLICES, sampleOf } from '../api/samples.ts';
import { rest } from '../api/tenants.ts';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 2);
/** A worker's lease lasts 45 s; then the schedule finds it, and the work is done again. */
const RECOVERY_MS = 150_000;
const DERIVING = SLICES.filter(({ contract }) => derivedTablesOf(contract).length > 0);

describe('a load with derived tables', () => {
  const service = useOwnService(2);

  it.each(DERIVING.map((slice) => ({ slice, name: slice.text })))(
    'kill -9 in the middle of a load of $name: all tables of the old book or all of the new one',
    async ({ slice }) => {
      let bank: Bank = await service.bank(`T_DERIVE_${slice.dataset.toUpperCase()}`.slice(0, 20));
      await rest(bank, sampleOf(slice, 1, 0, 3).files[0]);
      await bank.configure(nameOf(slice), { max_removed_rate: 1, max_error_rate: 1 });
      const tables = tablesOf(slice.contract).map(({ name }) => name);
      const page = (data_type: string) => () =>
        bank.ask<DataPage>('/api/data', { query: { dataset: slice.dataset, data_type, limit: 1 } });
      /** Of every table, its batch and how many rows readers see. What was killed keeps its place among the reads for 40 s. */
      const book = async () => {
        const seen: Record<string, readonly [batch: string | null, rows: number]> = {};
        for (const table of tables) {
          const answer = await waitFor('a place to read', page(table), ({ status }) => status !== 429, RECOVERY_MS);
          expect(answer.status).toBe(200);
          seen[table] = [answer.body.batch_id, answer.body.total_count];
        }
        return seen;
      };
      /** Not read in the middle of a publication. */
      const steadyBook = async () => {
        for (let seen = await book(); ; ) {
          const again = await book();
          if (isDeepStrictEqual(seen, again)) return again;
          seen = again;
        }
      };

      await bank.load(...sampleOf(slice, 100, 0.05, 1).files);
      let old = await book();
      const next = sampleOf(slice, 2_000, 0.05, 2);
      const begun = Date.now();
      await bank.load(...next.files);
      const took = Date.now() - begun;
      const rows = (of: typeof old) =>
        Object.fromEntries(Object.entries(of).map(([table, [, count]]) => [table, count]));
      const whole = rows(await book());
      /** A worker that was killed right after the end of its sync holds its lease until that has run out. */
      const startSync = async () => {
        const start = () => bank.ask<SyncLog>('/api/sync', { method: 'POST', body: { dataset: slice.dataset } });
        const started = await waitFor('the way to be free', start, ({ status }) => status !== 409, RECOVERY_MS);
        expect(started.status).toBe(202);
        return started.body.id;
      };
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const file of sampleOf(slice, 100, 0.05, 1).files) await bank.stage(file);
        expect(await bank.waitForSync(await startSync())).toMatchObject({ status: 'COMPLETED' });
        old = await book();
        for (const file of next.files) await bank.stage(file);
        const id = await startSync();
        // The last half of the time is that of the derivation.
        await sleep((took * (ROUNDS + round + 0.5)) / (2 * ROUNDS));
        const { status } = await bank.sync(id);
        await service.kill();
        await service.start();
        bank = service.follow(bank);
        const found = await steadyBook();
        if (found[tables[0]!]![0] === old[tables[0]!]![0]) expect(found).toEqual(old);
        else expect(rows(found)).toEqual(whole);
        expect(await bank.waitForSync(id, RECOVERY_MS), `killed while ${status}`).toMatchObject({
          status: 'COMPLETED',
        });
        expect(rows(await book())).toEqual(whole);
      }
    },
  );
});
