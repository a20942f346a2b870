import type * as z from 'zod';
import type { Table } from '../contracts/contract.ts';
import { mayQuarantine, QUARANTINE_RULE_TYPE } from '../contracts/quarantine.ts';
import type { Slice } from '../contracts/slice.ts';
import type { Filter, Include } from '../domain/filter.ts';
import { notAccepted } from '../domain/not-accepted.ts';
import { type FieldError, fieldError, Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { cell } from '../domain/values.ts';
import { identifier, literal } from '../sql/quoting.ts';
import { rowCount } from '../sql/statement.ts';
import type { Warehouse } from './client.ts';
import { type DataCursor, decodeDataCursor, encodeDataCursor } from './data-cursor.ts';
import { allOf, type BoundCondition, compileFilters, parametersOf } from './filter.ts';
import { knownCount } from './known-counts.ts';
import { FOUND_PLACES, readPlacedPage } from './placed-page.ts';
import { keptPublications, liveBatches } from './published.ts';
import { POSITION, RowPage } from './row-lines.ts';
import { orderSql, type Position, positionSql, type RowOrder, rowOrder, rowsAfter } from './row-order.ts';
import { QUARANTINED_BY, ROW_NUMBER, type ServedColumn, servedColumns } from './served-columns.ts';
import { servedSql } from './served-value.ts';
import { inPartition } from './tables.ts';

/** A request for rows as the client sent it: nothing in it has been checked yet. */
export interface DataQuery {
  readonly slice: Slice;
  /** A file type or a derived table of the slice's dataset. */
  readonly table: Table;
  readonly limit: number;
  readonly offset?: number | undefined;
  readonly cursor?: string | undefined;
  /** A column, with - before it for descending. */
  readonly sort?: string | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly filters: readonly Filter[];
  /** Quarantined rows too, or only those; each row then says why. Without it they are left out. */
  readonly include?: Include | undefined;
}

export interface RowsPage {
  /** Null where nothing is loaded. */
  readonly batchId: string | null;
  /** Of all rows that fulfil the filters, not only of this page. */
  readonly totalCount: number;
  /** The rows as JSON with commas between them, in pieces, as the warehouse wrote them: they are not taken apart here. */
  readonly rows: readonly Buffer[];
  readonly nextCursor: string | null;
}

/** The most time that a request may take; beyond it, or its memory (workloads.ts), the answer is 422 `query-too-heavy`. */
const READ_SETTINGS = {
  max_execution_time: 20,
  // An error must be known before the first byte.
  wait_end_of_query: 1,
  output_format_json_escape_forward_slashes: 0,
  output_format_json_named_tuples_as_objects: 0,
} as const;

/** A column that is served otherwise than it is stored is filtered and sorted as it is stored. */
const PAGE_SETTINGS = { ...READ_SETTINGS, prefer_column_name_to_alias: 1 } as const;

interface Question {
  readonly order: RowOrder;
  readonly columns: readonly ServedColumn[];
  readonly conditions: readonly BoundCondition[];
}

/**
 * A page of the live batch. A cursor stays with the batch of the page before for as long as it is kept, so that pages
 * neither repeat nor skip rows when another load is published meanwhile.
 * @param placedFrom rows of a batch from which on a page in another order than the stored one is read in two steps
 * @param places rows whose places the first of these steps finds
 * @throws {Problem} `invalid-request`, `invalid-cursor`, `cursor-expired`
 */
export async function readDataPage(
  warehouse: Warehouse,
  query: DataQuery,
  { placedFrom = PLACED_FROM_ROWS, places = FOUND_PLACES }: { placedFrom?: number; places?: number } = {},
): Promise<RowsPage> {
  const { slice, table, include } = query;
  const question = readQuestion(query);
  const shape = { slice: slice.shortText, table: table.name, sort: query.sort, filters: query.filters, include };
  const cursor = query.cursor === undefined ? undefined : decodeDataCursor(query.cursor, shape, question.order);
  const batchId = cursor
    ? await pinnedBatch(warehouse, query, cursor)
    : (await liveBatches(warehouse, slice))?.batches[table.name];
  if (batchId === undefined) return { batchId: null, totalCount: 0, rows: [], nextCursor: null };

  const matching = [...matchingOf({ ...query, batchId }), ...question.conditions];
  const [page, totalCount] = await Promise.all([
    readInSteps(warehouse, question, matching, query, cursor?.position, { placedFrom, places }),
    cursor?.totalCount ?? countRows(warehouse, query, matching),
  ]);
  // A cursor is only given out where a row follows: if there is none, the batch was dropped since we looked.
  if (cursor && page.count === 0) throw expired();
  return {
    batchId,
    totalCount,
    rows: page.rows,
    nextCursor: page.hasMore
      ? encodeDataCursor(shape, { batchId, totalCount, position: positionOf(page, question.order) })
      : null,
  };
}

/** Below, a page is read in one statement faster than two can be sent. */
const PLACED_FROM_ROWS = 3_000_000;
/** Longer pages name too many places. */
const PLACED_PAGE_ROWS = 1_000;

/** A page, in two steps (placed-page.ts) where that is cheaper. */
async function readInSteps(
  warehouse: Warehouse,
  question: Question,
  matching: readonly BoundCondition[],
  query: DataQuery,
  after: Position | undefined,
  { placedFrom, places }: { placedFrom: number; places: number },
): Promise<RowPage> {
  const { order, columns } = question;
  const { table, limit } = query;
  const [ofBatch, ...conditions] = matching as [BoundCondition, ...BoundCondition[]];
  const isStored = !order.descending && order.columns[0]!.name === table.key[0];
  const mayBePlaced = !isStored && order.columns.length > 1 && limit <= PLACED_PAGE_ROWS && !query.offset;
  if (mayBePlaced && query.include === undefined && (await countRows(warehouse, query, [ofBatch])) >= placedFrom) {
    const asked = { table, order, columns: columns.map(servedColumnSql), ofBatch, conditions, limit, after, places };
    const page = await readPlacedPage(warehouse, { ...asked, settings: PAGE_SETTINGS });
    if (page) return page;
  }
  return readPage(warehouse, question, matching, query, after);
}

const positionOf = ({ lastPosition }: RowPage, { columns }: RowOrder): Position =>
  (JSON.parse(lastPosition) as Position).slice(0, columns.length);

/** Rows that are quarantined or are not, as asked for. */
function wantedRows({ table, include }: Pick<DataQuery, 'table' | 'include'>): BoundCondition[] {
  const isSound = `isNull(${QUARANTINED_BY.name})`;
  if (include === 'only-quarantined') return [{ sql: `NOT ${isSound}`, parameters: {} }];
  return include === undefined && mayQuarantine(table) ? [{ sql: isSound, parameters: {} }] : [];
}

/** What rows are read from: where nothing is ever quarantined, the column is there for those who ask for it. */
const rowsFrom = ({ table, include }: Pick<DataQuery, 'table' | 'include'>): string =>
  include === undefined || mayQuarantine(table)
    ? table.table
    : `(SELECT *, _partition_id, CAST(NULL, ${literal(QUARANTINE_RULE_TYPE)}) AS ${QUARANTINED_BY.name} FROM ${table.table})`;

/** What rows of a known batch are asked for. */
export interface RowsQuery extends Pick<DataQuery, 'slice' | 'table' | 'filters' | 'include'> {
  readonly batchId: string;
}

/** A row as it is served. */
export type ServedRow = Record<string, Exclude<z.infer<typeof cell>, boolean>>;

/** The first rows, in the order of the key, that fulfil all filters. @param besides columns that rows do not have elsewhere */
export async function firstRows(
  warehouse: Warehouse,
  query: RowsQuery,
  limit: number,
  besides: readonly ServedColumn[] = [],
): Promise<{ rows: ServedRow[]; more: boolean }> {
  const { order, columns, conditions } = readQuestion({ ...query, limit });
  const matching = [...matchingOf(query), ...conditions];
  const question = { order, conditions, columns: [...columns, ...besides] };
  const page = await readPage(warehouse, question, matching, { ...query, limit }, undefined);
  const rows = JSON.parse(`[${Buffer.concat(page.rows).toString()}]`) as ServedRow[];
  return { rows, more: page.hasMore };
}

/** How many rows fulfil all filters. */
export async function countRowsOf(warehouse: Warehouse, query: RowsQuery): Promise<number> {
  const { conditions } = readQuestion({ ...query, limit: 0 });
  return countRows(warehouse, query, [...matchingOf(query), ...conditions]);
}

/** The rows of the batch, as far as they are asked for. */
const matchingOf = ({ slice, batchId, table, include }: RowsQuery): BoundCondition[] => [
  { sql: inPartition(slice.contract), parameters: { variant: slice.storedVariant, batch: batchId } },
  ...wantedRows({ table, include }),
];

function readQuestion(query: DataQuery): Question {
  const { slice, table, include } = query;
  const served = [...servedColumns(slice, table), ...(include ? [QUARANTINED_BY] : [])];
  const named = (name: string) => served.find((column) => column.name === name);
  const unknown = (field: string, name: string) => {
    const columns = served.map((column) => column.name).join(', ');
    return fieldError(field, 'unknown', serviceSentence('column-of-rows', { column: name, columns }));
  };
  const { conditions, errors } = compileFilters(query.filters, served);
  const wrong: FieldError[] = [...errors];

  const sortName = query.sort?.replace(/^-/, '');
  const sortColumn = sortName === undefined ? undefined : named(sortName);
  if (sortName !== undefined && !sortColumn) wrong.push(unknown('sort', sortName));
  if (sortColumn?.kind.servedAs === 'list') {
    wrong.push(fieldError('sort', 'value', serviceSentence('order-by-list', { column: sortName! })));
  }
  for (const name of query.columns ?? []) {
    if (!named(name)) wrong.push(unknown('columns', name));
  }
  if (query.cursor !== undefined && query.offset !== undefined) {
    wrong.push(fieldError('offset', 'value', serviceSentence('cursor-or-offset')));
  }
  if (wrong.length > 0) {
    throw notAccepted(wrong);
  }
  const chosen = query.columns?.flatMap((name) => named(name) ?? []) ?? served;
  const always = [ROW_NUMBER, ...(include ? [QUARANTINED_BY] : [])];
  return {
    order: rowOrder(table, served, sortColumn && { column: sortColumn, descending: query.sort!.startsWith('-') }),
    columns: [...chosen, ...always.filter(({ name }) => chosen.every((column) => column.name !== name))],
    conditions,
  };
}

/** The batch a cursor names, if a kept publication of the slice has it. */
async function pinnedBatch(
  warehouse: Warehouse,
  { slice, table }: DataQuery,
  { batchId }: DataCursor,
): Promise<string> {
  const kept = await keptPublications(warehouse, slice);
  if (!kept.some(({ batches }) => batches[table.name] === batchId)) throw expired();
  return batchId;
}

const expired = (): Problem => new Problem('cursor-expired');

/** One row more than asked for is read, if there is one: it only tells that there is a next page. */
async function readPage(
  warehouse: Warehouse,
  { order, columns }: Question,
  matching: readonly BoundCondition[],
  query: DataQuery,
  after: Position | undefined,
): Promise<RowPage> {
  const { limit, offset = 0 } = query;
  const where = after ? [...matching, rowsAfter(order, after)] : matching;
  const result = await warehouse.stream({
    name: 'data-page',
    sql: `SELECT ${columns.map(servedColumnSql).join(', ')}, ${positionSql(order)} AS ${POSITION}
     FROM ${rowsFrom(query)} WHERE ${allOf(where)} ORDER BY ${orderSql(order)}
     LIMIT {limit:UInt32} OFFSET {offset:UInt32} FORMAT JSONEachRow`,
    parameters: { ...parametersOf(where), limit: limit + 1, offset },
    settings: PAGE_SETTINGS,
  });
  const page = new RowPage(limit);
  for await (const chunk of result) page.add(chunk as Buffer);
  page.end();
  return page;
}

function servedColumnSql({ name, kind }: ServedColumn): string {
  const cell = identifier(name);
  const served = servedSql(kind, cell);
  return served === cell ? cell : `${served} AS ${cell}`;
}

/** Without filters this is known from the parts of the batch, without reading a row. */
const countRows = (
  warehouse: Warehouse,
  query: Pick<DataQuery, 'table' | 'include'>,
  where: readonly BoundCondition[],
): Promise<number> =>
  knownCount(warehouse.cluster, [warehouse.scope.database, rowsFrom(query)], where, async () => {
    const { rows } = await warehouse.row({
      name: 'data-count',
      row: rowCount,
      sql: `SELECT count() AS rows FROM ${rowsFrom(query)} WHERE ${allOf(where)}`,
      parameters: parametersOf(where),
      settings: READ_SETTINGS,
    });
    return rows;
  });
