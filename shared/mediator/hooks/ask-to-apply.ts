import type { Logger } from '../../observability/logger.ts';
import { sendMediationDue } from '../mediator-queue.ts';

type Send = (about: { readonly tenant_id: string }, delaySeconds: number) => Promise<void>;

/** The shortest delay that a message may have. */
const DELAY_SECONDS = 1;
/** A message that becomes visible sooner may be read before a row is committed. */
const MARGIN_MS = 200;
/** What is written down is not kept waiting for longer. */
const PATIENCE_MS = 1000;
/** A queue that does not answer is left alone for so long. */
const PAUSE_MS = 5000;

/**
 * Asks mediate to apply webhooks, a few times a second however many come: the first is applied at once; what comes soon after is
 * covered by one message that nobody gets to see before. It says nothing of a single webhook, so nothing depends on which one sent it.
 */
export function askingToApply(send: Send = sendMediationDue, clock: () => number = Date.now, patienceMs = PATIENCE_MS) {
  /** By tenant: when the last message that was sent is to be seen. */
  const seenAt = new Map<string, number>();
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return async (tenantId: string, logger: Logger): Promise<void> => {
    const now = clock();
    const last = seenAt.get(tenantId) ?? Number.NEGATIVE_INFINITY;
    if (last - MARGIN_MS > now || pausedUntil > now) return;
    const isSoon = now - last < DELAY_SECONDS * 1000;
    const delaySeconds = isSoon ? DELAY_SECONDS : 0;
    seenAt.set(tenantId, now + delaySeconds * 1000);
    try {
      await within(patienceMs, send({ tenant_id: tenantId }, delaySeconds));
    } catch (error) {
      seenAt.delete(tenantId);
      pausedUntil = clock() + PAUSE_MS;
      // They are written down: the schedule finds them.
      logger.warn('the message to apply webhooks was not sent', { error: error as Error });
    }
  };
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not sent within ${ms} ms`)), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
