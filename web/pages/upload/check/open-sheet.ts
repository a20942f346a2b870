import { HEAD_BYTES } from '../../../../shared/contracts/header.ts';
import { Sheet } from '../../../../shared/sheets/sheet.ts';
import { readHead } from '../../../../shared/sheets/sheet-head.ts';
import { openArchive } from './open-archive.ts';
import type { OpenedFile } from './opened-file.ts';

/**
 * Opens the sheet of a workbook as the CSV that the service makes of it.
 * @throws {SheetRefused} here, or where its chunks are read
 */
export async function openSheet(
  file: Blob,
  names: readonly string[],
): Promise<OpenedFile & { readonly close: () => Promise<unknown> }> {
  const sheet = await Sheet.open(await openArchive(file), names, { beginning: true });
  const { bytes, complete, rest } = await readHead(sheet, HEAD_BYTES);
  return {
    head: bytes,
    complete,
    async *chunks() {
      yield bytes;
      yield* rest;
    },
    packing: { form: 'workbook', sheet: sheet.shownName, sheetNames: sheet.sheetNames },
    close: () => rest.return(undefined),
  };
}
