import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { parseSyncRequested } from '../../events/sync-requested.ts';
import { makeLogger } from '../../shared/observability/logger.ts';
import { runSync } from '../../shared/pipeline/run-sync.ts';

const logger = makeLogger('run-sync');

/** SQS: one message, one sync. What could not be handled is delivered again, and ends in the dead-letter queue. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { messageId, body } of event.Records) {
    try {
      await runSync(parseSyncRequested(body), logger);
    } catch (error) {
      logger.error('message not handled', { message_id: messageId, error: error as Error });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
