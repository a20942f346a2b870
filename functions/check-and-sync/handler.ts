import { makeLogger } from '../../shared/observability/logger.ts';
import { reconcile } from '../../shared/staging/reconcile.ts';
import { startDueSyncs } from './start-due-syncs.ts';

const logger = makeLogger('check-and-sync');

/**
 * Every tick: first what crashes left half done, then what is due. The tick says when it was due, but a late one counts
 * from now.
 */
export async function handler(): Promise<void> {
  try {
    await reconcile(logger);
  } finally {
    await startDueSyncs(logger, Date.now());
  }
}
