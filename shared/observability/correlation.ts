import { AsyncLocalStorage } from 'node:async_hooks';

/** The ids of a piece of work: every log line of it carries them, and every statement that it sends to ClickHouse. */
export interface Correlation {
  /** The function at work. */
  component?: string | undefined;
  request_id?: string | undefined;
  sync_id?: string | undefined;
  tenant_id?: string | undefined;
  pull_id?: string | undefined;
  /** The API key in the request, or the one that its session was started with. */
  key_id?: string | undefined;
  /** The user who signed in with a password, in the place of a key. */
  user_id?: string | undefined;
}

const storage = new AsyncLocalStorage<Correlation>();

/** The ids of the work that is being done here. */
export const correlation = (): Readonly<Correlation> => storage.getStore() ?? {};

/** Does `work` under these ids, and those that hold here already. */
export const correlated = <T>(ids: Correlation, work: () => T): T =>
  storage.run({ ...storage.getStore(), ...ids }, work);

/** Adds ids that came to be known in the middle of the innermost `correlated` work. Outside of any, nothing happens. */
export function correlate(ids: Correlation): void {
  Object.assign(storage.getStore() ?? {}, ids);
}

/** Does `work` under no ids: for what a connection that outlives its request does later. */
export const uncorrelated = <T>(work: () => T): T => storage.run({}, work);

/** What ClickHouse keeps beside each statement in its query log: its name, who asked, and for what. */
export function logComment(query: string): string {
  const { component, request_id, sync_id, tenant_id } = correlation();
  return JSON.stringify({ service: 'tranche', query, component, request_id, sync_id, tenant_id });
}
