import type { ClickHouseSettings } from '@clickhouse/client';
import * as z from 'zod';
import type { Table } from '../contracts/contract.ts';
import { identifier, literal } from '../sql/quoting.ts';
import type { Warehouse } from './client.ts';
import { allOf, type BoundCondition, parametersOf } from './filter.ts';
import { POSITION, RowPage } from './row-lines.ts';
import {
  atOrAfter,
  equalsAfter,
  equalTo,
  orderSql,
  type Position,
  positionSql,
  type RowOrder,
  rowsAfter,
} from './row-order.ts';
import { servedSql } from './served-value.ts';

export interface PlacedPageQuery {
  readonly table: Table;
  readonly order: RowOrder;
  /** SQL of the columns as they are served. */
  readonly columns: readonly string[];
  /** The batch. */
  readonly ofBatch: BoundCondition;
  /** What else rows must fulfil. */
  readonly conditions: readonly BoundCondition[];
  readonly limit: number;
  readonly after: Position | undefined;
  /** So many places the first step finds; more for longer pages. */
  readonly places: number;
  readonly settings: ClickHouseSettings;
}

const placeRow = z.strictObject({
  _value: z.union([z.string(), z.number(), z.null()]),
  _in: z.string(),
  _row: z.int().nonnegative(),
  _row_of_all: z.int().nonnegative(),
});
/** Where a row is: its number in a part, and in all parts, one after the other. Parts never change, but are merged. */
type Place = z.infer<typeof placeRow>;

/** The first step finds so many places: not dearer than a few, and groups of equal rows that are smaller are known in full. */
export const FOUND_PLACES = 1_000;
/** Beyond so many rows a row of the page, they are first put in the order of the key: all their columns cost more than that. */
const MOST_READ = 1.25;

/**
 * Reads a page in another order than the stored one, in two steps: where its rows are, by the column that sorts alone, and then
 * those rows. In one step the engine reads the key of each row that fulfils the filters, because rows may be equal in that
 * column; here it reads keys only of rows that are, and nothing but their own granules.
 * @returns undefined where this does not give the page: parts were merged between the steps, or groups of equal rows are so
 * large that it takes a third. It must then be read in one
 */
export async function readPlacedPage(warehouse: Warehouse, query: PlacedPageQuery): Promise<RowPage | undefined> {
  const { order, limit, after, ofBatch, conditions } = query;
  const wanted = limit + 1;
  const most = Math.max(2 * wanted, query.places);
  const places = await readPlaces(warehouse, query, most);
  const page = new RowPage(limit);
  if (places.length === 0) return page;
  const isAll = places.length < most;
  const last = places.at(-1)!._value;
  // The last group of equal rows may go on beyond what was read.
  const whole = isAll ? places : places.filter(({ _value }) => _value !== last);
  // Of the group that the cursor is in, any number of rows may come before it.
  const sure = whole.filter(({ _value }) => after === undefined || _value !== after[0]);
  if (isAll || sure.length >= wanted) {
    const end = isAll ? last : sure[limit]!._value;
    const upTo = whole.findLastIndex(({ _value }) => _value === end) + 1;
    return (await addPlaced(warehouse, query, whole.slice(0, upTo), page)) ? page : undefined;
  }
  if (whole.length > 0 && !(await addPlaced(warehouse, query, whole, page))) return undefined;
  if (page.hasMore) return page;
  // The rest is in a group of many equal rows, which the table has in the order of the key.
  const isOfCursor = after !== undefined && last === after[0];
  const ofGroup = [ofBatch, ...conditions, isOfCursor ? equalsAfter(order, after) : equalTo(order, last)];
  await addRows(warehouse, page, query, {
    from: `${query.table.table} WHERE ${allOf(ofGroup)}`,
    orderBy: orderSql({ columns: order.columns.slice(1), descending: false }),
    found: '0',
    bound: ofGroup,
  });
  return page.hasMore ? page : undefined;
}

const PLACE_COLUMNS = [
  '_part AS _in',
  '_part_offset AS _row',
  '_part_starting_offset + _part_offset AS _row_of_all',
] as const;

function readPlaces(warehouse: Warehouse, query: PlacedPageQuery, most: number): Promise<Place[]> {
  const { table, order, ofBatch, after, settings } = query;
  const sort = order.columns[0]!;
  const conditions = [...query.conditions, ...(after ? [atOrAfter(order, after)] : [])];
  // Filters first: the engine would else begin with the column that sorts, and read all others beside it.
  const filtered = conditions.length > 0 ? `PREWHERE ${allOf(conditions)}` : '';
  return warehouse.rows({
    name: 'data-places',
    row: placeRow,
    sql: `SELECT ${servedSql(sort.kind, identifier(sort.name))} AS _value, ${PLACE_COLUMNS.join(', ')}
     FROM ${table.table} ${filtered} WHERE ${ofBatch.sql}
     ORDER BY ${orderSql({ columns: [sort], descending: order.descending })} LIMIT {most:UInt32}`,
    parameters: { ...parametersOf([ofBatch, ...conditions]), most },
    settings,
  });
}

/** Rows at places, with the columns that order them, their places, and how many were found. Parameters: those of the batch. */
function placedRows({ table, ofBatch }: PlacedPageQuery, places: readonly Place[], columns: string): string {
  const inParts = [...Map.groupBy(places, ({ _in }) => _in)].map(
    ([part, rows]) => `(_part = ${literal(part)} AND _part_offset IN (${rows.map(({ _row }) => _row).join(', ')}))`,
  );
  // The number among all rows finds the granules; what it means changes with the parts, and what the others mean does not.
  const ofAll = `_part_starting_offset + _part_offset IN (${places.map((place) => place._row_of_all).join(', ')})`;
  return `(SELECT ${columns}, count() OVER () AS _found FROM ${table.table}
    PREWHERE ${ofAll} WHERE ${ofBatch.sql} AND (${inParts.join(' OR ')}))`;
}

/** Adds the rows of the page that are at places. @returns whether all were found there */
async function addPlaced(
  warehouse: Warehouse,
  query: PlacedPageQuery,
  places: readonly Place[],
  page: RowPage,
): Promise<boolean> {
  const { order, ofBatch, after, limit } = query;
  const read = places.length > (limit + 1) * MOST_READ ? await firstPlaces(warehouse, query, places) : places;
  if (read === undefined) return false;
  const behind = after ? [rowsAfter(order, after)] : [];
  await addRows(warehouse, page, query, {
    from: `${placedRows(query, read, '*')}${behind.length > 0 ? ` WHERE ${allOf(behind)}` : ''}`,
    orderBy: orderSql(order),
    found: '_found',
    bound: [ofBatch, ...behind],
  });
  return page.count > 0 && (JSON.parse(page.lastPosition) as Position).at(-1) === read.length;
}

const foundPlaceRow = placeRow.extend({ _found: z.int() });

/** Of many places those of the page's own rows; undefined where not all rows are there, or none is on the page. */
async function firstPlaces(
  warehouse: Warehouse,
  query: PlacedPageQuery,
  places: readonly Place[],
): Promise<readonly Place[] | undefined> {
  const { order, ofBatch, after, limit, settings } = query;
  const behind = after ? [rowsAfter(order, after)] : [];
  const columns = [...order.columns.map(({ name }) => identifier(name)), ...PLACE_COLUMNS].join(', ');
  const first = await warehouse.rows({
    name: 'data-places',
    row: foundPlaceRow,
    sql: `SELECT NULL AS _value, _in, _row, _row_of_all, _found
     FROM ${placedRows(query, places, columns)}${behind.length > 0 ? ` WHERE ${allOf(behind)}` : ''}
     ORDER BY ${orderSql(order)} LIMIT {limit:UInt32}`,
    parameters: { ...parametersOf([ofBatch, ...behind]), limit: limit + 1 },
    settings,
  });
  return first[0]?._found === places.length ? first : undefined;
}

async function addRows(
  warehouse: Warehouse,
  page: RowPage,
  { columns, order, limit, settings }: PlacedPageQuery,
  { from, orderBy, found, bound }: { from: string; orderBy: string; found: string; bound: readonly BoundCondition[] },
): Promise<void> {
  const chunks = await warehouse.stream({
    name: 'data-page',
    sql: `SELECT ${columns.join(', ')}, ${positionSql(order, found)} AS ${POSITION}
     FROM ${from} ORDER BY ${orderBy} LIMIT {limit:UInt32} FORMAT JSONEachRow`,
    parameters: { ...parametersOf(bound), limit: limit + 1 },
    settings,
  });
  for await (const chunk of chunks) page.add(chunk as Buffer);
  page.end();
}
