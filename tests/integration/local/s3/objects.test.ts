import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUCKET, failure, type RunningS3, runS3 } from './fixture.ts';

const Bucket = BUCKET;
const ODD_KEY = "ŞUBE 1/müşteri ğüışçö (1)+a&b=c%20!*'.csv";
const MIB = 1024 * 1024;

describe.each(['WHEN_SUPPORTED', 'WHEN_REQUIRED'] as const)('AWS SDK, checksums %s', (mode) => {
  let s3: RunningS3;
  let client: S3Client;
  beforeAll(async () => {
    s3 = await runS3();
    client = s3.client({ requestChecksumCalculation: mode, responseChecksumValidation: mode });
  });
  afterAll(() => s3.stop());

  const put = (Key: string, Body: string | Buffer = 'x') => client.send(new PutObjectCommand({ Bucket, Key, Body }));
  const read = async (Key: string): Promise<Buffer> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return Buffer.from(await Body!.transformToByteArray());
  };

  test('buckets are created, listed, headed and deleted', async () => {
    await client.send(new CreateBucketCommand({ Bucket: 'another' }));
    expect(await failure(client.send(new CreateBucketCommand({ Bucket: 'another' })))).toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
      status: 409,
    });
    const { Buckets } = await client.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['another', BUCKET]);
    await client.send(new HeadBucketCommand({ Bucket: 'another' }));
    const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket: 'another' }));
    expect(LocationConstraint).toBe('eu-central-1');
    await client.send(new PutObjectCommand({ Bucket: 'another', Key: 'k', Body: 'x' }));
    expect(await failure(client.send(new DeleteBucketCommand({ Bucket: 'another' })))).toMatchObject({
      name: 'BucketNotEmpty',
      status: 409,
    });
    await client.send(new DeleteObjectCommand({ Bucket: 'another', Key: 'k' }));
    await client.send(new DeleteBucketCommand({ Bucket: 'another' }));
    expect(await failure(client.send(new HeadBucketCommand({ Bucket: 'another' })))).toMatchObject({ status: 404 });
    expect(await failure(client.send(new ListObjectsV2Command({ Bucket: 'another' })))).toMatchObject({
      name: 'NoSuchBucket',
      status: 404,
    });
  });

  test('strings, buffers and empty bodies come back as they went', async () => {
    const bytes = randomBytes(3_000_001);
    await put('string', 'merhaba dünya');
    await put('buffer', bytes);
    await put('empty', '');
    expect((await read('string')).toString()).toBe('merhaba dünya');
    expect((await read('buffer')).equals(bytes)).toBe(true);
    expect((await read('empty')).length).toBe(0);
  });

  test('a streamed body (aws-chunked with a trailer) is stored without its framing', async () => {
    const bytes = randomBytes(3_000_000);
    const file = path.join(s3.directory, 'stream.bin');
    await writeFile(file, bytes);
    await client.send(
      new PutObjectCommand({ Bucket, Key: 'stream', Body: createReadStream(file), ContentLength: bytes.length }),
    );
    expect((await read('stream')).equals(bytes)).toBe(true);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'stream' }));
    expect(head.ContentLength).toBe(bytes.length);
    expect(head.ContentEncoding).toBeUndefined();
  });

  // The check values of the CRCs' published definitions, for the input 123456789.
  test.each([
    ['CRC32', 'ChecksumCRC32', Buffer.from('cbf43926', 'hex')],
    ['CRC32C', 'ChecksumCRC32C', Buffer.from('e3069283', 'hex')],
    ['CRC64NVME', 'ChecksumCRC64NVME', Buffer.from('ae8b14860a799888', 'hex')],
    ['SHA1', 'ChecksumSHA1', createHash('sha1').update('123456789').digest()],
    ['SHA256', 'ChecksumSHA256', createHash('sha256').update('123456789').digest()],
  ] as const)('%s is computed, checked and given back', async (ChecksumAlgorithm, field, sum) => {
    const value = sum.toString('base64');
    const sent = await client.send(new PutObjectCommand({ Bucket, Key: 'sum', Body: '123456789', ChecksumAlgorithm }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'sum', ChecksumMode: 'ENABLED' }));
    expect(sent[field]).toBe(value);
    expect(head[field]).toBe(value);
    const wrong = new PutObjectCommand({ Bucket, Key: 'sum-wrong', Body: '123456788', [field]: value });
    expect(await failure(client.send(wrong))).toMatchObject({ name: 'BadDigest', status: 400 });
    expect(await failure(read('sum-wrong'))).toMatchObject({ name: 'NoSuchKey' });
  });

  test('a wrong or malformed Content-MD5 is refused', async () => {
    const send = (ContentMD5: string) =>
      failure(client.send(new PutObjectCommand({ Bucket, Key: 'md5', Body: 'abc', ContentMD5 })));
    const other = createHash('md5').update('abd').digest('base64');
    expect(await send(other)).toEqual({ name: 'BadDigest', status: 400 });
    expect(await send('nonsense')).toEqual({ name: 'InvalidDigest', status: 400 });
    expect(await failure(read('md5'))).toMatchObject({ name: 'NoSuchKey', status: 404 });
  });

  test('content type, cache control, metadata and etag are kept', async () => {
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'meta',
        Body: 'abc',
        ContentType: 'text/csv; charset=utf-8',
        CacheControl: 'no-cache',
        ContentEncoding: 'gzip',
        Metadata: { loadId: 'ABC', tenant: 'BANK001' },
      }),
    );
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'meta' }));
    expect(head).toMatchObject({
      ContentType: 'text/csv; charset=utf-8',
      CacheControl: 'no-cache',
      ContentEncoding: 'gzip',
      ContentLength: 3,
      AcceptRanges: 'bytes',
      ETag: `"${createHash('md5').update('abc').digest('hex')}"`,
      Metadata: { loadid: 'ABC', tenant: 'BANK001' },
    });
    const tooMuch = new PutObjectCommand({ Bucket, Key: 'meta2', Body: 'x', Metadata: { a: 'x'.repeat(2048) } });
    expect(await failure(client.send(tooMuch))).toMatchObject({ name: 'MetadataTooLarge', status: 400 });
  });

  test('multipart through lib-storage: content, -N etag, metadata, ranges across parts', async () => {
    const bytes = randomBytes(12 * MIB + 17);
    const source = Readable.from(
      (function* () {
        for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
      })(),
    );
    const upload = new Upload({
      client,
      params: { Bucket, Key: 'large', Body: source, Metadata: { tenant: 'BANK001' } },
      partSize: 5 * MIB,
      queueSize: 3,
    });
    await upload.done();
    expect((await read('large')).equals(bytes)).toBe(true);
    const md5 = (part: Buffer) => createHash('md5').update(part).digest();
    const parts = [0, 5, 10].map((start) => md5(bytes.subarray(start * MIB, (start + 5) * MIB)));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'large' }));
    expect(head.ETag).toBe(`"${md5(Buffer.concat(parts)).toString('hex')}-3"`);
    expect(head.Metadata).toEqual({ tenant: 'BANK001' });
    const Range = `bytes=${5 * MIB - 10}-${10 * MIB + 9}`;
    const middle = await client.send(new GetObjectCommand({ Bucket, Key: 'large', Range }));
    const got = Buffer.from(await middle.Body!.transformToByteArray());
    expect(got.equals(bytes.subarray(5 * MIB - 10, 10 * MIB + 10))).toBe(true);
  });

  test('parts are listed page by page, replaced, and gone after an abort', async () => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
    const upload = { Bucket, Key: 'parts', UploadId };
    for (const PartNumber of [3, 1, 2, 1]) {
      await client.send(new UploadPartCommand({ ...upload, PartNumber, Body: randomBytes(100 + PartNumber) }));
    }
    const first = await client.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
    expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 101],
      [2, 102],
    ]);
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    const second = await client.send(new ListPartsCommand({ ...upload, PartNumberMarker: '2' }));
    expect(second.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);
    const elsewhere = new ListPartsCommand({ ...upload, Key: 'other' });
    expect(await failure(client.send(elsewhere))).toEqual({ name: 'NoSuchUpload', status: 404 });
    const { Uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads?.map(({ Key }) => Key)).toContain('parts');
    await client.send(new AbortMultipartUploadCommand(upload));
    expect(await failure(client.send(new ListPartsCommand(upload)))).toEqual({ name: 'NoSuchUpload', status: 404 });
    expect(await failure(client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' })))).toMatchObject({
      name: 'NoSuchUpload',
    });
  });

  test('completing refuses small, unknown, mis-tagged and unordered parts, and the upload stays usable', async () => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'rules' }));
    const upload = { Bucket, Key: 'rules', UploadId };
    const send = async (PartNumber: number, Body: Buffer) => {
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      return { PartNumber, ETag };
    };
    const small = await send(1, Buffer.alloc(100));
    const last = await send(2, Buffer.alloc(100, 1));
    const complete = (...Parts: { PartNumber: number; ETag: string | undefined }[]) =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    expect(await failure(complete(small, last))).toMatchObject({ name: 'EntityTooSmall', status: 400 });
    expect(await failure(complete(last, small))).toMatchObject({ name: 'InvalidPartOrder', status: 400 });
    expect(await failure(complete({ ...small, PartNumber: 7 }))).toMatchObject({ name: 'InvalidPart', status: 400 });
    expect(await failure(complete({ PartNumber: 1, ETag: last.ETag }))).toMatchObject({ name: 'InvalidPart' });
    expect(await failure(complete())).toMatchObject({ name: 'MalformedXML', status: 400 });
    expect(await failure(send(10_001, Buffer.alloc(1)))).toMatchObject({ name: 'InvalidArgument', status: 400 });
    await complete(last);
    expect((await read('rules')).equals(Buffer.alloc(100, 1))).toBe(true);
  });

  test('ranges: from–to, open, suffix, beyond the end, and 416', async () => {
    await put('range', '0123456789');
    const range = async (Range: string) => {
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'range', Range }));
      return `${await got.Body!.transformToString()} ${got.ContentRange} ${got.$metadata.httpStatusCode}`;
    };
    expect(await range('bytes=0-3')).toBe('0123 bytes 0-3/10 206');
    expect(await range('bytes=5-')).toBe('56789 bytes 5-9/10 206');
    expect(await range('bytes=-4')).toBe('6789 bytes 6-9/10 206');
    expect(await range('bytes=-400')).toBe('0123456789 bytes 0-9/10 206');
    expect(await range('bytes=8-400')).toBe('89 bytes 8-9/10 206');
    expect(await range('bytes=7-2')).toBe('0123456789 undefined 200');
    expect(await failure(range('bytes=10-'))).toEqual({ name: 'InvalidRange', status: 416 });
    expect(await failure(range('bytes=-0'))).toEqual({ name: 'InvalidRange', status: 416 });
    await put('range-empty', '');
    const empty = new GetObjectCommand({ Bucket, Key: 'range-empty', Range: 'bytes=0-' });
    expect(await failure(client.send(empty))).toEqual({ name: 'InvalidRange', status: 416 });
  });

  test('conditional writes: create only, replace one version only', async () => {
    await put('cond', 'one');
    const write = (Key: string, condition: { IfMatch?: string; IfNoneMatch?: string }) =>
      client.send(new PutObjectCommand({ Bucket, Key, Body: 'two', ...condition }));
    expect(await failure(write('cond', { IfNoneMatch: '*' }))).toEqual({ name: 'PreconditionFailed', status: 412 });
    expect(await failure(write('cond', { IfMatch: '"0"' }))).toEqual({ name: 'PreconditionFailed', status: 412 });
    expect(await failure(write('cond-none', { IfMatch: '"0"' }))).toEqual({ name: 'NoSuchKey', status: 404 });
    expect((await read('cond')).toString()).toBe('one');
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket, Key: 'cond' }));
    await write('cond', { IfMatch: ETag! });
    await write('cond-new', { IfNoneMatch: '*' });
    expect((await read('cond')).toString()).toBe('two');
    const race = await Promise.allSettled(Array.from({ length: 8 }, () => write('cond-race', { IfNoneMatch: '*' })));
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('conditional reads: 304 and 412', async () => {
    await put('reads', 'one');
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket, Key: 'reads' }));
    const get = (condition: {
      IfMatch?: string;
      IfNoneMatch?: string;
      IfModifiedSince?: Date;
      IfUnmodifiedSince?: Date;
    }) =>
      client
        .send(new GetObjectCommand({ Bucket, Key: 'reads', ...condition }))
        .then(({ Body }) => Body!.transformToString());
    expect(await failure(get({ IfNoneMatch: ETag! }))).toMatchObject({ status: 304 });
    expect(await failure(get({ IfMatch: '"other"' }))).toMatchObject({ status: 412 });
    expect(await failure(get({ IfUnmodifiedSince: new Date(0) }))).toMatchObject({ status: 412 });
    expect(await failure(get({ IfModifiedSince: new Date() }))).toMatchObject({ status: 304 });
    expect(await get({ IfMatch: ETag!, IfUnmodifiedSince: new Date(0) })).toBe('one');
    expect(await get({ IfNoneMatch: '"other"' })).toBe('one');
  });

  test('keys may hold anything: Turkish letters, spaces, dots, slashes, a key below another', async () => {
    const keys = [ODD_KEY, '../../escape', 'a/../b', 'dir//double', 'k', 'k/x', 'k/x/', '.', 'emoji 😀', '~-_.'];
    for (const key of keys) await put(key, `content of ${key}`);
    for (const key of keys) expect((await read(key)).toString()).toBe(`content of ${key}`);
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'ŞUBE 1/' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([ODD_KEY]);
    expect(await failure(put('x'.repeat(1025)))).toMatchObject({ name: 'KeyTooLongError', status: 400 });
    await put('ş'.repeat(512));
  });

  test('a copy has content, type and metadata, or those of the request', async () => {
    await client.send(
      new PutObjectCommand({ Bucket, Key: ODD_KEY, Body: 'tr', ContentType: 'text/csv', Metadata: { a: '1' } }),
    );
    const CopySource = `${BUCKET}/${encodeURIComponent(ODD_KEY)}`;
    await client.send(new CopyObjectCommand({ Bucket, Key: 'copy/same', CopySource }));
    await client.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'copy/new',
        CopySource,
        MetadataDirective: 'REPLACE',
        Metadata: { b: '2' },
      }),
    );
    await client.send(new DeleteObjectCommand({ Bucket, Key: ODD_KEY }));
    expect((await read('copy/same')).toString()).toBe('tr');
    const same = await client.send(new HeadObjectCommand({ Bucket, Key: 'copy/same' }));
    expect(same).toMatchObject({ ContentType: 'text/csv', Metadata: { a: '1' } });
    const replaced = await client.send(new HeadObjectCommand({ Bucket, Key: 'copy/new' }));
    expect(replaced.Metadata).toEqual({ b: '2' });
    const missing = new CopyObjectCommand({ Bucket, Key: 'copy/x', CopySource: `${BUCKET}/none` });
    expect(await failure(client.send(missing))).toMatchObject({ name: 'NoSuchKey', status: 404 });
    const self = new CopyObjectCommand({ Bucket, Key: 'copy/same', CopySource: `${BUCKET}/copy/same` });
    expect(await failure(client.send(self))).toMatchObject({ name: 'InvalidRequest', status: 400 });
  });

  test('listing: pages, delimiter, start-after, V1 markers, url encoding', async () => {
    for (let index = 0; index < 25; index++) await put(`l/${index % 5}/f ${String(index).padStart(2, '0')}`);
    const keys: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client, pageSize: 10 }, { Bucket, Prefix: 'l/' })) {
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(keys).toHaveLength(25);
    expect(keys).toEqual(keys.toSorted());
    const folders = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'l/', Delimiter: '/', MaxKeys: 3 }));
    expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['l/0/', 'l/1/', 'l/2/']);
    const more = await client.send(
      new ListObjectsCommand({ Bucket, Prefix: 'l/', Delimiter: '/', Marker: 'l/2/', EncodingType: 'url' }),
    );
    expect(more.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['l/3/', 'l/4/']);
    const after = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'l/4/', StartAfter: 'l/4/f 14', EncodingType: 'url' }),
    );
    expect(after.Contents?.map(({ Key }) => Key)).toEqual(['l/4/f%2019', 'l/4/f%2024']);
    expect(await failure(client.send(new ListObjectsV2Command({ Bucket, ContinuationToken: '?' })))).toMatchObject({
      name: 'InvalidArgument',
    });
  });

  test('deleting: one, several, what is not there', async () => {
    await put('d/1');
    await put(`d/${ODD_KEY}`);
    await put('d/3 <&>');
    const Objects = ['d/1', `d/${ODD_KEY}`, 'd/none', 'd/3 <&>'].map((Key) => ({ Key }));
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(Objects.map(({ Key }) => Key));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'd/none' }));
    expect((await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'd/' }))).KeyCount).toBe(0);
    expect(await failure(client.send(new HeadObjectCommand({ Bucket, Key: 'd/1' })))).toMatchObject({
      name: 'NotFound',
      status: 404,
    });
  });

  test('an overwrite in the middle of reads and writes never tears an object', async () => {
    const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    const versions = Array.from({ length: 6 }, (_, index) => randomBytes(400_000 + index * 50_000));
    const known = new Set(versions.map(digest));
    await put('race', versions[0]);
    for (let round = 0; round < 5; round++) {
      const writes = versions.map((bytes) => put('race', bytes));
      const reads = versions.map(async () => digest(await read('race')));
      for (const seen of await Promise.all(reads)) expect(known).toContain(seen);
      await Promise.all(writes);
    }
    expect(known).toContain(digest(await read('race')));
  });

  test('what is not implemented says so, and changes nothing', async () => {
    await put('plain', 'kept');
    expect(await failure(client.send(new GetObjectTaggingCommand({ Bucket, Key: 'plain' })))).toEqual({
      name: 'NotImplemented',
      status: 501,
    });
    const version = new DeleteObjectCommand({ Bucket, Key: 'plain', VersionId: 'v1' });
    expect(await failure(client.send(version))).toEqual({ name: 'NotImplemented', status: 501 });
    expect((await read('plain')).toString()).toBe('kept');
  });
});
