import { createHash, createHmac } from 'node:crypto';
import http, { type IncomingHttpHeaders } from 'node:http';
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  amzDate,
  BUCKET,
  failure,
  KEY_ID,
  REGION,
  type RunningS3,
  runS3,
  SECRET,
  signHeaders,
  signingKey,
} from './fixture.ts';

const Bucket = BUCKET;
const HOUR = 3_600_000;
/** added to the server's clock */
let clockShift = 0;
let s3: RunningS3;
let client: S3Client;
/** presigns as a presigning client must: without checksums of a body it does not have */
let presigner: S3Client;

beforeAll(async () => {
  s3 = await runS3({ now: () => Date.now() + clockShift });
  client = s3.client();
  presigner = s3.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  await client.send(
    new PutObjectCommand({ Bucket, Key: 'BANK001/a.csv', Body: 'a;b\n1;2\n', ContentType: 'text/csv' }),
  );
});
afterAll(() => s3.stop());
beforeEach(() => {
  clockShift = 0;
});

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly continued: boolean;
  readonly reusedSocket: boolean;
}

/** A request with nothing added: no folding of paths, no headers of a client's own. */
function rawRequest(url: string, options: http.RequestOptions, body?: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options);
    let continued = false;
    request.on('error', reject);
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces).toString(),
          continued,
          reusedSocket: request.reusedSocket,
        }),
      );
    });
    if (new Headers(options.headers as Record<string, string>).get('expect')) {
      request.flushHeaders();
      request.on('continue', () => {
        continued = true;
        request.end(body);
      });
    } else request.end(body);
  });
}

const presignPut = (Key: string, more: object = {}) =>
  getSignedUrl(presigner, new PutObjectCommand({ Bucket, Key, ...more }), { expiresIn: 60 });
const presignGet = (Key: string, more: object = {}) =>
  getSignedUrl(presigner, new GetObjectCommand({ Bucket, Key, ...more }), { expiresIn: 60 });
const errorCode = async (response: Response) => /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];

describe('who may', () => {
  test.each([
    ['a wrong secret', { accessKeyId: KEY_ID, secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
    ['an unknown key id', { accessKeyId: 'OTHER', secretAccessKey: SECRET }, 'InvalidAccessKeyId'],
    ['a key id that every object has', { accessKeyId: 'constructor', secretAccessKey: 'x' }, 'InvalidAccessKeyId'],
  ])('%s gets 403', async (_, credentials, name) => {
    const put = s3.client({ credentials }).send(new PutObjectCommand({ Bucket, Key: 'w', Body: 'x' }));
    expect(await failure(put)).toEqual({ name, status: 403 });
    const wrong = s3.client({ credentials, requestChecksumCalculation: 'WHEN_REQUIRED' });
    const url = await getSignedUrl(wrong, new GetObjectCommand({ Bucket, Key: 'BANK001/a.csv' }));
    const response = await fetch(url);
    expect([response.status, await errorCode(response)]).toEqual([403, name]);
  });

  test('nobody without a signature', async () => {
    for (const path of ['', `/${BUCKET}`, `/${BUCKET}/BANK001/a.csv`, '/none/x']) {
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'POST']) {
        const response = await fetch(s3.server.endpoint + path, { method });
        expect([method, path, response.status]).toEqual([method, path, 403]);
      }
    }
  });

  test('a header-signed request 16 minutes off is refused, 14 minutes is not', async () => {
    const head = () => client.send(new GetObjectCommand({ Bucket, Key: 'BANK001/a.csv' }));
    for (const minutes of [16, -16]) {
      clockShift = minutes * 60_000;
      // A client of its own: the SDK learns the server's clock from the refusal.
      const other = s3.client();
      const get = other.send(new GetObjectCommand({ Bucket, Key: 'BANK001/a.csv' }));
      expect(await failure(get)).toEqual({ name: 'RequestTimeTooSkewed', status: 403 });
    }
    clockShift = 14 * 60_000;
    await (await head()).Body?.transformToString();
  });

  test('another region is refused, unless it is the one of clients that know none', async () => {
    const get = s3.client({ region: 'us-west-2' }).send(new GetObjectCommand({ Bucket, Key: 'BANK001/a.csv' }));
    expect(await failure(get)).toMatchObject({ name: 'AuthorizationHeaderMalformed', status: 400 });
    const regionless = s3.client({ region: 'us-east-1' });
    const got = await regionless.send(new GetObjectCommand({ Bucket, Key: 'BANK001/a.csv' }));
    expect(await got.Body?.transformToString()).toBe('a;b\n1;2\n');
  });
});

describe('presigned URLs', () => {
  test('PUT and GET, with a space and Turkish letters in the key', async () => {
    const Key = 'pre/müşteri 1+2.csv';
    const put = await fetch(await presignPut(Key, { ContentType: 'text/csv' }), {
      method: 'PUT',
      body: 'a;b\n',
      headers: { 'content-type': 'text/csv' },
    });
    expect(put.status).toBe(200);
    expect(put.headers.get('etag')).toBe(`"${createHash('md5').update('a;b\n').digest('hex')}"`);
    const got = await fetch(await presignGet(Key));
    expect(await got.text()).toBe('a;b\n');
    expect(got.headers.get('content-type')).toBe('text/csv');
  });

  test('a GET may override what the answer says of the content', async () => {
    const url = await presignGet('BANK001/a.csv', {
      ResponseContentDisposition: 'attachment; filename="errors.csv"',
      ResponseContentType: 'text/plain',
      ResponseCacheControl: 'no-store',
    });
    const { headers } = await fetch(url);
    expect(headers.get('content-disposition')).toBe('attachment; filename="errors.csv"');
    expect(headers.get('content-type')).toBe('text/plain');
    expect(headers.get('cache-control')).toBe('no-store');
    for (const ResponseContentDisposition of ['a\r\nset-cookie: b', 'attachment; filename="şube.csv"']) {
      const response = await fetch(await presignGet('BANK001/a.csv', { ResponseContentDisposition }));
      expect([response.status, await errorCode(response)]).toEqual([400, 'InvalidArgument']);
    }
  });

  test('any change to a URL makes it worthless', async () => {
    const url = await presignPut('BANK001/new.csv', { Metadata: { file: 'a.csv' } });
    const changes = [
      url.replace('BANK001', 'BANK002'),
      url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'),
      url.replace('x-amz-meta-file=a.csv', 'x-amz-meta-file=b.csv'),
      url.replace(/X-Amz-Signature=./, (text) => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0')),
      `${url}&extra=1`,
      `${url}&tagging`,
      url.replace('127.0.0.1', 'localhost'),
    ];
    for (const changed of changes) {
      expect(changed).not.toBe(url);
      const response = await fetch(changed, { method: 'PUT', body: 'x' });
      expect([changed.length, response.status]).toEqual([changed.length, 403]);
    }
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(200);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'BANK001/new.csv' }))).Metadata).toEqual({
      file: 'a.csv',
    });
  });

  test('an x-amz- header that was not signed is refused: it could turn a PUT into a copy', async () => {
    const response = await fetch(await presignPut('BANK002/stolen.csv'), {
      method: 'PUT',
      headers: { 'x-amz-copy-source': `/${BUCKET}/BANK001/a.csv` },
    });
    expect(response.status).toBe(403);
    const text = await response.text();
    expect(text).toContain('<HeadersNotSigned>x-amz-copy-source</HeadersNotSigned>');
    const head = client.send(new HeadObjectCommand({ Bucket, Key: 'BANK002/stolen.csv' }));
    expect(await failure(head)).toMatchObject({ status: 404 });
  });

  test('expired, not yet valid, out of bounds', async () => {
    const url = await presignGet('BANK001/a.csv');
    clockShift = 61_000;
    const expired = await fetch(url);
    expect([expired.status, await errorCode(expired)]).toEqual([403, 'AccessDenied']);
    clockShift = -HOUR;
    expect((await fetch(url)).status).toBe(403);
    clockShift = 0;
    expect((await fetch(url)).status).toBe(200);
    const far = await fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801'));
    expect([far.status, await errorCode(far)]).toEqual([400, 'AuthorizationQueryParametersError']);
  });

  test('one made with the default checksums demands the CRC of an empty body, and is refused', async () => {
    const url = await getSignedUrl(s3.client(), new PutObjectCommand({ Bucket, Key: 'pre/crc' }), { expiresIn: 60 });
    const response = await fetch(url, { method: 'PUT', body: 'not empty' });
    expect([response.status, await errorCode(response)]).toEqual([400, 'BadDigest']);
  });

  test('metadata beyond ASCII comes back as RFC 2047', async () => {
    const url = await presignPut('pre/meta', { Metadata: { file: 'müşteri.csv' } });
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(200);
    const { headers } = await fetch(await presignGet('pre/meta'));
    const [, encoded] = /^=\?UTF-8\?B\?(.*)\?=$/.exec(headers.get('x-amz-meta-file') ?? '') ?? [];
    expect(Buffer.from(encoded ?? '', 'base64').toString()).toBe('müşteri.csv');
  });

  test('what a reader of ranges needs: length, etag, accept-ranges on HEAD and GET', async () => {
    const head = await getSignedUrl(presigner, new HeadObjectCommand({ Bucket, Key: 'BANK001/a.csv' }));
    const { status, headers } = await rawRequest(head, { method: 'HEAD' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-length': '8', 'accept-ranges': 'bytes', 'content-type': 'text/csv' });
    const get = await rawRequest(await presignGet('BANK001/a.csv'), { headers: { range: 'bytes=4-6' } });
    expect(get).toMatchObject({ status: 206, body: '1;2' });
    expect(get.headers).toMatchObject({ 'content-range': 'bytes 4-6/8', 'content-length': '3', etag: headers.etag });
    const held = await rawRequest(await presignGet('BANK001/a.csv'), {
      headers: { range: 'bytes=4-6', 'if-range': '"other"' },
    });
    expect(held).toMatchObject({ status: 200, body: 'a;b\n1;2\n' });
    const outside = await rawRequest(await presignGet('BANK001/a.csv'), { headers: { range: 'bytes=8-' } });
    expect(outside.status).toBe(416);
    expect(outside.headers['content-range']).toBe('bytes */8');
  });
});

describe('the wire', () => {
  test('errors have the shape of S3', async () => {
    const url = await presignGet('none <&>.csv');
    const response = await rawRequest(url, {});
    expect(response.status).toBe(404);
    expect(response.headers['content-type']).toBe('application/xml');
    const id = response.headers['x-amz-request-id'];
    expect(response.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>' +
        `<Key>none &lt;&amp;&gt;.csv</Key><Resource>/${BUCKET}/none%20%3C%26%3E.csv</Resource><RequestId>${id}</RequestId><HostId>local</HostId></Error>`,
    );
    const head = await getSignedUrl(presigner, new HeadObjectCommand({ Bucket, Key: 'none' }));
    expect(await rawRequest(head, { method: 'HEAD' })).toMatchObject({ status: 404, body: '' });
  });

  test('Expect: 100-continue is answered only when the body is wanted', async () => {
    const options = { method: 'PUT', headers: { expect: '100-continue', 'content-length': '3' } };
    const good = await rawRequest(await presignPut('expect'), options, 'abc');
    expect(good).toMatchObject({ status: 200, continued: true });
    const bad = await rawRequest((await presignPut('expect')).replace('/expect', '/other'), options, 'abc');
    expect(bad).toMatchObject({ status: 403, continued: false });
    // Or the body, were it sent after all, would be read as the next request.
    expect([good.headers.connection, bad.headers.connection]).toEqual(['keep-alive', 'close']);
    const condition = { ...options, headers: { ...options.headers, 'if-none-match': '*' } };
    expect(await rawRequest(await presignPut('expect'), condition, 'abc')).toMatchObject({
      status: 412,
      continued: false,
    });
  });

  test('a body of unknown or impossible length is refused', async () => {
    const url = await presignPut('length');
    const chunked = await rawRequest(url, { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } }, 'abc');
    expect(chunked.status).toBe(411);
    const options = { method: 'PUT', headers: { expect: '100-continue', 'content-length': String(6 * 1024 ** 3) } };
    const huge = await rawRequest(url, options);
    expect(huge).toMatchObject({ status: 400, continued: false });
    expect(huge.body).toContain('<Code>EntityTooLarge</Code>');
  });

  test('a body refused half-way still gets its answer, and the connection stays usable', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const headers = signHeaders('PUT', `${s3.server.endpoint}/${Bucket}/half`, {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '3000000',
      'content-length': '3000009',
    });
    const url = `${s3.server.endpoint}/${Bucket}/half`;
    const refused = await rawRequest(url, { method: 'PUT', headers, agent }, Buffer.alloc(3_000_009, 'z'));
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.body).toContain('aws-chunked body is malformed');
    const next = await rawRequest(await presignGet('BANK001/a.csv'), { agent });
    expect(next).toMatchObject({ status: 200, body: 'a;b\n1;2\n', reusedSocket: true });
    agent.destroy();
  });

  test('the body must be what was signed', async () => {
    const url = `${s3.server.endpoint}/${Bucket}/signed-body`;
    const sha256 = createHash('sha256').update('abc').digest('hex');
    const headers = signHeaders('PUT', url, { 'x-amz-content-sha256': sha256 });
    const other = await fetch(url, { method: 'PUT', headers, body: 'abd' });
    expect([other.status, await errorCode(other)]).toEqual([400, 'XAmzContentSHA256Mismatch']);
    expect((await fetch(url, { method: 'PUT', headers, body: 'abc' })).status).toBe(200);
    const nonsense = signHeaders('PUT', url, { 'x-amz-content-sha256': 'constructor' });
    const refused = await fetch(url, { method: 'PUT', headers: nonsense, body: 'abc' });
    expect([refused.status, await errorCode(refused)]).toEqual([400, 'InvalidArgument']);
  });

  test.each([
    ['whole', '3', '3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n', undefined],
    ['with another checksum', '3', '3\r\nabd\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n', 'BadDigest'],
    ['without its trailer', '3', '3\r\nabc\r\n0\r\n\r\n', 'MalformedTrailerError'],
    ['shorter than it says', '4', '3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n', 'IncompleteBody'],
    ['longer than it says', '2', '3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n', 'IncompleteBody'],
    ['cut off', '3', '3\r\nabc\r\n', 'IncompleteBody'],
  ])('an aws-chunked body %s', async (_, length, body, code) => {
    const url = `${s3.server.endpoint}/${Bucket}/chunked`;
    const headers = signHeaders('PUT', url, {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': length,
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    const response = await fetch(url, { method: 'PUT', headers, body });
    expect([response.status, await errorCode(response)]).toEqual([code ? 400 : 200, code]);
  });

  test.each(['/%zz', '/bucket/%ff', 'http://elsewhere/x'])('the target %s is refused', async (target) => {
    expect(await rawRequest(s3.server.endpoint, { path: target })).toMatchObject({ status: 400 });
  });
});

describe('CORS', () => {
  const origin = 'http://localhost:5173';
  const preflight = (url: string, more: Record<string, string> = {}) =>
    fetch(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT', ...more } });

  beforeAll(async () => {
    await s3.server.createBucket('cors-bucket', {
      cors: [
        {
          AllowedOrigins: [origin, 'https://*.bank.example'],
          AllowedMethods: ['PUT', 'GET'],
          AllowedHeaders: ['content-*'],
          ExposeHeaders: ['ETag'],
          MaxAgeSeconds: 300,
        },
      ],
    });
  });

  test('a preflight is answered by the rules of the bucket', async () => {
    const url = `${s3.server.endpoint}/cors-bucket/key`;
    const allowed = await preflight(url, { 'access-control-request-headers': 'Content-Type' });
    expect(allowed.status).toBe(200);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'PUT, GET',
      'access-control-allow-headers': 'content-type',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '300',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    });
    expect((await preflight(url, { origin: 'https://a.bank.example' })).status).toBe(200);
    const refused = [
      preflight(url, { origin: 'https://evil.example' }),
      preflight(url, { origin: 'https://a.bank.example.evil.example' }),
      preflight(url, { 'access-control-request-method': 'DELETE' }),
      preflight(url, { 'access-control-request-headers': 'x-amz-meta-a' }),
      preflight(`${s3.server.endpoint}/${BUCKET}/key`),
    ];
    for (const { status, headers } of await Promise.all(refused)) {
      expect(status).toBe(403);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('the request itself has the headers too, also when it is refused', async () => {
    const url = await getSignedUrl(presigner, new PutObjectCommand({ Bucket: 'cors-bucket', Key: 'k' }));
    const put = await fetch(url, { method: 'PUT', body: 'x', headers: { origin } });
    expect([put.status, put.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
    expect(put.headers.get('access-control-expose-headers')).toBe('ETag');
    const refused = await fetch(url.replace('/k?', '/j?'), { method: 'PUT', body: 'x', headers: { origin } });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, origin]);
  });

  test('rules can be put over the API, and are kept over a restart', async () => {
    const rule = { AllowedOrigins: ['*'], AllowedMethods: ['GET'] };
    await client.send(new PutBucketCorsCommand({ Bucket: 'cors-bucket', CORSConfiguration: { CORSRules: [rule] } }));
    await s3.restart();
    client = s3.client();
    presigner = s3.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const url = `${s3.server.endpoint}/cors-bucket/key`;
    expect((await preflight(url)).status).toBe(403);
    const get = await preflight(url, { 'access-control-request-method': 'GET' });
    expect([get.status, get.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });
});

describe('form uploads', () => {
  interface Form {
    readonly key?: string;
    readonly conditions?: unknown[];
    readonly fields?: Record<string, string>;
    readonly secret?: string;
    readonly expiresIn?: number;
    readonly file?: string;
  }

  /** A browser's form as `createPresignedPost` would prepare it. */
  function post({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
    key = 'form/${filename}',
    conditions = [],
    fields = {},
    expiresIn = HOUR,
    file = 'hello',
    secret = SECRET,
  }: Form) {
    const date = amzDate();
    const signed: Record<string, string> = {
      key,
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `${KEY_ID}/${date.slice(0, 8)}/${REGION}/s3/aws4_request`,
      'x-amz-date': date,
    };
    const policy = Buffer.from(
      JSON.stringify({
        expiration: new Date(Date.now() + expiresIn).toISOString(),
        conditions: [
          { bucket: BUCKET },
          ['starts-with', '$key', 'form/'],
          ...Object.entries(signed)
            .filter(([name]) => name !== 'key')
            .map(([name, value]) => ({ [name]: value })),
          ...conditions,
        ],
      }),
    ).toString('base64');
    const keyOf = secret === SECRET ? signingKey(date) : Buffer.from(secret);
    const signature = createHmac('sha256', keyOf).update(policy).digest('hex');
    const form = new FormData();
    const all = { ...signed, ...fields, Policy: policy, 'X-Amz-Signature': signature };
    for (const [name, value] of Object.entries(all)) form.append(name, value);
    form.append('file', new Blob([file], { type: 'text/csv' }), 'şube "1".csv');
    form.append('submit', 'ignored, it comes after the file');
    return fetch(`${s3.server.endpoint}/${BUCKET}`, { method: 'POST', body: form });
  }

  test('a signed form stores the file under the name the browser gave', async () => {
    const conditions = [
      ['starts-with', '$Content-Type', 'text/'],
      { 'x-amz-meta-a': '1' },
      ['content-length-range', 1, 5],
    ];
    const response = await post({ conditions, fields: { 'Content-Type': 'text/csv', 'x-amz-meta-a': '1' } });
    expect(response.status).toBe(204);
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'form/şube "1".csv' }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({ ContentType: 'text/csv', Metadata: { a: '1' } });
  });

  test('success_action_status 201 describes the object, also a large one', async () => {
    const conditions = [{ success_action_status: '201' }];
    const file = 'x'.repeat(5_000_000);
    const response = await post({ key: 'form/large', conditions, fields: { success_action_status: '201' }, file });
    expect(response.status).toBe(201);
    const text = await response.text();
    expect(text).toContain(`<Bucket>${BUCKET}</Bucket><Key>form/large</Key>`);
    expect(text).toContain(createHash('md5').update(file).digest('hex'));
  });

  test.each<[string, Form, number, string]>([
    ['a file above the limit', { conditions: [['content-length-range', 0, 4]] }, 400, 'EntityTooLarge'],
    [
      'a large file above the limit',
      { conditions: [['content-length-range', 0, 4]], file: 'x'.repeat(3_000_000) },
      400,
      'EntityTooLarge',
    ],
    ['a file below the limit', { conditions: [['content-length-range', 6, 9]] }, 400, 'EntityTooSmall'],
    ['a key outside of the policy', { key: 'other/x' }, 403, 'AccessDenied'],
    ['a field that the policy does not name', { fields: { 'x-amz-meta-b': '1' } }, 403, 'AccessDenied'],
    [
      'a field with another value',
      { conditions: [{ acl: 'private' }], fields: { acl: 'public' } },
      403,
      'AccessDenied',
    ],
    ['an expired policy', { expiresIn: -1000 }, 403, 'AccessDenied'],
    ['a policy signed with another secret', { secret: 'wrong' }, 403, 'SignatureDoesNotMatch'],
    ['a broken policy', { conditions: ['nonsense'] }, 400, 'InvalidPolicyDocument'],
  ])('%s is refused and nothing is stored', async (_, form, status, code) => {
    const key = form.key ?? 'form/refused';
    const response = await post({ ...form, key });
    expect([response.status, await errorCode(response)]).toEqual([status, code]);
    expect(await failure(client.send(new HeadObjectCommand({ Bucket, Key: key })))).toMatchObject({ status: 404 });
  });

  test('a form without a policy is anonymous', async () => {
    const form = new FormData();
    form.append('key', 'form/anonymous');
    form.append('file', new Blob(['x']), 'x');
    const response = await fetch(`${s3.server.endpoint}/${BUCKET}`, { method: 'POST', body: form });
    expect(response.status).toBe(403);
  });
});

test('a copy needs its own signature like any other request', async () => {
  const copy = new CopyObjectCommand({ Bucket, Key: 'copied', CopySource: `${BUCKET}/BANK001/a.csv` });
  const wrong = s3.client({ credentials: { accessKeyId: KEY_ID, secretAccessKey: 'wrong' } });
  expect(await failure(wrong.send(copy))).toMatchObject({ status: 403 });
  await client.send(copy);
});
