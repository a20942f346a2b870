import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type AttemptFailure, KEPT_ANSWER_BYTES } from '../domain/webhook.ts';
import { isAllowedAddress, isAllowedSpecially, literalAddress } from '../outbound/allowed-addresses.ts';
import { AddressRefused, guardedLookup, lookupGuardedBy } from '../outbound/guarded-lookup.ts';
import { connectionFault, type OutboundFaultKind } from '../outbound/outbound-fault.ts';

/** What came of sending: without a failure, the receiver has it. */
export interface PostOutcome {
  readonly status: number | null;
  /** The beginning of the answer; null where there was none. */
  readonly answer: string | null;
  readonly failure: AttemptFailure | null;
  /** As the answer has it. */
  readonly retryAfter: string | null;
}

/** Nobody waits longer for the beginning of an answer whose status is there: the status is what counts. */
const ANSWER_MS = 2000;

// A connection is one attempt's, so that its address is looked up and checked with every attempt.
const WAYS = {
  'https:': { send: httpsRequest, agent: new HttpsAgent({ lookup: guardedLookup }), isAllowed: isAllowedAddress },
  'http:': {
    send: httpRequest,
    agent: new HttpAgent({ lookup: lookupGuardedBy((address) => isAllowedSpecially(address)) }),
    isAllowed: isAllowedSpecially,
  },
};

/** Sends something to an address that somebody else has chosen, once. Never throws; redirects are not followed. */
export async function postEvent(
  address: string,
  { headers, body, timeoutMs }: { headers: Readonly<Record<string, string>>; body: string; timeoutMs: number },
): Promise<PostOutcome> {
  const url = new URL(address);
  const way = WAYS[url.protocol as keyof typeof WAYS];
  const literal = literalAddress(url.hostname);
  if (literal !== undefined && !way.isAllowed(literal)) return failed(refused(url));
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = way.send(url, {
        method: 'POST',
        agent: way.agent,
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        signal: timeout,
      });
      sent.once('response', resolve);
      // Also after the answer has begun: without a listener it would be a crash.
      sent.on('error', reject);
      sent.once('upgrade', (_, socket) => socket.destroy());
      sent.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
      sent.end(body);
    });
    const status = response.statusCode ?? 0;
    return {
      status,
      answer: await beginningOf(response),
      failure: failureOfStatus(status),
      retryAfter: response.headers['retry-after'] ?? null,
    };
  } catch (error) {
    if (timeout.aborted) return failed('timeout');
    if (error instanceof AddressRefused) return failed(refused(url));
    return failed(FAILURES[connectionFault(error as NodeJS.ErrnoException, url).kind]);
  }
}

const failed = (failure: AttemptFailure): PostOutcome => ({ status: null, answer: null, failure, retryAfter: null });

const refused = ({ protocol }: URL): AttemptFailure => (protocol === 'http:' ? 'insecure' : 'address');

function failureOfStatus(status: number): AttemptFailure | null {
  if (status >= 200 && status <= 299) return null;
  if (status === 410) return 'gone';
  return status >= 300 && status <= 399 ? 'redirect' : 'status';
}

const FAILURES: Readonly<Record<OutboundFaultKind, AttemptFailure>> = {
  address: 'address',
  host: 'host',
  connection: 'connection',
  certificate: 'certificate',
  timeout: 'timeout',
  'cut-off': 'cut-off',
  'too-large': 'cut-off',
  redirect: 'redirect',
};

/** As much as is kept, and as there is in time: whatever else becomes of the answer says nothing any more. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const late = setTimeout(() => response.destroy(), ANSWER_MS);
  try {
    for await (const piece of response) {
      pieces.push(piece as Buffer);
      bytes += (piece as Buffer).length;
      if (bytes >= KEPT_ANSWER_BYTES) break;
    }
  } catch {
    // Cut off: what has come is kept.
  } finally {
    clearTimeout(late);
    response.destroy();
  }
  // Postgres takes no NUL, and nobody a character that was cut in two.
  return new TextDecoder().decode(Buffer.concat(pieces).subarray(0, KEPT_ANSWER_BYTES)).replaceAll('\0', '\ufffd');
}
