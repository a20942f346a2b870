import { readConfig } from '../../shared/config.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { removeOldEntries } from '../../shared/operations/audit.ts';
import { database } from '../../shared/operations/database.ts';

/** Now and then is enough, and a schedule that finds nothing to do must not keep Postgres awake. */
const EVERY_MS = 24 * 3600 * 1000;
let removedAt = Number.NEGATIVE_INFINITY;

/** Removes audit entries older than the retention, once a day at most. What fails is tried again at the next tick. */
export async function removeOldAudit(logger: Logger, now: number): Promise<void> {
  if (now - removedAt < EVERY_MS) return;
  const removed = await removeOldEntries(database().registry, readConfig(['audit']).audit.AUDIT_YEARS);
  removedAt = now;
  if (removed > 0) logger.info('audit entries past their time removed', { removed });
}
