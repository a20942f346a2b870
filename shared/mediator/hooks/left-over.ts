import { MEDIATION_DAYS } from '../../domain/provider.ts';
import type { Queryable } from '../../operations/database.ts';

/** Younger ones have a message on their way. */
const PATIENCE_SECONDS = 5;

/** Whether webhooks wait for more than a moment: their message is lost, or their worker died. One look at an index. */
export async function hooksDue(operations: Queryable): Promise<boolean> {
  const [row] = await operations.query<{ is_due: boolean }>(
    'SELECT EXISTS (SELECT FROM hook_events WHERE due_at < now() - make_interval(secs => $1)) AS is_due',
    [PATIENCE_SECONDS],
  );
  return row?.is_due ?? false;
}

/** Whether there are webhooks past their time. One look at an index. */
export async function hooksOld(operations: Queryable): Promise<boolean> {
  const [row] = await operations.query<{ is_old: boolean }>(
    'SELECT EXISTS (SELECT FROM hook_events WHERE received_at < now() - make_interval(days => $1)) AS is_old',
    [MEDIATION_DAYS],
  );
  return row?.is_old ?? false;
}

const AT_ONCE = 1000;
const MOST_ROUNDS = 100;

/** Removes webhooks past their time, whatever became of them. @param days that they are kept @returns how many are gone */
export async function removeOldHooks(
  operations: Queryable,
  goesOn: () => boolean = () => true,
  days = MEDIATION_DAYS,
): Promise<number> {
  let removed = 0;
  for (let round = 0; round < MOST_ROUNDS && goesOn(); round++) {
    const [{ count } = { count: 0 }] = await operations.query<{ count: number }>(
      `WITH gone AS (DELETE FROM hook_events WHERE hook_id IN (
         SELECT hook_id FROM hook_events WHERE received_at < now() - make_interval(days => $1)
         ORDER BY received_at LIMIT $2) RETURNING 1)
       SELECT count(*)::int AS count FROM gone`,
      [days, AT_ONCE],
    );
    removed += count;
    if (count < AT_ONCE) break;
  }
  return removed;
}
