import { createHash } from 'node:crypto';
import { DamagedGzip, gunzipped, TrailingBytes } from './gzip.ts';

/** The unpacked content is larger than asked for. */
export class UnpackedTooLarge extends Error {
  override readonly name = 'UnpackedTooLarge';
}

/** From this size on, a file that unpacks to more than so many times its size is no portfolio: those pack 5 to 50 times. */
export const PACKING = { judgedFromBytes: 64 * 1024 ** 2, mostTimes: 200 } as const;

/** The unpacked content is out of proportion to the file. */
export class PackedTooTightly extends Error {
  override readonly name = 'PackedTooTightly';
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
  /** Lines, as line feeds end them: those that hold nothing, and the bytes of the longest without its line feed. */
  readonly emptyLines: number;
  readonly longestLine: number;
}

/** What is known of a stretch of content without its hash. */
export function linesIn(content: Uint8Array): Omit<WholeFile, 'sha256'> {
  const lines = new ContentLines();
  lines.push(content);
  return lines.seen();
}

/** Counts the lines of content that comes in chunks. */
export class ContentLines {
  bytes = 0;
  #lineFeeds = 0;
  #carriageReturns = 0;
  #emptyLines = 0;
  #longestLine = 0;
  #lastByte: number | undefined;
  /** Offset in the content at which the line under way begins. */
  #begin = 0;

  push(chunk: Uint8Array): void {
    const before = this.bytes;
    // Byte by byte: a search for the next line end costs a call each, and there are files of nothing but line ends.
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (byte > 0x0d) continue;
      if (byte === 0x0d) this.#carriageReturns += 1;
      if (byte !== 0x0a) continue;
      const length = before + at - this.#begin;
      const isEmpty = length === 0 || (length === 1 && (at > 0 ? chunk[at - 1] : this.#lastByte) === 0x0d);
      if (isEmpty) this.#emptyLines += 1;
      if (length > this.#longestLine) this.#longestLine = length;
      this.#begin = before + at + 1;
      this.#lineFeeds += 1;
    }
    this.bytes += chunk.length;
    this.#lastByte = chunk.at(-1) ?? this.#lastByte;
  }

  seen(): Omit<WholeFile, 'sha256'> {
    return {
      bytes: this.bytes,
      lineFeeds: this.#lineFeeds,
      carriageReturns: this.#carriageReturns,
      lastByte: this.#lastByte,
      emptyLines: this.#emptyLines,
      longestLine: Math.max(this.#longestLine, this.bytes - this.#begin),
    };
  }
}

/**
 * Reads a file to its end, in constant memory: its hash, and the count of its lines. A gzip file is thereby proved whole.
 * @throws {DamagedGzip}
 * @throws {TrailingBytes} when something other than NULs follows the members of a gzip file
 * @throws {UnpackedTooLarge} when a gzip file unpacks to more than `maxBytes`
 * @throws {PackedTooTightly} when it unpacks to out of all proportion
 */
export async function readWhole(
  file: AsyncIterable<Uint8Array>,
  { gzip, maxBytes }: { gzip: boolean; maxBytes: number },
): Promise<WholeFile> {
  const hash = createHash('sha256');
  const lines = new ContentLines();
  let packed = 0;
  const look = (chunk: Uint8Array): void => {
    lines.push(chunk);
    if (lines.bytes > maxBytes) throw new UnpackedTooLarge(`unpacks to more than ${maxBytes} bytes`);
    if (gzip && lines.bytes > PACKING.judgedFromBytes && lines.bytes > packed * PACKING.mostTimes) {
      throw new PackedTooTightly(`unpacks to more than ${PACKING.mostTimes} times its size`);
    }
  };
  const hashed = (async function* () {
    for await (const chunk of file) {
      hash.update(chunk);
      packed += chunk.length;
      yield chunk;
    }
  })();
  if (!gzip) {
    for await (const chunk of hashed) look(chunk);
    return { sha256: hash.digest('hex'), ...lines.seen() };
  }
  const content = gunzipped(hashed);
  for (;;) {
    const { done, value } = await content.next();
    if (done) return { sha256: hash.digest('hex'), packedSize: value, ...lines.seen() };
    try {
      look(value);
    } catch (error) {
      await content.return(0);
      throw error;
    }
  }
}
