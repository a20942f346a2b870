import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handler as stageUploadHandler } from '../../../functions/stage-upload/handler.ts';
import { handler as uploadsHandler } from '../../../functions/uploads/handler.ts';
import { workbookFile } from '../../../local/workbooks/workbook-file.ts';
import { columnsOfVariant, fileTypeOf } from '../../../shared/contracts/contract.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import type { Role } from '../../../shared/domain/roles.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { Upload } from '../../../shared/domain/upload.ts';
import { uploadBody as uploadSchema } from '../../../shared/http/schemas/upload.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { database } from '../../../shared/operations/database.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { inspectUpload } from '../../../shared/staging/inspect.ts';
import { convertedKey } from '../../../shared/staging/object-key.ts';
import { proveFault } from '../../../shared/staging/proof.ts';
import { updateItem } from '../../../shared/staging/table.ts';
import { stagingFor } from '../../../shared/staging/tenant-staging.ts';
import { loadedKey } from '../../../shared/staging/upload-record.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { setSettings } from '../../settings.ts';
import { RETAIL } from '../../slices.ts';
import { PEPPER } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingBucket, startStagingTable } from './services.ts';

/** The way of a file from the announcement to its status, through the two functions and real S3 and DynamoDB protocols. */
const stops: (() => Promise<void>)[] = [];
let directory: string;
beforeAll(async () => {
  setSettings({ MAX_UPLOAD_BYTES: '20000000' });
  const [table, bucket, postgres] = await Promise.all([startStagingTable(), startStagingBucket(), startOperations()]);
  for (const tenantId of ['BANK001', 'BANK002', 'BANK003'])
    await createTenant(postgres.url, { tenantId, name: tenantId });
  directory = await mkdtemp(path.join(tmpdir(), 'tranche-files-'));
  stops.push(table.stop, bucket.stop, postgres.stop, () => rm(directory, { recursive: true, force: true }));
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

interface Answer {
  status: number;
  /** An upload, a list of them, or a problem. */
  body: Upload & {
    data: Upload[];
    next_cursor: string | null;
    type: string;
    detail: string;
    errors: { field: string }[];
  };
  headers: Record<string, unknown>;
}

async function call(
  method: string,
  url: string,
  body?: unknown,
  tenant = 'BANK001',
  role: Role = 'operator',
): Promise<Answer> {
  const { pathname, searchParams } = new URL(url, 'http://api');
  const { apiKey } = await apiKeysOf(database(), PEPPER).issue(tenantScope(tenant), role);
  const result = await uploadsHandler(
    gatewayEvent({
      method,
      path: pathname,
      query: searchParams.toString(),
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      apiKey,
    }),
  );
  return { status: result.statusCode, body: JSON.parse(result.body), headers: result.headers ?? {} };
}

const header = (variant = 'RETAIL', fileType = 'credit'): string[] =>
  columnsOfVariant(fileTypeOf(loans, fileType), variant).map((column) => column.name);

/** A file that has the right header; its rows need not be right to be staged. */
const fileOf = (rows: number, { columns = header(), end = '\n' } = {}): Buffer =>
  Buffer.from(
    [columns.join(';'), ...Array.from({ length: rows }, (_, i) => columns.map(() => 100_000 + i).join(';')), ''].join(
      end,
    ),
  );

const announce = (file: Buffer, more: Record<string, unknown> = {}, tenant?: string): Promise<Answer> =>
  call(
    'POST',
    '/api/uploads',
    { loan_type: 'RETAIL', file_type: 'credit', file_name: 'credit.csv', size_bytes: file.length, ...more },
    tenant,
  );

async function created(upload: Upload): Promise<void> {
  const record = await stagingFor(tenantScope(upload.tenant_id)).uploads.get(upload.upload_id);
  const s3 = {
    bucket: { name: 'tranche-staging' },
    object: { key: encodeURIComponent(record!.object_key).replaceAll('%2F', '/') },
  };
  await stageUploadHandler({ Records: [{ eventName: 'ObjectCreated:Put', s3 }] }, { awsRequestId: 'event-1' });
}

function urlOf(upload: Upload): string {
  if (upload.upload?.method !== 'PUT') throw new Error('not a single PUT');
  return upload.upload.url;
}

function partsOf(upload: Upload): { part_number: number; url: string }[] {
  if (upload.upload?.method !== 'MULTIPART') throw new Error('not a multipart upload');
  return upload.upload.parts;
}

const put = (upload: Upload, file: Buffer): Promise<Response> =>
  fetch(urlOf(upload), { method: 'PUT', body: new Uint8Array(file) });

const read = async (id: string, tenant?: string): Promise<Upload> =>
  (await call('GET', `/api/uploads/${id}`, undefined, tenant)).body;

/** Announces, sends, and gives the upload as it is once its event has been handled. */
async function deliver(file: Buffer, more: Record<string, unknown> = {}): Promise<Upload> {
  const upload: Upload = (await announce(file, more)).body;
  expect((await put(upload, file)).status).toBe(200);
  await created(upload);
  return read(upload.upload_id);
}

describe('POST /api/uploads', () => {
  test('answers 201 with a plain PUT that curl -T can use, and Location', async () => {
    const file = fileOf(12);
    const { status, body, headers } = await announce(file, { file_name: 'Krediler İğdır 📈.csv' });
    expect(status).toBe(201);
    expect(headers.Location).toBe(`/api/uploads/${body.upload_id}`);
    expect(uploadSchema.parse(body)).toMatchObject({
      tenant_id: 'BANK001',
      loan_type: 'RETAIL',
      file_type: 'credit',
      file_name: 'Krediler İğdır 📈.csv',
      size_bytes: file.length,
      status: 'AWAITING_UPLOAD',
      problem: null,
      row_estimate: null,
      staged_at: null,
      sync_id: null,
      upload: { method: 'PUT', headers: {} },
    });
    expect(new URL(urlOf(body)).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host');
    expect(Date.parse(body.upload!.expires_at) - Date.parse(body.created_at)).toBe(3_600_000);

    const local = path.join(directory, 'plain.csv');
    await writeFile(local, file);
    await promisify(execFile)('curl', ['-sS', '--fail', '-T', local, urlOf(body)]);
    await created(body);
    expect(await read(body.upload_id)).toMatchObject({ status: 'STAGED', row_estimate: 12, problem: null });
    expect(uploadSchema.parse(await read(body.upload_id)).upload).toBeUndefined();
  });

  test.each([
    ['an unknown loan type', { loan_type: 'retail' }, 'loan_type'],
    ['an unknown file type', { file_type: 'credits' }, 'file_type'],
    ['no name', { file_name: '' }, 'file_name'],
    ['a name of 256 characters', { file_name: 'x'.repeat(256) }, 'file_name'],
    ['a negative size', { size_bytes: -1 }, 'size_bytes'],
    ['half a byte', { size_bytes: 1.5 }, 'size_bytes'],
    ['a size as text', { size_bytes: '10' }, 'size_bytes'],
    ['a short checksum', { sha256: 'abc' }, 'sha256'],
    ['multipart as text', { multipart: 'yes' }, 'multipart'],
    ['a field too many', { color: 'red' }, 'color'],
  ])('refuses %s with 400, naming the field', async (_, more, field) => {
    const { status, body } = await announce(fileOf(1), more);
    expect(status).toBe(400);
    expect(body.errors.map((error) => error.field)).toEqual([field]);
  });

  test('refuses what is larger than the limit with 413, saying both sizes', async () => {
    const { status, body } = await announce(fileOf(1), { size_bytes: 20_000_001 });
    expect([status, body.type]).toEqual([413, '/problems/too-large']);
    expect(body.detail).toMatch(/20000001.*20000000/);
  });

  test('a viewer may not upload', async () => {
    const body = { loan_type: 'RETAIL', file_type: 'credit', file_name: 'a.csv', size_bytes: 1 };
    expect((await call('POST', '/api/uploads', body, 'BANK001', 'viewer')).status).toBe(403);
  });

  test('another tenant finds nothing: no upload, none in its list, none to complete', async () => {
    const { body } = await announce(fileOf(1), { multipart: true });
    const complete = { parts: [{ part_number: 1, etag: '"x"' }] };
    expect((await call('GET', `/api/uploads/${body.upload_id}`, undefined, 'BANK002')).status).toBe(404);
    expect((await call('POST', `/api/uploads/${body.upload_id}/complete`, complete, 'BANK002')).status).toBe(404);
    expect((await call('GET', '/api/uploads', undefined, 'BANK002')).body).toEqual({ data: [], next_cursor: null });
  });

  test('the list is filtered and paged by cursor', async () => {
    for (let i = 0; i < 5; i += 1) await announce(fileOf(1), { file_type: 'payment_plan' }, 'BANK003');
    await announce(fileOf(1), {}, 'BANK003');
    const list = (query: string) => call('GET', `/api/uploads?${query}`, undefined, 'BANK003');
    const first = (await list('file_type=payment_plan&limit=3')).body;
    const second = (await list(`file_type=payment_plan&limit=3&cursor=${first.next_cursor}`)).body;
    expect([first.data.length, second.data.length, second.next_cursor]).toEqual([3, 2, null]);
    const ids = [...first.data, ...second.data].map((upload) => upload.upload_id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect((await list('status=STAGED')).body.data).toEqual([]);
    expect((await list('status=LOADED&color=red')).status).toBe(400);
    expect((await list('cursor=made-up')).body.type).toBe('/problems/invalid-cursor');
  });
});

describe('multipart', () => {
  const MIB5 = 5 * 1024 ** 2;

  async function sendPart(url: string, part: Buffer) {
    const response = await fetch(url, { method: 'PUT', body: new Uint8Array(part) });
    expect(response.status).toBe(200);
    return response.headers.get('etag')!;
  }

  test('is sent to its part URLs, completed, and staged', async () => {
    const file = fileOf(100);
    const { body } = await announce(file, { multipart: true, file_name: 'credit.csv.gz' });
    expect(uploadSchema.parse(body).upload).toMatchObject({ method: 'MULTIPART', part_size: 64 * 1024 ** 2 });
    expect(partsOf(body)).toHaveLength(1);
    const etag = await sendPart(partsOf(body)[0]!.url, file);
    const complete = () =>
      call('POST', `/api/uploads/${body.upload_id}/complete`, { parts: [{ part_number: 1, etag }] });
    const completed = await complete();
    expect([completed.status, completed.body.status, completed.body.upload]).toEqual([
      200,
      'AWAITING_UPLOAD',
      undefined,
    ]);
    // Repeated before the event has been handled: the object is there, so it is the same answer.
    expect((await complete()).status).toBe(200);
    await created(body);
    // Plain text in spite of its name: what counts is what it is.
    expect(await read(body.upload_id)).toMatchObject({ status: 'STAGED', row_estimate: 100 });
    const late = await complete();
    expect([late.status, late.body.type]).toEqual([409, '/problems/upload-not-open']);
  });

  test('a wrong ETag, a missing part and a part too many are 422; the right ones can still be sent', async () => {
    const file = fileOf(3);
    const { body } = await announce(file, { multipart: true });
    const etag = await sendPart(partsOf(body)[0]!.url, file);
    const complete = (parts: unknown[]) => call('POST', `/api/uploads/${body.upload_id}/complete`, { parts });
    for (const parts of [
      [{ part_number: 1, etag: `"${'0'.repeat(32)}"` }],
      [{ part_number: 2, etag }],
      [
        { part_number: 1, etag },
        { part_number: 1, etag },
      ],
    ]) {
      const { status, body: problem } = await complete(parts);
      expect([status, problem.type]).toEqual([422, '/problems/parts-mismatch']);
    }
    expect((await complete([{ part_number: 1, etag: etag.replaceAll('"', '') }])).status).toBe(200);
  });

  test('a part that is too small is 422 and says what S3 takes', async () => {
    const staging = stagingFor(tenantScope('BANK001'));
    const key = `staging/BANK001/loans/RETAIL/credit/${uuid()}.csv`;
    const multipart = { ...(await staging.objects.createMultipart(key, MIB5)), part_count: 2 };
    const urls = await staging.objects.presignedParts(key, { ...multipart, part_size: 5 }, 10);
    const parts: { part_number: number; etag: string }[] = [];
    for (const { part_number, url } of urls)
      parts.push({ part_number, etag: await sendPart(url, Buffer.from('small')) });
    await expect(staging.objects.completeMultipart(key, multipart, parts)).rejects.toMatchObject({
      code: 'parts-mismatch',
      detail: expect.stringContaining('5 MiB'),
    });
  });

  test('an upload by one PUT has nothing to complete: 409', async () => {
    const { body } = await announce(fileOf(1));
    const answer = await call('POST', `/api/uploads/${body.upload_id}/complete`, {
      parts: [{ part_number: 1, etag: 'x' }],
    });
    expect([answer.status, answer.body.type]).toEqual([409, '/problems/upload-not-open']);
  });
});

describe('stage-upload stages', () => {
  test.each([
    ['a gzip file whatever its name', () => gzipSync(fileOf(70)), { file_name: 'credit.csv' }, 70],
    [
      'a file with its right checksum',
      () => fileOf(9),
      { sha256: createHash('sha256').update(fileOf(9)).digest('hex') },
      9,
    ],
    [
      'a checksum in capital letters',
      () => fileOf(9),
      { sha256: createHash('sha256').update(fileOf(9)).digest('hex').toUpperCase() },
      9,
    ],
    ['CRLF', () => fileOf(8, { end: '\r\n' }), {}, 8],
    ['CR', () => fileOf(8, { end: '\r' }), {}, 8],
    ['a file larger than its head, by estimate', () => fileOf(60_000), {}, 60_000],
    [
      'the other kinds',
      () => fileOf(4, { columns: header('COMMERCIAL', 'payment_plan') }),
      { loan_type: 'COMMERCIAL', file_type: 'payment_plan' },
      4,
    ],
  ])('%s', async (_, make, more, rows) => {
    const staged = await deliver(make(), more);
    expect(staged).toMatchObject({ status: 'STAGED', problem: null });
    expect(Math.abs((staged.row_estimate ?? 0) - rows)).toBeLessThanOrEqual(rows > 1000 ? rows * 0.01 : 0);
  });

  test('and keeps what the sync needs to know', async () => {
    const columns = header().reverse();
    const file = Buffer.from(`\u{feff}${columns.join(',')}\r\n${columns.map(() => 1).join(',')}\r\n`);
    const { upload_id } = await deliver(gzipSync(file));
    const record = await stagingFor(tenantScope('BANK001')).uploads.get(upload_id);
    expect(record?.inspected).toMatchObject({
      compression: 'gzip',
      object_size: gzipSync(file).length,
      row_estimate: 1,
      layout: { delimiter: ',', columns, headerLine: 0, encoding: 'utf-8', bom: true, lineEnd: 'CRLF' },
    });
    expect(record?.inspected?.etag).toMatch(/^"[0-9a-f]{32}"$/);
  });
});

describe('stage-upload rejects', () => {
  const good = fileOf(2000);
  const packed = gzipSync(good);
  const damaged = Buffer.from(packed);
  damaged[Math.floor(damaged.length / 2)]! ^= 0xff;
  const bomb = gzipSync(Buffer.concat([fileOf(1), Buffer.alloc(21_000_000, '\n')]));

  test.each([
    ['an empty file', Buffer.alloc(0), {}, 'empty-file', /0 bytes/],
    ['a header and nothing else', fileOf(0), {}, 'empty-file', /no data rows/],
    [
      'another checksum than announced',
      good,
      { sha256: 'a'.repeat(64) },
      'checksum-mismatch',
      /aaaa.*; that of the file is [0-9a-f]{64}/,
    ],
    ['a truncated gzip', packed.subarray(0, -20), {}, 'not-csv', /ends early/],
    ['a gzip cut down to its first bytes', packed.subarray(0, 15), {}, 'not-csv', /ends early/],
    ['a damaged gzip', damaged, {}, 'not-csv', /is damaged/],
    ['a gzip that unpacks to too much', bomb, {}, 'too-large', /unpacks to more than 20000000/],
    ['gzip in gzip', gzipSync(packed), {}, 'not-csv', /twice/],
    [
      'a workbook that was cut off',
      Buffer.from('PK\x03\x04 and so on'),
      {},
      'not-csv',
      /ZIP archive, as an Excel workbook/,
    ],
    ['an Excel workbook in gzip', gzipSync(Buffer.from('PK\x03\x04 and so on')), {}, 'not-csv', /Inside the gzip/],
    ['a PDF', Buffer.from('%PDF-1.7 …'), {}, 'not-csv', /PDF/],
    ['the other loan type', fileOf(3, { columns: header('COMMERCIAL') }), {}, 'wrong-loan-type', /COMMERCIAL/],
    ['a missing column', fileOf(3, { columns: header().slice(1) }), {}, 'header-missing-columns', /missing/],
    [
      'a missing column, in gzip',
      gzipSync(fileOf(3, { columns: header().slice(1) })),
      {},
      'header-missing-columns',
      /missing/,
    ],
  ])('%s', async (_, file, more, code, detail) => {
    const rejected = await deliver(file, more);
    expect(rejected).toMatchObject({ status: 'REJECTED', staged_at: null, problem: { type: `/problems/${code}` } });
    expect(rejected.problem?.detail).toMatch(detail);
    expect(uploadSchema.safeParse(rejected).success).toBe(true);
    // The file is kept.
    const record = await stagingFor(tenantScope('BANK001')).uploads.get(rejected.upload_id);
    const kept = await stagingFor(tenantScope('BANK001')).objects.head(record!.object_key);
    expect(kept?.size).toBe(file.length);
  });
});

describe('a URL takes the announced number of bytes and no other', () => {
  const refused = async (answer: Response) => {
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  };

  test.each([
    ['fewer', -1],
    ['more', 1],
  ])('of one PUT: %s bytes are refused, and the right ones can still be sent', async (_, difference) => {
    const file = fileOf(5);
    const upload: Upload = (await announce(file)).body;
    await refused(await put(upload, Buffer.alloc(file.length + difference, 'x')));
    expect((await read(upload.upload_id)).status).toBe('AWAITING_UPLOAD');
    expect((await put(upload, file)).status).toBe(200);
    await created(upload);
    expect((await read(upload.upload_id)).status).toBe('STAGED');
  });

  test('of nothing: an empty file is sent as it was announced', async () => {
    const upload: Upload = (await announce(Buffer.alloc(0))).body;
    await refused(await put(upload, fileOf(1)));
    expect((await put(upload, Buffer.alloc(0))).status).toBe(200);
  });

  test('of a part: each has the size of parts, the last what is left', async () => {
    const MIB5 = 5 * 1024 ** 2;
    const upload: Upload = (await announce(Buffer.alloc(MIB5 + 3), { multipart: true, part_size: MIB5 })).body;
    const [first, last] = partsOf(upload);
    const send = (url: string, bytes: number) => fetch(url, { method: 'PUT', body: new Uint8Array(bytes) });
    for (const [url, bytes] of [
      [first!.url, MIB5 + 3],
      [first!.url, MIB5 - 1],
      [last!.url, MIB5],
      [last!.url, 2],
    ] as const) {
      await refused(await send(url, bytes));
    }
    expect([(await send(first!.url, MIB5)).status, (await send(last!.url, 3)).status]).toEqual([200, 200]);
    // A URL that is asked for again is good for as many.
    const again = await call('POST', `/api/uploads/${upload.upload_id}/parts`, { part_numbers: [2] });
    const { url } = (again.body as unknown as { parts: { url: string }[] }).parts[0]!;
    await refused(await send(url, 4));
    expect((await send(url, 3)).status).toBe(200);
  });
});

describe('what is sent to a URL again', () => {
  const other = Buffer.from(fileOf(5).toString().replaceAll('100000', '200000'));
  const contentOf = async ({ upload_id, tenant_id }: Upload): Promise<Buffer> => {
    const { objects, uploads } = stagingFor(tenantScope(tenant_id));
    const { object_key, inspected } = (await uploads.get(upload_id))!;
    const url = await objects.presignedGet(object_key, 60, { versionId: inspected!.version_id });
    return Buffer.from(await (await fetch(url)).arrayBuffer());
  };

  test('after it was staged changes nothing: the version that was inspected is kept and served', async () => {
    expect(other.length).toBe(fileOf(5).length);
    const upload: Upload = (await announce(fileOf(5))).body;
    await put(upload, fileOf(5));
    await created(upload);
    const staged = await read(upload.upload_id);
    expect((await put(upload, other)).status).toBe(200);
    await created(upload);
    expect(await read(upload.upload_id)).toEqual(staged);
    expect(await contentOf(upload)).toEqual(fileOf(5));
    const { objects, uploads } = stagingFor(tenantScope('BANK001'));
    const { object_key, inspected } = (await uploads.get(upload.upload_id))!;
    const [pinned, now] = [
      await objects.head(object_key, { versionId: inspected!.version_id }),
      await objects.head(object_key),
    ];
    expect(pinned).toMatchObject({ etag: inspected!.etag, versionId: inspected!.version_id });
    expect(now!.versionId).not.toBe(pinned!.versionId);
  });

  test('before it was staged is staged: whichever version is inspected is the upload', async () => {
    const upload: Upload = (await announce(fileOf(5))).body;
    await put(upload, fileOf(5));
    await put(upload, other);
    await created(upload);
    await created(upload);
    expect(await read(upload.upload_id)).toMatchObject({ status: 'STAGED' });
    expect(await contentOf(upload)).toEqual(other);
  });
});

describe('stage-upload leaves alone', () => {
  test('a second delivery of the event, and an object that was overwritten after it was staged', async () => {
    const upload: Upload = (await announce(fileOf(5))).body;
    await put(upload, fileOf(5));
    await created(upload);
    const staged = await read(upload.upload_id);
    await created(upload);
    await put(upload, fileOf(5).reverse());
    await created(upload);
    expect(await read(upload.upload_id)).toEqual(staged);
  });

  test('keys that are none of an upload, uploads that are not there, and objects that are gone', async () => {
    const upload: Upload = (await announce(fileOf(5))).body;
    const id = upload.upload_id;
    const keys = [
      'exports/BANK001/errors.csv',
      `staging/BANK001/loans/RETAIL/credit/${uuid()}.csv`,
      // Another tenant's, another kind's, another name's: not where this upload's object goes.
      `staging/BANK002/loans/RETAIL/credit/${id}.csv`,
      `staging/BANK001/loans/RETAIL/payment_plan/${id}.csv`,
      `staging/BANK001/loans/RETAIL/credit/${id}.csv.gz`,
      // Its own, but there is no object.
      `staging/BANK001/loans/RETAIL/credit/${id}.csv`,
    ];
    const record = (key: string) => ({
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name: 'tranche-staging' }, object: { key } },
    });
    await stageUploadHandler({ Records: keys.map(record) }, { awsRequestId: 'event-1' });
    expect((await read(id)).status).toBe('AWAITING_UPLOAD');
  });
});

describe('a workbook', () => {
  const rows = [header(), header().map((_, index) => `x${index}`), [], header().map((_, index) => `y\n${index}`)];
  const book = workbookFile([{ name: 'Credits', rows }]);
  const staging = () => stagingFor(tenantScope('BANK001'));

  async function converted(upload: Upload) {
    const record = (await staging().uploads.get(upload.upload_id))!;
    const { etag, version_id: versionId, object_size: size, sheet } = record.inspected!;
    const bytes = await buffer(await staging().objects.read(loadedKey(record), { etag, versionId }));
    expect(bytes.length).toBe(size);
    return { record, sheet, etag, versionId, csv: gunzipSync(bytes).toString() };
  }

  test('becomes a CSV object beside it, which is what is loaded; the workbook stays as it was sent', async () => {
    const upload = await deliver(book, {
      file_name: 'book.xlsx',
      sha256: createHash('sha256').update(book).digest('hex'),
    });
    expect(upload).toMatchObject({ status: 'STAGED', size_bytes: book.length, problem: null });
    const { record, sheet, csv } = await converted(upload);
    expect(sheet).toEqual({
      name: 'Credits',
      object_key: `staging/BANK001/loans/RETAIL/credit/${upload.upload_id}.sheet.csv.gz`,
    });
    expect(csv.split('\n').slice(0, 3)).toEqual([
      header().join(';'),
      header()
        .map((_, index) => `x${index}`)
        .join(';'),
      '',
    ]);
    expect(record.inspected).toMatchObject({ compression: 'gzip', layout: { delimiter: ';', linesAreRecords: true } });
    const stored = await staging().objects.head(record.object_key);
    expect(stored?.size).toBe(book.length);
    expect(await proveFault(staging().objects, record)).toBeUndefined();
  });

  test('is inspected anew by a repeat, and comes to the same bytes; the event of what it became is nobody’s', async () => {
    const upload: Upload = (await announce(book)).body;
    await put(upload, book);
    const record = (await staging().uploads.get(upload.upload_id))!;
    // Cut off before anything was noted of it.
    const first = await inspectUpload(staging().objects, { ...record, slice: RETAIL }, { maxBytes: 1e9 });
    await created(upload);
    const second = await converted(upload);
    expect(first?.ok && { ...first.inspected, version_id: null }).toEqual({
      ...second.record.inspected,
      version_id: null,
    });
    await created(upload);
    const key = convertedKey(record.object_key);
    await stageUploadHandler(
      { Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'tranche-staging' }, object: { key } } }] },
      { awsRequestId: 'event-1' },
    );
    const third = await converted(upload);
    expect([third.record.status, third.versionId]).toEqual(['STAGED', second.versionId]);
  });

  test('that is refused leaves nothing behind', async () => {
    const merged = workbookFile([{ name: 'Credits', rows, merged: ['A2:A4'] }]);
    const upload = await deliver(merged);
    expect([upload.status, upload.problem?.type]).toEqual(['REJECTED', '/problems/not-a-table']);
    const { object_key } = (await staging().uploads.get(upload.upload_id))!;
    expect(await staging().objects.head(convertedKey(object_key))).toBeUndefined();
    const wrong = await deliver(book, { sha256: 'a'.repeat(64) });
    expect(wrong.problem?.type).toBe('/problems/checksum-mismatch');
  });

  test('of more than one part of an upload is written in parts', async () => {
    // Texts that do not pack, so that what it becomes has more than the 5 MiB of a part.
    const text = (row: number, column: number) => createHash('sha512').update(`${row} ${column}`).digest('base64');
    const many = Array.from({ length: 3200 }, (_, row) => header().map((_, column) => text(row, column)));
    const large = workbookFile([{ name: 'Credits', rows: [header(), ...many] }]);
    const upload = await deliver(large);
    expect([upload.status, upload.row_estimate]).toEqual(['STAGED', 3200]);
    const { csv, etag } = await converted(upload);
    expect(etag).toMatch(/-[2-9]"$/);
    expect(csv.split('\n')[3200]).toBe(many[3199]!.join(';'));
    // What shows only at the end that it is no table leaves nothing behind either.
    const merged = workbookFile([{ name: 'Credits', rows: [header(), ...many], merged: ['B9:B10'] }]);
    const refused = await deliver(merged);
    expect([refused.status, refused.problem?.detail]).toEqual(['REJECTED', expect.stringContaining('B9:B10')]);
    const { object_key } = (await staging().uploads.get(refused.upload_id))!;
    expect(await staging().objects.head(convertedKey(object_key))).toBeUndefined();
  });
});

test('an object that fails does not keep the others of its event waiting, and the event counts as failed', async () => {
  const upload: Upload = (await announce(fileOf(5))).body;
  await put(upload, fileOf(5));
  const { object_key } = (await stagingFor(tenantScope('BANK001')).uploads.get(upload.upload_id))!;
  const broken: Upload = (await announce(fileOf(5))).body;
  const brokenKey = object_key.replace(upload.upload_id, broken.upload_id);
  const record = (key: string) => ({
    eventName: 'ObjectCreated:Put',
    s3: { bucket: { name: 'tranche-staging' }, object: { key } },
  });
  // The record of this upload is damaged, so reading it fails.
  await updateItem({ pk: 'TENANT#BANK001', sk: `UPLOAD#${broken.upload_id}` }, 'SET #size_bytes = :many', {
    when: 'attribute_exists(#pk)',
    values: { many: 'many' },
  });
  const event = { Records: [record(brokenKey), record(object_key)] };
  await expect(stageUploadHandler(event, { awsRequestId: 'event-1' })).rejects.toThrow();
  expect((await read(upload.upload_id)).status).toBe('STAGED');
});

test('a key of another tenant cannot be reached through a scope', async () => {
  const { objects } = stagingFor(tenantScope('BANK002'));
  await expect(async () => objects.presignedGet('staging/BANK001/loans/RETAIL/credit/x.csv', 60)).rejects.toThrow(
    RangeError,
  );
  await expect(async () => objects.head('staging/BANK0022/x')).rejects.toThrow(RangeError);
});

test('a presigned GET reads the object', async () => {
  const { upload_id } = await deliver(fileOf(2));
  const staging = stagingFor(tenantScope('BANK001'));
  const { object_key } = (await staging.uploads.get(upload_id))!;
  const response = await fetch(await staging.objects.presignedGet(object_key, 60));
  expect(Buffer.from(await response.arrayBuffer())).toEqual(fileOf(2));
});
