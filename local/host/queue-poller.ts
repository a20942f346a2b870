import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { FunctionError, type LocalFunction } from './functions.ts';

export interface QueuePollerOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly region: string;
  readonly target: LocalFunction;
  readonly batchSize: number;
  readonly maxConcurrency: number;
  /** ReportBatchItemFailures: the function names the messages that failed; without it a batch fails or succeeds whole. */
  readonly reportsItemFailures: boolean;
  /**
   * How long a received message is hidden, seconds. Far shorter than the queue says, and extended while the function
   * runs: a laptop that was killed in the middle of a batch should see it again soon, not after 90 minutes.
   */
  readonly visibilitySeconds: number;
  readonly onError: (error: Error) => void;
}

const PartialFailures = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** An event source mapping: receives batches, invokes the function, deletes what succeeded. */
export class QueuePoller {
  readonly #options: QueuePollerOptions;
  readonly #stopping = new AbortController();
  readonly #batches = new Set<Promise<void>>();
  #loop: Promise<void> | undefined;

  constructor(options: QueuePollerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#poll();
  }

  /** Receives nothing more, and resolves when the batches under way have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await Promise.all(this.#batches);
  }

  async #poll(): Promise<void> {
    const { maxConcurrency, onError } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      if (this.#batches.size >= maxConcurrency) {
        await Promise.race(this.#batches);
        continue;
      }
      try {
        const messages = await this.#receive(signal);
        if (messages.length === 0) continue;
        const batch = this.#work(messages)
          .catch(onError)
          .finally(() => this.#batches.delete(batch));
        this.#batches.add(batch);
      } catch (error) {
        if (signal.aborted) return;
        onError(error as Error);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  async #receive(abortSignal: AbortSignal): Promise<Message[]> {
    const { sqs, queueUrl, batchSize, visibilitySeconds } = this.#options;
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(batchSize, 10),
      WaitTimeSeconds: 5,
      VisibilityTimeout: visibilitySeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return (await sqs.send(command, { abortSignal })).Messages ?? [];
  }

  async #work(messages: Message[]): Promise<void> {
    const { sqs, queueUrl, target, visibilitySeconds } = this.#options;
    const extend = setInterval(() => this.#hide(messages), (visibilitySeconds * 1000) / 3);
    try {
      const failed = await this.#invoke(target, messages);
      for (const message of messages) {
        if (failed.has(message.MessageId ?? '')) continue;
        await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }));
      }
    } finally {
      clearInterval(extend);
    }
  }

  /** @returns the ids of the messages that are to be delivered again */
  async #invoke(target: LocalFunction, messages: Message[]): Promise<Set<string>> {
    const all = new Set(messages.map((message) => message.MessageId ?? ''));
    try {
      const result = await target.invoke({ Records: messages.map((message) => this.#record(message)) });
      if (!this.#options.reportsItemFailures || result === null || result === undefined) return new Set();
      const parsed = PartialFailures.safeParse({ batchItemFailures: [], ...(result as object) });
      const failed = parsed.data?.batchItemFailures.map((failure) => failure.itemIdentifier);
      // As Lambda does: an answer that makes no sense fails the whole batch.
      return failed?.every((id) => all.has(id)) ? new Set(failed) : all;
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      return all;
    }
  }

  /** A message that was deleted meanwhile, by the function itself, cannot be hidden any longer; that is no fault. */
  #hide(messages: Message[]): void {
    const { sqs, queueUrl, visibilitySeconds } = this.#options;
    for (const { ReceiptHandle } of messages) {
      sqs
        .send(
          new ChangeMessageVisibilityCommand({
            QueueUrl: queueUrl,
            ReceiptHandle,
            VisibilityTimeout: visibilitySeconds,
          }),
        )
        .catch(() => {});
    }
  }

  #record(message: Message) {
    const attributes = Object.entries(message.MessageAttributes ?? {});
    return {
      messageId: message.MessageId ?? '',
      receiptHandle: message.ReceiptHandle ?? '',
      body: message.Body ?? '',
      attributes: message.Attributes ?? {},
      messageAttributes: Object.fromEntries(
        attributes.map(([name, { DataType, StringValue, BinaryValue }]) => [
          name,
          {
            dataType: DataType,
            stringValue: StringValue,
            binaryValue: BinaryValue && Buffer.from(BinaryValue).toString('base64'),
            stringListValues: [],
            binaryListValues: [],
          },
        ]),
      ),
      md5OfBody: message.MD5OfBody ?? '',
      eventSource: 'aws:sqs',
      eventSourceARN: this.#options.queueArn,
      awsRegion: this.#options.region,
    };
  }
}
