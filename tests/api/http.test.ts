import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnnouncedUpload, Page, ProblemDocument, SyncLog, Upload } from './answers.ts';
import { type Answer, type Bank, type Request, waitFor } from './bank.ts';
import { type BankWebhook, pathOf, type WebhookDelivery } from './bank-webhooks.ts';
import { clientRow, csvFileOf, tradeRow } from './clients-and-trades.ts';
import { paidEachOther } from './companies-and-payments.ts';
import { deviation, type OpenApi, templateOf } from './declared-answers.ts';
import { accountNumber, creditFile, creditRows, fileOf, paymentFile, spoil } from './files.ts';
import { standardHeaders, type WebhookEvent } from './hooks.ts';
import type { Account, Transaction } from './money.ts';
import {
  type AnnouncedDocument,
  announcedDocument,
  type KycProfile,
  type KycRequest,
  newProfile,
  newRequest,
} from './persons.ts';
import { type MadeProvider, type ProviderKey, sandboxAt } from './sandbox-providers.ts';
import { loansFrom, type Pull, type Source, triedFrom } from './sources-and-pulls.ts';
import { event, history, raisedAlert, STREAM } from './stream-events.ts';
import { banksFor, isGiven } from './tenants.ts';

let bank: Bank;
let document: OpenApi;

beforeAll(async () => {
  [bank] = (await banksFor('HTTP', 1)) as [Bank];
  document = await bank.call<OpenApi>('/api/openapi.json');
});

const newUpload = { loan_type: 'RETAIL', file_type: 'credit', file_name: 'a.csv', size_bytes: 10 };
const post = (body: unknown, headers: Record<string, string> = {}): Request => ({ method: 'POST', body, headers });
const nobody = '01890000-0000-7000-8000-000000000000';
const made = (list: string, position: unknown): string =>
  Buffer.from(JSON.stringify([1, list, position])).toString('base64url');

/** Asks, and holds the answer against the OpenAPI document. */
async function ask<T = ProblemDocument>(address: string, request: Request = {}): Promise<Answer<T>> {
  const answer = await bank.ask<T>(address, request);
  const path = templateOf(document, new URL(address, 'http://any.invalid').pathname);
  const method = request.method ?? 'GET';
  if (path !== undefined && document.paths[path]?.[method.toLowerCase()]) {
    const contentType = answer.headers.get('content-type') ?? '';
    expect(
      deviation(document, { method, path, status: answer.status, contentType, body: answer.body }),
    ).toBeUndefined();
    seen.add(`${method} ${path}`);
  }
  return answer;
}
const seen = new Set<string>();

function expectProblem(answer: Answer<ProblemDocument>, status: number, code: string, instance?: string): void {
  expect({ status: answer.status, type: answer.body?.type }).toEqual({ status, type: `/problems/${code}` });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\S/),
    instance: instance ?? expect.stringMatching(/^\//),
    request_id: answer.headers.get('x-request-id'),
  });
  expect(answer.headers.get('x-request-id')).toMatch(/\S/);
  // No insides: no stack, no SQL, no path of ours.
  expect(answer.text).not.toMatch(/\bat [\w.]+ \(|node_modules|SELECT |\.ts:\d/);
}

it.skipIf(isGiven())('what the service cannot even read gets a problem too', async () => {
  const answer = await bank.ask('/api/uploads', { headers: { 'X-Long': 'x'.repeat(100_000) } });
  expectProblem(answer, 400, 'invalid-request');
});

it('made-up cursors of findings and parts are refused, however large their numbers', async () => {
  const log = await bank.deliver(fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 3), 1, { customer_type: 'X' })));
  const begun = await bank.announce(creditFile('RETAIL', 1), { multipart: true });
  for (const [address, list, position] of [
    [`/api/sync/logs/${log.id}/errors`, 'findings', ['credit', -1, '']],
    [`/api/sync/logs/${log.id}/errors`, 'findings', ['credit', 99_999_999_999, '']],
    [`/api/sync/logs/${log.id}/errors`, 'findings', ['credit', 1, '\u0000']],
    [`/api/uploads/${begun.upload_id}/parts`, 'parts', 99_999_999_999],
    [`/api/uploads/${begun.upload_id}/parts`, 'parts', -1],
  ] as const) {
    expectProblem(await ask(address, { query: { cursor: made(list, position) } }), 400, 'invalid-cursor');
  }
});

describe('a problem document says what is wrong', () => {
  it.each<[status: number, code: string, address: string, request: Request]>([
    [400, 'malformed-body', '/api/uploads', post('{"loan_type": ')],
    [400, 'malformed-body', '/api/uploads', { method: 'POST', headers: { 'Content-Type': 'application/json' } }],
    [400, 'invalid-request', '/api/uploads', post([])],
    [400, 'invalid-request', '/api/uploads', post('null')],
    [400, 'invalid-request', '/api/uploads', post({ ...newUpload, loan_type: 'retail' })],
    [400, 'invalid-request', '/api/uploads', post({ ...newUpload, size_bytes: -1 })],
    [400, 'invalid-request', '/api/uploads', post({ ...newUpload, size_bytes: 1.5 })],
    [400, 'invalid-request', '/api/uploads', post({ ...newUpload, sha256: 'abc' })],
    [400, 'invalid-request', '/api/uploads', post({ ...newUpload, file_name: 'a\u0000b' })],
    [400, 'invalid-request', '/api/uploads', post({ ...newUpload, surprise: 1 })],
    [400, 'invalid-request', '/api/uploads', { query: { status: 'NONSENSE' } }],
    [400, 'invalid-request', '/api/uploads', { query: { nonsense: '1' } }],
    [400, 'invalid-request', '/api/uploads/not-an-id', {}],
    [400, 'invalid-cursor', '/api/uploads', { query: { cursor: 'nonsense' } }],
    [
      400,
      'invalid-cursor',
      '/api/sync/logs',
      { query: { cursor: made('sync-logs', ['0000-01-01T00:00:00Z', nobody]) } },
    ],
    [400, 'invalid-cursor', '/api/audit', { query: { cursor: made('audit', ['0000-01-01T00:00:00Z', nobody]) } }],
    [400, 'invalid-request', '/api/audit', { query: { since: '0000-01-01T00:00:00Z' } }],
    [400, 'invalid-request', '/api/audit', { query: { until: '10000-01-01T00:00:00Z' } }],
    [400, 'invalid-request', '/api/audit', { query: { actor: 'a\u0000' } }],
    [400, 'invalid-request', '/api/errors', { query: { since: '0000-01-01T00:00:00Z' } }],
    [400, 'invalid-request', '/api/uploads', post({ ...newUpload, file_name: '\u202evsc.exe' })],
    [400, 'invalid-request', '/api/uploads', post({ ...newUpload, file_name: ' \u00a0 ' })],
    [400, 'invalid-request', '/api/uploads', post({ ...newUpload, file_name: 'x'.repeat(256) })],
    [400, 'invalid-request', '/api/sync', post({ loan_type: 'RETAIL' })],
    [400, 'invalid-request', '/api/sync/configs/RETAIL', { method: 'PATCH', body: { max_error_rate: 1.1 } }],
    [400, 'invalid-request', '/api/sync/configs/RETAIL', { method: 'PATCH', body: { sync_interval_minutes: 0 } }],
    [400, 'invalid-request', '/api/sync/configs/RETAIL', { method: 'PATCH', body: { is_enabled: 'yes' } }],
    [400, 'invalid-request', '/api/sync/configs/NONSENSE', {}],
    [400, 'invalid-request', '/api/sync/logs', { query: { limit: '1e3' } }],
    [400, 'invalid-request', '/api/data', {}],
    [400, 'invalid-request', '/api/data', { query: { loan_type: 'RETAIL', data_type: 'loans' } }],
    [400, 'invalid-request', '/api/data', { query: { loan_type: 'RETAIL', limit: '10001' } }],
    [400, 'invalid-request', '/api/data', { query: { loan_type: 'RETAIL', offset: '100001' } }],
    [400, 'invalid-request', '/api/data', { query: { loan_type: 'RETAIL', sort: 'no_such_column' } }],
    [400, 'invalid-request', '/api/data', { query: { loan_type: 'RETAIL', columns: 'customer_id,no_such_column' } }],
    [400, 'invalid-request', '/api/data', { query: { loan_type: 'RETAIL', 'filter[no_such_column]': '1' } }],
    [400, 'invalid-request', '/api/data', { query: { loan_type: 'RETAIL', 'filter[customer_id][like]': '1' } }],
    [400, 'invalid-request', '/api/data', { query: { loan_type: 'RETAIL', 'filter[days_past_due]': "0' OR 1=1" } }],
    [400, 'invalid-request', '/api/profiling', { query: { loan_type: '' } }],
    [404, 'not-found', `/api/uploads/${nobody}`, {}],
    [404, 'not-found', `/api/sync/logs/${nobody}`, {}],
    [404, 'not-found', `/api/sync/logs/${nobody}/errors`, {}],
    [404, 'not-found', '/api/nonsense', {}],
    [404, 'not-found', '/nonsense/at/all', {}],
    [405, 'method-not-allowed', '/api/uploads', { method: 'DELETE' }],
    [405, 'method-not-allowed', '/api/data', post({})],
    [405, 'method-not-allowed', '/api/tenant/api-key/rotate', {}],
    [405, 'method-not-allowed', '/health', { method: 'PUT' }],
    [409, 'nothing-staged', '/api/sync', post({ tenant_id: 'T_HTTP', loan_type: 'COMMERCIAL' })],
    [413, 'payload-too-large', '/api/uploads', post({ ...newUpload, file_name: 'x'.repeat(3_000_000) })],
    [413, 'too-large', '/api/uploads', post({ ...newUpload, size_bytes: 9_000_000_000_000_000 })],
    [415, 'unsupported-media-type', '/api/uploads', post(newUpload, { 'Content-Type': 'text/plain' })],
    [
      415,
      'unsupported-media-type',
      '/api/uploads',
      post(newUpload, { 'Content-Type': 'application/json; charset=latin1' }),
    ],
  ])('%i %s: %s', async (status, code, address, request) => {
    const { body } = request as { body?: { tenant_id?: string } };
    const own = body?.tenant_id === undefined ? request : { ...request, body: { ...body, tenant_id: bank.tenantId } };
    expectProblem(await ask(address, own), status, code);
  });

  it('names the wrong fields, all of them', async () => {
    const answer = await ask('/api/uploads', post({ loan_type: 'X', size_bytes: '10', extra: 1 }));
    expect(answer.body.errors?.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'extra unknown',
      'file_name required',
      'file_type required',
      'loan_type value',
      'size_bytes type',
    ]);
  });

  it('405 says what is allowed', async () => {
    expect((await ask('/api/uploads', { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it('its type leads to a page that says what to do', async () => {
    for (const type of [
      '/problems/invalid-request',
      '/problems/nothing-staged',
      '/problems/error-rate-exceeded',
      '/problems/not-utf8',
    ]) {
      const page = await bank.ask(type);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toMatch(/^text\/html/);
      expect(page.text.length).toBeGreaterThan(200);
    }
    expectProblem(await ask('/problems/no-such-problem'), 404, 'not-found');
  });

  it('a disabled loan type cannot be synced', async () => {
    try {
      await bank.configure('COMMERCIAL', { is_enabled: false });
      const answer = await ask('/api/sync', post({ tenant_id: bank.tenantId, loan_type: 'COMMERCIAL' }));
      expectProblem(answer, 409, 'sync-disabled', '/api/sync');
    } finally {
      await bank.configure('COMMERCIAL', { is_enabled: true });
    }
  });
});

describe('every path', () => {
  it('takes a trailing slash', async () => {
    for (const address of [
      '/api/uploads/',
      '/api/sync/logs/',
      '/api/sync/configs/RETAIL/',
      '/api/tenant/',
      '/health/',
      '/api/openapi.json/',
      '/api/docs/',
    ]) {
      expect({ address, status: (await bank.ask(address)).status }).toEqual({ address, status: 200 });
    }
    const answer = await bank.ask('/api/uploads/', post(newUpload));
    expect(answer.status).toBe(201);
  });

  it('answers HEAD as GET without a body, and OPTIONS without a fault of ours', async () => {
    for (const address of Object.keys(document.paths).filter((template) => !template.includes('{'))) {
      const get = await bank.ask(address);
      const head = await bank.ask(address, { method: 'HEAD' });
      expect({ address, status: head.status, text: head.text }).toEqual({ address, status: get.status, text: '' });
      const options = await bank.ask(address, { method: 'OPTIONS' });
      expect({ address, below500: options.status < 500 }).toEqual({ address, below500: true });
      expect(options.headers.get('x-request-id')).toMatch(/\S/);
    }
  });

  it.each([
    ['a zero', '/api/uploads/%00'],
    ['half a character', '/api/uploads/%E0%A4%A'],
    ['a parameter without a value', '/api/data?loan_type'],
    ['a parameter twice', '/api/data?loan_type=RETAIL&loan_type=RETAIL'],
    ['half a filter', '/api/data?filter['],
    ['a way up', '/problems/%2e%2e%2f'],
    ['a very long name', `/api/uploads/${'a'.repeat(4000)}`],
    ['a way up twice', '/api/sync/logs/..%2f..%2f'],
  ])('takes an odd address without a fault of ours: %s', async (_what, address) => {
    const { status } = await bank.ask(address);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('with two slashes leads nowhere, or where one leads: gateways differ', async () => {
    expect([200, 403, 404]).toContain((await bank.ask('/api//uploads')).status);
  });

  it('gives every answer an id of its own', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await bank.ask('/api/tenant')).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('Idempotency-Key', () => {
  const key = () => ({ 'Idempotency-Key': crypto.randomUUID() });

  it('gives the first answer again, and does the work once', async () => {
    const headers = key();
    const first = await bank.ask<AnnouncedUpload>('/api/uploads', post(newUpload, headers));
    const again = await bank.ask<AnnouncedUpload>('/api/uploads', post(newUpload, headers));
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    const other = await bank.ask<AnnouncedUpload>('/api/uploads', post(newUpload, key()));
    expect(other.body.upload_id).not.toBe(first.body.upload_id);
  });

  it('with another body is a 422', async () => {
    const headers = key();
    await ask('/api/uploads', post(newUpload, headers));
    expectProblem(
      await ask('/api/uploads', post({ ...newUpload, size_bytes: 11 }, headers)),
      422,
      'idempotency-key-reused',
    );
  });

  it('sent many times at once does the work once', async () => {
    const headers = key();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => bank.ask<AnnouncedUpload>('/api/uploads', post(newUpload, headers))),
    );
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.upload_id);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made).size).toBe(1);
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect((await bank.ask<AnnouncedUpload>('/api/uploads', post(newUpload, headers))).body.upload_id).toBe(made[0]);
  });

  it('starts a sync once', async () => {
    await bank.stage(creditFile('RETAIL', 3));
    const request = post({ tenant_id: bank.tenantId, loan_type: 'RETAIL' }, key());
    const first = await bank.ask<SyncLog>('/api/sync', request);
    expect(first).toMatchObject({ status: 202, body: { status: 'QUEUED', trigger: 'MANUAL', progress: 0 } });
    expect(first.headers.get('location')).toBe(`/api/sync/logs/${first.body.id}`);
    await bank.waitForSync(first.body.id);
    expect(await bank.ask<SyncLog>('/api/sync', request)).toMatchObject({ status: 202, body: { id: first.body.id } });
  });

  it('that is nonsense is a 400', async () => {
    expect((await ask('/api/uploads', post(newUpload, { 'Idempotency-Key': 'x'.repeat(300) }))).status).toBe(400);
  });
});

describe('lists', () => {
  it('of uploads: newest first, in pages of any size, filtered', async () => {
    for (let index = 0; index < 5; index += 1) {
      await bank.announce(creditFile(index % 2 ? 'RETAIL' : 'COMMERCIAL', 1));
    }
    const whole = await bank.all<Upload>('/api/uploads', { limit: 1000 });
    expect(whole.length).toBeGreaterThanOrEqual(5);
    expect(whole.map(({ created_at }) => created_at)).toEqual(
      whole
        .map(({ created_at }) => created_at)
        .sort()
        .reverse(),
    );
    for (const limit of [2, 3, whole.length]) {
      expect((await bank.all<Upload>('/api/uploads', { limit })).map(({ upload_id }) => upload_id)).toEqual(
        whole.map(({ upload_id }) => upload_id),
      );
    }
    const waiting = await bank.all<Upload>('/api/uploads', {
      loan_type: 'COMMERCIAL',
      status: 'AWAITING_UPLOAD',
      limit: 2,
    });
    expect(waiting.map(({ upload_id }) => upload_id)).toEqual(
      whole
        .filter(({ loan_type, status }) => loan_type === 'COMMERCIAL' && status === 'AWAITING_UPLOAD')
        .map(({ upload_id }) => upload_id),
    );
    // Where to send a file is told once.
    expect(whole.every((upload) => !('upload' in upload))).toBe(true);
  });

  it('of syncs: newest first, in pages, filtered by status', async () => {
    await bank.load(creditFile('RETAIL', 2));
    await bank.deliver(
      fileOf(
        'credit',
        'RETAIL',
        creditRows('RETAIL', 2).map((row) => ({ ...row, customer_id: '' })),
      ),
    );
    const whole = await bank.all<SyncLog>('/api/sync/logs');
    expect(whole[0]).toMatchObject({ status: 'FAILED', loan_type: 'RETAIL' });
    expect(whole[1]).toMatchObject({ status: 'COMPLETED' });
    expect((await bank.all<SyncLog>('/api/sync/logs', { limit: 1 })).map(({ id }) => id)).toEqual(
      whole.map(({ id }) => id),
    );
    const failed = await bank.all<SyncLog>('/api/sync/logs', { status: 'FAILED', loan_type: 'RETAIL' });
    expect(failed.map(({ id }) => id)).toEqual(
      whole.filter(({ status, loan_type }) => status === 'FAILED' && loan_type === 'RETAIL').map(({ id }) => id),
    );
    const page = await bank.call<Page<SyncLog>>('/api/sync/logs', { query: { limit: 1000 } });
    expect(page.next_cursor).toBeNull();
  });

  it('of data: by cursor and by offset, in any order, without repeating or leaving out a row', async () => {
    await bank.load(creditFile('RETAIL', 57));
    for (const sort of [undefined, 'days_past_due', '-original_loan_amount', 'internal_rating', '-loan_closing_date']) {
      const query = { ...(sort ? { sort } : {}), columns: 'loan_account_number,row_number' };
      const whole = await bank.rows('RETAIL', 'credit', query);
      expect(new Set(whole.map(({ row_number }) => row_number)).size).toBe(57);
      expect(await bank.rows('RETAIL', 'credit', { ...query, limit: 10 })).toEqual(whole);
      const { data } = await bank.dataPage('RETAIL', 'credit', { ...query, limit: 5, offset: 50 });
      expect(data).toEqual(whole.slice(50, 55));
    }
    const late = await bank.dataPage('RETAIL', 'credit', { 'filter[days_past_due][gte]': 60, sort: '-days_past_due' });
    const expected = creditRows('RETAIL', 57).filter((row) => Number(row.days_past_due) >= 60);
    expect(late.total_count).toBe(expected.length);
    expect(late.data.map((row) => row.days_past_due)).toEqual(
      expected.map((row) => Number(row.days_past_due)).sort((a, b) => b - a),
    );
  });
});

describe('uploads', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tranche-api-http-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('`curl -T` to the presigned URL is enough', async () => {
    const file = creditFile('RETAIL', 8);
    const announced = await bank.announce(file);
    if (announced.upload.method !== 'PUT') throw new Error('a PUT was expected');
    expect(announced).toMatchObject({ status: 'AWAITING_UPLOAD', upload: { headers: {} } });
    await writeFile(path.join(folder, 'credits.csv'), file.content);
    const curl = spawn(
      'curl',
      ['--fail', '--silent', '--show-error', '-T', path.join(folder, 'credits.csv'), announced.upload.url],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    expect(await once(curl, 'exit')).toEqual([0, null]);
    await bank.waitForUpload(announced.upload_id, ({ status }) => status === 'STAGED');
    const { id } = await bank.startSync('RETAIL');
    expect(await bank.waitForSync(id)).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 8 });
  });

  it('in parts, each to its own URL, and completed', async () => {
    // More than one part, whatever the size of a part: 12 MiB, of which nearly all is blank lines.
    const line = `${creditFile('RETAIL', 9).content}`;
    const content = Buffer.concat([Buffer.from(line), Buffer.alloc(12 * 1024 ** 2, `${' '.repeat(4095)}\n`)]);
    const file = { slice: 'RETAIL', fileType: 'credit', content } as const;
    const announced = await bank.announce(file, { multipart: true });
    if (announced.upload.method !== 'MULTIPART') throw new Error('parts were expected');
    const { part_size, parts } = announced.upload;
    expect(parts).toHaveLength(Math.ceil(content.length / part_size));
    const sent = await Promise.all(
      parts.map(async ({ part_number, url }) => {
        const part = content.subarray((part_number - 1) * part_size, part_number * part_size);
        const response = await fetch(url, { method: 'PUT', body: part });
        expect(response.status).toBe(200);
        return { part_number, etag: response.headers.get('etag') ?? '' };
      }),
    );
    const complete = `/api/uploads/${announced.upload_id}/complete`;
    const wrong = sent.map((part) => ({ ...part, etag: '"00000000000000000000000000000000"' }));
    expectProblem(await ask(complete, post({ parts: wrong })), 422, 'parts-mismatch');
    expect(await bank.ask(complete, post({ parts: sent }))).toMatchObject({ status: 200 });
    await bank.waitForUpload(announced.upload_id, ({ status }) => status === 'STAGED');
    expectProblem(await ask(complete, post({ parts: sent })), 409, 'upload-not-open');
    const { id } = await bank.startSync('RETAIL');
    expect(await bank.waitForSync(id)).toMatchObject({ status: 'COMPLETED', total_credit_rows: 9 });
  });

  it('that are not in parts cannot be completed', async () => {
    const { upload_id } = await bank.announce(creditFile('RETAIL', 1));
    expectProblem(
      await ask(`/api/uploads/${upload_id}/complete`, post({ parts: [{ part_number: 1, etag: 'x' }] })),
      409,
      'upload-not-open',
    );
  });

  it('of several clients at once are all staged in the end, one of a kind', async () => {
    const sent = await Promise.all(
      Array.from({ length: 8 }, (_, seed) => bank.send(creditFile('RETAIL', 3, { seed }))),
    );
    const ended = await Promise.all(
      sent.map(({ upload_id }) => bank.waitForUpload(upload_id, ({ status }) => status !== 'AWAITING_UPLOAD')),
    );
    expect(ended.every(({ status }) => ['STAGED', 'SUPERSEDED'].includes(status))).toBe(true);
    const staged = await bank.all<Upload>('/api/uploads', { loan_type: 'RETAIL', status: 'STAGED' });
    expect(staged).toHaveLength(1);
    await bank.startSync('RETAIL').then(({ id }) => bank.waitForSync(id));
  });
});

describe('about the service', () => {
  it('/health says what is up, without credentials', async () => {
    const response = await fetch(bank.address('/health'));
    expect(response.status).toBe(200);
    const health = (await response.json()) as { status: string; checks: Record<string, { status: string }> };
    expect(health.status).toBe('healthy');
    expect(Object.values(health.checks).every(({ status }) => status === 'up')).toBe(true);
    expect(Object.keys(health.checks)).toEqual(expect.arrayContaining(['postgres', 'clickhouse']));
  });

  it('the documentation is there, without credentials', async () => {
    for (const address of ['/api/docs', '/api/openapi.json', '/problems']) {
      expect((await fetch(bank.address(address))).status).toBe(200);
    }
  });

  it('the OpenAPI document holds together', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference]) => reference ?? '',
    );
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      const found = reference
        .replace('#/', '')
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect({ reference, found: found !== undefined }).toEqual({ reference, found: true });
    }
    for (const [address, methods] of Object.entries(document.paths)) {
      const named = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods)) {
        const { parameters = [] } = operation;
        expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(named);
      }
    }
  });

  it('every operation answers as it declares', async () => {
    await bank.load(fileOf('credit', 'COMMERCIAL', creditRows('COMMERCIAL', 19)));
    await bank.load(
      fileOf('credit', 'COMMERCIAL', spoil(creditRows('COMMERCIAL', 20), 2, { customer_type: '?' })),
      paymentFile('COMMERCIAL', 20),
    );
    await bank.load(
      csvFileOf('client', [clientRow('bob', '10.00', 'EUR')]),
      csvFileOf('trade', [tradeRow('t1', 'bob', '2024-01-02', 'buy', '1.00 EUR')]),
    );
    await bank.load(...paidEachOther(['acme', 'bolt']));
    const inParts = (await ask<Upload>('/api/uploads', post({ ...newUpload, multipart: true }))).body.upload_id;
    const [log] = (await ask<Page<SyncLog>>('/api/sync/logs', { query: { loan_type: 'COMMERCIAL', limit: 1 } })).body
      .data;
    const id = log?.id ?? '';
    const upload = log?.files.credit?.upload_id ?? '';
    const loans = { loan_type: 'COMMERCIAL' };
    for (const [address, query] of [
      ['/api/uploads', {}],
      [`/api/uploads/${upload}`, {}],
      [`/api/sync/logs/${id}`, {}],
      [`/api/uploads/${inParts}/parts`, {}],
      [`/api/sync/logs/${id}/errors`, {}],
      [`/api/sync/logs/${id}/error-groups`, {}],
      [`/api/sync/logs/${id}/changes`, {}],
      [`/api/sync/logs/${id}/changes/rows`, { change: 'added' }],
      ['/api/publications', {}],
      ['/api/errors', {}],
      ['/api/audit', {}],
      ['/api/audit.csv', {}],
      [`/api/sync/logs/${id}/errors.csv`, {}],
      [`/api/sync/logs/${id}/rejected.csv`, { file_type: 'credit' }],
      ['/api/sync/configs', {}],
      ['/api/sync/configs/RETAIL', {}],
      ['/api/data', loans],
      ['/api/data', { ...loans, data_type: 'payment_plan' }],
      ['/api/data/row', { ...loans, 'key[loan_account_number]': accountNumber(5) }],
      ['/api/portfolio', {}],
      ['/api/rules', {}],
      ['/api/rules/LOAN-CREDIT-801', {}],
      ['/api/profiling', loans],
      ['/api/profiling', { ...loans, version: 'previous' }],
      ['/api/profiling', { ...loans, data_type: 'payment_plan' }],
      ['/api/datasets', {}],
      ['/api/datasets/trades', {}],
      ['/api/datasets/trades/settings', {}],
      ['/api/analyses', {}],
      ['/api/analyses/trades/clients-by-status', {}],
      ['/api/trades/clients/bob', {}],
      ['/api/trades/clients/bob/balance', { as_of: '2024-01-02' }],
      ['/api/trades/clients/bob/transactions', {}],
      ['/api/cash/companies', {}],
      ['/api/cash/companies/acme', { currency: 'USD' }],
      ['/api/cash/companies/acme/balances', { interval: 'week' }],
      ['/api/cash/companies/acme/payments', { include: 'quarantined' }],
      ['/api/tenant', {}],
      ['/health', {}],
      ['/metrics', {}],
      ['/api/docs', {}],
      ['/api/openapi.json', {}],
      ['/problems', {}],
      ['/problems/not-found', {}],
    ] as [string, Record<string, string>][]) {
      const { status } = await ask(address, { query });
      expect({ address, ok: status < 400 }).toEqual({ address, ok: true });
    }
    // Who asks for HTML gets the page.
    await ask('/', { headers: { Accept: 'application/json' } });
    await ask('/api/sync/configs/RETAIL', { method: 'PATCH', body: { max_error_rate: 0.5 } });
    await ask('/api/datasets/trades/settings', { method: 'PATCH', body: { cross_via: 'EUR' } });
    await ask('/api/uploads', post(newUpload));
    await ask(
      '/api/publications/rollback',
      post({ dataset: 'loans', variant: 'COMMERCIAL', to: log?.batch_id, reason: 'it is live already' }),
    );
    for (const what of ['publish', 'discard']) await ask(`/api/sync/logs/${id}/${what}`, { method: 'POST' });
    await ask(`/api/uploads/${inParts}/parts`, post({ part_numbers: [1] }));
    await ask(`/api/uploads/${inParts}/cancel`, { method: 'POST' });
    const { body: tokens } = await ask<{ refresh_token: string }>('/api/auth/token', post({ api_key: bank.apiKey }));
    const { body: renewed } = await ask<typeof tokens>(
      '/api/auth/refresh',
      post({ refresh_token: tokens.refresh_token }),
    );
    await ask('/api/auth/logout', post({ refresh_token: renewed.refresh_token }));
    await ask('/api/auth/verify');
    const password = 'correct horse battery';
    const source = `/api/sources/${(await ask<Source>('/api/sources', post(loansFrom(bank.baseUrl)))).body.source_id}`;
    await ask('/api/sources');
    await ask('/api/sources/test', post(triedFrom(bank.baseUrl)));
    await ask(source);
    await ask(source, { method: 'PATCH', body: { interval_minutes: 5 } });
    await ask(`${source}/test`, { method: 'POST' });
    const { body: pull } = await ask<Pull>(`${source}/pull`, { method: 'POST' });
    await ask(`${source}/pulls`);
    await ask(`/api/pulls/${pull.pull_id}`);
    await ask(source, { method: 'DELETE' });
    const alert = await raisedAlert(bank);
    await ask('/api/streams');
    await ask(`${STREAM}/events`, post({ events: [event('declared'), {}] }));
    await ask(`${STREAM}/live`);
    await history(bank, 1);
    await ask(`${STREAM}/events`);
    await ask(`${STREAM}/alerts`);
    await ask(`${STREAM}/alerts/${alert.alert_id}`);
    await ask(`${STREAM}/alerts/${alert.alert_id}`, { method: 'PATCH', body: { status: 'closed', note: 'Seen.' } });
    await ask(`${STREAM}/settings`);
    await ask(`${STREAM}/settings`, { method: 'PATCH', body: { threshold: '3000' } });
    const persons = '/api/kyc/profiles';
    const person = `${persons}/${(await ask<KycProfile>(persons, post(newProfile('declared')))).body.profile_id}`;
    await ask(persons);
    await ask(person, { query: { include: 'personal' } });
    await ask(person, { method: 'PATCH', body: { address: 'elsewhere' } });
    const verifications = '/api/kyc/requests';
    const { body: asked } = await ask<KycRequest>(verifications, post(newRequest('declared')));
    const verification = `${verifications}/${asked.request_id}`;
    await ask(verifications);
    await ask(verification, { query: { include: 'personal' } });
    const { body: scan } = await ask<AnnouncedDocument>(`${verification}/documents`, post(announcedDocument('x')));
    await fetch(scan.upload.url, { method: 'PUT', headers: { ...scan.upload.headers }, body: 'x' });
    await ask(`${verification}/documents`);
    await ask(`${verification}/documents/${scan.document_id}`);
    await ask(`${verification}/cancel`, post({ reason: 'declared' }));
    // Whoever asked does not decide.
    await ask(`${verification}/decision`, post({ decision: 'approved' }));
    await ask(`${person}/revoke`, post({ reason: 'declared' }));
    await ask(person, { method: 'DELETE' });
    await useMediator();
    await ask('/api/users', post({ username: 'anna', role: 'viewer', password }));
    await ask('/api/users');
    await ask('/api/users/anna');
    await ask('/api/users/anna', { method: 'PATCH', body: { role: 'operator' } });
    await ask('/api/users/anna/password', post({ password: `${password} 2` }));
    await ask('/api/auth/login', post({ tenant_id: bank.tenantId, username: 'anna', password: `${password} 2` }));
    await ask('/api/users/anna', { method: 'DELETE' });
    const declared = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    // The measure itself can tell an answer that is not as declared.
    const wrong = { method: 'GET', path: '/api/tenant', contentType: 'application/json', body: { tenant_id: 1 } };
    expect(deviation(document, { ...wrong, status: 200 })).toContain('tenant_id');
    expect(deviation(document, { ...wrong, status: 418 })).toContain('not declared');
    // Rotating the key is a matter of isolation.test.ts.
    expect(declared.filter((operation) => !seen.has(operation) && !operation.includes('rotate'))).toEqual([]);
  });
});

/** Every operation on money, providers and webhooks, once. */
async function useMediator(): Promise<void> {
  const provider = '/api/providers/DECLARED';
  const { body: made } = await ask<MadeProvider>('/api/providers', post(sandboxAt('DECLARED', bank.baseUrl)));
  await ask('/api/providers');
  await ask(provider);
  await ask(provider, { method: 'PATCH', body: { rate_limit: 50 } });
  await ask(`${provider}/check`, { method: 'POST' });
  await ask(`${provider}/status`, post({ status: 'online', message: null }));
  await ask(`${provider}/statistics`);
  await ask('/api/providers/check-all', { method: 'POST' });
  const { body: key } = await ask<ProviderKey>(
    `${provider}/keys`,
    post({ environment: 'sandbox', user_id: 'declared' }),
  );
  await ask(`${provider}/keys`);
  await ask(`${provider}/keys/${key.key_id}/usage`);
  for (const what of ['reset-limits', 'deactivate'])
    await ask(`${provider}/keys/${key.key_id}/${what}`, { method: 'POST' });

  const accounts = '/api/accounts';
  const { account_id } = (await ask<Account>(accounts, post({ owner: 'declared', currency: 'EUR' }))).body;
  await ask(accounts);
  await ask(`${accounts}/${account_id}`);
  const deposit = {
    transaction_type: 'deposit',
    amount: '5',
    currency: 'EUR',
    source_system: 'cash',
    target_account: account_id,
  };
  const done = `/api/transactions/${(await ask<Transaction>('/api/transactions', post(deposit))).body.transaction_id}`;
  await ask(`${done}/complete`, post({ response_data: { receipt: 1 } }));
  await ask(`${done}/refund`, post({ amount: '2' }));
  const vain = `/api/transactions/${(await ask<Transaction>('/api/transactions', post(deposit))).body.transaction_id}`;
  await ask(`${vain}/fail`, post({ error_message: 'Declared.' }));
  await ask('/api/transactions');
  await ask(done);
  await ask(`${accounts}/${account_id}/postings`);
  await ask(`${accounts}/trial-balance`);

  const told = { type: 'nobody.knows' };
  await ask(made.webhook_url, post(told, standardHeaders(made.webhook_secret, JSON.stringify(told))));
  const events = await bank.all<WebhookEvent>('/api/webhook-events');
  const event = `/api/webhook-events/${events[0]?.hook_id}`;
  await ask('/api/webhook-events');
  await ask('/api/webhook-events/summary');
  await waitFor(
    'the webhook to be parked',
    () => bank.call<WebhookEvent>(event),
    ({ status }) => status === 'parked',
  );
  await ask(event);
  await ask(`${event}/retry`, { method: 'POST' });
  await ask(`${event}/cancel`, { method: 'POST' });
  await ask(provider, { method: 'DELETE' });

  await ask('/api/webhooks/events');
  const wanted = { url: `${bank.baseUrl}/health`, events: ['sync.completed'] };
  const webhook = pathOf((await ask<BankWebhook>('/api/webhooks', post(wanted))).body);
  await ask('/api/webhooks');
  await ask(webhook);
  await ask(webhook, { method: 'PATCH', body: { description: 'Declared.' } });
  await ask(`${webhook}/test`, { method: 'POST' });
  const { body: deliveries } = await ask<Page<WebhookDelivery>>(`${webhook}/deliveries`);
  const delivery = `${webhook}/deliveries/${deliveries.data[0]?.delivery_id}`;
  await ask(delivery);
  await ask(`${delivery}/replay`, { method: 'POST' });
  await ask(webhook, { method: 'DELETE' });
}
