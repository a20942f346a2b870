import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type EventsReceived, parseEventsReceived } from '../../events/events-received.ts';
import { streamNamed } from '../../shared/datasets/streams.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import { type EventContext, eventFunction } from '../../shared/lambda/event-function.ts';
import { correlated } from '../../shared/observability/correlation.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { workOffStream } from '../../shared/streams/work-off.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';

/**
 * SQS: several messages of one stream of a tenant are one piece of work. Those whose work failed are delivered again, and end in
 * the dead-letter queue; the events wait in Postgres all the while.
 */
export const handler = eventFunction<SQSEvent, SQSBatchResponse>('record-events', (event, context) => {
  const underWay = new Map<string, Promise<void>>();
  const handle = (record: SQSRecord) => handleMessage(record, context, underWay);
  // A batch of which nothing could be handled is an answer too; thrown, it would be an alarm besides.
  return processPartialResponse(event, handle, new BatchProcessor(EventType.SQS), { throwOnFullBatchFailure: false });
});

async function handleMessage(
  { body, messageId }: SQSRecord,
  context: EventContext,
  underWay: Map<string, Promise<void>>,
): Promise<void> {
  try {
    const message = parseEventsReceived(body);
    const name = [message.tenant_id, message.stream, message.tidy ?? false].join(' ');
    const work = underWay.get(name) ?? workOff(message, context);
    underWay.set(name, work);
    await work;
  } catch (error) {
    context.logger.error('message not handled', { message_id: messageId, error: error as Error });
    throw error;
  }
}

const workOff = ({ tenant_id, stream, tidy = false, request_id }: EventsReceived, context: EventContext) =>
  correlated({ tenant_id, ...(request_id === undefined ? {} : { request_id }) }, () => {
    const scope = tenantScope(tenant_id);
    const { logger, remainingMs } = context;
    return workOffStream({
      operations: operationsFor(scope),
      warehouse: warehouseFor(scope, 'small-load'),
      stream: streamNamed(stream),
      tidy,
      logger,
      remainingMs,
    });
  });
