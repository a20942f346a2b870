import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { sentence } from '../domain/sentences/sentence.ts';
import type { SheetLimits } from './limits.ts';
import { PagedReader, type RandomAccess } from './random-access.ts';
import { damaged, SheetRefused, tooLarge } from './sheet-refused.ts';

const STORED = 0;
const DEFLATED = 8;
const UNPACKED_AT_A_TIME = 64 * 1024;

/** The files in a ZIP archive, found by its directory and unpacked as streams. Names are compared without case. */
export class Archive {
  readonly #file: RandomAccess;
  readonly #limits: SheetLimits;
  readonly #zip: ZipFile;
  readonly #reader: PagedReader;
  readonly #entries: ReadonlyMap<string, Entry>;
  #unpacked = 0;

  private constructor(
    file: RandomAccess,
    limits: SheetLimits,
    zip: ZipFile,
    reader: PagedReader,
    entries: ReadonlyMap<string, Entry>,
  ) {
    this.#file = file;
    this.#limits = limits;
    this.#zip = zip;
    this.#reader = reader;
    this.#entries = entries;
  }

  /** @throws {SheetRefused} */
  static async open(file: RandomAccess, limits: SheetLimits): Promise<Archive> {
    const reader = new PagedReader(file);
    const entries = new Map<string, Entry>();
    try {
      // It closes nothing: what it reads by is the caller's.
      const zip = await fromRandomAccessReaderPromise(reader, file.size, { autoClose: false });
      if (zip.entryCount > limits.entries)
        throw tooLarge(sentence('archive-files', { found: zip.entryCount, most: limits.entries }));
      for await (const entry of zip.eachEntry()) {
        const name = entry.fileName.toLowerCase();
        if (entries.has(name)) throw damaged(sentence('name-twice'));
        entries.set(name, entry);
      }
      return new Archive(file, limits, zip, reader, entries);
    } catch (error) {
      throw asRefusal(error, reader, unreadable);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /**
   * The content of a file, unpacked and proved by its checksum at the end.
   * @throws {SheetRefused} also after some of it
   */
  async *content(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw damaged(sentence('part-missing', { part: name }));
    if (entry.isEncrypted()) throw new SheetRefused('not-csv', sentence('archive-encrypted'));
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
      throw damaged(sentence('part-packed-oddly', { part: name }));
    try {
      const { fileDataStart: start } = await this.#zip.readLocalFileHeaderPromise(entry, { minimal: true });
      if (start + entry.compressedSize > this.#file.size) throw damaged(sentence('part-cut-off', { part: name }));
      const packed = this.#file.read(start, start + entry.compressedSize);
      const isPacked = entry.compressionMethod === DEFLATED;
      yield* this.#proved(entry, isPacked ? inflated(packed) : packed);
    } catch (error) {
      throw asRefusal(error, this.#reader, (cause) => damaged(sentence('part-not-unpacked', { part: name }), cause));
    }
  }

  async *#proved(entry: Entry, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const { unpackedBytes, timesPacked, judgedFromBytes } = this.#limits;
    let bytes = 0;
    let checksum = 0;
    for await (const chunk of content) {
      bytes += chunk.length;
      this.#unpacked += chunk.length;
      if (this.#unpacked > unpackedBytes)
        throw tooLarge(sentence('workbook-unpacks-too-large', { most: unpackedBytes }));
      if (bytes > judgedFromBytes && bytes > entry.compressedSize * timesPacked)
        throw tooLarge(sentence('part-packed-too-tightly', { times: timesPacked }));
      if (bytes > entry.uncompressedSize) break;
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (bytes !== entry.uncompressedSize || checksum !== entry.crc32)
      throw damaged(sentence('part-checksum', { part: entry.fileName }));
  }
}

function inflated(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: UNPACKED_AT_A_TIME });
  // What goes wrong on either side reaches the reader of `inflate`.
  pipeline(Readable.from(packed, { objectMode: false }), inflate, () => {});
  return inflate;
}

const isOfZlib = (error: unknown): boolean =>
  error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('Z_');

const unreadable = (cause: unknown): SheetRefused =>
  new SheetRefused('not-csv', sentence('archive-damaged'), { cause });

/** Faults of the archive are the bank's; those of reading it are not. */
function asRefusal(error: unknown, reader: PagedReader, refusal: (cause: unknown) => SheetRefused): unknown {
  if (error instanceof SheetRefused || reader.failure !== undefined) return error;
  return isOfZlib(error) || isOfYauzl(error) ? refusal(error) : error;
}

/** yauzl throws plain errors, without a class or a code of their own. */
const isOfYauzl = (error: unknown): boolean =>
  error instanceof Error && Object.getPrototypeOf(error) === Error.prototype && !('code' in error);
