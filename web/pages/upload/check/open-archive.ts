import { type Entry, type Reader, ZipReader } from '@zip.js/zip.js/lib/zip-core-reader.js';
import { Archive, assertFewFiles, notUnpacked, unreadableArchive } from '../../../../shared/sheets/archive.ts';
import { SHEET_LIMITS, type SheetLimits } from '../../../../shared/sheets/limits.ts';
import { SheetRefused } from '../../../../shared/sheets/sheet-refused.ts';
import { crc32 } from './crc32.ts';
import { chunksOf } from './file-content.ts';
import { DamagedStream, unpackedStream } from './unpacked-stream.ts';

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER = 0x04034b50;

/**
 * Opens an archive by its directory, with what a browser has. Of a damaged one it says what the service says, but for two
 * things: a directory that can be guessed at passes here, and a file whose packed size is too large is refused.
 * @throws {SheetRefused}
 */
export async function openArchive(file: Blob, limits: SheetLimits = SHEET_LIMITS): Promise<Archive> {
  const archive = new Archive(limits, crc32);
  const bytes = new BytesOf(file);
  try {
    // Of a reader it uses no more than these; what the type asks for besides is for other sources.
    const reader = new ZipReader(bytes as unknown as Reader<Blob>, { maxAppendedDataSize: 0 });
    let found = 0;
    const onprogress = (_: number, total: number) => {
      found = total;
    };
    for await (const entry of reader.getEntriesGenerator({ onprogress })) {
      assertFewFiles(found, limits);
      archive.add(archivedFile(file, entry));
    }
    return archive;
  } catch (error) {
    throw error instanceof SheetRefused || bytes.failure !== undefined ? error : unreadableArchive(error);
  }
}

const archivedFile = (file: Blob, entry: Entry) => ({
  // As the service reads them: some writers separate folders as Windows does.
  name: entry.filename.replaceAll('\\', '/'),
  isEncrypted: entry.encrypted,
  isUnpackable: entry.compressionMethod === STORED || entry.compressionMethod === DEFLATED,
  packedSize: entry.compressedSize,
  size: entry.uncompressedSize,
  // Some that are encrypted have none.
  crc32: entry.crc32 ?? 0,
  unpack: () => unpack(file, entry),
});

async function* unpack(file: Blob, entry: Entry): AsyncGenerator<Uint8Array> {
  const { filename, offset, compressedSize, compressionMethod } = entry;
  const header = new DataView(await file.slice(offset, offset + LOCAL_HEADER_BYTES).arrayBuffer());
  if (header.byteLength < LOCAL_HEADER_BYTES || header.getUint32(0, true) !== LOCAL_HEADER)
    throw notUnpacked(filename, new Error('no file where the directory has one'));
  const start = offset + LOCAL_HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + compressedSize > file.size) throw notUnpacked(filename, new Error('it ends behind the archive'));
  const packed = file.slice(start, start + compressedSize);
  try {
    yield* compressionMethod === DEFLATED ? unpackedStream(packed, 'deflate-raw') : chunksOf(packed);
  } catch (error) {
    throw error instanceof DamagedStream ? notUnpacked(filename, error) : error;
  }
}

/** What the library reads a file by: it keeps apart what is wrong with the reading, and what with the archive. */
class BytesOf implements Pick<Reader<Blob>, 'size' | 'readUint8Array'> {
  readonly #file: Blob;
  readonly size: number;
  failure: unknown;

  constructor(file: Blob) {
    this.#file = file;
    this.size = file.size;
  }

  async readUint8Array(start: number, length: number): Promise<Uint8Array> {
    try {
      return new Uint8Array(await this.#file.slice(start, start + length).arrayBuffer());
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}
