import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LoanType, SyncLog, Upload } from '../api/answers.ts';
import { type Bank, type OutgoingFile, waitFor } from '../api/bank.ts';
import { accountNumber, creditFile, creditRows, headerOf, lineOf, paymentFile } from '../api/files.ts';
import { useOwnService } from '../api/own-service.ts';
import { isGiven, quiet } from '../api/tenants.ts';
import { processesOf } from '../processes-of.ts';

const SCHEDULE_SECONDS = 2;
const BIG = 200_000;
/** A worker's lease lasts 45 s; then the schedule finds it, and the work is done again. */
const RECOVERY_MS = 110_000;

/** Many credits, one in a hundred wrong; made fast: a thousand lines, again and again under other account numbers. */
function bigFile(loanType: LoanType, seed: number): OutgoingFile {
  const lines = creditRows(loanType, 1000, { seed }).map((row, index) =>
    lineOf('credit', loanType, {
      ...row,
      loan_account_number: '\u0001',
      ...(index % 100 === 50 ? { customer_type: '?' } : {}),
    }),
  );
  const content = [headerOf('credit', loanType)];
  for (let index = 0; index < BIG; index += 1) {
    content.push((lines[index % 1000] ?? '').replace('\u0001', accountNumber(index + 1)));
  }
  return { slice: loanType, fileType: 'credit', content: content.join('\n') };
}

describe.skipIf(isGiven() || process.platform !== 'linux')('kill -9 of the service', () => {
  const service = useOwnService(SCHEDULE_SECONDS);
  let banks: Bank[];
  beforeAll(async () => {
    banks = await Promise.all(['T_CRASH_A', 'T_CRASH_B', 'T_CRASH_C'].map((name) => service.bank(name)));
    for (const bank of banks) {
      // The schedule must not start what the test is to start.
      await quiet(bank);
      // Books of very different sizes follow each other here.
      await bank.configure('RETAIL', { max_removed_rate: 1 });
      await bank.load(creditFile('RETAIL', 100), paymentFile('RETAIL', 100));
    }
  });

  async function killAndStart(afterKill = () => {}): Promise<void> {
    await service.kill();
    afterKill();
    await waitFor(
      'engines to end',
      async () => processesOf(service.home),
      (left) => left.length === 0,
      20_000,
    );
    await service.start();
    banks = banks.map((bank) => service.follow(bank));
  }

  it('during an upload: the file is sent again to the same URL, or to a new one, and nothing is half there', async () => {
    const [bank] = banks as [Bank];
    const file = creditFile('COMMERCIAL', 50);
    const announced = await bank.announce(file);
    if (announced.upload.method !== 'PUT') throw new Error('a PUT was expected');
    const half = Buffer.from(file.content).subarray(0, 2000);
    const sending = fetch(announced.upload.url, {
      method: 'PUT',
      headers: { 'Content-Length': String(Buffer.byteLength(file.content)) },
      body: (async function* () {
        yield half;
        await new Promise(() => {});
      })(),
      duplex: 'half',
    } as RequestInit).then(
      () => 'answered',
      () => 'cut off',
    );
    await waitFor(
      'a part of the file',
      async () => sizesIn(path.join(service.home, 's3', 'tmp')),
      (sizes) => sizes.some((size) => size > 0),
    );
    await killAndStart();
    expect(await sending).toBe('cut off');
    const [restarted] = banks as [Bank];
    expect(await restarted.upload(announced.upload_id)).toMatchObject({ status: 'AWAITING_UPLOAD' });
    // All that was there is still there.
    expect(await restarted.count('RETAIL', 'credit')).toBe(100);
    expect(await restarted.count('RETAIL', 'payment_plan')).toBe(100);
    await restarted.load(file);
    expect(await restarted.count('COMMERCIAL', 'credit')).toBe(50);
  });

  it('during syncs, at several moments: old data until the new is whole, and then all of it', {
    timeout: 300_000,
  }, async () => {
    const files = banks.map((_, index) => bigFile('RETAIL', index + 1));
    const uploads: Upload[] = [];
    for (const [index, bank] of banks.entries()) uploads.push(await bank.stage(files[index] as OutgoingFile));
    const before = await Promise.all(banks.map((bank) => bank.rows('RETAIL', 'credit')));

    // The first is about to publish, the second is at work, the third is queued: then the service dies.
    const [first, second, third] = banks as [Bank, Bank, Bank];
    const syncs: SyncLog[] = [await first.startSync('RETAIL')];
    const reach = (...wanted: SyncLog['status'][]) =>
      waitFor(
        `the first sync to be ${wanted.join(' or ')}`,
        () => first.sync(syncs[0]?.id ?? ''),
        ({ status }) => wanted.includes(status),
      );
    await reach('VALIDATING', 'NORMALIZING', 'STORING', 'COMPLETED');
    syncs.push(await second.startSync('RETAIL'));
    await reach('STORING', 'COMPLETED');
    // Nothing ends while ClickHouse stands still, however quick this machine is.
    const clickhouse = Number(readFileSync(path.join(service.home, 'clickhouse.pid'), 'utf8').split(' ')[0]);
    process.kill(clickhouse, 'SIGSTOP');
    syncs.push(await third.startSync('RETAIL'));
    const atKill = await Promise.all(banks.map((bank, index) => bank.sync(syncs[index]?.id ?? '')));
    expect(atKill.filter(({ status }) => status !== 'COMPLETED').length).toBeGreaterThanOrEqual(2);
    await killAndStart(() => process.kill(clickhouse, 'SIGCONT'));

    // All of the new, or exactly the old; in one answer, because the work goes on as soon as the service is there.
    for (const [index, bank] of banks.entries()) {
      const page = await bank.dataPage('RETAIL', 'credit', { limit: 1000 });
      if (page.total_count === 100) expect(page.data).toEqual(before[index]);
      else expect(page.total_count).toBe(BIG - BIG / 100);
    }
    const ended = await Promise.all(
      banks.map(async (bank, index) => {
        const ended = bank.waitForSync(syncs[index]?.id ?? '', RECOVERY_MS);
        const counts = await countsUntil(ended, bank, 'RETAIL');
        return { log: await ended, counts };
      }),
    );
    for (const [index, { log, counts }] of ended.entries()) {
      const bank = banks[index] as Bank;
      expect(log).toMatchObject({
        status: 'COMPLETED',
        failure: null,
        files: {
          credit: {
            upload_id: uploads[index]?.upload_id,
            total_rows: BIG,
            valid_rows: BIG - BIG / 100,
            rejected_rows: BIG / 100,
          },
        },
      });
      expect(counts.filter((count) => count !== 100 && count !== BIG - BIG / 100)).toEqual([]);
      expect(await bank.dataPage('RETAIL', 'credit', { limit: 1 })).toMatchObject({
        total_count: BIG - BIG / 100,
        batch_id: log.batch_id,
      });
      expect(await bank.count('RETAIL', 'payment_plan')).toBe(100);
      expect(
        await bank.waitForUpload(uploads[index]?.upload_id ?? '', ({ status }) => status === 'LOADED'),
      ).toMatchObject({ sync_id: log.id });
      // One sync, one set of findings.
      expect(log.error_count).toBe(BIG / 100);
      const page = await bank.call<{ data: unknown[] }>(`/api/sync/logs/${log.id}/errors`, {
        query: { severity: 'ERROR', limit: 1000 },
      });
      expect(page.data).toHaveLength(1000);
    }
  });

  it('is not needed for this: an upload during a sync leaves the sync its own file, and is loaded next', async () => {
    const [, bank] = banks as [Bank, Bank];
    const first = await bank.stage(bigFile('RETAIL', 9));
    const { id } = await bank.startSync('RETAIL');
    await waitFor(
      'its work',
      () => bank.sync(id),
      ({ status }) => status !== 'QUEUED',
    );
    const second = await bank.stage(creditFile('RETAIL', 77));
    expect(second).toMatchObject({ status: 'STAGED' });
    const log = await bank.waitForSync(id);
    expect(log).toMatchObject({
      status: 'COMPLETED',
      files: { credit: { upload_id: first.upload_id, total_rows: BIG } },
    });
    expect(await bank.count('RETAIL', 'credit')).toBe(BIG - BIG / 100);
    expect(await bank.upload(second.upload_id)).toMatchObject({ status: 'STAGED' });
    const next = await bank.startSync('RETAIL');
    expect(await bank.waitForSync(next.id)).toMatchObject({ files: { credit: { upload_id: second.upload_id } } });
    expect(await bank.count('RETAIL', 'credit')).toBe(77);
    expect(await bank.upload(first.upload_id)).toMatchObject({ status: 'LOADED' });
  });

  it('is not what a second instance does: it says that one is running, and ends', async () => {
    const main = path.resolve(import.meta.dirname, '../../local/main.ts');
    const second = spawn(process.execPath, [main], {
      env: { ...process.env, TRANCHE_HOME: service.home, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = await outputOf(second);
    expect(said.code).toBe(1);
    expect(said.text).toContain('already running');
    expect(said.text).toContain(service.url);
    expect(said.text).not.toMatch(/\n\s+at /);
    expect(await (banks[0] as Bank).count('COMMERCIAL', 'credit')).toBe(50);
  });

  it('leaves nothing running, and a start afterwards has all data', async () => {
    const counts = (all: Bank[]) => Promise.all(all.map((bank) => bank.count('RETAIL', 'credit')));
    const before = await counts(banks);
    const findings = (await banks[0]?.all<SyncLog>('/api/sync/logs'))?.map(({ id }) => id);
    await killAndStart();
    expect(await counts(banks)).toEqual(before);
    expect((await banks[0]?.all<SyncLog>('/api/sync/logs'))?.map(({ id }) => id)).toEqual(findings);
    await (banks[0] as Bank).load(creditFile('RETAIL', 5));
    expect(await banks[0]?.count('RETAIL', 'credit')).toBe(5);
  });
});

/** How many credits a reader sees, again and again, until `end` has come about. */
async function countsUntil(end: Promise<unknown>, bank: Bank, loanType: LoanType): Promise<number[]> {
  const counts: number[] = [];
  const ended = end.then(
    () => true,
    () => true,
  );
  do counts.push(await bank.count(loanType, 'credit'));
  while (!(await Promise.race([ended, sleep(100, false)])));
  return counts;
}

/** Of the files below the folder; one that has gone meanwhile is none. */
function sizesIn(folder: string): number[] {
  return readdirSync(folder).flatMap(
    (name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? [],
  );
}

async function outputOf(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}
