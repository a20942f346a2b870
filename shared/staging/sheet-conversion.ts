import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FileType } from '../contracts/contract.ts';
import { HEAD_BYTES } from '../contracts/header.ts';
import { openArchive } from '../sheets/open-archive.ts';
import { Sheet } from '../sheets/sheet.ts';
import { sheetNamesOf } from '../sheets/sheet-names.ts';
import { convertedKey } from './object-key.ts';
import type { ObjectState, TenantObjects } from './objects.ts';
import { ContentLines, UnpackedTooLarge, type WholeFile } from './unpack.ts';
import type { InspectedFile } from './upload-record.ts';

/** Read once, and soon: time counts for more than size. */
const GZIP = { level: 1 } as const;

/** The CSV object that a sheet was made into, as inspection needs it. */
export interface ConvertedSheet {
  readonly sheet: { readonly name: string; readonly object_key: string };
  readonly object: ObjectState;
  /** The first bytes of the object, compressed. */
  readonly head: Buffer;
  readonly whole: WholeFile;
}

/**
 * Makes the sheet of a workbook into a gzip CSV object beside it, as a stream in both directions. The same workbook makes the
 * same bytes, so a repeat replaces the object by its like.
 * @throws {SheetRefused} then nothing is written
 * @throws {UnpackedTooLarge}
 */
export async function convertSheet(
  objects: Pick<TenantObjects, 'read' | 'write'>,
  key: string,
  workbook: ObjectState,
  { fileType, maxBytes }: { readonly fileType: FileType; readonly maxBytes: number },
): Promise<ConvertedSheet> {
  const file = {
    size: workbook.size,
    read: (start: number, end: number) => pieceOf(objects, key, workbook, start, end),
  };
  const sheet = await Sheet.open(await openArchive(file), sheetNamesOf(fileType));
  const lines = new ContentLines();
  const counted = async function* () {
    for await (const chunk of sheet.csv()) {
      lines.push(chunk);
      if (lines.bytes > maxBytes) throw new UnpackedTooLarge(`the sheet is more than ${maxBytes} bytes as CSV`);
      yield chunk;
    }
  };
  const gzip = createGzip(GZIP);
  // What fails on either side reaches the reader of `gzip`.
  pipeline(Readable.from(counted(), { objectMode: false }), gzip, () => {});
  const first: Buffer[] = [];
  let missing = HEAD_BYTES;
  const packed = async function* () {
    for await (const chunk of gzip as AsyncIterable<Buffer>) {
      if (missing > 0) first.push(chunk.subarray(0, missing));
      missing -= chunk.length;
      yield chunk;
    }
  };
  const object_key = convertedKey(key);
  const object = await objects.write(object_key, packed());
  return {
    sheet: { name: sheet.shownName, object_key },
    object,
    head: Buffer.concat(first),
    whole: { sha256: '', packedSize: object.size, ...lines.seen() },
  };
}

async function* pieceOf(
  objects: Pick<TenantObjects, 'read'>,
  key: string,
  workbook: ObjectState,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  if (start < end) yield* await objects.read(key, workbook, { start, bytes: end - start });
}

/** What a sync must know of a sheet besides. */
export const inspectedSheet = (
  inspected: InspectedFile,
  sheet: ConvertedSheet['sheet'],
): { readonly ok: true; readonly inspected: InspectedFile } => ({
  ok: true,
  inspected: { ...inspected, sheet, layout: { ...inspected.layout, linesAreRecords: true } },
});
