import type { Slice } from '../../../shared/contracts/slice.ts';
import type { Content } from './delivery.ts';
import { RightRows } from './right-rows.ts';

/**
 * A file with something odd in it. Its pieces, each one line or several that must stay together, stand between right rows:
 * between few of them in a small file, between thousands in a large one. So whoever reads small files by another road than
 * large ones meets the same oddities on both.
 */
export interface OddFile {
  readonly slice: Slice;
  readonly fileType: string;
  /** Lines without the end of the last of them. */
  readonly pieces: (rows: RightRows) => readonly (string | Buffer)[];
  readonly delimiter?: ';' | ',' | '\t';
  readonly lineEnd?: '\n' | '\r\n' | '\r';
  /** Before the header. */
  readonly before?: string | Buffer;
  /** Where it is not the usual one, or right rows must fit another. */
  readonly header?: (usual: string) => string;
  readonly rightLine?: (usual: string) => string;
  /** What stands after the end of the last line; that line has none where this is undefined. */
  readonly ending?: string | Buffer | undefined;
}

/** Right rows of a small file, between all its pieces together. */
export const FEW = 40;
/** Right rows around the odd ones have keys from here on. */
const FIRST_OF_OTHERS = 10_000_000;
const SEED = 20_261_130;

/** @param others right rows around what is odd */
export function* oddContent(file: OddFile, others: number): Content {
  const { slice, fileType, lineEnd = '\n', header = (usual) => usual, rightLine = (usual) => usual } = file;
  const delimiter = file.delimiter ?? ';';
  const odd = new RightRows(slice, fileType, { seed: SEED, delimiter });
  // What refers to other rows refers to those that there are, so its keys must not begin anywhere else.
  const first =
    fileType === 'payment_plan' || fileType === 'trade' || fileType === 'transaction' ? 2400 : FIRST_OF_OTHERS;
  const around = new RightRows(slice, fileType, { first, seed: SEED + 1, delimiter });
  yield file.before ?? '';
  yield header(odd.header);
  const pieces = file.pieces(odd);
  const gaps = pieces.length + 1;
  for (const [index, piece] of [...pieces, undefined].entries()) {
    const rows = Math.floor(((index + 1) * others) / gaps) - Math.floor((index * others) / gaps);
    for (let row = 0; row < rows; row += 1) yield `${lineEnd}${rightLine(around.line())}`;
    if (piece !== undefined) {
      yield lineEnd;
      yield piece;
    }
  }
  if (!('ending' in file)) yield lineEnd;
  else if (file.ending !== undefined) {
    yield lineEnd;
    yield file.ending;
  }
}
