import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { correlated } from '../observability/correlation.ts';
import { type EventContext, type EventHandler, eventFunction } from './event-function.ts';

interface Work<Message> {
  /** @throws for a message of another shape */
  parse(body: string): Message;
  /** Messages of one name are one piece of work. */
  pieceOf(message: Message): string;
  work(message: Message, context: EventContext): Promise<void>;
}

/**
 * A function that works off a queue whose messages only say for whom there is something to do. Those whose work failed are delivered
 * again, and end in the dead-letter queue.
 */
export function queueFunction<Message extends { readonly tenant_id: string; readonly request_id?: string | undefined }>(
  component: string,
  { parse, pieceOf, work }: Work<Message>,
): EventHandler<SQSEvent, SQSBatchResponse> {
  return eventFunction<SQSEvent, SQSBatchResponse>(component, (event, context) => {
    const underWay = new Map<string, Promise<void>>();
    const handle = async ({ body, messageId }: SQSRecord): Promise<void> => {
      try {
        const message = parse(body);
        const { tenant_id, request_id } = message;
        const piece = pieceOf(message);
        const about = { tenant_id, ...(request_id === undefined ? {} : { request_id }) };
        const done = underWay.get(piece) ?? correlated(about, () => work(message, context));
        underWay.set(piece, done);
        await done;
      } catch (error) {
        context.logger.error('message not handled', { message_id: messageId, error: error as Error });
        throw error;
      }
    };
    // A batch of which nothing could be handled is an answer too; thrown, it would be an alarm besides.
    return processPartialResponse(event, handle, new BatchProcessor(EventType.SQS), { throwOnFullBatchFailure: false });
  });
}
