import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import type { Bank } from './bank.ts';
import { creditFile } from './files.ts';
import { banksFor, isOperated, keepGivenKey, tenantsCommand } from './tenants.ts';

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly actor: { readonly kind: string; readonly role: string | null; readonly api_key_prefix: string | null };
  readonly target: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly address: string | null;
  readonly request_id: string | null;
}

let bank: Bank;
let other: Bank;
beforeAll(async () => {
  [bank, other] = (await banksFor('AUDIT', 2)) as [Bank, Bank];
});

const entries = (query: Record<string, string> = {}) => bank.all<Entry>('/api/audit', { limit: 500, ...query });

it('a day at the bank can be read back: who did what, from where, under which request id', async () => {
  const since = (await entries())[0]?.at ?? '2000-01-01T00:00:00.000Z';
  const known = new Set((await entries()).map(({ id }) => id));
  const configured = await bank.ask('/api/sync/configs/RETAIL', { method: 'PATCH', body: { max_error_rate: 0.125 } });
  const log = await bank.load(creditFile('RETAIL', 3));
  const announced = await bank.announce(creditFile('COMMERCIAL', 1), { multipart: true });
  await bank.call(`/api/uploads/${announced.upload_id}/cancel`, { method: 'POST' });

  for (const path of ['/api/audit', '/api/audit.csv']) {
    const query = { since: '2026-03-02T09:30:00Z', until: '2026-03-02T09:29:59Z' };
    const { status, body } = await bank.ask(path, { query });
    expect([status, body.errors?.[0]], path).toEqual([400, expect.objectContaining({ field: 'since', code: 'range' })]);
  }

  const made = (await entries({ since })).filter(({ id }) => !known.has(id)).reverse();
  expect(made.map(({ action, target }) => [action, target])).toEqual([
    ['config.changed', 'RETAIL'],
    ['upload.announced', log.files.credit?.upload_id],
    ['sync.started', log.id],
    ['sync.ended', log.id],
    ['upload.announced', announced.upload_id],
    ['upload.cancelled', announced.upload_id],
  ]);
  const byBank = made.filter(({ action }) => action !== 'sync.ended');
  for (const { actor, address, request_id } of byBank) {
    expect(actor).toMatchObject({ kind: 'key', role: 'admin', api_key_prefix: bank.apiKey.slice(0, 16) });
    expect(address).toMatch(/^[0-9a-f.:]+$/);
    expect(request_id).toMatch(/^\S{8,}$/);
  }
  expect(made[0]).toMatchObject({
    after: { max_error_rate: 0.125 },
    request_id: configured.headers.get('x-request-id'),
  });
  // The end of a sync is found under the request that asked for it.
  const [started, ended] = [made[2], made[3]];
  expect(ended).toMatchObject({
    actor: { kind: 'service', role: null },
    request_id: started?.request_id,
    after: { status: 'COMPLETED', trigger: 'MANUAL', files: { credit: { total_rows: 3, valid_rows: 3 } } },
  });
});

it('filters and pages agree with the whole', async () => {
  const all = await entries();
  const paged = await bank.all<Entry>('/api/audit', { limit: 3 });
  expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  const order = all.map(({ at, id }) => `${at} ${id}`);
  expect(order).toEqual([...order].sort().reverse());
  const cancelled = await entries({ action: 'upload.cancelled' });
  expect(cancelled.map(({ id }) => id)).toEqual(
    all.filter(({ action }) => action === 'upload.cancelled').map(({ id }) => id),
  );
  expect((await entries({ actor: 'service' })).every(({ actor }) => actor.kind === 'service')).toBe(true);
  expect(await bank.ask('/api/audit', { query: { action: 'no.such' } })).toMatchObject({ status: 400 });
  expect(await bank.ask('/api/audit', { query: { cursor: 'bm8' } })).toMatchObject({ status: 400 });
});

it('is exported as it is listed', async () => {
  const { bytes, headers } = await bank.download('/api/audit.csv?action=config.changed');
  expect(headers.get('content-disposition')).toBe(`attachment; filename="audit-${bank.tenantId}.csv"`);
  const rows = parse(bytes, { delimiter: ';', columns: true }) as Record<string, string>[];
  const listed = await entries({ action: 'config.changed' });
  expect(rows.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
  expect(JSON.parse(rows[0]?.after ?? '')).toEqual(listed[0]?.after);
});

it('shows no bank the entries of another, and nothing but its admins', async ({ skip }) => {
  expect((await other.all<Entry>('/api/audit')).map(({ id }) => id)).not.toContain((await entries())[0]?.id);
  skip(!isOperated(), 'only the operator makes keys of other roles');
  for (const role of ['operator', 'viewer']) {
    const { api_key } = await tenantsCommand<{ api_key: string }>('key', bank.tenantId, role);
    const answer = await bank.ask('/api/audit', { headers: { Authorization: `Api-Key ${api_key}` } });
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
  }
});

it('has the life of keys and sessions, and no secret of theirs', async () => {
  const signIn = (api_key: string) =>
    bank.ask<Record<string, string>>('/api/auth/token', { method: 'POST', body: { api_key } });
  const old = bank.apiKey;
  const tokens = (await signIn(old)).body;
  const { api_key } = await bank.call<{ api_key: string }>('/api/tenant/api-key/rotate', { method: 'POST' });
  bank.apiKey = api_key;
  keepGivenKey(bank.tenantId, api_key);
  expect((await signIn(old)).status).toBe(401);
  const newest = (await entries()).slice(0, 3);
  expect(newest.map(({ action }) => action)).toEqual(['session.refused', 'key.rotated', 'session.started']);
  expect(newest[1]?.after).toMatchObject({ prefix: api_key.slice(0, 16), role: 'admin' });
  const text = (await bank.ask('/api/audit', { query: { limit: 1000 } })).text;
  for (const secret of [old, api_key, tokens.access_token, tokens.refresh_token]) expect(text).not.toContain(secret);
});

it('has what the operator did', async ({ skip }) => {
  skip(!isOperated(), 'only the operator can disable a tenant');
  await tenantsCommand('disable', bank.tenantId);
  await tenantsCommand('enable', bank.tenantId);
  const [enabled, disabled] = await entries({ actor: 'operator' });
  expect(enabled).toMatchObject({ action: 'tenant.enabled', before: { is_active: false }, after: { is_active: true } });
  expect(disabled).toMatchObject({ action: 'tenant.disabled', address: null });
});
