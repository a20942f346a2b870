import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { handler as health } from '../../functions/health/handler.ts';
import { startClickHouse } from '../../local/clickhouse/start.ts';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { startPostgres } from '../../local/postgres/start.ts';
import { startQueues } from '../../local/queues/start.ts';
import { startS3 } from '../../local/s3/server.ts';
import { putBytes } from '../../shared/client/put-bytes.ts';
import { asProblem } from '../../shared/lambda/reply.ts';
import { openDatabase } from '../../shared/operations/database.ts';
import type { Statement } from '../../shared/sql/statement.ts';
import { closeWarehouseClients, statementsOn, WarehouseError } from '../../shared/warehouse/client.ts';
import { gatewayEvent } from '../gateway-event.ts';
import { setSettings } from '../settings.ts';

const region = 'eu-central-1';
const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local/secret' };
const keyring = { region, credentials: { [credentials.accessKeyId]: credentials.secretAccessKey } };
const MIB = 1024 ** 2;

/** A disk of its own, which takes root; where that is not to be had, there is nothing to be seen. */
const disk = mkdtempSync(path.join(tmpdir(), 'tranche-small-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=320m', 'tmpfs', disk]).status === 0;
const filling = path.join(disk, 'filling');
const freeBytes = () => statfsSync(disk).bavail * statfsSync(disk).bsize;
/** Leaves so much of the disk. */
function fillUp(left = 0): void {
  const size = freeBytes() - left;
  if (size > 0) writeFileSync(filling, Buffer.alloc(size, 1), { flag: 'a' });
}
const makeRoom = () => rmSync(filling, { force: true });

beforeAll(() => setSettings({ AWS_REGION: region }));
afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

test.skipIf(!isMounted)('S3 says so, keeps what it has, and leaves no piece of what it could not store', async () => {
  const directory = path.join(disk, 's3');
  const server = await startS3({ directory, port: 0, ...keyring });
  const client = new S3Client({
    endpoint: server.endpoint,
    region,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  });
  const Bucket = 'bucket';
  await server.createBucket(Bucket);
  const put = (Key: string, Body: string | Buffer) => client.send(new PutObjectCommand({ Bucket, Key, Body }));
  await put('kept', 'before');
  try {
    fillUp(MIB);
    const refused = put('large', Buffer.alloc(8 * MIB, 7));
    await expect(refused).rejects.toMatchObject({ name: 'InsufficientStorage', $metadata: { httpStatusCode: 507 } });
    await expect(put('kept', Buffer.alloc(8 * MIB, 7))).rejects.toMatchObject({ name: 'InsufficientStorage' });
    // What was received of them is gone again.
    expect(readdirSync(path.join(directory, 'tmp'))).toEqual([]);
    expect(freeBytes()).toBeGreaterThanOrEqual(MIB / 2);
    const file = path.join(tmpdir(), path.basename(disk) + '.csv');
    writeFileSync(file, Buffer.alloc(8 * MIB, 49));
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'by-url' }));
    const sent = putBytes({ path: file, start: 0, end: 8 * MIB, url, headers: {} });
    await expect(sent).rejects.toThrow(/status 507: The disk of this S3 server is full: nothing was stored/);
    rmSync(file);
    const kept = await client.send(new GetObjectCommand({ Bucket, Key: 'kept' }));
    expect(await kept.Body?.transformToString()).toBe('before');
  } finally {
    makeRoom();
  }
  await put('large', Buffer.alloc(8 * MIB, 7));
  await server.stop();
  const again = await startS3({ directory, port: Number(new URL(server.endpoint).port), ...keyring });
  expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'large' }))).ContentLength).toBe(8 * MIB);
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'by-url' }))).rejects.toMatchObject({
    name: 'NotFound',
  });
  await again.stop();
  rmSync(directory, { recursive: true, force: true });
});

test.skipIf(!isMounted)(
  'DynamoDB and SQS refuse what they cannot keep, lose nothing, and go on with space',
  async () => {
    const [tables, queues] = [path.join(disk, 'tables'), path.join(disk, 'queues')];
    let table = await startDynamoDb({ port: 0, directory: tables, keyring });
    let queue = await startQueues({ port: 0, directory: queues, keyring });
    const connect = () => ({
      dynamodb: new DynamoDBClient({ endpoint: table.url, region, credentials, maxAttempts: 1 }),
      sqs: new SQSClient({ endpoint: queue.url, region, credentials, maxAttempts: 1 }),
    });
    let { dynamodb, sqs } = connect();
    await dynamodb.send(
      new CreateTableCommand({
        TableName: 'items',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
    );
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({ QueueName: 'work', Attributes: { VisibilityTimeout: '0' } }),
    );
    const putItem = (n: number) =>
      dynamodb.send(
        new PutItemCommand({ TableName: 'items', Item: { pk: { S: `item${n}` }, text: { S: 'x'.repeat(300_000) } } }),
      );
    const send = (n: number) =>
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: `${n} ${'x'.repeat(100_000)}` }));
    const kept = { items: [] as number[], messages: [] as number[] };
    const refusals: string[] = [];
    try {
      fillUp(12 * MIB);
      for (let n = 0; n < 100; n += 1) {
        const item = await putItem(n).then(
          () => kept.items.push(n),
          (error: Error) => refusals.push(`item: ${error.name}`),
        );
        const message = await send(n).then(
          () => kept.messages.push(n),
          (error: Error) => refusals.push(`message: ${error.name}`),
        );
        expect([item, message]).not.toContain(undefined);
      }
      expect(refusals.some((refusal) => refusal.startsWith('item:'))).toBe(true);
      expect(refusals.some((refusal) => refusal.startsWith('message:'))).toBe(true);
    } finally {
      makeRoom();
    }
    dynamodb.destroy();
    sqs.destroy();
    await Promise.all([table.stop(), queue.stop()]);
    table = await startDynamoDb({ port: 0, directory: tables, keyring });
    queue = await startQueues({ port: 0, directory: queues, keyring });
    ({ dynamodb, sqs } = connect());
    for (const n of kept.items) {
      const { Item } = await dynamodb.send(
        new GetItemCommand({ TableName: 'items', Key: { pk: { S: `item${n}` } }, ConsistentRead: true }),
      );
      expect([n, Item?.text?.S?.length]).toEqual([n, 300_000]);
    }
    await putItem(1000);
    const there = new Set<number>();
    const url = `${queue.url}/000000000000/work`;
    for (let round = 0; round < 100 && there.size < kept.messages.length; round += 1) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 60 }),
      );
      for (const { Body = '' } of Messages) there.add(Number(Body.split(' ')[0]));
    }
    expect([...there].toSorted((a, b) => a - b)).toEqual(expect.arrayContaining(kept.messages));
    dynamodb.destroy();
    sqs.destroy();
    await Promise.all([table.stop(), queue.stop()]);
    for (const directory of [tables, queues]) rmSync(directory, { recursive: true, force: true });
  },
  60_000,
);

test.skipIf(!isMounted)(
  'Postgres says so, and is there again with space',
  async () => {
    const directory = path.join(disk, 'postgres');
    mkdirSync(directory);
    const server = await startPostgres({
      directory: path.join(directory, 'data'),
      port: 0,
      password: 'pw',
      log: () => {},
    });
    const { registry, close } = openDatabase(server.url);
    await registry.query('CREATE TABLE kept (text text)');
    await registry.query("INSERT INTO kept VALUES ('before')");
    const write = () =>
      registry.query(
        "INSERT INTO kept SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 200000) GROUP BY random() < 0.5",
      );
    let refused: unknown;
    try {
      fillUp(24 * MIB);
      for (let n = 0; n < 20 && refused === undefined; n += 1) {
        refused = await write().then(
          () => undefined,
          (error: unknown) => error,
        );
      }
      expect((refused as { code?: string }).code).toBe('53100');
      expect(asProblem(refused).code).toBe('storage-full');
    } finally {
      makeRoom();
    }
    await expect
      .poll(() => registry.query("SELECT text FROM kept WHERE text = 'before'").catch(() => undefined), {
        timeout: 60_000,
      })
      .toEqual([{ text: 'before' }]);
    await write();
    await close();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  },
  150_000,
);

test.skipIf(!isMounted)(
  'ClickHouse refuses a load as 243, health says so, and reads go on',
  async () => {
    const directory = path.join(disk, 'clickhouse');
    const engine = await startClickHouse({ directory, port: 0, log: () => {} });
    setSettings({ WAREHOUSE_URL: engine.url, RATE_LIMITS: 'off' });
    const on = statementsOn();
    const command = <const Sql extends string>(sql: Sql) => on.command({ name: 'health', sql } as Statement<Sql>);
    await command('CREATE TABLE kept (n UInt64, text String) ENGINE = MergeTree ORDER BY n');
    await command("INSERT INTO kept VALUES (1, 'before')");
    const checkOf = async () => {
      const { body } = await health(gatewayEvent({ path: '/health', as: null }));
      const { checks, detail } = JSON.parse(body) as { checks: Record<string, unknown>; detail: string };
      return { clickhouse: checks.clickhouse, detail };
    };
    // A disk that is smaller than what must be free is full from the start.
    expect(await checkOf()).toMatchObject({
      clickhouse: { status: 'down', problem: 'storage-full' },
      detail: expect.stringContaining('clickhouse (its disk is full)'),
    });
    let refused: unknown;
    try {
      fillUp(4 * MIB);
      refused = await command('INSERT INTO kept SELECT number, randomPrintableASCII(1000) FROM numbers(100000)').catch(
        (error: unknown) => error,
      );
      expect(refused).toBeInstanceOf(WarehouseError);
      expect((refused as WarehouseError).code).toBe('243');
      expect(asProblem(refused).code).toBe('storage-full');
      const rows = await on.rows({
        name: 'health',
        sql: "SELECT count() AS n FROM kept WHERE text = 'before'",
        row: z.strictObject({ n: z.number() }),
      });
      expect(rows).toEqual([{ n: 1 }]);
    } finally {
      makeRoom();
    }
    await command('INSERT INTO kept SELECT number, randomPrintableASCII(1000) FROM numbers(10000)');
    await closeWarehouseClients();
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  },
  120_000,
);
