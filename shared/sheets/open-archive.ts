import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { Archive, assertFewFiles, notUnpacked, unreadableArchive } from './archive.ts';
import { SHEET_LIMITS, type SheetLimits } from './limits.ts';
import { PagedReader, type RandomAccess } from './random-access.ts';
import { SheetRefused } from './sheet-refused.ts';

const STORED = 0;
const DEFLATED = 8;
const UNPACKED_AT_A_TIME = 64 * 1024;

/**
 * Opens an archive by its directory, with what Node has.
 * @throws {SheetRefused}
 */
export async function openArchive(file: RandomAccess, limits: SheetLimits = SHEET_LIMITS): Promise<Archive> {
  const archive = new Archive(limits, crc32);
  const reader = new PagedReader(file);
  try {
    // It closes nothing: what it reads by is the caller's.
    const zip = await fromRandomAccessReaderPromise(reader, file.size, { autoClose: false });
    assertFewFiles(zip.entryCount, limits);
    for await (const entry of zip.eachEntry()) {
      archive.add({
        name: entry.fileName,
        isEncrypted: entry.isEncrypted(),
        isUnpackable: entry.compressionMethod === STORED || entry.compressionMethod === DEFLATED,
        packedSize: entry.compressedSize,
        size: entry.uncompressedSize,
        crc32: entry.crc32,
        unpack: () => unpack(file, zip, reader, entry),
      });
    }
    return archive;
  } catch (error) {
    throw asRefusal(error, reader, unreadableArchive);
  }
}

async function* unpack(
  file: RandomAccess,
  zip: ZipFile,
  reader: PagedReader,
  entry: Entry,
): AsyncGenerator<Uint8Array> {
  try {
    const { fileDataStart: start } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = file.read(start, start + entry.compressedSize);
    yield* entry.compressionMethod === DEFLATED ? inflated(packed) : packed;
  } catch (error) {
    throw asRefusal(error, reader, (cause) => notUnpacked(entry.fileName, cause));
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

/** Faults of the archive are the bank's; those of reading it are not. */
function asRefusal(error: unknown, reader: PagedReader, refusal: (cause: unknown) => SheetRefused): unknown {
  if (error instanceof SheetRefused || reader.failure !== undefined) return error;
  return isOfZlib(error) || isOfYauzl(error) ? refusal(error) : error;
}

/** yauzl throws plain errors, without a class or a code of their own. */
const isOfYauzl = (error: unknown): boolean =>
  error instanceof Error && Object.getPrototypeOf(error) === Error.prototype && !('code' in error);
