import { beforeAll, describe, expect, it } from 'vitest';
import { startProvider } from '../../local/provider-simulator/start-provider.ts';
import type { Page } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import {
  type MadeProvider,
  makeProvider,
  type Provider,
  type ProviderKey,
  SETTINGS,
  sandboxAt,
} from './sandbox-providers.ts';
import { banksFor } from './tenants.ts';

let bank: Bank;
let other: Bank;
beforeAll(async () => {
  [bank, other] = (await banksFor('PROVIDERS', 2)) as [Bank, Bank];
});

/** Where nobody listens, on this machine. */
const NOBODY = 'http://127.0.0.1:9';
const description = {
  authentication: { scheme: 'bearer', token: 'token' },
  orders: {
    usual: {
      order: { method: 'POST', path: '/charges', body: { '/amount': 'amount' } },
      status: { method: 'GET', path: '/charges/{transaction_id}' },
    },
  },
  answer: { status: '/status' },
  statuses: { paid: 'completed' },
};
const httpAt = (code: string, url: string, more: object = {}) => ({
  ...sandboxAt(code, url),
  adapter: 'http',
  description,
  credentials: { token: 'a-very-secret-token' },
  ...more,
});
const refused = async (body: object, path = '/api/providers', method = 'POST') => {
  const answer = await bank.ask(path, { method, body });
  expect(answer.status).toBe(400);
  return (answer.body.errors ?? []).map(({ field, code }) => `${field} ${code}`);
};

describe('a provider', () => {
  it('is made with its secrets, which are shown once', async () => {
    const made = await makeProvider(bank, sandboxAt(' pay1 ', NOBODY));
    expect(made).toMatchObject({
      code: 'PAY1',
      webhook_url: `/hooks/${bank.tenantId}/PAY1`,
      webhook_secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      credentials: {
        api_key: expect.stringMatching(/^[0-9a-f]{64}$/),
        api_secret: expect.stringMatching(/^[0-9a-f]{64}$/),
        merchant_id: expect.stringMatching(/^MERCH_[0-9A-F]{16}$/),
      },
      ...{ status: 'online', is_active: true, rate_limit: 100, concurrent_requests: 10, api_version: '1', version: 1 },
      ...{ is_healthy: null, open_until: null, description: null, sandbox_base_url: null },
    });
    const { webhook_secret, credentials, ...rest } = made as MadeProvider & Record<string, unknown>;
    const read = await bank.ask<Provider>('/api/providers/pay1');
    expect(read.body).toEqual(rest);
    const listed = await bank.ask<Page<Provider>>('/api/providers');
    expect(listed.body.data).toEqual([rest]);
    for (const secret of [webhook_secret, ...Object.values(credentials!)]) {
      for (const { text } of [read, listed, await bank.ask('/api/audit')]) expect(text).not.toContain(secret);
    }
    const again = await bank.ask('/api/providers', { method: 'POST', body: sandboxAt('PAY1', NOBODY) });
    expect([again.status, problemCode(again.body), again.body.detail]).toEqual([
      ...[409, 'provider-exists', 'There is a provider PAY1 already.'],
    ]);
    expect((await other.ask('/api/providers/PAY1')).status).toBe(404);
  });

  it.each([
    ['wallet', /^WALL_/],
    ['bank', /^BANK_/],
    ['kyc', /^KYC_/],
  ] as const)('of type %s gets credentials of its kind', async (type, form) => {
    const { credentials } = await makeProvider(other, sandboxAt(`MADE${type}`.slice(0, 10), NOBODY, type));
    expect(credentials![`${type}_id`]).toMatch(form);
    expect(Object.keys(credentials!)).toHaveLength(3);
  });

  it('is listed by type, status and whether it is used', async () => {
    const made = [
      ...[sandboxAt('LISTA', NOBODY), { ...sandboxAt('LISTB', NOBODY, 'bank'), status: 'maintenance' }],
      ...[{ ...sandboxAt('LISTC', NOBODY, 'kyc'), supported_currencies: [], is_active: false }],
    ];
    for (const body of made) await makeProvider(bank, body);
    const codes = async (query: Record<string, string | number>) =>
      (await bank.all<Provider>('/api/providers', query))
        .map(({ code }) => code)
        .filter((code) => code.startsWith('LIST'));
    expect(await codes({ limit: 1 })).toEqual(['LISTA', 'LISTB', 'LISTC']);
    expect(await codes({ type: 'bank' })).toEqual(['LISTB']);
    expect(await codes({ status: 'maintenance' })).toEqual(['LISTB']);
    expect(await codes({ active: 'false' })).toEqual(['LISTC']);
    expect(await codes({ active: 'true', type: 'payment' })).toEqual(['LISTA']);
    expect((await bank.ask('/api/providers', { query: { type: 'shop' } })).status).toBe(400);
  });

  it('is refused where it cannot work, field by field', async () => {
    const sandbox = sandboxAt('REFUSED', NOBODY);
    expect(await refused({ ...sandbox, code: 'no' })).toEqual(['code format']);
    expect(await refused({ ...sandbox, code: 'ABCDEFGHIJK' })).toEqual(['code format']);
    expect(await refused({ ...sandbox, settings: {} })).toEqual([
      ...['settings.success_url required', 'settings.cancel_url required', 'settings.webhook_events required'],
    ]);
    expect(
      await refused({ ...sandbox, settings: { ...SETTINGS.payment, success_url: 'ftp://x', webhook_events: [] } }),
    ).toEqual([...['settings.success_url format', 'settings.webhook_events range']]);
    expect(
      await refused({
        ...sandbox,
        provider_type: 'wallet',
        settings: { balance_check_interval: 0, auto_refund: 'no' },
      }),
    ).toEqual([...['settings.balance_check_interval range', 'settings.auto_refund type']]);
    expect(
      await refused({
        ...sandbox,
        provider_type: 'bank',
        settings: { ...SETTINGS.bank, reconciliation_time: '25:00' },
      }),
    ).toEqual(['settings.reconciliation_time format']);
    expect(await refused({ ...sandbox, provider_type: 'kyc', settings: SETTINGS.bank })).toEqual([
      ...['settings.verification_levels required', 'settings.required_documents required'],
    ]);
    expect(
      await refused({ ...sandbox, supported_currencies: ['EUR', 'XXX', 'EUR'], supported_countries: ['D'] }),
    ).toEqual([
      ...['supported_currencies[1] value', 'supported_currencies[2] repeated', 'supported_countries[0] value'],
    ]);
    expect(await refused({ ...sandbox, supported_currencies: [] })).toEqual(['supported_currencies required']);
    for (const api_base_url of ['ftp://x', 'https://u:p@api.example', 'https://api.example?x=1', 'here']) {
      expect(await refused({ ...sandbox, api_base_url })).toEqual(['api_base_url format']);
    }
    for (const api_base_url of ['http://169.254.169.254', 'http://10.0.0.1', 'http://[fd00::1]/v1']) {
      expect(await refused({ ...sandbox, api_base_url })).toEqual(['api_base_url address']);
    }
    expect(await refused({ ...sandbox, sandbox_base_url: 'http://192.168.0.1' })).toEqual(['sandbox_base_url address']);
    expect(await refused({ ...sandbox, description })).toEqual(['description unknown']);
    expect(await refused({ ...sandbox, credentials: { a: 'b' } })).toEqual(['credentials unknown']);
    expect(await refused(httpAt('REFUSED', NOBODY, { credentials: { other: 'x', bad: 'a\nb' } }))).toEqual([
      ...['credentials.token required', 'credentials.bad format'],
    ]);
    expect(await refused(httpAt('REFUSED', NOBODY, { description: undefined }))).toEqual(['description required']);
    expect(await refused(httpAt('REFUSED', NOBODY, { description: { ...description, orders: {} } }))).toEqual([
      'description.orders required',
    ]);
    const { order } = description.orders.usual;
    expect(
      await refused(httpAt('REFUSED', NOBODY, { description: { ...description, orders: { usual: { order } } } })),
    ).toEqual(['description.idempotency required']);
    expect(await refused(httpAt('REFUSED', NOBODY, { rate_limit: 0, concurrent_requests: 0, extra: 1 }))).toEqual([
      ...['rate_limit range', 'concurrent_requests range', 'extra unknown'],
    ]);
    expect((await bank.ask('/api/providers/REFUSED')).status).toBe(404);
  });

  it('is changed, by version where one is named, and gives its credentials to no other host', async () => {
    const made = await makeProvider(bank, httpAt('CHANGED', NOBODY));
    expect(made.credentials).toBeNull();
    expect(made).toMatchObject({ description: { ...description, refused: expect.any(Array) } });
    const path = '/api/providers/CHANGED';
    const change = (body: object) => bank.ask<Provider>(path, { method: 'PATCH', body });
    expect((await change({ rate_limit: 300, name: 'Another' })).body).toMatchObject({
      rate_limit: 300,
      name: 'Another',
      version: 2,
    });
    const late = await bank.ask(path, { method: 'PATCH', body: { rate_limit: 1, version: 1 } });
    expect([late.status, late.body.detail]).toEqual([
      ...[409, 'The provider is at version 2 by now. Read it again before you change it.'],
    ]);
    expect((await change({ is_active: false, version: 2 })).body).toMatchObject({ is_active: false, version: 3 });
    // The path may change; another host, or port, is another place.
    expect((await change({ api_base_url: `${NOBODY}/v2` })).status).toBe(200);
    for (const api_base_url of ['http://127.0.0.2:9', 'http://127.0.0.1:10', 'https://127.0.0.1:9']) {
      expect(await refused({ api_base_url }, path, 'PATCH')).toEqual(['credentials required']);
    }
    expect(await refused({ sandbox_base_url: 'http://127.0.0.2:9' }, path, 'PATCH')).toEqual(['credentials required']);
    const moved = await change({ api_base_url: 'http://127.0.0.2:9', credentials: { token: 'another-secret' } });
    expect([moved.status, moved.text.includes('another-secret')]).toEqual([200, false]);
    const anew = { ...description, authentication: { scheme: 'bearer', token: 'key' } };
    expect(await refused({ description: anew }, path, 'PATCH')).toEqual(['credentials.key required']);
    expect(await refused({ settings: {} }, path, 'PATCH')).toHaveLength(3);
    expect(await refused({ code: 'OTHER' }, path, 'PATCH')).toEqual(['code unknown']);
    expect((await bank.ask(path, { method: 'DELETE' })).status).toBe(204);
    expect((await bank.ask(path, { method: 'DELETE' })).status).toBe(404);
  });

  it('is asked how it is, and put out of use', async () => {
    await using simulated = await startProvider({ type: 'payment', port: 0 });
    await makeProvider(bank, sandboxAt('CHECKED', simulated.url));
    const check = () => bank.call('/api/providers/CHECKED/check', { method: 'POST' });
    expect(await check()).toEqual({
      ...{ code: 'CHECKED', status: 'online', is_healthy: true, detail: 'answered 200' },
      last_check: expect.stringMatching(/Z$/),
    });
    simulated.setScenario('down');
    expect(await check()).toMatchObject({ is_healthy: false, detail: 'answered 503' });
    expect(await bank.call('/api/providers/checked')).toMatchObject({
      is_healthy: false,
      health_detail: 'answered 503',
    });
    const off = { status: 'maintenance', message: 'Until noon.' };
    expect(await bank.call('/api/providers/CHECKED/status', { method: 'POST', body: off })).toMatchObject({
      ...{ status: 'maintenance', status_message: 'Until noon.', version: 2 },
    });
    expect(await refused({ status: 'gone' }, '/api/providers/CHECKED/status')).toEqual(['status value']);
    const all = await bank.ask<{ providers: number }>('/api/providers/check-all', { method: 'POST' });
    expect(all.status).toBe(202);
    expect(all.body.providers).toBeGreaterThan(0);
    expect(await bank.call('/api/providers/CHECKED/statistics', { query: { hours: 1 } })).toMatchObject({
      ...{ code: 'CHECKED', hours: 1, total_requests: 0, success_rate: null, active_keys: 0, webhooks: 0 },
    });
    expect((await bank.ask('/api/providers/CHECKED/statistics', { query: { hours: 721 } })).status).toBe(400);
    const entries = await bank.all<{ action: string; target: string }>('/api/audit', { target: 'CHECKED' });
    expect(entries.map(({ action }) => action)).toEqual(['provider.status-changed', 'provider.made']);
  });

  it('gets new secrets, while the former ones hold on', async () => {
    const made = await makeProvider(bank, sandboxAt('ROTATED', NOBODY));
    const rotate = (body: object) =>
      bank.call<MadeProvider & { former_until: string | null }>('/api/providers/ROTATED/rotate-credentials', {
        method: 'POST',
        body,
      });
    const both = await rotate({});
    expect(both.webhook_secret).not.toBe(made.webhook_secret);
    expect(both.credentials!.api_key).not.toBe(made.credentials!.api_key);
    expect(Math.round((Date.parse(both.former_until!) - Date.now()) / 3_600_000)).toBe(24);
    expect(await rotate({ kind: 'webhook', grace_seconds: 0 })).toMatchObject({
      credentials: null,
      former_until: null,
    });
    expect(await rotate({ kind: 'credentials' })).toMatchObject({ webhook_secret: null });
    const path = '/api/providers/ROTATED/rotate-credentials';
    expect(await refused({ grace_seconds: 30 * 86_400 + 1 }, path)).toEqual(['grace_seconds range']);
    expect(await refused({ kind: 'webhook', credentials: { api_key: 'x' } }, path)).toEqual(['credentials unknown']);
    await makeProvider(bank, httpAt('ROTATED2', NOBODY));
    expect(await refused({}, '/api/providers/ROTATED2/rotate-credentials')).toEqual(['credentials.token required']);
    const given = await bank.ask<MadeProvider>('/api/providers/ROTATED2/rotate-credentials', {
      method: 'POST',
      body: { credentials: { token: 'the-next-secret' } },
    });
    expect([given.status, given.body.credentials, given.text.includes('the-next-secret')]).toEqual([200, null, false]);
    const audit = await bank.ask('/api/audit');
    expect(audit.text).toContain('provider.credentials-rotated');
    expect(audit.text).not.toMatch(/the-next-secret|a-very-secret-token|whsec_/);
  });

  it('that is removed while others use it is not there for them, and nothing breaks', async () => {
    for (let round = 0; round < 5; round++) {
      const path = `/api/providers/${(await makeProvider(bank, sandboxAt('BRIEF', NOBODY))).code}`;
      const ask = (what: string, body: object = {}) => bank.ask(`${path}${what}`, { method: 'POST', body });
      const answers = await Promise.all([
        ...['/check', '/rotate-credentials', '/check', '/rotate-credentials'].map((what) => ask(what)),
        ask('/keys', { environment: 'sandbox', user_id: 'brief' }),
        bank.ask(path, { method: 'DELETE' }),
        ...['/check', '/rotate-credentials'].map((what) => ask(what)),
        ask('/status', { status: 'maintenance' }),
        ask('/keys', { environment: 'production', user_id: 'brief' }),
      ]);
      for (const { status } of answers) expect([200, 201, 204, 404]).toContain(status);
      expect((await bank.ask(path)).status).toBe(404);
    }
  });
});

describe('a provider key', () => {
  it('bounds what its user may call, and ends', async () => {
    await makeProvider(bank, sandboxAt('KEYED', NOBODY));
    const path = '/api/providers/KEYED/keys';
    const make = (body: object) => bank.ask<ProviderKey>(path, { method: 'POST', body });
    const made = await make({ environment: 'production', user_id: 'shop' });
    expect([made.status, made.headers.get('location')]).toEqual([201, `${path}/${made.body.key_id}/usage`]);
    expect(made.body).toMatchObject({
      ...{ provider: 'KEYED', environment: 'production', user_id: 'shop', daily_limit: 1000, monthly_limit: 30_000 },
      ...{ is_active: true, deactivated_at: null, last_used_at: null },
    });
    const again = await bank.ask(path, { method: 'POST', body: { environment: 'production', user_id: 'shop' } });
    expect([again.status, problemCode(again.body)]).toEqual([409, 'wrong-state']);
    expect((await make({ environment: 'sandbox', user_id: 'shop' })).status).toBe(201);
    expect(
      await refused({ environment: 'production', user_id: 'b', daily_limit: 10, monthly_limit: 279 }, path),
    ).toEqual(['monthly_limit range']);
    const one = `${path}/${made.body.key_id}`;
    expect(await bank.call(`${one}/usage`)).toEqual({
      ...{ key_id: made.body.key_id, daily_used: 0, daily_remaining: 1000, monthly_used: 0, monthly_remaining: 30_000 },
      last_used_at: null,
    });
    expect(await bank.call(`${one}/reset-limits`, { method: 'POST' })).toEqual(made.body);
    expect(await bank.call(`${one}/deactivate`, { method: 'POST' })).toMatchObject({ is_active: false });
    expect(await bank.call(`${one}/deactivate`, { method: 'POST' })).toMatchObject({ is_active: false });
    expect((await make({ environment: 'production', user_id: 'shop' })).status).toBe(201);
    expect(await bank.all(path, { limit: 2 })).toHaveLength(3);
    await makeProvider(bank, httpAt('KEYED2', NOBODY));
    expect(await refused({ environment: 'sandbox', user_id: 'x' }, '/api/providers/KEYED2/keys')).toEqual([
      'environment value',
    ]);
    expect((await bank.ask(`/api/providers/KEYED2/keys/${made.body.key_id}/usage`)).status).toBe(404);
  });
});
