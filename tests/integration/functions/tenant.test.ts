import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handler as authorizer } from '../../../functions/authorizer/handler.ts';
import { handler as tenant } from '../../../functions/tenant/handler.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { tenantsOf } from '../../../shared/operations/tenants.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingTable } from '../staging/services.ts';

const ARN = 'arn:aws:execute-api:eu-central-1:000000000000:api/v1/GET/api/tenant';
const scope = tenantScope('BANK001');
let postgres: TestPostgres;
let table: { stop(): Promise<void> };
beforeAll(async () => {
  table = await startStagingTable();
  postgres = await startOperations();
  await createTenant(postgres.url, { tenantId: 'BANK001', name: 'Bank 001' });
});
afterAll(async () => {
  await postgres.stop();
  await table.stop();
});

const authorize = (authorization?: string) =>
  authorizer({
    type: 'REQUEST',
    methodArn: ARN,
    headers: authorization === undefined ? {} : { authorization },
    requestContext: { requestId: 'r1', identity: { sourceIp: '203.0.113.9' } },
  } as unknown as APIGatewayRequestAuthorizerEvent);

/** A request with a key, by way of the authorizer, as the gateway does it. */
async function call(apiKey: string, parts: { method?: string; path: string; headers?: Record<string, string> }) {
  const { context } = await authorize(`Api-Key ${apiKey}`);
  const result = await tenant(gatewayEvent({ ...parts, authorizer: context as Record<string, string> }));
  return { status: result.statusCode, body: JSON.parse(result.body), headers: result.headers ?? {} };
}

const issue = (role: 'admin' | 'operator' | 'viewer' = 'admin') =>
  apiKeysOf(postgres.database, PEPPER).issue(scope, role);

test('a key in force is allowed, and hands on whose it is, as strings', async () => {
  const { apiKey, keyId, prefix } = await issue('operator');
  expect(await authorize(`api-key ${apiKey}`)).toEqual({
    principalId: 'BANK001',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: ARN }],
    },
    context: {
      tenant_id: 'BANK001',
      name: 'Bank 001',
      role: 'operator',
      key_id: keyId,
      api_key_prefix: prefix,
      address: '203.0.113.9',
    },
  });
});

test.each([undefined, '', 'Api-Key', 'Api-Key nonsense', `Api-Key sk_live_${'0'.repeat(48)}`])(
  '%j is unauthorized',
  async (authorization) => {
    await expect(authorize(authorization)).rejects.toThrow(/^Unauthorized$/);
  },
);

test('a key that is sent as a token reaches no tenant: the function says how to send it', async () => {
  const { policyDocument, context } = await authorize(`Bearer sk_live_${'0'.repeat(48)}`);
  expect(policyDocument.Statement[0]?.Effect).toBe('Allow');
  expect(context).toEqual({ misplaced_key: 'yes' });
});

test('a disabled tenant is denied with its right key', async () => {
  const { apiKey } = await issue();
  await tenantsOf(postgres.database).setActive('BANK001', false);
  const { policyDocument, context } = await authorize(`Api-Key ${apiKey}`);
  expect(policyDocument.Statement[0]?.Effect).toBe('Deny');
  expect(context).toBeUndefined();
  await tenantsOf(postgres.database).setActive('BANK001', true);
});

test('a tenant reads who it is', async () => {
  const { apiKey, prefix } = await issue('viewer');
  const { status, body } = await call(apiKey, { path: '/api/tenant/' });
  expect(status).toBe(200);
  expect(body).toEqual({
    tenant_id: 'BANK001',
    name: 'Bank 001',
    api_key_prefix: prefix,
    role: 'viewer',
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
});

test('rotation gives a key that works, and the old one stops at once', async () => {
  const { apiKey } = await issue();
  const rotated = await call(apiKey, { method: 'POST', path: '/api/tenant/api-key/rotate' });
  expect(rotated.status).toBe(200);
  expect(rotated.body.api_key_prefix).toBe(rotated.body.api_key.slice(0, 16));
  await expect(authorize(`Api-Key ${apiKey}`)).rejects.toThrow(/^Unauthorized$/);
  expect((await call(rotated.body.api_key, { path: '/api/tenant' })).status).toBe(200);
});

test('only an admin rotates', async () => {
  const { apiKey } = await issue('operator');
  expect((await call(apiKey, { method: 'POST', path: '/api/tenant/api-key/rotate' })).status).toBe(403);
  expect((await call(apiKey, { path: '/api/tenant' })).status).toBe(200);
});

test('a rotation that is sent twice at once with one idempotency key makes one key', async () => {
  const { apiKey } = await issue();
  const { context } = await authorize(`Api-Key ${apiKey}`);
  const event = gatewayEvent({
    method: 'POST',
    path: '/api/tenant/api-key/rotate',
    headers: { 'Idempotency-Key': 'rotate-once' },
    authorizer: context as Record<string, string>,
  });
  // Both passed the authorizer before the key was replaced.
  const first = await tenant(event);
  const second = await tenant(event);
  expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
  expect(second.body).toBe(first.body);
  expect((await call(JSON.parse(second.body).api_key, { path: '/api/tenant' })).status).toBe(200);
});
