import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { HEAD_BYTES } from '../contracts/header.ts';
import { openArchive } from '../sheets/open-archive.ts';
import type { RandomAccess } from '../sheets/random-access.ts';
import { Sheet } from '../sheets/sheet.ts';
import { readHead } from '../sheets/sheet-head.ts';

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
export interface WorkbookHead {
  /** CSV. */
  readonly bytes: Uint8Array;
  readonly complete: boolean;
  readonly sheet: string;
  readonly sheetNames: readonly string[];
}

/**
 * @param names what the sheet may be called; the first one is read if none is called so
 * @throws {SheetRefused}
 */
export async function readWorkbookHead(file: string, names: readonly string[]): Promise<WorkbookHead> {
  const sheet = await Sheet.open(await openArchive(await localWorkbook(file)), names, { beginning: true });
  const { bytes, complete, rest } = await readHead(sheet, HEAD_BYTES);
  await rest.return(undefined);
  return { bytes, complete, sheet: sheet.shownName, sheetNames: sheet.sheetNames };
}
