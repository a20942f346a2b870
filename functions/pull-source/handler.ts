import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parsePullRequested } from '../../events/pull-requested.ts';
import { type EventContext, eventFunction } from '../../shared/lambda/event-function.ts';
import { correlated } from '../../shared/observability/correlation.ts';
import { runPull } from '../../shared/sources/run-pull.ts';

/** SQS: one message, one pull to go on with. What could not be handled is delivered again, and ends in the dead-letter queue. */
export const handler = eventFunction<SQSEvent, SQSBatchResponse>('pull-source', (event, context) =>
  processPartialResponse(
    event,
    (record: SQSRecord) => handleMessage(record, context),
    new BatchProcessor(EventType.SQS),
    // A batch of which nothing could be handled is an answer too; thrown, it would be an alarm besides.
    { throwOnFullBatchFailure: false },
  ),
);

async function handleMessage({ body, messageId }: SQSRecord, { logger, remainingMs }: EventContext): Promise<void> {
  try {
    const { tenant_id, pull_id, request_id } = parsePullRequested(body);
    // Whoever asked for the pull, not this delivery, is what its lines are found by.
    await correlated({ tenant_id, pull_id, ...(request_id === undefined ? {} : { request_id }) }, () =>
      runPull({ tenantId: tenant_id, pullId: pull_id }, { logger, remainingMs }),
    );
  } catch (error) {
    logger.error('message not handled', { message_id: messageId, error: error as Error });
    throw error;
  }
}
