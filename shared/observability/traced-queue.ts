import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { traced } from './traced-client.ts';
import { traceCarrier } from './tracing.ts';

let client: SQSClient | undefined;

/**
 * What sends messages to a queue, as JSON.
 * @param readUrl asked once, when there is a message to be sent
 * @param carriesTrace whether the receiver's spans belong to the sender's trace
 */
export function queueSender<Message>(readUrl: () => string, { carriesTrace = false } = {}) {
  let url: string | undefined;
  return async (message: Message, delaySeconds = 0): Promise<void> => {
    // Queue URLs carry the host to send to; behind another endpoint (on a laptop, say) that one counts.
    client ??= traced(new SQSClient({ useQueueUrlAsEndpoint: false }), 'sqs');
    url ??= readUrl();
    const { traceparent } = carriesTrace ? traceCarrier() : {};
    await client.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: JSON.stringify(message),
        ...(delaySeconds > 0 ? { DelaySeconds: delaySeconds } : {}),
        ...(traceparent === undefined
          ? {}
          : { MessageAttributes: { traceparent: { DataType: 'String', StringValue: traceparent } } }),
      }),
    );
  };
}
