import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { Problem } from '../../../shared/domain/problems.ts';
import { endpoint } from '../../../shared/lambda/endpoint.ts';
import { httpFunctionWith } from '../../../shared/lambda/http-function.ts';
import { type IdempotencyStore, idempotencyIn } from '../../../shared/lambda/idempotency.ts';
import { implement } from '../../../shared/lambda/implement.ts';
import { BANK001, gatewayEvent, verifyTestCaller } from '../../gateway-event.ts';
import { PEPPER } from '../operations/postgres-under-test.ts';
import { startStagingTable } from '../staging/services.ts';

let table: { stop(): Promise<void> };
let store: IdempotencyStore;
let dynamo: DynamoDBDocumentClient;
beforeAll(async () => {
  table = await startStagingTable();
  store = idempotencyIn('staging', PEPPER);
  dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}));
});
afterAll(() => table.stop());

const make = endpoint({
  operationId: 'make',
  method: 'POST',
  path: '/api/things/{id}',
  summary: 'Make',
  tag: 'things',
  access: 'tenant',
  function: 'docs',
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ what: z.string(), size: z.int().optional() }),
  success: { status: 201, description: 'Made', schema: z.strictObject({ api_key: z.string() }) },
  problems: ['not-found'],
});

/** A service whose handler counts its runs. */
function service(answer: (run: number) => Promise<string> = async (run) => `secret-${run}-${randomUUID()}`) {
  let runs = 0;
  const handler = httpFunctionWith(
    { verify: verifyTestCaller, idempotency: store },
    implement(make, async () => ({ body: { api_key: await answer(++runs) }, headers: { Location: `/run/${runs}` } })),
  );
  return {
    runs: () => runs,
    async post(key: string | undefined, body: unknown, more: { path?: string; tenant?: string } = {}) {
      const result = await handler(
        gatewayEvent({
          method: 'POST',
          path: more.path ?? '/api/things/1',
          headers: { 'Content-Type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
          body: typeof body === 'string' ? body : JSON.stringify(body),
          as: { ...BANK001, tenant_id: more.tenant ?? 'BANK001' },
        }),
      );
      return { status: result.statusCode, headers: result.headers ?? {}, body: JSON.parse(result.body) };
    },
  };
}

test('the same key and body give the first answer again, and the work is done once', async () => {
  const { post, runs } = service();
  const key = randomUUID();
  const first = await post(key, { what: 'a', size: 1 });
  const again = await post(key, '{ "size": 1,  "what": "a" }');
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers.Location).toBe('/run/1');
  expect(again.headers['Idempotency-Replayed']).toBe('true');
  expect(first.headers['Idempotency-Replayed']).toBeUndefined();
  expect(runs()).toBe(1);
});

test('the same key with another body, or on another path, is 422', async () => {
  const { post, runs } = service();
  const key = randomUUID();
  await post(key, { what: 'a' });
  for (const other of [await post(key, { what: 'b' }), await post(key, { what: 'a' }, { path: '/api/things/2' })]) {
    expect(other.status).toBe(422);
    expect(other.body.type).toBe('/problems/idempotency-key-reused');
  }
  expect(runs()).toBe(1);
});

test("another tenant's key is another key", async () => {
  const { post, runs } = service();
  const key = randomUUID();
  const mine = await post(key, { what: 'a' });
  const theirs = await post(key, { what: 'a' }, { tenant: 'BANK002' });
  expect(theirs.body).not.toEqual(mine.body);
  expect(runs()).toBe(2);
});

test('without a key every request is done', async () => {
  const { post, runs } = service();
  await post(undefined, { what: 'a' });
  await post(undefined, { what: 'a' });
  expect(runs()).toBe(2);
});

test('of many at once one is done; the others wait their turn or get its answer', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { post, runs } = service(async () => {
    await gate;
    return 'made';
  });
  const key = randomUUID();
  const first = post(key, { what: 'a' });
  await expect.poll(runs).toBe(1);
  const during = await Promise.all(Array.from({ length: 8 }, () => post(key, { what: 'a' })));
  for (const { status, body, headers } of during) {
    expect([status, body.type]).toEqual([409, '/problems/request-in-progress']);
    expect(headers['Retry-After']).toBe('1');
  }
  open();
  expect((await first).status).toBe(201);
  expect((await post(key, { what: 'a' })).body).toEqual({ api_key: 'made' });
  expect(runs()).toBe(1);
});

test('a failure frees the key, for a problem as for a fault', async () => {
  const { post, runs } = service(async (run) => {
    if (run === 1) throw new Problem('not-found');
    if (run === 2) throw new Error('broken');
    return 'made';
  });
  const key = randomUUID();
  expect((await post(key, { what: 'a' })).status).toBe(404);
  expect((await post(key, { what: 'a' })).status).toBe(500);
  expect((await post(key, { what: 'changed' })).status).toBe(201);
  expect(runs()).toBe(3);
});

test('a request that died keeps its key only for a while', async () => {
  const { post, runs } = service();
  const key = randomUUID();
  const content = { params: { id: '1' }, query: {}, body: { what: 'a' } };
  await store.claim({ tenantId: 'BANK001', operationId: 'make', key, content });
  expect((await post(key, { what: 'a' })).status).toBe(409);
  await lapse('running_until');
  expect((await post(key, { what: 'a' })).status).toBe(201);
  expect(runs()).toBe(1);
});

test('after 24 hours a key is new, even if the table has not dropped it yet', async () => {
  const { post, runs } = service();
  const key = randomUUID();
  await post(key, { what: 'a' });
  await lapse('expires_at');
  expect((await post(key, { what: 'b' })).status).toBe(201);
  expect(runs()).toBe(2);
});

test('long answers are kept whole', async () => {
  // Random, so that compression does not make it short.
  const long = Array.from({ length: 40_000 }, () => randomUUID()).join('');
  const { post, runs } = service(async () => long);
  const key = randomUUID();
  await post(key, { what: 'a' });
  expect((await post(key, { what: 'a' })).body.api_key === long).toBe(true);
  expect(runs()).toBe(1);
});

test('neither the answer nor the key can be read in the table', async () => {
  const { post } = service(async () => 'sk_live_very_secret');
  const key = `key-${randomUUID()}`;
  await post(key, { what: 'a' });
  const bytes = (await items()).map((item) =>
    Object.values(item)
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join(' '),
  );
  expect(bytes.length).toBeGreaterThan(0);
  for (const text of bytes) {
    expect(text).not.toContain('very_secret');
    expect(text).not.toContain(key);
  }
});

test('with another pepper a kept answer does not open', async () => {
  const key = randomUUID();
  const request = { tenantId: 'BANK001', operationId: 'x', key, content: {} };
  await (await store.claim(request)).keep({ statusCode: 200, headers: {}, body: 'b' });
  const other = idempotencyIn('staging', `${PEPPER}!`);
  await expect(other.claim(request)).rejects.toThrow();
  expect((await store.claim(request)).kept).toEqual({ statusCode: 200, headers: {}, body: 'b' });
});

test.each(['', ' ', 'a b', 'ç', 'x'.repeat(256)])('%j is no key', async (key) => {
  const { post, runs } = service();
  expect((await post(key, { what: 'a' })).status).toBe(400);
  expect(runs()).toBe(0);
});

const items = async () =>
  (await dynamo.send(new ScanCommand({ TableName: 'staging', ConsistentRead: true }))).Items ?? [];

/** Sets a time of every record into the past. */
async function lapse(attribute: 'running_until' | 'expires_at'): Promise<void> {
  for (const { pk, sk } of await items()) {
    await dynamo.send(
      new UpdateCommand({
        TableName: 'staging',
        Key: { pk, sk },
        UpdateExpression: 'SET #a = :past',
        ExpressionAttributeNames: { '#a': attribute },
        ExpressionAttributeValues: { ':past': 1 },
      }),
    );
  }
}
