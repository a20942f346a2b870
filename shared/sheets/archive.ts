import { sentence } from '../domain/sentences/sentence.ts';
import type { SheetLimits } from './limits.ts';
import { damaged, SheetRefused, tooLarge } from './sheet-refused.ts';

/** A file in an archive, as the archive's directory has it. */
export interface ArchivedFile {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** Whether it is stored or deflated: nothing else is unpacked. */
  readonly isUnpackable: boolean;
  readonly packedSize: number;
  readonly size: number;
  readonly crc32: number;
  /**
   * Its content, whatever its size and checksum.
   * @throws {SheetRefused} where it cannot be unpacked
   */
  unpack(): AsyncIterable<Uint8Array>;
}

/** Goes on with a checksum, from 0. */
export type Crc32 = (bytes: Uint8Array, before: number) => number;

/** The files in a ZIP archive, unpacked as streams within the limits, wherever it is read. Names are compared without case. */
export class Archive {
  readonly limits: SheetLimits;
  readonly #crc32: Crc32;
  readonly #files = new Map<string, ArchivedFile>();
  #unpacked = 0;

  constructor(limits: SheetLimits, crc32: Crc32) {
    this.limits = limits;
    this.#crc32 = crc32;
  }

  /** @throws {SheetRefused} if there is a file of that name */
  add(file: ArchivedFile): void {
    const name = file.name.toLowerCase();
    if (this.#files.has(name)) throw damaged(sentence('name-twice'));
    this.#files.set(name, file);
  }

  has(name: string): boolean {
    return this.#files.has(name.toLowerCase());
  }

  /**
   * The content of a file, proved by its checksum at the end.
   * @throws {SheetRefused} also after some of it
   */
  async *content(name: string): AsyncGenerator<Uint8Array> {
    const file = this.#files.get(name.toLowerCase());
    if (file === undefined) throw damaged(sentence('part-missing', { part: name }));
    if (file.isEncrypted) throw new SheetRefused('not-csv', sentence('archive-encrypted'));
    if (!file.isUnpackable) throw damaged(sentence('part-packed-oddly', { part: name }));
    const { unpackedBytes, timesPacked, judgedFromBytes } = this.limits;
    let bytes = 0;
    let checksum = 0;
    for await (const chunk of file.unpack()) {
      bytes += chunk.length;
      this.#unpacked += chunk.length;
      if (this.#unpacked > unpackedBytes)
        throw tooLarge(sentence('workbook-unpacks-too-large', { most: unpackedBytes }));
      if (bytes > judgedFromBytes && bytes > file.packedSize * timesPacked)
        throw tooLarge(sentence('part-packed-too-tightly', { times: timesPacked }));
      if (bytes > file.size) break;
      checksum = this.#crc32(chunk, checksum);
      yield chunk;
    }
    if (bytes !== file.size || checksum !== file.crc32) throw damaged(sentence('part-checksum', { part: file.name }));
  }
}

/** @throws {SheetRefused} */
export function assertFewFiles(found: number, { entries: most }: Pick<SheetLimits, 'entries'>): void {
  if (found > most) throw tooLarge(sentence('archive-files', { found, most }));
}

/** An archive whose directory cannot be read. */
export const unreadableArchive = (cause: unknown): SheetRefused =>
  new SheetRefused('not-csv', sentence('archive-damaged'), { cause });

/** A file whose place in the archive, or whose packing, is wrong. */
export const notUnpacked = (part: string, cause: unknown): SheetRefused =>
  damaged(sentence('part-not-unpacked', { part }), cause);
