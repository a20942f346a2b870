import { randomUUID } from 'node:crypto';
import type { Logger } from '../observability/logger.ts';
import type { Operations } from './database.ts';

/** Work that mostly waits for others: providers, or receivers of webhooks. Each kind has seats of its own (`work_seats`). */
export type SeatKind = 'transactions' | 'verifications' | 'webhooks';

/** Whoever says nothing for so long is dead, and another takes the seat. */
const HELD_SECONDS = 20;
const RENEWED_MS = 5000;

export interface SeatedWork {
  /** Begins nothing once it is told not to go on. @returns seconds until the next is due */
  run(goesOn: () => boolean): Promise<number | undefined>;
  isDue(operations: Operations): Promise<boolean>;
}

/**
 * Works with one of a tenant's few seats, so that those it waits for never keep all workers from other tenants. Whoever finds none
 * leaves: those who have one look for what is due while they are there, and once more when they have left it.
 * @returns seconds until there is more to do; undefined where there is nothing, or others do it
 */
export async function withSeat(
  { operations, logger }: { readonly operations: Operations; readonly logger: Logger },
  kind: SeatKind,
  { run, isDue }: SeatedWork,
): Promise<number | undefined> {
  const holder = randomUUID();
  if (!(await take(operations, kind, holder))) return undefined;
  let isHeld = true;
  const renewing = setInterval(() => {
    renew(operations, kind, holder).then(
      (still) => {
        isHeld &&= still;
      },
      (error: Error) => logger.warn('a seat was not renewed', { kind, error }),
    );
  }, RENEWED_MS).unref();
  let next: number | undefined;
  try {
    next = await run(() => isHeld);
  } finally {
    clearInterval(renewing);
    await leave(operations, kind, holder);
  }
  // Whoever came with more in the meantime found no seat.
  return (await isDue(operations)) ? 0 : next;
}

async function take(operations: Operations, kind: SeatKind, holder: string): Promise<boolean> {
  const taken = await operations.query(
    `UPDATE work_seats SET holder = $2, held_until = now() + make_interval(secs => $3)
     WHERE (kind, seat) IN (SELECT kind, seat FROM work_seats WHERE kind = $1 AND held_until <= now()
                            ORDER BY seat LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING 1`,
    [kind, holder, HELD_SECONDS],
  );
  return taken.length > 0;
}

async function renew(operations: Operations, kind: SeatKind, holder: string): Promise<boolean> {
  const renewed = await operations.query(
    `UPDATE work_seats SET held_until = now() + make_interval(secs => $3) WHERE kind = $1 AND holder = $2 RETURNING 1`,
    [kind, holder, HELD_SECONDS],
  );
  return renewed.length > 0;
}

const leave = (operations: Operations, kind: SeatKind, holder: string) =>
  operations.query(`UPDATE work_seats SET holder = NULL, held_until = '-infinity' WHERE kind = $1 AND holder = $2`, [
    kind,
    holder,
  ]);
