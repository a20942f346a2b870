import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handler as auditHandler } from '../../../functions/audit/handler.ts';
import { handler as auth } from '../../../functions/auth/handler.ts';
import { handler as sync } from '../../../functions/sync/handler.ts';
import { handler as tenant } from '../../../functions/tenant/handler.ts';
import { handler as uploads } from '../../../functions/uploads/handler.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { HttpHandler } from '../../../shared/lambda/http-function.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { auditOf, recordChange, removeOldEntries, theOperator } from '../../../shared/operations/audit.ts';
import { syncLogsOf } from '../../../shared/operations/sync-logs.ts';
import { tenantsOf } from '../../../shared/operations/tenants.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { startOperations, startStagingBucket, startStagingTable } from '../staging/services.ts';
import { PEPPER, type TestPostgres } from './postgres-under-test.ts';

const bank1 = tenantScope('BANK001');
const bank2 = tenantScope('BANK002');
let postgres: TestPostgres;
let stops: (() => Promise<void>)[];
beforeAll(async () => {
  postgres = await startOperations();
  const table = await startStagingTable();
  const bucket = await startStagingBucket();
  stops = [() => postgres.stop(), () => table.stop(), () => bucket.stop()];
  for (const tenantId of ['BANK001', 'BANK002']) await createTenant(postgres.url, { tenantId, name: tenantId });
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const keys = () => apiKeysOf(postgres.database, PEPPER);
const entriesOf = async (scope = bank1, limit = 1000) =>
  (await auditOf(postgres.database.operationsFor(scope)).list({ limit })).data;
const latest = async (scope = bank1) => (await entriesOf(scope, 1))[0];
const registry = <T>(text: string, values: unknown[] = []) => postgres.database.registry.query<T>(text, values);

interface Ask {
  method?: string;
  query?: string;
  body?: unknown;
  /** An API key, or an access token. */
  authorization?: string;
}
async function ask(handler: HttpHandler, path: string, { method = 'GET', query, body, authorization }: Ask) {
  const event = gatewayEvent({
    method,
    path,
    as: null,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    },
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const result = await handler(event);
  return { status: result.statusCode, headers: result.headers ?? {}, body: result.body ? JSON.parse(result.body) : {} };
}
async function credentials(scope = bank1, role: 'admin' | 'operator' | 'viewer' = 'admin') {
  const { keyId, prefix, apiKey } = await keys().issue(scope, role);
  return { keyId, prefix, apiKey, authorization: `Api-Key ${apiKey}` };
}
const origin = { address: '203.0.113.9', request_id: 'request-1' };

describe('every change has its entry', () => {
  test('of the operator: a tenant made, disabled, enabled; what changes nothing has none', async () => {
    const tenants = tenantsOf(postgres.database);
    await createTenant(postgres.url, { tenantId: 'BANK003', name: 'Bank 003' });
    await createTenant(postgres.url, { tenantId: 'BANK003', name: 'Another name' });
    await tenants.setActive('BANK003', true);
    await tenants.setActive('BANK003', false);
    await tenants.setActive('BANK003', false);
    await tenants.setActive('BANK003', true);
    expect(await tenants.setActive('NOBODY', true)).toBe(false);
    const entries = await entriesOf(tenantScope('BANK003'));
    expect(entries.map(({ action, actor, before, after }) => [action, actor.kind, before, after])).toEqual([
      ['tenant.enabled', 'operator', { is_active: false }, { is_active: true }],
      ['tenant.disabled', 'operator', { is_active: true }, { is_active: false }],
      ['tenant.made', 'operator', null, { name: 'Bank 003', is_active: true }],
    ]);
  });

  test('of keys: made, rotated by their owner, revoked; never the key itself', async () => {
    const { keyId, prefix, apiKey, authorization } = await credentials();
    expect(await latest()).toMatchObject({ action: 'key.made', target: keyId, actor: { kind: 'operator' } });
    const rotated = await ask(tenant, '/api/tenant/api-key/rotate', { method: 'POST', authorization });
    const entry = await latest();
    expect(entry).toMatchObject({
      action: 'key.rotated',
      target: keyId,
      actor: { kind: 'key', role: 'admin', key_id: keyId, api_key_prefix: prefix, session_id: null },
      before: { prefix, role: 'admin' },
      after: { prefix: rotated.body.api_key_prefix, role: 'admin' },
      ...origin,
    });
    await keys().revoke(bank1, String(entry?.after?.key_id));
    expect(await latest()).toMatchObject({ action: 'key.revoked', target: entry?.after?.key_id });
    const [one, two] = [await keys().issue(bank2), await keys().issue(bank2, 'viewer')];
    const fresh = await keys().rekey(bank2);
    const actions = (await entriesOf(bank2)).map(({ action, target }) => `${action} ${target}`);
    expect(actions.slice(0, 3)).toEqual([
      `key.made ${fresh.keyId}`,
      ...[one, two].map(({ keyId: id }) => `key.revoked ${id}`).sort((a, b) => actions.indexOf(a) - actions.indexOf(b)),
    ]);
    const written = JSON.stringify(await registry('SELECT * FROM _audit.entries'));
    for (const secret of [apiKey, rotated.body.api_key, fresh.apiKey]) expect(written).not.toContain(secret);
  });

  test('of sessions: signed in, refused, token used twice, signed out', async () => {
    const { apiKey, keyId, prefix } = await credentials(bank1, 'operator');
    const signIn = (body: object) => ask(auth, '/api/auth/token', { method: 'POST', body });
    const refresh = (refresh_token: string) =>
      ask(auth, '/api/auth/refresh', { method: 'POST', body: { refresh_token } });
    const first = (await signIn({ api_key: apiKey })).body;
    const started = await latest();
    expect(started).toMatchObject({
      action: 'session.started',
      actor: { kind: 'key', role: 'operator', key_id: keyId, api_key_prefix: prefix, session_id: started?.target },
      ...origin,
    });
    const second = (await refresh(first.refresh_token)).body;
    expect((await latest())?.id).toBe(started?.id);
    expect((await refresh(first.refresh_token)).status).toBe(401);
    expect(await latest()).toMatchObject({
      action: 'session.reused',
      target: started?.target,
      actor: { kind: 'session', key_id: keyId, api_key_prefix: prefix, session_id: started?.target },
      ...origin,
    });
    const third = (await signIn({ api_key: apiKey })).body;
    await ask(auth, '/api/auth/logout', { method: 'POST', body: { refresh_token: third.refresh_token } });
    await ask(auth, '/api/auth/logout', { method: 'POST', body: { refresh_token: third.refresh_token } });
    expect((await entriesOf()).slice(0, 2).map(({ action }) => action)).toEqual(['session.ended', 'session.started']);

    await signIn({ api_key: apiKey, tenant_id: 'BANK002' });
    await keys().revoke(bank1, keyId);
    await signIn({ api_key: apiKey });
    const [unknown, , mismatch] = await entriesOf();
    for (const [entry, reason] of [
      [unknown, 'unknown'],
      [mismatch, 'tenant-mismatch'],
    ] as const) {
      expect(entry).toMatchObject({
        action: 'session.refused',
        target: keyId,
        actor: { kind: 'unknown', role: null, key_id: null },
        after: { api_key_prefix: prefix, reason },
        ...origin,
      });
    }
    const before = await registry('SELECT id FROM _audit.entries');
    await signIn({ api_key: `sk_live_${'0'.repeat(48)}` });
    await signIn({ api_key: 'nonsense' });
    expect(await registry('SELECT id FROM _audit.entries')).toHaveLength(before.length);
    const written = JSON.stringify(await registry('SELECT * FROM _audit.entries'));
    for (const secret of [apiKey, first.access_token, first.refresh_token, second.refresh_token]) {
      expect(written).not.toContain(secret);
    }
  });

  test('of configurations: what changed, before and after, and nothing where nothing did', async () => {
    const { apiKey, keyId } = await credentials(bank1, 'operator');
    const signedIn = await ask(auth, '/api/auth/token', { method: 'POST', body: { api_key: apiKey } });
    const authorization = `Bearer ${signedIn.body.access_token}`;
    const patch = (body: object) => ask(sync, '/api/sync/configs/RETAIL', { method: 'PATCH', body, authorization });
    await patch({ max_error_rate: 0.02, is_enabled: true });
    const entry = await latest();
    expect(entry).toMatchObject({
      action: 'config.changed',
      target: 'RETAIL',
      actor: { kind: 'session', role: 'operator', key_id: keyId, session_id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      ...origin,
    });
    expect([entry?.before, entry?.after]).toEqual([{ max_error_rate: 0.5 }, { max_error_rate: 0.02 }]);
    await patch({ max_error_rate: 0.02 });
    expect((await latest())?.id).toBe(entry?.id);
  });

  test('of uploads: announced, cancelled; not their names', async () => {
    const { authorization } = await credentials();
    const body = { loan_type: 'RETAIL', file_type: 'credit', file_name: 'Herr Meier 4711.csv', size_bytes: 10 };
    const { upload_id } = (await ask(uploads, '/api/uploads', { method: 'POST', body, authorization })).body;
    const shape = { loan_type: 'RETAIL', file_type: 'credit', size_bytes: 10 };
    expect(await latest()).toMatchObject({
      action: 'upload.announced',
      target: upload_id,
      after: { ...shape, status: 'AWAITING_UPLOAD' },
      ...origin,
    });
    await ask(uploads, `/api/uploads/${upload_id}/cancel`, { method: 'POST', authorization });
    expect(await latest()).toMatchObject({
      action: 'upload.cancelled',
      target: upload_id,
      before: { status: 'AWAITING_UPLOAD' },
      after: { ...shape, status: 'EXPIRED' },
    });
    const cancelled = await latest();
    expect((await ask(uploads, `/api/uploads/${upload_id}/cancel`, { method: 'POST', authorization })).status).toBe(
      200,
    );
    expect((await latest())?.id).toBe(cancelled?.id);
    expect(JSON.stringify(await registry('SELECT * FROM _audit.entries'))).not.toContain('Meier');
  });

  test('of syncs: started by somebody, and how they ended', async () => {
    const logs = syncLogsOf(postgres.database.operationsFor(bank1));
    const make = (id: string, trigger: 'MANUAL' | 'SCHEDULE') =>
      logs.create({
        id,
        dataset: 'loans',
        variant: 'RETAIL',
        trigger,
        validateOnly: false,
        rulesetVersion: 'x',
        files: {},
      });
    const [manual, scheduled] = ['01890000-0000-7000-8000-0000000000b1', '01890000-0000-7000-8000-0000000000b2'];
    await make(manual, 'MANUAL');
    expect(await latest()).toMatchObject({ action: 'sync.started', target: manual, after: { loan_type: 'RETAIL' } });
    await make(scheduled, 'SCHEDULE');
    expect(await latest()).toMatchObject({ target: manual });
    for (const id of [manual, scheduled]) {
      await logs.advance(id, { status: 'STORING' });
      await logs.advance(id, { status: 'COMPLETED' });
      await logs.advance(id, { status: 'COMPLETED' });
      expect((await entriesOf()).filter(({ action, target }) => action === 'sync.ended' && target === id)).toHaveLength(
        1,
      );
    }
    expect(await latest()).toMatchObject({
      action: 'sync.ended',
      target: scheduled,
      actor: { kind: 'service' },
      after: { status: 'COMPLETED', trigger: 'SCHEDULE', failure: null },
    });
  });

  test('a change that fails leaves none, and one that cannot be written down is not made', async () => {
    const before = await registry('SELECT id FROM _audit.entries');
    await expect(
      postgres.database.registry.transaction(async (inside) => {
        await recordChange(inside, 'BANK001', theOperator(), { action: 'tenant.made', target: 'BANK001' });
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(await registry('SELECT id FROM _audit.entries')).toHaveLength(before.length);
    await registry('ALTER TABLE _audit.entries RENAME TO gone');
    try {
      await expect(tenantsOf(postgres.database).setActive('BANK002', false)).rejects.toThrow();
      expect((await tenantsOf(postgres.database).get('BANK002'))?.isActive).toBe(true);
    } finally {
      await registry('ALTER TABLE _audit.gone RENAME TO entries');
    }
  });
});

describe('what was written stays', () => {
  test.each([
    ['changed', "UPDATE _audit.entries SET action = 'key.made'"],
    ['removed', 'DELETE FROM _audit.entries'],
    ['emptied', 'TRUNCATE _audit.entries'],
  ])('and cannot be %s, neither by a tenant nor by the service', async (_how, text) => {
    const before = await registry('SELECT * FROM _audit.entries ORDER BY id');
    expect(before.length).toBeGreaterThan(0);
    await expect(postgres.database.operationsFor(bank1).query(text)).rejects.toThrow(/permission denied/);
    await expect(registry(text)).rejects.toThrow(/neither changed nor removed/);
    expect(await registry('SELECT * FROM _audit.entries ORDER BY id')).toEqual(before);
  });

  test('and nobody dates an entry back', async () => {
    await registry(
      `INSERT INTO _audit.entries (id, at, tenant_id, action, actor, target)
       VALUES (gen_random_uuid(), now() - interval '9 years', 'BANK001', 'key.made', 'operator', 'dated-back')`,
    );
    const [entry] = await entriesOf();
    expect(entry?.target).toBe('dated-back');
    expect(Date.now() - Date.parse(entry?.at ?? '')).toBeLessThan(60_000);
  });

  test('until its time is over: then it is removed, and younger ones are not', async () => {
    const age = async (target: string, interval: string) => {
      await registry(
        `INSERT INTO _audit.entries (id, tenant_id, action, actor, target)
         VALUES (gen_random_uuid(), 'BANK001', 'key.made', 'operator', $1)`,
        [target],
      );
      // As time would: past the trigger, which keeps even the owner from it.
      await postgres.database.registry.transaction(async (inside) => {
        await inside.query('SET LOCAL session_replication_role = replica');
        await inside.query('UPDATE _audit.entries SET at = now() - $2::interval WHERE target = $1', [target, interval]);
      });
    };
    await age('six', '6 years 11 months');
    await age('eight', '8 years');
    await age('eleven', '11 years');
    const left = async () =>
      (
        await registry<{ target: string }>(
          "SELECT target FROM _audit.entries WHERE target IN ('six', 'eight', 'eleven')",
        )
      )
        .map(({ target }) => target)
        .sort();
    expect(await removeOldEntries(postgres.database.registry, 10)).toBe(1);
    expect(await left()).toEqual(['eight', 'six']);
    await expect(removeOldEntries(postgres.database.registry, 1)).rejects.toThrow(/neither changed nor removed/);
    expect(await removeOldEntries(postgres.database.registry, 7)).toBe(1);
    expect(await left()).toEqual(['six']);
  });
});

describe('a tenant sees its own entries', () => {
  test('whatever its role asks of the database, and can write none for another', async () => {
    const other = postgres.database.operationsFor(bank2);
    const seen = await other.query<{ tenant_id: string }>('SELECT DISTINCT tenant_id FROM _audit.entries');
    expect(seen).toEqual([{ tenant_id: 'BANK002' }]);
    const forged = recordChange(other, 'BANK001', theOperator(), { action: 'key.made', target: 'forged' });
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  test('page by page without gaps and repetitions, also where times are the same', async () => {
    await postgres.database.registry.transaction(async (inside) => {
      for (let n = 0; n < 25; n++) {
        await recordChange(inside, 'BANK002', theOperator(), { action: 'key.made', target: `page-${n}` });
      }
      await inside.query('SET LOCAL session_replication_role = replica');
      await inside.query("UPDATE _audit.entries SET at = now() WHERE target LIKE 'page-%'");
    });
    const { authorization } = await credentials(bank2);
    const all = (await entriesOf(bank2)).map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `limit=7${cursor === null ? '' : `&cursor=${cursor}`}`;
      const page = await ask(auditHandler, '/api/audit', {
        query,
        authorization,
      });
      expect(page.status).toBe(200);
      paged.push(...page.body.data.map(({ id }: { id: string }) => id));
      cursor = page.body.next_cursor;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(paged.length);
  });

  test('only its admins', async () => {
    for (const role of ['operator', 'viewer'] as const) {
      const { authorization } = await credentials(bank1, role);
      for (const path of ['/api/audit', '/api/audit.csv']) {
        expect((await ask(auditHandler, path, { authorization })).status).toBe(403);
      }
    }
  });

  test('by action, actor, target and time', async () => {
    const { authorization, keyId, prefix } = await credentials();
    const list = async (query: string) => {
      const { status, body } = await ask(auditHandler, '/api/audit', { query: `limit=1000&${query}`, authorization });
      expect(status).toBe(200);
      return body.data as Awaited<ReturnType<typeof entriesOf>>;
    };
    const all = await entriesOf();
    const same = (found: typeof all, keep: (entry: (typeof all)[number]) => boolean) => {
      expect(found.map(({ id }) => id)).toEqual(all.filter(keep).map(({ id }) => id));
      expect(found.length).toBeGreaterThan(0);
    };
    same(await list('action=config.changed'), ({ action }) => action === 'config.changed');
    same(await list('actor=operator'), ({ actor }) => actor.kind === 'operator');
    same(await list(`target=${keyId}`), ({ target }) => target === keyId);
    const user = all.find(({ actor }) => actor.session_id !== null)?.actor;
    same(await list(`actor=${user?.session_id}`), ({ actor }) => actor.session_id === user?.session_id);
    same(await list(`actor=${user?.api_key_prefix}`), ({ actor }) => actor.api_key_prefix === user?.api_key_prefix);
    expect(await list(`actor=${prefix}`)).toEqual([]);
    const middle = all[Math.floor(all.length / 2)]?.at ?? '';
    same(await list(`since=${middle}`), ({ at }) => at >= middle);
    same(await list(`until=${middle}`), ({ at }) => at < middle);
    expect((await ask(auditHandler, '/api/audit', { query: 'action=nothing', authorization })).status).toBe(400);
    expect((await ask(auditHandler, '/api/audit', { query: 'since=yesterday', authorization })).status).toBe(400);
  });

  test('as a file, with the same entries in the same order', async () => {
    const { authorization } = await credentials();
    const { status, headers } = await ask(auditHandler, '/api/audit.csv', { authorization });
    expect(status).toBe(302);
    const response = await fetch(String(headers.Location));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const [header, ...lines] = (await response.text()).trimEnd().split('\r\n');
    expect(header).toBe(
      'at;action;actor;role;api_key_prefix;key_id;session_id;target;before;after;address;request_id;id;username;user_id',
    );
    expect(lines.map((line) => line.split(';').at(-3))).toEqual((await entriesOf()).map(({ id }) => id));
  });
});
