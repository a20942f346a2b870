import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** As far as a receiver looks into it. */
export interface ReceivedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface WebhookReceiver {
  readonly url: string;
  /** What its signatures are proven with: known once the webhook is made. */
  secret: string;
  /** Proven events by their `webhook-id`: what comes again is the same event. */
  readonly events: ReadonlyMap<string, ReceivedEvent>;
  /** How many came whose signature does not hold. */
  readonly refused: number;
  stop(): Promise<void>;
}

/** The bank's side of the webhooks that go out, as docs/webhooks.md has it: proven over the bytes that came, answered, kept once. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const events = new Map<string, ReceivedEvent>();
  let secret = '';
  let refused = 0;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const),
      );
      try {
        const event = new Webhook(secret).verify(Buffer.concat(pieces), headers) as ReceivedEvent;
        events.set(headers['webhook-id']!, event);
        response.writeHead(204).end();
      } catch {
        refused += 1;
        response.writeHead(401).end();
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tranche`,
    get secret() {
      return secret;
    },
    set secret(given) {
      secret = given;
    },
    events,
    get refused() {
      return refused;
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
