import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Keyring, resolveCredential } from '../../../../local/aws-signature/signature-v4.ts';
import { AwsChunkedDecoder } from '../../../../local/s3/aws-chunked.ts';
import { verifyRequest } from '../../../../local/s3/signature-v4.ts';
import { parseTarget } from '../../../../local/s3/uri.ts';
import { BUCKET, clientOf, KEY_ID, REGION, type RunningS3, runS3, SECRET, signHeaders } from './fixture.ts';

const Bucket = BUCKET;

/** Keys as people write them: Turkish letters, spaces, signs that URLs, forms and XML treat specially. */
const awkward = fc.constantFrom(...'abcXYZ019çğıöşüÇĞİÖŞÜ +%&=?#/;:,@$!*\'"()<>[]{}|\\^`~-_.😀€'.split(/(?:)/u));
const anyKey = fc
  .oneof(
    fc.string({ unit: awkward, minLength: 1, maxLength: 60 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  )
  .filter((key) => key.isWellFormed() && !key.includes('\0') && Buffer.byteLength(key) <= 1024);

describe("the examples of Amazon's documentation", () => {
  // "Authenticating Requests (AWS Signature Version 4)", Amazon S3 API reference.
  const keyring: Keyring = {
    credentials: { AKIAIOSFODNN7EXAMPLE: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
    region: 'us-east-1',
    now: () => Date.UTC(2013, 4, 24),
  };
  const host = ['examplebucket.s3.amazonaws.com'];
  const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  const credential = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';

  test('GET with a range, signed in the header', () => {
    const verify = (range: string) =>
      verifyRequest(
        {
          method: 'GET',
          path: '/test.txt',
          query: [],
          headers: {
            host,
            range: [range],
            'x-amz-content-sha256': [empty],
            'x-amz-date': ['20130524T000000Z'],
            authorization: [
              `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41`,
            ],
          },
        },
        keyring,
      );
    expect(verify('bytes=0-9')).toMatchObject({ presigned: false, payload: { contentSha256: empty } });
    expect(() => verify('bytes=0-8')).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch', status: 403 }));
  });

  test('GET, presigned', () => {
    const target = parseTarget(
      '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
    const request = { method: 'GET', headers: { host }, ...target };
    expect(verifyRequest(request, keyring).presigned).toBe(true);
    const later = { ...keyring, now: () => Date.UTC(2013, 4, 25, 0, 0, 1) };
    expect(() => verifyRequest(request, later)).toThrow('Request has expired');
  });

  test('a body in signed chunks', async () => {
    const { signingKey, scope, date } = resolveCredential(credential, '20130524T000000Z', keyring, 's3');
    const seedSignature = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
    const body = (letter: string) =>
      [
        '10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n',
        `${'a'.repeat(65_536)}\r\n`,
        '400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n',
        `${letter.repeat(1024)}\r\n`,
        '0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n',
      ].join('');
    const decode = async (text: string) => {
      const decoder = new AwsChunkedDecoder({ signingKey, scope, date, seedSignature });
      const pieces = await Readable.from([Buffer.from(text)])
        .pipe(decoder)
        .toArray();
      return Buffer.concat(pieces).toString();
    };
    expect(await decode(body('a'))).toBe('a'.repeat(66_560));
    await expect(decode(body('b'))).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    const noEnd = body('a').slice(0, -90);
    await expect(decode(noEnd)).rejects.toMatchObject({ code: 'IncompleteBody' });
  });
});

describe("the SDK's signer and this verifier agree", () => {
  const keyring: Keyring = { credentials: { [KEY_ID]: SECRET }, region: REGION, now: Date.now };
  const client = clientOf('http://127.0.0.1:9', { requestChecksumCalculation: 'WHEN_REQUIRED' });
  afterAll(() => client.destroy());

  const verify = (method: string, url: string) => {
    const { host, pathname, search } = new URL(url);
    return verifyRequest({ method, headers: { host: [host] }, ...parseTarget(pathname + search) }, keyring);
  };
  const metadata = fc.dictionary(
    fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/),
    fc.string({ unit: awkward, maxLength: 30 }),
    {
      maxKeys: 3,
    },
  );

  test('on presigned URLs of any key, and their every part counts', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, metadata, fc.nat(), async (Key, Metadata, position) => {
        // A path segment of dots would be folded by the URL class of this test, as by any browser.
        fc.pre(!/(^|\/)\.{1,2}(\/|$)/.test(Key));
        const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key, Metadata }), { expiresIn: 60 });
        expect(verify('PUT', url).presigned).toBe(true);
        const { pathname, search } = new URL(url);
        expect(parseTarget(pathname + search)).toMatchObject({ bucket: Bucket, key: Key });
        expect(() => verify('GET', url)).toThrow(expect.objectContaining({ status: 403 }));
        const other = [...Key];
        other[position % other.length] = other[position % other.length] === 'x' ? 'y' : 'x';
        const encoded = other.join('').split('/').map(encodeURIComponent).join('/');
        const changed = new URL(url);
        changed.pathname = `/${Bucket}/${encoded}`;
        fc.pre(parseTarget(changed.pathname).key !== Key);
        expect(() => verify('PUT', changed.href)).toThrow(expect.objectContaining({ status: 403 }));
      }),
      { numRuns: 200 },
    );
  });

  test('on presigned URLs with any query values', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, fc.string({ unit: awkward, minLength: 1 }), async (Prefix, Delimiter) => {
        const command = new ListObjectsV2Command({ Bucket, Prefix, Delimiter });
        const url = await getSignedUrl(client, command, { expiresIn: 60 });
        const query = new Map(parseTarget(new URL(url).pathname + new URL(url).search).query);
        expect([query.get('prefix'), query.get('delimiter')]).toEqual([Prefix, Delimiter]);
        expect(verify('GET', url).presigned).toBe(true);
      }),
    );
  });

  test.each([
    ['a malformed date', '2013-05-24', `${KEY_ID}/20130524/${REGION}/s3/aws4_request`, 400],
    ['the scope of another day', '20130524T000000Z', `${KEY_ID}/20130523/${REGION}/s3/aws4_request`, 400],
    ['the scope of another region', '20130524T000000Z', `${KEY_ID}/20130524/us-west-2/s3/aws4_request`, 400],
    ['the scope of another service', '20130524T000000Z', `${KEY_ID}/20130524/${REGION}/sqs/aws4_request`, 400],
    ['a scope with another end', '20130524T000000Z', `${KEY_ID}/20130524/${REGION}/s3/aws5_request`, 400],
    ['another key id', '20130524T000000Z', `OTHER/20130524/${REGION}/s3/aws4_request`, 403],
    ['another signature', '20130524T000000Z', `${KEY_ID}/20130524/${REGION}/s3/aws4_request`, 403],
  ])('%s is refused', (_, date, credential, status) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
    const headers = {
      host: ['h'],
      'x-amz-date': [date],
      'x-amz-content-sha256': ['UNSIGNED-PAYLOAD'],
      authorization: [authorization],
    };
    const then = { ...keyring, now: () => Date.UTC(2013, 4, 24) };
    expect(() => verifyRequest({ method: 'GET', path: '/b/k', query: [], headers }, then)).toThrow(
      expect.objectContaining({ name: 'S3Error', status }),
    );
  });
});

test('the host must be signed, or the request could be sent elsewhere', () => {
  const headers = {
    host: ['h'],
    'x-amz-date': ['20130524T000000Z'],
    'x-amz-content-sha256': ['UNSIGNED-PAYLOAD'],
    authorization: [
      `AWS4-HMAC-SHA256 Credential=${KEY_ID}/20130524/${REGION}/s3/aws4_request, SignedHeaders=range, Signature=${'0'.repeat(64)}`,
    ],
  };
  const keyring = { credentials: { [KEY_ID]: SECRET }, region: REGION, now: () => Date.UTC(2013, 4, 24) };
  expect(() => verifyRequest({ method: 'GET', path: '/b/k', query: [], headers }, keyring)).toThrow(
    expect.objectContaining({ status: 403, message: 'The host header must be signed.' }),
  );
});

describe('over the wire', () => {
  let s3: RunningS3;
  let client: S3Client;
  beforeAll(async () => {
    s3 = await runS3();
    client = s3.client();
  });
  afterAll(() => s3.stop());

  test('any key can be written, read, headed and listed', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, fc.string({ unit: 'grapheme', minLength: 1 }), async (Key, Body) => {
        await client.send(new PutObjectCommand({ Bucket, Key, Body }));
        const got = await client.send(new GetObjectCommand({ Bucket, Key }));
        expect(await got.Body!.transformToString()).toBe(Body.toWellFormed());
        const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
        expect(head.ContentLength).toBe(Buffer.byteLength(Body));
        const list = new ListObjectsV2Command({ Bucket, Prefix: Key, MaxKeys: 1, EncodingType: 'url' });
        const { Contents } = await client.send(list);
        expect(decodeURIComponent(Contents![0]!.Key!)).toBe(Key);
      }),
      { numRuns: 100 },
    );
  });

  test('a form-encoded space in a query is a space', async () => {
    const url = `${s3.server.endpoint}/${Bucket}?list-type=2&prefix=a+b`;
    const headers = signHeaders('GET', url, {}, 'list-type=2&prefix=a%20b');
    const response = await fetch(url, { headers });
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('<Prefix>a b</Prefix>')]);
  });
});
