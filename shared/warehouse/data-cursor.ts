import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Filter, Include } from '../domain/filter.ts';
import { cursorsOf, POSITION } from '../domain/pagination.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { isPosition, type Position, type RowOrder } from './row-order.ts';

/** What makes two queries list the same rows in the same order: columns and page size may differ from page to page. */
export interface QueryShape {
  readonly slice: string;
  readonly table: string;
  readonly sort?: string | undefined;
  readonly filters: readonly Filter[];
  readonly include?: Include | undefined;
}

/**
 * Where a list continues. It names its batch, which never changes, so the total stays what it was on the first page.
 */
export interface DataCursor {
  readonly batchId: string;
  readonly totalCount: number;
  readonly position: Position;
}

/** An order has fewer columns: the one to sort by, the key, the number of the row. */
const MOST_COLUMNS = 10;
const cursors = cursorsOf(
  'data',
  z.tuple([
    z.uuid(),
    POSITION.text,
    POSITION.count,
    z
      .array(z.union([POSITION.text, z.number(), z.null()]))
      .min(1)
      .max(MOST_COLUMNS),
  ]),
);

export const encodeDataCursor = (shape: QueryShape, { batchId, totalCount, position }: DataCursor): string =>
  cursors.encode([batchId, hashOf(shape), totalCount, [...position]]);

/** @throws {Problem} `invalid-cursor` for text that is no cursor, or a cursor of another query */
export function decodeDataCursor(cursor: string, shape: QueryShape, order: RowOrder): DataCursor {
  const [batchId, hash, totalCount, position] = cursors.decode(cursor);
  if (hash !== hashOf(shape)) {
    throw new Problem('invalid-cursor', serviceSentence('cursor-of-other-query'));
  }
  if (!isPosition(order, position)) throw new Problem('invalid-cursor');
  return { batchId, totalCount, position };
}

function hashOf({ slice, table, sort, filters, include }: QueryShape): string {
  const conditions = filters.map(({ column, operator, value }) => JSON.stringify([column, operator, value])).sort();
  const text = JSON.stringify([slice, table, sort ?? '', ...(include ? [{ include }] : []), ...conditions]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
