import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import dynalite from 'dynalite';
import { requireSignatures } from '../aws-signature/require-signatures.ts';
import type { Keyring } from '../aws-signature/signature-v4.ts';
import { Level, watchStore } from './store-failures.ts';

export interface DynamoDbOptions {
  /** 0: any free port. */
  port: number;
  /** Tables are kept here between runs; made when missing. One process may use it. Without it, in memory only. */
  directory?: string | undefined;
  /** Who may ask. Without one, every program of this machine may, as behind an emulator that hands requests on. */
  keyring?: Keyring | undefined;
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
  const { directory, keyring } = options;
  if (directory !== undefined) {
    mkdirSync(directory, { recursive: true });
    await checkStore(directory);
  }
  const inMemory = { createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 };
  const server = dynalite(directory === undefined ? inMemory : { ...inMemory, path: directory });
  // It also keeps a client that breaks off in the middle of a request from dynalite, which would throw out of the event loop.
  requireSignatures(server, { service: 'dynamodb', keyring });
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
  let opening: Promise<void> | undefined;
  const ending = new AbortController();
  /** Who asks meanwhile finds nobody, as of a table that is away. */
  const openAnew = async () => {
    await close(server);
    while (!ending.signal.aborted) {
      try {
        await checkStore(directory ?? '');
        watch();
        await listen(server, port);
        return;
      } catch {
        await sleep(REOPEN_PAUSE_MS, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  };
  const watch = () => {
    if (directory === undefined) return;
    // Not in the stack of the write, which has its answer to send.
    watchStore(directory, () => setTimeout(() => (opening ??= openAnew().finally(() => (opening = undefined))), 50));
  };
  watch();
  return {
    url,
    port,
    stop: () => {
      ending.abort();
      stopping ??= Promise.resolve(opening).then(() => (server.listening ? close(server) : undefined));
      return stopping;
    },
  };
}

/** A disk that is full is full for a while. */
const REOPEN_PAUSE_MS = 500;

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

/** dynalite opens its store in the background and ends the process when that fails, so it is opened once before, with the same library. */
async function checkStore(directory: string): Promise<void> {
  const store = new Level(directory);
  try {
    await store.open();
  } catch (cause) {
    throw new Error(`DynamoDB cannot open its store ${directory}. Does another process use it?`, { cause });
  }
  await store.close();
}
