import { eventFunction } from '../../shared/lambda/event-function.ts';
import { reconcile } from '../../shared/sync/reconcile.ts';
import { decideUndecided } from './decide-undecided.ts';
import { pullDueSources } from './pull-due-sources.ts';
import { remindOfMediation } from './remind-of-mediation.ts';
import { remindOfStreams } from './remind-of-streams.ts';
import { remindOfWebhooks } from './remind-of-webhooks.ts';
import { removeOldAudit } from './remove-old-audit.ts';
import { startDueSyncs } from './start-due-syncs.ts';

/**
 * Every tick: first what crashes left half done, then what is due. The tick says when it was due, but a late one counts
 * from now.
 */
export const handler = eventFunction<unknown, void>(
  'check-and-sync',
  async (_tick, { logger }) => {
    try {
      await decideUndecided(logger, Date.now()).catch((error: Error) =>
        logger.error('what is undecided stays so until the next tick', { error }),
      );
      await reconcile(logger);
    } finally {
      await startDueSyncs(logger, Date.now());
    }
    await pullDueSources(logger, Date.now()).catch((error: Error) =>
      logger.error('sources not looked at until the next tick', { error }),
    );
    await remindOfStreams(logger).catch((error: Error) =>
      logger.error('streams not looked at until the next tick', { error }),
    );
    await remindOfWebhooks(logger).catch((error: Error) =>
      logger.error('webhooks not looked at until the next tick', { error }),
    );
    await remindOfMediation(logger).catch((error: Error) =>
      logger.error('the mediator not looked at until the next tick', { error }),
    );
    await removeOldAudit(logger, Date.now()).catch((error: Error) =>
      logger.error('old audit entries not removed', { error }),
    );
  },
  { kind: 'server' },
);
