import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnnouncedUpload } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { creditFile } from './files.ts';
import { banksFor, isGiven } from './tenants.ts';

let bank: Bank;
let folder: string;
beforeAll(async () => {
  [bank] = (await banksFor('IMMUTABLE', 1)) as [Bank];
  folder = await mkdtemp(path.join(tmpdir(), 'tranche-immutable-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const first = creditFile('RETAIL', 6);
/** As long, of other loans. */
const second = String(first.content).replaceAll('LOAN_00', 'LOAN_99');
const urlOf = ({ upload }: AnnouncedUpload): string => {
  if (upload.method !== 'PUT') throw new Error('in parts');
  return upload.url;
};
const put = (upload: AnnouncedUpload, body: string) => fetch(urlOf(upload), { method: 'PUT', body });
const isStaged = (id: string) => bank.waitForUpload(id, ({ status }) => status !== 'AWAITING_UPLOAD');
const loaded = async (): Promise<string[]> => [
  ...new Set((await bank.rows('RETAIL', 'credit')).map((row) => String(row.loan_account_number).slice(0, 7))),
];

describe('what is sent to a URL a second time', () => {
  it('after the file was staged, before it is loaded, after that: the first is what is loaded and stays', async () => {
    const upload = await bank.announce(first);
    expect((await put(upload, String(first.content))).status).toBe(200);
    const staged = await isStaged(upload.upload_id);
    expect(staged.status).toBe('STAGED');
    expect((await put(upload, second)).status).toBe(200);
    // Until its event has been handled: a later file is staged only after it was looked at by the same function.
    expect(await bank.send(creditFile('COMMERCIAL', 1))).toMatchObject({ status: 'STAGED' });
    expect(await bank.upload(upload.upload_id)).toEqual(staged);
    const log = await bank.waitForSync((await bank.startSync('RETAIL')).id);
    expect(log).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 6 });
    expect(await loaded()).toEqual(['LOAN_00']);
    expect((await put(upload, second)).status).toBe(200);
    expect(await bank.upload(upload.upload_id)).toMatchObject({ status: 'LOADED', sync_id: log.id });
    const answer = await bank.ask('/api/sync', {
      method: 'POST',
      body: { tenant_id: bank.tenantId, loan_type: 'RETAIL' },
    });
    expect(problemCode(answer.body)).toBe('nothing-staged');
    expect(await loaded()).toEqual(['LOAN_00']);
  });

  it('before it was staged: one of the two is the upload, whole, and stays it', async () => {
    const upload = await bank.announce(first);
    const answers = await Promise.all([put(upload, String(first.content)), put(upload, second)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await isStaged(upload.upload_id);
    await Promise.all([put(upload, String(first.content)), put(upload, second)]);
    const log = await bank.waitForSync((await bank.startSync('RETAIL')).id);
    expect(log).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 6 });
    expect(await loaded()).toHaveLength(1);
  });

  it('of another length is refused, and says so to a client that asks; the right one can still come', async () => {
    const upload = await bank.announce(first);
    for (const body of ['', `${first.content}x`, String(first.content).slice(1)]) {
      const answer = await put(upload, body);
      const told = await answer.text();
      expect([answer.status, told]).toEqual([403, expect.stringContaining('<Code>SignatureDoesNotMatch</Code>')]);
      // What was signed, as S3 tells it; emulators do not.
      if (!isGiven()) expect(told).toContain(`content-length:${Buffer.byteLength(body)}`);
    }
    expect((await bank.upload(upload.upload_id)).status).toBe('AWAITING_UPLOAD');
    const [right, wrong] = [path.join(folder, 'right.csv'), path.join(folder, 'wrong.csv')];
    await writeFile(right, first.content);
    await writeFile(wrong, `${first.content}\n`);
    const curl = (file: string) => promisify(execFile)('curl', ['-sS', '--fail', '-T', file, urlOf(upload)]);
    await expect(curl(wrong)).rejects.toThrow('403');
    await curl(right);
    expect((await isStaged(upload.upload_id)).status).toBe('STAGED');
  });
});

it('a file of another size than announced is not loaded: the storage refuses it, or else it is rejected', async () => {
  const upload = await bank.announce({ ...first, announcedSize: 10 });
  const answer = await put(upload, String(first.content));
  if (answer.status === 403) expect((await bank.upload(upload.upload_id)).status).toBe('AWAITING_UPLOAD');
  else {
    expect(isGiven()).toBe(true);
    expect(problemCode((await isStaged(upload.upload_id)).problem)).toBe('checksum-mismatch');
  }
});
