import { beforeAll, describe, expect, it } from 'vitest';
import type { AnnouncedUpload, MultipartInstructions, Page, Upload } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { creditFile } from './files.ts';
import { banksFor } from './tenants.ts';

interface ReceivedParts extends Page<{ part_number: number; etag: string; size_bytes: number }> {
  readonly part_size: number;
  readonly part_count: number;
}

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('RESUME', 1)) as [Bank];
});

const partsOf = (id: string) => bank.call<ReceivedParts>(`/api/uploads/${id}/parts`);
const cancel = (id: string) => bank.call<Upload>(`/api/uploads/${id}/cancel`, { method: 'POST' });

describe('an upload in parts', () => {
  it('goes on after its URLs are lost, with nothing but its id', async () => {
    const file = creditFile('COMMERCIAL', 30);
    const { upload_id: id } = await bank.announce(file, { multipart: true });
    expect(await partsOf(id)).toMatchObject({ part_count: 1, data: [], next_cursor: null });
    const again = await bank.call<MultipartInstructions>(`/api/uploads/${id}/parts`, {
      method: 'POST',
      body: { part_numbers: [1] },
    });
    expect(again).toMatchObject({ method: 'MULTIPART', parts: [{ part_number: 1 }] });
    const sent = await fetch(again.parts[0]!.url, { method: 'PUT', body: Buffer.from(file.content) });
    const { data } = await partsOf(id);
    expect(data).toMatchObject([
      { part_number: 1, etag: sent.headers.get('etag'), size_bytes: Buffer.byteLength(file.content) },
    ]);
    await bank.call(`/api/uploads/${id}/complete`, {
      method: 'POST',
      body: { parts: data.map(({ part_number, etag }) => ({ part_number, etag })) },
    });
    const { status } = await bank.waitForUpload(id, (upload) => upload.status !== 'AWAITING_UPLOAD');
    expect(['STAGED', 'SYNCING', 'LOADED']).toContain(status);
    expect((await bank.ask(`/api/uploads/${id}/parts`)).status).toBe(409);
  });

  it('has parts of the size that was asked for, within the limits of S3', async () => {
    const MIB = 1024 ** 2;
    const file = { ...creditFile('RETAIL', 1), announcedSize: 12 * MIB };
    const { upload_id: id, upload } = await bank.announce(file, { multipart: true, part_size: 5 * MIB });
    expect(upload).toMatchObject({ method: 'MULTIPART', part_size: 5 * MIB });
    expect(await partsOf(id)).toMatchObject({ part_count: 3, part_size: 5 * MIB });
    await cancel(id);
    await expect(bank.announce(file, { multipart: true, part_size: 5 * MIB - 1 })).rejects.toThrow('part_size');
  });

  it('has only the parts it has', async () => {
    const { upload_id: id } = await bank.announce(creditFile('RETAIL', 1), { multipart: true });
    const wrong = await bank.ask(`/api/uploads/${id}/parts`, { method: 'POST', body: { part_numbers: [2] } });
    expect([wrong.status, problemCode(wrong.body)]).toEqual([422, 'parts-mismatch']);
    await cancel(id);
    expect(problemCode((await bank.ask(`/api/uploads/${id}/parts`)).body)).toBe('upload-not-open');
  });
});

describe('an upload that is cancelled', () => {
  it('before its file came takes none, and says why', async () => {
    const file = creditFile('RETAIL', 5);
    const announced: AnnouncedUpload = await bank.announce(file);
    const cancelled = await cancel(announced.upload_id);
    expect(cancelled.status).toBe('EXPIRED');
    expect(problemCode(cancelled.problem)).toBe('upload-cancelled');
    await bank.put(announced, file.content);
    expect(await cancel(announced.upload_id)).toEqual(cancelled);
    const listed = await bank.all<Upload>('/api/uploads', { status: 'EXPIRED', loan_type: 'RETAIL' });
    expect(listed.map(({ upload_id }) => upload_id)).toContain(announced.upload_id);
  });

  it('after it was staged is not loaded', async () => {
    await bank.configure('RETAIL', { is_enabled: false });
    const staged = await bank.stage(creditFile('RETAIL', 5));
    expect(staged.status).toBe('STAGED');
    expect(await cancel(staged.upload_id)).toMatchObject({ status: 'EXPIRED', staged_at: staged.staged_at });
    await bank.configure('RETAIL', { is_enabled: true });
    const answer = await bank.ask('/api/sync', {
      method: 'POST',
      body: { tenant_id: bank.tenantId, loan_type: 'RETAIL' },
    });
    expect([answer.status, problemCode(answer.body)]).toEqual([409, 'nothing-staged']);
  });

  it('after it was loaded is refused', async () => {
    const log = await bank.load(creditFile('RETAIL', 5));
    const id = log.files.credit?.upload_id ?? '';
    const answer = await bank.ask(`/api/uploads/${id}/cancel`, { method: 'POST' });
    expect([answer.status, problemCode(answer.body)]).toEqual([409, 'upload-not-open']);
    expect((await bank.upload(id)).status).toBe('LOADED');
  });
});
