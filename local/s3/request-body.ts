import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsChunkedDecoder } from './aws-chunked.ts';
import {
  CHECKSUM_ALGORITHMS,
  type Checksum,
  type ChecksumAlgorithm,
  checksumHeader,
  startChecksum,
} from './checksums.ts';
import { badDigest, entityTooLarge, incompleteBody, invalidArgument, invalidRequest, S3Error } from './errors.ts';
import type { SignedPayload } from './signature-v4.ts';

/** A body not read yet, with what the request promises about it. */
export interface RequestBody {
  readonly source: AsyncIterable<Buffer>;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: SignedPayload;
  /** Answers `Expect: 100-continue`. Called when everything that can be refused without the body has been. */
  readonly admit: () => void;
}

/**
 * The bytes of a request. Giving up half-way, which destroys a stream that is read in the ordinary way, leaves the
 * connection open here: the client still gets its answer.
 */
export const bodyBytes = (request: Readable): AsyncIterableIterator<Buffer> =>
  request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;

export interface ReceivedBody {
  readonly size: number;
  /** hex */
  readonly md5: string;
  readonly checksum: Checksum | undefined;
}

/** S3's limit for one PUT or one part; larger objects need a multipart upload. */
const MAX_PUT_BYTES = 5 * 1024 ** 3;

/**
 * Streams a body to a file and checks length, SHA-256, Content-MD5 and x-amz-checksum-*.
 * Nothing is left at `file` when it throws.
 */
export async function saveBody(body: RequestBody, file: string): Promise<ReceivedBody> {
  try {
    return await receive(body, createWriteStream(file, { highWaterMark: 1 << 20 }), MAX_PUT_BYTES);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** Reads a small body (an XML document) into memory, with the same checks. */
export async function readBody(body: RequestBody, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  const sink = new Writable({
    write: (bytes: Buffer, _encoding, done) => {
      pieces.push(bytes);
      done();
    },
  });
  await receive(body, sink, maxBytes);
  return Buffer.concat(pieces).toString('utf8');
}

async function receive(body: RequestBody, sink: Writable, maxBytes: number): Promise<ReceivedBody> {
  const expected = expectations(body);
  if (expected.size > maxBytes) throw entityTooLarge(expected.size, maxBytes);
  const decoder = expected.streaming
    ? new AwsChunkedDecoder(expected.streaming === 'signed' ? body.payload.chunkSigning : undefined)
    : undefined;
  const md5 = createHash('md5');
  const sha256 = expected.sha256 === undefined ? undefined : createHash('sha256');
  const checksum = expected.algorithm === undefined ? undefined : startChecksum(expected.algorithm);
  let size = 0;
  const meter = new Transform({
    transform: (bytes: Buffer, _encoding, done) => {
      size += bytes.length;
      if (size > expected.size) return done(incompleteBody(`more than ${expected.size} bytes were sent`));
      md5.update(bytes);
      sha256?.update(bytes);
      checksum?.update(bytes);
      done(null, bytes);
    },
  });
  body.admit();
  await (decoder ? pipeline(body.source, decoder, meter, sink) : pipeline(body.source, meter, sink));

  if (size !== expected.size) throw incompleteBody(`${size} of ${expected.size} bytes were sent`);
  const md5Digest = md5.digest();
  if (expected.md5 !== undefined && expected.md5 !== md5Digest.toString('base64')) throw badDigest('Content-MD5');
  if (sha256 && sha256.digest('hex') !== expected.sha256) {
    throw new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  return {
    size,
    md5: md5Digest.toString('hex'),
    checksum: expected.algorithm && checkChecksum(expected.algorithm, checksum?.digest() ?? '', body, decoder),
  };
}

function checkChecksum(
  algorithm: ChecksumAlgorithm,
  value: string,
  body: RequestBody,
  decoder: AwsChunkedDecoder | undefined,
): Checksum {
  const name = checksumHeader(algorithm);
  const given = decoder?.trailers.get(name) ?? body.headers[name];
  if (given === undefined) throw new S3Error(400, 'MalformedTrailerError', `The trailer ${name} is missing.`);
  // A URL presigned with the SDK's default checksums carries the CRC of an empty body and ends here; real S3 does the
  // same. Such clients need requestChecksumCalculation: 'WHEN_REQUIRED'.
  if (given !== value) throw badDigest(name);
  return { algorithm, value };
}

interface Expectations {
  /** of the decoded body, in bytes */
  readonly size: number;
  readonly sha256: string | undefined;
  readonly md5: string | undefined;
  readonly algorithm: ChecksumAlgorithm | undefined;
  readonly streaming: 'signed' | 'unsigned' | undefined;
}

function expectations({ headers, payload }: RequestBody): Expectations {
  const { contentSha256 } = payload;
  const streaming = STREAMING.get(contentSha256);
  const hex = /^[0-9a-f]{64}$/.test(contentSha256);
  if (!hex && !streaming && contentSha256 !== 'UNSIGNED-PAYLOAD') {
    throw invalidArgument(
      'x-amz-content-sha256',
      contentSha256,
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
    );
  }
  const length = streaming ? headers['x-amz-decoded-content-length'] : headers['content-length'];
  if (length === undefined && (streaming || headers['transfer-encoding'] !== undefined)) {
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  if (!/^\d{1,15}$/.test(length ?? '0')) throw invalidArgument('Content-Length', length ?? '', 'Invalid length.');
  const md5 = headers['content-md5'];
  if (md5 !== undefined && !/^[A-Za-z0-9+/]{22}==$/.test(md5)) {
    throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
  return {
    size: Number(length ?? 0),
    sha256: hex ? contentSha256 : undefined,
    md5,
    algorithm: checksumAlgorithm(headers),
    streaming,
  };
}

const STREAMING: ReadonlyMap<string, 'signed' | 'unsigned'> = new Map([
  ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'unsigned'],
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'signed'],
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', 'signed'],
]);

function checksumAlgorithm(headers: RequestBody['headers']): ChecksumAlgorithm | undefined {
  const trailers = (headers['x-amz-trailer'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  const named = CHECKSUM_ALGORITHMS.filter((algorithm) => {
    const name = checksumHeader(algorithm);
    return headers[name] !== undefined || trailers.includes(name);
  });
  if (named.length > 1)
    throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum types are not allowed.');
  return named[0];
}
