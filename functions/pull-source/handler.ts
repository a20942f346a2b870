import { parsePullRequested } from '../../events/pull-requested.ts';
import { queueFunction } from '../../shared/lambda/queue-function.ts';
import { correlated } from '../../shared/observability/correlation.ts';
import { runPull } from '../../shared/sources/run-pull.ts';

/** SQS: one message, one pull to go on with. */
export const handler = queueFunction('pull-source', {
  parse: parsePullRequested,
  pieceOf: ({ tenant_id, pull_id }) => `${tenant_id} ${pull_id}`,
  work: ({ tenant_id, pull_id }, { logger, remainingMs }) =>
    correlated({ pull_id }, () => runPull({ tenantId: tenant_id, pullId: pull_id }, { logger, remainingMs })),
});
