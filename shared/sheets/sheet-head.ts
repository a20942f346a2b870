import type { Sheet } from './sheet.ts';

/** The beginning of a sheet as CSV. */
export interface SheetHead {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether that is all of it. */
  readonly complete: boolean;
  /** What follows; to be returned where it is not wanted. */
  readonly rest: AsyncGenerator<Uint8Array>;
}

/**
 * Reads a sheet until there is that much of it, and no further than the row where that is.
 * @throws {SheetRefused}
 */
export async function readHead(sheet: Sheet, mostBytes: number): Promise<SheetHead> {
  const rest = sheet.csv();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let complete = false;
  while (size < mostBytes && !complete) {
    const { done, value } = await rest.next();
    if (done) complete = true;
    else {
      chunks.push(value);
      size += value.length;
    }
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { bytes, complete, rest };
}
