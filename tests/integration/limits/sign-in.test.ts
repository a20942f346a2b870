import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { HttpHandler } from '../../../shared/lambda/http-function.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { theOperator } from '../../../shared/operations/audit.ts';
import { credentialRegistry, database } from '../../../shared/operations/database.ts';
import { usersOf } from '../../../shared/operations/users.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { withCheapPasswords } from '../../cheap-passwords.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { setSettings } from '../../settings.ts';
import { PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingTable } from '../staging/services.ts';

const LIMITS =
  'requests=3,rotations=1,anonymous=2,wrong-keys=4,sign-in-attempts=30,sign-in=3,sign-in-refused=4,sign-in-key=2';
const bank = tenantScope('BANK001');
let postgres: TestPostgres;
let table: { stop(): Promise<void> };
let tableRuns = true;
let auth: HttpHandler;
let tenant: HttpHandler;
withCheapPasswords();
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
const signIn = async (apiKey: string, address = '203.0.113.9') => {
  const { statusCode, headers, body } = await auth(
    gatewayEvent({
      method: 'POST',
      path: '/api/auth/token',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ api_key: apiKey }),
      as: null,
      address,
    }),
  );
  return { status: statusCode, headers: headers as Record<string, string>, body: JSON.parse(body) };
};
/** One that begins like this key, of which the beginning is public. */
const like = (apiKey: string, n: number) => `${apiKey.slice(0, 16)}${String(n).padStart(40, '0')}`;
const madeUp = (n: number) => `sk_live_${String(n).padStart(3, '0').padEnd(48, 'f')}`;
const refusalsInAudit = async (keyId: string) =>
  (
    await postgres.database.registry.query(
      `SELECT 1 FROM _audit.entries WHERE action = 'session.refused' AND target = $1`,
      [keyId],
    )
  ).length;
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

test('who knows how a key begins cannot keep its owner out, and fills no audit', async () => {
  nextMinute();
  const { apiKey, keyId } = await issue();
  const answers = [];
  for (let n = 0; n < 20; n++) answers.push(await signIn(like(apiKey, n), `203.0.113.${100 + n}`));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, ...Array(18).fill(429)]);
  expect(answers.at(-1)?.body.violated_policies).toEqual(['sign-in-key']);
  expect(answers.at(-1)?.headers['Retry-After']).toMatch(/^\d+$/);
  expect(await refusalsInAudit(keyId)).toBe(2);
  for (const address of ['203.0.113.9', '203.0.113.100']) {
    const right = await signIn(apiKey, address);
    expect([right.status, right.headers.RateLimit]).toEqual([200, expect.stringMatching(/^"sign-in";r=2;/)]);
  }
});

test('a stranger behind the same address uses up nothing of what right keys may', async () => {
  nextMinute();
  const from = '203.0.113.50';
  const { apiKey } = await issue();
  const wrong = [];
  for (let n = 0; n < 8; n++) wrong.push(await signIn(madeUp(n), from));
  expect(wrong.map(({ status }) => status)).toEqual([401, 401, 401, 401, 429, 429, 429, 429]);
  expect(wrong[4]?.body.violated_policies).toEqual(['sign-in-refused']);
  expect(wrong[0]?.headers.RateLimit).toContain('"sign-in-refused";r=3;');
  const right = [];
  for (let n = 0; n < 4; n++) right.push(await signIn(apiKey, from));
  expect(right.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(right[3]?.body.violated_policies).toEqual(['sign-in']);
});

test('attempts to sign in cost a look at the registry each, and have an end at each address', async () => {
  nextMinute();
  const from = '203.0.113.60';
  const asked = vi.spyOn(database().registry, 'query');
  for (let n = 0; n < 40; n++) await signIn(madeUp(n), from);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(30);
  asked.mockRestore();
  expect((await signIn('sk_live_x', from)).body.violated_policies).toEqual(['sign-in-attempts']);
});

test('made-up keys in the header are looked up so many times an address; keys seen before go on working there', async () => {
  nextMinute();
  const from = { address: '203.0.113.70' };
  const [known, unseen] = [await issue(), await issue()];
  expect((await ask(known.apiKey, { address: '198.51.100.1' })).status).toBe(200);
  const asked = vi.spyOn(credentialRegistry(), 'query');
  const answers = [];
  for (let n = 0; n < 12; n++) answers.push(await ask(madeUp(100 + n), from));
  // The fifth shows that four were looked up; who asks after that is told at once.
  expect(asked).toHaveBeenCalledTimes(5);
  asked.mockRestore();
  expect(answers.map(({ status }) => status)).toEqual([401, 401, ...Array(10).fill(429)]);
  expect(answers.at(-1)?.body.violated_policies).toEqual(['wrong-keys']);
  expect((await ask(known.apiKey, from)).status).toBe(200);
  expect((await ask(unseen.apiKey, from)).body.violated_policies).toEqual(['wrong-keys']);
  expect((await ask(unseen.apiKey, { address: '203.0.113.71' })).status).toBe(200);
});

describe('with a password', () => {
  const PASSWORD = 'correct horse battery';
  const login = async (username: string, password: string, address = '203.0.113.70') => {
    const { statusCode, body } = await auth(
      gatewayEvent({
        method: 'POST',
        path: '/api/auth/login',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tenant_id: 'BANK001', username, password }),
        as: null,
        address,
      }),
    );
    return { status: statusCode, body: JSON.parse(body) };
  };
  const sessionsOf = () =>
    postgres.database.registry.query('SELECT 1 FROM sessions WHERE user_id IS NOT NULL AND ended_at IS NULL');
  beforeAll(async () => {
    const users = usersOf(postgres.database, PEPPER, theOperator());
    for (const username of ['anna', 'bob']) await users.add(bank, { username, role: 'viewer', password: PASSWORD });
  });

  test('wrong ones count against their address, whoever they are for, and not against right ones', async () => {
    nextMinute();
    for (const name of ['anna', 'bob', 'nobody', 'no name!'])
      expect((await login(name, 'a guess at it')).status).toBe(401);
    const tooMany = await login('someone', 'a guess at it');
    expect([tooMany.status, tooMany.body.violated_policies]).toEqual([429, ['sign-in-refused']]);
    // The same budget as that of wrong keys.
    expect((await signIn(madeUp(77), '203.0.113.70')).body.violated_policies).toEqual(['sign-in-refused']);
    expect((await login('anna', PASSWORD)).status).toBe(200);
    expect((await login('anna', 'a guess at it', '198.51.100.7')).status).toBe(401);
  });

  test('one right one too many starts no session', async () => {
    nextMinute();
    const before = (await sessionsOf()).length;
    for (let n = 0; n < 3; n++) expect(await login('bob', PASSWORD, '203.0.113.71')).toMatchObject({ status: 200 });
    const tooMany = await login('bob', PASSWORD, '203.0.113.71');
    expect([tooMany.status, tooMany.body.violated_policies]).toEqual([429, ['sign-in']]);
    expect((await sessionsOf()).length).toBe(before + 3);
  });

  test('whoever is signed in is counted as a user, over all sessions', async () => {
    nextMinute();
    const from = '203.0.113.72';
    const tokens = [await login('anna', PASSWORD, from), await login('anna', PASSWORD, from)].map(
      ({ body }) => body.access_token,
    );
    const asked: number[] = [];
    for (let n = 0; n < 4; n++) {
      const { statusCode } = await tenant(
        gatewayEvent({ path: '/api/tenant', as: null, headers: { Authorization: `Bearer ${tokens[n % 2]}` } }),
      );
      asked.push(statusCode);
    }
    expect(asked).toEqual([200, 200, 200, 429]);
  });
});

test('with the table gone requests go on uncounted, and nobody signs in', async () => {
  // The SDK has learned by now how far this clock is from the table's, and signs by that.
  nextMinute();
  const { apiKey } = await issue();
  expect((await signIn(apiKey)).status).toBe(200);
  await table.stop();
  tableRuns = false;
  for (let request = 0; request < 5; request++) {
    const answer = await ask(apiKey);
    expect([answer.status, answer.headers.RateLimit]).toEqual([200, undefined]);
  }
  const refused = await signIn(apiKey);
  expect([refused.status, refused.body.type]).toEqual([503, '/problems/unavailable']);
});
