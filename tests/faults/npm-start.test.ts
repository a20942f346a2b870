import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../integration/local/host/fixture/start.ts';
import { useNpmStart } from '../integration/local/npm-start.ts';
import { processesOf } from '../processes-of.ts';

/** Processes that this one has started, as Linux knows it. */
const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) === parent;
      } catch {
        return false;
      }
    });

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  const { home, ready, readTenants } = useNpmStart();

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
    const engines = [
      {
        part: 'postgres',
        name: 'Postgres',
        pid: Number(readFileSync(path.join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
      },
      {
        part: 'clickhouse',
        name: 'ClickHouse',
        pid: Number(readFileSync(path.join(home, 'clickhouse.pid'), 'utf8').split(' ')[0]),
      },
    ];
    for (const { part, name, pid } of engines) {
      // Standing still it is down for as long as that takes to be seen; killed, it may be back before anybody has looked.
      const processes = [pid, ...childrenOf(pid)];
      for (const one of processes) process.kill(one, 'SIGSTOP');
      expect(await until(health, ({ down }) => down.join() === part)).toEqual({ status: 503, down: [part] });
      process.kill(pid, 'SIGKILL');
      for (const one of processes.slice(1)) process.kill(one, 'SIGCONT');
      await until(running.output, (printed) => printed.includes(`${name} is back`));
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
});
