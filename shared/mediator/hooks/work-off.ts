import { HOOK_RETRY_SECONDS, UNTYPED_HOOK } from '../../domain/hook.ts';
import type { Sentence } from '../../domain/sentences/sentence.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { Operations } from '../../operations/database.ts';
import type { Applied } from '../adapter.ts';
import type { Mediation } from '../mediation.ts';
import { readProviderJson } from '../providers/read-text.ts';
import type { HookEffects } from './hook-effects.ts';
import { openBody } from './sealed-body.ts';

export type HookWork = Mediation & HookEffects;

/** At a time: few enough to be applied long before they count as a dead worker's. */
const AT_ONCE = 20;
/** Whoever has taken some and says nothing for so long is dead. */
const HELD_SECONDS = 60;
/** Less is not begun. */
const ENOUGH_MS = 15_000;
/** What takes its workers down with it, or holds them up, is not taken for ever. */
const MOST_ATTEMPTS = 8;

interface DueHook {
  readonly hook_id: string;
  readonly provider: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly body: Buffer;
  readonly attempts: number;
  /** Until when it is ours: whoever takes it then has another time. */
  readonly due_at: Date;
}

type End = 'completed' | 'failed' | 'parked';
type Outcome =
  | { readonly status: End; readonly outcome: string; readonly subject: string | null }
  | { readonly status: 'pending'; readonly outcome: string; readonly seconds: number };

/**
 * Applies the webhooks of a tenant that are due, in the order in which they arrived. Safe to repeat, and for several at once; of one
 * who is cut off, the next one takes them after a minute.
 * @returns after how many seconds there is more to do; undefined where the schedule is soon enough
 */
export async function workOffHooks(work: HookWork): Promise<number | undefined> {
  const { operations, logger, remainingMs } = work;
  const counts: Partial<Record<Outcome['status'], number>> = {};
  let againIn = Number.POSITIVE_INFINITY;
  for (;;) {
    if (remainingMs() < ENOUGH_MS) {
      againIn = 0;
      break;
    }
    const taken = await takeDue(operations);
    const until = performance.now() + (HELD_SECONDS * 1000) / 2;
    for (const hook of taken) {
      // The rest is another's in half a minute.
      if (performance.now() > until) break;
      const outcome = await outcomeOf(work, hook);
      await settle(operations, hook, outcome);
      counts[outcome.status] = (counts[outcome.status] ?? 0) + 1;
      if (outcome.status === 'pending') againIn = Math.min(againIn, outcome.seconds);
    }
    if (taken.length < AT_ONCE) break;
  }
  if (Object.keys(counts).length > 0) logger.info('webhooks applied', counts);
  return Number.isFinite(againIn) ? againIn : undefined;
}

const takeDue = (operations: Operations): Promise<DueHook[]> =>
  operations.query<DueHook>(
    `WITH due AS MATERIALIZED (
       SELECT hook_id, due_at AS was_due FROM hook_events WHERE due_at <= now()
       ORDER BY due_at, received_at, hook_id LIMIT $1 FOR UPDATE SKIP LOCKED
     ), taken AS (
       UPDATE hook_events AS hook
       SET status = 'processing', attempts = attempts + 1, due_at = now() + make_interval(secs => $2)
       FROM due WHERE hook.hook_id = due.hook_id
       RETURNING hook.hook_id, provider, event_id, event_type, body, attempts, due_at, received_at)
     SELECT hook_id, provider, event_id, event_type, body, attempts, due_at FROM taken ORDER BY received_at, hook_id`,
    [AT_ONCE, HELD_SECONDS],
  );

async function outcomeOf(work: HookWork, hook: DueHook): Promise<Outcome> {
  if (hook.attempts > MOST_ATTEMPTS) return ended('failed', serviceSentence('hook-cut-off', { count: MOST_ATTEMPTS }));
  try {
    return await apply(work, hook);
  } catch (error) {
    // Its words may repeat what the provider sent.
    work.logger.error('a webhook could not be applied', { hook_id: hook.hook_id, error: error as Error });
    return again(hook, serviceSentence('hook-error'));
  }
}

async function apply(work: HookWork, hook: DueHook): Promise<Outcome> {
  const { operations, readHook, applyTransactionEvent, applyVerificationEvent } = work;
  const { provider, event_type, event_id } = hook;
  const payload = readProviderJson(openBody(operations.scope, hook.hook_id, hook.body));
  if (payload === undefined) return ended('parked', serviceSentence('hook-no-json'));
  if (event_type === UNTYPED_HOOK) return ended('parked', serviceSentence('hook-untyped'));
  const event = await readHook(operations, provider, event_type, payload);
  if (event === undefined) return ended('parked', serviceSentence('hook-unknown-type', { event_type }));
  switch (event.about) {
    case 'information':
      return ended('completed', serviceSentence('hook-nothing-to-do'));
    case 'verification':
      return told(hook, await applyVerificationEvent(operations, provider, event, provider));
    default:
      return told(hook, await applyTransactionEvent(operations, provider, event, event_id));
  }
}

function told(hook: DueHook, applied: Applied): Outcome {
  const { status, detail } = applied;
  switch (status) {
    case 'applied':
      return { status: 'completed', outcome: detail, subject: applied.subject };
    case 'already':
      return ended('completed', serviceSentence('hook-ignored', { detail }), applied.subject);
    case 'refused':
      return { status: 'failed', outcome: detail, subject: applied.subject };
    case 'not-found':
      return again(hook, serviceSentence('hook-not-found', { detail }));
  }
}

const ended = (status: End, { text }: Sentence, subject: string | null = null): Outcome => ({
  status,
  outcome: text,
  subject,
});

/** Once more after a while, and at last not. */
function again({ attempts }: DueHook, { text }: Sentence): Outcome {
  const seconds = HOOK_RETRY_SECONDS[attempts - 1];
  return seconds === undefined
    ? { status: 'failed', outcome: text, subject: null }
    : { status: 'pending', outcome: text, seconds };
}

/** Whoever took it meanwhile, or cancelled it, says what became of it; but what has been applied is not called cancelled. */
async function settle(operations: Operations, hook: DueHook, outcome: Outcome): Promise<void> {
  const isAgain = outcome.status === 'pending';
  await operations.query(
    `UPDATE hook_events SET status = $3, outcome = $4, subject = coalesce($5, subject),
       due_at = clock_timestamp() + make_interval(secs => $6),
       completed_at = CASE WHEN $6::float8 IS NULL THEN clock_timestamp() END
     WHERE hook_id = $1 AND ((status = 'processing' AND due_at = $2) OR (status = 'cancelled' AND $3 = 'completed'))`,
    [
      hook.hook_id,
      hook.due_at,
      outcome.status,
      outcome.outcome,
      isAgain ? null : outcome.subject,
      isAgain ? outcome.seconds : null,
    ],
  );
}
