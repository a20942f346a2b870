import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stageObject } from '../../../functions/stage-upload/stage-object.ts';
import { handler as uploadsHandler } from '../../../functions/uploads/handler.ts';
import type { Role } from '../../../shared/domain/roles.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { database } from '../../../shared/operations/database.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { finishStaging } from '../../../shared/staging/stage.ts';
import { stagingFor } from '../../../shared/staging/tenant-staging.ts';
import { takeFiles } from '../../../shared/sync/take-files.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { PEPPER } from '../operations/postgres-under-test.ts';
import { CREDIT_CSV as CSV, CREDIT_KIND as kind, stageInForce } from './bank-with-files.ts';
import { startOperations, startStagingBucket, startStagingTable } from './services.ts';

/** As many as the tests take. */
const BANKS = 20;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const [table, bucket, postgres] = await Promise.all([startStagingTable(), startStagingBucket(), startOperations()]);
  stops.push(table.stop, bucket.stop, postgres.stop);
  for (let n = 1; n <= BANKS; n++) await createTenant(postgres.url, { tenantId: `CANCEL${n}`, name: `Bank ${n}` });
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const MIB = 1024 ** 2;

let tenants = 0;
/** A bank's uploads through the API, and what is behind it. */
function freshBank() {
  tenants += 1;
  const tenant = `CANCEL${tenants}`;
  const staging = stagingFor(tenantScope(tenant));
  async function call(
    method: string,
    path: string,
    { body, query, role = 'admin' }: { body?: unknown; query?: string; role?: Role } = {},
  ) {
    const { apiKey } = await apiKeysOf(database(), PEPPER).issue(tenantScope(tenant), role);
    const event = gatewayEvent({
      method,
      path,
      ...(query ? { query } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      apiKey,
    });
    const { statusCode, body: text } = await uploadsHandler(event);
    return { status: statusCode, body: JSON.parse(text) };
  }
  const announce = async (more: object = {}) => {
    const body = { loan_type: 'RETAIL', file_type: 'credit', file_name: 'a.csv', size_bytes: CSV.length, ...more };
    return (await call('POST', '/api/uploads', { body })).body;
  };
  /** Sends a file and has it staged, as S3's event does. */
  const arrive = async (upload: { upload_id: string; upload: { url: string } }) => {
    expect((await fetch(upload.upload.url, { method: 'PUT', body: CSV })).status).toBe(200);
    const key = (await staging.uploads.get(upload.upload_id))!.object_key;
    await stageObject(key, makeLogger('test'));
  };
  const put = async (url: string, bytes: Buffer): Promise<string> => {
    const answer = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes) });
    expect(answer.status).toBe(200);
    return answer.headers.get('etag')!;
  };
  const cancel = (id: string, role?: Role) => call('POST', `/api/uploads/${id}/cancel`, { ...(role ? { role } : {}) });
  const statusOf = async (id: string) => (await call('GET', `/api/uploads/${id}`)).body.status;
  const pointed = async () => (await staging.staged.read(kind))?.upload_ids[0] ?? null;
  return { staging, call, announce, arrive, put, cancel, statusOf, pointed };
}

describe('cancelling an upload', () => {
  test('that waits: it is EXPIRED with a problem, and a file that still comes is left alone', async () => {
    const bank = freshBank();
    const upload = await bank.announce();
    const { status, body } = await bank.cancel(upload.upload_id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'EXPIRED', problem: { type: '/problems/upload-cancelled' }, staged_at: null });
    expect(body.upload).toBeUndefined();
    await bank.arrive(upload);
    expect(await bank.statusOf(upload.upload_id)).toBe('EXPIRED');
    expect(await bank.pointed()).toBeNull();
    // A repeat, as after a lost answer.
    expect(await bank.cancel(upload.upload_id)).toEqual({ status, body });
  });

  test('that is staged: no sync will find it', async () => {
    const bank = freshBank();
    const upload = await bank.announce();
    await bank.arrive(upload);
    expect([await bank.statusOf(upload.upload_id), await bank.pointed()]).toEqual(['STAGED', upload.upload_id]);
    expect((await bank.cancel(upload.upload_id)).body).toMatchObject({ status: 'EXPIRED', row_estimate: 1 });
    expect(await bank.pointed()).toBeNull();
    const next = await bank.announce();
    await bank.arrive(next);
    expect(await bank.pointed()).toBe(next.upload_id);
  });

  test('that a sync has taken is refused, and stays with the sync', async () => {
    const bank = freshBank();
    const upload = await bank.announce();
    await bank.arrive(upload);
    const order = { ...kind, files: { credit: [upload.upload_id] }, by_name: false, sync_id: uuid() };
    expect(await takeFiles(bank.staging, order)).toBeDefined();
    const { status, body } = await bank.cancel(upload.upload_id);
    expect([status, body.type, body.detail]).toEqual([
      409,
      '/problems/upload-not-open',
      expect.stringContaining('SYNCING'),
    ]);
    expect(await bank.statusOf(upload.upload_id)).toBe('SYNCING');
  });

  test('that a sync is about to take: the sync does not get it', async () => {
    const bank = freshBank();
    const upload = await bank.announce();
    await bank.arrive(upload);
    await bank.cancel(upload.upload_id);
    const order = { ...kind, files: { credit: [upload.upload_id] }, by_name: false, sync_id: uuid() };
    expect(await takeFiles(bank.staging, order)).toBeUndefined();
    expect(await bank.statusOf(upload.upload_id)).toBe('EXPIRED');
  });

  test('while it is being staged leaves no pointer at it, once staging is finished or reconciled', async () => {
    const bank = freshBank();
    const [upload, model] = [await bank.announce(), await bank.announce({ file_type: 'credit' })];
    await bank.arrive(model);
    const { inspected } = (await bank.staging.uploads.get(model.upload_id))!;
    const noted = await bank.staging.uploads.noteInspection(upload.upload_id, inspected!);
    await bank.cancel(upload.upload_id);
    await bank.staging.staged.point(kind, { upload_id: upload.upload_id, staged_at: noted!.staged_at! });
    expect(await bank.pointed()).toBe(upload.upload_id);
    await finishStaging(bank.staging, (await bank.staging.staged.read(kind))!);
    expect(await bank.pointed()).toBeNull();
    await stageInForce(bank.staging, upload.upload_id, inspected!);
    expect([await bank.pointed(), await bank.statusOf(upload.upload_id)]).toEqual([null, 'EXPIRED']);
  });

  test('is for those who may upload, of an upload that is there', async () => {
    const bank = freshBank();
    const upload = await bank.announce();
    expect((await bank.cancel(upload.upload_id, 'viewer')).status).toBe(403);
    expect((await bank.cancel(uuid())).status).toBe(404);
    expect((await freshBank().cancel(upload.upload_id)).status).toBe(404);
    expect((await bank.cancel(upload.upload_id, 'operator')).status).toBe(200);
  });

  test('is found by its status, beside those whose time ran out', async () => {
    const bank = freshBank();
    const [cancelled, waiting, late] = [await bank.announce(), await bank.announce(), uuid()];
    await bank.cancel(cancelled.upload_id);
    await bank.staging.uploads.create({
      ...(await bank.staging.uploads.get(waiting.upload_id))!,
      upload_id: late,
      upload_until: '2026-01-01T00:00:00.000Z',
    });
    const listed = async (query: string) =>
      (await bank.call('GET', '/api/uploads', { query })).body.data.map(
        (upload: { upload_id: string }) => upload.upload_id,
      );
    expect(await listed('status=EXPIRED')).toEqual([late, cancelled.upload_id]);
    expect(await listed('status=EXPIRED&loan_type=COMMERCIAL')).toEqual([]);
    expect(await listed('status=AWAITING_UPLOAD')).toEqual([waiting.upload_id]);
  });
});

describe('a multipart upload', () => {
  const SIZE = 130 * MIB;
  const parts = (bank: ReturnType<typeof freshBank>, id: string, query = '') =>
    bank.call('GET', `/api/uploads/${id}/parts`, { query });

  test('says which parts have arrived, page by page, and gives URLs for the rest', async () => {
    const bank = freshBank();
    const { upload_id: id, upload } = await bank.announce({ multipart: true, size_bytes: SIZE });
    expect((await parts(bank, id)).body).toEqual({
      part_size: 64 * MIB,
      part_count: 3,
      expires_at: upload.expires_at,
      data: [],
      next_cursor: null,
    });
    const etags = [await bank.put(upload.parts[2].url, Buffer.alloc(2 * MIB, 3))];
    const again = await bank.call('POST', `/api/uploads/${id}/parts`, { body: { part_numbers: [2, 1, 1] } });
    expect(again.body).toMatchObject({ method: 'MULTIPART', part_size: 64 * MIB, expires_at: upload.expires_at });
    expect(again.body.parts.map((part: { part_number: number }) => part.part_number)).toEqual([1, 2]);
    for (const part of again.body.parts.toReversed())
      etags.unshift(await bank.put(part.url, Buffer.alloc(64 * MIB, 1)));

    const first = (await parts(bank, id, 'limit=2')).body;
    expect(first.data).toMatchObject([
      { part_number: 1, size_bytes: 64 * MIB, etag: etags[0] },
      { part_number: 2, size_bytes: 64 * MIB, etag: etags[1], received_at: expect.stringMatching(/Z$/) },
    ]);
    const second = (await parts(bank, id, `limit=2&cursor=${first.next_cursor}`)).body;
    expect(second).toMatchObject({
      data: [{ part_number: 3, size_bytes: 2 * MIB, etag: etags[2] }],
      next_cursor: null,
    });

    const listed = [...first.data, ...second.data].map(({ part_number, etag }) => ({ part_number, etag }));
    expect((await bank.call('POST', `/api/uploads/${id}/complete`, { body: { parts: listed } })).status).toBe(200);
    const { status, body } = await parts(bank, id);
    expect([status, body.type]).toEqual([409, '/problems/upload-not-open']);
  });

  test('that is cancelled takes no more parts', async () => {
    const bank = freshBank();
    const { upload_id: id, upload } = await bank.announce({ multipart: true, size_bytes: SIZE });
    await bank.put(upload.parts[2].url, Buffer.alloc(2 * MIB));
    expect((await bank.cancel(id)).status).toBe(200);
    expect((await fetch(upload.parts[2].url, { method: 'PUT', body: Buffer.alloc(2 * MIB) })).status).toBe(404);
    expect((await parts(bank, id)).body.type).toBe('/problems/upload-not-open');
    expect((await bank.cancel(id)).status).toBe(200);
  });

  test.each([
    ['a part it does not have', { part_numbers: [1, 4] }, 422, 'parts-mismatch'],
    ['no part', { part_numbers: [] }, 400, 'invalid-request'],
    ['part 0', { part_numbers: [0] }, 400, 'invalid-request'],
    ['half a part', { part_numbers: [1.5] }, 400, 'invalid-request'],
  ])('has no URL for %s', async (_name, body, status, code) => {
    const bank = freshBank();
    const { upload_id: id } = await bank.announce({ multipart: true, size_bytes: SIZE });
    const answer = await bank.call('POST', `/api/uploads/${id}/parts`, { body });
    expect([answer.status, answer.body.type]).toEqual([status, `/problems/${code}`]);
  });

  test('is what only a multipart upload is; a viewer may look, not send', async () => {
    const bank = freshBank();
    const single = await bank.announce();
    expect((await parts(bank, single.upload_id)).body.type).toBe('/problems/upload-not-open');
    const { upload_id: id } = await bank.announce({ multipart: true, size_bytes: SIZE });
    const as = { role: 'viewer' } as const;
    expect((await bank.call('GET', `/api/uploads/${id}/parts`, as)).status).toBe(200);
    expect((await bank.call('POST', `/api/uploads/${id}/parts`, { ...as, body: { part_numbers: [1] } })).status).toBe(
      403,
    );
    expect((await parts(bank, uuid())).status).toBe(404);
    expect((await parts(bank, id, 'cursor=x')).body.type).toBe('/problems/invalid-cursor');
  });
});
