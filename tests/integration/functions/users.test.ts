import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handler as audit } from '../../../functions/audit/handler.ts';
import { handler as auth } from '../../../functions/auth/handler.ts';
import { handler as tenant } from '../../../functions/tenant/handler.ts';
import type { Role } from '../../../shared/domain/roles.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { withCheapPasswords } from '../../cheap-passwords.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingTable } from '../staging/services.ts';

const PASSWORD = 'correct horse battery';
let postgres: TestPostgres;
let table: { stop(): Promise<void> };
let adminKey: string;
withCheapPasswords();
beforeAll(async () => {
  postgres = await startOperations();
  table = await startStagingTable();
  for (const tenantId of ['BANK001', 'BANK002']) await createTenant(postgres.url, { tenantId, name: tenantId });
  adminKey = await keyOf('admin');
});
afterAll(async () => {
  await postgres.stop();
  await table.stop();
});
beforeEach(() => postgres.database.registry.query('TRUNCATE users, sign_in_failures CASCADE'));

const keyOf = async (role: Role, tenantId = 'BANK001') =>
  `Api-Key ${(await apiKeysOf(postgres.database, PEPPER).issue(tenantScope(tenantId), role)).apiKey}`;

interface Told {
  readonly status: number;
  readonly headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the function says
  readonly body: any;
}

async function ask(
  handler: typeof tenant,
  method: string,
  path: string,
  {
    as,
    body,
    query,
    headers = {},
  }: { as?: string; body?: object; query?: string; headers?: Record<string, string> } = {},
): Promise<Told> {
  const result = await handler(
    gatewayEvent({
      method,
      path,
      ...(query && { query }),
      as: null,
      headers: { 'content-type': 'application/json', ...(as && { Authorization: as }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  const told = result.body ? JSON.parse(result.body) : undefined;
  return { status: result.statusCode, headers: result.headers as Record<string, string>, body: told };
}
const users = (method: string, path = '', more: Parameters<typeof ask>[3] = {}) =>
  ask(tenant, method, `/api/users${path}`, { as: adminKey, ...more });
const add = (username: string, role: Role = 'viewer', more: object = {}) =>
  users('POST', '', { body: { username, role, password: PASSWORD, ...more } });
const login = (username: string, password = PASSWORD, tenant_id = 'BANK001') =>
  ask(auth, 'POST', '/api/auth/login', { body: { tenant_id, username, password } });
const signedIn = async (username: string, password = PASSWORD) =>
  `Bearer ${(await login(username, password)).body.access_token}`;

test('an admin adds somebody, who signs in and does what the role may', async () => {
  const added = await add('Anna', 'operator');
  expect(added).toMatchObject({ status: 201, headers: { Location: '/api/users/anna' } });
  const anna = {
    username: 'anna',
    role: 'operator',
    is_active: true,
    created_at: expect.any(String),
    last_login_at: null,
  };
  expect(added.body).toEqual(anna);
  expect((await users('GET')).body).toEqual({ data: [anna], next_cursor: null });

  const { status, body, headers } = await login('ANNA');
  expect(status).toBe(200);
  expect(headers['Cache-Control']).toBe('no-store');
  expect(body).toEqual({
    access_token: expect.stringMatching(/^eyJ/),
    refresh_token: expect.stringMatching(/^rt_live_[0-9a-f]{64}$/),
    token_type: 'Bearer',
    expires_in: 900,
    tenant_id: 'BANK001',
    role: 'operator',
  });
  const as = `Bearer ${body.access_token}`;
  expect((await ask(tenant, 'GET', '/api/tenant', { as })).body).toMatchObject({
    username: 'anna',
    api_key_prefix: null,
    role: 'operator',
  });
  expect((await ask(tenant, 'GET', '/api/auth/verify', { as })).body).toEqual({
    valid: true,
    tenant_id: 'BANK001',
    username: 'anna',
    role: 'operator',
    expires_at: expect.stringMatching(/Z$/),
  });
  expect((await users('GET', '', { as })).status).toBe(403);
  expect((await users('GET', '/Anna')).body.last_login_at).toMatch(/Z$/);
});

test('a key is verified too, and does not expire', async () => {
  expect((await ask(tenant, 'GET', '/api/auth/verify', { as: adminKey })).body).toEqual({
    valid: true,
    tenant_id: 'BANK001',
    username: null,
    role: 'admin',
    expires_at: null,
  });
  expect((await ask(tenant, 'GET', '/api/auth/verify', { as: 'Bearer x' })).status).toBe(401);
});

test('whatever is wrong with a sign-in, the answer is the same, and soon the account is closed', async () => {
  await add('anna');
  await add('gone');
  await users('PATCH', '/gone', { body: { is_active: false } });
  const tries = [
    () => login('anna', 'wrong password 1'),
    () => login('gone'),
    () => login('nobody'),
    () => login('no name at all!'),
    () => login('anna', PASSWORD, 'BANK002'),
    () => login('anna', PASSWORD, 'NOBANK'),
    () => login('anna', PASSWORD, "'; drop"),
    () => login('anna', ''),
    () => login('anna', PASSWORD.toUpperCase()),
    () => login('anna', 'x'.repeat(3000)),
  ];
  const [first, ...others] = await Promise.all(tries.map((attempt) => attempt()));
  const { instance, request_id, ...said } = first!.body;
  expect(said).toMatchObject({ type: '/problems/unauthorized', status: 401 });
  for (const other of others) expect(other).toEqual(first);
  for (const name of ['anna', 'nobody']) {
    for (let n = 0; n < 5; n++) await login(name, 'wrong password 1');
  }
  const [anna, nobody] = [await login('anna'), await login('nobody')];
  expect(anna).toMatchObject({ status: 429, body: { type: '/problems/account-closed' } });
  expect(Number(anna.headers['Retry-After'])).toBeGreaterThan(800);
  expect(nobody.status).toBe(429);
  expect(nobody.body.type).toBe('/problems/account-closed');
});

test.each([
  [
    {},
    [
      ['tenant_id', 'required'],
      ['username', 'required'],
      ['password', 'required'],
    ],
  ],
  [{ tenant_id: 'BANK001', username: 'anna', password: 1 }, [['password', 'type']]],
  [{ tenant_id: 'BANK001', username: 'anna', password: PASSWORD, role: 'admin' }, [['role', 'unknown']]],
])('signing in with %j is not a request', async (body, errors) => {
  const answer = await ask(auth, 'POST', '/api/auth/login', { body });
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual(errors);
});

test.each([
  [{ username: 'b' }, [['username', 'format']]],
  [{ username: 'anna b' }, [['username', 'format']]],
  [{ username: 'schedule' }, [['username', 'reserved']]],
  [{ password: 'short' }, [['password', 'too-short']]],
  [{ password: 'x'.repeat(1025) }, [['password', 'too-long']]],
  [{ username: 'somebody.else', password: 'SOMEBODY.else' }, [['password', 'is-username']]],
  [{ role: 'owner' }, [['role', 'value']]],
])('a user with %j is refused, and says which field', async (more, errors) => {
  const answer = await add('bob', 'viewer', more);
  expect(answer).toMatchObject({ status: 400, body: { type: '/problems/invalid-request' } });
  expect(answer.body.errors.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual(errors);
  expect(JSON.stringify(answer)).not.toContain(PASSWORD);
});

test('a name is taken once, in whatever letters, but every bank has its own', async () => {
  await add('anna');
  expect(await add('ANNA')).toMatchObject({ status: 409, body: { type: '/problems/user-exists' } });
  const as = await keyOf('admin', 'BANK002');
  const other = await users('POST', '', { as, body: { username: 'anna', role: 'admin', password: PASSWORD } });
  expect(other.status).toBe(201);
  await users('DELETE', '/anna', { as });
  expect((await users('GET', '/anna')).status).toBe(200);
});

test('a repeat with the same idempotency key gives the first answer; another password is another request', async () => {
  const headers = { 'Idempotency-Key': 'add-bob' };
  const body = { username: 'bob', role: 'viewer', password: PASSWORD };
  const first = await users('POST', '', { body, headers });
  const again = await users('POST', '', { body, headers });
  expect(first.status).toBe(201);
  expect(again).toMatchObject({ status: 201, body: first.body, headers: { 'Idempotency-Replayed': 'true' } });
  const other = await users('POST', '', { body: { ...body, password: `${PASSWORD} 2` }, headers });
  expect(other).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } });
});

describe('passwords', () => {
  const set = (name: string, body: object, as = adminKey) => users('POST', `/${name}/password`, { as, body });
  const NEW = 'another password 1';

  test('an admin sets one, which ends the sessions of the user', async () => {
    await add('anna');
    const as = await signedIn('anna');
    expect((await set('anna', { password: NEW })).status).toBe(204);
    expect((await ask(tenant, 'GET', '/api/tenant', { as })).status).toBe(401);
    expect([(await login('anna')).status, (await login('anna', NEW)).status]).toEqual([401, 200]);
  });

  test.each(['viewer', 'operator', 'admin'] as const)('%s: the own one takes the one in force', async (role) => {
    await add('anna', role);
    const as = await signedIn('anna');
    const without = await set('anna', { password: NEW }, as);
    expect(without).toMatchObject({ status: 400, body: { errors: [{ field: 'current_password', code: 'required' }] } });
    expect(await set('anna', { password: NEW, current_password: 'a guess at it' }, as)).toMatchObject({
      status: 422,
      body: { type: '/problems/wrong-password' },
    });
    expect((await set('Anna', { password: NEW, current_password: PASSWORD }, as)).status).toBe(204);
    expect((await ask(tenant, 'GET', '/api/tenant', { as })).status).toBe(401);
    expect((await login('anna', NEW)).status).toBe(200);
  });

  test("nobody but an admin sets another's, or learns who there is", async () => {
    await add('anna');
    await add('bob', 'operator');
    const as = await signedIn('bob');
    for (const name of ['anna', 'nobody']) {
      expect(await set(name, { password: NEW, current_password: PASSWORD }, as)).toMatchObject({
        status: 403,
        body: { type: '/problems/forbidden' },
      });
    }
    expect((await set('nobody', { password: NEW })).status).toBe(404);
  });
});

test('nobody but an admin changes a role, also not the own one', async () => {
  await add('bob', 'operator');
  const as = await signedIn('bob');
  expect((await users('PATCH', '/bob', { as, body: { role: 'admin' } })).status).toBe(403);
  expect((await users('PATCH', '/bob', { body: { role: 'viewer' } })).body.role).toBe('viewer');
  expect((await users('PATCH', '/bob', { body: {} })).status).toBe(400);
  expect((await users('PATCH', '/nobody', { body: { role: 'viewer' } })).status).toBe(404);
});

test('removing somebody stops what is signed in at once', async () => {
  await add('anna');
  const as = await signedIn('anna');
  expect((await users('DELETE', '/anna')).status).toBe(204);
  expect((await ask(tenant, 'GET', '/api/tenant', { as })).status).toBe(401);
  expect((await users('DELETE', '/anna')).status).toBe(404);
});

test('the last admin of a bank stays', async () => {
  const as = await keyOf('admin', 'BANK002');
  await users('POST', '', { as, body: { username: 'eve', role: 'admin', password: PASSWORD } });
  const eve = `Bearer ${(await login('eve', PASSWORD, 'BANK002')).body.access_token}`;
  await postgres.database.registry.query("UPDATE api_keys SET revoked_at = now() WHERE tenant_id = 'BANK002'");
  for (const [method, more] of [
    ['DELETE', {}],
    ['PATCH', { body: { role: 'viewer' } }],
    ['PATCH', { body: { is_active: false } }],
  ] as const) {
    expect(await users(method, '/eve', { as: eve, ...more })).toMatchObject({
      status: 409,
      body: { type: '/problems/last-admin' },
    });
  }
});

test('who is signed in as a user has no key to replace', async () => {
  await add('anna', 'admin');
  const as = await signedIn('anna');
  expect(await ask(tenant, 'POST', '/api/tenant/api-key/rotate', { as })).toMatchObject({
    status: 409,
    body: { type: '/problems/no-api-key' },
  });
});

test('the audit says who did what to whom, and holds neither passwords nor hashes', async () => {
  await add('boss', 'admin');
  const as = await signedIn('boss');
  await users('POST', '', { as, body: { username: 'bob', role: 'viewer', password: PASSWORD } });
  await users('PATCH', '/bob', { as, body: { role: 'operator' } });
  await users('POST', '/bob/password', { as, body: { password: 'another password 1' } });
  await users('DELETE', '/bob', { as });
  const { body } = await ask(audit, 'GET', '/api/audit', { as, query: 'actor=boss' });
  const entries = body.data.filter(({ target }: { target: string }) => target === 'bob');
  expect(entries.map(({ action, before, after }: Record<string, unknown>) => [action, before, after])).toEqual([
    ['user.removed', { user_id: expect.any(String), role: 'operator', is_active: true }, null],
    ['user.password-set', null, { user_id: expect.any(String), sessions_ended: 0 }],
    ['user.changed', { role: 'viewer' }, { role: 'operator' }],
    ['user.made', null, { user_id: expect.any(String), role: 'viewer' }],
  ]);
  expect(entries[0].actor).toMatchObject({
    kind: 'user',
    role: 'admin',
    username: 'boss',
    key_id: null,
    api_key_prefix: null,
  });
  expect(JSON.stringify(body)).not.toMatch(/argon2|correct horse|another password/);
});
