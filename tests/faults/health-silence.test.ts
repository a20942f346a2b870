import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { handler } from '../../functions/health/handler.ts';
import { PROBES } from '../../functions/health/probes.ts';
import type { HealthCheck } from '../../shared/http/schemas/health.ts';
import { gatewayEvent } from '../gateway-event.ts';
import { setSettings } from '../settings.ts';

/** Accepts every connection, and never says a word. */
let silence: Server;
const sockets = new Set<Socket>();
let accepted = 0;

beforeAll(async () => {
  silence = createServer((socket) => {
    accepted++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((listening) => silence.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(silence.address() as AddressInfo).port}`;
  setSettings({
    CREDENTIALS_DATABASE_URL: url.replace('http', 'postgres').replace('//', '//user:secret@') + '/tranche',
    KEY_PEPPER: 'a pepper for tests only, long enough to be one',
    WAREHOUSE_URL: url,
    AWS_ENDPOINT_URL_S3: url,
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_ENDPOINT_URL_SQS: url,
    SYNC_QUEUE_URL: `${url}/000000000000/sync`,
    SMALL_SYNC_QUEUE_URL: `${url}/000000000000/small-sync`,
    MEDIATOR_QUEUE_URL: `${url}/000000000000/mediator`,
    WEBHOOK_QUEUE_URL: `${url}/000000000000/webhooks`,
    STAGING_TABLE: 'staging',
    STAGING_BUCKET: 'tranche-staging',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'LOCALTESTKEY',
    AWS_SECRET_ACCESS_KEY: 'local/test+secret',
  });
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((closed) => silence.close(() => closed()));
});
beforeEach(() => {
  accepted = 0;
});

const ask = async () => {
  const { statusCode, body, headers } = await handler(gatewayEvent({ path: '/health', as: null }));
  return { status: statusCode, headers, body: JSON.parse(body) as { checks: Record<string, HealthCheck> } };
};

test('parts that accept and never answer are down, each after its own time', async () => {
  const { status, headers, body } = await ask();
  expect(status).toBe(503);
  expect(headers).toMatchObject({ 'Retry-After': '5' });
  expect(Object.keys(body.checks).toSorted()).toEqual(Object.keys(PROBES).toSorted());
  for (const [part, check] of Object.entries(body.checks)) {
    expect([part, check.status]).toEqual([part, 'down']);
    // A part that was given up at once was not asked at all.
    expect(check.duration_ms, part).toBeGreaterThanOrEqual(PROBES[part as keyof typeof PROBES].timeoutMs - 100);
  }
});

test('a crowd that asks is no more work for the parts than one', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, ask));
  expect(answers.every(({ status }) => status === 503)).toBe(true);
  expect(accepted).toBeLessThanOrEqual(2 * Object.keys(PROBES).length);
});

test('nothing is left behind: the next question gets its own answers, and connections are let go', async () => {
  for (let question = 0; question < 3; question++) expect((await ask()).status).toBe(503);
  await expect.poll(() => sockets.size, { timeout: 5000 }).toBe(0);
});
