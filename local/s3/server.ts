import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Keyring } from '../aws-signature/signature-v4.ts';
import { answerRequest } from './answer-request.ts';
import type { BucketRules } from './bucket.ts';
import type { S3Services } from './call.ts';
import { DiskLayout } from './disk-layout.ts';
import type { S3EventRecord } from './events.ts';
import { MultipartUploads } from './multipart.ts';
import { ObjectStore } from './object-store.ts';
import { Outbox } from './outbox.ts';

export type { BucketRules } from './bucket.ts';
export type { CorsRule } from './cors.ts';
export type { S3EventName, S3EventRecord } from './events.ts';

export interface S3Options {
  /** Everything is kept here. One server at a time may use a directory. */
  readonly directory: string;
  /** on 127.0.0.1; 0 takes any that is free */
  readonly port: number;
  /** access key id → secret */
  readonly credentials: Readonly<Record<string, string>>;
  /** Requests signed for another region are refused, except for us-east-1, the default of clients without a region. */
  readonly region: string;
  /**
   * Gets each event after its change is on disk. The event is kept until the returned promise resolves; what was not
   * delivered is delivered again when the server starts next, so a receiver may see an event twice.
   */
  readonly onEvent?: (record: S3EventRecord) => void | Promise<void>;
  /** Gets lines about what went wrong in the server itself; never keys, signatures or content. */
  readonly log?: (line: string) => void;
  /** milliseconds since the epoch; for tests of expiry */
  readonly now?: () => number;
}

export interface S3Server {
  /** `http://127.0.0.1:<port>`: an address, so that the SDK uses path-style requests by itself */
  readonly endpoint: string;
  /** Creates the bucket; one that exists is kept, and gets those of these rules that are given. */
  createBucket(name: string, rules?: Partial<BucketRules>): Promise<void>;
  /** Cuts connections and waits until nothing is being written any more. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Starts an S3 server for one machine: path-style, over HTTP, SigV4 verified. Objects survive a kill of the process
 * (but are not fsynced, so not a power cut).
 */
export async function startS3(options: S3Options): Promise<S3Server> {
  const log = options.log ?? (() => undefined);
  const { region, credentials } = options;
  const layout = new DiskLayout(options.directory);
  await layout.prepare();
  const outbox = options.onEvent && new Outbox(layout, options.onEvent, log);
  const store = ObjectStore.open(layout, { region, outbox, log });
  const uploads = new MultipartUploads(layout);
  let endpoint = '';
  const services: S3Services = { layout, store, uploads, region, endpoint: () => endpoint };
  const keyring: Keyring = { credentials, region, ...(options.now && { now: options.now }) };

  const running = new Set<Promise<void>>();
  const accept = (request: IncomingMessage, response: ServerResponse, admit: () => void): void => {
    const work = answerRequest(request, response, admit, { services, keyring, log }).finally(() =>
      running.delete(work),
    );
    running.add(work);
  };
  // A large upload may take its time; keep-alive is long, so that a pooled connection is not closed while it is reused.
  const server = http.createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 });
  server.on('request', (request, response) => accept(request, response, () => undefined));
  // Node closes the connection by itself when a request is refused before its body was admitted.
  server.on('checkContinue', (request, response) => accept(request, response, () => response.writeContinue()));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, HOST, resolve);
  });
  endpoint = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  outbox?.deliverLeftOver();

  return {
    endpoint,
    createBucket: async (name, rules = {}) => {
      if (!store.findBucket(name)) await store.createBucket(name);
      await store.bucket(name).saveRules(rules);
    },
    stop: async () => {
      outbox?.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await Promise.all(running);
    },
  };
}
