import type { BSON, Document } from 'mongodb';
import * as z from 'zod';
import { cleanCell } from '../../contracts/characters.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { Connector, Opening, ReadPage } from '../connector.ts';
import type { LoginCredentials } from '../servers/config.ts';
import { hostAndPort } from '../servers/server-kind.ts';
import { SourceFault } from '../source-fault.ts';
import { BRACKETS, type Bracket, filterOf } from './brackets.ts';
import { cellOf, foundIn } from './cells.ts';
import type { MongodbConfig } from './config.ts';
import { type MongoDatabase, mongoDatabase, RefusedCommand, type ServerOptions } from './connection.ts';
import { loadDriver } from './driver.ts';
import { fieldsFor, valueAtPath } from './field-path.ts';

const PATIENT: ServerOptions = { attempts: 8, connectMs: 15_000, commandMs: 120_000 };
const HASTY: ServerOptions = { attempts: 1, connectMs: 8_000, commandMs: 10_000 };
const PAGE_DOCUMENTS = 2000;
const HASTY_DOCUMENTS = 200;
/** It is in each checkpoint. */
const MOST_ID = 4096;
const MOST_ID_SHOWN = 100;

/** Of MongoDB 5, which was the first to read as of a time that is over. */
const SNAPSHOT_WIRE_VERSION = 13;
/** A server that has no history, or a kind of storage that has none. */
const NO_SNAPSHOTS = [20, 72, 115, 123, 263];
/** FerretDB does not know the names of types that it cannot hold. */
const UNKNOWN_TYPE = 2;

/** `_id`s are kept as canonical extended JSON. */
const idText = z.string();
const fixedMoment = z.union([
  z.strictObject({ cluster_time: z.string() }),
  /** By file type and bracket, the last `_id` there was: what is above it is left to the next pull. */
  z.strictObject({ last: z.record(z.string(), z.record(z.string(), idText)) }),
]);
type FixedMoment = z.infer<typeof fixedMoment>;

const position = z.strictObject({
  moment: z.union([
    z.strictObject({ cluster_time: z.string() }),
    z.strictObject({ last: z.record(z.string(), idText) }),
  ]),
  bracket: z.int().min(0),
  after: idText.nullable(),
  documents: z.int(),
});
type MongoPosition = z.infer<typeof position>;

/** Reads collections of a MongoDB database in the order of `_id`, as of one moment where the server can. */
export async function mongodb(
  config: MongodbConfig,
  credentials: LoginCredentials | undefined,
  { isHasty }: Pick<Opening, 'isHasty'>,
  given?: MongoDatabase,
): Promise<Connector> {
  const driver = await loadDriver();
  const { EJSON, Long } = driver.BSON;
  const database = given ?? mongoDatabase(driver, config, credentials, isHasty ? HASTY : PATIENT);
  const written = (value: unknown): string => EJSON.stringify(value, { relaxed: false });
  const read = (text: string): unknown => EJSON.parse(text, { relaxed: false });
  const host = hostAndPort(config);
  const limit = isHasty ? HASTY_DOCUMENTS : PAGE_DOCUMENTS;
  const unreadable = new Map<string, SourceFault>();
  const placeOf = (fileType: string): string =>
    `${host}/${config.database}: ${config.collections[fileType]!.collection}`;

  async function find(fileType: string, command: Document, signal: AbortSignal): Promise<FoundDocuments> {
    const { collection } = config.collections[fileType]!;
    const answer = await database.run({ find: collection, ...command }, placeOf(fileType), signal);
    const { firstBatch, id, atClusterTime } = answer.cursor as FoundCursor;
    const isWhole = Long.fromValue(id).isZero();
    // An answer has 16 MB at most: the rest is asked for anew, from where this ends.
    if (!isWhole)
      await database.run({ killCursors: collection, cursors: [id] }, placeOf(fileType), signal).catch(() => {});
    return { documents: firstBatch, isWhole, atClusterTime };
  }

  /** Of the documents there are, by bracket; those brackets are left out that have none. */
  async function lastIds(fileType: string, signal: AbortSignal): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const bracket of BRACKETS) {
      const asked = { filter: filterOf(bracket, {}), projection: { _id: 1 }, sort: { _id: -1 }, limit: 1 };
      const { documents } = await ofBracket(bracket, find(fileType, asked, signal));
      if (documents[0]) found[bracket.type] = idOf(documents[0], fileType, 0);
    }
    return found;
  }

  function idOf({ _id }: Document, fileType: string, rows: number): string {
    const text = written(_id);
    if (text.length <= MOST_ID) return text;
    const said = serviceSentence('source-id-too-long', { address: placeOf(fileType), rows });
    throw new SourceFault('source-answer-unexpected', said);
  }

  async function snapshotTime(signal: AbortSignal): Promise<string | undefined> {
    const hello = await database.run({ hello: 1 }, host, signal);
    const isMember = hello.setName !== undefined || hello.msg === 'isdbgrid';
    if (!isMember || Number(hello.maxWireVersion) < SNAPSHOT_WIRE_VERSION) return undefined;
    const asked = { filter: {}, projection: { _id: 1 }, limit: 1, readConcern: { level: 'snapshot' } };
    for (const fileType of Object.keys(config.collections)) {
      try {
        const found = await judgedAlone(fileType, find(fileType, asked, signal));
        if (found) return found.atClusterTime === undefined ? undefined : written(found.atClusterTime);
      } catch (error) {
        if (error instanceof RefusedCommand && NO_SNAPSHOTS.includes(error.refusal)) return undefined;
        throw error;
      }
    }
    return undefined;
  }

  /** In a test, what is wrong with one collection is said when that is read, and the others are asked. */
  async function judgedAlone<T>(fileType: string, work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      if (!isHasty || !(error instanceof SourceFault) || isOfServer(error)) throw error;
      unreadable.set(fileType, error);
      return undefined;
    }
  }

  async function assertThere(fileType: string, signal: AbortSignal): Promise<void> {
    const { collection } = config.collections[fileType]!;
    const asked = { listCollections: 1, filter: { name: collection }, nameOnly: true, authorizedCollections: true };
    const { cursor } = await database.run(asked, placeOf(fileType), signal);
    if ((cursor as FoundCursor).firstBatch.length > 0) return;
    const said = serviceSentence('source-collection-unknown', { address: placeOf(fileType) });
    throw new SourceFault('source-refuses', said);
  }

  /** The documents of a bracket behind those that are read. */
  async function behind(fileType: string, at: MongoPosition, signal: AbortSignal): Promise<FoundDocuments> {
    const bracket = BRACKETS[at.bracket]!;
    const { moment } = at;
    const most = 'last' in moment ? read(moment.last[bracket.type]!) : undefined;
    const after = at.after === null ? undefined : read(at.after);
    const fields = fieldsFor(Object.values(config.collections[fileType]!.columns));
    const asked = {
      filter: filterOf(bracket, { after, most }),
      ...(fields ? { projection: Object.fromEntries(['_id', ...fields].map((name) => [name, 1])) } : {}),
      sort: { _id: 1 },
      limit,
      batchSize: limit,
      ...('cluster_time' in moment
        ? { readConcern: { level: 'snapshot', atClusterTime: read(moment.cluster_time) } }
        : {}),
    };
    return ofBracket(bracket, find(fileType, asked, signal));
  }

  const shown = (id: unknown): string => EJSON.stringify(id).slice(0, MOST_ID_SHOWN);

  const recordsOf = (fileType: string, documents: readonly Document[]) => {
    const columns = Object.entries(config.collections[fileType]!.columns);
    const address = placeOf(fileType);
    return documents.map((document) => ({ cells: cellsOf(document, columns, { address, id: shown(document._id) }) }));
  };

  return {
    files: Object.entries(config.collections).map(([fileType, { columns, allow_empty }]) => ({
      fileType,
      columns: Object.keys(columns),
      allowEmpty: allow_empty,
      dropsRepeated: false,
    })),
    goesOn: true,
    placeOf,
    async fixMoment(signal) {
      const cluster_time = await snapshotTime(signal);
      if (cluster_time !== undefined) return { fixed: { cluster_time } satisfies FixedMoment };
      const last: Record<string, Record<string, string>> = {};
      for (const fileType of Object.keys(config.collections)) {
        const found = unreadable.has(fileType) ? undefined : await judgedAlone(fileType, lastIds(fileType, signal));
        last[fileType] = found ?? {};
      }
      // Of what nobody could read, nothing is known.
      if (unreadable.size === Object.keys(config.collections).length) return { fixed: { last } satisfies FixedMoment };
      const remark = {
        field: 'collections',
        code: 'no-snapshot',
        said: serviceSentence('source-no-snapshot'),
      } as const;
      return { fixed: { last } satisfies FixedMoment, remark };
    },
    begin(fileType, { fixed }): MongoPosition {
      const moment = fixedMoment.parse(fixed);
      const ofFile = 'last' in moment ? { last: moment.last[fileType]! } : moment;
      return { moment: ofFile, bracket: 0, after: null, documents: 0 };
    },
    async read(fileType, stored, signal): Promise<ReadPage> {
      const fault = unreadable.get(fileType);
      if (fault) throw fault;
      let at = position.parse(stored);
      if (at.documents === 0) await assertThere(fileType, signal);
      for (; at.bracket < BRACKETS.length; at = { ...at, bracket: at.bracket + 1, after: null }) {
        if (isEmpty(BRACKETS[at.bracket]!, at)) continue;
        const { documents, isWhole } = await behind(fileType, at, signal);
        const last = documents.at(-1);
        if (last === undefined) continue;
        const isOver = isWhole && documents.length < limit;
        const done = { ...at, documents: at.documents + documents.length };
        const next = isOver
          ? { ...done, bracket: at.bracket + 1, after: null }
          : { ...done, after: idOf(last, fileType, done.documents) };
        return { records: recordsOf(fileType, documents), next: isBehindAll(next) ? undefined : next };
      }
      return { records: [], next: undefined };
    },
    close: () => database.close(),
  };
}

interface FoundCursor {
  readonly firstBatch: readonly Document[];
  readonly id: BSON.Long | number;
  readonly atClusterTime?: BSON.Timestamp;
}

interface FoundDocuments {
  readonly documents: readonly Document[];
  /** Whether these are all that were asked for. */
  readonly isWhole: boolean;
  readonly atClusterTime?: BSON.Timestamp | undefined;
}

/** Whether a fault is the same whichever collection is asked for. */
const isOfServer = (error: SourceFault): boolean =>
  error.code === 'source-unreachable' ||
  error.code === 'address-not-allowed' ||
  (error instanceof RefusedCommand && NO_SNAPSHOTS.includes(error.refusal));

/** There are none of a rare type that the server does not know. */
const ofBracket = ({ isRare }: Bracket, found: Promise<FoundDocuments>): Promise<FoundDocuments> =>
  found.catch((error: unknown) => {
    if (isRare && error instanceof RefusedCommand && error.refusal === UNKNOWN_TYPE)
      return { documents: [], isWhole: true };
    throw error;
  });

/** Whether it is known that a bracket had nothing in it when the pull began. */
const isEmpty = ({ type }: Bracket, { moment }: MongoPosition): boolean =>
  'last' in moment && moment.last[type] === undefined;

const isBehindAll = (at: MongoPosition): boolean =>
  BRACKETS.every((bracket, index) => index < at.bracket || isEmpty(bracket, at));

function cellsOf(
  document: Document,
  columns: readonly (readonly [column: string, path: string])[],
  place: { readonly address: string; readonly id: string },
): string[] {
  const cells = columns.map(([column, field]) => {
    const value = valueAtPath(document, field);
    const cell = cellOf(value);
    if (cell !== undefined) return cell;
    const found = foundIn(value);
    throw new SourceFault(
      'source-answer-unexpected',
      serviceSentence('source-document-no-cell', { ...place, column, field, found }),
    );
  });
  if (cells.some((cell) => cleanCell(cell) !== '')) return cells;
  // As a line of a file it would be no row.
  const fields = columns.map(([, field]) => field).join(', ');
  throw new SourceFault('source-answer-unexpected', serviceSentence('source-document-empty', { ...place, fields }));
}
