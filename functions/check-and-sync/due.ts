import type { SyncConfig, SyncLog } from '../../shared/domain/sync.ts';

/** Ticks are not exact: a sync that is due within this time starts now, not a whole tick late. */
const TOLERANCE_MS = 30_000;

/**
 * Whether the schedule may start a sync now.
 * @param last the newest sync of the slice, if there was any
 * @param now epoch milliseconds
 */
export function isDue(config: SyncConfig, last: Pick<SyncLog, 'queued_at'> | undefined, now: number): boolean {
  if (!config.is_enabled) return false;
  if (last === undefined) return true;
  return now - Date.parse(last.queued_at) >= config.sync_interval_minutes * 60_000 - TOLERANCE_MS;
}
