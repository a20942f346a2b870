import { ATTEMPT_TIMEOUT_SECONDS, FAILING_DAYS, TEST_EVENT } from '../domain/webhook.ts';
import type { Logger } from '../observability/logger.ts';
import { theService } from '../operations/audit.ts';
import type { Operations, Queryable } from '../operations/database.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { type PostOutcome, postEvent } from './post-event.ts';
import { secondsToNext } from './retry-schedule.ts';
import { noteAttempt } from './webhook-counted.ts';
import { switchOff } from './webhook-records.ts';
import { openWebhookSecret, signatures } from './webhook-secret.ts';

/** What became of a delivery, by one attempt more. */
export interface Attempted {
  readonly outcome: 'delivered' | 'retried' | 'failed';
  /** Seconds until the next attempt; undefined where there is none. */
  readonly nextIn: number | undefined;
}

interface Attempt extends PostOutcome {
  readonly at: Date;
  readonly durationMs: number;
}

/** The headers of an attempt, but for its signatures. */
export const headersOf = (eventId: string, at: Date) => ({
  'content-type': 'application/json',
  'user-agent': 'Tranche',
  'webhook-id': eventId,
  'webhook-timestamp': String(secondsOf(at)),
});

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/**
 * Sends a delivery that is claimed, once, and writes down what came of it. Killed in between, it is sent again with the same id:
 * at least once, never lost. No transaction is open while it is sent.
 */
export async function attemptDelivery(
  operations: Operations,
  delivery: ClaimedDelivery,
  logger: Logger,
): Promise<Attempted> {
  const { tenantId } = operations.scope;
  const attempt = await send(tenantId, delivery);
  const attempted = await record(operations, delivery, attempt);
  noteAttempt(tenantId, attempted.outcome);
  const { webhook_id, delivery_id, type } = delivery;
  logger.info('webhook sent', {
    webhook_id,
    delivery_id,
    event: type,
    outcome: attempted.outcome,
    http_status: attempt.status,
    failure: attempt.failure,
    duration_ms: attempt.durationMs,
  });
  return attempted;
}

async function send(tenantId: string, delivery: ClaimedDelivery): Promise<Attempt> {
  const { webhook_id: webhookId, event_id, payload, url, secret, former_secret } = delivery;
  const secrets = [secret, ...(former_secret === null ? [] : [former_secret])].map((kept) =>
    openWebhookSecret({ tenantId, webhookId }, kept),
  );
  const at = new Date();
  const begun = performance.now();
  const outcome = await postEvent(url, {
    headers: {
      ...headersOf(event_id, at),
      'webhook-signature': signatures(secrets, event_id, secondsOf(at), payload),
    },
    body: payload,
    timeoutMs: ATTEMPT_TIMEOUT_SECONDS * 1000,
  });
  return { ...outcome, at, durationMs: Math.round(performance.now() - begun) };
}

/** The webhook is locked before the delivery, as everywhere; where all goes well it need not be locked at all. */
const record = (operations: Operations, delivery: ClaimedDelivery, attempt: Attempt): Promise<Attempted> =>
  operations.transaction((inside) =>
    attempt.failure === null
      ? recordSuccess(inside, delivery, attempt)
      : recordFailure(operations.scope.tenantId, inside, delivery, attempt),
  );

async function recordSuccess(inside: Queryable, delivery: ClaimedDelivery, attempt: Attempt): Promise<Attempted> {
  await inside.query('UPDATE webhooks SET failing_since = NULL WHERE webhook_id = $1 AND failing_since IS NOT NULL', [
    delivery.webhook_id,
  ]);
  return writeDown(inside, delivery, attempt, { outcome: 'delivered', nextIn: undefined });
}

async function recordFailure(
  tenantId: string,
  inside: Queryable,
  delivery: ClaimedDelivery,
  attempt: Attempt,
): Promise<Attempted> {
  const { webhook_id } = delivery;
  const isTest = delivery.type === TEST_EVENT;
  const isGone = attempt.failure === 'gone' && !isTest;
  const nextIn =
    isTest || isGone ? undefined : secondsToNext(delivery.attempts + 1, attempt.retryAfter, attempt.at.getTime());
  const [webhook] = await inside.query<{ isEnabled: boolean; hasFailedLong: boolean }>(
    `SELECT is_enabled AS "isEnabled", coalesce(failing_since < now() - make_interval(days => $2), false) AS "hasFailedLong"
     FROM webhooks WHERE webhook_id = $1 FOR NO KEY UPDATE`,
    [webhook_id, FAILING_DAYS],
  );
  const outcome = nextIn === undefined ? 'failed' : 'retried';
  const attempted = await writeDown(inside, delivery, attempt, { outcome, nextIn });
  // A test says nothing of how it usually is; and one that is off, or gone with its deliveries, is not switched off again.
  if (isTest || !webhook?.isEnabled) return attempted;
  await inside.query('UPDATE webhooks SET failing_since = coalesce(failing_since, $2) WHERE webhook_id = $1', [
    webhook_id,
    attempt.at,
  ]);
  if (!isGone && !webhook.hasFailedLong) return attempted;
  await switchOff(inside, tenantId, webhook_id, isGone ? 'gone' : 'failing', theService());
  return { outcome: 'failed', nextIn: undefined };
}

/** Of two who sent it, because the first was late, a failure counts once; a success ends it whoever comes first. */
async function writeDown(
  inside: Queryable,
  { delivery_id, attempts }: ClaimedDelivery,
  { at, durationMs, status, answer, failure }: Attempt,
  attempted: Attempted,
): Promise<Attempted> {
  const { outcome, nextIn = 0 } = attempted;
  await inside.query(
    // Locked, so that it is not removed meanwhile.
    `INSERT INTO webhook_attempts (delivery_id, at, duration_ms, http_status, answer, failure)
     SELECT delivery_id, $2, $3, $4, $5, $6 FROM webhook_deliveries WHERE delivery_id = $1 FOR KEY SHARE`,
    [delivery_id, at, durationMs, status, answer, failure],
  );
  await inside.query(
    `UPDATE webhook_deliveries SET attempts = attempts + 1, claimed_until = NULL, status = $2,
       due_at = CASE WHEN $2 = 'pending' THEN now() + make_interval(secs => $3) END,
       ended_at = CASE WHEN $2 <> 'pending' THEN now() END
     WHERE delivery_id = $1 AND status = 'pending' AND ($2 = 'delivered' OR attempts = $4)`,
    [delivery_id, outcome === 'retried' ? 'pending' : outcome, nextIn, attempts],
  );
  return attempted;
}
