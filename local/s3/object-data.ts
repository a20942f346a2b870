import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { linkOrCopy } from './disk-layout.ts';

export const dataFile = (dataId: string, index: number): string => `${dataId}-${index}`;

interface Segmented {
  readonly dataId: string;
  readonly segments: readonly number[];
}

/**
 * The bytes of a bucket's objects: files that are written once and never changed. An object uploaded in parts stays in
 * as many files, so completing it copies nothing. Data that is being read outlives its object until the reader is done.
 */
export class ObjectData {
  private readonly directory: string;
  private readonly readers = new Map<string, number>();
  private readonly doomed = new Map<string, Segmented>();

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Takes files in, in order, under a new id; the given names stay the caller's to remove. */
  async adopt(files: readonly string[]): Promise<string> {
    const dataId = randomUUID();
    try {
      for (const [index, file] of files.entries()) await linkOrCopy(file, this.file(dataId, index));
    } catch (error) {
      await this.remove({ dataId, segments: files.map(() => 0) });
      throw error;
    }
    return dataId;
  }

  files(data: Segmented): string[] {
    return data.segments.map((_, index) => this.file(data.dataId, index));
  }

  /** Keeps the data from being removed until the returned function is called. */
  hold(data: Segmented): () => Promise<void> {
    this.readers.set(data.dataId, (this.readers.get(data.dataId) ?? 0) + 1);
    return async () => {
      const left = (this.readers.get(data.dataId) ?? 1) - 1;
      if (left > 0) {
        this.readers.set(data.dataId, left);
        return;
      }
      this.readers.delete(data.dataId);
      if (this.doomed.delete(data.dataId)) await this.remove(data);
    };
  }

  /** Removes the data, at once or when its last reader is done. */
  async discard(data: Segmented): Promise<void> {
    if (this.readers.has(data.dataId)) this.doomed.set(data.dataId, data);
    else await this.remove(data);
  }

  /** Bytes `start` to `end`, inclusive. The caller holds the data. */
  read(data: Segmented, start: number, end: number): Readable {
    return Readable.from(this.segmentBytes(data, start, end), { objectMode: false });
  }

  private async *segmentBytes(data: Segmented, start: number, end: number): AsyncGenerator<Buffer> {
    let offset = 0;
    for (const [index, size] of data.segments.entries()) {
      const first = Math.max(start - offset, 0);
      const last = Math.min(end - offset, size - 1);
      offset += size;
      if (first > last) continue;
      yield* createReadStream(this.file(data.dataId, index), { start: first, end: last, highWaterMark: 1 << 18 });
    }
  }

  private async remove(data: Segmented): Promise<void> {
    for (const file of this.files(data)) await rm(file, { force: true });
  }

  private file(dataId: string, index: number): string {
    return path.join(this.directory, dataFile(dataId, index));
  }
}
