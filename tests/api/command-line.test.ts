import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataPage, DataRow, FileType, LoanType, SyncLog, Upload, ValidationError } from './answers.ts';
import type { Bank, OutgoingFile } from './bank.ts';
import { creditFile, creditRows, fileOf, headerOf, paymentRows, spoil } from './files.ts';
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
      // As the launcher sets it.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
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

/** The rows of a file in lines, without what the service adds to rejected ones; in which `wrong` is put right. */
function mended(name: string, [fileType, loanType]: [FileType, LoanType], wrong: string, right: string): OutgoingFile {
  const [header, ...lines] = readFileSync(path.join(folder, name), 'utf8').trim().split('\r\n');
  const columns = headerOf(fileType, loanType).split(';').length;
  expect(header!.split(';').slice(0, columns).join(';')).toBe(headerOf(fileType, loanType));
  const rows = lines.map((line) => line.replace(wrong, right).split(';').slice(0, columns).join(';'));
  return { fileType, loanType, content: `${[headerOf(fileType, loanType), ...rows].join('\r\n')}\r\n` };
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
    // A file that was not sent has no upload.
    expect(report.errors).toEqual((await bank.errors(sync.id)).map((found) => ({ ...found, upload_id: null })));
    expect(report.portfolios).toMatchObject([{ error_count: sync.error_count, error_summary: sync.error_summary }]);
  });

  it('may be rejected rows that were mended: validate takes them as the correction that they are', async () => {
    const { content } = fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 3), 2, { customer_type: '?' }));
    const [first, ...lines] = String(content).trim().split('\r\n');
    const marked = [`${first};_tranche_errors`, ...lines.map((line) => `${line};`)].join('\r\n');
    const plan = fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 4));
    const files = [
      save('some.csv', { fileType: 'credit', loanType: 'RETAIL', content: marked }),
      save('some-plan.csv', plan),
    ];
    const { code, out } = await tranche(['validate', ...files, '--limit', '2']);
    expect(code).toBe(3);
    expect(out).toMatch(/^RETAIL would be loaded as a correction, but for the rejected rows/);
    expect(out).toMatch(/Note: some\.csv has a column _tranche_…/);
    expect(out).toMatch(/Note: The share of rejected rows was not judged/);
    expect(out).toMatch(/Note: 3 payment_plan rows have no valid credit in the files given/);
    expect(out).toMatch(/^credit:2: /m);
    save('some.csv', { fileType: 'credit', loanType: 'RETAIL', content: String(content) });
    const whole = await tranche(['validate', ...files]);
    expect(whole.out).toMatch(/^RETAIL would not be loaded · /);
    const asked = await tranche(['validate', ...files, '--correction']);
    expect(asked.out).toMatch(/^RETAIL would be loaded as a correction, but/);
    expect(asked.out).not.toContain('_tranche_');
  });

  it('may be empty on purpose, for validate as for upload', async () => {
    save('empty.csv', fileOf('credit', 'RETAIL', []));
    const refused = await tranche(['validate', 'empty.csv']);
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toMatch(/empty\.csv is empty\. The file has a header but no data rows\.[\s\S]*--allow-empty/);
    const meant = await tranche(['validate', 'empty.csv', '--allow-empty']);
    expect(meant.code).toBe(0);
    expect(meant.out).toMatch(/^RETAIL would be loaded whole/);
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

describe('the way from rejected rows to loaded ones', () => {
  const keysOf = (rows: readonly DataRow[]) => rows.map((row) => row.loan_account_number).sort();
  let rejecting: SyncLog;

  it('is told after the sync that rejected them, as commands', async () => {
    const files = [
      save('book.csv', fileOf('credit', 'RETAIL', wrongRows)),
      save('book-plan.csv', fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 60))),
    ];
    const { code, out } = await tranche(['upload', ...files, '--sync']);
    expect(code).toBe(3);
    [rejecting] = (await bank.all<SyncLog>('/api/sync/logs', { loan_type: 'RETAIL', limit: 1 })) as [SyncLog];
    expect(out).toMatch(/credit +60 rows = +56 loaded \+ +4 rejected/);
    expect(out).toContain(`npx tranche errors ${rejecting.id} --rejected fixed.csv --file-type credit\n`);
    expect(out).toContain(`npx tranche upload fixed.csv --corrects ${rejecting.id} --sync\n`);
    expect(out).toMatch(/payment_plan rows .* come back by themselves/);
    expect((await tranche(['status'])).out).toMatch(
      new RegExp(`missing +8 rows rejected by the live sync: npx tranche errors ${rejecting.id} --rejected fixed.csv`),
    );
    const again = await tranche(['errors', rejecting.id, '--rejected', 'fixed.csv', '--file-type', 'credit']);
    expect(again.code).toBe(0);
    const send = (file: string) => `npx tranche upload ${file} --corrects ${rejecting.id} --sync\n`;
    expect(again.err).toContain(send('fixed.csv'));
    const both = await tranche(['errors', rejecting.id, '--rejected', 'both.csv']);
    expect(both.err).toContain('both-payment_plan.csv');
    expect(both.err).toContain(send('both-credit.csv'));
  });

  it('does not lead over the rows that are live: rejected rows are refused as a whole file', async () => {
    const before = await bank.all<Upload>('/api/uploads');
    save('book-rejected.csv', mended('fixed.csv', ['credit', 'RETAIL'], '?', 'I'));
    const refused = await tranche(['upload', 'book-rejected.csv', '--sync']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(/would replace the 56 credit rows of RETAIL that are live/);
    expect(refused.err).toContain('npx tranche upload book-rejected.csv --corrects live --sync');
    expect(await bank.all('/api/uploads')).toEqual(before);
    const both = await tranche(['upload', 'book-rejected.csv', '--corrects', 'live', '--whole']);
    expect(both).toMatchObject({ code: 2, out: '' });
  });

  it('ends with all rows live, those that waited for them among them', async () => {
    save('fixed.csv', mended('fixed.csv', ['credit', 'RETAIL'], '?', 'I'));
    const { code, document: sent } = await document<{ uploads: Upload[]; syncs: SyncLog[] }>(
      'upload',
      'fixed.csv',
      '--corrects',
      rejecting.id,
      '--sync',
    );
    expect(code).toBe(0);
    expect(sent.uploads).toMatchObject([{ corrects: rejecting.id, status: 'LOADED' }]);
    expect(sent.syncs).toMatchObject([
      {
        corrects: rejecting.id,
        files: { credit: { valid_rows: 4, kept_rows: 56 }, payment_plan: { upload_id: null, returned_rows: 4 } },
      },
    ]);
    const expected = creditRows('RETAIL', 60).map((row) => row.loan_account_number);
    expect(keysOf(await bank.rows('RETAIL', 'credit'))).toEqual(expected);
    expect(await bank.count('RETAIL', 'payment_plan')).toBe(60);
  });

  it('says what was kept, loaded and returned', async () => {
    const loaded = await document<SyncLog>('publications', 'RETAIL', '--limit', '1');
    expect(loaded.code).toBe(0);
    save('one.csv', creditFile('RETAIL', 1, { seed: 9 }));
    const { code, out } = await tranche(['upload', 'one.csv', '--corrects', 'live', '--sync']);
    expect(code).toBe(0);
    expect(out).toMatch(/It corrects the sync [0-9a-f-]{36}\./);
    expect(out).toMatch(/60 in the book = 59 kept \+ 1 loaded \+ 0 returned/);
  });

  it('does not end while rows of the other file are missing: they are named, with the command that fetches them', async () => {
    save('part.csv', fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 20), 1, { customer_type: '?' })));
    const plan = paymentRows('RETAIL', 20).map((row, at) => (at === 9 ? { ...row, installment_number: 'x' } : row));
    save('part-plan.csv', fileOf('payment_plan', 'RETAIL', plan));
    expect((await tranche(['upload', 'part.csv', 'part-plan.csv', '--sync'])).code).toBe(3);
    const [first] = await bank.all<SyncLog>('/api/sync/logs', { loan_type: 'RETAIL', limit: 1 });
    save('part.csv', creditFile('RETAIL', 1));
    const { code, out } = await tranche(['upload', 'part.csv', '--corrects', 'live', '--sync']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Note: 1 payment_plan rows? that the sync ${first!.id} rejected`));
    expect(out).toContain(`npx tranche errors ${first!.id} --rejected fixed.csv --file-type payment_plan\n`);
    expect((await tranche(['status'])).out).toMatch(/missing +1 payment_plan row/);
    const nothing = await tranche(['errors', 'RETAIL', '--rejected', 'none.csv']);
    expect(nothing).toMatchObject({ code: 1, out: '' });
    expect(nothing.err).toContain(`npx tranche errors ${first!.id} --rejected none.csv`);
    save('whole.csv', creditFile('RETAIL', 60));
    save('whole-plan.csv', fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 60)));
    expect((await tranche(['upload', 'whole.csv', 'whole-plan.csv', '--sync'])).code).toBe(0);
  });

  it('is closed where another load is live by now, and where nothing is', async () => {
    const stale = await tranche(['upload', 'fixed.csv', '--corrects', rejecting.id, '--sync']);
    expect(stale).toMatchObject({ code: 1, out: '' });
    expect(stale.err).toMatch(/--corrects live corrects that/);
    const unknown = await tranche(['upload', 'fixed.csv', '--corrects', 'last']);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toMatch(/Expected the id of a sync, or live; got "last"/);
  });

  it('ends for rejected rows that are the whole portfolio, if it is said so', async () => {
    const { code } = await tranche(['upload', 'book-rejected.csv', '--whole', '--sync']);
    expect(code).toBe(0);
    expect(await bank.count('RETAIL', 'credit')).toBe(4);
  });
});

describe('a delivery of several files of a kind', () => {
  it('is one file, in the order given, and nothing of it is staged one by one', async () => {
    const parts = [
      save('south.csv', creditFile('RETAIL', 30, { first: 31 })),
      save('north.csv', creditFile('RETAIL', 30)),
    ];
    const torn = await tranche(['upload', ...parts]);
    expect(torn).toMatchObject({ code: 2, out: '' });
    expect(torn.err).toMatch(/Give --sync/);
    const { code, document: sent } = await document<{ uploads: Upload[]; syncs: SyncLog[] }>(
      'upload',
      ...parts,
      '--sync',
    );
    expect(code).toBe(0);
    expect(sent.uploads.map(({ file_name, status }) => [file_name, status])).toEqual([
      ['south.csv', 'LOADED'],
      ['north.csv', 'LOADED'],
    ]);
    expect(sent.syncs).toHaveLength(1);
    expect(sent.syncs[0]!.files.credit!.uploads).toMatchObject([
      { file_name: 'south.csv', total_rows: 30 },
      { file_name: 'north.csv', total_rows: 30 },
    ]);
    expect(await bank.count('RETAIL', 'credit')).toBe(60);
  });

  it('is not loaded in part: a file that is rejected takes the others along', async () => {
    const before = await bank.rows('RETAIL', 'credit');
    const [sound] = [save('sound.csv', creditFile('RETAIL', 5))];
    const header = headerOf('credit', 'RETAIL');
    writeFileSync(path.join(folder, 'broken.csv'), `${header.replace(';', ';nothing;')}\r\n1\r\n`);
    const kind = ['--loan-type', 'RETAIL', '--file-type', 'credit'];
    const sent = await tranche(['upload', sound, 'broken.csv', ...kind, '--sync', '--json']);
    expect(sent.code).toBe(3);
    expect(sent.err).toMatch(/Nothing of this delivery is loaded/);
    const { uploads, syncs } = JSON.parse(sent.out) as { uploads: Upload[]; syncs: SyncLog[] };
    expect(uploads.map(({ status }) => status)).toEqual(['EXPIRED', 'REJECTED']);
    expect(syncs).toEqual([]);
    expect(await bank.rows('RETAIL', 'credit')).toEqual(before);
  });

  it('is loaded only if it adds up to what was announced', async () => {
    const rows = paymentRows('RETAIL', 60);
    const plan = save('totals.csv', fileOf('payment_plan', 'RETAIL', rows));
    const wrong = await tranche(['upload', plan, '--loan-type', 'RETAIL', '--expect-rows', '61', '--sync']);
    expect(wrong.code).toBe(3);
    expect(wrong.out).toMatch(/FAILED[\s\S]*61/);
    const cents = rows.reduce((all, row) => all + BigInt(String(row.installment_amount).replace(/[.,]/, '')), 0n);
    const sum = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
    const totals = ['--expect-rows', '60', '--expect-sum', `installment_amount=${sum}`];
    const right = await tranche(['upload', plan, '--loan-type', 'RETAIL', ...totals, '--sync']);
    expect([right.code, right.err, right.out]).toEqual([0, expect.any(String), expect.stringMatching(/60 loaded/)]);
  });
});

describe('what is live', () => {
  it('can be looked at before it is published, published or discarded, and rolled back', async () => {
    const shown = await document<{ configs: { loan_type: string; publish: string }[] }>('config', 'show', 'COMMERCIAL');
    expect(shown.document.configs).toMatchObject([{ loan_type: 'COMMERCIAL', max_removed_rate: 0.8, requires: [] }]);
    const first = await bank.load(creditFile('COMMERCIAL', 20));
    const set = await document('config', 'set', 'commercial', '--publish', 'manual', '--max-removed-rate', '0.2');
    expect(set).toMatchObject({ code: 0, document: { publish: 'manual', max_removed_rate: 0.2 } });
    save('second.csv', creditFile('COMMERCIAL', 10, { seed: 3 }));

    const loaded = await tranche(['upload', 'second.csv', '--sync']);
    expect(loaded.code).toBe(0);
    const id = /npx tranche publish ([0-9a-f-]{36})/.exec(loaded.out)![1]!;
    expect(await bank.count('COMMERCIAL', 'credit')).toBe(20);
    expect((await tranche(['status'])).out).toContain(`npx tranche publish ${id}, or discard`);
    const removed = await tranche(['changes', id, '--rows', 'removed', '--all', '--json']);
    expect(
      removed.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).record_key),
    ).toEqual(creditRows('COMMERCIAL', 10, { first: 11 }).map((row) => row.loan_account_number));
    expect((await tranche(['changes', id])).out).toMatch(/not published[\s\S]*20 → 10 rows: 0 added, 10 removed/);

    expect((await tranche(['publish', id])).out).toMatch(/^It is live since /);
    expect(await bank.count('COMMERCIAL', 'credit')).toBe(10);
    const back = await document('rollback', first.id, '--reason', 'half a delivery');
    expect(back).toMatchObject({ code: 0, document: { sync_id: first.id, reason: 'half a delivery', live: true } });
    expect(await bank.count('COMMERCIAL', 'credit')).toBe(20);
    const list = await tranche(['publications', 'COMMERCIAL']);
    expect(list.out).toMatch(new RegExp(`^live .* 20 .*${first.id} .* half a delivery$`, 'm'));

    const again = await tranche(['upload', 'second.csv', '--sync', '--json']);
    const { syncs } = JSON.parse(again.out) as { syncs: SyncLog[] };
    const discarded = await document<SyncLog>('discard', syncs[0]!.id);
    expect(discarded).toMatchObject({ code: 0, document: { publication: 'discarded' } });
    const published = await tranche(['publish', syncs[0]!.id]);
    expect(published).toMatchObject({ code: 1, out: '' });
    expect(await bank.count('COMMERCIAL', 'credit')).toBe(20);
    await document('config', 'set', 'COMMERCIAL', '--publish', 'automatic');
  });

  it('does not lose most of its rows unasked', async () => {
    await document('config', 'set', 'COMMERCIAL', '--max-removed-rate', '0.5');
    await bank.load(creditFile('COMMERCIAL', 1000));
    save('half.csv', creditFile('COMMERCIAL', 400));
    const held = await tranche(['upload', 'half.csv', '--sync']);
    expect(held.code).toBe(3);
    const [, command] = /npx (tranche sync COMMERCIAL --upload [0-9a-f-]{36} --accept-removal)/.exec(held.out)!;
    expect(await bank.count('COMMERCIAL', 'credit')).toBe(1000);
    const [, ...args] = command!.split(' ');
    const accepted = await tranche(args);
    expect(accepted.code).toBe(0);
    expect(accepted.out).toMatch(/600 live rows are not in the book any more/);
    expect(await bank.count('COMMERCIAL', 'credit')).toBe(400);
  });

  it('stays where a file that is held was a mistake and is given up', async () => {
    await bank.load(creditFile('COMMERCIAL', 1000));
    const held = await tranche(['upload', 'half.csv', '--sync']);
    const [, uploadId] = /npx tranche cancel ([0-9a-f-]{36})\n/.exec(held.out)!;
    expect((await tranche(['status'])).out).toMatch(/STAGED, held: credit half\.csv/);
    const unknown = await tranche(['cancel', uploadId!, crypto.randomUUID()]);
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(await bank.upload(uploadId!)).toMatchObject({ status: 'STAGED' });
    const given = await tranche(['cancel', uploadId!]);
    expect(given.code).toBe(0);
    expect(given.out).toContain(`half.csv (COMMERCIAL credit, upload ${uploadId}) is cancelled`);
    const again = await document<{ uploads: Upload[] }>('cancel', uploadId!);
    expect(again).toMatchObject({ code: 0, document: { uploads: [{ status: 'EXPIRED' }] } });
    expect(await bank.count('COMMERCIAL', 'credit')).toBe(1000);
    expect((await tranche(['cancel', 'half.csv'])).code).toBe(2);
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
  ])('%j', async (args, run, code, message) => {
    const ended = await tranche(args, run);
    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.err).toMatch(message);
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
    expect(JSON.parse(out.split('\n')[0]!)).toMatchObject({ tenant_id: bank.tenantId });
  });
});

it('the doctor finds everything well, and says what is not', async () => {
  const before = new Set((await bank.all<Upload>('/api/uploads')).map(({ upload_id }) => upload_id));
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
  const left = (await bank.all<Upload>('/api/uploads')).filter(({ upload_id }) => !before.has(upload_id));
  expect(left).toMatchObject([{ status: 'EXPIRED', problem: { type: '/problems/upload-cancelled' } }]);
  const [{ upload_id }] = left as [Upload];
  expect((await bank.ask(`/api/uploads/${upload_id}/parts`)).status).toBe(409);
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
