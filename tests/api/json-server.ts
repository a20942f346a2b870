import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface JsonRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

export interface JsonAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is. */
  readonly body?: unknown;
  /** The connection is cut after so many bytes of the body. */
  readonly cutAfter?: number;
}

export interface JsonServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly requests: readonly JsonRequest[];
}

/** A source for tests: answers as told, on a free port of this machine. */
export async function jsonServer(
  answer: (request: JsonRequest, number: number) => JsonAnswer | Promise<JsonAnswer>,
): Promise<JsonServer> {
  const requests: JsonRequest[] = [];
  const server = createServer((message: IncomingMessage, response: ServerResponse) => {
    void respond(message, response);
  });
  async function respond(message: IncomingMessage, response: ServerResponse) {
    const { pathname: path, searchParams: query } = new URL(message.url ?? '/', 'http://127.0.0.1');
    const request = { path, query, headers: message.headers };
    requests.push(request);
    const { status = 200, headers = {}, body, cutAfter } = await answer(request, requests.length);
    const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? null));
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': String(content.length),
      ...headers,
    });
    if (cutAfter === undefined) return response.end(content);
    response.write(content.subarray(0, cutAfter), () => response.destroy());
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]: stop,
  };
}
