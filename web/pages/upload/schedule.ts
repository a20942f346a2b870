import type { components } from '../../api/schema.ts';

type Schemas = components['schemas'];

/** The schedule looks once a minute. */
const TICK_MS = 60_000;

export type Schedule =
  | { readonly state: 'soon' | 'held' | 'disabled' }
  /** It waits for files of these types. */
  | { readonly state: 'incomplete'; readonly missing: readonly string[] }
  /** Not before this instant. */
  | { readonly state: 'later'; readonly from: string };

/**
 * What the schedule will do about staged files.
 * @param newest the last sync of the slice, whatever it was for
 * @param now epoch milliseconds
 */
export function scheduleOf(
  config: Pick<Schemas['SyncConfig'], 'is_enabled' | 'sync_interval_minutes' | 'requires'>,
  newest: Pick<Schemas['SyncLog'], 'queued_at'> | null,
  staged: readonly Pick<Schemas['Upload'], 'sync_id' | 'file_type'>[],
  now: number,
): Schedule {
  if (!config.is_enabled) return { state: 'disabled' };
  // A file that a sync has given back waits until somebody asks for it, or a newer one comes.
  const fresh = staged.filter(({ sync_id }) => sync_id === null);
  if (staged.length > 0 && fresh.length === 0) return { state: 'held' };
  const missing = config.requires.filter((fileType) => !fresh.some(({ file_type }) => file_type === fileType));
  if (missing.length > 0) return { state: 'incomplete', missing };
  const from = newest === null ? now : Date.parse(newest.queued_at) + config.sync_interval_minutes * TICK_MS;
  return from - now <= TICK_MS ? { state: 'soon' } : { state: 'later', from: new Date(from).toISOString() };
}
