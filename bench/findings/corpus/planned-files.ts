import { gzipSync } from 'node:zlib';
import { Slice } from '../../../shared/contracts/slice.ts';
import { cash } from '../../../shared/datasets/cash/contract.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { sales } from '../../../shared/datasets/sales/contract.ts';
import { trades } from '../../../shared/datasets/trades/contract.ts';
import type { Content, PlannedFile } from './delivery.ts';
import { type OddFile, oddContent } from './odd-file.ts';
import { RightRows } from './right-rows.ts';

export const RETAIL = Slice.of(loans, 'RETAIL');
export const COMMERCIAL = Slice.of(loans, 'COMMERCIAL');
export const TRADES = Slice.of(trades, null);
export const CASH = Slice.of(cash, null);
export const SALES = Slice.of(sales, null);

const bytesOf = (content: Content): Buffer => Buffer.concat(Array.from(content, (piece) => Buffer.from(piece)));

export const file = (
  fileType: string,
  content: () => Content,
  more: Partial<Omit<PlannedFile, 'fileType' | 'content'>> = {},
): PlannedFile => ({ fileType, name: `${fileType}.csv`, content, ...more });

/** The same file packed. @param tail what follows the packed data */
export const packed = (plain: PlannedFile, tail: Buffer = Buffer.alloc(0)): PlannedFile => ({
  ...plain,
  name: `${plain.name}.gz`,
  content: () => [gzipSync(bytesOf(plain.content())), tail],
});

export const oddFile = (
  odd: OddFile,
  others: number,
  more: Partial<Omit<PlannedFile, 'fileType' | 'content'>> = {},
): PlannedFile => file(odd.fileType, () => oddContent(odd, others), more);

/** Lines below a header, each with its end. */
export function* withHeader(header: string, lines: Iterable<string | Buffer>, lineEnd = '\n'): Content {
  yield `${header}${lineEnd}`;
  for (const line of lines) {
    yield line;
    yield lineEnd;
  }
}

/** A file of right rows, the first of which have the first keys. */
export const rightFile = (
  slice: Slice,
  fileType: string,
  count: number,
  { first = 0, seed = 7, ...more }: { first?: number; seed?: number } & Partial<PlannedFile> = {},
): PlannedFile =>
  file(
    fileType,
    () => {
      const rows = new RightRows(slice, fileType, { first, seed });
      return withHeader(rows.header, rows.lines(count));
    },
    more,
  );

/** A file of rows that are made one by one. */
export const written = (
  slice: Slice,
  fileType: string,
  seed: number,
  make: (rows: RightRows) => Iterable<string | Buffer>,
) =>
  file(fileType, () => {
    const rows = new RightRows(slice, fileType, { seed });
    return withHeader(rows.header, make(rows));
  });

/** Rates of exchange that agree with each other. */
export const RATES: PlannedFile = file('exchange_rate', () => [
  'currency;usd_rate;eur_rate\nEUR;1.25;1\nUSD;1;0.8\nGBP;1.5;1.2\n',
]);
