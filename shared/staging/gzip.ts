import { once } from 'node:events';
import { constants, crc32, createInflateRaw } from 'node:zlib';

/** A gzip stream that breaks off, or whose content is not what its checksum says. */
export class DamagedGzip extends Error {
  override readonly name = 'DamagedGzip';
  readonly endsEarly: boolean;
  constructor({ endsEarly, cause }: { endsEarly: boolean; cause?: unknown }) {
    super('a damaged gzip stream', { cause });
    this.endsEarly = endsEarly;
  }
}

/** Something other than NULs stands behind the last member of a gzip file. */
export class TrailingBytes extends Error {
  override readonly name = 'TrailingBytes';
}

/** Given to the decompressor at a time: unpacked it may be a thousand times as large. */
const PIECE_BYTES = 64 * 1024;
const CONTENT_BYTES = 128 * 1024;

const MAGIC = [0x1f, 0x8b] as const;
const DEFLATE = 8;
const HAS = { checksum: 2, extra: 4, name: 8, comment: 16 } as const;

/** The bytes of a file, taken as they are needed. */
class PackedBytes {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);
  /** Bytes taken so far. */
  taken = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next piece; undefined at the end. */
  async piece(): Promise<Uint8Array | undefined> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#source.next();
      if (done) return undefined;
      this.#rest = value;
    }
    const piece = this.#rest.subarray(0, PIECE_BYTES);
    this.#rest = this.#rest.subarray(piece.length);
    this.taken += piece.length;
    return piece;
  }

  /** Puts back what was taken in excess, in the order in which it was taken. */
  giveBack(bytes: Uint8Array): void {
    this.#rest = Buffer.concat([bytes, this.#rest]);
    this.taken -= bytes.length;
  }

  /** @returns fewer bytes only at the end */
  async take(count: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let missing = count;
    while (missing > 0) {
      const piece = await this.piece();
      if (!piece) break;
      pieces.push(piece.subarray(0, missing));
      if (piece.length > missing) this.giveBack(piece.subarray(missing));
      missing -= pieces.at(-1)!.length;
    }
    return Buffer.concat(pieces);
  }

  /** @throws {DamagedGzip} at the end */
  async need(count: number): Promise<Uint8Array> {
    const bytes = await this.take(count);
    if (bytes.length < count) throw new DamagedGzip({ endsEarly: true });
    return bytes;
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}

/**
 * The content of a gzip file, of all its members one after the other. NULs may follow the last one, as gzip(1) has it: tapes
 * and copies by blocks leave them. By members and not by Node's own unpacking, which does not tell what follows them.
 * @returns bytes of the members, without what follows them
 * @throws {DamagedGzip} after the content that could be unpacked
 * @throws {TrailingBytes} likewise
 */
export async function* gunzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, number> {
  const packed = new PackedBytes(source);
  try {
    for (let members = 0; ; members += 1) {
      const magic = await packed.take(MAGIC.length);
      const isMember = MAGIC.every((byte, index) => magic[index] === byte);
      if (!isMember && members > 0) {
        packed.giveBack(magic);
        const size = packed.taken;
        await passNuls(packed);
        return size;
      }
      if (!isMember) throw new DamagedGzip({ endsEarly: magic.length < MAGIC.length });
      await passHeader(packed);
      yield* memberContent(packed);
    }
  } finally {
    await packed.close();
  }
}

async function passNuls(packed: PackedBytes): Promise<void> {
  for (let piece = await packed.piece(); piece; piece = await packed.piece()) {
    if (piece.some((byte) => byte !== 0)) throw new TrailingBytes('bytes follow the end of the compressed data');
  }
}

async function passHeader(packed: PackedBytes): Promise<void> {
  const [method, flags] = (await packed.need(8)) as unknown as [number, number];
  if (method !== DEFLATE) throw new DamagedGzip({ endsEarly: false });
  if (flags & HAS.extra) {
    const [low, high] = (await packed.need(2)) as unknown as [number, number];
    await packed.need(low + high * 256);
  }
  for (const text of [HAS.name, HAS.comment]) {
    while (flags & text && (await packed.need(1))[0] !== 0);
  }
  if (flags & HAS.checksum) await packed.need(2);
}

async function* memberContent(packed: PackedBytes): AsyncGenerator<Buffer> {
  // Raises no error of its own if the file ends too early: then what should follow the content is missing too.
  const inflate = createInflateRaw({ chunkSize: CONTENT_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  /** What was handed over and may not have been used: the unpacking stops where the member ends. */
  const handed: Uint8Array[] = [];
  let before = 0;
  const closed = once(inflate, 'close').catch(() => {});
  const feed = async (): Promise<void> => {
    for (let piece = await packed.piece(); piece; piece = await packed.piece()) {
      while (handed.length > 1 && before + handed[0]!.length <= inflate.bytesWritten) before += handed.shift()!.length;
      handed.push(piece);
      if (inflate.destroyed || inflate.readableEnded) return;
      const isFull = !inflate.write(piece);
      if (isFull) await Promise.race([once(inflate, 'drain').catch(() => {}), closed]);
      if (inflate.destroyed || inflate.readableEnded) return;
    }
    inflate.end();
  };
  const feeding = feed();
  feeding.catch((error: Error) => inflate.destroy(error));
  let checksum = 0;
  let size = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      checksum = crc32(chunk, checksum);
      size = (size + chunk.length) % 2 ** 32;
      yield chunk;
    }
  } catch (error) {
    await feeding;
    throw isZlibError(error) ? new DamagedGzip({ endsEarly: false, cause: error }) : error;
  } finally {
    inflate.destroy();
  }
  await feeding;
  packed.giveBack(Buffer.concat(handed).subarray(inflate.bytesWritten - before));
  const trailer = Buffer.from(await packed.need(8));
  if (trailer.readUInt32LE(0) !== checksum || trailer.readUInt32LE(4) !== size) {
    throw new DamagedGzip({ endsEarly: false });
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
