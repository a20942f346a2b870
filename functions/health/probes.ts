import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readConfig } from '../../shared/config.ts';
import type { HealthPart } from '../../shared/http/schemas/health.ts';
import { statementsOn } from '../../shared/warehouse/client.ts';
import { probePostgres } from './postgres-probe.ts';
import { type Probe, StorageFull } from './run-probe.ts';

const dynamo = new DynamoDBClient({ maxAttempts: 1 });
const s3 = new S3Client({ maxAttempts: 1 });
const sqs = new SQSClient({ maxAttempts: 1, useQueueUrlAsEndpoint: false });

/**
 * What a load may need besides its own rows, for the merges of its parts. Of the other parts, none can be asked: Aurora, S3,
 * DynamoDB and SQS grow by themselves, and on a laptop they stand on the same disk as ClickHouse.
 */
export const LEAST_FREE_GIB = 1;

/** Each has a time of its own: what a part takes on a bad day, and still counts as up. */
export const PROBES: Record<HealthPart, Probe> = {
  postgres: { timeoutMs: 2000, ask: (_signal, timeoutMs) => probePostgres(timeoutMs) },

  clickhouse: {
    timeoutMs: 2000,
    ask: async (signal) => {
      const { free_gib } = await statementsOn().row({
        name: 'health',
        row: z.strictObject({ free_gib: z.number() }),
        sql: `SELECT min(free_space) / pow(1024, 3) AS free_gib FROM system.disks`,
        signal,
      });
      if (free_gib < LEAST_FREE_GIB) throw new StorageFull(`${free_gib.toFixed(2)} GiB are free`);
    },
  },

  dynamodb: {
    timeoutMs: 1500,
    ask: (abortSignal) =>
      dynamo.send(
        new GetItemCommand({
          TableName: readConfig(['staging']).staging.STAGING_TABLE,
          Key: { pk: { S: 'health' }, sk: { S: 'health' } },
        }),
        { abortSignal },
      ),
  },

  s3: {
    timeoutMs: 1500,
    ask: async (abortSignal) => {
      try {
        const Bucket = readConfig(['staging']).staging.STAGING_BUCKET;
        await s3.send(new HeadBucketCommand({ Bucket }), { abortSignal });
      } catch (error) {
        // This function may not list the bucket: to be told so is a sign of life.
        if (!(error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403)) throw error;
      }
    },
  },

  sqs: queueProbe(() => readConfig(['queue']).queue.SYNC_QUEUE_URL),
  // What they have to do is written down in Postgres; how long it waits is a matter of /metrics and its alarms.
  mediator: queueProbe(() => readConfig(['mediator']).mediator.MEDIATOR_QUEUE_URL),
  webhooks: queueProbe(() => readConfig(['webhookQueue']).webhookQueue.WEBHOOK_QUEUE_URL),
};

function queueProbe(url: () => string): Probe {
  return {
    timeoutMs: 1500,
    ask: (abortSignal) =>
      sqs.send(new GetQueueAttributesCommand({ QueueUrl: url(), AttributeNames: ['ApproximateNumberOfMessages'] }), {
        abortSignal,
      }),
  };
}
