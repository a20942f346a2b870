import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Upload } from './answers.ts';
import { commandLineOf, type Run } from './command-line.ts';

const { bank, folder, tranche, document } = commandLineOf('COMMANDS_END');

describe('what a command ends with', () => {
  const endings: [string[], Run, number, RegExp][] = [
    [['uplaod', 'x'], {}, 2, /unknown command 'uplaod'\s+\(Did you mean upload\?\)/],
    [['upload'], {}, 2, /missing required argument 'files'/],
    [['upload', 'missing.csv'], {}, 2, /missing\.csv cannot be read: there is no such file/],
    [['data', 'RETIAL'], {}, 2, /Did you mean RETAIL\?/],
    [['validate', 'credit.csv', '--max-error-rate', '2'], {}, 2, /from 0 to 1/],
    [['sync', 'COMMERCIAL'], {}, 1, /npx tranche upload/],
    [['errors', '00000000-0000-4000-8000-000000000000'], {}, 1, /There is no sync/],
    [['status'], { env: { TRANCHE_URL: 'http://127.0.0.1:9' } }, 4, /does not answer/],
    [['status'], { env: { TRANCHE_API_KEY: `sk_live_${'0'.repeat(48)}` } }, 5, /tranche doctor/],
    [['status'], { env: { TRANCHE_API_KEY: '' } }, 2, /TRANCHE_API_KEY/],
    [['--profile', 'nowhere', 'status'], {}, 2, /no profile "nowhere"/],
    [['profile', 'RETAIL', '--profile', 'nowhere'], {}, 2, /no profile "nowhere"/],
    [['--profile', 'nowhere', 'profile', 'RETAIL'], {}, 2, /no profile "nowhere"/],
    [['--profile', 'profile', 'RETAIL'], {}, 2, /npx tranche profile … --profile NAME/],
    [['config', 'add', 'profile', '--url', 'https://x'], {}, 2, /A command is called so/],
    [['config', 'set', 'RETAIL'], {}, 2, /nothing to change/],
    [['config', 'set', 'RETAIL', '--requires', 'credits'], {}, 2, /comma list of credit, payment_plan/],
    [['config', 'set', 'RETAIL', '--on', '--off'], {}, 2, /cannot be used with/],
    [['upload', 'x', '--expect-sum', 'rate=1,5'], {}, 2, /digits with a decimal point/],
    [['publish', 'RETAIL'], {}, 2, /Expected the id of a sync; got "RETAIL"/],
    [['rollback', '00000000-0000-4000-8000-000000000000'], {}, 2, /--reason/],
    [['sync', 'RETAIL', '--upload', '00000000-0000-4000-8000-000000000000'], {}, 1, /There is no upload/],
  ];
  it.each(endings)('%j', async (args, run, code, message) => {
    const ended = await tranche(args, run);
    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.err).toMatch(message);
  });

  // What the options are read by refuses, what the command finds, and what the service answers.
  const ways = [0, 1, 2, 3, ...[1, 4, 5].map((code) => endings.findIndex((ending) => ending[2] === code))];
  it.each(ways.map((at) => endings[at]!))('%j with --json', async (args, run, code) => {
    const json = await tranche([...args, '--json'], run);
    expect(json).toMatchObject({ code, out: '' });
    expect(JSON.parse(json.err)).toMatchObject({ error: { exit_code: code, message: expect.any(String) } });
  });

  it('is 0 for help, with examples', async () => {
    for (const command of [
      [],
      ['upload'],
      ['validate'],
      ['sync'],
      ['rollback'],
      ['changes'],
      ['errors'],
      ['data'],
      ['doctor'],
      ['config', 'set'],
    ]) {
      const { code, out } = await tranche([...command, '--help']);
      expect(code).toBe(0);
      expect(out).toMatch(/Examples:\n {2}npx tranche /);
    }
  });

  it('is 0 for a watch that Ctrl-C ends', async () => {
    const { code, out } = await tranche(['status', '--watch', '--json', '--interval', '1'], { interrupt: true });
    expect(code).toBe(0);
    expect(JSON.parse(out.split('\n')[0]!)).toMatchObject({ tenant_id: bank().tenantId });
  });
});

it('the doctor finds everything well, and says what is not', async () => {
  const before = new Set((await bank().all<Upload>('/api/uploads')).map(({ upload_id }) => upload_id));
  const well = await document<{ healthy: boolean; checks: { check: string; status: string }[] }>('doctor');
  expect(well).toMatchObject({ code: 0, document: { healthy: true } });
  const looked = well.document.checks.map(({ check }) => check);
  expect(looked).toEqual(
    expect.arrayContaining([
      'node',
      'disk',
      'service',
      'postgres',
      'clickhouse',
      'clock',
      'key',
      'permissions',
      'storage',
    ]),
  );
  // What it sent to the storage is given up: nobody waits for it, and least of all the schedule.
  const left = (await bank().all<Upload>('/api/uploads')).filter(({ upload_id }) => !before.has(upload_id));
  expect(left).toMatchObject([{ status: 'EXPIRED', problem: { type: '/problems/upload-cancelled' } }]);
  const [{ upload_id }] = left as [Upload];
  expect((await bank().ask(`/api/uploads/${upload_id}/parts`)).status).toBe(409);
  const refused = await tranche(['doctor'], { env: { TRANCHE_API_KEY: `sk_live_${'0'.repeat(48)}` } });
  expect(refused.code).toBe(5);
  expect(refused.out).toMatch(/fail key .*\n +→ /);
  expect((await tranche(['doctor'], { env: { TRANCHE_URL: 'http://127.0.0.1:9' } })).code).toBe(4);
});

it('a profile keeps an address and a key that nobody else can read', async () => {
  const none = { TRANCHE_URL: '', TRANCHE_API_KEY: '' };
  const added = await tranche(['config', 'add', 'cloud', '--url', `${bank().baseUrl}/`], {
    env: none,
    input: `${bank().apiKey}\n`,
  });
  expect(added).toMatchObject({ code: 0, out: expect.stringContaining(bank().tenantId) });
  const file = path.join(folder(), 'config', 'tranche', 'config.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const listed = await tranche(['config', 'list', '--json'], { env: none });
  expect(JSON.parse(listed.out)).toMatchObject({
    current: 'cloud',
    profiles: [{ name: 'cloud', tenant_id: bank().tenantId }],
  });
  const status = await tranche(['status', '--json'], { env: none });
  expect(JSON.parse(status.out)).toMatchObject({ tenant_id: bank().tenantId, url: bank().baseUrl });
  expect((await tranche(['config', 'remove', 'cloud'], { env: none })).code).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toContain(bank().apiKey);
  const plain = await tranche(['config', 'add', 'x', '--url', 'http://tranche.example.com'], {
    env: none,
    input: bank().apiKey,
  });
  expect(plain.code).toBe(2);
});
