/** A gzip stream that breaks off, or that cannot be unpacked. */
export class DamagedGzip extends Error {
  override readonly name = 'DamagedGzip';
  readonly endsEarly: boolean;

  constructor(endsEarly: boolean, cause: unknown) {
    super('a damaged gzip stream', { cause });
    this.endsEarly = endsEarly;
  }
}

/** Packed bytes handed to the unpacking at once: what came out before damage is met is not lost. */
const PACKED_AT_ONCE = 64 * 1024;

export async function isGzip(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** The content of a file as it is read, chunk by chunk; what is not asked for is not read. */
export async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value) yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** The unpacked content of a gzip file. @throws {DamagedGzip} after what could be unpacked */
export async function* unpackedChunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const gunzip = new DecompressionStream('gzip');
  const writer = gunzip.writable.getWriter();
  let isAllWritten = false;
  const write = async () => {
    for (let at = 0; at < file.size; at += PACKED_AT_ONCE) {
      await writer.write(new Uint8Array(await file.slice(at, at + PACKED_AT_ONCE).arrayBuffer()));
    }
    isAllWritten = true;
    await writer.close();
  };
  // What goes wrong here is met where it is read.
  const writing = write().catch(() => {});
  const reader = gunzip.readable.getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value) yield value;
    }
  } catch (cause) {
    throw new DamagedGzip(isAllWritten, cause);
  } finally {
    await reader.cancel().catch(() => {});
    await writing;
  }
}

const MEMBER_START = [0x1f, 0x8b, 0x08] as const;

/**
 * Whether a gzip file may go on with a second stream where its first one ends, as `cat a.gz b.gz` and bgzip make it. The
 * service unpacks such files, a browser stops at the end of the first.
 */
export async function mayHaveMembers(file: Blob, lookedAt: number): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(1, lookedAt).arrayBuffer());
  for (let at = bytes.indexOf(MEMBER_START[0]); at >= 0; at = bytes.indexOf(MEMBER_START[0], at + 1)) {
    if (MEMBER_START.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}
