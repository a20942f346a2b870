import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../../local/postgres/start.ts';
import { inspectProcess } from '../../../local/processes/orphan.ts';
import { startInChild } from './engine-in-child.ts';

let root: string;
let directory: string;
const running: Postgres[] = [];
const kills: (() => Promise<void>)[] = [];

const start = async (over: Partial<Parameters<typeof startPostgres>[0]> = {}) => {
  const server = await startPostgres({ directory, port: 0, password: 'pw', log: () => {}, ...over });
  running.push(server);
  return server;
};

async function query(url: string, sql: string): Promise<unknown[][]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

/** The engine in a process of its own, which a test may kill. */
async function startElsewhere() {
  const options = { directory, port: 0, password: 'pw' };
  const { engine, kill } = await startInChild<Postgres>('postgres/start.ts', 'startPostgres', options);
  kills.push(kill);
  return { ...engine, kill };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tranche-pg-'));
  directory = join(root, 'data');
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await Promise.all(kills.splice(0).map((kill) => kill()));
  rmSync(root, { recursive: true, force: true });
});

describe('the laptop Postgres', () => {
  test('serves queries, sorts as Turkish does, and asks for the password', async () => {
    const server = await start();
    expect(
      await query(server.url, `select lower('IĞÜ İ' collate "tr-TR-x-icu"), current_setting('synchronous_commit')`),
    ).toEqual([['ığü i', 'on']]);
    expect(await query(server.url, `select x from unnest(array['i','ı','ç','d','c']) x order by x`)).toEqual(
      ['c', 'ç', 'd', 'ı', 'i'].map((letter) => [letter]),
    );
    await expect(query(server.url.replace(':pw@', ':other@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(readdirSync(root).sort()).toEqual(['data', 'data.owner']);
  });

  test('listens on 127.0.0.1 only, without a socket file', async () => {
    const server = await start();
    expect(
      await query(server.url, `select current_setting('listen_addresses'), current_setting('unix_socket_directories')`),
    ).toEqual([['127.0.0.1', '']]);
  });

  test('keeps data over stop and start', async () => {
    const first = await start();
    await query(first.url, `create table kept as select 42 as answer`);
    await first.stop();
    expect(inspectProcess(first.pid)).toBeUndefined();
    const second = await start();
    expect(await query(second.url, 'select answer from kept')).toEqual([[42]]);
  });

  test('keeps every commit when the server is killed, and says that it ended', async () => {
    const first = await start();
    const exit = new Promise((resolve) => first.onExit(resolve));
    await query(first.url, 'create table kept (n int); insert into kept values (1), (2)');
    process.kill(first.pid, 'SIGKILL');
    await exit;
    const second = await start();
    expect(await query(second.url, 'select count(*)::int from kept')).toEqual([[2]]);
  });

  test('takes over from a killed parent: its orphan is ended, its commits are there', async () => {
    const first = await startElsewhere();
    await query(first.url, 'create table kept as select 7 as n');
    await first.kill();
    expect(inspectProcess(first.pid)).toBeDefined();
    const second = await start();
    expect(inspectProcess(first.pid)).toBeUndefined();
    expect(await query(second.url, 'select n from kept')).toEqual([[7]]);
  });

  test('leaves a server alone whose owner is alive', async () => {
    const first = await startElsewhere();
    await expect(start()).rejects.toThrow(/is in use: process \d+, started by process \d+/);
    expect(await query(first.url, 'select 1')).toEqual([[1]]);
    await first.kill();
    await (await start()).stop();
  });

  test('names a port that is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    await expect(start({ port })).rejects.toThrow(`127.0.0.1:${port}: the port is in use`);
    other.close();
  });
});
