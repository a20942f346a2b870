import type { Logger } from '../observability/logger.ts';
import type { Operations } from '../operations/database.ts';
import { sendWebhooksDue } from '../operations/outbox.ts';
import { withSeat } from '../operations/seats.ts';
import { areDeliveriesDue } from './claim-deliveries.ts';
import { deliverDue } from './deliver-due.ts';
import { removeOldWebhookEvents } from './remove-old.ts';
import { spreadEvents } from './spread-events.ts';

/** Then others have their turn: a tenant whose receivers are slow does not keep a worker. */
const TURN_MS = 20_000;
/** Less is not begun: an attempt and what is written of it have to end in time. */
const ENOUGH_MS = 25_000;
/** SQS delays a message no longer; what comes later, the schedule sees to. */
const MOST_DELAY_SECONDS = 900;

export interface WebhookWork {
  readonly operations: Operations;
  /** Whether what is past its time is removed too. */
  readonly tidy: boolean;
  readonly logger: Logger;
  readonly remainingMs: () => number;
}

/**
 * All that there is to do for the webhooks of a tenant: events become deliveries, those that are due are sent. Safe to repeat, and
 * for several at once; cut off anywhere, the next one goes on.
 */
export async function workOffWebhooks({ operations, tidy, logger, remainingMs }: WebhookWork): Promise<void> {
  const about = { tenant_id: operations.scope.tenantId };
  const until = Date.now() + TURN_MS;
  const goesOn = () => Date.now() < until && remainingMs() > ENOUGH_MS;
  let isSpread = false;
  while (!isSpread && goesOn()) isSpread = (await spreadEvents(operations)).isAll;
  const nextIn = await withSeat({ operations, logger }, 'webhooks', {
    run: async (isSeated) => {
      const delivered = await deliverDue(operations, logger, () => isSeated() && goesOn());
      if (delivered.attempts > 0) logger.debug('webhooks worked off', { attempts: delivered.attempts });
      return delivered.isAll ? delivered.nextIn : 0;
    },
    isDue: areDeliveriesDue,
  });
  if (!isSpread || nextIn === 0) await sendWebhooksDue(about);
  // Whoever made it wait sees to it that somebody comes by in time: so there are never more messages than attempts.
  else if (nextIn !== undefined && nextIn <= MOST_DELAY_SECONDS) await sendWebhooksDue(about, Math.ceil(nextIn));
  if (tidy) {
    const removed = await removeOldWebhookEvents(operations, goesOn);
    if (removed > 0) logger.info('webhook events past their time removed', { removed });
  }
}
