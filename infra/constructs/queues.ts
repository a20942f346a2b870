import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventInvokeConfig, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { accept } from '../acknowledge.ts';
import type { Alarms } from './alarms.ts';
import { allowKey } from './encryption-key.ts';

interface DeadLetterProps {
  readonly key: IKey;
  readonly alarms: Alarms;
  /** What a message in it means and what to do about it: the text of the alarm. */
  readonly meaning: string;
}

/** Where messages wait for a person: kept as long as SQS can keep them, and somebody is told. */
export function deadLetterQueue(scope: Construct, id: string, { key, alarms, meaning }: DeadLetterProps): Queue {
  const queue = new Queue(scope, id, {
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
  });
  accept(queue, 'Serverless-SQSRedrivePolicy', 'It is where messages end that failed elsewhere.');
  alarms.deadLetters(queue, meaning);
  return queue;
}

export interface WorkQueueProps extends DeadLetterProps {
  /** Timeout of the function that works it off; a message stays hidden six times as long, as Lambda asks for. */
  readonly consumerTimeoutSeconds: number;
  /** What it means that a message waits for an hour. */
  readonly backlog: string;
}

/** A queue that one function works off, and its dead-letter queue, which several may share. */
export function workQueue(
  scope: Construct,
  id: string,
  props: WorkQueueProps,
  failed = deadLetterQueue(scope, `${id}Failed`, props),
): { queue: Queue; failed: Queue } {
  const queue = new Queue(scope, id, {
    visibilityTimeout: Duration.seconds(6 * props.consumerTimeoutSeconds),
    retentionPeriod: Duration.days(4),
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: props.key,
    enforceSSL: true,
    deadLetterQueue: { queue: failed, maxReceiveCount: 3 },
  });
  props.alarms.backlog(queue, Duration.hours(1), props.backlog);
  return { queue, failed };
}

export interface EventRetries {
  readonly attempts: number;
  readonly maxAge?: Duration;
  readonly key: IKey;
}

/** A function that is called without anyone waiting: how often an event is tried again, and where it ends then. */
export function keepFailedEvents(id: string, lambda: IFunction, failed: Queue, retries: EventRetries): void {
  accept(failed, 'AwsSolutions-SQS3', 'It is the failure destination of a function.');
  failed.grant(lambda, 'sqs:SendMessage');
  allowKey(lambda, retries.key, 'read-write');
  new EventInvokeConfig(lambda.stack, id, {
    function: lambda,
    retryAttempts: retries.attempts,
    ...(retries.maxAge ? { maxEventAge: retries.maxAge } : {}),
    onFailure: { bind: () => ({ destination: failed.queueArn }) },
  });
}
