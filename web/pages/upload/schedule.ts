import type { components } from '../../api/schema.ts';

type Schemas = components['schemas'];

/** The schedule looks once a minute. */
const TICK_MS = 60_000;

export type Schedule =
  | { readonly state: 'soon' | 'held' | 'disabled' }
  /** Not before this instant. */
  | { readonly state: 'later'; readonly from: string };

/**
 * What the schedule will do about staged files.
 * @param newest the last sync of the loan type, whatever it was for
 * @param now epoch milliseconds
 */
export function scheduleOf(
  { is_enabled, sync_interval_minutes }: Pick<Schemas['SyncConfig'], 'is_enabled' | 'sync_interval_minutes'>,
  newest: Pick<Schemas['SyncLog'], 'queued_at'> | null,
  staged: readonly Pick<Schemas['Upload'], 'sync_id'>[],
  now: number,
): Schedule {
  if (!is_enabled) return { state: 'disabled' };
  // A file that a sync has given back waits until somebody asks for it, or a newer one comes.
  if (staged.length > 0 && staged.every(({ sync_id }) => sync_id !== null)) return { state: 'held' };
  const from = newest === null ? now : Date.parse(newest.queued_at) + sync_interval_minutes * TICK_MS;
  return from - now <= TICK_MS ? { state: 'soon' } : { state: 'later', from: new Date(from).toISOString() };
}
