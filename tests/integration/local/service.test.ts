import { once } from 'node:events';
import { readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { processesOf } from '../../processes-of.ts';
import { useNpmStart } from './npm-start.ts';

async function tenantOf(url: string, apiKey: string): Promise<unknown> {
  const response = await fetch(`${url}/api/tenant`, { headers: { authorization: `Api-Key ${apiKey}` } });
  expect(response.status).toBe(200);
  return ((await response.json()) as { tenant_id: string }).tenant_id;
}

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  const { home, run, ready, readTenants } = useNpmStart();

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
