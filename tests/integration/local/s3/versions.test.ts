import { readdirSync } from 'node:fs';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { BucketRules, S3EventRecord } from '../../../../local/s3/server.ts';
import { BUCKET, failure, type RunningS3, runS3 } from './fixture.ts';

const Bucket = BUCKET;
let s3: RunningS3;
afterEach(() => s3?.stop());

async function versioned(rules: Partial<BucketRules> = {}): Promise<RunningS3> {
  s3 = await runS3();
  await s3.server.createBucket(BUCKET, { isVersioned: true, ...rules });
  return s3;
}
const put = async (Key: string, Body: string, more: object = {}): Promise<string | undefined> =>
  (await s3.client().send(new PutObjectCommand({ Bucket, Key, Body, ...more }))).VersionId;
const read = async (Key: string, VersionId?: string): Promise<string> =>
  (await s3.client().send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body!.transformToString();
const files = (folder: string): string[] => readdirSync(path.join(s3.directory, 'buckets', BUCKET, folder));
const isGone = { name: 'NoSuchKey', status: 404 };

describe('a bucket that keeps versions', () => {
  test('serves each of them by its id, and the latest without one', async () => {
    await versioned();
    const ids = [await put('a', 'one'), await put('a', 'two'), await put('a', 'three')];
    expect(new Set(ids).size).toBe(3);
    expect(await Promise.all(ids.map((id) => read('a', id)))).toEqual(['one', 'two', 'three']);
    expect(await read('a')).toBe('three');
    const client = s3.client();
    const [first, latest] = await Promise.all([
      client.send(new HeadObjectCommand({ Bucket, Key: 'a', VersionId: ids[0]! })),
      client.send(new HeadObjectCommand({ Bucket, Key: 'a' })),
    ]);
    expect([first.VersionId, latest.VersionId]).toEqual([ids[0], ids[2]]);
    expect(first.ETag).not.toBe(latest.ETag);
    // A presigned URL names its version, and keeps to it.
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'a', VersionId: ids[1]! }));
    expect(await (await fetch(url)).text()).toBe('two');
    expect((await fetch(url.replace(ids[1]!, ids[0]!))).status).toBe(403);
    const ranged = new GetObjectCommand({ Bucket, Key: 'a', VersionId: ids[0]!, Range: 'bytes=1-1' });
    expect(await (await client.send(ranged)).Body!.transformToString()).toBe('n');
    expect(await failure(read('a', 'f'.repeat(32)))).toEqual({ name: 'NoSuchVersion', status: 404 });
    expect(await failure(read('b', ids[0]))).toEqual({ name: 'NoSuchVersion', status: 404 });
    const listed = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(listed.Contents).toMatchObject([{ Key: 'a', Size: 5 }]);
  });

  test('puts a delete marker where an object was removed; its versions stay', async () => {
    await versioned();
    const [one, two] = [await put('a', 'one'), await put('a', 'two')];
    const client = s3.client();
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.stringMatching(/^\w{32}$/) });
    expect(await failure(read('a'))).toEqual(isGone);
    expect(await failure(read('a', marker.VersionId))).toMatchObject({ name: 'MethodNotAllowed', status: 405 });
    const answer = await fetch(await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'a' })));
    expect([answer.status, answer.headers.get('x-amz-delete-marker')]).toEqual([404, 'true']);
    expect([await read('a', one), await read('a', two)]).toEqual(['one', 'two']);
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).Contents).toBeUndefined();
    // Create-only writes may come again.
    expect(await failure(put('b', 'x', { IfMatch: '"e"' }))).toMatchObject({ status: 404 });
    const again = await put('a', 'again', { IfNoneMatch: '*' });
    expect([await read('a'), await read('a', again), await read('a', one)]).toEqual(['again', 'again', 'one']);
    expect(await failure(put('a', 'more', { IfNoneMatch: '*' }))).toMatchObject({ status: 412 });
    const Objects = [{ Key: 'a' }, { Key: 'never was' }];
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toMatchObject([
      { Key: 'a', DeleteMarker: true },
      { Key: 'never was', DeleteMarker: true },
    ]);
    const one_version = { Bucket, Delete: { Objects: [{ Key: 'a', VersionId: one! }] } };
    expect(await failure(client.send(new DeleteObjectsCommand(one_version)))).toMatchObject({ status: 501 });
    expect(await read('a', one)).toBe('one');
  });

  test('names the version of an upload in parts, and in its events', async () => {
    const events: S3EventRecord[] = [];
    s3 = await runS3({ onEvent: (record) => void events.push(record) });
    await s3.server.createBucket(BUCKET, { isVersioned: true });
    const client = s3.client();
    const whole = await put('a', 'whole');
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'a' }));
    const { ETag } = await client.send(
      new UploadPartCommand({ Bucket, Key: 'a', UploadId, PartNumber: 1, Body: 'parts' }),
    );
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const completed = await client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'a', UploadId, MultipartUpload }),
    );
    expect([await read('a', completed.VersionId), await read('a', whole)]).toEqual(['parts', 'whole']);
    const removed = await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await vi.waitFor(() => expect(events).toHaveLength(3));
    expect(events.map(({ eventName, s3: { object } }) => [eventName, object.versionId])).toEqual([
      ['ObjectCreated:Put', whole],
      ['ObjectCreated:CompleteMultipartUpload', completed.VersionId],
      ['ObjectRemoved:DeleteMarkerCreated', removed.VersionId],
    ]);
  });

  test('calls what it held before `null`, and keeps that too', async () => {
    s3 = await runS3();
    const client = s3.client();
    const versioning = () => client.send(new GetBucketVersioningCommand({ Bucket }));
    expect(await put('a', 'before')).toBeUndefined();
    expect((await versioning()).Status).toBeUndefined();
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    expect((await versioning()).Status).toBe('Enabled');
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).VersionId).toBe('null');
    const after = await put('a', 'after');
    await s3.restart();
    expect([await read('a'), await read('a', after), await read('a', 'null')]).toEqual(['after', 'after', 'before']);
  });

  test('goes on without them where none were asked for', async () => {
    s3 = await runS3();
    await put('a', 'one');
    await put('a', 'two');
    expect([files('versions'), files('data').length]).toEqual([[], 1]);
    expect(await read('a', 'null')).toBe('two');
  });
});

describe('versions survive', () => {
  test('a restart, with markers and rules', async () => {
    await versioned();
    const [one, two] = [await put('a', 'one'), await put('a', 'two')];
    await put('b', 'gone');
    await s3.client().send(new DeleteObjectCommand({ Bucket, Key: 'b' }));
    await s3.restart();
    expect([await read('a'), await read('a', one), await read('a', two)]).toEqual(['two', 'one', 'two']);
    expect(await failure(read('b'))).toEqual(isGone);
    const three = await put('a', 'three');
    expect([await read('a', one), await read('a', two), await read('a', three)]).toEqual(['one', 'two', 'three']);
    expect(files('data')).toHaveLength(4);
  });

  test('a kill between the keeping of a version and its replacement: the object is as it was', async () => {
    await versioned();
    const one = await put('a', 'one');
    const [object] = files('objects');
    const bucket = path.join(s3.directory, 'buckets', BUCKET);
    const latest = path.join(bucket, 'objects', object!);
    const before = await readFile(latest);
    const two = await put('a', 'two');
    // As a kill leaves it: the version is written down, the new object is not yet in place.
    await s3.restart();
    await s3.server.stop();
    await writeFile(latest, before);
    await s3.restart();
    expect([await read('a'), await read('a', one)]).toEqual(['one', 'one']);
    expect(await failure(read('a', two))).toMatchObject({ status: 404 });
    expect([files('versions'), files('data').length]).toEqual([[], 1]);
    const three = await put('a', 'three');
    expect([await read('a', one), await read('a', three)]).toEqual(['one', 'three']);
  });

  test('damage to another: what cannot be read is left out, and nothing else', async () => {
    await versioned();
    const [one, two] = [await put('a', 'one'), await put('a', 'two')];
    await put('a', 'three');
    await s3.server.stop();
    const versions = path.join(s3.directory, 'buckets', BUCKET, 'versions');
    const damaged = files('versions').find((name) => name.includes(one!))!;
    await copyFile(path.join(versions, damaged), path.join(s3.directory, 'copy'));
    await writeFile(path.join(versions, damaged), '{');
    const lines: string[] = [];
    await s3.restart({ log: (line) => lines.push(line) });
    expect([await read('a'), await read('a', two)]).toEqual(['three', 'two']);
    expect(await failure(read('a', one))).toMatchObject({ status: 404 });
    expect(lines.join()).toContain('is left out');
    await rm(path.join(s3.directory, 'copy'));
  });
});

describe('noncurrent versions do not pile up', () => {
  test('past their days they go, with the next change or the next start; others stay', async () => {
    await versioned({ noncurrentDays: [{ prefix: 'short/', days: 1 }] });
    const [short, long] = [await put('short/a', 'one'), await put('long/a', 'one')];
    await put('short/a', 'two');
    await put('long/a', 'two');
    expect([await read('short/a', short), await read('long/a', long)]).toEqual(['one', 'one']);
    const dayAgo = new Date(Date.now() - 25 * 3600 * 1000).toISOString();
    await s3.server.stop();
    const versions = path.join(s3.directory, 'buckets', BUCKET, 'versions');
    for (const name of files('versions')) {
      const version = JSON.parse(await readFile(path.join(versions, name), 'utf8'));
      await writeFile(path.join(versions, name), JSON.stringify({ ...version, noncurrentSince: dayAgo }));
    }
    await s3.restart();
    expect(await read('short/a', short)).toBe('one');
    await s3.server.createBucket(BUCKET);
    expect(await failure(read('short/a', short))).toMatchObject({ status: 404 });
    expect([await read('short/a'), await read('long/a', long), files('versions').length, files('data').length]).toEqual(
      ['two', 'one', 1, 3],
    );
  });
});
