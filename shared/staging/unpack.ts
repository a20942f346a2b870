import { createHash, type Hash } from 'node:crypto';
import { type Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';

/** A gzip stream that breaks off, or whose content is not what its checksum says. */
export class DamagedGzip extends Error {
  override readonly name = 'DamagedGzip';
  readonly endsEarly: boolean;
  constructor(cause: NodeJS.ErrnoException) {
    super('a damaged gzip stream', { cause });
    this.endsEarly = cause.code === 'Z_BUF_ERROR';
  }
}

/** The unpacked content is larger than asked for. */
export class UnpackedTooLarge extends Error {
  override readonly name = 'UnpackedTooLarge';
}

const isZlibError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

/**
 * The unpacked beginning of a gzip file.
 * @param packed the first bytes of the file; its end need not be there
 * @returns at least `bytes` of content if there are as many in `packed`, and whether `packed` held no more
 * @throws {DamagedGzip} where the damage is in `packed`
 */
export async function unpackHead(packed: Buffer, bytes: number): Promise<{ head: Buffer; exhausted: boolean }> {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  gunzip.end(packed);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of gunzip) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= bytes) return { head: Buffer.concat(chunks), exhausted: false };
    }
  } catch (error) {
    throw isZlibError(error) ? new DamagedGzip(error) : error;
  }
  return { head: Buffer.concat(chunks), exhausted: true };
}

export interface WholeFile {
  /** Of the file as it is stored; lower-case hex. */
  readonly sha256: string;
  /** Of the content, unpacked: bytes, line feeds, carriage returns, and its last byte. */
  readonly bytes: number;
  readonly lineFeeds: number;
  readonly carriageReturns: number;
  readonly lastByte: number | undefined;
}

const hashing = (hash: Hash): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });

/** Line feeds, carriage returns and the last byte of a stretch of content. */
export const linesIn = (content: Buffer): Omit<WholeFile, 'sha256'> => ({
  bytes: content.length,
  lineFeeds: count(content, 0x0a),
  carriageReturns: count(content, 0x0d),
  lastByte: content.at(-1),
});

function count(chunk: Buffer, byte: number): number {
  let found = 0;
  for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, at + 1)) found += 1;
  return found;
}

/**
 * Reads a file to its end, in constant memory: its hash, and the count of its lines. A gzip file is thereby proved whole.
 * @throws {DamagedGzip}
 * @throws {UnpackedTooLarge} when a gzip file unpacks to more than `maxBytes`
 */
export async function readWhole(
  file: Readable,
  { gzip, maxBytes }: { gzip: boolean; maxBytes: number },
): Promise<WholeFile> {
  const hash = createHash('sha256');
  const seen = { bytes: 0, lineFeeds: 0, carriageReturns: 0, lastByte: undefined as number | undefined };
  const counting = new Writable({
    write(chunk: Buffer, _encoding, done) {
      seen.bytes += chunk.length;
      seen.lineFeeds += count(chunk, 0x0a);
      seen.carriageReturns += count(chunk, 0x0d);
      seen.lastByte = chunk.at(-1) ?? seen.lastByte;
      done(seen.bytes > maxBytes ? new UnpackedTooLarge(`unpacks to more than ${maxBytes} bytes`) : null);
    },
  });
  try {
    if (gzip) await pipeline(file, hashing(hash), createGunzip(), counting);
    else await pipeline(file, hashing(hash), counting);
  } catch (error) {
    throw isZlibError(error) ? new DamagedGzip(error) : error;
  }
  return { sha256: hash.digest('hex'), ...seen };
}
