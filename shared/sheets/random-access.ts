import { RandomAccessReader } from 'yauzl';

/** A file that is read in pieces, wherever it lies. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `start` up to, and without, `end`. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** Read and kept at a time: a directory has many short entries, and each would be a request of its own. */
const PAGE_BYTES = 256 * 1024;
const PAGES_KEPT = 4;

/** What yauzl reads the directory of an archive by. */
export class PagedReader extends RandomAccessReader {
  readonly #file: RandomAccess;
  readonly #pages = new Map<number, Promise<Buffer>>();
  /** Why the file could not be read: no fault of what is in it. */
  failure: unknown;

  constructor(file: RandomAccess) {
    super();
    this.#file = file;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    // An offset that the archive itself gives: its fault, not the reading's.
    if (!(position >= 0) || position + length > this.#file.size) {
      callback(new Error('beyond the end of the file'));
      return;
    }
    this.#copy(buffer.subarray(offset, offset + length), position).then(
      () => callback(null),
      (error: Error) => {
        this.failure = error;
        callback(error);
      },
    );
  }

  async #copy(target: Buffer, position: number): Promise<void> {
    for (let done = 0; done < target.length; ) {
      const at = position + done;
      const index = Math.floor(at / PAGE_BYTES);
      const page = await this.#page(index);
      const copied = page.copy(target, done, at - index * PAGE_BYTES);
      if (copied === 0) throw new Error('the file has become shorter');
      done += copied;
    }
  }

  #page(index: number): Promise<Buffer> {
    const known = this.#pages.get(index);
    if (known) return known;
    const start = index * PAGE_BYTES;
    const page = joined(this.#file.read(start, Math.min(start + PAGE_BYTES, this.#file.size)));
    this.#pages.set(index, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > PAGES_KEPT) this.#pages.delete(oldest!);
    return page;
  }
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}
