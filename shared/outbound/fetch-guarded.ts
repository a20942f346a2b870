import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isAllowedAddress, literalAddress } from './allowed-addresses.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { connectionFault, OutboundFault } from './outbound-fault.ts';

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: Readonly<IncomingMessage['headers']>;
  /** Unpacked. */
  readonly body: Buffer;
  /** Where it came from in the end: redirects are followed. */
  readonly url: URL;
}

export interface OutboundRequest {
  /** GET if left out. */
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Its type is among the headers. */
  readonly body?: string | Uint8Array;
  readonly signal: AbortSignal;
  /** Of the body, unpacked. */
  readonly maxBytes: number;
  /** Within which the whole answer has to be there. */
  readonly timeoutMs: number;
}

const MOST_REDIRECTS = 5;
/** Between two pieces of an answer. */
const IDLE_MS = 30_000;

const GUARDED = { lookup: guardedLookup };
const KEPT = { ...GUARDED, keepAlive: true, maxFreeSockets: 4 };
const agents = { 'http:': new HttpAgent(KEPT), 'https:': new HttpsAgent(KEPT) };
/** A kept connection that the other side closes meanwhile would leave open whether a request has arrived. */
const freshAgents = { 'http:': new HttpAgent(GUARDED), 'https:': new HttpsAgent(GUARDED) };

/** What changes nothing at the other side. */
const isRead = ({ method = 'GET' }: Pick<OutboundRequest, 'method'>): boolean => method === 'GET' || method === 'HEAD';

/**
 * Sends a request to an address that somebody else has chosen: the address is checked when it is connected to, and again at every
 * redirect, which takes its headers along on the same host only. What changes something (POST, say) or has a body is sent again on
 * the same host only, and only where the redirect asks for just that (307, 308).
 * @throws {OutboundFault}, which says whether the request may have arrived; and the signal's reason
 */
export async function fetchGuarded(address: URL, request: OutboundRequest): Promise<OutboundAnswer> {
  request.signal.throwIfAborted();
  // By hand: a composed signal, and the timer of a timeout, would keep the answer for as long as they live.
  const ended = new AbortController();
  const end = () => ended.abort(request.signal.reason);
  const timer = setTimeout(() => ended.abort(TIMED_OUT), request.timeoutMs);
  request.signal.addEventListener('abort', end, { once: true });
  try {
    return await followed(address, request, ended.signal);
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', end);
  }
}

const TIMED_OUT = new Error('timed out');

async function followed(address: URL, request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
  let url = address;
  let { headers } = request;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await once(url, { ...request, headers, signal }, redirects > 0);
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return answer;
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (!next || !isHttp(next) || redirects === MOST_REDIRECTS) throw new OutboundFault('redirect', url);
    if (!goesAnywhere(request) && !mayBeRepeated(answer.status, url, next)) throw new OutboundFault('redirect', url);
    if (next.origin !== url.origin && !isSameMadeSecure(url, next)) headers = {};
    url = next;
  }
}

/** What changes nothing, and says nothing: a body may hold what only the first host is to know. */
const goesAnywhere = (request: OutboundRequest): boolean => isRead(request) && (request.body ?? '').length === 0;

/** From http to https, both at their usual ports. */
const isSameMadeSecure = (from: URL, to: URL): boolean =>
  from.hostname === to.hostname && from.protocol === 'http:' && to.protocol === 'https:' && from.port + to.port === '';

const mayBeRepeated = (status: number, from: URL, to: URL): boolean =>
  (status === 307 || status === 308) && (from.origin === to.origin || isSameMadeSecure(from, to));

const isHttp = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';

/** @param wasHeard whether the request has arrived somewhere before, and was sent on */
async function once(url: URL, request: OutboundRequest, wasHeard: boolean): Promise<OutboundAnswer> {
  const connection = { isThere: wasHeard };
  const literal = literalAddress(url.hostname);
  if (literal !== undefined && !isAllowedAddress(literal)) throw new OutboundFault('address', url, '', wasHeard);
  try {
    const response = await respond(url, request, connection);
    const body = await bodyOf(response, url, request);
    // A body that ends with its connection looks whole when it is we who have cut it off.
    request.signal.throwIfAborted();
    return { status: response.statusCode ?? 0, headers: response.headers, body, url };
  } catch (error) {
    if (error instanceof OutboundFault) throw new OutboundFault(error.kind, url, error.reason, connection.isThere);
    if (request.signal.reason === TIMED_OUT) throw new OutboundFault('timeout', url, '', connection.isThere);
    request.signal.throwIfAborted();
    throw connectionFault(error as NodeJS.ErrnoException, url, connection.isThere);
  }
}

/** @param connection is told once there is one: from then on, the request may arrive */
function respond(
  url: URL,
  { method = 'GET', headers, body, signal }: OutboundRequest,
  connection: { isThere: boolean },
): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  const send = isSecure ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = send(url, {
      method,
      agent: (isRead({ method }) ? agents : freshAgents)[url.protocol as keyof typeof agents],
      headers: {
        'user-agent': 'Tranche',
        accept: 'application/json',
        'accept-encoding': 'gzip, deflate, br',
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
      signal,
    });
    sent.once('socket', (socket) => {
      const noted = () => {
        connection.isThere = true;
      };
      if (sent.reusedSocket) noted();
      else socket.once(isSecure ? 'secureConnect' : 'connect', noted);
    });
    sent.setTimeout(IDLE_MS, () => sent.destroy(new OutboundFault('timeout', url)));
    sent.once('response', resolve);
    sent.once('error', reject);
    // Nobody wants another protocol, and without a listener nothing would ever be said of it.
    sent.once('upgrade', (_, socket) => socket.destroy());
    sent.once('close', () => reject(new OutboundFault('cut-off', url)));
    sent.end(body);
  });
}

const UNPACKING = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

async function bodyOf(response: IncomingMessage, url: URL, { maxBytes }: OutboundRequest): Promise<Buffer> {
  const encoding = response.headers['content-encoding']?.toLowerCase() ?? '';
  const unpacking = Object.hasOwn(UNPACKING, encoding) ? UNPACKING[encoding as keyof typeof UNPACKING]() : undefined;
  if (unpacking) response.once('error', (error) => unpacking.destroy(error));
  const content: Readable = unpacking ? response.pipe(unpacking) : response;
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of content) {
      bytes += (piece as Buffer).length;
      if (bytes > maxBytes) throw new OutboundFault('too-large', url);
      pieces.push(piece as Buffer);
    }
  } finally {
    if (!response.complete) response.destroy();
  }
  if (!response.complete) throw new OutboundFault('cut-off', url);
  return Buffer.concat(pieces);
}
