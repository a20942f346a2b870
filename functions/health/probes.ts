import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { readConfig } from '../../shared/config.ts';
import type { HealthPart } from '../../shared/http/schemas/health.ts';
import { database } from '../../shared/operations/database.ts';
import { warehouseClient } from '../../shared/warehouse/client.ts';
import type { Probe } from './run-probe.ts';

const dynamo = new DynamoDBClient({ maxAttempts: 1 });
const s3 = new S3Client({ maxAttempts: 1 });

export const PROBES: Record<HealthPart, Probe> = {
  postgres: () => database().registry.query('SELECT 1'),

  clickhouse: async (signal) => {
    const answer = await warehouseClient('default').query({
      query: 'SELECT 1',
      format: 'JSONEachRow',
      abort_signal: signal,
    });
    await answer.json();
  },

  dynamodb: (abortSignal) =>
    dynamo.send(
      new GetItemCommand({
        TableName: readConfig(['staging']).staging.STAGING_TABLE,
        Key: { pk: { S: 'health' }, sk: { S: 'health' } },
      }),
      { abortSignal },
    ),

  s3: async (abortSignal) => {
    try {
      await s3.send(new HeadBucketCommand({ Bucket: readConfig(['staging']).staging.STAGING_BUCKET }), { abortSignal });
    } catch (error) {
      // This function may not list the bucket: to be told so is a sign of life.
      if (!(error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403)) throw error;
    }
  },
};
