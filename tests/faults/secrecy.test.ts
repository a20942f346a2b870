import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bank, waitFor } from '../api/bank.ts';
import { creditFile, creditRows, fileOf, headerOf, paymentFile, paymentRows } from '../api/files.ts';
import { isGiven, makeBank } from '../api/tenants.ts';

const PROCESS = path.resolve(import.meta.dirname, '../../local/service/child-process.ts');

/** In everything that is a bank's own: names, cells, texts of requests. */
const MARK = 'Zq7XMARKED';
let marks = 0;
const marked = (): string => `${MARK}${++marks}`;

/**
 * What a bank sends, and what opens doors, must be in no output of the service, whatever happens to it there. Everything
 * here goes to a service of its own, whose whole output is kept, and is looked for at the end.
 */
describe.skipIf(isGiven() || process.platform !== 'linux')('nothing marked is in any output', () => {
  let home: string;
  let child: ChildProcess;
  let said = '';
  let bank: Bank;
  /** Keys, tokens, signatures. */
  const secrets = new Set<string>();

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'tranche-secrecy-'));
    const env = { ...process.env, TRANCHE_LOG_LEVEL: 'DEBUG' };
    child = fork(PROCESS, [home, '3600'], { execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    const [{ url = '', failure }] = (await once(child, 'message')) as [{ url?: string; failure?: string }];
    if (failure) throw new Error(failure);
    bank = await makeBank(home, url, 'T_SECRECY');
    secrets.add(bank.apiKey);
  });
  afterAll(async () => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(home, { recursive: true, force: true });
  });

  const output = () =>
    said +
    readdirSync(path.join(home, 'logs'))
      .map((name) => readFileSync(path.join(home, 'logs', name), 'utf8'))
      .join('\n');
  const logged = (text: string) =>
    waitFor(
      text,
      async () => output(),
      (all) => all.includes(text),
      60_000,
    );
  /** What of all that is secret is in the output so far, and the lines that it is in. */
  function leaked(): { found: string[]; lines: string[] } {
    const all = output();
    const found = [...secrets, MARK].filter((secret) => all.toLowerCase().includes(secret.toLowerCase()));
    const lines = all.split('\n').filter((line) => found.some((secret) => line.includes(secret)));
    return { found, lines: lines.map((line) => line.slice(0, 500)) };
  }
  const nothing = { found: [], lines: [] };
  const environment = () =>
    JSON.parse(readFileSync(path.join(home, 'environment.json'), 'utf8')) as Record<string, string>;

  async function announce(file: Parameters<Bank['announce']>[0]) {
    const announced = await bank.announce({ ...file, name: `${marked()}.csv` });
    if (announced.upload.method === 'PUT') {
      secrets.add(new URL(announced.upload.url).searchParams.get('X-Amz-Signature') ?? '');
    }
    return announced;
  }
  async function send(file: Parameters<Bank['announce']>[0]): Promise<string> {
    const announced = await announce(file);
    await bank.put(announced, file.content);
    const { upload_id } = await bank.waitForUpload(announced.upload_id, ({ status }) => status !== 'AWAITING_UPLOAD');
    return upload_id;
  }

  it('requests: bodies, queries, paths and headers, right and wrong', async () => {
    const headers = {
      'X-Marked': marked(),
      'User-Agent': marked(),
      Cookie: `session=${marked()}`,
      Referer: `http://${marked()}.example`,
      'Idempotency-Key': marked(),
      traceparent: marked(),
    };
    const bodies: unknown[] = [
      { tenant_id: marked(), loan_type: 'RETAIL' },
      { loan_type: marked() },
      { [marked()]: 1 },
      `{"loan_type": "${marked()}`,
      marked(),
      [[[marked()]]],
    ];
    const statuses: number[] = [];
    const ask = async (address: string, request: Parameters<Bank['ask']>[1]) =>
      statuses.push((await bank.ask(address, request)).status);
    for (const address of ['/api/uploads', '/api/sync', '/api/auth/token', '/api/auth/refresh', '/api/auth/logout']) {
      for (const body of bodies) await ask(address, { method: 'POST', body, headers });
    }
    expect(statuses.filter((status) => status < 400 || status > 499)).toEqual([]);
    const queries = [`?${marked()}=1`, `?loan_type=${marked()}`, `?loan_type=RETAIL&filter[${marked()}][eq]=1`];
    queries.push(`?loan_type=RETAIL&filter[customer_id][eq]=${marked()}`, `?cursor=${marked()}`, `?limit=${marked()}`);
    for (const query of queries) {
      for (const address of ['/api/data', '/api/sync/logs', '/api/uploads', '/api/profiling', '/metrics', '/health']) {
        await ask(`${address}${query}`, { headers });
      }
    }
    for (const address of [`/api/uploads/${marked()}`, `/api/sync/logs/${marked()}/errors`, `/${marked()}`]) {
      for (const method of ['GET', 'POST', 'DELETE', 'PATCH']) await ask(address, { method, headers });
    }
    const credentials = [`Api-Key ${marked()}`, `Bearer eyJ${marked()}.${marked()}.${marked()}`, marked()];
    credentials.push(`Api-Key sk_live_${'0f'.repeat(24)}`, `Basic ${Buffer.from(marked()).toString('base64')}`);
    for (const Authorization of credentials) {
      for (const address of ['/api/tenant', '/metrics']) {
        expect((await bank.ask(address, { headers: { Authorization } })).status).toBe(401);
      }
    }
    secrets.add('0f'.repeat(24)).add(Buffer.from(MARK).toString('base64').slice(0, 12));
    await brokenHttp();
    expect(statuses.filter((status) => status > 499)).toEqual([]);
    expect(leaked()).toEqual(nothing);
  });

  /** What no HTTP client would send. */
  async function brokenHttp(): Promise<void> {
    const { port } = new URL(bank.baseUrl);
    await new Promise<void>((done) => {
      const request = httpRequest({ port, path: '/api/sync', method: 'POST', headers: { 'Content-Length': 1000 } });
      request.on('error', () => done());
      request.write(marked(), () => request.destroy());
    });
  }

  it('signing in and out, and keys that are replaced', async () => {
    const signedIn = await bank.call<{ access_token: string; refresh_token: string }>('/api/auth/token', {
      method: 'POST',
      body: { api_key: bank.apiKey },
    });
    secrets.add(signedIn.access_token).add(signedIn.refresh_token);
    await bank.ask('/api/tenant', { headers: { Authorization: `Bearer ${signedIn.access_token}` } });
    const again = { method: 'POST', body: { refresh_token: signedIn.refresh_token } };
    // The second time it is a token that was used before: whoever sends it may have stolen it.
    const statuses: number[] = [];
    for (let time = 0; time < 2; time += 1) {
      const answer = await bank.ask<{ access_token?: string; refresh_token?: string }>('/api/auth/refresh', again);
      statuses.push(answer.status);
      secrets.add(answer.body.access_token ?? bank.apiKey).add(answer.body.refresh_token ?? bank.apiKey);
    }
    expect(statuses).toEqual([200, 401]);
    const rotated = await bank.call<{ api_key: string }>('/api/tenant/api-key/rotate', { method: 'POST' });
    bank.apiKey = rotated.api_key;
    secrets.add(bank.apiKey);
    expect(leaked()).toEqual(nothing);
  });

  it('files: good ones, wrong cells, and files that cannot be read', async () => {
    const wrong = creditRows('RETAIL', 40).map((row, index) => ({
      ...row,
      customer_id: marked(),
      ...(index < 5 ? { original_loan_amount: marked(), loan_start_date: marked(), customer_type: marked() } : {}),
    }));
    const payments = paymentRows('RETAIL', 40).map((row, index) =>
      index < 5 ? { ...row, loan_account_number: marked(), installment_amount: marked() } : row,
    );
    await send(fileOf('credit', 'RETAIL', wrong));
    await send(fileOf('payment_plan', 'RETAIL', payments));
    const log = await bank.waitForSync((await bank.startSync('RETAIL')).id);
    expect([log.status, (log.error_count ?? 0) > 5]).toEqual(['COMPLETED', true]);
    await bank.errors(log.id);
    await bank.errorsCsv(log.id);
    await bank.rejectedCsv(log.id, 'credit');
    await bank.rows('RETAIL', 'credit');
    await bank.profile('RETAIL', 'credit');
    await bank.dataPage('RETAIL', 'credit', { 'filter[customer_id][contains]': marked() });

    const header = headerOf('credit', 'COMMERCIAL');
    const unreadable: (string | Buffer)[] = [
      `${header};${marked()}\r\n${marked()}\r\n`,
      `${marked()}\n`,
      Buffer.concat([Buffer.from(`${header}\n${marked()}`), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from(marked())]),
      gzipSync(`${header}\n${marked()}\n`.repeat(2000)).subarray(0, 60),
      `${header}\n"${marked()}\n${marked()};"\n${marked()}`,
      `${header}\n${`${marked()};`.repeat(500)}\n`,
    ];
    for (const content of unreadable) await send({ slice: 'COMMERCIAL', fileType: 'credit', content });
    await bank.ask('/api/sync', { method: 'POST', body: { tenant_id: bank.tenantId, loan_type: 'COMMERCIAL' } });
    await logged('rejected');
    expect(leaked()).toEqual(nothing);
  });

  it('a table that is gone: an error of ours', async () => {
    const client = new pg.Client(environment().DATABASE_URL);
    await client.connect();
    try {
      await client.query('ALTER TABLE t_secrecy.sync_logs RENAME TO elsewhere');
      expect((await bank.ask(`/api/sync/logs?status=COMPLETED`)).status).toBe(500);
      await logged('internal-error');
      await client.query('ALTER TABLE t_secrecy.elsewhere RENAME TO sync_logs');
    } finally {
      await client.end();
    }
    expect(leaked()).toEqual(nothing);
  });

  it('a warehouse that stands still and then is gone, in the middle of a sync', async () => {
    // A sync of the bank before may still be at work: it has that bank's place among the small ones.
    bank = await makeBank(home, bank.baseUrl, 'T_SECRECY_2');
    secrets.add(bank.apiKey);
    await send(
      fileOf(
        'credit',
        'RETAIL',
        creditRows('RETAIL', 30).map((row) => ({ ...row, customer_id: marked() })),
      ),
    );
    await send(paymentFile('RETAIL', 30));
    const pid = Number(readFileSync(path.join(home, 'clickhouse.pid'), 'utf8').split(' ')[0]);
    process.kill(pid, 'SIGSTOP');
    const started = await bank.ask<{ id: string }>('/api/sync', {
      method: 'POST',
      body: { tenant_id: bank.tenantId, loan_type: 'RETAIL' },
    });
    expect(started.status).toBe(202);
    await waitFor(
      'the sync to be at work',
      async () =>
        output()
          .split('\n')
          .some((line) => line.includes(started.body.id) && line.includes('sync started')),
      (isAtWork) => isAtWork,
    );
    expect((await fetch(`${bank.baseUrl}/health`)).status).toBe(503);
    process.kill(pid, 'SIGKILL');
    await logged('sync interrupted; it will be tried again');
    const filter = { 'filter[customer_id][eq]': marked() };
    expect((await bank.ask('/api/data', { query: { loan_type: 'RETAIL', ...filter } })).status).toBe(503);
    await bank.ask('/metrics');
    expect(leaked()).toEqual(nothing);
  });

  it('a Postgres that is gone', async () => {
    const operator = readFileSync(path.join(home, 'metrics-token'), 'utf8');
    secrets.add(operator);
    const health = async () => (await fetch(`${bank.baseUrl}/health`)).text();
    const isDown = (text: string) => /Down: [^"]*postgres/.test(text);
    async function askWithoutPostgres() {
      const pid = Number(readFileSync(path.join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGQUIT');
      await waitFor('Postgres to be down', health, isDown);
      const answers = [await bank.ask(`/api/data?loan_type=${marked()}`), await bank.ask('/metrics')];
      const scraped = await fetch(`${bank.baseUrl}/metrics`, { headers: { authorization: `Bearer ${operator}` } });
      const text = await scraped.text();
      await send(creditFile('COMMERCIAL', 3)).catch(() => undefined);
      return { statuses: answers.map(({ status }) => status), scraped: { status: scraped.status, text } };
    }
    // It is started again after a moment: what is asked too slowly for that is asked once more.
    let asked = await askWithoutPostgres();
    for (let tries = 1; tries < 5 && !isDown(await health()); tries++) asked = await askWithoutPostgres();
    expect(asked.statuses.map((status) => status >= 500)).toEqual([true, true]);
    expect(asked.scraped.status).toBe(200);
    expect(asked.scraped.text).toContain('metrics_source_up{source="sync_logs"} 0');
    expect(asked.scraped.text).toContain('metrics_source_up{source="staging"} 1');
    expect(asked.scraped.text).not.toMatch(/^sync_operations_total/m);
  });

  it('is nowhere to be found', async () => {
    const settings = environment();
    for (const name of ['DATABASE_URL', 'CREDENTIALS_DATABASE_URL']) secrets.add(new URL(settings[name]!).password);
    for (const name of [
      'WAREHOUSE_PASSWORD',
      'WAREHOUSE_LOAD_PASSWORD',
      'KEY_PEPPER',
      'TOKEN_PRIVATE_KEY',
      'METRICS_TOKEN',
      'AWS_SECRET_ACCESS_KEY',
    ])
      secrets.add(settings[name]!);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    const all = output();
    expect(leaked()).toEqual(nothing);
    // And whatever looks like one, presigned URLs that nobody showed us among them.
    expect(all).not.toMatch(/sk_live_[0-9a-f]{9}|rt_live_[0-9a-f]{9}|X-Amz-Signature=[0-9a-f]{9}|\beyJ[\w-]{9}/i);
    // So that nothing found means something: these were looked through, and what happened is in them.
    expect([secrets.size > 15, [...secrets].every((secret) => secret.length >= 12), marks > 100]).toEqual([
      true,
      true,
      true,
    ]);
    const events = ['"level":"DEBUG"', 'refused', 'rejected', 'sync completed', 'part is down', 'WarehouseUnavailable'];
    for (const event of [...events, 'internal-error', 'ECONNREFUSED', 'a source of metrics does not answer']) {
      expect([event, all.includes(event)]).toEqual([event, true]);
    }
  });
});
