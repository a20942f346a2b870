import { DamagedStream, unpackedStream } from './unpacked-stream.ts';

/** Something other than NULs follows the last member. */
export class TrailingBytes extends Error {
  override readonly name = 'TrailingBytes';
}

const MEMBER_START = [0x1f, 0x8b, 0x08] as const;
/** How far it is looked for the next member, and how often bytes that only look like its start are tried. */
const LOOKED_FOR_BYTES = 32 * 1024 ** 2;
const TRIES = 8;
/** What follows the last member is told from damage in files of up to this size, if it is not longer than that. */
const TRIED_BYTES = 1024 ** 2;
const LONGEST_TAIL = 64;
/** The last bytes of a member, its checksum and size, may be NULs themselves. */
const TRAILER_BYTES = 8;

/**
 * The unpacked content of a gzip file: of all its members, where it has several (`cat a.gz b.gz`, bgzip), and without the
 * NULs that may follow them. The browser by itself stops at the end of the first one.
 * @throws {DamagedStream} after what could be unpacked
 * @throws {TrailingBytes} likewise
 */
export async function* unpackedChunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  for (let rest = file; ; ) {
    let yielded = 0;
    try {
      for await (const chunk of unpackedStream(rest, 'gzip')) {
        yielded += chunk.length;
        yield chunk;
      }
      return;
    } catch (damage) {
      if (!(damage instanceof DamagedStream)) throw damage;
      const member = await firstMemberOf(rest);
      if (!member) {
        const padded = await lastMemberOf(rest);
        if (!padded) throw damage;
        yield padded.subarray(yielded);
        return;
      }
      yield member.content.subarray(yielded);
      rest = rest.slice(member.size);
    }
  }
}

/** The first member of a file that has more than one; undefined if no other begins where one ends. */
async function firstMemberOf(file: Blob): Promise<{ content: Uint8Array; size: number } | undefined> {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_FOR_BYTES).arrayBuffer());
  let at = 1;
  for (let tries = 0; tries < TRIES; tries += 1) {
    at = memberStart(bytes, at);
    if (at < 0) return undefined;
    const content = await unpackWhole(file.slice(0, at));
    if (content) return { content, size: at };
    at += 1;
  }
  return undefined;
}

/**
 * The content of a member that only NULs follow; undefined if it is damaged.
 * @throws {TrailingBytes} if something else follows it
 */
async function lastMemberOf(file: Blob): Promise<Uint8Array | undefined> {
  if (file.size > LOOKED_FOR_BYTES) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  for (let at = end; at < Math.min(bytes.length, end + TRAILER_BYTES + 1); at += 1) {
    const content = await unpackWhole(file.slice(0, at));
    if (content) return content;
  }
  if (file.size > TRIED_BYTES) return undefined;
  for (let at = end - 1; at > 0 && at >= end - LONGEST_TAIL; at -= 1) {
    if (await unpackWhole(file.slice(0, at))) throw new TrailingBytes('bytes follow the end of the compressed data');
  }
  return undefined;
}

function memberStart(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(MEMBER_START[0], from); at >= 0; at = bytes.indexOf(MEMBER_START[0], at + 1)) {
    if (MEMBER_START.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** Undefined if that is not exactly one member. */
async function unpackWhole(member: Blob): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  try {
    for await (const chunk of unpackedStream(member, 'gzip')) chunks.push(new Uint8Array(chunk));
  } catch {
    return undefined;
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
