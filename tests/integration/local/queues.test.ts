import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Queues, startQueues } from '../../../local/queues/start.ts';
import { startInChild } from './engine-in-child.ts';

let root: string;
const running: Queues[] = [];
const clients: SQSClient[] = [];

const credentials = { accessKeyId: 'LOCAL', secretAccessKey: 'local/secret' };
const keyring = { credentials: { [credentials.accessKeyId]: credentials.secretAccessKey }, region: 'eu-central-1' };

const start = async (options: { port?: number; directory?: string } = { directory: root }) => {
  const queues = await startQueues({ port: 0, keyring, ...options });
  running.push(queues);
  return queues;
};

const connect = (url: string) => {
  const client = new SQSClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials,
    maxAttempts: 1,
  });
  clients.push(client);
  return client;
};

const create = async (client: SQSClient, QueueName: string, Attributes: Record<string, string> = {}) =>
  (await client.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';

const receive = async (client: SQSClient, QueueUrl: string, WaitTimeSeconds = 0) =>
  (await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, MaxNumberOfMessages: 10 }))).Messages ?? [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tranche-sqs-'));
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await Promise.all(running.splice(0).map((queues) => queues.stop()));
  rmSync(root, { recursive: true, force: true });
});

test('sends, receives, deletes, and gives addresses that resolve everywhere', async () => {
  const queues = await start();
  const client = connect(queues.url);
  const QueueUrl = await create(client, 'sync');
  expect(QueueUrl).toBe(`http://127.0.0.1:${queues.port}/000000000000/sync`);
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'ü' }));
  const [message] = await receive(client, QueueUrl);
  expect(message?.Body).toBe('ü');
  expect(await receive(client, QueueUrl)).toEqual([]);
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
});

test('a message that was received too often goes to the dead-letter queue', async () => {
  const client = connect((await start()).url);
  const dead = await create(client, 'dead');
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ['QueueArn'] }),
  );
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 1 });
  const source = await create(client, 'source', { VisibilityTimeout: '0', RedrivePolicy });
  await client.send(new SendMessageCommand({ QueueUrl: source, MessageBody: 'again and again' }));
  expect(await receive(client, source)).toHaveLength(1);
  expect(await receive(client, source)).toHaveLength(0);
  expect((await receive(client, dead)).map((message) => message.Body)).toEqual(['again and again']);
});

test('a poll that waits ends when the queues stop', async () => {
  const queues = await start();
  const client = connect(queues.url);
  const QueueUrl = await create(client, 'sync');
  const poll = receive(client, QueueUrl, 20).catch(() => 'cut');
  await connect(queues.url).send(new ListQueuesCommand({}));
  await queues.stop();
  await poll;
}, 10_000);

test('queues and messages survive stop and start, at another port', async () => {
  const first = await start();
  const before = connect(first.url);
  const QueueUrl = await create(before, 'sync', { VisibilityTimeout: '0' });
  for (const MessageBody of ['1', '2', '3']) await before.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const [gone] = await receive(before, QueueUrl);
  await before.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: gone?.ReceiptHandle }));
  await first.stop();

  const second = await start();
  expect(second.port).not.toBe(first.port);
  const after = connect(second.url);
  const here = `http://127.0.0.1:${second.port}/000000000000/sync`;
  expect((await after.send(new GetQueueUrlCommand({ QueueName: 'sync' }))).QueueUrl).toBe(here);
  expect((await after.send(new ListQueuesCommand({}))).QueueUrls).toEqual([here]);
  // Made again, as the host does at every start.
  expect(await create(after, 'sync', { VisibilityTimeout: '0' })).toBe(here);
  const left = (await receive(after, here)).map((message) => message.Body);
  expect([...left, gone?.Body].sort()).toEqual(['1', '2', '3']);
});

test('messages survive a killed process', async () => {
  const first = await startInChild<Queues>('queues/start.ts', 'startQueues', { port: 0, directory: root, keyring });
  const before = connect(first.engine.url);
  const QueueUrl = await create(before, 'sync', { VisibilityTimeout: '0' });
  for (let i = 0; i < 20; i++) await before.send(new SendMessageCommand({ QueueUrl, MessageBody: String(i) }));
  await receive(before, QueueUrl);
  await first.kill();

  const second = await start();
  const after = connect(second.url);
  const here = (await after.send(new GetQueueUrlCommand({ QueueName: 'sync' }))).QueueUrl ?? '';
  const bodies = new Set<string | undefined>();
  for (let i = 0; i < 10; i++) for (const message of await receive(after, here)) bodies.add(message.Body);
  expect(bodies.size).toBe(20);
});

test('without a directory nothing is kept', async () => {
  const first = await start({});
  await create(connect(first.url), 'sync');
  await first.stop();
  const second = await start({});
  expect((await connect(second.url).send(new ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);
});

test('a port that is taken is named', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  );
  await expect(start({ port, directory: root })).rejects.toThrow(`127.0.0.1:${port}: the port is in use`);
  other.close();
});
