import { createHash } from 'node:crypto';
import { DamagedGzip, gunzipped, TrailingBytes } from './gzip.ts';

/** The unpacked content is larger than asked for. */
export class UnpackedTooLarge extends Error {
  override readonly name = 'UnpackedTooLarge';
}

/**
 * The unpacked beginning of a gzip file.
 * @param packed the first bytes of the file; its end need not be there
 * @returns at least `bytes` of content if there are as many in `packed`, and whether `packed` held no more
 * @throws {DamagedGzip} where the damage is in `packed`
 */
export async function unpackHead(packed: Buffer, bytes: number): Promise<{ head: Buffer; exhausted: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of gunzipped(only(packed))) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= bytes) return { head: Buffer.concat(chunks), exhausted: false };
    }
  } catch (error) {
    // Data after the members is judged when the whole file is read.
    const isCutOff = error instanceof DamagedGzip && error.endsEarly;
    if (!isCutOff && !(error instanceof TrailingBytes)) throw error;
  }
  return { head: Buffer.concat(chunks), exhausted: true };
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export interface WholeFile {
  /** Of the file as it is stored; lower-case hex. */
  readonly sha256: string;
  /** Of a gzip file, bytes of its members: fewer than the file has where NULs follow them. */
  readonly packedSize?: number;
  /** Of the content, unpacked: bytes, line feeds, carriage returns, and its last byte. */
  readonly bytes: number;
  readonly lineFeeds: number;
  readonly carriageReturns: number;
  readonly lastByte: number | undefined;
}

/** Line feeds, carriage returns and the last byte of a stretch of content. */
export const linesIn = (content: Buffer): Omit<WholeFile, 'sha256'> => ({
  bytes: content.length,
  lineFeeds: count(content, 0x0a),
  carriageReturns: count(content, 0x0d),
  lastByte: content.at(-1),
});

function count(chunk: Uint8Array, byte: number): number {
  let found = 0;
  for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, at + 1)) found += 1;
  return found;
}

/**
 * Reads a file to its end, in constant memory: its hash, and the count of its lines. A gzip file is thereby proved whole.
 * @throws {DamagedGzip}
 * @throws {TrailingBytes} when something other than NULs follows the members of a gzip file
 * @throws {UnpackedTooLarge} when a gzip file unpacks to more than `maxBytes`
 */
export async function readWhole(
  file: AsyncIterable<Uint8Array>,
  { gzip, maxBytes }: { gzip: boolean; maxBytes: number },
): Promise<WholeFile> {
  const hash = createHash('sha256');
  const seen = { bytes: 0, lineFeeds: 0, carriageReturns: 0, lastByte: undefined as number | undefined };
  const look = (chunk: Uint8Array): void => {
    seen.bytes += chunk.length;
    seen.lineFeeds += count(chunk, 0x0a);
    seen.carriageReturns += count(chunk, 0x0d);
    seen.lastByte = chunk.at(-1) ?? seen.lastByte;
    if (seen.bytes > maxBytes) throw new UnpackedTooLarge(`unpacks to more than ${maxBytes} bytes`);
  };
  const hashed = (async function* () {
    for await (const chunk of file) {
      hash.update(chunk);
      yield chunk;
    }
  })();
  if (!gzip) {
    for await (const chunk of hashed) look(chunk);
    return { sha256: hash.digest('hex'), ...seen };
  }
  const content = gunzipped(hashed);
  for (;;) {
    const { done, value } = await content.next();
    if (done) return { sha256: hash.digest('hex'), packedSize: value, ...seen };
    try {
      look(value);
    } catch (error) {
      await content.return(0);
      throw error;
    }
  }
}
