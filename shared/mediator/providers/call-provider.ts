import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderEnvironment } from '../../domain/provider.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Operations } from '../../operations/database.ts';
import { pauseAfter } from '../../outbound/back-off.ts';
import type { Answer, ProviderAdapter } from '../adapter.ts';
import { type Admitted, admit, FAILURES_TO_OPEN, OPEN_SECONDS, type Refused } from './admission.ts';
import { callKindOf, noteCall } from './call-counted.ts';
import { adapterOf, type Noted } from './http-adapter.ts';
import { descriptionOf, type ProviderRecord } from './provider-record.ts';
import { openedSecrets } from './secrets.ts';

export interface ProviderCall {
  readonly operations: Operations;
  readonly provider: ProviderRecord;
  readonly environment: ProviderEnvironment;
  /** The provider key whose quota it counts against. */
  readonly keyId?: string | null | undefined;
  /** `order`, `verify`; `ask`, `askVerification` and what else begins with ask changes nothing, and may always be repeated. */
  readonly operation: string;
  /** The transaction or the request that it is about. */
  readonly subject: string;
  /** Whether it may have been sent by an earlier call: then it goes out only where the provider does it once. */
  readonly wasSent?: boolean;
  readonly logger: Logger;
  /** Until the function is cut off. */
  readonly remainingMs?: () => number;
}

const MOST_ATTEMPTS = 3;
/** Later than that nothing is begun anew: whoever asks afterwards has more patience. */
const RETRY_WITHIN_MS = 15_000;
/** What is left for writing down what came of it. */
const AFTERWARDS_MS = 5000;
const LEAST_TIMEOUT_MS = 1000;

/**
 * Calls a provider: within its limits and the key's quota, and while its circuit is closed. It is repeated only where that cannot do
 * anything twice: what certainly has not arrived, what only asks, and what the provider promises to do once by its key. Every
 * request is written down, and feeds the circuit breaker.
 * @param work calls the adapter, once
 * @returns what came of all attempts together: what one of them may have done, no later one undoes. `not-sent` also where it was not
 * let out, or people have put the provider out of use; `unknown` where it may have been done.
 * @throws {Problem} `quota-used-up`, before anything is sent
 */
export async function callProvider(
  call: ProviderCall,
  work: (adapter: ProviderAdapter) => Promise<Answer>,
): Promise<Answer> {
  const { operations, provider, environment, logger } = call;
  const isAsking = call.operation.startsWith('ask');
  if (!isAsking && !provider.is_active) return { outcome: 'not-sent', reason: 'it is switched off' };
  if (!isAsking && provider.status !== 'online') return { outcome: 'not-sent', reason: `it is ${provider.status}` };
  const description = descriptionOf(provider);
  const isRepeatable = isAsking || description.idempotency?.is_honoured === true;
  const { wasSent = false } = call;
  if (wasSent && !isRepeatable) return { outcome: 'not-sent', reason: 'it might be done twice' };
  const credentials = await openedSecrets(operations, provider.code, 'credentials');
  const usualMs = description.timeout_seconds * 1000;
  const holdSeconds = Math.ceil((usualMs + RETRY_WITHIN_MS + AFTERWARDS_MS) / 1000);
  const startedMs = performance.now();
  let [credential, placeId, last] = [0, undefined as string | undefined, undefined as Answer | undefined];
  /** What came of an attempt that may have been carried out. */
  let doubt: Answer | undefined;

  for (let attempt = 1; ; attempt += 1) {
    const entered = await letOut(call, { placeId, holdSeconds });
    if ('refused' in entered) {
      const { refused: reason, waitSeconds } = entered;
      const isTurnAwaited = waitSeconds !== undefined;
      logger.info('provider not called', { provider: provider.code, operation: call.operation, reason });
      const noted = { outcome: 'not-sent', httpStatus: null, failure: reason, mayPass: false } as const;
      await writeDown(call, {
        attempt,
        // What waits for its turn is no call, and says nothing of the provider.
        noted: isTurnAwaited ? undefined : noted,
        startedAt: new Date(),
        durationMs: 0,
        placeId,
        leaves: true,
        feeds: false,
      });
      return last ?? { outcome: 'not-sent', reason, ...(isTurnAwaited ? { waitSeconds } : {}) };
    }
    placeId = entered.placeId;
    const left = (call.remainingMs?.() ?? Number.POSITIVE_INFINITY) - AFTERWARDS_MS;
    const timeoutMs = Math.max(LEAST_TIMEOUT_MS, Math.min(usualMs, left));
    const startedAt = new Date();
    const beganMs = performance.now();
    let noted: Noted | undefined;
    const note = (one: Noted) => {
      noted = one;
    };
    const options = { note, timeoutMs, wasSent: wasSent || doubt !== undefined };
    const said = await work(adapterOf(provider, credentials[credential], environment, options)).catch(
      (error: Error): Answer => {
        logger.error('a call of a provider broke off', { provider: provider.code, operation: call.operation, error });
        noted = { outcome: 'error', httpStatus: null, failure: 'it broke off here', mayPass: false };
        return { outcome: 'unknown', reason: 'it broke off here' };
      },
    );
    const answer: Answer = said.outcome === 'not-sent' && doubt !== undefined ? doubt : said;
    if (answer.outcome === 'unknown' && !isAsking) doubt = answer;
    const isRefused = noted?.httpStatus === 401 && credential + 1 < credentials.length;
    const mayRepeat = noted?.mayPass === true && (answer.outcome === 'not-sent' || isRepeatable);
    const isLast =
      attempt === MOST_ATTEMPTS ||
      performance.now() - startedMs > RETRY_WITHIN_MS ||
      left < usualMs ||
      !(isRefused || mayRepeat);
    await writeDown(call, {
      ...{ attempt, noted, startedAt, placeId },
      durationMs: Math.round(performance.now() - beganMs),
      ...{ leaves: isLast, feeds: !isRefused },
    });
    if (isLast) return answer;
    last = answer;
    // The provider may not have the new credentials yet: those before hold on for a while.
    if (isRefused) credential += 1;
    else await sleep(pauseAfter(attempt));
  }
}

const letOut = (
  { operations, provider, environment, keyId }: ProviderCall,
  held: { readonly placeId: string | undefined; readonly holdSeconds: number },
): Promise<Admitted | Refused> => admit(operations, { provider, environment, keyId, ...held });

interface Attempt {
  readonly attempt: number;
  /** Undefined where the adapter was not called at all. */
  readonly noted: Noted | undefined;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly placeId: string | undefined;
  /** Whether the place is given back. */
  readonly leaves: boolean;
  /** Whether the circuit breaker learns of it. */
  readonly feeds: boolean;
}

/** Counts it, and writes it down in one statement. Whatever becomes of it: what the provider answered is not lost for it. */
async function writeDown(call: ProviderCall, done: Attempt): Promise<void> {
  const { operations, provider, environment, keyId, operation, subject, logger } = call;
  const { noted } = done;
  if (noted !== undefined) noteCall(operations.scope.tenantId, callKindOf(operation), noted.outcome, done.durationMs);
  const cameToNothing = noted !== undefined && noted.outcome !== 'answered' && noted.outcome !== 'declined';
  try {
    await operations.query(
      `WITH gone AS (DELETE FROM provider_places WHERE place_id = $1 AND $2),
         fed AS (
           UPDATE provider_traffic SET
             failures_in_a_row = CASE WHEN $3 THEN failures_in_a_row + 1 ELSE 0 END,
             open_until = CASE WHEN $3 AND failures_in_a_row + 1 >= $4 THEN clock_timestamp() + make_interval(secs => $5) END
           WHERE provider = $6 AND environment = $7 AND $8)
       INSERT INTO provider_calls
         (provider, environment, key_id, operation, subject, attempt, started_at, duration_ms, outcome, http_status, failure)
       SELECT $6, $7, $9::uuid, $10, $11, $12::int, $13::timestamptz, $14::int, $15, $16::int, $17 WHERE $15::text IS NOT NULL`,
      [
        ...[done.placeId ?? null, done.leaves, cameToNothing, FAILURES_TO_OPEN, OPEN_SECONDS],
        ...[provider.code, environment, done.feeds && noted !== undefined, keyId ?? null, operation, subject],
        ...[done.attempt, done.startedAt, done.durationMs, noted?.outcome ?? null, noted?.httpStatus ?? null],
        noted?.failure ?? null,
      ],
    );
  } catch (error) {
    logger.error('a call of a provider is not written down', { provider: provider.code, error: error as Error });
  }
}
