import { CreateTableCommand, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { BucketRules } from '../s3/server.ts';
import type { Templates } from './template.ts';

/** The S3 server, as far as the host needs it. */
export interface BucketMaker {
  createBucket(name: string, rules: BucketRules): Promise<void>;
}

const texts = z.array(z.string()).default([]);
const Bucket = z.object({
  CorsConfiguration: z
    .object({
      CorsRules: z.array(
        z.object({
          AllowedOrigins: texts,
          AllowedMethods: texts,
          AllowedHeaders: texts,
          ExposedHeaders: texts,
          MaxAge: z.number().optional(),
        }),
      ),
    })
    .optional(),
  VersioningConfiguration: z.object({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  LifecycleConfiguration: z
    .object({
      Rules: z.array(
        z.object({
          Prefix: z.string().default(''),
          NoncurrentVersionExpiration: z.object({ NoncurrentDays: z.number() }).optional(),
        }),
      ),
    })
    .optional(),
});

/** Makes the template's buckets where they are missing. */
export async function createBuckets(templates: Templates, s3: BucketMaker): Promise<void> {
  for (const found of templates.ofType('AWS::S3::Bucket')) {
    const bucket = templates.read(found, Bucket);
    await s3.createBucket(templates.ref(found), {
      isVersioned: bucket.VersioningConfiguration?.Status === 'Enabled',
      noncurrentDays: (bucket.LifecycleConfiguration?.Rules ?? []).flatMap((rule) => {
        const days = rule.NoncurrentVersionExpiration?.NoncurrentDays;
        return days === undefined ? [] : [{ prefix: rule.Prefix, days }];
      }),
      cors: (bucket.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
        AllowedOrigins: rule.AllowedOrigins,
        AllowedMethods: rule.AllowedMethods,
        AllowedHeaders: rule.AllowedHeaders,
        // The only names in which CloudFormation and S3 differ.
        ExposeHeaders: rule.ExposedHeaders,
        MaxAgeSeconds: rule.MaxAge,
      })),
    });
  }
}

const Queue = z.object({
  VisibilityTimeout: z.number().optional(),
  DelaySeconds: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});

/** Makes the template's queues where they are missing, each dead-letter queue before the queue that names it. */
export async function createQueues(templates: Templates, sqs: SQSClient): Promise<void> {
  const queues = templates.ofType('AWS::SQS::Queue').map((found) => {
    const { RedrivePolicy, ...numbers } = templates.read(found, Queue);
    const attributes: Record<string, string> = Object.fromEntries(
      Object.entries(numbers).map(([name, value]) => [name, String(value)]),
    );
    if (RedrivePolicy) attributes.RedrivePolicy = JSON.stringify(RedrivePolicy);
    return { name: templates.attribute(found, 'QueueName'), attributes };
  });
  queues.sort((a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes));
  for (const { name, attributes } of queues) {
    await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  }
}

const Table = z.object({
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
});

/**
 * Makes the template's tables where they are missing. Keys only: no table of Tranche has an index, and what is expired
 * by its TTL is treated as absent by whoever reads it, because the laptop's DynamoDB never deletes it.
 */
export async function createTables(templates: Templates, dynamodb: DynamoDBClient): Promise<void> {
  for (const found of templates.ofType('AWS::DynamoDB::Table')) {
    const { KeySchema, AttributeDefinitions } = templates.read(found, Table);
    const TableName = templates.ref(found);
    try {
      await dynamodb.send(
        new CreateTableCommand({ TableName, KeySchema, AttributeDefinitions, BillingMode: 'PAY_PER_REQUEST' }),
      );
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ResourceInUseException') throw error;
    }
    await untilActive(dynamodb, TableName);
  }
}

async function untilActive(dynamodb: DynamoDBClient, TableName: string): Promise<void> {
  for (;;) {
    const { Table: table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    if (table?.TableStatus === 'ACTIVE') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
