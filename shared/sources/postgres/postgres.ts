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
import { AnswerTooLarge, bounded, cutOff } from './bounded-answers.ts';
import { arrayCell, cellText } from './cells.ts';
import type { PostgresConfig, PostgresTable } from './config.ts';
import { type ConnectingOptions, faultOf, isDatabaseError, isPassing, openSnapshot, tooLarge } from './connection.ts';
import { changedSetting } from './kept-settings.ts';
import { queryFor } from './statement.ts';

const PATIENT: ConnectingOptions = { attempts: 8, connectMs: 15_000, statementMs: 600_000, lockMs: 60_000 };
const HASTY: ConnectingOptions = { attempts: 2, connectMs: 8_000, statementMs: 12_000, lockMs: 5_000 };
/** Of a test, for the queries of all its tables: none takes the time of the next one. */
const HASTY_STATEMENTS_MS = 18_000;

/** Rows of a first page; after it as many as come to about so many bytes. */
const FIRST_ROWS = 500;
/** However small they are: those after them may be a hundred times as large, and a cursor does not go back. */
const MOST_ROWS = 4000;
const PAGE_BYTES = 4 * 1024 ** 2;

/** Reads tables and queries of a Postgres database in one snapshot, which lives as long as the connection. */
export async function postgres(
  config: PostgresConfig,
  credentials: LoginCredentials | undefined,
  { slice, isHasty }: Opening,
  options: ConnectingOptions = isHasty ? hastyFor(config) : PATIENT,
): Promise<Connector> {
  const host = hostAndPort(config);
  const placeOf = (fileType: string): string => {
    const { table } = config.tables[fileType]!;
    return `${host}/${config.database}: ${table ?? fileType}`;
  };
  const username = credentials?.username ?? '';
  const cursors = new Map<string, Cursor>();
  let opening: Promise<pg.Client> | undefined;
  let opened = 0;
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
    const end = (): void => cutOff(client);
    signal.addEventListener('abort', end, { once: true });
    try {
      const cursor = cursors.get(fileType);
      return cursor ? await cursor.fetch(client, done) : await firstPage(client, fileType, done);
    } catch (error) {
      signal.throwIfAborted();
      // Nobody keeps what a test reads: after a connection that is gone, other files may be of another snapshot.
      if (isHasty && !isAlive(error)) {
        cutOff(client);
        opening = undefined;
      }
      throw faultIn(error as Error, fileType);
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  /** Opens the cursor, which stays if its first page is sound. If not, the transaction is as it was before: others go on in it. */
  async function firstPage(client: pg.Client, fileType: string, done: number): Promise<ReadPage> {
    const table = config.tables[fileType]!;
    opened += 1;
    const name = `tranche_${opened}`;
    await client.query(`SAVEPOINT ${name}`);
    try {
      const cursor = new Cursor({ name, place: placeOf(fileType), table, fileType, slice });
      // Extended, so that a second statement is refused.
      const declare = { text: `DECLARE ${name} NO SCROLL CURSOR FOR ${queryFor(table)}`, queryMode: 'extended' };
      await bounded(client, async () => {
        await client.query(declare);
        await cursor.open(client);
      });
      const page = await cursor.fetch(client, done);
      await client.query(`RELEASE SAVEPOINT ${name}`);
      cursors.set(fileType, cursor);
      return page;
    } catch (error) {
      // Of a connection that is gone there is nothing to take back.
      if (isAlive(error))
        await client.query(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`).catch(() => {});
      throw error;
    }
  }

  function faultIn(error: Error, fileType: string): Error {
    const address = placeOf(fileType);
    if (error instanceof SourceFault) return error;
    if (!isDatabaseError(error)) {
      if (error instanceof AnswerTooLarge) return tooLarge(address);
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
      if (client) cutOff(client);
    },
  };
}

/** Whether a connection outlives a fault: not that of a server that stops or says nothing. */
const isAlive = (error: unknown): boolean =>
  isDatabaseError(error) ? !error.code?.startsWith('57P') : error instanceof SourceFault;

const hastyFor = ({ tables }: PostgresConfig): ConnectingOptions => {
  const seconds = Math.floor(HASTY_STATEMENTS_MS / Object.keys(tables).length / 1000);
  const each = 1000 * Math.max(1, seconds);
  return { ...HASTY, statementMs: Math.min(HASTY.statementMs, each), lockMs: Math.min(HASTY.lockMs, each) };
};

const namesIn = (slice: Slice, fileType: string): string[] =>
  columnsOfVariant(slice.fileType(fileType), slice.variant).map(({ name }) => name);

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

/**
 * Lists are those types that are the list of another one: vectors of the catalogue only look so. An item of a domain is said as one
 * of the type below it.
 */
const ITEM_TYPES = `
WITH RECURSIVE item AS (
  SELECT t.oid AS list, e.oid, e.typtype, e.typbasetype FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_type e ON e.typarray = t.oid WHERE t.oid = ANY ($1::oid[])
  UNION ALL SELECT item.list, below.oid, below.typtype, below.typbasetype FROM item
  JOIN pg_catalog.pg_type below ON below.oid = item.typbasetype WHERE item.typtype = 'd'
)
SELECT list, oid FROM item WHERE typtype <> 'd'`;

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
    const { rows } = await client.query<[string, string]>({
      text: ITEM_TYPES,
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
    const { answer, bytes } = await bounded(client, () => client.query<string[]>({ text, rowMode: 'array' }));
    const setting = changedSetting(client);
    if (setting) {
      const said = serviceSentence('source-changes-setting', { address: this.#options.place, ...setting });
      throw new SourceFault('source-refuses', said);
    }
    const { rows } = answer;
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
