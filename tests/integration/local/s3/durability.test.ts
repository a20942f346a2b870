import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { S3EventRecord } from '../../../../local/s3/server.ts';
import { BUCKET, clientOf, failure, KEY_ID, REGION, type RunningS3, runS3, SECRET } from './fixture.ts';

const Bucket = BUCKET;
const MIB = 1024 * 1024;
const hasCurl = spawnSync('curl', ['--version']).status === 0;

let s3: RunningS3;
afterEach(() => s3?.stop());

/** Names of all files below a folder of the server's directory. */
const filesIn = (directory: string, folder: string): string[] =>
  readdirSync(path.join(directory, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

const textOf = async (client: ReturnType<RunningS3['client']>, Key: string) =>
  (await client.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString();

describe('a restart', () => {
  test('finds objects with all that belongs to them', async () => {
    s3 = await runS3();
    const Key = 'ŞUBE 1/müşteri.csv';
    const put = { Bucket, Key, Body: 'içerik', ContentType: 'text/csv', Metadata: { a: '1' } };
    await s3.client().send(new PutObjectCommand({ ...put, ChecksumAlgorithm: 'SHA256' }));
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'overwritten', Body: 'old' }));
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'overwritten', Body: 'new' }));
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'deleted', Body: 'x' }));
    await s3.client().send(new DeleteObjectCommand({ Bucket, Key: 'deleted' }));
    const head = new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' });
    const { $metadata: _, ...before } = await s3.client().send(head);
    await s3.restart();
    const client = s3.client();
    expect(await client.send(head)).toMatchObject(before);
    expect(await textOf(client, Key)).toBe('içerik');
    expect(await textOf(client, 'overwritten')).toBe('new');
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map((object) => object.Key)).toEqual(['overwritten', Key]);
    expect(filesIn(s3.directory, 'buckets')).toHaveLength(1 + 2 + 2);
  });

  test('finds multipart uploads in progress, with the newest version of each part', async () => {
    s3 = await runS3();
    const parts = [randomBytes(5 * MIB), randomBytes(1000)];
    const create = new CreateMultipartUploadCommand({ Bucket, Key: 'mp', Metadata: { tenant: 'BANK001' } });
    const { UploadId } = await s3.client().send(create);
    const upload = { Bucket, Key: 'mp', UploadId };
    const send = async (PartNumber: number, Body: Buffer) =>
      (await s3.client().send(new UploadPartCommand({ ...upload, PartNumber, Body }))).ETag;
    await send(1, randomBytes(100));
    const first = await send(1, parts[0]!);
    const folder = path.join('uploads', UploadId!);
    expect(filesIn(s3.directory, folder)).toHaveLength(2);
    // What a crash leaves between putting a part in place and removing the one it replaces.
    const old = `00001.${'0'.repeat(18)}.${'0'.repeat(32)}`;
    await writeFile(path.join(s3.directory, folder, old), 'old');
    await s3.restart();
    expect(filesIn(s3.directory, folder)).toHaveLength(2);
    const second = await send(2, parts[1]!);
    await s3.restart();
    const client = s3.client();
    const listed = await client.send(new ListPartsCommand(upload));
    expect(listed.Parts?.map(({ PartNumber, Size, ETag }) => [PartNumber, Size, ETag])).toEqual([
      [1, 5 * MIB, first],
      [2, 1000, second],
    ]);
    const Parts = [
      { PartNumber: 1, ETag: first },
      { PartNumber: 2, ETag: second },
    ];
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    await s3.restart();
    const got = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'mp' }));
    expect(got.Metadata).toEqual({ tenant: 'BANK001' });
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(Buffer.concat(parts))).toBe(true);
    expect(await failure(s3.client().send(new ListPartsCommand(upload)))).toMatchObject({ name: 'NoSuchUpload' });
    expect(filesIn(s3.directory, 'uploads')).toEqual([]);
  });

  test('leaves damaged objects out, says so, and serves the others', async () => {
    s3 = await runS3();
    for (const Key of ['good', 'cut']) await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    const data = path.join(s3.directory, 'buckets', BUCKET, 'data');
    const cut = readdirSync(data).find((name) => readFileSync(path.join(data, name), 'utf8') === 'cut');
    await truncate(path.join(data, cut!), 1);
    const lines: string[] = [];
    await s3.restart({ log: (line) => lines.push(line) });
    expect(await textOf(s3.client(), 'good')).toBe('good');
    expect(await failure(textOf(s3.client(), 'cut'))).toMatchObject({ name: 'NoSuchKey' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('damaged');
  });
});

describe('nothing is left', () => {
  test('of an upload that breaks off, not even when it would replace an object', async () => {
    s3 = await runS3();
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'before' }));
    const presigner = s3.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    for (const Key of ['kept', 'aborted']) {
      const url = await getSignedUrl(presigner, new PutObjectCommand({ Bucket, Key }));
      const request = http.request(url, { method: 'PUT', headers: { 'content-length': '5000000' } });
      request.on('error', () => undefined);
      request.write(Buffer.alloc(1_000_000));
      await expect.poll(() => filesIn(s3.directory, 'tmp')).toHaveLength(1);
      request.destroy();
      await expect.poll(() => filesIn(s3.directory, 'tmp')).toEqual([]);
    }
    expect(await textOf(s3.client(), 'kept')).toBe('before');
    expect(await failure(textOf(s3.client(), 'aborted'))).toMatchObject({ name: 'NoSuchKey' });
  });

  test('of overwritten, copied, deleted and aborted things', async () => {
    s3 = await runS3({ onEvent: () => undefined });
    const client = s3.client();
    for (let index = 0; index < 5; index++)
      await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: `${index}` }));
    await client.send(new CopyObjectCommand({ Bucket, Key: 'c', CopySource: `${BUCKET}/k` }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(await textOf(client, 'c')).toBe('4');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'c' }));
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'mp' }));
    const upload = { Bucket, Key: 'mp', UploadId };
    await client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' }));
    await client.send(new AbortMultipartUploadCommand(upload));
    await expect.poll(() => filesIn(s3.directory, '.')).toEqual(['bucket.json']);
  });

  test('of an object in parts that is overwritten while it is read, once the reader has all of it', async () => {
    s3 = await runS3();
    const client = s3.client();
    const parts = Array.from({ length: 4 }, () => randomBytes(8 * MIB));
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'read' }));
    const upload = { Bucket, Key: 'read', UploadId };
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (const [index, Body] of parts.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      Parts.push({ PartNumber, ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'read' }));
    // Nothing is read from the answer yet, so the server stands in the middle of an early part.
    const [response] = (await once(http.get(url), 'response')) as [http.IncomingMessage];
    await client.send(new PutObjectCommand({ Bucket, Key: 'read', Body: 'new' }));
    const read = Buffer.concat(await response.toArray());
    expect(read.equals(Buffer.concat(parts))).toBe(true);
    expect(await textOf(client, 'read')).toBe('new');
    await expect.poll(() => filesIn(s3.directory, path.join('buckets', BUCKET, 'data'))).toHaveLength(1);
  });

  test('running once the server has stopped', async () => {
    s3 = await runS3();
    const presigner = s3.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    for (let index = 0; index < 8; index++) {
      const url = await getSignedUrl(presigner, new PutObjectCommand({ Bucket, Key: `${index}` }));
      const request = http.request(url, { method: 'PUT', headers: { 'content-length': '5000000' } });
      request.on('error', () => undefined);
      request.write(Buffer.alloc(1_000_000));
    }
    await expect.poll(() => filesIn(s3.directory, 'tmp')).toHaveLength(8);
    await s3.server.stop();
    expect(filesIn(s3.directory, 'tmp')).toEqual([]);
  });

  test('outside of the directory, whatever the key', async () => {
    s3 = await runS3();
    const outside = path.join(path.dirname(s3.directory), `escaped-${path.basename(s3.directory)}`);
    for (const up of ['../', '../../', '../../../', '../../../../']) {
      const Key = up + path.basename(outside);
      await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: Key }));
      expect(await textOf(s3.client(), Key)).toBe(Key);
    }
    await s3.client().send(new PutObjectCommand({ Bucket, Key: outside, Body: 'x' }));
    expect(existsSync(outside)).toBe(false);
  });
});

describe('events', () => {
  test('have the shape of AWS, the key form-encoded', async () => {
    const records: S3EventRecord[] = [];
    s3 = await runS3({ onEvent: (record) => void records.push(record) });
    const client = s3.client();
    const Key = 'ŞUBE 1/a+b (1).csv';
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key, Body: 'abc' }));
    await client.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${BUCKET}/${encodeURIComponent(Key)}` }),
    );
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'copy' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'never-there' }));
    await expect.poll(() => records).toHaveLength(3);
    expect(records.map(({ eventName }) => eventName)).toEqual([
      'ObjectCreated:Put',
      'ObjectCreated:Copy',
      'ObjectRemoved:Delete',
    ]);
    expect(records[0]).toMatchObject({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: REGION,
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: BUCKET, arn: `arn:aws:s3:::${BUCKET}` },
        object: { key: '%C5%9EUBE+1/a%2Bb+%281%29.csv', size: 3, eTag: ETag?.replaceAll('"', '') },
      },
    });
    expect(records[2]?.s3.object).not.toHaveProperty('size');
    const order = records.map((record) => record.s3.object.sequencer);
    expect(order).toEqual(order.toSorted());
    expect(new Set(order).size).toBe(3);
    await expect.poll(() => filesIn(s3.directory, 'outbox')).toEqual([]);
  });

  test('come for a multipart upload once, when it is completed', async () => {
    const records: S3EventRecord[] = [];
    s3 = await runS3({ onEvent: (record) => void records.push(record) });
    const client = s3.client();
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'mp' }));
    const upload = { Bucket, Key: 'mp', UploadId };
    const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'abc' }));
    const Parts = [{ PartNumber: 1, ETag }];
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    await expect.poll(() => records).toHaveLength(1);
    expect(records[0]?.eventName).toBe('ObjectCreated:CompleteMultipartUpload');
    expect(records[0]?.s3.object).toMatchObject({ size: 3, eTag: expect.stringMatching(/-1$/) });
  });

  test('that were refused or not finished are delivered again at the next start, in order, and then no more', async () => {
    const lines: string[] = [];
    const deliveries = [() => Promise.reject(new Error('receiver is down')), () => new Promise<void>(() => undefined)];
    const onEvent = vi.fn(() => deliveries.shift()?.());
    s3 = await runS3({ onEvent, log: (line) => lines.push(line) });
    for (const Key of ['one', 'two']) await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await expect.poll(() => onEvent).toHaveBeenCalledTimes(2);
    await expect.poll(() => lines.join()).toContain('receiver is down');

    const again: string[] = [];
    const receive = (record: S3EventRecord) => void again.push(record.s3.object.key);
    await s3.restart({ onEvent: receive });
    await expect.poll(() => again).toEqual(['one', 'two']);
    await expect.poll(() => filesIn(s3.directory, 'outbox')).toEqual([]);
    await s3.restart({ onEvent: receive });
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'three', Body: 'x' }));
    await expect.poll(() => again).toEqual(['one', 'two', 'three']);
  });

  test('that were written before a commit are delivered if it happened, and dropped if it did not', async () => {
    s3 = await runS3({ onEvent: () => new Promise(() => undefined) });
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'there', Body: 'x' }));
    const outbox = path.join(s3.directory, 'outbox');
    await expect.poll(() => filesIn(s3.directory, 'outbox')).toHaveLength(1);
    const [due] = filesIn(s3.directory, 'outbox');
    await s3.server.stop();
    // What a crash around the commit leaves: this one was committed, the other one was not.
    const entry = readFileSync(path.join(outbox, due!), 'utf8');
    await rm(path.join(outbox, due!));
    await writeFile(path.join(outbox, '1.prepared.json'), entry);
    const dataId = /"dataId":"([^"]+)"/.exec(entry)![1]!;
    await writeFile(
      path.join(outbox, '2.prepared.json'),
      entry.replace(dataId, 'never-committed').replaceAll('there', 'lost'),
    );
    const keys: string[] = [];
    await s3.restart({ onEvent: (record) => void keys.push(record.s3.object.key) });
    await expect.poll(() => filesIn(s3.directory, 'outbox')).toEqual([]);
    expect(keys).toEqual(['there']);
  });
});

interface ServerProcess {
  readonly child: ChildProcess;
  readonly endpoint: string;
  readonly events: string[];
  kill(): Promise<void>;
}

async function spawnServer(directory: string, delivery: 'never' | 'at-once'): Promise<ServerProcess> {
  const script = path.join(import.meta.dirname, 'process.ts');
  const child = spawn(process.execPath, [script, directory, BUCKET, KEY_ID, SECRET, REGION, delivery], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const events: string[] = [];
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  onTestFinished(kill);
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface(child.stdout!).on('line', (line) => {
      const [what, ...rest] = line.split(' ');
      if (what === 'listening') resolve(rest.join(' '));
      else if (what === 'event') events.push(rest.join(' '));
    });
  });
  return { child, endpoint, events, kill };
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tranche-s3-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

describe('a process of its own', () => {
  test('kill -9: every acknowledged object is there, whole, and its event comes after the restart', async () => {
    const directory = await temporaryDirectory();
    const first = await spawnServer(directory, 'never');
    const client = clientOf(first.endpoint);
    const acknowledged = new Map<string, string>();
    const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const writer = async (name: string) => {
      for (let index = 0; ; index++) {
        const Body = randomBytes(50_000 + index);
        const Key = `${name}/${index}`;
        await client.send(new PutObjectCommand({ Bucket, Key, Body }));
        acknowledged.set(Key, sha256(Body));
      }
    };
    const writers = Promise.allSettled(['a', 'b', 'c', 'd'].map(writer));
    await expect.poll(() => acknowledged.size).toBeGreaterThan(40);
    await first.kill();
    await writers;
    client.destroy();

    const second = await spawnServer(directory, 'at-once');
    const reader = clientOf(second.endpoint);
    const { Contents = [] } = await reader.send(new ListObjectsV2Command({ Bucket }));
    const listed = Contents.map(({ Key }) => Key!);
    expect(listed).toEqual(expect.arrayContaining([...acknowledged.keys()]));
    for (const Key of listed) {
      const { Body, ETag, ContentLength } = await reader.send(new GetObjectCommand({ Bucket, Key }));
      const bytes = await Body!.transformToByteArray();
      expect(bytes.length).toBe(ContentLength);
      expect(ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
      if (acknowledged.has(Key)) expect(sha256(bytes)).toBe(acknowledged.get(Key));
    }
    const expected = listed.map((key) => `ObjectCreated:Put ${key}`);
    await expect.poll(() => second.events.toSorted()).toEqual(expected.toSorted());
    expect(filesIn(directory, 'tmp')).toEqual([]);
    reader.destroy();
  });

  test.skipIf(!hasCurl)('curl -T: a large file to a presigned URL, in constant memory', async () => {
    const directory = await temporaryDirectory();
    const { child, endpoint } = await spawnServer(directory, 'at-once');
    const client = clientOf(endpoint, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const size = 300 * MIB;
    const file = path.join(directory, 'large.csv');
    const handle = await open(file, 'w');
    // Sparse but for its ends: what matters is that the bytes pass by and that none is lost.
    await handle.write('first', 0);
    await handle.write('last', size - 4);
    await handle.close();
    const small = path.join(directory, 'small.csv');
    await writeFile(small, 'a;b\n1;2\n');

    const curl = async (source: string, Key: string) => {
      const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key }), { expiresIn: 60 });
      const { stdout } = await promisify(execFile)('curl', ['-sS', '-w', '%{http_code}', '-T', source, url]);
      return stdout;
    };
    expect(await curl(small, 'small.csv')).toBe('200');
    const peakMib = () => {
      const status = `/proc/${child.pid}/status`;
      return existsSync(status) ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024 : 0;
    };
    const before = peakMib();
    expect(await curl(file, 'large.csv')).toBe('200');
    const md5 = createHash('md5');
    for await (const bytes of createReadStream(file)) md5.update(bytes as Buffer);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'large.csv' }));
    expect(head).toMatchObject({
      ContentLength: size,
      ETag: `"${md5.digest('hex')}"`,
      ContentType: 'binary/octet-stream',
    });
    const download = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'large.csv' }));
    let received = 0;
    for await (const bytes of (await fetch(download)).body!) received += bytes.length;
    expect(received).toBe(size);
    expect(peakMib() - before).toBeLessThan(150);
    const changed = `${await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'x' }))}0`;
    const { stdout } = await promisify(execFile)('curl', ['-sS', '-w', '%{http_code}', '-T', file, changed]);
    expect(stdout).toMatch(/<Code>SignatureDoesNotMatch<\/Code>.*403$/s);
    client.destroy();
  });
});
