import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

/** What came, as the receiver's framework would hand it on. */
export interface Received {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it came, byte for byte. */
  readonly body: string;
  readonly event: { type: string; timestamp: string; tenant_id: string; data: Record<string, unknown> };
}

export interface ReceiverAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Before it answers. */
  readonly afterMs?: number;
  /** Breaks the connection instead. */
  readonly breaks?: true;
}

export interface Receiver extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** In the order in which they came. */
  readonly received: readonly Received[];
  /** Most that were unanswered at the same time. */
  readonly most: number;
  answer: (received: Received, number: number) => ReceiverAnswer;
}

/** A receiver of webhooks, on a free port of this machine. */
export async function webhookReceiver(answer: Receiver['answer'] = () => ({})): Promise<Receiver> {
  const received: Received[] = [];
  let [open, most] = [0, 0];
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    response.once('close', () => {
      open -= 1;
    });
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => void respond(Buffer.concat(pieces).toString('utf8')));
    const respond = async (body: string) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const),
      );
      const one = { id: headers['webhook-id'] ?? '', headers, body, event: JSON.parse(body) as Received['event'] };
      received.push(one);
      const {
        status = 200,
        headers: answered = {},
        body: said = '',
        afterMs,
        breaks,
      } = receiver.answer(one, received.length);
      if (afterMs !== undefined) await sleep(afterMs);
      if (breaks) return response.destroy();
      response.writeHead(status, answered);
      return response.end(said);
    };
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get most() {
      return most;
    },
    answer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** Whether the library that receivers use takes what came. */
export function isSignedBy(secret: string, { headers, body }: Received): boolean {
  try {
    new Webhook(secret).verify(body, { ...headers });
    return true;
  } catch {
    return false;
  }
}
