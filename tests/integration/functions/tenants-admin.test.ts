import { spawnSync } from 'node:child_process';
import { access, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/tenants-admin/handler.ts';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { verifyApiKey } from '../../../shared/operations/api-keys.ts';
import { database } from '../../../shared/operations/database.ts';
import { closeWarehouseClients } from '../../../shared/warehouse/client.ts';
import { setSettings } from '../../settings.ts';
import { emptyPostgres, PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';

let home: string;
let postgres: TestPostgres;
let clickhouse: ClickHouse;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'tranche-tenants-admin-'));
  clickhouse = await startClickHouse({ directory: path.join(home, 'clickhouse'), port: 0, log: () => undefined });
  postgres = await emptyPostgres();
  setSettings({ DATABASE_URL: postgres.url, KEY_PEPPER: PEPPER, WAREHOUSE_URL: clickhouse.url });
});
afterAll(async () => {
  await database().close();
  await closeWarehouseClients();
  await postgres.stop();
  await clickhouse.stop();
  await rm(home, { recursive: true, force: true });
});

const run = (event: unknown) => handler(event, { awsRequestId: 'request-1' });

describe('the function that operators call', () => {
  it('makes a tenant in an empty installation, with a key that works', async () => {
    const made = await run({ command: 'create', values: ['BANK004', 'Bank 004'] });
    expect(made).toMatchObject({ ok: true, data: { tenant_id: 'BANK004', created: true } });
    const { api_key } = (made as unknown as { data: { api_key: string } }).data;
    expect(await verifyApiKey(postgres.database.registry, PEPPER, api_key)).toMatchObject({
      ok: true,
      name: 'Bank 004',
    });
    expect(await run({ command: 'list', values: [] })).toMatchObject({
      ok: true,
      data: [{ tenant_id: 'BANK004' }],
    });
  });

  it('adds a user with the password that comes beside the values, and repeats none of it', async () => {
    const password = 'correct horse battery';
    const added = await run({ command: 'add-user', values: ['BANK004', 'anna', 'admin'], password });
    expect(added).toMatchObject({ ok: true, data: { username: 'anna', created: true } });
    expect(JSON.stringify(added)).not.toContain(password);
    expect(await run({ command: 'set-password', values: ['BANK004', 'anna'], password: 'short' })).toEqual({
      ok: false,
      message: 'A password has at least 12 characters.',
    });
    expect(await run({ command: 'set-password', values: ['BANK004', 'anna'] })).toMatchObject({ ok: false });
  });

  it.each([
    [{ command: 'disable', values: ['NOBODY'] }, /no tenant "NOBODY"/],
    [{ command: 'create', values: ['bank', 'x'] }, /cannot be a tenant id/],
    [{ command: 'create', values: ['BANK005'] }, /Not a command/],
    [{ command: 'toString', values: [] }, /Not a command/],
    [{ command: 'list', values: [], as: 'root' }, /Not a command/],
    ['list', /Not a command/],
  ])('refuses %j in words', async (event, message) => {
    expect(await run(event)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });
});

describe('npm run tenants -- --aws', () => {
  /** Runs the command with a program `aws` that answers what it is told to. */
  async function tenants(
    args: string[],
    aws: { answer: string; invocation?: string; status?: number } | undefined,
    env: Record<string, string> = {},
  ) {
    const bin = await mkdtemp(path.join(home, 'bin-'));
    if (aws) {
      const { answer, invocation = '{"StatusCode":200}', status = 0 } = aws;
      await writeFile(path.join(bin, 'answer.json'), answer);
      const program = `#!/bin/sh
echo "$@" > ${bin}/arguments
for last; do case "$last" in file://*) cp "\${last#file://}" ${bin}/payload.json; stat -c %A "\${last#file://}" > ${bin}/mode;; esac; done
cp ${bin}/answer.json "$last"
echo '${invocation}'
[ ${status} = 0 ] || echo 'An error occurred (AccessDeniedException)' >&2
exit ${status}
`;
      await writeFile(path.join(bin, 'aws'), program);
      await chmod(path.join(bin, 'aws'), 0o755);
    }
    const script = path.resolve(import.meta.dirname, '../../../scripts/tenants.ts');
    const done = spawnSync(process.execPath, [script, ...args], {
      env: { PATH: aws ? `${bin}:/usr/bin:/bin` : bin, ...env },
      encoding: 'utf8',
    });
    return { ...done, read: (name: string) => readFile(path.join(bin, name), 'utf8') };
  }

  it('has the function of the installation do it, and prints what it says', async () => {
    const answer = JSON.stringify({ ok: true, data: { tenant_id: 'BANK004' }, text: 'BANK004 is made.' });
    const done = await tenants(['--aws=other', 'create', 'BANK004', 'Bank 004'], { answer });
    expect(done.stderr).toBe('');
    expect(done.stdout).toBe('BANK004 is made.\n');
    expect(await done.read('arguments')).toContain('lambda invoke --function-name other-tenants ');
    expect(JSON.parse(await done.read('payload.json'))).toEqual({ command: 'create', values: ['BANK004', 'Bank 004'] });
    const json = await tenants(['create', 'BANK004', 'Bank 004', '--aws', '--json'], { answer });
    expect(JSON.parse(json.stdout)).toEqual({ tenant_id: 'BANK004' });
    expect(await json.read('arguments')).toContain('--function-name tranche-tenants ');
  });

  it('hands a password over in a file that only its owner reads, and that is gone afterwards', async () => {
    const answer = JSON.stringify({ ok: true, data: {}, text: 'anna can sign in.' });
    const password = 'correct horse battery';
    const args = ['--aws', 'add-user', 'BANK004', 'anna', '--role', 'viewer'];
    const done = await tenants(args, { answer }, { TRANCHE_PASSWORD: password });
    expect(done).toMatchObject({ stderr: '', stdout: 'anna can sign in.\n' });
    const said = await done.read('arguments');
    expect(said).not.toContain(password);
    expect(await done.read('mode')).toBe('-rw-------\n');
    const [, file = ''] = /--payload file:\/\/(\S+)/.exec(said)!;
    await expect(access(file)).rejects.toThrow('ENOENT');
    expect(JSON.parse(await done.read('payload.json'))).toEqual({
      command: 'add-user',
      values: ['BANK004', 'anna', 'viewer'],
      password,
    });
  });

  it.each([
    [{ answer: '{"ok":false,"message":"There is no tenant \\"X\\"."}' }, 'There is no tenant "X".'],
    [{ answer: '{}', status: 254 }, 'tranche-tenants was not reached. An error occurred (AccessDeniedException)'],
    [
      {
        answer: '{"errorMessage":"Configuration: KEY_PEPPER is missing"}',
        invocation: '{"FunctionError":"Unhandled"}',
      },
      'tranche-tenants failed: Configuration: KEY_PEPPER is missing',
    ],
    [undefined, 'The AWS CLI is needed (version 2): no program "aws" was found.'],
  ])('says what went wrong: %j', async (aws, message) => {
    const done = await tenants(['--aws', 'list'], aws);
    expect(done.status).toBe(1);
    expect(done.stderr.trim()).toBe(message);
  });
});
