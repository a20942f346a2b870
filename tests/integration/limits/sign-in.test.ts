import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { HttpHandler } from '../../../shared/lambda/http-function.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { setSettings } from '../../settings.ts';
import { PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingTable } from '../staging/services.ts';

const LIMITS = 'requests=3,rotations=1,anonymous=2,sign-in=100,sign-in-key=2';
const bank = tenantScope('BANK001');
let postgres: TestPostgres;
let table: { stop(): Promise<void> };
let tableRuns = true;
let auth: HttpHandler;
let tenant: HttpHandler;
beforeAll(async () => {
  setSettings({ RATE_LIMITS: LIMITS });
  postgres = await startOperations();
  table = await startStagingTable();
  await createTenant(postgres.url, { tenantId: 'BANK001', name: 'Bank 001' });
  ({ handler: auth } = await import('../../../functions/auth/handler.ts'));
  ({ handler: tenant } = await import('../../../functions/tenant/handler.ts'));
});
afterAll(async () => {
  await postgres.stop();
  if (tableRuns) await table.stop();
});

const issue = () => apiKeysOf(postgres.database, PEPPER).issue(bank);
const ask = async (apiKey: string, { address = '203.0.113.9', method = 'GET', path = '/api/tenant' } = {}) => {
  const { statusCode, headers, body } = await tenant(gatewayEvent({ method, path, apiKey, address }));
  return { status: statusCode, headers: headers as Record<string, string>, body: JSON.parse(body) };
};
const signIn = (apiKey: string) => {
  const body = JSON.stringify({ api_key: apiKey });
  return auth(
    gatewayEvent({
      method: 'POST',
      path: '/api/auth/token',
      headers: { 'content-type': 'application/json' },
      body,
      as: null,
    }),
  );
};
/** The clock stands still, in a minute in which nothing has been counted yet. */
let minute = Date.parse('2026-03-02T09:30:10Z');
const nextMinute = () => {
  minute += 60_000;
  vi.useFakeTimers({ now: minute, toFake: ['Date'] });
};
afterEach(() => vi.useRealTimers());

test('of one key exactly as many requests pass as there may, whatever they ask for', async () => {
  nextMinute();
  const { apiKey } = await issue();
  for (const [method, left] of [
    ['GET', 2],
    ['DELETE', 1],
    ['GET', 0],
  ] as const) {
    const answer = await ask(apiKey, { method });
    expect(answer.status).toBe(method === 'GET' ? 200 : 405);
    expect(answer.headers.RateLimit).toMatch(new RegExp(`^"requests";r=${left};t=\\d+$`));
  }
  // Counted in the table the first time, and known by heart after that.
  for (let more = 0; more < 2; more++) {
    const answer = await ask(apiKey);
    expect([answer.status, answer.body.violated_policies]).toEqual([429, ['requests']]);
    expect(answer.headers['Retry-After']).toMatch(/^\d+$/);
  }
});

test('rotating a key does not make room without end', async () => {
  nextMinute();
  const rotate = { method: 'POST', path: '/api/tenant/api-key/rotate' };
  expect((await ask((await issue()).apiKey, rotate)).status).toBe(200);
  const refused = await ask((await issue()).apiKey, rotate);
  expect([refused.status, refused.body.violated_policies]).toEqual([429, ['rotations']]);
});

test('wrong keys count by their address, and the right one from there still works', async () => {
  nextMinute();
  const from = { address: '203.0.113.77' };
  for (let n = 0; n < 2; n++) expect((await ask(`sk_live_${n}`, from)).status).toBe(401);
  const refused = await ask('sk_live_2', from);
  expect([refused.status, refused.body.violated_policies]).toEqual([429, ['anonymous']]);
  expect((await ask((await issue()).apiKey, from)).status).toBe(200);
  expect((await ask('sk_live_3', { address: '203.0.113.78' })).status).toBe(401);
});

test('with the table gone requests go on uncounted, and nobody signs in', async () => {
  // The SDK has learned by now how far this clock is from the table's, and signs by that.
  nextMinute();
  const { apiKey } = await issue();
  expect((await signIn(apiKey)).statusCode).toBe(200);
  await table.stop();
  tableRuns = false;
  for (let request = 0; request < 5; request++) {
    const answer = await ask(apiKey);
    expect([answer.status, answer.headers.RateLimit]).toEqual([200, undefined]);
  }
  const refused = await signIn(apiKey);
  expect([refused.statusCode, JSON.parse(refused.body).type]).toEqual([503, '/problems/unavailable']);
});
