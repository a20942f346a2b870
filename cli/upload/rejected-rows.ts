import path from 'node:path';
import { readHead, UnrecognisedFile } from '../../shared/client/recognise-files.ts';
import type { PossibleKind } from '../../shared/contracts/recognise-head.ts';

/** How the service calls the file of rejected rows of `rows.csv`. */
const NAME = /-rejected\.csv(\.gz)?$/i;
/** The column that says what is wrong with each row begins so. */
export const OWN_COLUMN = '_tranche_';
/** A line that names the delimiter may come before the header. */
const LINES_LOOKED_AT = 2;

/**
 * Whether a file holds the rejected rows of an earlier sync: a part of a delivery, not a whole file. Its name tells, or its
 * header.
 * @param kinds what it holds, where that is known: the sheet of it is looked at
 * @throws {UnrecognisedFile} if it cannot be read
 */
export async function holdsRejectedRows(file: string, kinds?: readonly PossibleKind[]): Promise<boolean> {
  return NAME.test(path.basename(file)) || hasOwnColumn(file, kinds);
}

/**
 * Whether the header of a file names a column that only files of rejected rows have. What is no table names none.
 * @throws {UnrecognisedFile} if it cannot be read
 */
export async function hasOwnColumn(file: string, kinds?: readonly PossibleKind[]): Promise<boolean> {
  try {
    return namesOwnColumn((await readHead(file, kinds)).bytes);
  } catch (error) {
    if (error instanceof UnrecognisedFile && error.reason === 'foreign') return false;
    throw error;
  }
}

/** @param head the beginning of a file's content */
export function namesOwnColumn(head: Uint8Array): boolean {
  const lines = new TextDecoder()
    .decode(head)
    .split(/\r\n|[\r\n]/)
    .filter((line) => line.trim() !== '');
  return lines
    .slice(0, LINES_LOOKED_AT)
    .flatMap((line) => line.split(/[;,\t]/))
    .some((name) => name.replaceAll('"', '').trim().toLowerCase().startsWith(OWN_COLUMN));
}
