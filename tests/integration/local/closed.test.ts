import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { type DynamoDb, startDynamoDb } from '../../../local/dynamodb/start.ts';
import { type Postgres, startPostgres } from '../../../local/postgres/start.ts';
import { type Queues, startQueues } from '../../../local/queues/start.ts';
import { type S3Server, startS3 } from '../../../local/s3/server.ts';
import { type HttpServer, openHttpServer } from '../../../local/service/http-server.ts';
import { askAws } from '../../../scripts/deploy-local/signed-request.ts';

const REGION = 'eu-central-1';
const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local/secret' };
const PASSWORD = 'a password';
const BUCKET = 'tranche-staging';
const BAD_PAGE = 'https://evil.example';

let clockShift = 0;
let root: string;
let tables: DynamoDb;
let queues: Queues;
let s3: S3Server;
let clickhouse: ClickHouse;
let postgres: Postgres;
let api: HttpServer;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'tranche-closed-'));
  const now = () => Date.now() + clockShift;
  const keyring = { region: REGION, credentials: { [credentials.accessKeyId]: credentials.secretAccessKey }, now };
  const log = () => {};
  [tables, queues, s3, clickhouse, postgres, api] = await Promise.all([
    startDynamoDb({ port: 0, keyring }),
    startQueues({ port: 0, keyring }),
    startS3({ directory: path.join(root, 's3'), port: 0, ...keyring }),
    startClickHouse({ directory: path.join(root, 'clickhouse'), port: 0, password: PASSWORD, log }),
    startPostgres({ directory: path.join(root, 'postgres'), port: 0, password: PASSWORD, log }),
    openHttpServer(0),
  ]);
  // As the template has it: any page that holds a presigned address may use it.
  const cors = [{ AllowedOrigins: ['*'], AllowedMethods: ['PUT', 'GET'], AllowedHeaders: ['*'] }];
  await s3.createBucket(BUCKET, { cors });
  api.serve(async (_message, response) => void response.end('served'));
});

afterAll(async () => {
  await Promise.all([tables, queues, s3, clickhouse, postgres].map((engine) => engine?.stop()));
  await api?.close();
  rmSync(root, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A request with any headers, Host and Origin too, which `fetch` does not allow. */
function ask(address: string, method: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

const basic = { authorization: `Basic ${Buffer.from(`default:${PASSWORD}`).toString('base64')}` };
const ENGINES: Record<string, () => { url: string; headers?: Record<string, string> }> = {
  DynamoDB: () => ({ url: `${tables.url}/` }),
  SQS: () => ({ url: `${queues.url}/` }),
  'the inspection of SQS': () => ({ url: `${queues.url}/_fauxqs/queues` }),
  ClickHouse: () => ({ url: `${clickhouse.url}/?query=SELECT%201`, headers: basic }),
  "ClickHouse's ping": () => ({ url: `${clickhouse.url}/ping` }),
  S3: () => ({ url: `${s3.endpoint}/${BUCKET}/k` }),
};
const PAGES: Record<string, Record<string, string>> = {
  'the page of another site': { origin: BAD_PAGE },
  'a page of no origin': { origin: 'null' },
  'a page of another program of this machine': { origin: 'http://localhost:3000' },
  'an image in a page, which names no origin': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  'a page whose name was made to lead here': { host: 'evil.example' },
  'such a page, with the port': { host: '127.0.0.1.evil.example:9000' },
};

describe.each(Object.entries(ENGINES))('%s', (_engine, where) => {
  test.each(Object.entries(PAGES))('refuses %s', async (_page, headers) => {
    const { url, headers: own } = where();
    for (const method of ['GET', 'POST']) {
      const { status, body } = await ask(url, method, { ...own, ...headers });
      expect([method, status]).toEqual([method, 403]);
      expect(body).not.toContain('NoSuchKey');
    }
  });
});

test('ClickHouse answers the program that has its password', async () => {
  const [query, ping] = [ENGINES.ClickHouse?.(), ENGINES["ClickHouse's ping"]?.()];
  expect(await ask(query?.url ?? '', 'GET', query?.headers)).toMatchObject({ status: 200, body: '1\n' });
  expect(await ask(ping?.url ?? '', 'GET')).toMatchObject({ status: 200 });
  expect((await ask(query?.url ?? '', 'GET')).status).toBe(403);
  expect((await ask(`${clickhouse.url}/?query=SELECT%201&password=guessed`, 'GET')).status).toBe(403);
});

test('an address that is none does not end ClickHouse', async () => {
  const { host, port } = addressOf(clickhouse.url);
  for (const target of ['*', 'http://[', '//[:']) {
    const socket = connect(port, host);
    const answer = await said(socket, `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    expect([target, answer.split(' ')[1]]).toEqual([target, expect.stringMatching(/^[24]/)]);
  }
  expect(await ask(`${clickhouse.url}/ping`, 'GET')).toMatchObject({ status: 200 });
});

describe('S3, whose presigned addresses are for pages', () => {
  const page = { origin: 'http://127.0.0.1:8000', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' };
  const client = () => new S3Client({ endpoint: s3.endpoint, region: REGION, credentials });
  const presigned = (command: PutObjectCommand | GetObjectCommand) =>
    getSignedUrl(client(), command, { unhoistableHeaders: new Set(['x-amz-checksum-crc32']) });

  test('a page puts and gets by them', async () => {
    const withoutChecksum = new S3Client({
      endpoint: s3.endpoint,
      region: REGION,
      credentials,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    const put = await getSignedUrl(withoutChecksum, new PutObjectCommand({ Bucket: BUCKET, Key: 'of-a-page' }));
    const asked = { ...page, 'access-control-request-method': 'PUT' };
    expect((await ask(put, 'OPTIONS', asked)).status).toBe(200);
    expect((await ask(put, 'PUT', page, 'a;b')).status).toBe(200);
    const get = await presigned(new GetObjectCommand({ Bucket: BUCKET, Key: 'of-a-page' }));
    expect(await ask(get, 'GET', page)).toMatchObject({ status: 200, body: 'a;b' });
    // The key is exactly that address: not the same one at another name of this machine.
    expect((await ask(get, 'GET', { ...page, host: 'evil.example' })).status).toBe(403);
  });

  test('no page does with a signed header, even if that is right', async () => {
    const access = { endpoint: s3.endpoint, region: REGION, credentials };
    const get = { service: 's3', method: 'GET', path: `/${BUCKET}` } as const;
    expect((await askAws(access, get)).status).toBe(200);
    expect((await askAws(access, { ...get, headers: { origin: 'http://127.0.0.1:8000' } })).status).toBe(403);
  });
});

type Service = { name: 'dynamodb' | 'sqs'; endpoint: string; target: string; refused: number };
const SERVICES: Record<string, () => Service> = {
  DynamoDB: () => ({ name: 'dynamodb', endpoint: tables.url, target: 'DynamoDB_20120810.ListTables', refused: 400 }),
  SQS: () => ({ name: 'sqs', endpoint: queues.url, target: 'AmazonSQS.ListQueues', refused: 403 }),
};

describe.each(Object.entries(SERVICES))('signatures of %s', (_name, service) => {
  const send = async (over: Partial<Parameters<typeof askAws>[0]> = {}, signedFor?: string) => {
    const { name, endpoint, target } = service();
    const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' };
    const access = { endpoint, region: REGION, credentials, ...over };
    const { status, text } = await askAws(access, { service: signedFor ?? name, headers, body: '{}' });
    const { __type: type = '' } = JSON.parse(text) as { __type?: string };
    return { status, type: type.replace(/^.*#/, '') };
  };

  test('a right one is answered', async () => {
    expect(await send()).toEqual({ status: 200, type: '' });
  });

  test('none', async () => {
    const { endpoint, target, refused } = service();
    const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' };
    const unsigned = await ask(endpoint, 'POST', headers, '{}');
    expect([unsigned.status, unsigned.body]).toEqual([
      refused,
      expect.stringContaining('MissingAuthenticationTokenException'),
    ]);
    expect((await ask(endpoint, 'GET')).status).toBe(refused);
    const bearer = await ask(endpoint, 'POST', { ...headers, authorization: 'AWS4-HMAC-SHA256 Credential=x' }, '{}');
    expect([bearer.status, bearer.body]).toEqual([refused, expect.stringContaining('IncompleteSignatureException')]);
  });

  test.each<[string, string, Parameters<typeof send>]>([
    ['of another secret', 'InvalidSignatureException', [{ credentials: { ...credentials, secretAccessKey: 'other' } }]],
    ['of nobody', 'UnrecognizedClientException', [{ credentials: { ...credentials, accessKeyId: 'NOBODY' } }]],
    [
      'of a name that every object has',
      'UnrecognizedClientException',
      [{ credentials: { ...credentials, accessKeyId: 'constructor' } }],
    ],
    ['for another region', 'InvalidSignatureException', [{ region: 'us-east-1' }]],
    ['for another service', 'InvalidSignatureException', [{}, 's3']],
  ])('one %s', async (_what, type, args) => {
    expect(await send(...args)).toEqual({ status: service().refused, type });
  });

  test('one that is stale, or of tomorrow', async () => {
    for (const minutes of [16, -16]) {
      clockShift = minutes * 60_000;
      expect(await send()).toEqual({ status: service().refused, type: 'InvalidSignatureException' });
    }
    clockShift = 14 * 60_000;
    expect(await send()).toEqual({ status: 200, type: '' });
    clockShift = 0;
  });
});

test('the SDK is answered, and a body that was changed on its way is not', async () => {
  const dynamodb = new DynamoDBClient({ endpoint: tables.url, region: REGION, credentials });
  expect((await dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  const sqs = new SQSClient({ endpoint: queues.url, region: REGION, credentials, maxAttempts: 1 });
  await sqs.send(new CreateQueueCommand({ QueueName: 'signed' }));
  sqs.middlewareStack.add(
    (next) => (args) => {
      const { request: signed } = args as { request: { body: Uint8Array } };
      signed.body = Buffer.from(Buffer.concat([signed.body]).toString().replace('signed', 'forged'));
      return next(args);
    },
    { step: 'finalizeRequest', name: 'forge', priority: 'low' },
  );
  const forged = sqs.send(new CreateQueueCommand({ QueueName: 'signed' }));
  await expect(forged).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  sqs.middlewareStack.remove('forge');
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  expect(QueueUrls.map((url) => url.split('/').at(-1))).toEqual(['signed']);
  dynamodb.destroy();
  sqs.destroy();
});

describe('the API and its page', () => {
  test.each(Object.entries(PAGES))('do not answer %s', async (name, headers) => {
    // What a page may show without reading it, such as a link or an image, is no secret: it needs no credentials.
    const isImage = name.startsWith('an image');
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      const { status, body } = await ask(`${api.url}/api/tenant`, method, headers);
      expect([method, status]).toEqual([method, isImage ? 200 : 403]);
      if (!isImage) expect(JSON.parse(body)).toMatchObject({ type: '/problems/forbidden', instance: '/api/tenant' });
    }
  });

  test('answer programs, and the page of their own address by each of its names', async () => {
    const { port } = addressOf(api.url);
    for (const name of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      const own = { host: name, origin: `http://${name}`, 'sec-fetch-site': 'same-origin' };
      expect(await ask(`${api.url}/api/sync`, 'POST', own)).toMatchObject({ status: 200, body: 'served' });
      expect(await ask(`${api.url}/`, 'GET', { host: name })).toMatchObject({ status: 200 });
    }
  });
});

describe('Postgres', () => {
  const login = async (password: string | undefined) => {
    const { port } = addressOf(postgres.url);
    const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', password });
    await client.connect();
    const { rows } = await client.query('select 1 as one');
    await client.end();
    return rows;
  };

  test('wants its password, by SCRAM', async () => {
    expect(await login(PASSWORD)).toEqual([{ one: 1 }]);
    await expect(login('guessed')).rejects.toMatchObject({ code: '28P01' });
    await expect(login(undefined)).rejects.toThrow(/SCRAM.*password must be a string/);
  });

  test('does not understand a page, and has no socket in the file system', async () => {
    const { host, port } = addressOf(postgres.url);
    const answer = await said(
      connect(port, host),
      'POST / HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n\r\n',
    );
    expect(answer).not.toContain('HTTP');
    expect(readdirSync(path.join(root, 'postgres')).filter((name) => name.startsWith('.s.'))).toEqual([]);
  });
});

test('everything listens on 127.0.0.1 and at no other address', async () => {
  const urls = [tables.url, queues.url, s3.endpoint, clickhouse.url, postgres.url, api.url];
  for (const url of urls) {
    const { port } = addressOf(url);
    expect([url, await accepts('127.0.0.1', port)]).toEqual([url, true]);
    // Reaches whoever listens at every address of the machine.
    for (const other of ['127.0.0.2', '::1'])
      expect([url, other, await accepts(other, port)]).toEqual([url, other, false]);
  }
});

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => socket.destroy() && resolve(true));
    socket.once('error', () => resolve(false));
  });
}

/** What the other end says until it closes the connection. */
function said(socket: Socket, words: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    socket.once('error', () => {});
    socket.once('close', () => resolve(text));
    socket.write(words);
  });
}
