import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DynamoDb, startDynamoDb } from '../../../local/dynamodb/start.ts';
import { startInChild } from './engine-in-child.ts';

const TableName = 'staging';
let root: string;
let directory: string;
const running: DynamoDb[] = [];
const clients: DynamoDBDocumentClient[] = [];

const credentials = { accessKeyId: 'LOCAL', secretAccessKey: 'local/secret' };
const keyring = { credentials: { [credentials.accessKeyId]: credentials.secretAccessKey }, region: 'eu-central-1' };

const start = async (port = 0) => {
  const server = await startDynamoDb({ port, directory, keyring });
  running.push(server);
  return server;
};

const connect = (url: string) => {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: url, region: 'eu-central-1', credentials, maxAttempts: 1 }),
  );
  clients.push(client);
  return client;
};

async function createTable(client: DynamoDBDocumentClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
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
  const state = async () => (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus;
  await expect.poll(state, { interval: 5 }).toBe('ACTIVE');
}

const put = (client: DynamoDBDocumentClient, sk: string, rest = {}) =>
  client.send(new PutCommand({ TableName, Item: { pk: 'a', sk, ...rest } }));

const read = async (client: DynamoDBDocumentClient, sk: string) =>
  (await client.send(new GetCommand({ TableName, Key: { pk: 'a', sk }, ConsistentRead: true }))).Item;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tranche-ddb-'));
  directory = join(root, 'deep', 'data');
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await Promise.all(running.splice(0).map((server) => server.stop()));
  rmSync(root, { recursive: true, force: true });
});

test('one of many conditional writers wins', async () => {
  const client = connect((await start()).url);
  await createTable(client);
  const write = (n: number) =>
    client.send(
      new PutCommand({ TableName, Item: { pk: 'a', sk: 'lease', n }, ConditionExpression: 'attribute_not_exists(pk)' }),
    );
  const outcomes = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => write(n)));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ConditionalCheckFailedException);
  }
  const add = new UpdateCommand({
    TableName,
    Key: { pk: 'a', sk: 'counter' },
    UpdateExpression: 'ADD hits :one',
    ExpressionAttributeValues: { ':one': 1 },
  });
  await Promise.all(Array.from({ length: 50 }, () => client.send(add)));
  expect((await read(client, 'counter'))?.hits).toBe(50);
});

test('pages of a query, in order', async () => {
  const client = connect((await start()).url);
  await createTable(client);
  for (let i = 0; i < 25; i++) await put(client, `u#${String(i).padStart(3, '0')}`);
  await put(client, 'v#0');
  const found: unknown[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk and begins_with(sk, :u)',
        ExpressionAttributeValues: { ':pk': 'a', ':u': 'u#' },
        Limit: 10,
        ExclusiveStartKey,
      }),
    );
    found.push(...(page.Items ?? []).map((item) => item.sk));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  expect(found).toEqual(Array.from({ length: 25 }, (_, i) => `u#${String(i).padStart(3, '0')}`));
});

test('data survives stop and start', async () => {
  const first = await start();
  const before = connect(first.url);
  await createTable(before);
  await put(before, 'x', { text: 'ü', n: 12345678901234 });
  await first.stop();
  const after = connect((await start()).url);
  expect(await read(after, 'x')).toEqual({ pk: 'a', sk: 'x', text: 'ü', n: 12345678901234 });
});

test('data survives a killed process; while that lives, nobody else gets the store', async () => {
  const first = await startInChild<DynamoDb>('dynamodb/start.ts', 'startDynamoDb', { port: 0, directory, keyring });
  const before = connect(first.engine.url);
  await createTable(before);
  for (let i = 0; i < 20; i++) await put(before, `x${i}`);
  await expect(start()).rejects.toThrow('Does another process use it?');
  await first.kill();
  const after = connect((await start()).url);
  for (let i = 0; i < 20; i++) expect(await read(after, `x${i}`)).toBeDefined();
});

test('a client that breaks off harms nobody', async () => {
  const server = await start();
  const client = connect(server.url);
  await createTable(client);
  await new Promise<void>((resolve) => {
    const broken = request(server.url, { method: 'POST', headers: { 'content-length': '1000' } });
    broken.on('error', () => resolve());
    broken.write('{', () => setTimeout(() => broken.destroy(new Error('gone')), 50));
  });
  await put(client, 'after');
  expect(await read(client, 'after')).toBeDefined();
});

test('a port that is taken is named, and the store is let go', async () => {
  const first = await start();
  const other = join(root, 'other');
  await expect(startDynamoDb({ port: first.port, directory: other })).rejects.toThrow('the port is in use');
  await (await startDynamoDb({ port: 0, directory: other })).stop();
});
