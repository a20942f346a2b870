import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { somebody, theOperator } from '../../../shared/operations/audit.ts';
import { MOST_WRONG_PASSWORDS } from '../../../shared/operations/lockout.ts';
import { HASH_COST, hashOf } from '../../../shared/operations/password-hash.ts';
import { passwordLoginsOf, withCurrentPassword } from '../../../shared/operations/password-login.ts';
import { revocationsOf } from '../../../shared/operations/revocations.ts';
import { sessionsOf } from '../../../shared/operations/sessions.ts';
import { usersOf } from '../../../shared/operations/users.ts';
import { verifyAccessToken } from '../../../shared/operations/verify-access-token.ts';
import { withCheapPasswords } from '../../cheap-passwords.ts';
import { PEPPER, postgresWith, type TestPostgres, TOKEN_KEYS } from './postgres-under-test.ts';

const bank1 = tenantScope('BANK001');
const PASSWORD = 'correct horse battery';
const HOME = '203.0.113.9';
const ELSEWHERE = '198.51.100.7';
const secrets = { pepper: PEPPER, privateKey: TOKEN_KEYS.privateKey };
const origin = { address: HOME, requestId: null };

let postgres: TestPostgres;
let users: ReturnType<typeof usersOf>;
let signIn: ReturnType<typeof passwordLoginsOf>;
withCheapPasswords();
beforeAll(async () => {
  postgres = await postgresWith('BANK001', 'BANK002');
  users = usersOf(postgres.database, PEPPER, theOperator());
  signIn = passwordLoginsOf(postgres.database, secrets, origin);
});
afterAll(() => postgres.stop());
beforeEach(() => query('TRUNCATE users, sign_in_failures CASCADE'));

const query = <T>(text: string, values: unknown[] = []) => postgres.database.registry.query<T>(text, values);
const add = (username = 'anna', role: 'admin' | 'viewer' = 'viewer') =>
  users.add(bank1, { username, role, password: PASSWORD });
const login = (password = PASSWORD, more: { username?: string; place?: string; tenantId?: string } = {}) =>
  signIn({ tenantId: 'BANK001', username: 'anna', place: HOME, password, ...more }, async () => undefined);
async function tokens(...of: Parameters<typeof login>) {
  const done = await login(...of);
  if (!done.ok) throw new Error(done.reason);
  return done.tokens;
}
const verify = (accessToken: string) =>
  verifyAccessToken(postgres.database.registry, TOKEN_KEYS.publicKey, accessToken);
const reasons = async (count: number, ...of: Parameters<typeof login>) => {
  const found: string[] = [];
  for (let n = 0; n < count; n++) {
    const done = await login(...of);
    found.push(done.ok ? 'ok' : done.reason);
  }
  return found;
};

test('a user signs in with the name in any case, and is who the token says', async () => {
  await add();
  const { accessToken, userId, keyId } = await tokens(PASSWORD, { username: 'ANNA' });
  expect(keyId).toBeNull();
  expect(await verify(accessToken)).toMatchObject({ ok: true, role: 'viewer', userId, username: 'anna', keyId: null });
  expect((await users.get(bank1, 'anna'))?.lastLoginAt).toBeInstanceOf(Date);
});

test('another bank has users of the same name, with other passwords', async () => {
  await add();
  await users.add(tenantScope('BANK002'), { username: 'anna', role: 'admin', password: `${PASSWORD} 2` });
  expect(await login(PASSWORD, { tenantId: 'BANK002' })).toMatchObject({ ok: false, reason: 'wrong-password' });
  expect(await verify((await tokens(`${PASSWORD} 2`, { tenantId: 'BANK002' })).accessToken)).toMatchObject({
    scope: { tenantId: 'BANK002' },
    role: 'admin',
  });
});

test('a name is taken once, however many ask for it at once', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => add()));
  expect(made.filter((user) => user !== undefined)).toHaveLength(1);
});

test('neither password nor hash is anywhere but in its column', async () => {
  await add();
  await tokens();
  await login('a wrong one of them');
  const [{ password_hash = '' } = {}] = await query<{ password_hash: string }>('SELECT password_hash FROM users');
  expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=1\$/);
  const rest = JSON.stringify([
    await query('SELECT * FROM _audit.entries'),
    await query('SELECT * FROM sessions'),
    await query('SELECT * FROM sign_in_failures'),
    await users.list(bank1, { limit: 10 }),
  ]);
  expect(rest).toContain('anna');
  for (const secret of [PASSWORD, 'a wrong one of them', password_hash, password_hash.split('$')[5]!]) {
    expect(rest).not.toContain(secret);
  }
});

test('a hash fits its user and this installation only, and grows when its user signs in', async () => {
  const [anna, bob] = [await add(), await add('bob')];
  const set = (name: string, hash: string) =>
    query('UPDATE users SET password_hash = $2 WHERE username = $1', [name, hash]);
  const owner = { pepper: PEPPER, userId: anna!.userId };
  await set('anna', await hashOf(PASSWORD, { pepper: PEPPER, userId: bob!.userId }));
  expect((await login()).ok).toBe(false);
  await set('anna', await hashOf(PASSWORD, { ...owner, pepper: 'another' }));
  expect((await login()).ok).toBe(false);
  await set('anna', await hashOf(PASSWORD, owner, { ...HASH_COST, memoryKib: 8192, passes: 3 }));
  expect((await login()).ok).toBe(true);
  const [{ password_hash = '' } = {}] = await query<{ password_hash: string }>(
    "SELECT password_hash FROM users WHERE username = 'anna'",
  );
  expect(password_hash).toContain(`$m=${HASH_COST.memoryKib},t=${HASH_COST.passes},p=1$`);
  expect((await login()).ok).toBe(true);
});

test('five wrong passwords close the account for fifteen minutes, also to the right one', async () => {
  await add();
  expect(await reasons(4, 'wrong password 1')).toEqual(Array(4).fill('wrong-password'));
  expect((await login()).ok).toBe(true);
  expect(await reasons(6, 'wrong password 1')).toEqual([...Array(5).fill('wrong-password'), 'closed']);
  expect(await login()).toMatchObject({ ok: false, reason: 'closed', seconds: expect.any(Number) });
  await query("UPDATE sign_in_failures SET closed_until = now() - interval '1 second'");
  expect((await login()).ok).toBe(true);
});

test('wrong passwords of longer ago do not count', async () => {
  await add();
  await reasons(4, 'wrong password 1');
  await query(`UPDATE sign_in_failures SET changed_at = now() - interval '1 hour',
    failed_at = ARRAY(SELECT at - interval '15 minutes' FROM unnest(failed_at) AS at)`);
  expect(await reasons(4, 'wrong password 1')).toEqual(Array(4).fill('wrong-password'));
  expect((await login()).ok).toBe(true);
});

test('of many attempts at once no more are tried than may be', async () => {
  await add();
  const tried = await Promise.all(Array.from({ length: 20 }, (_, n) => login(`wrong password ${n}`)));
  const of = (wanted: string) => tried.filter((done) => !done.ok && done.reason === wanted).length;
  expect([of('wrong-password'), of('closed')]).toEqual([MOST_WRONG_PASSWORDS, 20 - MOST_WRONG_PASSWORDS]);
});

test('many right ones at once all get in', async () => {
  await add();
  const done = await Promise.all(Array.from({ length: 20 }, () => login()));
  expect(done.every(({ ok }) => ok)).toBe(true);
});

test('strangers close an account to strangers; its user gets in from where it signed in before', async () => {
  await add();
  await tokens();
  expect(await reasons(6, 'wrong password 1', { place: ELSEWHERE })).toContain('closed');
  expect(await reasons(1, PASSWORD, { place: '192.0.2.1' })).toEqual(['closed']);
  expect((await login()).ok).toBe(true);
  // Where the user is known, five wrong ones close it as well, and there only.
  expect((await reasons(6, 'wrong password 1')).at(-1)).toBe('closed');
});

test('an address that the user has not signed in from for a month is a stranger', async () => {
  await add();
  await tokens();
  await query("UPDATE user_addresses SET last_login_at = now() - interval '31 days'");
  await reasons(5, 'wrong password 1', { place: ELSEWHERE });
  expect(await login()).toMatchObject({ reason: 'closed' });
});

test('a name that nobody has closes just the same, and nothing of it is kept in clear', async () => {
  const nobody = { username: 'nobody.at.all' };
  expect(await reasons(7, 'wrong password 1', nobody)).toEqual([...Array(5).fill('unknown'), 'closed', 'closed']);
  expect(JSON.stringify(await query('SELECT * FROM sign_in_failures'))).not.toContain('nobody');
  expect(await query("SELECT 1 FROM _audit.entries WHERE target LIKE 'nobody%'")).toEqual([]);
  // What cannot be a name, or a bank, is kept nowhere.
  expect(await reasons(6, 'x', { username: 'my password by mistake!' })).toEqual(Array(6).fill('unknown'));
  expect(await reasons(6, 'x', { tenantId: 'bank; drop' })).toEqual(Array(6).fill('unknown'));
  expect(await query('SELECT 1 FROM sign_in_failures')).toHaveLength(1);
});

test('old failures are removed as new ones come', async () => {
  for (let n = 0; n < 4; n++) await login('wrong password 1', { username: `made-up-${n}` });
  await query("UPDATE sign_in_failures SET changed_at = now() - interval '31 minutes'");
  await login('wrong password 1', { username: 'made-up-9' });
  expect(await query('SELECT 1 FROM sign_in_failures')).toHaveLength(1);
});

test('the audit has who was refused and why, and when the account closed', async () => {
  const anna = await add();
  await reasons(7, 'wrong password 1');
  const entries = await query<{ actor: string; target: string; after: object }>(
    "SELECT actor, target, after FROM _audit.entries WHERE action = 'session.refused' AND after->>'user_id' = $1 ORDER BY at",
    [anna!.userId],
  );
  expect(entries).toHaveLength(5);
  const after = { user_id: anna!.userId, reason: 'wrong-password' };
  expect(entries[0]).toEqual({ actor: 'unknown', target: 'anna', after });
  expect(entries[4]?.after).toEqual({ ...after, closed_seconds: 900 });
});

test.each([
  ['removing', () => users.remove(bank1, 'anna')],
  ['deactivating', () => users.change(bank1, 'anna', { isActive: false })],
  ['another password', () => users.setPassword(bank1, 'anna', 'another password 1')],
] as const)('%s stops sessions and what they announced at once', async (_name, stop) => {
  await add();
  const [first, second] = [await tokens(), await tokens()];
  const announced = { keyId: null, userId: first.userId, sessionId: first.sessionId, at: new Date().toISOString() };
  const revocation = async () => (await revocationsOf(postgres.database.registry, 'BANK001', [announced]))[0];
  expect(await revocation()).toBeUndefined();
  await stop();
  for (const { accessToken, refreshToken } of [first, second]) {
    expect(await verify(accessToken)).toEqual({ ok: false, reason: 'unknown' });
    expect(await sessionsOf(postgres.database, secrets).refresh(refreshToken)).toEqual({
      ok: false,
      reason: 'unknown',
    });
  }
  expect(await revocation()).toBe('user-stopped');
  expect((await login()).ok).toBe(false);
  // Another user of that name is somebody else.
  await users.remove(bank1, 'anna');
  await add();
  expect(await revocation()).toBe('user-stopped');
  expect((await login()).ok).toBe(true);
});

test('a deactivated user is refused like anybody, and signs in again once activated', async () => {
  await add();
  await users.change(bank1, 'anna', { isActive: false });
  expect(await login()).toMatchObject({ ok: false, reason: 'inactive' });
  await users.change(bank1, 'anna', { isActive: true });
  expect((await login()).ok).toBe(true);
});

test('signing in and another password at once leave no session of the old one', async () => {
  for (let round = 0; round < 5; round++) {
    await query('TRUNCATE users, sign_in_failures CASCADE');
    await add();
    const [done] = await Promise.all([login(), users.setPassword(bank1, 'anna', 'another password 1')]);
    if (done.ok) expect((await verify(done.tokens.accessToken)).ok).toBe(false);
  }
});

test('another role holds from the next request on, without signing in again', async () => {
  await add();
  const { accessToken, refreshToken } = await tokens();
  await users.change(bank1, 'anna', { role: 'admin' });
  expect(await verify(accessToken)).toMatchObject({ ok: true, role: 'admin' });
  const refreshed = await sessionsOf(postgres.database, secrets).refresh(refreshToken);
  expect(refreshed).toMatchObject({ ok: true, tokens: { role: 'admin', keyId: null } });
});

test('a refresh token used twice ends the session of a user, who is named in the audit', async () => {
  await add();
  const first = await tokens();
  const sessions = sessionsOf(postgres.database, secrets);
  expect((await sessions.refresh(first.refreshToken)).ok).toBe(true);
  expect(await sessions.refresh(first.refreshToken)).toMatchObject({ ok: false, reason: 'reused' });
  expect((await verify(first.accessToken)).ok).toBe(false);
  const [entry] = await query("SELECT actor, username, key_id FROM _audit.entries WHERE action = 'session.reused'");
  expect(entry).toEqual({ actor: 'user', username: 'anna', key_id: null });
});

test('the last active admin stays, unless a key of an admin is there; of two who go at once one stays', async () => {
  await add('anna', 'admin');
  await add('bob', 'viewer');
  expect(await users.remove(bank1, 'anna')).toBe('last-admin');
  expect(await users.change(bank1, 'anna', { role: 'viewer' })).toBe('last-admin');
  expect(await users.change(bank1, 'anna', { isActive: false })).toBe('last-admin');
  await users.change(bank1, 'bob', { role: 'admin' });
  const both = await Promise.all([users.remove(bank1, 'anna'), users.change(bank1, 'bob', { role: 'viewer' })]);
  expect(both.filter((outcome) => outcome === 'last-admin')).toHaveLength(1);

  const keys = apiKeysOf(postgres.database, PEPPER);
  const { keyId } = await keys.issue(bank1, 'operator');
  const { data: left } = await users.list(bank1, { limit: 10 });
  const admin = left.find(({ role }) => role === 'admin')!;
  expect(await users.remove(bank1, admin.username)).toBe('last-admin');
  const { keyId: ofAdmin } = await keys.issue(bank1, 'admin');
  expect(await users.remove(bank1, admin.username)).toMatchObject({ username: admin.username });
  for (const id of [keyId, ofAdmin]) await keys.revoke(bank1, id);
});

test('users are listed by name, page by page, of their own bank', async () => {
  for (const name of ['b.b', 'a-a', 'c_c', 'a.a', 'a@a']) await add(name);
  await users.add(tenantScope('BANK002'), { username: 'aa', role: 'admin', password: PASSWORD });
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 5; page++) {
    const { data, next_cursor } = await users.list(bank1, { limit: 2, cursor });
    seen.push(...data.map(({ username }) => username));
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  expect(seen).toEqual(['a-a', 'a.a', 'a@a', 'b.b', 'c_c']);
});

test('whoever changes the own password gives the one in force, and guessing it closes the account', async () => {
  await add();
  await tokens();
  const by = somebody(origin);
  const change = (current: string) => {
    const given = { tenantId: 'BANK001', username: 'anna', place: HOME, password: current };
    return users.setPassword(bank1, 'anna', 'another password 1', withCurrentPassword(PEPPER, given, by));
  };
  for (let n = 0; n < 5; n++) expect(await change('a guess at it')).toBe(false);
  await expect(change(PASSWORD)).rejects.toMatchObject({ code: 'account-closed', headers: { 'Retry-After': '900' } });
  await query('TRUNCATE sign_in_failures');
  expect(await change(PASSWORD)).toBe(true);
  expect((await login('another password 1')).ok).toBe(true);
});

test("an admin's new password opens an account that was closed", async () => {
  await add();
  await reasons(6, 'wrong password 1');
  await users.setPassword(bank1, 'anna', 'another password 1');
  expect((await login('another password 1')).ok).toBe(true);
});

test('a disabled tenant lets none of its users in, and ends their sessions', async () => {
  await add();
  const { accessToken } = await tokens();
  const disable = (is: boolean) =>
    query(
      `UPDATE tenants SET is_active = $1, disabled_at = CASE WHEN $1 THEN disabled_at ELSE clock_timestamp() END
       WHERE tenant_id = 'BANK001'`,
      [is],
    );
  await disable(false);
  expect(await login()).toMatchObject({ ok: false, reason: 'tenant-inactive' });
  expect(await login('wrong password 1')).toMatchObject({ ok: false, reason: 'wrong-password' });
  expect(await verify(accessToken)).toEqual({ ok: false, reason: 'tenant-inactive' });
  await disable(true);
  expect(await verify(accessToken)).toEqual({ ok: false, reason: 'unknown' });
  expect((await login()).ok).toBe(true);
});
