import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type Answer, type Content, problem } from './answers.ts';
import { DEFAULT_RETRY_AFTER, type Failure, type Fate } from './faults.ts';

/** A garbled body is held in memory to know its length. */
const MOST_GARBLED_BYTES = 64 * 1024;

/** What stands in the place of an answer; undefined when it fails only while it is sent, or not at all. */
export function failedAnswer(failure: Failure | undefined, retryAfter = DEFAULT_RETRY_AFTER): Answer | undefined {
  if (failure === 'error') {
    return problem(500, 'Crashed on demand', 'The exposer was told to fail now and then. Send the request again.');
  }
  if (failure !== 'throttle') return undefined;
  const wait = `${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}`;
  const answer = problem(
    429,
    'Too many requests',
    `The exposer was told to say so now and then. Try again in ${wait}.`,
  );
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
}

/** Sends it, whole or not. A client that leaves is no error. @throws when its file cannot be read any more */
export async function sendAnswer(
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
  { failure, cutAt }: Pick<Fate, 'failure' | 'cutAt'>,
): Promise<void> {
  const all = { ...headers, 'cache-control': 'no-store' };
  if (typeof body === 'string') {
    response.writeHead(status, { ...all, 'content-length': Buffer.byteLength(body) });
    response.end(method === 'HEAD' ? undefined : body);
    return;
  }
  if (method === 'HEAD') {
    response.writeHead(status, all).end();
    return;
  }
  if (failure === 'garble') {
    const parts: Buffer[] = [];
    for await (const part of beginning(body, cutAt, MOST_GARBLED_BYTES)) parts.push(part);
    const cut = Buffer.concat(parts);
    response.writeHead(status, { ...all, 'content-length': cut.length }).end(cut);
    return;
  }
  response.writeHead(status, all);
  const isCut = failure === 'cut';
  try {
    await pipeline(isCut ? beginning(body, cutAt) : body.parts(), response, { end: !isCut });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
  // Once what was written has left; without the chunk that ends a body.
  if (isCut) response.socket?.destroySoon();
}

/** At least a byte of a body, and never all of it. */
async function* beginning(body: Content, cutAt: number, most = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
  let left = 1 + Math.floor(cutAt * Math.min(body.bytes, most - 1));
  for await (const part of body.parts()) {
    const bytes = Buffer.from(part).subarray(0, left);
    yield bytes;
    left -= bytes.length;
    if (left === 0) return;
  }
}
