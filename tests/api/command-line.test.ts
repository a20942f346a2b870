import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataPage, DataRow, SyncLog, Upload, ValidationError } from './answers.ts';
import type { Bank, OutgoingFile } from './bank.ts';
import { creditFile, creditRows, fileOf, paymentRows, spoil } from './files.ts';
import { banksFor, isGiven } from './tenants.ts';

const MAIN = path.resolve(import.meta.dirname, '../../cli/main.ts');

let bank: Bank;
let folder: string;
/** Everything that any command has said. */
let said = '';

beforeAll(async () => {
  [bank] = (await banksFor('COMMANDS', 1)) as [Bank];
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly env?: Record<string, string>;
  readonly input?: string;
  /** Ctrl-C as soon as it has said something. */
  readonly interrupt?: boolean;
}

/** Runs a command as a user does who has the bank's key in the environment. */
async function tranche(args: readonly string[], { env = {}, input = '', interrupt = false }: Run = {}) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      INIT_CWD: folder,
      XDG_CONFIG_HOME: path.join(folder, 'config'),
      XDG_STATE_HOME: path.join(folder, 'state'),
      TRANCHE_URL: bank.baseUrl,
      TRANCHE_API_KEY: bank.apiKey,
      ...env,
    },
  });
  if (interrupt) child.stdout.once('data', () => child.kill('SIGINT'));
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  said += out + err;
  return { code: code as number, out, err };
}

/** What a command with --json says: one document. */
async function document<T>(...args: readonly string[]): Promise<{ code: number; document: T }> {
  const { code, out } = await tranche([...args, '--json']);
  return { code, document: JSON.parse(out) as T };
}

function save(name: string, { content }: OutgoingFile): string {
  writeFileSync(path.join(folder, name), content);
  return name;
}

const wrongRows = spoil(creditRows('RETAIL', 60), 4, { customer_type: '?' });

describe('a delivery', () => {
  let sync: SyncLog;

  it('is sent, loaded and followed; wrong rows make it end with 3', async () => {
    const files = [
      save('credit.csv', fileOf('credit', 'RETAIL', wrongRows)),
      save('plan.csv', fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 60))),
    ];
    const sent = await document<{ uploads: Upload[]; syncs: SyncLog[] }>('upload', ...files, '--sync');
    expect(sent.code).toBe(3);
    const { uploads, syncs } = sent.document;
    expect(uploads.map(({ file_name, file_type, status }) => [file_name, file_type, status])).toEqual([
      ['credit.csv', 'credit', 'LOADED'],
      ['plan.csv', 'payment_plan', 'LOADED'],
    ]);
    expect(syncs).toMatchObject([{ status: 'COMPLETED', valid_credit_rows: 56, valid_payment_rows: 56 }]);
    sync = await bank.sync(syncs[0]!.id);
    expect(syncs[0]).toEqual(sync);
  });

  it('is what validate said it would be', async () => {
    const { code, document: report } = await document<{
      loadable: boolean;
      portfolios: object[];
      errors: ValidationError[];
    }>('validate', 'credit.csv', 'plan.csv');
    expect(code).toBe(3);
    expect(report.loadable).toBe(true);
    expect(report.errors).toEqual(await bank.errors(sync.id));
    expect(report.portfolios).toMatchObject([{ error_count: sync.error_count, error_summary: sync.error_summary }]);
  });

  it('is reported beside a file that is none of ours', async () => {
    writeFileSync(path.join(folder, 'foreign.csv'), 'a;b\n1;2\n');
    const { code, document: report } = await document<{
      loadable: boolean;
      portfolios: { files: object; error_count: number }[];
      unrecognised: { file_name: string; problem: { detail: string } }[];
    }>('validate', 'credit.csv', 'foreign.csv', 'plan.csv');
    expect(code).toBe(3);
    expect(report).toMatchObject({ loadable: false, portfolios: [{ error_count: sync.error_count }] });
    expect(Object.keys(report.portfolios[0]!.files)).toEqual(['credit', 'payment_plan']);
    expect(report.unrecognised).toMatchObject([
      { file_name: 'foreign.csv', problem: { detail: expect.stringContaining('not the header') } },
    ]);
    const { out } = await tranche(['validate', 'credit.csv', 'foreign.csv', 'plan.csv']);
    expect(out).toMatch(/REJECTED: .*foreign\.csv/);
    expect(out).toMatch(/RETAIL .*would be loaded/);
  });

  it('has errors by rule, row by row, as CSV and as the rows that were sent', async () => {
    const { document: found } = await document<{ sync_id: string; groups: { rule_id: string; count: number }[] }>(
      'errors',
    );
    expect(found.sync_id).toBe(sync.id);
    expect(found.groups.map(({ rule_id, count }) => [rule_id, count])).toEqual([
      ['LOAN-CREDIT-035', 4],
      ['LOAN-PAYMENT-701', 4],
    ]);
    const all = await tranche(['errors', sync.id, '--all', '--json']);
    expect(
      all.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(await bank.errors(sync.id));
    const saved = await tranche(['errors', 'RETAIL', '--csv', 'e.csv', '--rejected', 'mend.csv']);
    expect(saved.code).toBe(0);
    expect(readFileSync(path.join(folder, 'e.csv'), 'utf8')).toBe(await bank.errorsCsv(sync.id));
    expect(readFileSync(path.join(folder, 'mend-credit.csv')).equals(await bank.rejectedCsv(sync.id, 'credit'))).toBe(
      true,
    );
    const told = await tranche(['errors']);
    expect(told.out).toMatch(/4 × LOAN-CREDIT-035 ERROR \(6\.67 % of credit rows\)/);
    expect(told.out).toMatch(
      /^credit:2: LOAN-CREDIT-035 customer_type must be one of I, T, V; got "\?"\. \[LOAN_000001\]$/m,
    );
  });

  it('can be read: a page, a selection, all of it', async () => {
    const rows = await bank.rows('RETAIL', 'credit');
    const all = await tranche(['data', 'RETAIL', '--all', '--ndjson']);
    expect(
      all.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as DataRow),
    ).toEqual(rows);
    await tranche(['data', 'retail', '--all', '-o', 'all.csv']);
    const csv = readFileSync(path.join(folder, 'all.csv'), 'utf8').trim().split('\n');
    expect(csv).toHaveLength(rows.length + 1);
    expect(csv[0]).toBe(Object.keys(rows[0]!).join(';'));
    expect(csv[1]).toBe(
      Object.values(rows[0]!)
        .map((value) => value ?? '')
        .join(';'),
    );
    const selected = await document<DataPage>(
      'data',
      'RETAIL',
      '--filter',
      'days_past_due>=60',
      '--sort',
      '-days_past_due',
      '--columns',
      'days_past_due',
      '--limit',
      '5',
    );
    const due = rows.map((row) => Number(row.days_past_due)).filter((days) => days >= 60);
    expect(selected.document.total_count).toBe(due.length);
    expect(selected.document.data.map((row) => row.days_past_due)).toEqual(due.sort((a, b) => b - a).slice(0, 5));
    const wrong = await tranche(['data', 'RETAIL', '--columns', 'day_past_due']);
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toMatch(/Did you mean days_past_due\?/);
  });

  it('has a profile and a status', async () => {
    expect((await document('profile', 'RETAIL')).document).toEqual(await bank.profile('RETAIL', 'credit'));
    const { document: status } = await document<{ loan_types: { last: SyncLog | null }[] }>('status');
    expect(status.loan_types[0]?.last?.id).toBe(sync.id);
  });

  it('has neither of a loan type that was never loaded', async ({ skip }) => {
    skip(isGiven(), 'the tenants given may have data, and the schedule was rested by a sync');
    const { document: status } = await document<{ loan_types: { last: SyncLog | null }[] }>('status');
    expect(status.loan_types[1]?.last).toBeNull();
    expect((await tranche(['profile', 'COMMERCIAL'])).code).toBe(1);
  });
});

describe('a file that is refused', () => {
  it('whole ends with 3, before it is sent where its header tells', async () => {
    const lacking = { ...creditFile('RETAIL', 2) };
    save('lacking.csv', { ...lacking, content: String(lacking.content).replaceAll('customer_id;', '') });
    const before = (await bank.all<Upload>('/api/uploads')).length;
    const unsent = await tranche(['upload', 'lacking.csv']);
    expect(unsent).toMatchObject({ code: 3, out: '' });
    expect(unsent.err).toMatch(/customer_id: The header must name this column/);
    expect((await bank.all('/api/uploads')).length).toBe(before);
    const sent = await document<{ uploads: Upload[] }>(
      'upload',
      'lacking.csv',
      '--loan-type',
      'RETAIL',
      '--file-type',
      'credit',
    );
    expect(sent).toMatchObject({ code: 3, document: { uploads: [{ status: 'REJECTED' }] } });
  });

  it('for too many wrong rows ends with 3, and loads nothing', async () => {
    const before = await bank.count('RETAIL', 'credit');
    const rows = spoil(creditRows('RETAIL', 10), 9, { customer_type: '?' });
    const { code, out } = await tranche(['upload', save('wrong.csv', fileOf('credit', 'RETAIL', rows)), '--sync']);
    expect(code).toBe(3);
    expect(out).toMatch(/9 of 10 rows of the credit file were rejected/);
    expect(await bank.count('RETAIL', 'credit')).toBe(before);
  });

  it('as a payment plan of unknown loan type is asked about', async () => {
    const { code, err } = await tranche(['upload', 'plan.csv']);
    expect(code).toBe(2);
    expect(err).toMatch(/--loan-type/);
  });
});

describe('what a command ends with', () => {
  it.each<[string[], Run, number, RegExp]>([
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
  ])('%j', async (args, run, code, message) => {
    const ended = await tranche(args, run);
    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.err).toMatch(message);
    const json = await tranche([...args, '--json'], run);
    expect(json).toMatchObject({ code, out: '' });
    expect(JSON.parse(json.err)).toMatchObject({ error: { exit_code: code, message: expect.any(String) } });
  });

  it('is 0 for help, with examples', async () => {
    for (const command of [[], ['upload'], ['validate'], ['errors'], ['data'], ['doctor'], ['config', 'add']]) {
      const { code, out } = await tranche([...command, '--help']);
      expect(code).toBe(0);
      expect(out).toMatch(/Examples:\n {2}npx tranche /);
    }
  });

  it('is 0 for a watch that Ctrl-C ends', async () => {
    const { code, out } = await tranche(['status', '--watch', '--json', '--interval', '1'], { interrupt: true });
    expect(code).toBe(0);
    expect(JSON.parse(out.split('\n')[0]!)).toMatchObject({ tenant_id: bank.tenantId });
  });
});

it('the doctor finds everything well, and says what is not', async () => {
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
  const refused = await tranche(['doctor'], { env: { TRANCHE_API_KEY: `sk_live_${'0'.repeat(48)}` } });
  expect(refused.code).toBe(5);
  expect(refused.out).toMatch(/fail key .*\n +→ /);
  expect((await tranche(['doctor'], { env: { TRANCHE_URL: 'http://127.0.0.1:9' } })).code).toBe(4);
});

it('a profile keeps an address and a key that nobody else can read', async () => {
  const none = { TRANCHE_URL: '', TRANCHE_API_KEY: '' };
  const added = await tranche(['config', 'add', 'cloud', '--url', `${bank.baseUrl}/`], {
    env: none,
    input: `${bank.apiKey}\n`,
  });
  expect(added).toMatchObject({ code: 0, out: expect.stringContaining(bank.tenantId) });
  const file = path.join(folder, 'config', 'tranche', 'config.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const listed = await tranche(['config', 'list', '--json'], { env: none });
  expect(JSON.parse(listed.out)).toMatchObject({
    current: 'cloud',
    profiles: [{ name: 'cloud', tenant_id: bank.tenantId }],
  });
  const status = await tranche(['status', '--json'], { env: none });
  expect(JSON.parse(status.out)).toMatchObject({ tenant_id: bank.tenantId, url: bank.baseUrl });
  expect((await tranche(['config', 'remove', 'cloud'], { env: none })).code).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toContain(bank.apiKey);
  const plain = await tranche(['config', 'add', 'x', '--url', 'http://tranche.example.com'], {
    env: none,
    input: bank.apiKey,
  });
  expect(plain.code).toBe(2);
});

it('no command says the key', () => {
  expect(said).not.toContain(bank.apiKey.slice(16));
  expect(said.length).toBeGreaterThan(1000);
});
