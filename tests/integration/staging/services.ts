import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { parseSyncRequested, type SyncRequested } from '../../../events/sync-requested.ts';
import { startDynamoDb } from '../../../local/dynamodb/start.ts';
import { startQueues } from '../../../local/queues/start.ts';
import { startS3 } from '../../../local/s3/server.ts';
import { startSecretsManager } from '../../../local/secrets-manager/start.ts';
import { closeCredentialRegistry, database } from '../../../shared/operations/database.ts';
import { setSettings } from '../../settings.ts';
import { PEPPER, postgresWith, type TestPostgres, TOKEN_KEYS } from '../operations/postgres-under-test.ts';

const CREDENTIALS = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'LOCALTESTKEY',
  AWS_SECRET_ACCESS_KEY: 'local/test+secret',
};

const KEYRING = {
  region: CREDENTIALS.AWS_REGION,
  credentials: { [CREDENTIALS.AWS_ACCESS_KEY_ID]: CREDENTIALS.AWS_SECRET_ACCESS_KEY },
  // A service has its own clock, which stays right when a test sets that of its process.
  now: () => performance.timeOrigin + performance.now(),
};

/** A Secrets Manager of its own, where the private keys of tenants are made from then on. */
export async function startSecrets(): Promise<{ stop(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tranche-secrets-'));
  const server = await startSecretsManager({ port: 0, file: path.join(directory, 'secrets.json'), keyring: KEYRING });
  setSettings({
    AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
    PRIVATE_KEYS_PREFIX: 'tranche/tenants',
    ...CREDENTIALS,
  });
  return {
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A fresh staging table on a DynamoDB server of its own, which the settings of this process name from then on. */
export async function startStagingTable(): Promise<{ stop(): Promise<void> }> {
  const server = await startDynamoDb({ port: 0, keyring: KEYRING });
  setSettings({
    AWS_ENDPOINT_URL_DYNAMODB: server.url,
    STAGING_TABLE: 'staging',
    STAGING_BUCKET: 'tranche-staging',
    ...CREDENTIALS,
  });
  const client = new DynamoDBClient({});
  await client.send(
    new CreateTableCommand({
      TableName: 'staging',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  client.destroy();
  return server;
}

export interface SyncQueue {
  /** Takes all messages that are there. */
  drain(): Promise<SyncRequested[]>;
  /** Without a queue, sending fails. */
  remove(): Promise<void>;
  create(): Promise<void>;
  stop(): Promise<void>;
}

/** The queues of both lanes. */
const LANES = ['sync', 'small-sync'] as const;

/** The sync queues on an SQS server of their own, which the settings of this process name from then on. */
export async function startSyncQueue(): Promise<SyncQueue> {
  const queues = await startQueues({ port: 0, keyring: KEYRING });
  const endpoint = queues.url;
  const urlOf = (name: string): string => `${endpoint}/000000000000/${name}`;
  setSettings({
    AWS_ENDPOINT_URL_SQS: endpoint,
    SYNC_QUEUE_URL: urlOf('sync'),
    SMALL_SYNC_QUEUE_URL: urlOf('small-sync'),
    MEDIATOR_QUEUE_URL: urlOf('mediator'),
    WEBHOOK_QUEUE_URL: urlOf('webhooks'),
    ...CREDENTIALS,
  });
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  const create = async (): Promise<void> => {
    for (const QueueName of [...LANES, 'mediator', 'webhooks'])
      await client.send(new CreateQueueCommand({ QueueName }));
  };
  await create();
  const drain = async (): Promise<SyncRequested[]> => {
    const found: SyncRequested[] = [];
    for (const QueueUrl of LANES.map(urlOf)) found.push(...(await drainQueue(QueueUrl)));
    return found;
  };
  const drainQueue = async (QueueUrl: string): Promise<SyncRequested[]> => {
    const found: SyncRequested[] = [];
    for (;;) {
      const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      if (!Messages?.length) return found;
      for (const { Body, ReceiptHandle } of Messages) {
        found.push(parseSyncRequested(Body ?? ''));
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  };
  return {
    drain,
    remove: async () => {
      for (const QueueUrl of LANES.map(urlOf)) await client.send(new DeleteQueueCommand({ QueueUrl }));
    },
    create,
    stop: async () => {
      client.destroy();
      await queues.stop();
    },
  };
}

/** Tenants in a Postgres of their own, which the settings of this process name from then on. */
export async function startOperations(): Promise<TestPostgres> {
  const postgres = await postgresWith();
  setSettings({
    DATABASE_URL: postgres.url,
    CREDENTIALS_DATABASE_URL: postgres.credentialsUrl,
    KEY_PEPPER: PEPPER,
    TOKEN_PRIVATE_KEY: TOKEN_KEYS.privateKey,
    TOKEN_PUBLIC_KEY: TOKEN_KEYS.publicKey,
  });
  return {
    ...postgres,
    stop: async () => {
      await database().close();
      await closeCredentialRegistry();
      await postgres.stop();
    },
  };
}

/** The staging bucket on an S3 server of its own, which the settings of this process name from then on. */
export async function startStagingBucket(): Promise<{ stop(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tranche-staging-'));
  const server = await startS3({
    directory,
    port: 0,
    ...KEYRING,
  });
  setSettings({
    AWS_ENDPOINT_URL_S3: server.endpoint,
    STAGING_BUCKET: 'tranche-staging',
    ...CREDENTIALS,
  });
  await server.createBucket('tranche-staging', { isVersioned: true });
  return {
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
