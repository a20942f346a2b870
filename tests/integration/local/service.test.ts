import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { until } from './host/fixture/start.ts';

const MAIN = path.resolve(import.meta.dirname, '../../../local/main.ts');
const home = mkdtempSync(path.join(tmpdir(), 'tranche-service-'));
const started: ChildProcess[] = [];

interface Run {
  readonly child: ChildProcess;
  /** All that it printed so far. */
  output(): string;
  readonly ended: Promise<number | null>;
}

function run(port: number, inHome = home): Run {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, TRANCHE_HOME: inHome, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, output: () => printed, ended };
}

/** Starts it and waits for its one line; before it there may be one that says why it takes a little longer. */
async function ready(): Promise<Run & { url: string }> {
  const running = run(0);
  await until(running.output, (printed) => printed.includes('ready') || running.child.exitCode !== null);
  const [, url] =
    /^(?:Building the page [^\n]*\n)?Tranche is ready at (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(running.output()) ?? [];
  expect(url, running.output()).toBeDefined();
  return { ...running, url: url as string };
}

/** Processes of this machine that have the home in their command line: engines, and the watch over them. */
function processesOf(inHome: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(inHome) ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

const readTenants = () =>
  JSON.parse(readFileSync(path.join(home, 'tenants.json'), 'utf8')) as { tenant_id: string; api_key: string }[];

async function tenantOf(url: string, apiKey: string): Promise<unknown> {
  const response = await fetch(`${url}/api/tenant`, { headers: { authorization: `Api-Key ${apiKey}` } });
  expect(response.status).toBe(200);
  return ((await response.json()) as { tenant_id: string }).tenant_id;
}

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  it('makes three tenants, answers with their keys, and is gone without a trace after Ctrl-C', async () => {
    const { url, child, ended } = await ready();
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'healthy' });
    const tenants = readTenants();
    expect(tenants.map(({ tenant_id }) => tenant_id)).toEqual(['BANK001', 'BANK002', 'BANK003']);
    for (const { tenant_id, api_key } of tenants) expect(await tenantOf(url, api_key)).toBe(tenant_id);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(processesOf(home)).toEqual([]);
  });

  it('keeps secrets from other users, and out of the logs', async () => {
    for (const name of ['secrets.json', 'environment.json', 'tenants.json']) {
      expect(statSync(path.join(home, name)).mode & 0o077, name).toBe(0);
    }
    const secrets = JSON.parse(readFileSync(path.join(home, 'secrets.json'), 'utf8')) as Record<string, unknown>;
    const values = [
      ...Object.values(secrets).filter((value) => typeof value === 'string'),
      ...readTenants().map((tenant) => tenant.api_key),
    ];
    expect(values.length).toBeGreaterThan(4);
    for (const name of readdirSync(path.join(home, 'logs'))) {
      const log = readFileSync(path.join(home, 'logs', name), 'utf8');
      for (const value of values) expect(log.includes(value as string), name).toBe(false);
    }
  });

  it('starts once a home, and says where the other one is', async () => {
    const first = await ready();
    const second = run(0);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`already running (pid ${first.child.pid}) at ${first.url}`);
    expect((await fetch(`${first.url}/health`)).status).toBe(200);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('leaves nothing running when it is killed, and goes on with all data at the next start', async () => {
    const before = await ready();
    const [tenant] = readTenants();
    const announced = await fetch(`${before.url}/api/uploads`, {
      method: 'POST',
      headers: { authorization: `Api-Key ${tenant?.api_key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ loan_type: 'RETAIL', file_type: 'credit', file_name: 'empty.csv', size_bytes: 1 }),
    });
    expect(announced.status).toBe(201);
    const { upload_id, upload } = (await announced.json()) as { upload_id: string; upload: { url: string } };
    before.child.kill('SIGKILL');
    await before.ended;
    await until(
      () => processesOf(home),
      (left) => left.length === 0,
    );

    const after = await ready();
    // The same ports again: the URL that was handed out before still works.
    expect((await fetch(upload.url, { method: 'PUT', body: '\n' })).status).toBe(200);
    const answer = await until(
      async () => {
        const response = await fetch(`${after.url}/api/uploads/${upload_id}`, {
          headers: { authorization: `Api-Key ${tenant?.api_key}` },
        });
        return (await response.json()) as { status: string };
      },
      ({ status }) => status !== 'AWAITING_UPLOAD',
    );
    expect(answer).toMatchObject({ status: 'REJECTED', problem: { type: '/problems/empty-file' } });
    after.child.kill('SIGHUP');
    expect(await after.ended).toBe(0);
    expect(processesOf(home)).toEqual([]);
  });

  it('goes on when an engine is killed: it says so, and the engine comes back with its data', async () => {
    const running = await ready();
    const health = async () => {
      const response = await fetch(`${running.url}/health`);
      const { checks } = (await response.json()) as { checks: Record<string, { status: string }> };
      return { status: response.status, down: Object.keys(checks).filter((part) => checks[part]?.status !== 'up') };
    };
    const pids = {
      postgres: readFileSync(path.join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0],
      clickhouse: readFileSync(path.join(home, 'clickhouse.pid'), 'utf8').split(' ')[0],
    };
    for (const [part, pid] of Object.entries(pids)) {
      process.kill(Number(pid), 'SIGKILL');
      expect(await until(health, ({ status }) => status === 503)).toEqual({ status: 503, down: [part] });
      expect(await until(health, ({ status }) => status === 200)).toEqual({ status: 200, down: [] });
    }
    const key = readTenants()[0]?.api_key;
    const answer = await fetch(`${running.url}/api/tenant`, { headers: { authorization: `Api-Key ${key}` } });
    expect(answer.status).toBe(200);
    const told = [
      'Postgres ended unexpectedly',
      'Postgres is back',
      'ClickHouse ended unexpectedly',
      'ClickHouse is back',
    ];
    expect(running.output()).toMatch(new RegExp(told.join('.*'), 's'));
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(processesOf(home)).toEqual([]);
  });

  it('names PORT when the port is taken, and starts nothing', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const running = run(port);
    expect(await running.ended).toBe(1);
    expect(running.output()).toMatch(new RegExp(`Port ${port} is in use.*PORT=`));
    expect(processesOf(home)).toEqual([]);
    taken.close();
  });

  it('does not make new secrets for old data', async () => {
    renameSync(path.join(home, 'secrets.json'), path.join(home, 'secrets.away'));
    const running = run(0);
    expect(await running.ended).toBe(1);
    expect(running.output()).toContain('secrets.json is missing');
    renameSync(path.join(home, 'secrets.away'), path.join(home, 'secrets.json'));
  });
});
