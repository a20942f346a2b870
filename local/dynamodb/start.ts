import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';

export interface DynamoDbOptions {
  /** 0: any free port. */
  port: number;
  /** Tables are kept here between runs; made when missing. One process may use it. */
  directory: string;
}

export interface DynamoDb {
  url: string;
  port: number;
  /** Ends every connection and closes the store. */
  stop(): Promise<void>;
}

/**
 * DynamoDB on 127.0.0.1. Tables are made by whoever reads the template. It has no transactions, and never expires an item.
 * @throws when another process uses the directory, or the port is taken
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  mkdirSync(options.directory, { recursive: true });
  await checkStore(options.directory);
  const server = dynalite({ path: options.directory, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  bearBrokenRequests(server);
  try {
    await listen(server, options.port);
  } catch (error) {
    // It closes its store only as a part of closing a server that listens.
    await listen(server, 0);
    await close(server);
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    const what = `DynamoDB cannot listen on 127.0.0.1:${options.port}: the port is in use. Choose another one.`;
    throw new Error(what, { cause: error });
  }
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  let stopping: Promise<void> | undefined;
  return {
    url,
    port,
    stop: () => {
      stopping ??= close(server);
      return stopping;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

/** dynalite throws, out of the event loop, when a client breaks off in the middle of a request: that would end the host. */
function bearBrokenRequests(server: Server): void {
  const [handle] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response) => {
    const on = request.on.bind(request);
    request.on('error', () => {});
    request.on = ((event: string, listener: (...values: unknown[]) => void) =>
      event === 'error' ? request : on(event, listener)) as IncomingMessage['on'];
    handle?.(request, response);
  });
}

/** dynalite opens its store in the background and ends the process when that fails, so it is opened once before, with the same library. */
async function checkStore(directory: string): Promise<void> {
  const { Level } = createRequire(import.meta.resolve('dynalite'))('level') as {
    Level: new (directory: string) => { open(): Promise<void>; close(): Promise<void> };
  };
  const store = new Level(directory);
  try {
    await store.open();
  } catch (cause) {
    throw new Error(`DynamoDB cannot open its store ${directory}. Does another process use it?`, { cause });
  }
  await store.close();
}
