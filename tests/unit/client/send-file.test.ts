import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FileChanged, putBytes, StorageRefused } from '../../../shared/client/put-bytes.ts';
import { type BegunUpload, sendFile, type UploadJournal } from '../../../shared/client/send-file.ts';
import type { TrancheClient } from '../../../shared/client/tranche-client.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { fileNameFault } from '../../../shared/domain/file-name.ts';

const RETAIL = Slice.of(loans, 'RETAIL');

type Answer = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;

/** A storage that keeps what it takes; tests say what it answers. */
const stored = new Map<string, Buffer>();
let answer: Answer;
const take: Answer = (request, body, response) => {
  expect(Number(request.headers['content-length'])).toBe(body.length);
  stored.set(request.url ?? '', body);
  response.setHeader('etag', `"${request.url}"`).end();
};
const server = createServer(async (request, response) => {
  const body = await buffer(request).catch(() => undefined);
  // Undefined where the client hung up.
  if (body !== undefined) answer(request, body, response);
});
let folder: string;
let file: string;
let url: string;
const content = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-send-'));
  file = path.join(folder, 'credit.csv');
  writeFileSync(file, content);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  stored.clear();
  answer = take;
});
answer = take;

const stretch = (more: object = {}) => ({
  path: file,
  start: 0,
  end: content.length,
  url: `${url}/a`,
  headers: {},
  ...more,
});

it.each(['\u202evsc.csv', 'a\u0007.csv', ' ', '\u200b'])('a file called %j is not announced', async (name) => {
  const named = path.join(folder, name);
  writeFileSync(named, 'x');
  const client = {} as TrancheClient;
  await expect(sendFile(client, { path: named, slice: RETAIL, fileType: 'credit' })).rejects.toThrow(
    fileNameFault(name)!.detail,
  );
});

describe('a stretch of a file', () => {
  it('arrives byte for byte, with its length', async () => {
    const sent: number[] = [];
    expect(await putBytes(stretch({ start: 10, end: 90_000 }), { onSent: (bytes) => sent.push(bytes) })).toBe('"/a"');
    expect(stored.get('/a')!.equals(content.subarray(10, 90_000))).toBe(true);
    expect(sent[0]).toBe(0);
    expect(sent.at(-1)).toBe(89_990);
  });

  it('may be empty', async () => {
    await putBytes(stretch({ end: 0 }));
    expect(stored.get('/a')).toEqual(Buffer.alloc(0));
  });

  it('is sent again when the storage is busy, redirects or breaks the connection', async () => {
    const answers: Answer[] = [
      (_request, _body, response) => response.writeHead(503).end(),
      (request) => request.socket.destroy(),
      (_request, _body, response) => response.writeHead(307, { location: '/b' }).end(),
      take,
    ];
    answer = (...given) => answers.shift()!(...given);
    expect(await putBytes(stretch())).toBe('"/b"');
    expect(stored.get('/b')!.equals(content)).toBe(true);
  });

  it('that the file has no more is not sent, and nobody waits for the rest', async () => {
    let asked = 0;
    answer = () => {
      asked += 1;
    };
    const sending = putBytes(stretch({ end: content.length + 1 }));
    await expect(sending).rejects.toThrow(FileChanged);
    await expect(sending).rejects.toThrow(/had 100001 bytes then, and has 100000 now/);
    expect([asked, stored.size]).toEqual([0, 0]);
  });

  it('that the storage takes for another file than was announced is refused with its code', async () => {
    answer = (_request, _body, response) =>
      response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code><Message>No match</Message></Error>');
    await expect(putBytes(stretch())).rejects.toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('is not sent again when the storage refuses it; the reason is told, the address is not', async () => {
    let asked = 0;
    answer = (_request, _body, response) => {
      asked += 1;
      response.writeHead(403).end('<Error><Message>Request has expired</Message></Error>');
    };
    const sending = putBytes(stretch({ url: `${url}/a?X-Amz-Signature=secret` }));
    await expect(sending).rejects.toThrow(StorageRefused);
    await expect(sending).rejects.toThrow(/status 403: Request has expired$/);
    expect(asked).toBe(1);
  });

  it('ends at once when it is interrupted', async () => {
    const interrupted = new AbortController();
    answer = () => interrupted.abort(new Error('Ctrl-C'));
    await expect(putBytes(stretch(), { signal: interrupted.signal })).rejects.toThrow('Ctrl-C');
  });
});

describe('a file in parts', () => {
  const PART = 30_000;
  const parts = [1, 2, 3, 4].map((part_number) => ({ part_number, url: '' }));
  /** As much of a service as sending needs. */
  function serviceWith(uploads: { announced: number; completed: unknown[]; status: string }): TrancheClient {
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const numbered = parts.map(({ part_number }) => ({ part_number, url: `${url}/part/${part_number}` }));
    return {
      createUpload: async (announced: object) => {
        uploads.announced += 1;
        expect(announced).toMatchObject({ dataset: 'loans', variant: 'RETAIL', file_type: 'credit' });
        return { upload_id: 'u1', upload: { method: 'MULTIPART', part_size: PART, parts: numbered, expires_at } };
      },
      getUpload: async () => ({ upload_id: 'u1', status: uploads.status }),
      completeUpload: async (_id: string, sent: unknown[]) => {
        uploads.completed = sent;
        return { upload_id: 'u1' };
      },
    } as unknown as TrancheClient;
  }
  function memoryJournal(): UploadJournal & { kept: BegunUpload | undefined } {
    return {
      kept: undefined,
      find() {
        return this.kept;
      },
      keep(upload) {
        this.kept = structuredClone(upload);
      },
      forget() {
        this.kept = undefined;
      },
    };
  }
  const deliveryFile = () => ({ path: file, slice: RETAIL, fileType: 'credit' });
  const whole = () => Buffer.concat(parts.map(({ part_number }) => stored.get(`/part/${part_number}`)!));

  it('arrives whole, its parts named in order, and leaves no journal', async () => {
    const uploads = { announced: 0, completed: [] as unknown[], status: 'AWAITING_UPLOAD' };
    const journal = memoryJournal();
    const progress: number[] = [];
    const options = { partsAtOnce: 3, multipartAbove: 0, journal, onProgress: (bytes: number) => progress.push(bytes) };
    await sendFile(serviceWith(uploads), deliveryFile(), options);
    expect(whole().equals(content)).toBe(true);
    expect(uploads.completed).toEqual(
      parts.map(({ part_number }) => ({ part_number, etag: `"/part/${part_number}"` })),
    );
    expect(progress.at(-1)).toBe(content.length);
    expect(journal.kept).toBeUndefined();
  });

  it('is gone on with after it failed: only what is missing is sent', async () => {
    const uploads = { announced: 0, completed: [] as unknown[], status: 'AWAITING_UPLOAD' };
    const journal = memoryJournal();
    const client = serviceWith(uploads);
    answer = (request, body, response) =>
      request.url === '/part/3' ? response.writeHead(403).end() : take(request, body, response);
    const options = { partsAtOnce: 1, multipartAbove: 0, journal };
    await expect(sendFile(client, deliveryFile(), options)).rejects.toThrow(StorageRefused);
    expect(journal.kept?.sent.map(({ part_number }) => part_number)).toEqual([1, 2]);
    const before = new Map(stored);
    stored.clear();
    answer = take;
    await sendFile(client, deliveryFile(), options);
    expect([...stored.keys()].sort()).toEqual(['/part/3', '/part/4']);
    for (const [name, bytes] of before) stored.set(name, bytes);
    expect(whole().equals(content)).toBe(true);
    expect(uploads).toMatchObject({ announced: 1, completed: { length: 4 } });
  });

  it('begins anew where the upload is not open any more', async () => {
    const uploads = { announced: 0, completed: [] as unknown[], status: 'EXPIRED' };
    const journal = memoryJournal();
    journal.keep({ upload_id: 'u0', part_size: PART, parts, expires_at: '', sent: [{ part_number: 1, etag: 'old' }] });
    await sendFile(serviceWith(uploads), deliveryFile(), { multipartAbove: 0, journal });
    expect(uploads.announced).toBe(1);
    expect(readFileSync(file).equals(whole())).toBe(true);
  });
});
