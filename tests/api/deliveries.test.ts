import { beforeAll, describe, expect, it } from 'vitest';
import type { SyncLog } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { creditFile, creditRows, fileOf, headerOf, lineOf, paymentFile, spoil } from './files.ts';
import { banksFor } from './tenants.ts';

let bank: Bank;
/** A file that never comes, and the request that waits for it while the other tests run. */
let neverSent: { readonly uploadId: string; readonly answer: ReturnType<typeof named> };
beforeAll(async () => {
  [bank] = (await banksFor('PARTS', 1)) as [Bank];
  const { upload_id } = await bank.announce(creditFile('COMMERCIAL', 8));
  neverSent = { uploadId: upload_id, answer: named([upload_id], { loan_type: 'COMMERCIAL' }) };
});

const named = (upload_ids: readonly string[], more: object = {}) =>
  bank.ask<SyncLog & { detail: string; errors?: { field: string; code: string; detail: string }[] }>('/api/sync', {
    method: 'POST',
    body: { tenant_id: bank.tenantId, loan_type: 'RETAIL', upload_ids, ...more },
  });

describe('a delivery that is named', () => {
  it('two files of credits and one of payments are one book', async () => {
    const started = await bank.hurry([
      { ...creditFile('RETAIL', 40, { first: 1 }), name: 'north.csv' },
      { ...creditFile('RETAIL', 30, { first: 41 }), name: 'south.csv' },
      paymentFile('RETAIL', 70, { each: 2 }),
    ]);
    const log = await bank.waitForSync(started.id);
    expect(log).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 70, valid_payment_rows: 140, notices: [] });
    expect(log.files.credit?.uploads).toMatchObject([
      { file_name: 'north.csv', total_rows: 40 },
      { file_name: 'south.csv', total_rows: 30 },
    ]);
    for (const { upload_id } of log.files.credit?.uploads ?? []) {
      expect(await bank.upload(upload_id)).toMatchObject({ status: 'LOADED', sync_id: log.id });
    }
    expect(await bank.count('RETAIL', 'credit')).toBe(70);
  });

  it('rows count through, findings name their upload, and keys are unique over all files', async () => {
    const first = creditRows('RETAIL', 20);
    const second = creditRows('RETAIL', 20, { first: 21 });
    const repeated = { ...second[3]!, loan_account_number: first[6]!.loan_account_number! };
    // The second file has its columns in another order, another delimiter, and a quoted line break.
    const header = headerOf('credit', 'RETAIL', ',').split(',');
    const content = [
      header.toReversed().join(','),
      ...second.map((row, index) => {
        const cells = lineOf('credit', 'RETAIL', index === 3 ? repeated : row, ',')
          .split(',')
          .toReversed();
        const at = header.toReversed().indexOf('customer_id');
        if (index === 1) cells[at] = `"CUST\n${cells[at]}"`;
        if (index === 5) cells[header.toReversed().indexOf('customer_type')] = 'X';
        return cells.join(',');
      }),
    ].join('\n');
    const started = await bank.hurry([
      fileOf('credit', 'RETAIL', spoil(first, 2, { customer_type: 'X' })),
      { slice: 'RETAIL', fileType: 'credit', content, name: 'second.csv' },
    ]);
    const log = await bank.waitForSync(started.id);
    const uploads = log.files.credit?.uploads ?? [];
    expect(log.files.credit).toMatchObject({ total_rows: 40, rejected_rows: 4 });
    const errors = await bank.errors(log.id, { severity: 'ERROR' });
    expect(
      errors.map(({ row_number, line_number, upload_id, error_type }) => [
        row_number,
        line_number,
        upload_id,
        error_type,
      ]),
    ).toEqual([
      [1, 2, uploads[0]?.upload_id, 'VALUE'],
      [2, 3, uploads[0]?.upload_id, 'VALUE'],
      [24, 6, uploads[1]?.upload_id, 'DUPLICATE'],
      [26, 8, uploads[1]?.upload_id, 'VALUE'],
    ]);
    expect(errors[2]?.error_message).toContain('row 7');
    const rejected = (await bank.rejectedCsv(log.id, 'credit')).toString('utf8').trimEnd().split(/\r?\n/);
    expect(rejected[0]).toBe(`${headerOf('credit', 'RETAIL')};_tranche_errors`);
    // A line of the second file is written as the first file is.
    expect(rejected.at(-1)).toContain(`${second[5]!.loan_account_number};${second[5]!.customer_id};X`);
  });

  it('a file after one whose lines are not its rows', async () => {
    const rows = creditRows('RETAIL', 12);
    const lines = rows.map((row) => lineOf('credit', 'RETAIL', row));
    const content = (part: readonly string[]) => `${headerOf('credit', 'RETAIL')}\n\n${part.join('\n\n')}\n`;
    const files = [lines.slice(0, 5), lines.slice(5, 9), lines.slice(9)].map((part) => ({
      slice: 'RETAIL' as const,
      fileType: 'credit' as const,
      content: content(part),
    }));
    const log = await bank.waitForSync((await bank.hurry([files[0]!, ...files.slice(1)])).id);
    expect(log).toMatchObject({ status: 'COMPLETED', total_credit_rows: 12, valid_credit_rows: 12 });
    const loaded = await bank.rows('RETAIL', 'credit', { columns: 'loan_account_number,row_number' });
    expect(loaded.map((row) => row.row_number)).toEqual(rows.map((_, index) => index + 1));
  });

  it('waits for a file that comes a little later, and says what does not come', async () => {
    const file = creditFile('RETAIL', 8);
    const late = await bank.announce(file);
    let isAnswered = false;
    const asked = named([late.upload_id]).finally(() => {
      isAnswered = true;
    });
    // Other requests are answered meanwhile; this one waits.
    for (let request = 0; request < 10; request += 1) {
      expect(await bank.upload(late.upload_id)).toMatchObject({ status: 'AWAITING_UPLOAD' });
    }
    expect(isAnswered).toBe(false);
    await bank.put(late, file.content);
    const { status, body } = await asked;
    expect(status).toBe(202);
    expect(await bank.waitForSync(body.id)).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 8 });

    const rejected = await bank.send({ ...file, content: 'not;a;header\n1;2;3\n' });
    const answer = await named([rejected.upload_id]);
    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/upload-not-staged' } });
    expect(answer.body.errors).toMatchObject([{ field: 'upload_ids[0]', code: 'rejected' }]);
    expect(answer.body.detail).toContain(rejected.upload_id);
  });

  it('asked for again while it is loaded, or after it, is the same sync', async () => {
    const started = await bank.hurry([creditFile('RETAIL', 9)]);
    const upload = started.files.credit!.upload_id!;
    expect((await named([upload])).body.id).toBe(started.id);
    await bank.waitForSync(started.id);
    expect((await named([upload])).body.id).toBe(started.id);
  });

  it('must fit together', async () => {
    const [a, b, c] = [
      await bank.stage(creditFile('COMMERCIAL', 3)),
      await bank.stage(creditFile('RETAIL', 3)),
      await bank.stage(creditFile('RETAIL', 4)),
    ];
    expect(await named([a.upload_id])).toMatchObject({ status: 422, body: { type: '/problems/uploads-mismatch' } });
    expect(await named([b.upload_id, b.upload_id])).toMatchObject({ status: 422 });
    expect(await named(['0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f'])).toMatchObject({ status: 404 });
    // A superseded upload can be named: both together are one file, in this order.
    const { body } = await named([c.upload_id, b.upload_id]);
    const log = await bank.waitForSync(body.id);
    expect(log.files.credit).toMatchObject({ total_rows: 7, valid_rows: 4, rejected_rows: 3 });
  });
});

describe('a sync that is not told which files', () => {
  it('says which uploads it did not take', async () => {
    const first = await bank.stage(creditFile('RETAIL', 5));
    const second = await bank.stage(creditFile('RETAIL', 6));
    const superseded = await bank.waitForUpload(first.upload_id, ({ status }) => status === 'SUPERSEDED');
    expect(superseded).toMatchObject({ superseded_by: second.upload_id });
    expect(problemCode(superseded.problem)).toBe('superseded');
    expect(superseded.problem?.detail).toContain(second.upload_id);
    const awaited = await bank.announce(paymentFile('RETAIL', 6));
    const { id } = await bank.startSync('RETAIL');
    const log = await bank.waitForSync(id);
    expect(log.files.credit).toMatchObject({ upload_id: second.upload_id, total_rows: 6 });
    expect(log.notices.filter(({ code }) => code.startsWith('uploads-'))).toMatchObject([
      { code: 'uploads-superseded', upload_ids: [first.upload_id] },
      { code: 'uploads-awaited', upload_ids: [awaited.upload_id] },
    ]);
    await bank.call(`/api/uploads/${awaited.upload_id}/cancel`, { method: 'POST' });
  });
});

it('a file that does not come in 20 s is named', async () => {
  const { uploadId } = neverSent;
  const answer = await neverSent.answer;
  expect(answer).toMatchObject({ status: 409, body: { type: '/problems/upload-not-staged' } });
  expect(answer.body.errors).toMatchObject([{ field: 'upload_ids[0]', code: 'awaiting-upload' }]);
  expect(answer.body.detail).toContain(uploadId);
});
