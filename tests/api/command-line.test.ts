import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataPage, DataRow, SyncLog, Upload, ValidationError } from './answers.ts';
import { commandLineOf } from './command-line.ts';
import { creditFile, creditRows, fileOf, headerOf, paymentRows, spoil } from './files.ts';
import { isGiven } from './tenants.ts';

const { bank, folder, tranche, document, save, read } = commandLineOf('COMMANDS');
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
    sync = await bank().sync(syncs[0]!.id);
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
    expect(report.errors).toEqual((await bank().errors(sync.id)).map((found) => ({ ...found, upload_id: null })));
    expect(report.portfolios).toMatchObject([{ error_count: sync.error_count, error_summary: sync.error_summary }]);
  });

  it('may be rejected rows that were mended: validate takes them as the correction that they are', async () => {
    const { content } = fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 3), 2, { customer_type: '?' }));
    const [first, ...lines] = String(content).trim().split('\r\n');
    const marked = [`${first};_tranche_errors`, ...lines.map((line) => `${line};`)].join('\r\n');
    const plan = fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 4));
    const files = [
      save('some.csv', { fileType: 'credit', slice: 'RETAIL', content: marked }),
      save('some-plan.csv', plan),
    ];
    const { code, out } = await tranche(['validate', ...files, '--limit', '2']);
    expect(code).toBe(3);
    expect(out).toMatch(/^RETAIL would be loaded as a correction, but for the rejected rows/);
    expect(out).toMatch(/Note: some\.csv has a column _tranche_…/);
    expect(out).toMatch(/Note: The share of rejected rows was not judged/);
    expect(out).toMatch(/Note: 3 payment_plan rows have no valid credit in the files given/);
    expect(out).toMatch(/^credit:2: /m);
    save('some.csv', { fileType: 'credit', slice: 'RETAIL', content: String(content) });
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
    writeFileSync(path.join(folder(), 'foreign.csv'), 'a;b\n1;2\n');
    const { code, document: report } = await document<{
      loadable: boolean;
      portfolios: { files: object; error_count: number }[];
      unrecognised: { file_name: string; problem: { detail: string } }[];
    }>('validate', 'credit.csv', 'foreign.csv', 'plan.csv');
    expect(code).toBe(3);
    expect(report).toMatchObject({ loadable: false, portfolios: [{ error_count: sync.error_count }] });
    expect(Object.keys(report.portfolios[0]!.files)).toEqual(['credit', 'payment_plan']);
    expect(report.unrecognised).toMatchObject([
      { file_name: 'foreign.csv', problem: { detail: expect.stringContaining('no table that Tranche knows') } },
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
    ).toEqual(await bank().errors(sync.id));
    const saved = await tranche(['errors', 'RETAIL', '--csv', 'e.csv', '--rejected', 'mend.csv']);
    expect(saved.code).toBe(0);
    expect(read('e.csv')).toBe(await bank().errorsCsv(sync.id));
    expect(
      readFileSync(path.join(folder(), 'mend-credit.csv')).equals(await bank().rejectedCsv(sync.id, 'credit')),
    ).toBe(true);
    const told = await tranche(['errors']);
    expect(told.out).toMatch(/4 × LOAN-CREDIT-035 ERROR \(6\.67 % of credit rows\)/);
    expect(told.out).toMatch(
      /^credit:2: LOAN-CREDIT-035 customer_type must be one of I, T, V; got "\?"\. \[LOAN_000001\]$/m,
    );
  });

  it('can be read: a page, a selection, all of it', async () => {
    const rows = await bank().rows('RETAIL', 'credit');
    const all = await tranche(['data', 'RETAIL', '--all', '--ndjson']);
    expect(
      all.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as DataRow),
    ).toEqual(rows);
    await tranche(['data', 'retail', '--all', '-o', 'all.csv']);
    const csv = read('all.csv').trim().split('\n');
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
    expect((await document('profile', 'RETAIL')).document).toEqual(await bank().profile('RETAIL', 'credit'));
    const { document: status } = await document<{ loan_types: { last: SyncLog | null }[] }>('status');
    expect(status.loan_types[0]?.last?.id).toBe(sync.id);
  });

  it('is named by slice, by dataset and variant, or by what the dataset calls its variants', async () => {
    const plain = await document<DataPage>('data', 'RETAIL', '--limit', '3');
    expect(plain).toMatchObject({ code: 0, document: { dataset: 'loans', variant: 'RETAIL', loan_type: 'RETAIL' } });
    for (const named of [['loans.retail'], ['--dataset', 'loans', '--variant', 'retail'], ['--loan-type', 'RETAIL']]) {
      expect(await document<DataPage>('data', ...named, '--limit', '3')).toEqual(plain);
    }
    const { document: status } = await document<{ slices: object[]; loan_types: object[] }>(
      'status',
      '--dataset',
      'loans',
    );
    expect(status.slices).toMatchObject([
      { dataset: 'loans', variant: 'RETAIL', config: { loan_type: 'RETAIL' } },
      { dataset: 'loans', variant: 'COMMERCIAL', config: { loan_type: 'COMMERCIAL' } },
    ]);
    expect(status.loan_types).toEqual(status.slices);
    const { document: one } = await document<{ configs: object[] }>('config', 'show', 'loans.COMMERCIAL');
    expect(one.configs).toMatchObject([{ dataset: 'loans', variant: 'COMMERCIAL' }]);
    const found = await document<object>('errors', '--variant', 'retail', '--file-type', 'payment_plan');
    expect(found).toMatchObject({ code: 0, document: { dataset: 'loans', variant: 'RETAIL', loan_type: 'RETAIL' } });
    const guessed = await tranche(['data', '--limit', '3', '--json']);
    expect(JSON.parse(guessed.out)).toEqual(plain.document);
    expect(guessed.err).toContain('Of RETAIL');
    for (const which of [['sync'], ['sync', '--dataset', 'loans'], ['data', 'RETAIL', '--type', 'credits']]) {
      expect((await tranche(which)).code).toBe(2);
    }
  });

  it('has neither of a loan type that was never loaded', async ({ skip }) => {
    skip(isGiven(), 'the tenants given may have data, and the schedule was rested by a sync');
    const { document: status } = await document<{ loan_types: { last: SyncLog | null }[] }>('status');
    expect(status.loan_types[1]?.last).toBeNull();
    expect((await tranche(['profile', 'COMMERCIAL'])).code).toBe(1);
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
    expect(await bank().count('RETAIL', 'credit')).toBe(60);
  });

  it('is not loaded in part: a file that is rejected takes the others along', async () => {
    const before = await bank().rows('RETAIL', 'credit');
    const [sound] = [save('sound.csv', creditFile('RETAIL', 5))];
    const header = headerOf('credit', 'RETAIL');
    writeFileSync(path.join(folder(), 'broken.csv'), `${header.replace(';', ';nothing;')}\r\n1\r\n`);
    const kind = ['--loan-type', 'RETAIL', '--file-type', 'credit'];
    const sent = await tranche(['upload', sound, 'broken.csv', ...kind, '--sync', '--json']);
    expect(sent.code).toBe(3);
    expect(sent.err).toMatch(/Nothing of this delivery is loaded/);
    const { uploads, syncs } = JSON.parse(sent.out) as { uploads: Upload[]; syncs: SyncLog[] };
    expect(uploads.map(({ status }) => status)).toEqual(['EXPIRED', 'REJECTED']);
    expect(syncs).toEqual([]);
    expect(await bank().rows('RETAIL', 'credit')).toEqual(before);
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

describe('a file that is refused', () => {
  it('whole ends with 3, before it is sent where its header tells', async () => {
    const lacking = { ...creditFile('RETAIL', 2) };
    save('lacking.csv', { ...lacking, content: String(lacking.content).replaceAll('customer_id;', '') });
    const before = (await bank().all<Upload>('/api/uploads')).length;
    const unsent = await tranche(['upload', 'lacking.csv']);
    expect(unsent).toMatchObject({ code: 3, out: '' });
    expect(unsent.err).toMatch(/customer_id: The header must name this column/);
    expect((await bank().all('/api/uploads')).length).toBe(before);
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
    const before = await bank().count('RETAIL', 'credit');
    const rows = spoil(creditRows('RETAIL', 10), 9, { customer_type: '?' });
    const { code, out } = await tranche(['upload', save('wrong.csv', fileOf('credit', 'RETAIL', rows)), '--sync']);
    expect(code).toBe(3);
    expect(out).toMatch(/9 of 10 rows of the credit file were rejected/);
    expect(await bank().count('RETAIL', 'credit')).toBe(before);
  });

  it('as a payment plan of unknown loan type is asked about', async () => {
    const { code, err } = await tranche(['upload', 'plan.csv']);
    expect(code).toBe(2);
    expect(err).toMatch(/--loan-type/);
  });
});
