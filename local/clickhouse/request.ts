import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { ClickHouseException } from './exceptions.ts';

/** One request of ClickHouse's HTTP protocol, read from address and headers. */
export interface QueryRequest {
  queryId: string;
  /** The part of the statement that is in the address. */
  query: string | undefined;
  database: string;
  /** For a statement that names no format. */
  defaultFormat: string;
  params: Map<string, string>;
  settings: Map<string, string>;
  session: { id: string; idleSeconds: number; mustExist: boolean } | undefined;
  /** Nothing is sent before all is known. */
  waitForEnd: boolean;
  gzip: boolean;
  user: string;
  password: string;
}

/** What the address may hold beside settings and parameters. */
const NOT_SETTINGS = new Set(
  `query query_id database default_format session_id session_timeout session_check user password role quota_key stacktrace
   compress decompress wait_end_of_query buffer_size client_protocol_version`.split(/\s+/),
);

const header = (message: IncomingMessage, name: string) => {
  const value = message.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

export function readRequest(message: IncomingMessage, address: URL): QueryRequest {
  const fields = address.searchParams;
  const params = new Map<string, string>();
  const settings = new Map<string, string>();
  for (const [name, value] of fields) {
    if (name.startsWith('param_')) params.set(name.slice(6), value);
    else if (!NOT_SETTINGS.has(name)) settings.set(name, value);
  }
  for (const name of ['compress', 'decompress']) {
    if (fields.get(name) === '1') {
      throw new ClickHouseException(48, `${name}=1 is ClickHouse's own block compression; use gzip. (NOT_IMPLEMENTED)`);
    }
  }
  // With GET nothing may be changed, settings apart.
  if (message.method !== 'POST') settings.set('readonly', '2');
  const id = fields.get('session_id');
  return {
    queryId: fields.get('query_id') || randomUUID(),
    query: fields.get('query') ?? undefined,
    database: fields.get('database') || header(message, 'x-clickhouse-database') || 'default',
    defaultFormat: fields.get('default_format') || header(message, 'x-clickhouse-format') || 'TabSeparated',
    params,
    settings,
    session:
      id === null
        ? undefined
        : {
            id,
            idleSeconds: Math.min(Number(fields.get('session_timeout')) || 60, 3600),
            mustExist: fields.get('session_check') === '1',
          },
    waitForEnd: fields.get('wait_end_of_query') === '1' || fields.get('http_wait_end_of_query') === '1',
    gzip: fields.get('enable_http_compression') === '1' && /\bgzip\b/.test(header(message, 'accept-encoding') ?? ''),
    ...readCredentials(message, fields),
  };
}

function readCredentials(message: IncomingMessage, fields: URLSearchParams): { user: string; password: string } {
  const authorization = header(message, 'authorization');
  if (authorization !== undefined) {
    if (!/^basic /i.test(authorization)) {
      throw new ClickHouseException(516, 'only Basic authorization is known here. (AUTHENTICATION_FAILED)');
    }
    const text = Buffer.from(authorization.slice(6), 'base64').toString('utf8');
    const at = text.indexOf(':');
    return at === -1 ? { user: text, password: '' } : { user: text.slice(0, at), password: text.slice(at + 1) };
  }
  return {
    user: header(message, 'x-clickhouse-user') ?? fields.get('user') ?? 'default',
    password: header(message, 'x-clickhouse-key') ?? fields.get('password') ?? '',
  };
}

/** The body, unpacked. */
export function bodyOf(message: IncomingMessage): Readable {
  const encoding = header(message, 'content-encoding') ?? 'identity';
  const unpack = { gzip: createGunzip, br: createBrotliDecompress, deflate: createInflate, zstd: createZstdDecompress }[
    encoding
  ];
  if (unpack !== undefined) return message.compose(unpack());
  if (encoding === 'identity') return message;
  throw new ClickHouseException(48, `Unknown content encoding: ${encoding}. (NOT_IMPLEMENTED)`);
}

/** A statement has at most this many bytes here; rows go into a file and have no limit. */
const MAX_STATEMENT = 64 * 1024 ** 2;

/** The body as text. The engine takes text only, so other bytes are refused rather than changed. */
export async function textOf(body: Readable): Promise<string> {
  const bytes = await bytesOf(body);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const hint = 'send the INSERT in the address and only the rows in the body';
    throw new ClickHouseException(117, `The statement is not UTF-8; to insert other bytes, ${hint}. (INCORRECT_DATA)`);
  }
}

async function bytesOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Too much is read to its end all the same: a client that is still sending does not see an answer.
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size <= MAX_STATEMENT) chunks.push(chunk as Buffer);
  }
  if (size > MAX_STATEMENT) {
    const hint = 'to insert rows, send the INSERT in the address and the rows in the body';
    throw new ClickHouseException(307, `The statement is too large; ${hint}. (QUERY_IS_TOO_LARGE)`);
  }
  return Buffer.concat(chunks);
}

export const isForm = (message: IncomingMessage) =>
  /^multipart\/form-data/i.test(header(message, 'content-type') ?? '');

/** The fields of a form: `query`, and parameters that are too long for the address. */
export async function formOf(message: IncomingMessage, body: Readable): Promise<Map<string, string>> {
  const bytes = await bytesOf(body);
  const type = header(message, 'content-type') ?? '';
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    if (typeof value !== 'string')
      throw new ClickHouseException(48, 'External tables are not available here. (NOT_IMPLEMENTED)');
    fields.set(name, value);
  }
  return fields;
}
