import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseSyncRequested, type SyncRequested } from '../../events/sync-requested.ts';
import { correlate } from '../../shared/observability/correlation.ts';
import { inInvocation } from '../../shared/observability/invocation.ts';
import { makeLogger } from '../../shared/observability/logger.ts';
import { runSync } from '../../shared/sync/run-sync.ts';

const logger = makeLogger('run-sync');

/** SQS: one message, one sync. What could not be handled is delivered again, and ends in the dead-letter queue. */
export async function handler(
  event: SQSEvent,
  { awsRequestId }: Pick<Context, 'awsRequestId'>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of event.Records) {
    const message = readMessage(record);
    const delivery = {
      component: 'run-sync',
      // Whoever asked for the sync, not this delivery, is what its lines are found by.
      requestId: message?.request_id ?? awsRequestId,
      kind: 'consumer',
      parent: { traceparent: record.messageAttributes.traceparent?.stringValue },
    } as const;
    await inInvocation(delivery, async (span) => {
      try {
        if (message === undefined) throw new UnreadableMessage('not a request for a sync');
        correlate({ tenant_id: message.tenant_id, sync_id: message.sync_id });
        await runSync(message, logger);
      } catch (error) {
        span.fail();
        logger.error('message not handled', { message_id: record.messageId, error: error as Error });
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    });
  }
  return { batchItemFailures };
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
