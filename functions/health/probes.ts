import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { readConfig } from '../../shared/config.ts';
import type { HealthPart } from '../../shared/http/schemas/health.ts';
import { statementsOn } from '../../shared/warehouse/client.ts';
import { probePostgres } from './postgres-probe.ts';
import type { Probe } from './run-probe.ts';

const dynamo = new DynamoDBClient({ maxAttempts: 1 });
const s3 = new S3Client({ maxAttempts: 1 });
const sqs = new SQSClient({ maxAttempts: 1, useQueueUrlAsEndpoint: false });

/** Each has a time of its own: what a part takes on a bad day, and still counts as up. */
export const PROBES: Record<HealthPart, Probe> = {
  postgres: { timeoutMs: 2000, ask: (_signal, timeoutMs) => probePostgres(timeoutMs) },

  clickhouse: {
    timeoutMs: 2000,
    ask: (signal) =>
      statementsOn().row({
        name: 'health',
        row: z.strictObject({ alive: z.literal(1) }),
        sql: 'SELECT 1 AS alive',
        signal,
      }),
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

  sqs: {
    timeoutMs: 1500,
    ask: (abortSignal) =>
      sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: readConfig(['queue']).queue.SYNC_QUEUE_URL,
          AttributeNames: ['ApproximateNumberOfMessages'],
        }),
        { abortSignal },
      ),
  },
};
