import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROBLEMS } from '../../shared/domain/problem-catalogue.ts';
import { ALWAYS_HEADERS } from '../../shared/lambda/reply.ts';
import { isForThisMachine, isOfForeignPage } from '../loopback/browser-page.ts';

type Handle = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

export interface HttpServer {
  readonly url: string;
  /** Until this is called, every request is told to try again in a moment. */
  serve(handle: Handle): void;
  /** Takes no more requests. */
  drain(): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Takes the port before anything else is started, so that a port in use is known at once. */
export async function openHttpServer(port: number): Promise<HttpServer> {
  let handle: Handle = answerUnavailable;
  // Longer than the keep-alive of clients' pools, so that a connection is not closed under a request.
  const server = http.createServer({ keepAliveTimeout: 65_000, requestTimeout: 120_000 }, (message, response) => {
    void (refuseOutsider(message, response) ?? handle(message, response));
  });
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end(unreadable());
    else socket.destroy();
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => failed(explain(error, port)));
    server.listen(port, HOST, () => listening());
  });
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    serve: (next) => {
      handle = next;
    },
    drain: () => {
      handle = answerUnavailable;
      server.close();
      server.closeIdleConnections();
    },
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/** To what is no HTTP, or has an address or headers that are too long: nothing of it has been read. */
function unreadable(): string {
  const { status, title } = PROBLEMS['invalid-request'];
  const requestId = randomUUID();
  const body = JSON.stringify({
    type: '/problems/invalid-request',
    title,
    status,
    detail: 'The request could not be read: it is no HTTP, or its address or headers are too long.',
    instance: '/',
    request_id: requestId,
  });
  const headers = [
    `HTTP/1.1 ${status} Bad Request`,
    'connection: close',
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
  ];
  return `${headers.join('\r\n')}\r\n\r\n${body}`;
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new PortTakenError(
      `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`,
    );
  }
  if (error.code === 'EACCES') return new PortTakenError(`Port ${port} may not be used. Choose another one with PORT.`);
  return error;
}

/**
 * Pages of other origins have no business with a service of this machine, whatever they know of its keys; and a page is of
 * another origin too when its host name was made to lead here.
 * @returns undefined when the request may be answered
 */
function refuseOutsider(message: IncomingMessage, response: ServerResponse): Promise<void> | undefined {
  if (!isForThisMachine(message)) {
    const { host = '' } = message.headers;
    const remedy = 'Ask 127.0.0.1 or localhost.';
    return answerProblem(message, response, 'forbidden', `The service on this machine is not ${host}. ${remedy}`);
  }
  if (!isOfForeignPage(message)) return undefined;
  const what = `Pages of ${message.headers.origin} may not use the service on this machine.`;
  return answerProblem(message, response, 'forbidden', what);
}

/** While the service starts or stops. */
function answerUnavailable(message: IncomingMessage, response: ServerResponse): Promise<void> {
  return answerProblem(message, response, 'unavailable', PROBLEMS.unavailable.remedy, { 'retry-after': '1' });
}

async function answerProblem(
  message: IncomingMessage,
  response: ServerResponse,
  code: 'forbidden' | 'unavailable',
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { status, title } = PROBLEMS[code];
  const requestId = randomUUID();
  const body = JSON.stringify({
    type: `/problems/${code}`,
    title,
    status,
    detail,
    instance: message.url?.split('?')[0],
    request_id: requestId,
  });
  response.on('error', () => {});
  const { 'Strict-Transport-Security': _, ...always } = ALWAYS_HEADERS;
  response.writeHead(status, {
    ...always,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'x-request-id': requestId,
    ...headers,
    connection: 'close',
  });
  response.end(message.method === 'HEAD' ? undefined : body);
}
