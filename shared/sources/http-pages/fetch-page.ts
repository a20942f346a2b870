import { setTimeout as sleep } from 'node:timers/promises';
import { parseExact } from '../../domain/exact-json.ts';
import type { Sentence } from '../../domain/sentences/sentence.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { pauseAfter } from '../../outbound/back-off.ts';
import { fetchGuarded, type OutboundAnswer } from '../../outbound/fetch-guarded.ts';
import { OutboundFault } from '../../outbound/outbound-fault.ts';
import { saidByServer } from '../../outbound/said-by-server.ts';
import { SourceFault } from '../source-fault.ts';

export interface FetchingOptions {
  /** How often a page is asked for before the source counts as down. */
  readonly attempts: number;
  readonly timeoutMs: number;
  /** Of a page, unpacked: it is held in memory, a file never is. */
  readonly maxBytes: number;
}

/** A source may ask for patience; for more than that it is asked again too soon. */
const MOST_PATIENCE_MS = 300_000;
/** "Too many requests" is no sign that a source is down. */
const ATTEMPTS_WHEN_LIMITED = 30;

export interface JsonPage {
  readonly body: unknown;
  readonly link: string | undefined;
  /** Where it came from, redirects followed. */
  readonly url: URL;
}

/**
 * An answer with status 200 in JSON. What may pass is tried again: no connection, a time-out, an answer that breaks off or is
 * no JSON, 408, 425, 429 and 5xx; with pauses that double, in part random, or as long as `Retry-After` says.
 * @param address for people, without what credentials add
 * @param isComplete whether the answer has what it needs to; another one counts as broken
 * @throws {SourceFault}, and the signal's reason
 */
export async function fetchPage(
  url: URL,
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  { attempts, ...bounds }: FetchingOptions,
  isComplete: (body: unknown) => Sentence | undefined,
): Promise<JsonPage> {
  let limited = 0;
  for (let failed = 0; ; ) {
    const outcome = await tryOnce(url, headers, signal, bounds, isComplete);
    if ('page' in outcome) return outcome.page;
    if (outcome.status === 429) limited += 1;
    else failed += 1;
    if (outcome.isFinal || failed >= attempts || limited >= Math.min(ATTEMPTS_WHEN_LIMITED, 4 * attempts)) {
      throw outcome.faultAfter(failed + limited, address);
    }
    const pause = outcome.patienceMs ?? pauseAfter(failed + limited);
    await sleep(Math.min(pause, MOST_PATIENCE_MS), undefined, { signal });
  }
}

interface Failed {
  /** Nothing is won by trying again. */
  readonly isFinal?: boolean;
  readonly status?: number;
  readonly patienceMs?: number | undefined;
  faultAfter(attempts: number, address: string): SourceFault;
}

async function tryOnce(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  bounds: Pick<FetchingOptions, 'timeoutMs' | 'maxBytes'>,
  isComplete: (body: unknown) => Sentence | undefined,
): Promise<{ readonly page: JsonPage } | Failed> {
  let answer: OutboundAnswer;
  try {
    answer = await fetchGuarded(url, { headers, signal, ...bounds });
  } catch (error) {
    if (error instanceof OutboundFault) return failedTo(error, bounds);
    throw error;
  }
  if (answer.status !== 200) return failedWith(answer);
  const body = readBody(answer.body);
  const lacking = body === undefined ? undefined : isComplete(body.value);
  if (body !== undefined && lacking === undefined) {
    return { page: { body: body.value, link: answer.headers.link as string | undefined, url: answer.url } };
  }
  return {
    faultAfter: (attempts, address) =>
      new SourceFault('source-answer-unexpected', lacking ?? serviceSentence('source-no-json', { address, attempts })),
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function readBody(bytes: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: parseExact(decoder.decode(bytes)) };
  } catch {
    return undefined;
  }
}

function failedTo(
  { kind, host, reason }: OutboundFault,
  { timeoutMs, maxBytes }: Pick<FetchingOptions, 'timeoutMs' | 'maxBytes'>,
): Failed {
  const unreachable = (said: (attempts: number, address: string) => Sentence): Failed => ({
    faultAfter: (attempts, address) => new SourceFault('source-unreachable', said(attempts, address)),
  });
  switch (kind) {
    case 'address':
      return {
        isFinal: true,
        faultAfter: () =>
          new SourceFault('address-not-allowed', serviceSentence('source-address-not-allowed', { host })),
      };
    case 'too-large':
      return {
        isFinal: true,
        faultAfter: (_, address) =>
          new SourceFault(
            'source-answer-unexpected',
            serviceSentence('source-page-too-large', { address, bytes: maxBytes }),
          ),
      };
    case 'certificate':
      return { ...unreachable(() => serviceSentence('source-certificate', { host, reason })), isFinal: true };
    case 'redirect':
      return { ...unreachable((_, address) => serviceSentence('source-redirects', { address })), isFinal: true };
    case 'host':
      return unreachable((attempts) => serviceSentence('source-host-unknown', { host, attempts }));
    case 'timeout':
      return unreachable((attempts, address) =>
        serviceSentence('source-silent', { address, attempts, seconds: Math.round(timeoutMs / 1000) }),
      );
    case 'cut-off':
      return unreachable((attempts, address) => serviceSentence('source-breaks-off', { address, attempts }));
    case 'connection':
      return unreachable((attempts) => serviceSentence('source-not-connected', { host, attempts, reason }));
  }
}

function failedWith({ status, headers, body }: OutboundAnswer): Failed {
  const passes = status >= 500 || [408, 425, 429].includes(status);
  if (passes) {
    return {
      status,
      patienceMs: patienceOf(headers['retry-after']),
      faultAfter: (attempts, address) =>
        new SourceFault('source-unreachable', serviceSentence('source-answers-status', { address, attempts, status })),
    };
  }
  const id =
    status === 401 || status === 403
      ? 'source-refuses-credentials'
      : status === 404
        ? 'source-has-nothing'
        : 'source-refuses';
  return {
    isFinal: true,
    faultAfter: (_, address) =>
      new SourceFault(
        'source-refuses',
        serviceSentence(id, { address, status, said: saidByServer(body.subarray(0, 2000).toString('utf8')) }),
      ),
  };
}

/** Seconds, or a date. */
function patienceOf(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
