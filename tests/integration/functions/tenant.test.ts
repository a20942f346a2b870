import { afterAll, beforeAll, expect, test } from 'vitest';
import { handler as tenant } from '../../../functions/tenant/handler.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { tenantsOf } from '../../../shared/operations/tenants.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingTable } from '../staging/services.ts';

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

interface Parts {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
}

async function ask(authorization: string | undefined, { path = '/api/tenant', ...parts }: Parts = {}) {
  const credential = authorization === undefined ? {} : { authorization };
  const event = gatewayEvent({ ...parts, path, as: null, headers: { ...credential, ...parts.headers } });
  const result = await tenant(event);
  return { status: result.statusCode, body: JSON.parse(result.body), headers: result.headers ?? {} };
}
const call = (apiKey: string, parts?: Parts) => ask(`Api-Key ${apiKey}`, parts);

const issue = (role: 'admin' | 'operator' | 'viewer' = 'admin') =>
  apiKeysOf(postgres.database, PEPPER).issue(scope, role);

test('the scheme is taken in any case', async () => {
  const { apiKey } = await issue('operator');
  for (const scheme of ['Api-Key', 'api-key', 'API-KEY']) expect((await ask(`${scheme} ${apiKey}`)).status).toBe(200);
});

test.each([undefined, '', 'Api-Key', 'Api-Key nonsense', `Api-Key sk_live_${'0'.repeat(48)}`, 'Basic dTpw'])(
  '%j is unauthorized, whatever a gateway before it may say',
  async (authorization) => {
    expect(await ask(authorization)).toMatchObject({
      status: 401,
      body: { type: '/problems/unauthorized' },
      headers: { 'WWW-Authenticate': expect.stringContaining('Api-Key') },
    });
  },
);

test('a key that does not stand where it is looked for is refused with how to send it', async () => {
  const { apiKey } = await issue();
  for (const headers of [{ authorization: `Bearer ${apiKey}` }, { 'x-api-key': apiKey }, { Authorization: apiKey }]) {
    const { status, body } = await ask(undefined, { headers });
    expect([status, body.detail]).toEqual([401, expect.stringContaining('send "Authorization: Api-Key …"')]);
  }
});

test('a disabled tenant is told so, with its right key only', async () => {
  const { apiKey } = await issue();
  await tenantsOf(postgres.database).setActive('BANK001', false);
  expect(await call(apiKey)).toMatchObject({ status: 403, body: { type: '/problems/tenant-inactive' } });
  expect((await call(`sk_live_${'0'.repeat(48)}`)).status).toBe(401);
  await tenantsOf(postgres.database).setActive('BANK001', true);
  expect((await call(apiKey)).status).toBe(200);
});

test('a wrong method is refused as a right one is: first who asks, then what there is', async () => {
  const { apiKey } = await issue();
  expect((await ask(undefined, { method: 'DELETE' })).status).toBe(401);
  const refused = await call(apiKey, { method: 'DELETE' });
  expect([refused.status, refused.headers.Allow]).toEqual([405, 'GET, HEAD']);
});

test('a tenant reads who it is', async () => {
  const { apiKey, prefix } = await issue('viewer');
  const { status, body } = await call(apiKey, { path: '/api/tenant/' });
  expect(status).toBe(200);
  expect(body).toEqual({
    tenant_id: 'BANK001',
    name: 'Bank 001',
    username: null,
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
  expect((await call(apiKey)).status).toBe(401);
  expect((await call(rotated.body.api_key, { path: '/api/tenant' })).status).toBe(200);
});

test('only an admin rotates', async () => {
  const { apiKey } = await issue('operator');
  expect((await call(apiKey, { method: 'POST', path: '/api/tenant/api-key/rotate' })).status).toBe(403);
  expect((await call(apiKey, { path: '/api/tenant' })).status).toBe(200);
});

test('a rotation that is sent twice at once with one idempotency key makes one key', async () => {
  const { apiKey } = await issue();
  const rotate = () =>
    call(apiKey, {
      method: 'POST',
      path: '/api/tenant/api-key/rotate',
      headers: { 'Idempotency-Key': 'rotate-once' },
    });
  const answers = await Promise.all([rotate(), rotate(), rotate()]);
  const made = answers.filter(({ status }) => status === 200).map(({ body }) => body.api_key);
  expect(new Set(made).size).toBe(1);
  // The others came while the first was at work, or when the key had been replaced already.
  for (const { status } of answers) expect([200, 401, 409]).toContain(status);
  expect((await call(made[0])).status).toBe(200);
  const inForce = await apiKeysOf(postgres.database, PEPPER).list(scope);
  expect(inForce.filter(({ prefix }) => prefix === made[0].slice(0, 16))).toHaveLength(1);
});
