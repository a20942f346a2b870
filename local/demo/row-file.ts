import { type FileHandle, open } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;

/**
 * Writes lines to a new file in large pieces. A line is added without waiting; whoever adds lines must `await flush()`
 * when `isFull`, so that no more than a piece is ever in memory.
 */
export class RowFile {
  readonly #file: FileHandle;
  #chunk = Buffer.allocUnsafe(CHUNK_BYTES + CHUNK_BYTES / 4);
  #used = 0;
  #written = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<RowFile> {
    return new RowFile(await open(path, 'w'));
  }

  get isFull(): boolean {
    return this.#used >= CHUNK_BYTES;
  }

  /** Bytes added so far. */
  get size(): number {
    return this.#written + this.#used;
  }

  /** @param line without its end */
  add(line: string | Buffer): void {
    const most = (typeof line === 'string' ? line.length * 3 : line.length) + 1;
    if (this.#used + most > this.#chunk.length) {
      const larger = Buffer.allocUnsafe((this.#used + most) * 2);
      this.#chunk.copy(larger, 0, 0, this.#used);
      this.#chunk = larger;
    }
    this.#used += typeof line === 'string' ? this.#chunk.write(line, this.#used) : line.copy(this.#chunk, this.#used);
    this.#chunk[this.#used] = 0x0a;
    this.#used += 1;
  }

  async flush(): Promise<void> {
    for (let done = 0; done < this.#used; ) {
      const { bytesWritten } = await this.#file.write(this.#chunk, done, this.#used - done);
      done += bytesWritten;
    }
    this.#written += this.#used;
    this.#used = 0;
  }

  /** Writes what is left and closes the file. */
  async finish(): Promise<void> {
    await this.flush();
    await this.close();
  }

  /** Without writing what is left; nothing happens if it is closed already. */
  close(): Promise<void> {
    return this.#file.close();
  }
}
