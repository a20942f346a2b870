import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

export interface PlainDoor {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Plain HTTP on a free port of 127.0.0.1, for what speaks TLS on another: requests go on as they are. With IAM enforced,
 * buckets and queues refuse what does not come by TLS; so it comes by TLS, and nobody has to be told to trust the
 * certificate of a test. (Kept-alive connections would save little, and the other end closes them at any moment.)
 */
export async function openPlainDoor(tlsPort: number): Promise<PlainDoor> {
  const agent = new Agent({ keepAlive: false, rejectUnauthorized: false });
  const server = createServer((asked, answer) => {
    const { method = 'GET', url = '/', headers } = asked;
    const onward = request({ host: '127.0.0.1', port: tlsPort, method, path: url, headers, agent, setHost: false });
    onward.once('response', (answered) => passBack(answered, answer));
    onward.once('error', (error) => {
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end(error.message);
    });
    pipeline(asked, onward, () => {});
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passBack(answered: IncomingMessage, answer: ServerResponse): void {
  // Whoever asked has hung up.
  if (answer.destroyed) {
    answered.destroy();
    return;
  }
  const { connection: _, 'keep-alive': __, ...headers } = answered.headersDistinct;
  for (const [name, values] of Object.entries(headers)) answer.setHeader(name, values ?? []);
  answer.writeHead(answered.statusCode ?? 502);
  pipeline(answered, answer, () => {});
}
