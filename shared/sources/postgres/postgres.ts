import type pg from 'pg';
import { cleanCell } from '../../contracts/characters.ts';
import { columnsOfVariant } from '../../contracts/contract.ts';
import type { Slice } from '../../contracts/slice.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { saidByServer } from '../../outbound/said-by-server.ts';
import type { Connector, Opening, ReadPage } from '../connector.ts';
import type { LoginCredentials } from '../servers/config.ts';
import { hostAndPort } from '../servers/server-kind.ts';
import { BrokenOff, SourceFault } from '../source-fault.ts';
import { arrayCell, cellText } from './cells.ts';
import type { PostgresConfig, PostgresTable } from './config.ts';
import { type ConnectingOptions, endNow, faultOf, isDatabaseError, isPassing, openSnapshot } from './connection.ts';
import { queryFor } from './statement.ts';

const PATIENT: ConnectingOptions = { attempts: 8, connectMs: 15_000, statementMs: 600_000, lockMs: 60_000 };
const HASTY: ConnectingOptions = { attempts: 2, connectMs: 8_000, statementMs: 12_000, lockMs: 5_000 };

/** Rows of a first page; after it as many as come to about so many bytes. */
const FIRST_ROWS = 500;
const MOST_ROWS = 20_000;
const PAGE_BYTES = 4 * 1024 ** 2;
/** Of a page: it is held in memory, a file never is. */
const MOST_PAGE_BYTES = 64 * 1024 ** 2;
const WATCH_MS = 20;

/** Reads tables and queries of a Postgres database in one snapshot, which lives as long as the connection. */
export async function postgres(
  config: PostgresConfig,
  credentials: LoginCredentials | undefined,
  { slice, isHasty }: Opening,
  options: ConnectingOptions = isHasty ? HASTY : PATIENT,
): Promise<Connector> {
  const host = hostAndPort(config);
  const placeOf = (fileType: string): string => {
    const { table } = config.tables[fileType]!;
    return `${host}/${config.database}: ${table ?? fileType}`;
  };
  const username = credentials?.username ?? '';
  const cursors = new Map<string, Cursor>();
  let opening: Promise<pg.Client> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** One statement after the other: they share a connection. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => {});
    return mine;
  };

  async function readPage(fileType: string, done: number, signal: AbortSignal): Promise<ReadPage> {
    signal.throwIfAborted();
    opening ??= openSnapshot(config, credentials, options, signal);
    const client = await opening;
    const end = (): void => endNow(client);
    signal.addEventListener('abort', end, { once: true });
    try {
      const cursor = cursors.get(fileType) ?? (await openCursor(client, fileType));
      cursors.set(fileType, cursor);
      return await cursor.fetch(client, done);
    } catch (error) {
      signal.throwIfAborted();
      throw faultIn(error as Error, fileType);
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  async function openCursor(client: pg.Client, fileType: string): Promise<Cursor> {
    const table = config.tables[fileType]!;
    const name = `tranche_${cursors.size + 1}`;
    // What is wrong with one query leaves the others in place.
    await client.query(`SAVEPOINT ${name}`);
    try {
      // Extended, so that a second statement is refused.
      const declare = { text: `DECLARE ${name} NO SCROLL CURSOR FOR ${queryFor(table)}`, queryMode: 'extended' };
      await client.query(declare);
      const cursor = new Cursor({ name, place: placeOf(fileType), table, fileType, slice });
      await cursor.open(client);
      return cursor;
    } catch (error) {
      if (isDatabaseError(error)) await client.query(`ROLLBACK TO SAVEPOINT ${name}`).catch(() => {});
      throw error;
    }
  }

  function faultIn(error: Error, fileType: string): Error {
    const address = placeOf(fileType);
    if (error instanceof SourceFault) return error;
    if (!isDatabaseError(error)) {
      if (error instanceof PageTooLarge) return error.fault(address);
      const fault = faultOf(error, { host });
      if (fault instanceof SourceFault) return fault;
      const said = saidByServer(fault.reason || fault.kind);
      return new BrokenOff('source-unreachable', serviceSentence('source-breaks-off-saying', { address, said }));
    }
    const { code = '' } = error;
    const said = saidByServer(error.message);
    if (code === '42501')
      return new SourceFault('source-refuses', serviceSentence('source-may-not-read', { address, username, said }));
    if (code === '57014') {
      const seconds = options.statementMs / 1000;
      return new SourceFault('source-refuses', serviceSentence('source-query-too-slow', { address, seconds, said }));
    }
    if (code === '55P03') {
      const seconds = options.lockMs / 1000;
      return new SourceFault('source-refuses', serviceSentence('source-locked', { address, seconds, said }));
    }
    if (isPassing(error))
      return new BrokenOff('source-unreachable', serviceSentence('source-breaks-off-saying', { address, said }));
    return new SourceFault('source-refuses', serviceSentence('source-query-refused', { address, said }));
  }

  return {
    files: Object.entries(config.tables).map(([fileType, { columns, allow_empty }]) => ({
      fileType,
      columns: columns ? Object.keys(columns) : namesIn(slice, fileType),
      allowEmpty: allow_empty,
      dropsRepeated: false,
    })),
    goesOn: false,
    placeOf,
    begin: () => ({ rows: 0 }),
    read: (fileType, position, signal) => inTurn(() => readPage(fileType, (position as { rows: number }).rows, signal)),
    async close() {
      const client = await opening?.catch(() => undefined);
      if (client) endNow(client);
    },
  };
}

const namesIn = (slice: Slice, fileType: string): string[] =>
  columnsOfVariant(slice.fileType(fileType), slice.variant).map(({ name }) => name);

/** More than a page may have came before it was whole. */
class PageTooLarge extends Error {
  fault(address: string): SourceFault {
    const said = serviceSentence('source-page-too-large', { address, bytes: MOST_PAGE_BYTES });
    return new SourceFault('source-answer-unexpected', said);
  }
}

interface CursorOptions {
  readonly name: string;
  readonly place: string;
  readonly table: PostgresTable;
  readonly fileType: string;
  readonly slice: Slice;
}

interface Column {
  /** Of the result. Undefined where the result has not what the file may leave out. */
  readonly index: number | undefined;
  /** What the result calls it. */
  readonly field: string;
  readonly column: string;
  cell(text: string): string | undefined;
}

type Row = readonly (string | null)[];

/** A query that is being read, a page at a time. */
class Cursor {
  readonly #options: CursorOptions;
  #columns: readonly Column[] = [];
  #rows = FIRST_ROWS;

  constructor(options: CursorOptions) {
    this.#options = options;
  }

  /** Looks at what the columns are: an empty page names them. */
  async open(client: pg.Client): Promise<void> {
    const { fields } = await client.query({ text: `FETCH 0 FROM ${this.#options.name}`, rowMode: 'array' });
    const oids = [...new Set(fields.map(({ dataTypeID }) => dataTypeID))];
    // Lists are those types that are the list of another one: vectors of the catalogue only look so.
    const { rows } = await client.query<[string, string]>({
      text: 'SELECT t.oid, e.oid FROM pg_catalog.pg_type t JOIN pg_catalog.pg_type e ON e.typarray = t.oid WHERE t.oid = ANY ($1::oid[])',
      values: [oids],
      rowMode: 'array',
    });
    const itemOf = new Map(rows.map(([list, item]) => [Number(list), Number(item)]));
    this.#columns = this.#mapped(fields).map(({ column, field, index }) => {
      const type = index === undefined ? 0 : fields[index]!.dataTypeID;
      const item = itemOf.get(type);
      return { column, field, index, cell: item === undefined ? cellText(type) : (text) => arrayCell(text, item) };
    });
  }

  #mapped(fields: readonly pg.FieldDef[]): Omit<Column, 'cell'>[] {
    const { table, slice, fileType, place: address } = this.#options;
    const names = fields.map(({ name }) => name);
    const contract = columnsOfVariant(slice.fileType(fileType), slice.variant);
    const columns = table.columns ?? Object.fromEntries(contract.map(({ name }) => [name, name]));
    const wanted = Object.values(columns);
    const refuse = (
      id: 'source-columns-missing' | 'source-columns-twice' | 'source-columns-unknown',
      wrong: readonly string[],
    ): void => {
      if (wrong.length === 0) return;
      throw new SourceFault('source-answer-unexpected', serviceSentence(id, { address, columns: wrong.join(', ') }));
    };
    const required = table.columns ? wanted : contract.filter((column) => column.required).map(({ name }) => name);
    refuse('source-columns-missing', [...new Set(required.filter((name) => !names.includes(name)))]);
    refuse('source-columns-twice', [
      ...new Set(names.filter((name, at) => wanted.includes(name) && names.indexOf(name) !== at)),
    ]);
    // A name that is mistaken would leave a column empty without a word.
    if (!table.columns)
      refuse(
        'source-columns-unknown',
        names.filter((name) => !wanted.includes(name)),
      );
    return Object.entries(columns).map(([column, field]) => {
      const index = names.indexOf(field);
      return { column, field, index: index < 0 ? undefined : index };
    });
  }

  /** @param done rows before */
  async fetch(client: pg.Client, done: number): Promise<ReadPage> {
    const asked = this.#rows;
    const text = `FETCH ${asked} FROM ${this.#options.name}`;
    const { rows, bytes } = await watched(client, () => client.query<string[]>({ text, rowMode: 'array' }));
    const perRow = Math.max(1, bytes / Math.max(1, rows.length));
    this.#rows = Math.min(MOST_ROWS, Math.max(1, Math.floor(PAGE_BYTES / perRow)));
    return {
      records: rows.map((row, index) => ({ cells: this.#cells(row, done + index + 1) })),
      next: rows.length < asked ? undefined : { rows: done + rows.length },
    };
  }

  #cells(row: Row, number: number): string[] {
    const address = this.#options.place;
    const cells = this.#columns.map(({ index, column, field, cell }) => {
      const text = index === undefined ? null : row[index]!;
      if (text === null) return '';
      const said = cell(text);
      if (said !== undefined) return said;
      throw new SourceFault(
        'source-answer-unexpected',
        serviceSentence('source-row-no-cell', { address, number, field, column }),
      );
    });
    if (cells.some((cell) => cleanCell(cell) !== '')) return cells;
    // As a line of a file it would be no row.
    const fields = this.#columns.map(({ field }) => field).join(', ');
    throw new SourceFault('source-answer-unexpected', serviceSentence('source-row-empty', { address, number, fields }));
  }
}

/** Rows, and how many bytes they came to: while they come, not only afterwards. */
async function watched<R>(
  client: pg.Client,
  work: () => Promise<{ rows: R[] }>,
): Promise<{ rows: R[]; bytes: number }> {
  const { connection } = client as unknown as { connection: { stream: { readonly bytesRead: number } } };
  const before = connection.stream.bytesRead;
  const bytes = (): number => connection.stream.bytesRead - before;
  let isTooLarge = false;
  const watch = setInterval(() => {
    isTooLarge = bytes() > MOST_PAGE_BYTES;
    if (isTooLarge) endNow(client);
  }, WATCH_MS);
  try {
    const { rows } = await work();
    return { rows, bytes: bytes() };
  } catch (error) {
    throw isTooLarge ? new PageTooLarge() : error;
  } finally {
    clearInterval(watch);
  }
}
