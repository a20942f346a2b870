import { readStoredVariant, type SliceName } from '../domain/slice.ts';
import type { Operations } from './database.ts';

/** Loads come a little earlier or later than on other days: within these hours before now they count as at this hour. */
const AT_THIS_HOUR = { from: 3, to: 1 } as const;
/** Has one come within so many hours, none is missing. */
const RECENT_HOURS = 5;
const LONGEST_DAYS = 14;

/**
 * The slices of a tenant that usually have loaded by this hour and have not: habit, read from the logs. Usual is what
 * came at this hour on the same day of the last two weeks; or of last week, and on each of the last three days. So a bank
 * that rests at weekends is not missed on Saturdays. A dry run or a sync that failed is no load.
 */
export async function missingLoads(operations: Operations, now: Date): Promise<SliceName[]> {
  const before = (hours: number): string => `$1::timestamptz - interval '${hours} hours'`;
  const loaded = (days: number): string => {
    const hours = 24 * days;
    const [from, to] = [before(hours + AT_THIS_HOUR.from), before(hours + AT_THIS_HOUR.to)];
    return `bool_or(completed_at > ${from} AND completed_at <= ${to})`;
  };
  const rows = await operations.query<{ dataset: string; variant: string }>(
    `SELECT dataset, variant FROM sync_logs
     WHERE status = 'COMPLETED' AND NOT validate_only AND queued_at > ${before(24 * (LONGEST_DAYS + 1))}
     GROUP BY dataset, variant
     HAVING ${loaded(7)} AND (${loaded(LONGEST_DAYS)} OR (${[1, 2, 3].map(loaded).join(' AND ')}))
       AND NOT bool_or(completed_at > ${before(RECENT_HOURS)})
     ORDER BY dataset, variant`,
    [now.toISOString()],
  );
  return rows.map(({ dataset, variant }) => ({ dataset, variant: readStoredVariant(variant) }));
}
