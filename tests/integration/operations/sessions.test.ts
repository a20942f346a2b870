import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { makeTokenKeys } from '../../../shared/operations/access-token.ts';
import { apiKeysOf, verifyApiKey } from '../../../shared/operations/api-keys.ts';
import { sessionsOf } from '../../../shared/operations/sessions.ts';
import { verifyAccessToken } from '../../../shared/operations/verify-access-token.ts';
import { PEPPER, postgresWith, type TestPostgres, TOKEN_KEYS } from './postgres-under-test.ts';

const bank1 = tenantScope('BANK001');
let postgres: TestPostgres;
let sessions: ReturnType<typeof sessionsOf>;
let keys: ReturnType<typeof apiKeysOf>;
beforeAll(async () => {
  postgres = await postgresWith('BANK001');
  keys = apiKeysOf(postgres.database, PEPPER);
  sessions = sessionsOf(postgres.database, { pepper: PEPPER, privateKey: TOKEN_KEYS.privateKey });
});
afterAll(() => postgres.stop());
beforeEach(() => query('TRUNCATE sessions CASCADE'));

const query = <T>(text: string, values: unknown[] = []) => postgres.database.registry.query<T>(text, values);
async function start() {
  const key = await verifyApiKey(postgres.database.registry, PEPPER, (await keys.issue(bank1)).apiKey);
  if (!key.ok) throw new Error(key.reason);
  return sessions.start(key);
}
const verify = (accessToken: string, { publicKey } = TOKEN_KEYS) =>
  verifyAccessToken(postgres.database.registry, publicKey, accessToken);
const works = async (accessToken: string) => (await verify(accessToken)).ok;
const endReasons = async () =>
  (await query<{ end_reason: string | null }>('SELECT end_reason FROM sessions')).map((row) => row.end_reason);

test('neither token is kept, only a hash', async () => {
  const { accessToken, refreshToken } = await start();
  const stored = JSON.stringify([
    await query("SELECT *, encode(token_hash, 'hex') AS hex, encode(token_hash, 'escape') AS text FROM refresh_tokens"),
    await query('SELECT * FROM sessions'),
  ]);
  expect(stored).toContain('token_hash');
  for (const secret of [refreshToken, refreshToken.slice(8), accessToken, accessToken.split('.')[2]]) {
    expect(stored).not.toContain(secret);
  }
});

test.each([2, 5, 20])('of %i refreshes of one token at once exactly one wins, and the session ends', async (count) => {
  const first = await start();
  const outcomes = await Promise.all(Array.from({ length: count }, () => sessions.refresh(first.refreshToken)));
  const won = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.tokens] : []));
  expect(won).toHaveLength(1);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'reused')).toHaveLength(1);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'unknown')).toHaveLength(count - 2);
  expect(await endReasons()).toEqual(['reuse']);
  expect(await works(first.accessToken)).toBe(false);
  expect(await works(won[0]?.accessToken ?? '')).toBe(false);
  expect((await sessions.refresh(won[0]?.refreshToken ?? '')).ok).toBe(false);
});

test('a chain of refreshes works to its end; any earlier link, used again, breaks it', async () => {
  const chain = [await start()];
  for (let step = 0; step < 5; step++) {
    const next = await sessions.refresh(chain.at(-1)?.refreshToken ?? '');
    if (!next.ok) throw new Error(next.reason);
    chain.push(next.tokens);
  }
  expect(new Set(chain.map(({ refreshToken }) => refreshToken)).size).toBe(6);
  for (const { accessToken } of chain) expect(await works(accessToken)).toBe(true);
  expect(await sessions.refresh(chain[2]?.refreshToken ?? '')).toEqual({
    ok: false,
    reason: 'reused',
    owner: { sessionId: chain[0]?.sessionId, keyId: chain[0]?.keyId, userId: null, tenantId: 'BANK001' },
  });
  for (const { accessToken } of chain) expect(await works(accessToken)).toBe(false);
  expect(await sessions.refresh(chain.at(-1)?.refreshToken ?? '')).toEqual({ ok: false, reason: 'unknown' });
});

test('signing out and refreshing at once leave nothing that works', async () => {
  for (let round = 0; round < 10; round++) {
    const first = await start();
    const [refreshed] = await Promise.all([sessions.refresh(first.refreshToken), sessions.end(first.refreshToken)]);
    expect(await works(first.accessToken)).toBe(false);
    if (refreshed.ok) {
      expect(await works(refreshed.tokens.accessToken)).toBe(false);
      expect((await sessions.refresh(refreshed.tokens.refreshToken)).ok).toBe(false);
    }
  }
  expect(await endReasons()).toEqual(Array(10).fill('logout'));
});

test('ending tells whose session it was, once', async () => {
  const { refreshToken, sessionId, keyId } = await start();
  expect(await sessions.end(refreshToken)).toEqual({ sessionId, keyId, userId: null, tenantId: 'BANK001' });
  expect(await sessions.end(refreshToken)).toBeUndefined();
  expect(await sessions.refresh(refreshToken)).toEqual({ ok: false, reason: 'unknown' });
});

test('a session that nobody refreshes can no longer be; its access token lives to its own end', async () => {
  const { refreshToken, accessToken } = await start();
  await query("UPDATE refresh_tokens SET expires_at = now() - interval '1 second'");
  expect(await sessions.refresh(refreshToken)).toEqual({ ok: false, reason: 'idle' });
  expect(await works(accessToken)).toBe(true);
});

test('however often it is refreshed, a session ends at its time, and its last token lives no longer', async () => {
  const first = await start();
  await query("UPDATE sessions SET expires_at = now() + interval '100 seconds'");
  const second = await sessions.refresh(first.refreshToken);
  if (!second.ok) throw new Error(second.reason);
  expect(second.tokens.expiresIn).toBeGreaterThan(80);
  expect(second.tokens.expiresIn).toBeLessThanOrEqual(100);
  await query('UPDATE sessions SET expires_at = now()');
  expect(await verify(second.tokens.accessToken)).toEqual({ ok: false, reason: 'unknown' });
  expect(await sessions.refresh(second.tokens.refreshToken)).toEqual({ ok: false, reason: 'unknown' });
});

test('signing in removes sessions past their time, with their tokens, and leaves the others', async () => {
  const old = [await start(), await start()];
  const young = await start();
  await query("UPDATE sessions SET expires_at = now() - interval '1 second' WHERE session_id = ANY($1)", [
    old.map(({ sessionId }) => sessionId),
  ]);
  await Promise.all([start(), start(), start()]);
  const kept = await query<{ session_id: string }>('SELECT session_id FROM sessions');
  expect(kept).toHaveLength(4);
  expect(kept).toContainEqual({ session_id: young.sessionId });
  expect(await query('SELECT 1 FROM refresh_tokens')).toHaveLength(4);
  expect(await works(young.accessToken)).toBe(true);
});

test('a key that is rotated, rekeyed or revoked takes its sessions with it', async () => {
  const stop = [
    (keyId: string) => keys.rotate(bank1, keyId),
    (keyId: string) => keys.revoke(bank1, keyId),
    () => keys.rekey(bank1),
  ];
  for (const how of stop) {
    const session = await start();
    expect(await works(session.accessToken)).toBe(true);
    await how(session.keyId!);
    expect(await verify(session.accessToken)).toEqual({ ok: false, reason: 'unknown' });
    expect(await sessions.refresh(session.refreshToken)).toEqual({ ok: false, reason: 'unknown' });
  }
});

test('with another pair of keys no access token is right, and refreshing still gives one that is', async () => {
  const first = await start();
  const pair = makeTokenKeys();
  expect(await verify(first.accessToken, pair)).toEqual({ ok: false, reason: 'malformed' });
  const others = sessionsOf(postgres.database, { pepper: PEPPER, privateKey: pair.privateKey });
  const second = await others.refresh(first.refreshToken);
  if (!second.ok) throw new Error(second.reason);
  expect((await verify(second.tokens.accessToken, pair)).ok).toBe(true);
});
