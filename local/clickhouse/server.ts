import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalByEngine } from '../loopback/browser-page.ts';
import type { Access } from './access.ts';
import { Engine } from './engine.ts';
import { ClickHouseException, readException } from './exceptions.ts';
import { answerQuery } from './query.ts';
import { sendException } from './reply.ts';
import { type QueryRequest, readRequest } from './request.ts';

export interface User {
  readonly password: string;
  readonly access: Access;
}

/**
 * A process of its own: chdb behind ClickHouse's HTTP protocol. `node server.ts <directory> <port>`, started by start.ts over an IPC
 * channel that brings the users and whose end is the end of this process.
 */
export type FromParent = { users: Readonly<Record<string, User>> } | 'stop';
export type ToParent = { port: number } | { failed: string; portTaken: boolean };

const STOP_PATIENCE = 2_000;
/** A server's `http_max_uri_size`. */
const MAX_ADDRESS = 1024 ** 2;

const [directory = '', port = ''] = process.argv.slice(2);
const tell = (word: ToParent) => process.send?.(word);

let engine: Engine | undefined;
let ending = false;

const server = createServer(
  { keepAliveTimeout: 10_000, requestTimeout: 0, maxHeaderSize: MAX_ADDRESS },
  (message, response) => {
    let request: QueryRequest | undefined;
    const fail = (error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else sendException(response, request?.queryId ?? '', readException(error), engine?.version ?? '');
      // What the client may still be sending is thrown away, so that it can read the answer.
      message.resume();
    };
    try {
      const refusal = refusalByEngine(message);
      if (refusal !== undefined) throw new ClickHouseException(497, `${refusal} (ACCESS_DENIED)`, 403);
      const address = URL.parse(`http://local${message.url}`);
      if (address?.pathname === '/ping' || (address?.pathname === '/' && message.method === 'GET' && !address.search)) {
        response.end('Ok.\n');
        return;
      }
      if (engine === undefined || ending) throw new ClickHouseException(236, 'The server is stopping. (ABORTED)', 503);
      if (address?.pathname !== '/') {
        throw new ClickHouseException(79, `There is no handler ${address?.pathname}. (INCORRECT_FILE_NAME)`, 404);
      }
      request = readRequest(message, address);
      const user = users.get(request.user);
      if (user?.password !== request.password) {
        const why = 'password is incorrect, or there is no user with such name';
        throw new ClickHouseException(516, `${request.user}: Authentication failed: ${why}. (AUTHENTICATION_FAILED)`);
      }
      answerQuery(engine, user.access, request, message, response).catch(fail);
    } catch (error) {
      fail(error);
    }
  },
);

let users: ReadonlyMap<string, User> = new Map();

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  server.close();
  // A thread of the engine that does not return would keep this process, and with it the lock of the directory.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), STOP_PATIENCE + 1_000).unref();
  // Statements that are killed answer their clients first. One whose client does not read ends when the connection does.
  setTimeout(() => server.closeAllConnections(), 300).unref();
  const closed = await engine?.close(STOP_PATIENCE).catch(() => false);
  if (closed === false) process.kill(process.pid, 'SIGKILL');
  process.exit(0);
}

// The parent is gone, and with it everyone who could be answered. The engine's own way out may take long, or fail; a server that is
// killed leaves its directory whole.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('SIGTERM', () => void end());
process.on('SIGINT', () => void end());
process.on('message', (word: FromParent) => {
  if (word === 'stop') {
    void end();
    return;
  }
  users = new Map(Object.entries(word.users));
  try {
    engine = new Engine(directory);
  } catch (error) {
    tell({ failed: (error as Error).message, portTaken: false });
    process.disconnect();
    return;
  }
  server.once('error', (error: NodeJS.ErrnoException) => {
    tell({ failed: error.message, portTaken: error.code === 'EADDRINUSE' });
    process.disconnect();
  });
  server.listen(Number(port), '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));
});
