import { Agent, request } from 'node:http';

interface Answered {
  readonly status: number;
  /** 0 where the answer does not say. */
  readonly retryAfterSeconds: number;
}
export interface Answer extends Answered {
  readonly body: string;
}

const TIMEOUT_MS = 60_000;

/** GET requests of one bank over connections that are kept, as a client library or a gateway keeps them. */
export class HttpClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #agent: Agent;

  constructor(url: string, apiKey: string, connections: number) {
    this.#url = url;
    this.#headers = { authorization: `Api-Key ${apiKey}` };
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async get(path: string): Promise<Answer> {
    const pieces: Buffer[] = [];
    const answered = await this.#ask(path, {}, (piece) => pieces.push(piece));
    return { ...answered, body: Buffer.concat(pieces).toString() };
  }

  /** Takes the answer compressed, and throws it away unread. */
  async drain(path: string): Promise<{ status: number }> {
    return this.#ask(path, { 'accept-encoding': 'gzip' }, () => undefined);
  }

  /** Resolves once `onPiece` has had all of the answer. */
  #ask(path: string, more: Readonly<Record<string, string>>, onPiece: (piece: Buffer) => void): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const headers = { ...this.#headers, ...more };
      const sent = request(this.#url + path, { agent: this.#agent, headers, timeout: TIMEOUT_MS });
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
      sent.on('error', reject);
      sent.on('response', (response) => {
        response.on('data', onPiece);
        response.on('error', reject);
        const { statusCode: status = 0, headers: told } = response;
        response.on('end', () => resolve({ status, retryAfterSeconds: Number(told['retry-after'] ?? 0) }));
      });
      sent.end();
    });
  }

  /** @throws {Error} for another status than 200 */
  async json<T>(path: string): Promise<T> {
    const { status, body } = await this.get(path);
    if (status !== 200) throw new Error(`GET ${path.split('?')[0]} answered ${status}`);
    return JSON.parse(body) as T;
  }

  close(): void {
    this.#agent.destroy();
  }
}
