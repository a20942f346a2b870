import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { createFirstTenants } from '../../../local/first-tenants.ts';
import { keepEnvironment } from '../../../local/service/environment.ts';
import { lockHome } from '../../../local/service/instance-lock.ts';
import { runTenants } from '../../../scripts/tenants/command-line.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { verifyApiKey } from '../../../shared/operations/api-keys.ts';
import { somebody } from '../../../shared/operations/audit.ts';
import { migrate } from '../../../shared/operations/migrate.ts';
import { passwordLoginsOf } from '../../../shared/operations/password-login.ts';
import { closeWarehouseClients } from '../../../shared/warehouse/client.ts';
import { setSettings } from '../../settings.ts';
import { emptyPostgres, PEPPER, type TestPostgres, TOKEN_KEYS } from '../operations/postgres-under-test.ts';
import { plainSql } from '../warehouse/plain-sql.ts';

let home: string;
let postgres: TestPostgres;
let clickhouse: ClickHouse;
let settings: Record<string, string>;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'tranche-tenants-'));
  clickhouse = await startClickHouse({ directory: path.join(home, 'clickhouse'), port: 0, log: () => undefined });
  postgres = await emptyPostgres();
  settings = { DATABASE_URL: postgres.url, KEY_PEPPER: PEPPER, WAREHOUSE_URL: clickhouse.url };
  setSettings({ WAREHOUSE_URL: clickhouse.url });
});
afterAll(async () => {
  await closeWarehouseClients();
  await postgres.stop();
  await clickhouse.stop();
  await rm(home, { recursive: true, force: true });
});

/** Runs the command as an operator does, in a process of its own. */
async function inProcess(args: string[], env: Record<string, string> = settings, input = '') {
  const script = path.resolve(import.meta.dirname, '../../../scripts/tenants.ts');
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '', ...env },
    cwd: home,
  });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number, out, err };
}

/** The same without starting a process, which costs more than the command does. */
async function tenants(args: string[], env: Record<string, string> = settings, input = '') {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runTenants(args, {
    env: { ...env },
    input: Readable.from([input]),
    out: (said) => out.push(`${said}\n`),
    err: (said) => err.push(`${said}\n`),
  });
  return { code, out: out.join(''), err: err.join('') };
}
const verify = (apiKey: string) => verifyApiKey(postgres.database.registry, PEPPER, apiKey);
const tables = (tenantId: string) => plainSql(tenantScope(tenantId)).rows<{ name: string }>('SHOW TABLES');

test('create on an empty installation makes everything, and prints the key once', async () => {
  const made = await inProcess(['create', 'BANK004', 'Bank 004']);
  expect(made.err).toBe('');
  expect(made.code).toBe(0);
  const apiKey = /sk_live_[0-9a-f]{48}/.exec(made.out)?.[0] ?? '';
  expect(await verify(apiKey)).toMatchObject({ ok: true, name: 'Bank 004', role: 'admin' });
  expect((await tables('BANK004')).length).toBeGreaterThan(3);

  const again = await tenants(['create', 'BANK004', 'Bank 004']);
  expect(again.code).toBe(0);
  expect(again.out).not.toMatch(/sk_live_[0-9a-f]{48}/);
  expect((await verify(apiKey)).ok).toBe(true);
});

test('list, disable, enable, rekey, as JSON', async () => {
  const created = JSON.parse((await tenants(['create', 'BANK005', 'Bänk Ğ 005', '--json'])).out);
  expect(created).toMatchObject({ tenant_id: 'BANK005', created: true });
  expect(JSON.parse((await tenants(['--json', 'disable', 'BANK005'])).out)).toEqual({
    tenant_id: 'BANK005',
    is_active: false,
    // Nobody has said where uploads are staged.
    cancelled_uploads: null,
  });
  expect(await verify(created.api_key)).toEqual({ ok: false, reason: 'tenant-inactive' });
  const list = JSON.parse((await tenants(['list', '--json'])).out);
  expect(list).toContainEqual({
    tenant_id: 'BANK005',
    name: 'Bänk Ğ 005',
    is_active: false,
    created_at: expect.any(String),
    api_key_prefixes: [created.api_key_prefix],
  });
  await tenants(['enable', 'BANK005']);
  expect((await verify(created.api_key)).ok).toBe(true);
  const fresh = JSON.parse((await tenants(['rekey', 'BANK005', '--json'])).out);
  expect((await verify(created.api_key)).ok).toBe(false);
  expect((await verify(fresh.api_key)).ok).toBe(true);
});

test('keys of every role: make, list, revoke', async () => {
  const { api_key: first } = JSON.parse((await tenants(['create', 'BANK017', 'Bank 017', '--json'])).out);
  const made: Record<string, string>[] = [];
  for (const role of ['admin', 'operator', 'viewer']) {
    const key = JSON.parse((await tenants(['key', 'BANK017', role, '--json'])).out);
    expect(await verify(key.api_key)).toMatchObject({ ok: true, role, keyId: key.key_id, prefix: key.api_key_prefix });
    made.push(key);
  }
  const listed = JSON.parse((await tenants(['keys', 'BANK017', '--json'])).out);
  expect(listed.map(({ role }: { role: string }) => role)).toEqual(['admin', 'admin', 'operator', 'viewer']);
  expect((await tenants(['keys', 'BANK017'])).out).not.toMatch(/sk_live_[0-9a-f]{9}/);

  const [admin, operator, viewer] = made;
  expect((await tenants(['revoke', 'BANK017', operator!.api_key_prefix!])).out).toMatch(/has stopped/);
  expect((await tenants(['revoke', 'BANK017', viewer!.key_id!])).code).toBe(0);
  for (const { api_key } of [operator!, viewer!]) expect((await verify(api_key!)).ok).toBe(false);
  expect((await verify(first)).ok).toBe(true);

  const again = await tenants(['revoke', 'BANK017', viewer!.key_id!]);
  expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/no key .* in force/) });
  const whole = await tenants(['revoke', 'BANK017', first]);
  expect(whole.code).toBe(1);
  expect(whole.err).not.toContain(first);
  expect((await verify(first)).ok).toBe(true);

  await tenants(['revoke', 'BANK017', admin!.key_id!]);
  expect((await tenants(['revoke', 'BANK017', first.slice(0, 16)])).out).toMatch(/No key of an admin is left/);
});

test("another tenant's key cannot be revoked, and of two with one prefix none is guessed", async () => {
  const { api_key } = JSON.parse((await tenants(['create', 'BANK018', 'Bank 018', '--json'])).out);
  await tenants(['create', 'BANK019', 'Bank 019']);
  expect((await tenants(['revoke', 'BANK019', api_key.slice(0, 16)])).code).toBe(1);
  const twin = JSON.parse((await tenants(['key', 'BANK018', 'viewer', '--json'])).out);
  await postgres.database.registry.query('UPDATE api_keys SET prefix = $1 WHERE key_id = $2', [
    api_key.slice(0, 16),
    twin.key_id,
  ]);
  expect((await tenants(['revoke', 'BANK018', api_key.slice(0, 16)])).err).toMatch(/More than one key/);
  expect((await verify(api_key)).ok).toBe(true);
});

const PASSWORD = 'correct horse battery';
const signIn = (tenantId: string, username: string, password: string) =>
  passwordLoginsOf(
    postgres.database,
    { pepper: PEPPER, privateKey: TOKEN_KEYS.privateKey },
    somebody({ address: null, requestId: null }),
  )({ tenantId, username, password, place: '203.0.113.9' }, async () => undefined);

test('users: add, list, another password, disable, enable, remove; a password comes from outside the arguments', async () => {
  await tenants(['create', 'BANK020', 'Bank 020']);
  const added = await inProcess(
    ['add-user', 'BANK020', 'Anna', '--role', 'admin', '--json'],
    settings,
    `${PASSWORD}\n`,
  );
  expect(added.err).toBe('');
  expect(JSON.parse(added.out)).toEqual({ tenant_id: 'BANK020', username: 'anna', role: 'admin', created: true });
  expect(added.out).not.toContain(PASSWORD);
  expect((await signIn('BANK020', 'anna', PASSWORD)).ok).toBe(true);

  // Again, with whatever password and role: nothing changes.
  const again = await tenants(['add-user', '--role=viewer', 'BANK020', 'anna'], { ...settings, TRANCHE_PASSWORD: 'x' });
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('is there already, with the role admin') });
  expect((await signIn('BANK020', 'anna', PASSWORD)).ok).toBe(true);

  const listed = JSON.parse((await tenants(['list-users', 'BANK020', '--json'])).out);
  expect(listed).toEqual([
    {
      username: 'anna',
      role: 'admin',
      is_active: true,
      created_at: expect.any(String),
      last_login_at: expect.stringMatching(/Z$/),
    },
  ]);
  const fresh = { ...settings, TRANCHE_PASSWORD: 'another password 1' };
  expect((await tenants(['set-password', 'BANK020', 'ANNA'], fresh)).out).toMatch(
    /anna of BANK020 has the new password/,
  );
  expect((await signIn('BANK020', 'anna', PASSWORD)).ok).toBe(false);
  expect((await signIn('BANK020', 'anna', 'another password 1')).ok).toBe(true);

  expect((await tenants(['disable-user', 'BANK020', 'anna'])).out).toMatch(/signed out and cannot sign in/);
  expect((await signIn('BANK020', 'anna', 'another password 1')).ok).toBe(false);
  await tenants(['enable-user', 'BANK020', 'anna']);
  expect((await signIn('BANK020', 'anna', 'another password 1')).ok).toBe(true);
  expect((await tenants(['remove-user', 'BANK020', 'anna'])).code).toBe(0);
  expect((await tenants(['list-users', 'BANK020'])).out).toBe('BANK020 has no users.\n');
});

test.each([
  [['add-user', 'BANK004', 'bob', '--role', 'owner'], PASSWORD, 1, /"owner" is not a role/],
  [['add-user', 'BANK004', 'b', '--role', 'viewer'], PASSWORD, 1, /A username is 2 to 64 characters/],
  [['add-user', 'BANK004', 'service', '--role', 'viewer'], PASSWORD, 1, /A username is none of/],
  [['add-user', 'BANK004', 'bob', '--role', 'viewer'], 'short', 1, /at least 12 characters/],
  [['add-user', 'BANK004', 'bob', '--role', 'viewer'], '', 1, /A password is needed/],
  [['add-user', 'NOBODY', 'bob', '--role', 'viewer'], PASSWORD, 1, /no tenant "NOBODY"/],
  [['set-password', 'BANK004', 'bob'], PASSWORD, 1, /BANK004 has no user "bob"/],
  [['add-user', 'BANK004', 'bob'], PASSWORD, 2, /npm run tenants/],
  [['add-user', 'BANK004', 'bob', '--role'], PASSWORD, 2, /npm run tenants/],
  // Not as an argument, where everybody on the machine sees it.
  [['set-password', 'BANK004', 'bob', 'a password here'], PASSWORD, 2, /npm run tenants/],
] as const)('%j with %j is refused in words', async (args, input, code, message) => {
  const done = await tenants([...args], settings, input);
  expect({ code: done.code, err: done.err }).toEqual({ code, err: expect.stringMatching(message) });
  if (input !== '') expect(done.err + done.out).not.toContain(input);
});

test.each([
  [['key', 'BANK004', 'owner'], 1, /"owner" is not a role: admin, operator, viewer are/],
  [['key', 'NOBODY', 'viewer'], 1, /no tenant "NOBODY"/],
  [['key', 'BANK004'], 2, /npm run tenants/],
  [['disable', 'NOBODY'], 1, /no tenant "NOBODY"/],
  [['create', 'bank', 'x'], 1, /cannot be a tenant id/],
  [['create', 'BANK006'], 2, /npm run tenants/],
  [['remove', 'BANK004'], 2, /npm run tenants/],
  [[], 2, /npm run tenants/],
])('%j fails with a reason', async (args, code, reason) => {
  const failed = await tenants(args);
  expect(failed.code).toBe(code);
  expect(failed.err).toMatch(reason);
  expect(failed.err).not.toMatch(/\n\s+at /);
});

test('a database that is not there, and settings that are missing, are said in words', async () => {
  const gone = await inProcess(['list'], { ...settings, DATABASE_URL: 'postgres://postgres:x@127.0.0.1:1/postgres' });
  expect(gone.code).toBe(1);
  expect(gone.err).toMatch(/does not answer/);
  const { KEY_PEPPER: _, ...incomplete } = settings;
  expect((await tenants(['list'], incomplete)).err).toMatch(/KEY_PEPPER is missing/);
});

test('the laptop: first tenants once, and the command works on what runs', async () => {
  await migrate(postgres.url);
  const options = { home, databaseUrl: postgres.url, pepper: PEPPER };
  await createFirstTenants(options);
  const file = path.join(home, 'tenants.json');
  const first = await readFile(file, 'utf8');
  expect(JSON.parse(first).map(({ tenant_id, name }: Record<string, string>) => [tenant_id, name])).toEqual([
    ['BANK001', 'Bank 001'],
    ['BANK002', 'Bank 002'],
    ['BANK003', 'Bank 003'],
  ]);
  for (const { tenant_id, api_key } of JSON.parse(first)) {
    expect(await verify(api_key)).toMatchObject({ ok: true, scope: tenantScope(tenant_id), role: 'admin' });
  }
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await tables('BANK003')).length).toBeGreaterThan(3);

  await createFirstTenants(options);
  expect(await readFile(file, 'utf8')).toBe(first);

  const local = { TRANCHE_HOME: home };
  expect((await tenants(['list'], local)).err).toMatch(/not running/);
  const lock = lockHome(home);
  try {
    lock.describe('http://127.0.0.1:1');
    keepEnvironment(home, settings);
    expect((await tenants(['list'], local)).out).toMatch(/BANK001/);
    const made = JSON.parse((await tenants(['create', 'BANK008', 'Bank 008', '--json'], local)).out);
    const kept = JSON.parse(await readFile(file, 'utf8'));
    expect(kept).toContainEqual({ tenant_id: 'BANK008', name: 'Bank 008', api_key: made.api_key });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  } finally {
    lock.release();
  }
});
