import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { FilesRefused } from './refusal.ts';

/** Whole lines, each with its end. Their bytes are overwritten by the next ones. */
export interface Lines {
  readonly bytes: Buffer;
  /** of the first of them in the file */
  readonly offset: number;
}

const LF = 0x0a;
/** What is read at once, for each answer that is under way; no line may be longer. */
const CHUNK_BYTES = 128 * 1024;

/** A file of lines that is read by byte offsets, by any number of readers at once, each in memory of one chunk. */
export class LineFile {
  readonly name: string;
  readonly size: number;
  /** of the first line after the header */
  readonly start: number;
  readonly #handle: FileHandle;
  readonly #changed: number;

  /** @throws {FilesRefused} when it is not there, or has another header */
  static async open(folder: string, name: string, header: string): Promise<LineFile> {
    const handle = await open(path.join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new FilesRefused(`${folder} has no ${name}. ${howToMake()}`);
      throw new FilesRefused(`${name} in ${folder} cannot be read (${error.code}).`);
    });
    try {
      const expected = Buffer.from(`${header}\n`);
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(expected.length), 0, expected.length, 0);
      if (bytesRead < expected.length || !buffer.equals(expected)) {
        throw new FilesRefused(`${name}, line 1: expected the header "${header}" and a line feed.`);
      }
      const { size, mtimeMs } = await handle.stat();
      return new LineFile(name, handle, { size, changed: mtimeMs, start: expected.length });
    } catch (error) {
      await handle.close();
      throw isFolder(error) ? new FilesRefused(`${name} in ${folder} is a folder.`) : error;
    }
  }

  private constructor(name: string, handle: FileHandle, read: { size: number; changed: number; start: number }) {
    this.name = name;
    this.size = read.size;
    this.start = read.start;
    this.#changed = read.changed;
    this.#handle = handle;
  }

  /** Whether somebody wrote into it since it was opened: then offsets lead astray. */
  async hasChanged(): Promise<boolean> {
    const { size, mtimeMs } = await this.#handle.stat();
    return size !== this.size || mtimeMs !== this.#changed;
  }

  /**
   * The lines between two offsets where lines begin.
   * @throws {LineRefused} for a line that is longer than a chunk, has no end, or is no UTF-8
   */
  async *lines(from: number = this.start, to: number = this.size): AsyncGenerator<Lines, void, void> {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(to - from, 0)));
    for (let offset = from; offset < to; ) {
      const { bytesRead } = await this.#handle.read(chunk, 0, Math.min(chunk.length, to - offset), offset);
      const length = chunk.subarray(0, bytesRead).lastIndexOf(LF) + 1;
      if (length === 0) {
        const isLast = offset + bytesRead >= to || bytesRead === 0;
        throw new LineRefused(
          isLast
            ? 'it has no line feed at its end: is the file still being written, or cut off?'
            : `it is longer than ${CHUNK_BYTES} bytes.`,
        );
      }
      const bytes = chunk.subarray(0, length);
      if (!isUtf8(bytes)) throw new LineRefused('it, or one of the next, is not UTF-8.');
      yield { bytes, offset };
      offset += length;
    }
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** What is wrong with the line that comes next; who counts lines says which it is. */
export class LineRefused extends Error {
  override readonly name = 'LineRefused';

  /** @param number of the line, the header's being 1 */
  in(file: LineFile, number: number): FilesRefused {
    return new FilesRefused(`${file.name}, line ${number}: ${this.message}`);
  }
}

export const howToMake = (size = 'small'): string => `Make the files: npm run datamaker -- --size ${size} --out DIR`;

const isFolder = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EISDIR';
