import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { HEAD_BYTES } from '../contracts/header.ts';
import { openArchive } from '../sheets/open-archive.ts';
import type { RandomAccess } from '../sheets/random-access.ts';
import { Sheet } from '../sheets/sheet.ts';

/** A workbook on this machine. */
export async function localWorkbook(file: string): Promise<RandomAccess> {
  const { size } = await stat(file);
  return {
    size,
    async *read(start, end) {
      if (start < end) yield* createReadStream(file, { start, end: end - 1 });
    },
  };
}

/** The beginning of what the service makes of a workbook. */
export interface SheetHead {
  /** CSV. */
  readonly bytes: Buffer;
  readonly complete: boolean;
  readonly sheetNames: readonly string[];
}

/**
 * @param names what the sheet may be called; the first one is read if none is called so
 * @throws {SheetRefused}
 */
export async function readSheetHead(file: string, names: readonly string[]): Promise<SheetHead> {
  const sheet = await Sheet.open(await openArchive(await localWorkbook(file)), names, { beginning: true });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of sheet.csv()) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= HEAD_BYTES) return { bytes: Buffer.concat(chunks), complete: false, sheetNames: sheet.sheetNames };
  }
  return { bytes: Buffer.concat(chunks), complete: true, sheetNames: sheet.sheetNames };
}
