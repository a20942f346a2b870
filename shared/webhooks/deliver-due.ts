import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../observability/logger.ts';
import type { Operations } from '../operations/database.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { claimDeliveries } from './claim-deliveries.ts';

/** At the same time, by one worker. */
const MOST_AT_ONCE = 16;
/** Places that come free within so long are filled together. */
const GATHER_MS = 5;
/** What comes while receivers are slow is looked for so often: other workers may find no seat. */
const LOOK_MS = 250;

export interface Delivered {
  readonly attempts: number;
  /** Seconds until the first of those comes again that failed now; undefined where none does. */
  readonly nextIn: number | undefined;
  /** Whether there was no more to be done, and not only no more time. */
  readonly isAll: boolean;
}

/**
 * Sends what is due, until nothing is or time is up; what was begun is always ended.
 * @param goesOn whether there is time to begin another
 */
export async function deliverDue(operations: Operations, logger: Logger, goesOn: () => boolean): Promise<Delivered> {
  const underWay = new Set<Promise<void>>();
  const next: number[] = [];
  let attempts = 0;
  let isAll = false;
  let failure: unknown;
  while (!isAll && failure === undefined && goesOn()) {
    const places = MOST_AT_ONCE - underWay.size;
    const claimed = places > 0 ? await claimDeliveries(operations, places) : [];
    for (const delivery of claimed) {
      attempts += 1;
      const sent = attemptDelivery(operations, delivery, logger)
        .then(
          ({ nextIn }) => void (nextIn !== undefined && next.push(nextIn)),
          (error: unknown) => {
            // Not written down: it is sent again when its claim is over.
            failure ??= error;
          },
        )
        .finally(() => underWay.delete(sent));
      underWay.add(sent);
    }
    if (underWay.size === 0) isAll = true;
    else if (claimed.length === 0) await Promise.race([...underWay, sleep(LOOK_MS)]).then(() => sleep(GATHER_MS));
  }
  await Promise.all(underWay);
  if (failure !== undefined) throw failure;
  return { attempts, nextIn: next.length === 0 ? undefined : Math.min(...next), isAll };
}
