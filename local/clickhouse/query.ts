import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Access, assertWithinRole, usual } from './access.ts';
import type { Engine, Slot } from './engine.ts';
import { ClickHouseException, readException } from './exceptions.ts';
import { Reply, type ResultSummary } from './reply.ts';
import { bodyOf, formOf, isForm, type QueryRequest, textOf } from './request.ts';
import { openResultPipe } from './result-pipe.ts';
import { quote, quoteName, readingFrom, readStatement, type Statement, writingInto } from './statement.ts';

/** Runs the statement of one request and answers it. @param access of its user */
export async function answerQuery(
  engine: Engine,
  access: Access,
  request: QueryRequest,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = join(engine.spool, `rows-${randomUUID()}`);
  try {
    const statement = await receiveStatement(request, message, file);
    refuseWhatAServerRefuses(statement);
    assertWithinRole(access, statement);
    const reply = new Reply(response, {
      queryId: request.queryId,
      format: statement.format ?? request.defaultFormat,
      gzip: request.gzip,
      waitForEnd: request.waitForEnd,
      version: engine.version,
    });
    const run = (slot: Slot) => runStatement(engine, slot, request, statement, file, reply, response);
    if (request.session === undefined) await engine.withSlot(access, run);
    else
      await engine.withSession(access, request.session.id, request.session.idleSeconds, request.session.mustExist, run);
  } finally {
    await rm(file, { force: true });
  }
}

/** The statement, of which the address and the body may each hold a part; rows to insert go into `file`. */
async function receiveStatement(request: QueryRequest, message: IncomingMessage, file: string): Promise<Statement> {
  const body = bodyOf(message);
  if (isForm(message)) {
    const form = await formOf(message, body);
    for (const [name, value] of form) if (name.startsWith('param_')) request.params.set(name.slice(6), value);
    return withRows(readStatement(request.query ?? form.get('query') ?? ''), [], file);
  }
  if (request.query === undefined) return withRows(readStatement(await textOf(body)), [], file);
  const statement = readStatement(request.query);
  if (statement.rows !== undefined) return withRows(statement, body, file);
  const rest = await textOf(body);
  if (statement.readsInput && rest !== '') {
    throw new ClickHouseException(48, 'INSERT … SELECT … FROM input() cannot be run here. (NOT_IMPLEMENTED)');
  }
  return rest === '' ? statement : withRows(readStatement(`${request.query}\n${rest}`), [], file);
}

/**
 * Stores the rows of an INSERT: those in the statement, then those in the body. All are here before the engine sees the first, so a
 * client that breaks off inserts nothing.
 */
async function withRows(statement: Statement, body: Readable | Buffer[], file: string): Promise<Statement> {
  const { rows } = statement;
  if (rows === undefined) return statement;
  if (rows.startsWith(';')) {
    throw new ClickHouseException(
      62,
      "Syntax error: there is a ';' where the rows of the INSERT begin. (SYNTAX_ERROR)",
    );
  }
  const inOrder = async function* () {
    if (rows !== '') yield Buffer.from(rows);
    yield* body as AsyncIterable<Buffer>;
  };
  await pipeline(inOrder, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  return statement;
}

function refuseWhatAServerRefuses(statement: Statement): void {
  if (statement.firstWord === '') throw new ClickHouseException(62, 'Syntax error: Empty query. (SYNTAX_ERROR)');
  if (statement.second !== undefined) {
    const where = `failed at position ${statement.second + 1}`;
    throw new ClickHouseException(62, `Syntax error (Multi-statements are not allowed): ${where}. (SYNTAX_ERROR)`);
  }
  if (statement.forbidden !== undefined)
    throw new ClickHouseException(statement.forbidden.code, statement.forbidden.what);
}

async function runStatement(
  engine: Engine,
  slot: Slot,
  request: QueryRequest,
  statement: Statement,
  file: string,
  reply: Reply,
  response: ServerResponse,
): Promise<void> {
  if (reply.gone) return;
  const comment = ownComment(request);
  let failed = false;
  const stopKilling = killWhenAbandoned(engine, comment, response);
  try {
    await prepare(engine, slot, request, statement, comment);
    reply.end(await execute(slot, request, statement, file, reply));
  } catch (error) {
    failed = true;
    await reply.fail(readException(error));
  } finally {
    stopKilling();
    await tidy(slot, request, statement, failed);
  }
}

/** The client's own `log_comment`, made one of a kind: it is what a statement is found by when it is to be killed. */
function ownComment({ settings }: QueryRequest): string {
  const given = settings.get('log_comment');
  settings.delete('log_comment');
  return given === undefined ? randomUUID() : `${given} ${randomUUID()}`;
}

/** A client that goes away ends its statement. Asked again and again: the engine may not have begun it yet. */
function killWhenAbandoned(engine: Engine, comment: string, response: ServerResponse): () => void {
  let timer: NodeJS.Timeout | undefined;
  const kill = () => void engine.kill(comment).catch(() => {});
  const onClose = () => {
    if (response.writableFinished) return;
    kill();
    timer = setInterval(kill, 250);
  };
  response.once('close', onClose);
  return () => {
    response.off('close', onClose);
    clearInterval(timer);
  };
}

const silently = (slot: Slot, sql: string) => slot.session.queryAsync(sql, { format: 'Null' });
const NAME = /^[A-Za-z_]\w*$/;

/** Brings database, parameters and settings of the request into the session, which has those of the request before. */
async function prepare(
  engine: Engine,
  slot: Slot,
  request: QueryRequest,
  statement: Statement,
  comment: string,
): Promise<void> {
  const stale = [...slot.params].filter((name) => !request.params.has(name));
  // Else a parameter that was forgotten would silently have the value of someone's earlier request.
  if (request.session === undefined && stale.some((name) => new RegExp(`\\{\\s*${name}\\s*:`).test(statement.text))) {
    engine.renew(slot);
  }
  if (slot.database !== request.database) {
    await silently(slot, `USE ${quoteName(request.database)}`);
    slot.database = request.database;
  }
  for (const name of request.params.keys()) {
    if (!NAME.test(name)) throw new ClickHouseException(36, `Parameter name ${name} is malformed. (BAD_ARGUMENTS)`);
  }
  for (const name of request.settings.keys()) {
    if (!NAME.test(name)) throw new ClickHouseException(115, `Unknown setting '${name}'. (UNKNOWN_SETTING)`);
  }
  const params = [...request.params].map(([name, value]) => `param_${name} = ${quote(value)}`);
  // A parameter is no part of the query for a server, so its length is not limited as one.
  const length = params.reduce((sum, param) => sum + param.length, 0);
  if (length > 50_000) {
    const size = String(length * 2);
    await silently(slot, `SET max_query_size = ${size}`);
    slot.settings.set('max_query_size', size);
  }
  // All in one: each statement costs the engine more than all that it says.
  const settings = [...request.settings].filter(([name, value]) => slot.settings.get(name) !== value);
  const former = [...slot.settings.keys()].filter((name) => !request.settings.has(name));
  await silently(
    slot,
    `SET ${[
      ...params,
      ...settings.map(([name, value]) => `${name} = ${quote(value)}`),
      ...former.map((name) => usual(slot.access, name)),
      `log_comment = ${quote(comment)}`,
    ].join(', ')}`,
  );
  for (const name of request.params.keys()) slot.params.add(name);
  slot.settings = new Map(request.settings);
}

/** Where the statement changed the session itself, nobody gets it again; a client's own session gets its settings back. */
async function tidy(slot: Slot, request: QueryRequest, statement: Statement, failed: boolean): Promise<void> {
  if (statement.leavesTraces) slot.dirty = true;
  // The engine keeps a failed query, its memory and its place in system.processes, until the session runs something else.
  const names = [...(request.session === undefined ? [] : slot.settings.keys()), ...(failed ? ['log_comment'] : [])];
  if (names.length === 0) return;
  try {
    await silently(slot, `SET ${names.map((name) => usual(slot.access, name)).join(', ')}`);
    if (request.session !== undefined) slot.settings.clear();
  } catch {
    slot.dirty = true;
  }
}

async function execute(
  slot: Slot,
  request: QueryRequest,
  statement: Statement,
  file: string,
  reply: Reply,
): Promise<ResultSummary> {
  const begin = process.hrtime.bigint();
  const summary = (result: { rowsRead: number; bytesRead: number }): ResultSummary => ({
    readRows: result.rowsRead,
    readBytes: result.bytesRead,
    elapsedNanoseconds: process.hrtime.bigint() - begin,
  });
  if (statement.rows !== undefined) {
    const result = await silently(slot, readingFrom(file, statement));
    return { ...summary(result), writtenRows: result.rowsRead };
  }
  if (statement.streams) {
    try {
      return summary(await stream(slot, request, statement, reply));
    } catch (error) {
      // Perhaps only our clause is in the wrong place (the SETTINGS of a UNION in brackets, for one); else the same error comes again.
      if (readException(error).code !== 62) throw error;
    }
  }
  const result = await slot.session.queryAsync(statement.text, { format: request.defaultFormat });
  await reply.write(Buffer.from(result.bytes()));
  return summary(result);
}

async function stream(slot: Slot, request: QueryRequest, statement: Statement, reply: Reply) {
  const sql = writingInto(slot.pipe, request.defaultFormat, statement);
  const pipe = openResultPipe(slot.pipe);
  const result = slot.session.queryAsync(sql, { format: 'Null' }).finally(pipe.writerIsDone);
  // Awaited below; the pipe is read to its end first, whatever happens, so that the engine is never stuck in it.
  result.catch(() => {});
  for await (const chunk of pipe.chunks) await reply.write(chunk as Buffer);
  return result;
}
