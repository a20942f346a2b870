import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseSyncRequested, type SyncRequested } from '../../events/sync-requested.ts';
import { eventFunction } from '../../shared/lambda/event-function.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { inSpan } from '../../shared/observability/tracing.ts';
import { runTurn } from '../../shared/sync/run-turn.ts';

/** SQS: one message, one sync: whose turn it is. What could not be handled is delivered again, and ends in the dead-letter queue. */
export const handler = eventFunction<SQSEvent, SQSBatchResponse>(
  'run-sync',
  (event, { logger }) =>
    processPartialResponse(
      event,
      (record: SQSRecord) => handleMessage(record, logger),
      new BatchProcessor(EventType.SQS),
      // A batch of which nothing could be handled is an answer too; thrown, it would be an alarm besides.
      { throwOnFullBatchFailure: false },
    ),
  // Each message goes on with the trace of whoever asked for the sync.
  { traced: false },
);

function handleMessage(record: SQSRecord, logger: Logger): Promise<void> {
  const message = readMessage(record);
  const parent = { traceparent: record.messageAttributes.traceparent?.stringValue };
  return inSpan('run-sync', { kind: 'consumer', parent }, async () => {
    try {
      if (message === undefined) throw new UnreadableMessage('not a request for a sync');
      await runTurn(message, logger);
    } catch (error) {
      logger.error('message not handled', { message_id: record.messageId, error: error as Error });
      throw error;
    }
  });
}

class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

function readMessage({ body }: SQSRecord): SyncRequested | undefined {
  try {
    return parseSyncRequested(body);
  } catch {
    return undefined;
  }
}
