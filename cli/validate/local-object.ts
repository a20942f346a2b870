import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ObjectState } from '../../shared/staging/objects.ts';

/** A file on this machine as staging sees an object, and beside it what staging makes of a workbook, until it is removed. */
export class LocalObject {
  readonly #file: string;
  readonly #size: number;
  #folder: string | undefined;

  constructor(file: string, size: number) {
    this.#file = file;
    this.#size = size;
  }

  async head(): Promise<ObjectState> {
    return { size: this.#size, etag: '"local"', versionId: null };
  }

  async read(
    _key: string,
    _object: Pick<ObjectState, 'etag' | 'versionId'>,
    { start = 0, bytes = Number.POSITIVE_INFINITY }: { start?: number; bytes?: number } = {},
  ): Promise<Readable> {
    return createReadStream(this.#file, { start, end: start + bytes - 1 });
  }

  async write(_key: string, content: AsyncIterable<Uint8Array>): Promise<ObjectState> {
    this.#folder ??= await mkdtemp(path.join(tmpdir(), 'tranche-sheet-'));
    const file = path.join(this.#folder, 'sheet.csv.gz');
    await pipeline(Readable.from(content, { objectMode: false }), createWriteStream(file, { mode: 0o600 }));
    const { size } = await stat(file);
    return { size, etag: '"local"', versionId: null };
  }

  /** Where what is loaded lies. */
  contentPath({ isSheet }: { isSheet: boolean }): string {
    return isSheet ? path.join(this.#folder!, 'sheet.csv.gz') : this.#file;
  }

  async removeConverted(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}
