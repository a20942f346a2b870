import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from './bank.ts';

const QueueUrl = process.env.SYNC_QUEUE_URL ?? '';
/** Time that a message stays hidden after a failure, instead of the hours that a long sync is given. */
const HIDDEN_SECONDS = '2';

/**
 * Behind the API: needs AWS' credentials, and the queue's address in SYNC_QUEUE_URL. tests/integration/local/host/events.test.ts
 * shows the same of a laptop.
 */
describe.runIf(QueueUrl)('a message that no one can handle', () => {
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  let usual: string | undefined;
  let failedUrl = '';

  beforeAll(async () => {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    usual = Attributes?.VisibilityTimeout;
    const { deadLetterTargetArn } = JSON.parse(Attributes?.RedrivePolicy ?? '{}') as { deadLetterTargetArn?: string };
    const QueueName = deadLetterTargetArn?.split(':').at(-1);
    failedUrl = (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? '';
    await hide(HIDDEN_SECONDS);
  });
  afterAll(() => hide(usual));

  const hide = (seconds: string | undefined) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: seconds ?? '' } }));

  it('is tried three times, then kept in the dead-letter queue as it was', async () => {
    const MessageBody = JSON.stringify({ nonsense: crypto.randomUUID() });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const kept = await waitFor(
      'the message in the dead-letter queue',
      async () => {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: failedUrl,
            MaxNumberOfMessages: 10,
            VisibilityTimeout: 1,
            MessageSystemAttributeNames: ['ApproximateReceiveCount'],
          }),
        );
        return Messages.find(({ Body }) => Body === MessageBody);
      },
      (message) => message !== undefined,
      50_000,
    );
    expect(kept).toMatchObject({ Body: MessageBody });
    await sqs.send(new DeleteMessageCommand({ QueueUrl: failedUrl, ReceiptHandle: kept?.ReceiptHandle }));
  });
});
