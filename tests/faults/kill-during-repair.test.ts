/** Kills the service at moments spread over a correction and a rollback. FAULT_ROUNDS=8 takes more of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataPage, DataRow, SyncLog } from '../api/answers.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { accountNumber, creditFile, creditRows, fileOf, paymentRows, spoil } from '../api/files.ts';
import { useOwnService } from '../api/own-service.ts';
import { quiet } from '../api/tenants.ts';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 2);
const LOANS = 20_000;
const WRONG = 400;
const EACH = 2;
/** A worker's lease lasts 45 s; then the schedule finds it, and the work is done again. */
const RECOVERY_MS = 150_000;

const accountOf = (row: DataRow): string => String(row.loan_account_number ?? accountNumber(0));

describe('a book that is repaired', () => {
  const service = useOwnService(2);
  let bank: Bank;
  beforeAll(async () => {
    bank = await service.bank('T_REPAIRED');
    await quiet(bank);
    await bank.configure('RETAIL', { max_removed_rate: 1 });
  });

  async function killAndStart(): Promise<void> {
    await service.kill();
    await service.start();
    bank = service.follow(bank);
  }

  const credits = creditRows('RETAIL', LOANS);
  const wrong = fileOf('credit', 'RETAIL', spoil(credits, WRONG, { customer_type: 'X' }));
  const payments = fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', LOANS, { each: EACH }));
  const fixed = fileOf('credit', 'RETAIL', credits.slice(0, WRONG));

  /** A request that is killed keeps its place among the heavy ones of its bank for 40 s (limits/places.ts). */
  async function count(fileType: string): Promise<number> {
    const read = () =>
      bank.ask<DataPage>('/api/data', { query: { loan_type: 'RETAIL', data_type: fileType, limit: 1 } });
    const { status, body } = await waitFor('a place to read', read, (answer) => answer.status !== 429, RECOVERY_MS);
    expect(status).toBe(200);
    return body.total_count;
  }

  /** Everything a reader sees of the numbers. */
  async function book(): Promise<readonly [credits: number, payments: number]> {
    return [await count('credit'), await count('payment_plan')];
  }

  /** The book, not read in the middle of a publication. */
  async function steadyBook(): ReturnType<typeof book> {
    for (let seen = await book(); ; ) {
      const again = await book();
      if (isDeepStrictEqual(seen, again)) return again;
      seen = again;
    }
  }

  const BROKEN = [LOANS - WRONG, (LOANS - WRONG) * EACH] as const;
  const WHOLE = [LOANS, LOANS * EACH] as const;

  /** Rounds spread their kills over the time that the work took before. */
  const moments = (milliseconds: number): number[] =>
    Array.from({ length: ROUNDS }, (_, round) => Math.round(((round + 0.5) * milliseconds) / ROUNDS));

  describe('kill -9', () => {
    it('in the middle of a correction: the old book or the new one, never a mixture, and at the end the new one', async () => {
      let first = await bank.load(wrong, payments);
      expect(await book()).toEqual(BROKEN);
      const begun = Date.now();
      await bank.correct(first.id, fixed);
      const took = Date.now() - begun;
      for (const moment of moments(took)) {
        first = await bank.load(wrong, payments);
        const started = await bank.hurry([{ ...fixed, announced: { corrects: first.id } }]);
        await sleep(moment);
        const before = await bank.sync(started.id).catch(() => undefined);
        await killAndStart();
        const found = await steadyBook();
        expect([BROKEN, WHOLE]).toContainEqual(found);
        const log = await bank.waitForSync(started.id, RECOVERY_MS);
        expect(log, `killed after ${moment} ms, ${before?.status}`).toMatchObject({
          status: 'COMPLETED',
          corrects: first.id,
          files: {
            credit: { total_rows: WRONG, valid_rows: WRONG, kept_rows: LOANS - WRONG },
            payment_plan: { kept_rows: (LOANS - WRONG) * EACH, returned_rows: WRONG * EACH },
          },
        });
        expect(await book()).toEqual(WHOLE);
        const known = new Set((await bank.rows('RETAIL', 'credit', { columns: 'loan_account_number' })).map(accountOf));
        expect(known.size).toBe(LOANS);
        const paid = await bank.rows('RETAIL', 'payment_plan', { columns: 'loan_account_number,installment_number' });
        expect(paid.filter((row) => !known.has(accountOf(row)))).toEqual([]);
        expect(new Set(paid.map((row) => `${accountOf(row)}/${row.installment_number}`)).size).toBe(LOANS * EACH);
      }
    });

    it('in the middle of a rollback: it is done or not, and in the end the lease is free', async () => {
      for (const moment of moments(400)) {
        const good = await bank.load(
          creditFile('RETAIL', 50),
          fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 50)),
        );
        const bad = await bank.load(creditFile('RETAIL', 20));
        const asked = bank
          .ask('/api/publications/rollback', {
            method: 'POST',
            body: { dataset: 'loans', variant: 'RETAIL', to: good.id, reason: 'wrong file' },
          })
          .catch(() => undefined);
        await sleep(moment);
        await killAndStart();
        const answer = await asked;
        const loaded = await count('credit');
        expect([20, 50]).toContain(loaded);
        if (answer?.status === 201) expect(loaded).toBe(50);
        // Whatever became of it, the bank can go on.
        const again = await waitFor(
          'the slice to be free',
          () =>
            bank.ask('/api/publications/rollback', {
              method: 'POST',
              body: { dataset: 'loans', variant: 'RETAIL', to: loaded === 50 ? bad.id : good.id, reason: 'once more' },
            }),
          ({ status, body }) => status === 201 || body.type === '/problems/wrong-state',
          RECOVERY_MS,
        );
        expect([201, 409]).toContain(again.status);
        const audit = await bank.all<{ after: { reason: string } }>('/api/audit', {
          action: 'book.rolled-back',
          target: good.id,
        });
        expect(audit.filter(({ after }) => after.reason === 'wrong file').length).toBeLessThanOrEqual(1);
      }
    });
  });

  it('announce, PUT and sync at once: never half a delivery without a word', async () => {
    for (let run = 0; run < 8 * ROUNDS; run += 1) {
      const files = [creditFile('RETAIL', 20), fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 20))] as const;
      const announced = await Promise.all(files.map((file) => bank.announce(file)));
      await Promise.all(announced.map((upload, index) => bank.put(upload, files[index]!.content)));
      const ids = announced.map(({ upload_id }) => upload_id);
      // Every second run as the README says; the others as scripts did before.
      const named = run % 2 === 0 ? { upload_ids: ids } : {};
      const start = await bank.ask<SyncLog>('/api/sync', {
        method: 'POST',
        body: { tenant_id: bank.tenantId, loan_type: 'RETAIL', ...named },
      });
      const taken: string[] = [];
      if (start.status === 202) {
        const log = await bank.waitForSync(start.body.id);
        expect(log).toMatchObject({ status: 'COMPLETED' });
        taken.push(...Object.values(log.files).flatMap((file) => file.uploads.map(({ upload_id }) => upload_id)));
        const told = log.notices.flatMap(({ upload_ids = [] }) => upload_ids);
        expect([...taken, ...told]).toEqual(expect.arrayContaining(ids));
        if (run % 2 === 0) expect(new Set(taken)).toEqual(new Set(ids));
      } else {
        expect(run % 2).toBe(1);
        expect(start.body).toMatchObject({ type: '/problems/nothing-staged' });
      }
      const left = ids.filter((id) => !taken.includes(id));
      if (left.length === 0) continue;
      const rest = await bank.startSync('RETAIL', { upload_ids: left });
      await bank.waitForSync(rest.id);
    }
  });
});
