import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Where messages wait for a person: kept as long as SQS can keep them. */
export function deadLetterQueue(scope: Construct, id: string): Queue {
  return new Queue(scope, id, {
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
  });
}

/**
 * A queue that one function works off, with its dead-letter queue beside it.
 * @param consumerTimeoutSeconds the function's timeout; a message stays hidden six times as long, as Lambda asks for.
 */
export function workQueue(scope: Construct, id: string, consumerTimeoutSeconds: number): Queue {
  return new Queue(scope, id, {
    visibilityTimeout: Duration.seconds(6 * consumerTimeoutSeconds),
    retentionPeriod: Duration.days(4),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    deadLetterQueue: { queue: deadLetterQueue(scope, `${id}Failed`), maxReceiveCount: 3 },
  });
}
