import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { apiKeysOf, verifyApiKey } from '../../../shared/operations/api-keys.ts';
import { tenantsOf } from '../../../shared/operations/tenants.ts';
import { PEPPER, postgresWith, type TestPostgres } from './postgres-under-test.ts';

const bank1 = tenantScope('BANK001');
const bank2 = tenantScope('BANK002');
let postgres: TestPostgres;
let keys: ReturnType<typeof apiKeysOf>;
beforeAll(async () => {
  postgres = await postgresWith('BANK001', 'BANK002');
  keys = apiKeysOf(postgres.database, PEPPER);
});
afterAll(() => postgres.stop());
const verify = (apiKey: string, pepper = PEPPER) => verifyApiKey(postgres.database.registry, pepper, apiKey);

test('a key names its tenant, and only its hash is kept', async () => {
  const { apiKey, keyId, prefix } = await keys.issue(bank1, 'operator');
  expect(apiKey).toMatch(/^sk_live_[0-9a-f]{48}$/);
  expect(await verify(apiKey)).toEqual({
    ok: true,
    scope: bank1,
    name: 'Name of BANK001',
    role: 'operator',
    keyId,
    prefix,
  });
  const stored = JSON.stringify(
    await postgres.database.registry.query("SELECT *, encode(key_hash, 'escape') FROM api_keys"),
  );
  expect(stored).toContain(prefix);
  expect(stored).not.toContain(apiKey.slice(16));
});

test('what is not a key in force is refused', async () => {
  const { apiKey } = await keys.issue(bank1);
  const wrongEnd = apiKey.slice(0, -1) + (apiKey.endsWith('0') ? '1' : '0');
  expect(await verify(wrongEnd)).toEqual({ ok: false, reason: 'unknown' });
  expect(await verify(`sk_live_${'0'.repeat(48)}`)).toEqual({ ok: false, reason: 'unknown' });
  for (const malformed of ['', 'x', apiKey.toUpperCase(), `${apiKey}0`, ` ${apiKey}`, `${apiKey}\0`]) {
    expect(await verify(malformed)).toEqual({ ok: false, reason: 'malformed' });
  }
});

test('with another pepper no key is right', async () => {
  const { apiKey } = await keys.issue(bank1);
  expect(await verify(apiKey, `${PEPPER}!`)).toEqual({ ok: false, reason: 'unknown' });
});

test('two keys with the same prefix are told apart', async () => {
  const { apiKey, keyId } = await keys.issue(bank1);
  const twin = await keys.issue(bank2);
  await postgres.database.registry.query('UPDATE api_keys SET prefix = $1 WHERE key_id = $2', [
    apiKey.slice(0, 16),
    twin.keyId,
  ]);
  expect(await verify(apiKey)).toMatchObject({ ok: true, keyId, scope: bank1 });
});

test('rotation: the old key stops at once, the new one has its role', async () => {
  const old = await keys.issue(bank1, 'viewer');
  const fresh = await keys.rotate(bank1, old.keyId);
  expect(await verify(old.apiKey)).toEqual({ ok: false, reason: 'unknown' });
  expect(await verify(fresh!.apiKey)).toMatchObject({ ok: true, role: 'viewer', keyId: fresh!.keyId });
});

test('of two rotations of one key at once, one wins', async () => {
  const old = await keys.issue(bank1);
  const fresh = await Promise.all([keys.rotate(bank1, old.keyId), keys.rotate(bank1, old.keyId)]);
  expect(fresh.filter((key) => key !== undefined)).toHaveLength(1);
});

test("another tenant's key cannot be rotated", async () => {
  const { apiKey, keyId } = await keys.issue(bank1);
  expect(await keys.rotate(bank2, keyId)).toBeUndefined();
  expect((await verify(apiKey)).ok).toBe(true);
});

test('rekey leaves exactly one key in force', async () => {
  const old = [await keys.issue(bank2), await keys.issue(bank2)];
  const fresh = await keys.rekey(bank2);
  for (const { apiKey } of old) expect((await verify(apiKey)).ok).toBe(false);
  expect((await verify(fresh.apiKey)).ok).toBe(true);
  expect((await tenantsOf(postgres.database).get('BANK002'))?.keyPrefixes).toEqual([fresh.prefix]);
});

test('a disabled tenant is told from a wrong key, and only with the right one', async () => {
  const { apiKey } = await keys.issue(bank2);
  await tenantsOf(postgres.database).setActive('BANK002', false);
  expect(await verify(apiKey)).toEqual({ ok: false, reason: 'tenant-inactive' });
  expect(await verify(`${apiKey.slice(0, 16)}${'0'.repeat(40)}`)).toEqual({ ok: false, reason: 'unknown' });
  await tenantsOf(postgres.database).setActive('BANK002', true);
  expect((await verify(apiKey)).ok).toBe(true);
});
