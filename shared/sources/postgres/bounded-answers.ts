import type { Duplex } from 'node:stream';
import type pg from 'pg';

/** Of what a server says at once: it is held in memory, a file never is. */
export const MOST_ANSWER_BYTES = 64 * 1024 ** 2;
const WATCH_MS = 20;

/** More came than may be held, before an answer was whole. */
export class AnswerTooLarge extends Error {}

interface Connection {
  readonly stream: { readonly bytesRead: number; destroy(): void };
  attachListeners(stream: Duplex): void;
  on(
    event: 'parameterStatus',
    listener: (said: { readonly parameterName: string; readonly parameterValue: string }) => void,
  ): void;
}
/** Of pg's, which its declarations leave out. */
export const connectionOf = (client: pg.Client): Connection =>
  (client as unknown as { connection: Connection }).connection;

/** Without waiting for the server. */
export const cutOff = (client: pg.Client): void => connectionOf(client).stream.destroy();

/**
 * Has the connection end where the server says what is no message of Postgres. pg's parser throws then, out of an event that
 * nobody waits for, which would end the process.
 */
export function endAtNonsense(client: pg.Client): void {
  const connection = connectionOf(client);
  const attach = connection.attachListeners.bind(connection);
  connection.attachListeners = (stream) => {
    const before = stream.listeners('data');
    attach(stream);
    for (const parse of stream.listeners('data') as ((chunk: Buffer) => void)[]) {
      if (before.includes(parse)) continue;
      stream.off('data', parse);
      stream.on('data', (chunk: Buffer) => {
        try {
          if (!stream.destroyed) parse(chunk);
        } catch (error) {
          // Without a code, which would be taken for that of the network.
          stream.destroy(new Error('no message of Postgres', { cause: error }));
        }
      });
    }
  };
}

/**
 * Waits for an answer, and counts its bytes while they come, not only afterwards.
 * @throws {AnswerTooLarge}
 */
export async function bounded<T>(
  client: pg.Client,
  work: () => Promise<T>,
  most = MOST_ANSWER_BYTES,
): Promise<{ answer: T; bytes: number }> {
  // TLS puts another stream in its place.
  const read = (): number => connectionOf(client).stream.bytesRead;
  const before = read();
  let isTooLarge = false;
  const watch = setInterval(() => {
    isTooLarge ||= read() - before > most;
    if (isTooLarge) cutOff(client);
  }, WATCH_MS);
  try {
    const answer = await work();
    return { answer, bytes: read() - before };
  } catch (error) {
    throw isTooLarge ? new AnswerTooLarge() : error;
  } finally {
    clearInterval(watch);
  }
}
