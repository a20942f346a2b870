/** Kills the service while it reads a snapshot of a Postgres whose rows change all the time. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataRow } from '../api/answers.ts';
import { type Bank, problemCode, waitFor } from '../api/bank.ts';
import { useOwnService } from '../api/own-service.ts';
import { makeSource, type Pull } from '../api/sources-and-pulls.ts';
import { emptyPostgres, type TestPostgres } from '../integration/operations/postgres-under-test.ts';

const ROWS = 10_000;
const AMOUNT = 1000;
const IBANS = ['DE89370400440532013000', 'ES9121000418450200051332'] as const;
const RECOVERY_MS = 300_000;

let server: TestPostgres;
let admin: pg.Client;
let writer: pg.Client;
let isOver = false;
let written: Promise<void>;
let transfers = 0;
beforeAll(async () => {
  server = await emptyPostgres();
  [admin, writer] = [new pg.Client(server.url), new pg.Client(server.url)];
  await Promise.all([admin.connect(), writer.connect()]);
  await admin.query('CREATE TABLE company (id int, name text, iban text)');
  await admin.query(`INSERT INTO company VALUES (1, 'Acme', '${IBANS[0]}'), (2, 'Bolt', '${IBANS[1]}')`);
  await admin.query('CREATE TABLE side (id int, which text, amount bigint)');
  await admin.query(
    `INSERT INTO side SELECT g, w, ${AMOUNT} FROM generate_series(1, ${ROWS}) g, unnest(ARRAY['sepa', 'swift']) w`,
  );
  written = (async () => {
    for (; !isOver; transfers += 1) {
      await writer.query(
        "UPDATE side SET amount = amount + CASE which WHEN 'sepa' THEN 1 ELSE -1 END WHERE id % 20 = $1",
        [transfers % 20],
      );
    }
  })();
});
afterAll(async () => {
  isOver = true;
  await written;
  await Promise.all([admin?.end(), writer?.end()]);
  await server?.stop();
});

/** Slow enough for a kill in the middle, without being a matter of luck: each hundredth row takes a while. */
const payments = (which: string, pauseMs: number) => `
  SELECT '${which} ' || id AS id, '${IBANS[0]}' AS payer_iban, '${IBANS[1]}' AS beneficiary_iban, amount,
    'EUR' AS currency, timestamptz '2024-01-01 00:00Z' AS ts
  FROM side WHERE which = '${which}' AND CASE WHEN id % 100 = 0 THEN pg_sleep(${pauseMs / 1000}) IS NOT NULL ELSE true END`;

describe('a pull of a snapshot', () => {
  const service = useOwnService(2);

  const sourceOf = (bank: Bank, pauseMs: number) =>
    makeSource(bank, {
      name: 'Ledger',
      dataset: 'cash',
      kind: 'postgres',
      is_enabled: false,
      credentials: { username: 'postgres', password: 'test' },
      config: {
        host: '127.0.0.1',
        port: Number(new URL(server.url).port),
        database: 'postgres',
        tls: 'disable',
        tables: {
          company: { table: 'company', columns: { id: 'id', name: 'name', ibans: 'iban' } },
          exchange_rate: {
            query: "VALUES ('EUR', 1.1, 1.0), ('USD', 1.0, 0.909)",
            columns: { currency: 'column1', usd_rate: 'column2', eur_rate: 'column3' },
          },
          sepa: { query: payments('sepa', pauseMs) },
          swift: { query: payments('swift', pauseMs) },
        },
      },
    });
  const read = (bank: Bank, pullId: string) => bank.call<Pull>(`/api/pulls/${pullId}`);
  const isDone = ({ status }: Pull) => status === 'SYNCED' || status === 'FAILED';

  it('killed in the middle begins anew: all its files are of one moment, and nothing is there twice', async () => {
    let bank = await service.bank('T_SNAPSHOT');
    const source = await sourceOf(bank, 50);
    const { pull_id } = await bank.call<Pull>(`/api/sources/${source.source_id}/pull`, { method: 'POST' });
    await waitFor(
      'the first file to be read',
      () => read(bank, pull_id),
      ({ files }) => files.company!.rows > 0,
      RECOVERY_MS,
    );
    await service.kill();
    // Whoever went on where that one was would have two companies.
    await admin.query(`INSERT INTO company VALUES (3, 'Cove', 'FR1420041010050500013M02606')`);
    const before = transfers;
    await service.start();
    bank = service.follow(bank);
    const done = await waitFor('the pull', () => read(bank, pull_id), isDone, RECOVERY_MS);
    expect(done.failure).toBeNull();
    expect(done).toMatchObject({ files: { company: { rows: 3 }, sepa: { rows: ROWS }, swift: { rows: ROWS } } });
    expect(transfers).toBeGreaterThan(before);
    const sums = await Promise.all(
      ['sepa', 'swift'].map(async (data_type) => {
        const rows = await bank.all<DataRow>('/api/data', {
          dataset: 'cash',
          data_type,
          include: 'quarantined',
          limit: 10_000,
        });
        expect(rows).toHaveLength(ROWS);
        return rows.reduce((sum, { amount }) => sum + Number(amount), 0);
      }),
    );
    expect(sums[0]! + sums[1]!).toBe(2 * ROWS * AMOUNT);
    expect(sums[0]).toBeGreaterThan(ROWS * AMOUNT);
  });

  it('that breaks off each time ends, and says why', async () => {
    const bank = await service.bank('T_BROKEN');
    const source = await sourceOf(bank, 20);
    const { pull_id } = await bank.call<Pull>(`/api/sources/${source.source_id}/pull`, { method: 'POST' });
    const done = await waitFor(
      'the pull to be given up',
      async () => {
        await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
        return read(bank, pull_id);
      },
      isDone,
      RECOVERY_MS,
    );
    expect([problemCode(done.failure), done.failure?.message?.id]).toEqual([
      'source-unreachable',
      'source-breaks-off-saying',
    ]);
    expect(done.failure?.detail).toContain('terminating connection');
  });
});
