import { afterAll, beforeAll, expect, test } from 'vitest';
import { handler as auth } from '../../../functions/auth/handler.ts';
import { handler as tenant } from '../../../functions/tenant/handler.ts';
import type { Role } from '../../../shared/domain/roles.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { accessTokenSigner } from '../../../shared/operations/access-token.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { tenantsOf } from '../../../shared/operations/tenants.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { PEPPER, type TestPostgres, TOKEN_KEYS } from '../operations/postgres-under-test.ts';
import { startOperations } from '../staging/services.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startOperations();
  await createTenant(postgres.url, { tenantId: 'BANK001', name: 'Bank 001' });
  await createTenant(postgres.url, { tenantId: 'BANK002', name: 'Bank 002' });
});
afterAll(() => postgres.stop());

const keys = () => apiKeysOf(postgres.database, PEPPER);
const issue = (role: Role = 'admin', tenantId = 'BANK001') => keys().issue(tenantScope(tenantId), role);

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const result = await auth(
    gatewayEvent({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      as: null,
    }),
  );
  const json = result.body ? JSON.parse(result.body) : undefined;
  return { status: result.statusCode, body: json, headers: result.headers as Record<string, string> };
}
const signIn = async (apiKey: string) => (await post('/api/auth/token', { api_key: apiKey })).body;
const refresh = (refreshToken: string, more = {}) =>
  post('/api/auth/refresh', { refresh_token: refreshToken, ...more });

const sessionOf = (accessToken: string): string =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).sid;

/** What the tenant's function answers to whoever has this credential. */
async function ask(authorization: string, path = '/api/tenant', method = 'GET') {
  const result = await tenant(gatewayEvent({ method, path, as: null, headers: { Authorization: authorization } }));
  return { status: result.statusCode, body: JSON.parse(result.body) };
}
const works = async (accessToken: string) => (await ask(`Bearer ${accessToken}`)).status === 200;
const isRefused = async (accessToken: string) =>
  expect(await ask(`Bearer ${accessToken}`)).toMatchObject({ status: 401, body: { type: '/problems/unauthorized' } });

test('a key is exchanged for tokens that do what it does', async () => {
  const { apiKey, prefix } = await issue('operator');
  const { status, body, headers } = await post('/api/auth/token', { api_key: apiKey });
  expect(status).toBe(200);
  expect(headers['Cache-Control']).toBe('no-store');
  expect(body).toEqual({
    access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    refresh_token: expect.stringMatching(/^rt_live_[0-9a-f]{64}$/),
    token_type: 'Bearer',
    expires_in: 900,
    tenant_id: 'BANK001',
    role: 'operator',
  });
  expect(await ask(`bearer ${body.access_token}`)).toMatchObject({
    status: 200,
    body: { tenant_id: 'BANK001', name: 'Bank 001', role: 'operator', api_key_prefix: prefix },
  });
});

test('whatever is wrong with a key, the answer is the same', async () => {
  const { apiKey, keyId } = await issue();
  await keys().revoke(tenantScope('BANK001'), keyId);
  const answers = [];
  for (const api_key of [apiKey, `sk_live_${'0'.repeat(48)}`, 'sk_live_', '', 'x'.repeat(3000), `${apiKey}\n`]) {
    answers.push(await post('/api/auth/token', { api_key }));
  }
  const [first, ...others] = answers;
  expect(first).toMatchObject({
    status: 401,
    body: { type: '/problems/unauthorized', instance: '/api/auth/token' },
    headers: { 'WWW-Authenticate': expect.stringContaining('Bearer') },
  });
  for (const other of others) expect(other).toEqual(first);
});

test.each([
  ['/api/auth/token', {}, { field: 'api_key', code: 'required' }],
  ['/api/auth/token', { api_key: 1 }, { field: 'api_key', code: 'type' }],
  ['/api/auth/token', { api_key: 'x', role: 'admin' }, { field: 'role', code: 'unknown' }],
  ['/api/auth/token', { api_key: 'x\0' }, { field: 'api_key', code: 'format' }],
  ['/api/auth/refresh', { refresh_token: '\ud800' }, { field: 'refresh_token', code: 'format' }],
  ['/api/auth/refresh', {}, { field: 'refresh_token', code: 'required' }],
  ['/api/auth/logout', { refresh_token: null }, { field: 'refresh_token', code: 'type' }],
])('POST %s with %j is not a request', async (path, body, error) => {
  const answer = await post(path, body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toEqual([expect.objectContaining(error)]);
});

test("a tenant that is named must be the credential's, and a wrong one costs nothing", async () => {
  const { apiKey } = await issue();
  const named = (tenant_id: string) => post('/api/auth/token', { api_key: apiKey, tenant_id });
  expect((await named('BANK002')).body.type).toBe('/problems/tenant-mismatch');
  const { refresh_token } = (await named('BANK001')).body;
  expect((await refresh(refresh_token, { tenant_id: 'BANK002' })).status).toBe(403);
  expect((await post('/api/auth/logout', { refresh_token, tenant_id: 'BANK002' })).status).toBe(403);
  expect((await refresh(refresh_token, { tenant_id: 'BANK001' })).status).toBe(200);
});

test('refreshing rotates; the earlier access token lives on until it expires', async () => {
  const { apiKey } = await issue('viewer');
  const first = await signIn(apiKey);
  const { status, body: second } = await refresh(first.refresh_token);
  expect(status).toBe(200);
  expect(second).toMatchObject({ token_type: 'Bearer', expires_in: 900, tenant_id: 'BANK001', role: 'viewer' });
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(sessionOf(second.access_token)).toBe(sessionOf(first.access_token));
  for (const { access_token } of [first, second]) {
    expect(await ask(`Bearer ${access_token}`)).toMatchObject({ status: 200, body: { role: 'viewer' } });
  }
});

test('a refresh token used again ends its session, with every token of it, and no other', async () => {
  const { apiKey } = await issue();
  const first = await signIn(apiKey);
  const bystander = await signIn(apiKey);
  const second = (await refresh(first.refresh_token)).body;
  const reused = await refresh(first.refresh_token);
  expect(reused).toMatchObject({ status: 401, body: { type: '/problems/unauthorized' } });
  await isRefused(first.access_token);
  await isRefused(second.access_token);
  const next = await refresh(second.refresh_token);
  expect(next).toEqual(reused);
  expect((await refresh(`rt_live_${'0'.repeat(64)}`)).body).toEqual(reused.body);
  expect((await refresh('nonsense')).body).toEqual(reused.body);
  expect(await works(bystander.access_token)).toBe(true);
});

test('an idempotency key gives no token twice', async () => {
  const { apiKey } = await issue();
  const header = { 'Idempotency-Key': 'again' };
  const [one, two] = [
    await post('/api/auth/token', { api_key: apiKey }, header),
    await post('/api/auth/token', { api_key: apiKey }, header),
  ];
  expect(two.body.refresh_token).not.toBe(one.body.refresh_token);
  expect(two.headers['Idempotency-Replayed']).toBeUndefined();
});

test('signing out ends the session; doing it again, or with anything, is fine', async () => {
  const { apiKey } = await issue();
  const tokens = await signIn(apiKey);
  for (const refresh_token of [tokens.refresh_token, tokens.refresh_token, `rt_live_${'0'.repeat(64)}`, '', 'x']) {
    expect(await post('/api/auth/logout', { refresh_token })).toMatchObject({ status: 204, body: undefined });
  }
  await isRefused(tokens.access_token);
  expect((await refresh(tokens.refresh_token)).status).toBe(401);
  expect((await ask(`Api-Key ${apiKey}`)).status).toBe(200);
});

test("rotating the key stops the key and its tokens at once; another key's go on", async () => {
  const { apiKey } = await issue();
  const other = await signIn((await issue()).apiKey);
  const tokens = await signIn(apiKey);
  const rotated = await ask(`Bearer ${tokens.access_token}`, '/api/tenant/api-key/rotate', 'POST');
  expect(rotated.status).toBe(200);
  expect((await ask(`Api-Key ${apiKey}`)).status).toBe(401);
  await isRefused(tokens.access_token);
  expect((await refresh(tokens.refresh_token)).status).toBe(401);
  expect((await post('/api/auth/token', { api_key: apiKey })).status).toBe(401);
  expect(await works(other.access_token)).toBe(true);
  const fresh = await signIn(rotated.body.api_key);
  expect(await ask(`Bearer ${fresh.access_token}`)).toMatchObject({ status: 200, body: { role: 'admin' } });
});

test('a disabled tenant is denied with every credential; enabled again, it signs in anew', async () => {
  const { apiKey } = await issue('admin', 'BANK002');
  const tokens = await signIn(apiKey);
  await tenantsOf(postgres.database).setActive('BANK002', false);
  for (const answer of [
    await ask(`Bearer ${tokens.access_token}`),
    await ask(`Api-Key ${apiKey}`),
    await post('/api/auth/token', { api_key: apiKey }),
    await refresh(tokens.refresh_token),
  ]) {
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/tenant-inactive' } });
  }
  await tenantsOf(postgres.database).setActive('BANK002', true);
  expect((await refresh(tokens.refresh_token)).status).toBe(401);
  await isRefused(tokens.access_token);
  const again = await signIn(apiKey);
  expect((await refresh(again.refresh_token)).status).toBe(200);
});

test('a token that says more than the registry does is worth nothing', async () => {
  const { apiKey, keyId } = await issue('viewer');
  const sessionId = sessionOf((await signIn(apiKey)).access_token);
  const claims = { tenantId: 'BANK001', role: 'viewer', keyId, userId: null, sessionId } as const;
  const sign = (more: object) => accessTokenSigner(TOKEN_KEYS.privateKey)({ ...claims, ...more }, 60);
  await isRefused(await sign({ tenantId: 'BANK002' }));
  await isRefused(await sign({ keyId: (await issue()).keyId }));
  await isRefused(await sign({ sessionId: '01890000-0000-7000-8000-000000000000' }));
  // The role is the key's, whatever the token says.
  expect(await ask(`Bearer ${await sign({ role: 'admin' })}`)).toMatchObject({ body: { role: 'viewer' } });
});
