import type { Context } from 'aws-lambda';
import { inInvocation } from '../../shared/observability/invocation.ts';
import { makeLogger } from '../../shared/observability/logger.ts';
import { reconcile } from '../../shared/sync/reconcile.ts';
import { removeOldAudit } from './remove-old-audit.ts';
import { startDueSyncs } from './start-due-syncs.ts';

const logger = makeLogger('check-and-sync');

/**
 * Every tick: first what crashes left half done, then what is due. The tick says when it was due, but a late one counts
 * from now.
 */
export const handler = (_event: unknown, { awsRequestId: requestId }: Pick<Context, 'awsRequestId'>): Promise<void> =>
  inInvocation({ component: 'check-and-sync', requestId }, async () => {
    try {
      await reconcile(logger);
    } finally {
      await startDueSyncs(logger, Date.now());
    }
    await removeOldAudit(logger, Date.now()).catch((error: Error) =>
      logger.error('old audit entries not removed', { error }),
    );
  });
