import { refuseForm, refuseTrailingBytes, signatureOf } from '../../../../shared/contracts/file-signature.ts';
import { HEAD_BYTES, type Refusal, refuse } from '../../../../shared/contracts/header.ts';
import { sentence } from '../../../../shared/domain/sentences/sentence.ts';
import { SheetRefused } from '../../../../shared/sheets/sheet-refused.ts';
import { chunksOf, isGzip } from './file-content.ts';
import { TrailingBytes, unpackedChunksOf } from './unpack.ts';
import { DamagedStream } from './unpacked-stream.ts';

/** The beginning of a file's content, and what follows it; of a workbook, of one of its sheets as CSV. */
export interface OpenedFile {
  readonly head: Uint8Array;
  /** Whether `head` is the whole content. */
  readonly complete: boolean;
  /** All chunks from the beginning, those of the head included; of a sheet, once. */
  readonly chunks: () => AsyncGenerator<Uint8Array>;
  readonly packing: Packing;
}

/** What the content was in. */
export type Packing =
  | { readonly form: 'plain' | 'gzip' }
  | { readonly form: 'workbook'; readonly sheet: string; readonly sheetNames: readonly string[] };

/**
 * Opens a file, and refuses what is no text and no workbook.
 * @param sheetNames what the sheet of a workbook may be called; the first one is read if none is called so
 */
export async function withOpened<T>(
  file: Blob,
  sheetNames: readonly string[],
  use: (opened: OpenedFile) => Promise<T>,
): Promise<T | Refusal> {
  if (file.size === 0) return refuse('empty-file', sentence('no-bytes'));
  const start = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const form = refuseForm(start, { unpacked: false });
  if (form) return form;
  if (signatureOf(start).form === 'zip') return withSheet(file, sheetNames, use);
  const gzip = await isGzip(file);
  const chunks = () => (gzip ? unpackedChunksOf(file) : chunksOf(file));
  try {
    const { head, complete } = await headOf(chunks());
    const inner = gzip ? refuseForm(head, { unpacked: true }) : undefined;
    return inner ?? (await use({ head, complete, chunks, packing: { form: gzip ? 'gzip' : 'plain' } }));
  } catch (error) {
    if (error instanceof DamagedStream) return refuse('not-csv', sentence('gzip-damaged-or-cut-off'));
    if (error instanceof TrailingBytes) return refuseTrailingBytes();
    throw error;
  }
}

async function withSheet<T>(
  file: Blob,
  sheetNames: readonly string[],
  use: (opened: OpenedFile) => Promise<T>,
): Promise<T | Refusal> {
  // Loaded where there is a workbook: most files are none.
  const { openSheet } = await import('./open-sheet.ts');
  try {
    const { close, ...opened } = await openSheet(file, sheetNames);
    try {
      return await use(opened);
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof SheetRefused) return error.refusal;
    throw error;
  }
}

async function headOf(chunks: AsyncGenerator<Uint8Array>): Promise<{ head: Uint8Array; complete: boolean }> {
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  for await (const chunk of chunks) {
    const fitting = chunk.subarray(0, HEAD_BYTES - length);
    head.set(fitting, length);
    length += fitting.length;
    if (fitting.length < chunk.length) return { head, complete: false };
  }
  return { head: head.subarray(0, length), complete: true };
}
