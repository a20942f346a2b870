import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { HttpHandler } from '../../../shared/lambda/http-function.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingTable } from '../staging/services.ts';

const LIMITS = 'requests=3,rotations=1,anonymous=2,sign-in=100,sign-in-key=2';
const bank = tenantScope('BANK001');
let postgres: TestPostgres;
let table: { stop(): Promise<void> };
let tableRuns = true;
let authorizer: (event: APIGatewayRequestAuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;
let auth: HttpHandler;
let tenant: HttpHandler;
beforeAll(async () => {
  process.env.RATE_LIMITS = LIMITS;
  postgres = await startOperations();
  table = await startStagingTable();
  await createTenant(postgres.url, { tenantId: 'BANK001', name: 'Bank 001' });
  ({ handler: authorizer } = await import('../../../functions/authorizer/handler.ts'));
  ({ handler: auth } = await import('../../../functions/auth/handler.ts'));
  ({ handler: tenant } = await import('../../../functions/tenant/handler.ts'));
});
afterAll(async () => {
  process.env.RATE_LIMITS = 'off';
  await postgres.stop();
  if (tableRuns) await table.stop();
});

const issue = () => apiKeysOf(postgres.database, PEPPER).issue(bank);
const authorize = (apiKey: string, { address = '203.0.113.9', method = 'GET', resource = '/api/tenant' } = {}) =>
  authorizer({
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:eu-central-1:000000000000:api/v1/GET/api/tenant',
    httpMethod: method,
    resource,
    headers: { authorization: `Api-Key ${apiKey}` },
    requestContext: { requestId: 'r1', identity: { sourceIp: address } },
  } as unknown as APIGatewayRequestAuthorizerEvent);
const ask = async (context: APIGatewayAuthorizerResult['context']) => {
  const event = gatewayEvent({ path: '/api/tenant', authorizer: context as Record<string, string> });
  return tenant(event);
};
const signIn = (apiKey: string) => {
  const body = JSON.stringify({ api_key: apiKey });
  return auth(
    gatewayEvent({
      method: 'POST',
      path: '/api/auth/token',
      headers: { 'content-type': 'application/json' },
      body,
      authorizer: null,
    }),
  );
};
const minuteWithRoom = async () => {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 10_000) await new Promise((resolve) => setTimeout(resolve, left));
};

test('the request that is one too many goes to its function without a tenant, and is refused there', async () => {
  await minuteWithRoom();
  const { apiKey } = await issue();
  for (const left of [2, 1, 0]) {
    const { context } = await authorize(apiKey);
    expect(context).toMatchObject({
      tenant_id: 'BANK001',
      address: '203.0.113.9',
      rate_limit: expect.stringMatching(new RegExp(`^"requests";r=${left};t=\\d+$`)),
    });
    const answer = await ask(context);
    expect([answer.statusCode, answer.headers?.RateLimit]).toEqual([200, context?.rate_limit]);
  }
  // Counted in the table the first time, and known by heart after that.
  for (let more = 0; more < 2; more++) {
    const { context, policyDocument } = await authorize(apiKey);
    expect(policyDocument.Statement[0]?.Effect).toBe('Allow');
    expect(context?.tenant_id).toBeUndefined();
    const answer = await ask(context);
    expect([answer.statusCode, JSON.parse(answer.body).violated_policies]).toEqual([429, ['requests']]);
    expect(answer.headers?.['Retry-After']).toMatch(/^\d+$/);
  }
});

test('rotating a key does not make room without end', async () => {
  await minuteWithRoom();
  const rotate = { method: 'POST', resource: '/api/tenant/api-key/rotate' };
  expect((await authorize((await issue()).apiKey, rotate)).context?.tenant_id).toBe('BANK001');
  expect((await authorize((await issue()).apiKey, rotate)).context).toMatchObject({ limited_by: 'rotations' });
});

test('wrong keys count by their address, and the right one from there still works', async () => {
  await minuteWithRoom();
  const from = { address: '203.0.113.77' };
  for (let n = 0; n < 2; n++) await expect(authorize(`sk_live_${n}`, from)).rejects.toThrow(/^Unauthorized$/);
  expect((await authorize('sk_live_2', from)).context).toMatchObject({ limited_by: 'anonymous' });
  expect((await authorize((await issue()).apiKey, from)).context?.tenant_id).toBe('BANK001');
  await expect(authorize('sk_live_3', { address: '203.0.113.78' })).rejects.toThrow(/^Unauthorized$/);
});

test('with the table gone requests go on uncounted, and nobody signs in', async () => {
  const { apiKey } = await issue();
  expect((await signIn(apiKey)).statusCode).toBe(200);
  await table.stop();
  tableRuns = false;
  for (let request = 0; request < 5; request++) {
    const { context } = await authorize(apiKey);
    expect([context?.tenant_id, context?.rate_limit]).toEqual(['BANK001', undefined]);
  }
  const refused = await signIn(apiKey);
  expect([refused.statusCode, JSON.parse(refused.body).type]).toEqual([503, '/problems/unavailable']);
});
