import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip, Gzip } from 'node:zlib';
import { type ClickHouseException, exceptionLine } from './exceptions.ts';

/** What is known of a result when it is complete; figures as the engine gives them. */
export interface ResultSummary {
  readRows: number;
  readBytes: number;
  /** Of an INSERT with rows in its body; not known for INSERT … SELECT. */
  writtenRows?: number;
  elapsedNanoseconds: bigint;
}

export interface ReplyOptions {
  queryId: string;
  format: string;
  gzip: boolean;
  waitForEnd: boolean;
  version: string;
}

/** This much is held back, so that an error before it becomes a proper answer. */
const HELD_BYTES = 1024 ** 2;
/** How long a client may take to read that its result failed, in ms. */
const READING_PATIENCE = 5_000;

const CONTENT_TYPES: [RegExp, string][] = [
  [/^JSON.*(EachRow|Lines)|^NDJSON/i, 'application/x-ndjson; charset=UTF-8'],
  [/^JSON/i, 'application/json; charset=UTF-8'],
  [/^CSV/i, 'text/csv; charset=UTF-8'],
  [/^(TabSeparated|TSV)/i, 'text/tab-separated-values; charset=UTF-8'],
  [/^(Native|RowBinary|RawBLOB|Parquet|ORC|Arrow|Avro|MsgPack|BSON|Npy)/i, 'application/octet-stream'],
];

/** The answer to one statement: a result of any length, or an exception, also in the middle of a result. */
export class Reply {
  readonly #response: ServerResponse;
  readonly #options: ReplyOptions;
  readonly #tag = randomBytes(8).toString('hex');
  #held: Buffer[] = [];
  #heldBytes = 0;
  #out: Writable | undefined;

  constructor(response: ServerResponse, options: ReplyOptions) {
    this.#response = response;
    this.#options = options;
  }

  /** Nobody listens any more. */
  get gone(): boolean {
    return this.#response.destroyed;
  }

  /** Takes a part of the result; resolves when there is room for more. */
  async write(chunk: Buffer): Promise<void> {
    if (this.gone) return;
    if (this.#out === undefined) {
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
      if (this.#options.waitForEnd || this.#heldBytes <= HELD_BYTES) return;
      this.#start({});
    } else this.#send(chunk);
    await this.#room();
  }

  #send(chunk: Buffer): void {
    this.#out?.write(chunk);
  }

  async #room(): Promise<void> {
    const out = this.#out;
    if (out === undefined || !out.writableNeedDrain || this.gone) return;
    const gone = new AbortController();
    const onClose = () => gone.abort();
    this.#response.once('close', onClose);
    try {
      await once(out, 'drain', { signal: gone.signal });
    } catch (error) {
      if (!gone.signal.aborted) throw error;
    } finally {
      this.#response.off('close', onClose);
    }
  }

  #start(extra: Record<string, string>): void {
    const { queryId, format, gzip } = this.#options;
    this.#response.writeHead(200, {
      'Content-Type': CONTENT_TYPES.find(([pattern]) => pattern.test(format))?.[1] ?? 'text/plain; charset=UTF-8',
      ...serverHeaders(queryId),
      'X-ClickHouse-Format': format,
      'X-ClickHouse-Exception-Tag': this.#tag,
      ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
      ...extra,
    });
    if (gzip) {
      const zip = createGzip({ level: 3 });
      zip.pipe(this.#response);
      this.#response.once('close', () => zip.destroy());
      this.#out = zip;
    } else this.#out = this.#response;
    for (const chunk of this.#held) this.#send(chunk);
    this.#held = [];
  }

  end(summary: ResultSummary): void {
    if (this.gone) return;
    if (this.#out === undefined) {
      const length = this.#options.gzip ? {} : { 'Content-Length': String(this.#heldBytes) };
      this.#start({ 'X-ClickHouse-Summary': summaryHeader(summary), ...length });
    }
    this.#out?.end();
  }

  /**
   * Before the first byte: a status, and the exception as body. After it: the block that a server writes (clients find it by the tag of
   * the header), and the connection is cut before the end of the body, so nobody can take it for a complete result.
   */
  async fail(exception: ClickHouseException): Promise<void> {
    if (this.gone) return;
    const line = exceptionLine(exception, this.#options.version);
    if (this.#out === undefined) {
      sendException(this.#response, this.#options.queryId, exception, this.#options.version);
      return;
    }
    const tag = this.#tag;
    const block = `\r\n__exception__\r\n${tag}\r\n${line}${Buffer.byteLength(line)} ${tag}\r\n__exception__\r\n`;
    await this.#room();
    this.#send(Buffer.from(block));
    const closed = new Promise<void>((resolve) => this.#response.once('close', resolve));
    if (this.#out instanceof Gzip) {
      const zip = this.#out;
      await Promise.race([closed, new Promise<void>((resolve) => zip.flush(resolve))]);
    }
    // A cut connection takes with it what the client has not read yet; one that has read the block closes by itself.
    if (!this.gone) await Promise.race([closed, sleep(READING_PATIENCE)]);
    this.#response.destroy();
  }
}

function serverHeaders(queryId: string): Record<string, string> {
  return {
    'X-ClickHouse-Query-Id': queryId,
    'X-ClickHouse-Server-Display-Name': 'laptop',
    'X-ClickHouse-Timezone': 'UTC',
  };
}

function summaryHeader(summary: ResultSummary): string {
  const figures = {
    read_rows: summary.readRows,
    read_bytes: summary.readBytes,
    written_rows: summary.writtenRows ?? 0,
    written_bytes: 0,
    total_rows_to_read: 0,
    result_rows: 0,
    result_bytes: 0,
    elapsed_ns: summary.elapsedNanoseconds,
  };
  return JSON.stringify(Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, String(value)])));
}

/** Answers a request that failed before anything was sent. */
export function sendException(
  response: ServerResponse,
  queryId: string,
  exception: ClickHouseException,
  version: string,
): void {
  const body = Buffer.from(exceptionLine(exception, version));
  response.writeHead(exception.status, {
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Length': String(body.length),
    ...serverHeaders(queryId),
    'X-ClickHouse-Exception-Code': String(exception.code),
  });
  response.end(body);
}
