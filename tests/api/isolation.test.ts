import { beforeAll, describe, expect, it } from 'vitest';
import type { SyncLog, Upload } from './answers.ts';
import { Bank, type Request, waitFor } from './bank.ts';
import { addWebhook, type BankWebhook, pathOf, type WebhookDelivery } from './bank-webhooks.ts';
import { clientRow, csvFileOf, tradeRow } from './clients-and-trades.ts';
import { isOfCompany, paidEachOther } from './companies-and-payments.ts';
import { creditFile, creditRows, fileOf, paymentFile, spoil } from './files.ts';
import { cameIn } from './hooks.ts';
import { type Account, fundedAccount, type Transaction, transact } from './money.ts';
import { announcedDocument, newProfile, newRequest, verifiedPerson } from './persons.ts';
import { makeProvider, type ProviderKey, sandboxAt } from './sandbox-providers.ts';
import { failedPull, loansFrom, triedFrom } from './sources-and-pulls.ts';
import { event, raisedAlert, STREAM } from './stream-events.ts';
import { banksFor, isOperated, keepGivenKey, tenantsCommand } from './tenants.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name?: string;
    readonly in?: string;
    readonly required?: boolean;
    readonly $ref?: string;
  }[];
  readonly requestBody?: unknown;
  readonly security: readonly Record<string, unknown>[];
}
interface Found {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

let a: Bank;
let b: Bank;
let operations: Found[];
let log: SyncLog;
let upload: Upload;
let parts: string;
/** Of BANK A. */
let sourceId: string;
let pullId: string;
let alertId: string;
let hookId: string;
let account: Account;
let transaction: Transaction;
let webhook: BankWebhook;
let deliveryId: string;
let person: Awaited<ReturnType<typeof verifiedPerson>>;
let keyId: string;
/** Of BANK A. */
const PROVIDER = 'OFBANKA';
/** Of BANK A. */
const USER = 'anna.of-a';
const CLIENT = 'bob.of-a';
const COMPANY = 'acme.of-a';
/** Parameters of paths that are no ids of anybody's. */
const known = { slice: 'RETAIL', dataset: 'trades', name: 'clients-by-status', stream: 'transactions' };
/** Ids of BANK A, by the parameters of a path. */
const idsIn = (path: string, uploadId: string): Record<string, string> => ({
  upload_id: uploadId,
  id: isOfCompany(path) ? COMPANY : log.id,
  username: USER,
  client_id: CLIENT,
  source_id: sourceId,
  pull_id: pullId,
  alert_id: alertId,
  hook_id: hookId,
  account_id: account.account_id,
  transaction_id: transaction.transaction_id,
  webhook_id: webhook.webhook_id,
  delivery_id: deliveryId,
  ...person,
  code: PROVIDER,
  key_id: keyId,
});
/** Where not found says what of. */
const missing = (path: string): string =>
  isOfCompany(path) ? 'company-not-found' : path.includes('{client_id}') ? 'client-not-found' : 'not-found';

beforeAll(async () => {
  [a, b] = (await banksFor('ISO', 2)) as [Bank, Bank];
  const document = await a.call<{ paths: Record<string, Record<string, Operation>> }>('/api/openapi.json');
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  // BANK A has something of everything: loaded rows, rejected rows, a staged file, an upload in parts.
  log = await a.load(
    fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 30), 3, { customer_type: '?' })),
    paymentFile('RETAIL', 30),
  );
  upload = await a.upload(log.files.credit?.upload_id ?? '');
  parts = (await a.announce(creditFile('COMMERCIAL', 1), { multipart: true })).upload_id;
  await a.load(
    csvFileOf('client', [clientRow(CLIENT, '10.00', 'EUR')]),
    csvFileOf('trade', [tradeRow('t1', CLIENT, '2024-01-02', 'buy', '1.00 EUR')]),
  );
  await b.load(creditFile('RETAIL', 5, { first: 900 }));
  await a.load(...paidEachOther([COMPANY, 'bolt.of-a']));
  await b.load(csvFileOf('client', [clientRow('of-b', '10.00', 'EUR')]));
  await b.load(...paidEachOther(['acme.of-b', 'bolt.of-b']));
  const { source, pull } = await failedPull(a);
  [sourceId, pullId] = [source.source_id, pull.pull_id];
  webhook = await addWebhook(a, `${a.baseUrl}/nobody`, ['alert.raised']);
  alertId = (await raisedAlert(a, 'of-a')).alert_id;
  [{ delivery_id: deliveryId }] = (await waitFor(
    'a delivery',
    () => a.all<WebhookDelivery>(`${pathOf(webhook)}/deliveries`),
    ({ length }) => length > 0,
  )) as [WebhookDelivery];
  await raisedAlert(b, 'of-b');
  hookId = await cameIn(a, 'HOOKSOFA');
  account = await fundedAccount(a, '10');
  const payment = { transaction_type: 'payment', amount: '1', target_system: 'shop' };
  transaction = await transact(a, { ...payment, source_account: account.account_id });
  person = await verifiedPerson(a);
  await makeProvider(a, sandboxAt(PROVIDER, a.baseUrl));
  const key = { environment: 'sandbox', user_id: 'of-a' };
  keyId = (await a.call<ProviderKey>(`/api/providers/${PROVIDER}/keys`, { method: 'POST', body: key })).key_id;
  await a.call('/api/users', {
    method: 'POST',
    body: { username: USER, role: 'viewer', password: 'correct horse battery' },
  });
});

/** The body that an operation would accept of its own tenant. */
function bodyOf(operationId: string): Record<string, unknown> | undefined {
  return {
    createUpload: { loan_type: 'RETAIL', file_type: 'credit', file_name: 'a.csv', size_bytes: 10 },
    completeUpload: { parts: [{ part_number: 1, etag: '"9b2cf535f27731c974343645a3985328"' }] },
    presignUploadParts: { part_numbers: [1] },
    startSync: { tenant_id: b.tenantId, loan_type: 'RETAIL' },
    updateSyncConfig: { max_error_rate: 0.5 },
    updateDatasetSettings: { cross_via: 'EUR' },
    createUser: { username: 'bob', role: 'viewer', password: 'correct horse battery' },
    updateUser: { role: 'admin' },
    setPassword: { password: 'correct horse battery' },
    createSource: loansFrom(a.baseUrl),
    tryOutSource: triedFrom(a.baseUrl),
    updateSource: { is_enabled: false },
    sendEvents: { events: [event('never')] },
    closeAlert: { status: 'closed', note: 'none of mine' },
    updateStreamSettings: { threshold: '5.00' },
    openAccount: { owner: 'of-b', currency: 'EUR' },
    createTransaction: { transaction_type: 'deposit', amount: '1', currency: 'EUR', source_system: 'of-b' },
    completeTransaction: {},
    failTransaction: {},
    refundTransaction: {},
    createWebhook: { url: `${b.baseUrl}/nobody`, events: ['*'] },
    updateWebhook: { is_enabled: false },
    rotateWebhookSecret: {},
    createKycProfile: newProfile('of-b'),
    updateKycProfile: { address: 'elsewhere' },
    revokeKycProfile: { reason: 'none of mine' },
    createKycRequest: newRequest('of-b'),
    decideKycRequest: { decision: 'approved' },
    createKycDocument: announcedDocument('none of mine'),
    createProvider: sandboxAt('OFBANKB', b.baseUrl),
    updateProvider: { is_active: false },
    setProviderStatus: { status: 'offline' },
    rotateProviderCredentials: {},
    createProviderKey: { environment: 'sandbox', user_id: 'of-b' },
    rollBack: { dataset: 'loans', variant: 'RETAIL', to: upload.upload_id, reason: 'none of mine' },
  }[operationId];
}

const secured = (): Found[] => operations.filter(({ operation }) => operation.security.length > 0);

describe("another bank's ids and names lead nowhere, in any operation of the document", () => {
  it('every operation that takes an id answers 404', async () => {
    const tried: string[] = [];
    for (const { method, path, operation } of secured()) {
      const ids = idsIn(path, parts);
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').filter((name) => name in ids);
      if (names.length === 0) continue;
      tried.push(operation.operationId);
      const address = names.reduce(
        (text, name) => text.replace(`{${name}}`, ids[name] ?? ''),
        path.replace('{stream}', known.stream),
      );
      const wanted = operation.parameters?.filter(({ required }) => required).map(({ name }) => name) ?? [];
      const query = {
        ...(wanted.includes('file_type') ? { file_type: 'credit' } : {}),
        ...(wanted.includes('as_of') ? { as_of: '2024-01-02' } : {}),
      };
      const body = bodyOf(operation.operationId);
      const answer = await b.ask(address, { method, query, ...(body ? { body } : {}) } satisfies Request);
      expect({ operation: operation.operationId, status: answer.status, type: answer.body.type }).toEqual({
        operation: operation.operationId,
        status: 404,
        type: `/problems/${missing(path)}`,
      });
      expect(answer.text).not.toContain(a.tenantId);
    }
    expect(tried).toEqual(
      expect.arrayContaining([
        'completeUpload',
        'listUploadParts',
        'presignUploadParts',
        'cancelUpload',
        'getUpload',
        'getSyncLog',
        'listSyncErrors',
        'listErrorGroups',
        'getSyncChanges',
        'listChangedRows',
        'publishSync',
        'discardSync',
        'downloadSyncErrors',
        'downloadRejectedRows',
        'getUser',
        'updateUser',
        'deleteUser',
        'setPassword',
        'getSource',
        'updateSource',
        'deleteSource',
        'testSource',
        'startPull',
        'listPulls',
        'getPull',
        'getAlert',
        'getWebhookEvent',
        'retryWebhookEvent',
        'cancelWebhookEvent',
        'closeAlert',
        'getAccount',
        'listPostings',
        'getTransaction',
        'completeTransaction',
        'failTransaction',
        'refundTransaction',
        'getWebhook',
        'updateWebhook',
        'deleteWebhook',
        'testWebhook',
        'rotateWebhookSecret',
        'listWebhookDeliveries',
        'getWebhookDelivery',
        'replayWebhookDelivery',
        'getKycProfile',
        'updateKycProfile',
        'deleteKycProfile',
        'revokeKycProfile',
        'getKycRequest',
        'cancelKycRequest',
        'decideKycRequest',
        'listKycDocuments',
        'createKycDocument',
        'getKycDocument',
        'getProvider',
        'updateProvider',
        'deleteProvider',
        'checkProvider',
        'setProviderStatus',
        'getProviderStatistics',
        'rotateProviderCredentials',
        'listProviderKeys',
        'createProviderKey',
        'deactivateProviderKey',
        'resetProviderKeyLimits',
        'getProviderKeyUsage',
        'getTradesClient',
        'listClientTransactions',
        'getClientBalance',
        'getCompany',
        'listCompanyPayments',
        'listCompanyBalances',
      ]),
    );
  });

  it('every operation answers 403 where another tenant is named, wherever it is named', async () => {
    for (const { method, path, operation } of secured()) {
      const ids: Record<string, string> = { ...known, ...idsIn(path, parts) };
      const address = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
      const body = bodyOf(operation.operationId);
      const named: Request[] = [{ method, query: { tenant_id: a.tenantId }, ...(body ? { body } : {}) }];
      if (body) named.push({ method, body: { ...body, tenant_id: a.tenantId } });
      for (const request of named) {
        const answer = await b.ask(address, request);
        expect({ operation: operation.operationId, status: answer.status, type: answer.body.type }).toEqual({
          operation: operation.operationId,
          status: 403,
          type: '/problems/tenant-mismatch',
        });
      }
    }
    // Naming oneself is fine.
    expect(await b.ask('/api/data', { query: { loan_type: 'RETAIL', tenant_id: b.tenantId } })).toMatchObject({
      status: 200,
    });
  });

  it('every operation answers 401 without credentials, and with wrong ones', async () => {
    const wrong = new Bank({ baseUrl: a.baseUrl, tenantId: a.tenantId, apiKey: `sk_live_${'0'.repeat(48)}` });
    expect(secured().length).toBeGreaterThan(10);
    for (const { method, path, operation } of secured()) {
      const ids: Record<string, string> = { ...known, ...idsIn(path, upload.upload_id) };
      const address = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
      const body = bodyOf(operation.operationId);
      const response = await fetch(a.address(address), {
        method,
        ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
      });
      const without = (await response.json()) as { type: string };
      expect({ operation: operation.operationId, status: response.status, type: without.type }).toEqual({
        operation: operation.operationId,
        status: 401,
        type: '/problems/unauthorized',
      });
      expect(response.headers.get('www-authenticate')).toMatch(/Api-Key/);
      expect((await wrong.ask(address, { method, ...(body ? { body } : {}) })).status).toBe(401);
    }
  });

  it('lists, data and profiles have nothing of the other bank', async () => {
    expect(await b.all<object>('/api/users')).toEqual([]);
    expect(await b.all<object>('/api/sources')).toEqual([]);
    expect(await a.all<object>(`/api/sources/${sourceId}/pulls`)).toHaveLength(1);
    expect((await a.call<{ role: string }>(`/api/users/${USER}`)).role).toBe('viewer');
    expect((await b.all<Upload>('/api/uploads')).every(({ tenant_id }) => tenant_id === b.tenantId)).toBe(true);
    const logs = await b.all<SyncLog>('/api/sync/logs');
    expect(logs.map(({ id }) => id)).not.toContain(log.id);
    expect(logs.every(({ tenant_id }) => tenant_id === b.tenantId)).toBe(true);
    const rows = await b.rows('RETAIL', 'credit');
    expect(rows.map(({ loan_account_number }) => loan_account_number)).toEqual(
      [900, 901, 902, 903, 904].map((number) => `LOAN_000${number}`),
    );
    expect(await b.profile('RETAIL', 'credit')).toMatchObject({ row_count: 5 });
    expect(await a.profile('RETAIL', 'credit')).toMatchObject({ row_count: 27, batch_id: log.batch_id });
    for (const table of ['client', 'client_account'] as const) {
      expect((await b.rows('trades', table)).map(({ client_id }) => client_id)).toEqual(['of-b']);
    }
    const companies = await b.all<{ company_id: string }>('/api/cash/companies');
    expect(companies.map(({ company_id }) => company_id)).toEqual(['acme.of-b', 'bolt.of-b']);
    for (const table of ['company', 'company_balance'] as const) {
      const [id, named] = [table === 'company' ? 'id' : 'company_id', await b.rows('cash', table)];
      expect(named.map((row) => row[id])).toEqual(['acme.of-b', 'bolt.of-b']);
    }
    const payments = await b.all<{ counterparty_company_id: string }>('/api/cash/companies/acme.of-b/payments');
    expect(new Set(payments.map((payment) => payment.counterparty_company_id))).toEqual(new Set(['bolt.of-b']));
    const live = await b.call<{ events: object[]; alerts: object[]; counters: object }>(`${STREAM}/live`);
    expect(live).toMatchObject({ events: [{ transaction_id: 'of-b' }], counters: { transactions: 1, alerts: 1 } });
    expect(await b.all(`${STREAM}/alerts`)).toMatchObject([{ event: { transaction_id: 'of-b' }, status: 'open' }]);
    const mine = await a.call<{ events: object[] }>(`${STREAM}/live`);
    expect(mine).toMatchObject({ events: [{ transaction_id: 'of-a' }], alerts: [{ status: 'open' }] });
    expect(
      (await b.all<{ transaction_id: string }>(`${STREAM}/events`)).every((one) => one.transaction_id === 'of-b'),
    ).toBe(true);
    expect(await b.all('/api/kyc/profiles')).toEqual([]);
    expect(await b.all('/api/kyc/requests')).toEqual([]);
    expect(await a.all('/api/kyc/requests')).toMatchObject([{ request_id: person.request_id }]);
    expect(await a.call(`${STREAM}/settings`)).toMatchObject({ threshold: '2000.00', version: 0 });
    const asked = await b.call<{ rows: object[] }>('/api/analyses/trades/clients-by-status');
    expect(asked.rows).toMatchObject([{ clients: 1, balance: '10.00' }]);
  });

  it('a bank without data sees nothing, whatever the others have', async ({ skip }) => {
    skip(!isOperated(), 'the tenants given may have data');
    expect(await b.dataPage('RETAIL', 'payment_plan')).toMatchObject({ total_count: 0, data: [], batch_id: null });
    expect(await b.ask('/api/profiling', { query: { loan_type: 'RETAIL', data_type: 'payment_plan' } })).toMatchObject({
      status: 404,
      body: { type: '/problems/nothing-loaded' },
    });
  });

  it("a cursor of the other bank's list leads only to one's own entries", async () => {
    const page = await a.dataPage('RETAIL', 'credit', { limit: 2 });
    const answer = await b.ask<{ data?: { loan_account_number: string }[] }>('/api/data', {
      query: { loan_type: 'RETAIL', cursor: page.next_cursor ?? '' },
    });
    expect([200, 400, 409, 410, 422]).toContain(answer.status);
    for (const row of answer.body.data ?? []) expect(row.loan_account_number).toMatch(/^LOAN_00090/);
  });

  it('the presigned URL of an upload is for that upload only', async () => {
    const announced = await b.announce(creditFile('RETAIL', 5));
    if (announced.upload.method !== 'PUT') throw new Error('a PUT was expected');
    const url = new URL(announced.upload.url);
    for (const change of [
      () => url.pathname.replace(b.tenantId, a.tenantId),
      () => url.pathname.replace('/RETAIL/', '/COMMERCIAL/'),
      () => url.pathname.replace(announced.upload_id, upload.upload_id),
    ]) {
      const tampered = new URL(url);
      tampered.pathname = change();
      expect((await fetch(tampered, { method: 'PUT', body: 'x' })).status).toBe(403);
    }
    expect((await fetch(url)).status).toBe(403);
  });
});

describe('the life of a key', () => {
  const whoami = (bank: Bank) => bank.ask<{ tenant_id: string; api_key_prefix: string }>('/api/tenant');

  it('says whose it is, without showing itself', async () => {
    const answer = await whoami(a);
    expect(answer).toMatchObject({
      status: 200,
      body: { tenant_id: a.tenantId, role: 'admin', api_key_prefix: a.apiKey.slice(0, 16) },
    });
    expect(answer.text).not.toContain(a.apiKey);
  });

  it.each([
    ['no scheme', (key: string) => key],
    ['another scheme', (key: string) => `Basic ${Buffer.from(key).toString('base64')}`],
    ['a key cut short', (key: string) => `Api-Key ${key.slice(0, -1)}`],
    ['a key in capital letters', (key: string) => `Api-Key ${key.toUpperCase()}`],
    ['nothing but the scheme', () => 'Api-Key'],
    ['a nonsense token', () => 'Bearer abc.def.ghi'],
  ])('%s is a 401', async (_name, authorization) => {
    const answer = await a.ask('/api/tenant', { headers: { Authorization: authorization(a.apiKey) } });
    expect(answer).toMatchObject({ status: 401, body: { type: '/problems/unauthorized', status: 401 } });
    expect(answer.headers.get('www-authenticate')).toBeTruthy();
  });

  it.each([
    ['as a token', (key: string) => ({ Authorization: `Bearer ${key}` })],
    ['without a scheme', (key: string) => ({ Authorization: key })],
    ['with a scheme of another service', (key: string) => ({ Authorization: `ApiKey ${key}` })],
    ['in a header of its own', (key: string) => ({ 'X-API-Key': key })],
  ])('sent %s is a 401 that says how to send it, right or wrong', async (_name, headersOf) => {
    const answers = await Promise.all(
      [a.apiKey, `sk_live_${'0'.repeat(48)}`].map(async (key) => {
        const answer = await fetch(a.address('/api/tenant'), { headers: headersOf(key) as Record<string, string> });
        return { answer, body: (await answer.json()) as { type: string; detail: string } };
      }),
    );
    for (const { answer, body } of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/Api-Key/);
      expect(body).toMatchObject({
        type: '/problems/unauthorized',
        detail: expect.stringContaining('send "Authorization: Api-Key …"'),
      });
    }
    const wrong = await a.ask<{ detail: string }>('/api/tenant', {
      headers: { Authorization: `Api-Key sk_live_${'0'.repeat(48)}` },
    });
    expect(wrong).toMatchObject({ status: 401 });
    expect(wrong.body.detail).not.toContain('send "');
  });

  it('is rotated: the new one works, the old one stops at once', async () => {
    const old = new Bank({ baseUrl: b.baseUrl, tenantId: b.tenantId, apiKey: b.apiKey });
    const rotated = await b.call<{ api_key: string; api_key_prefix: string }>('/api/tenant/api-key/rotate', {
      method: 'POST',
    });
    b.apiKey = rotated.api_key;
    keepGivenKey(b.tenantId, rotated.api_key);
    expect(rotated.api_key).toMatch(/^sk_live_[0-9a-f]{48}$/);
    expect((await whoami(old)).status).toBe(401);
    expect(await whoami(b)).toMatchObject({ status: 200, body: { api_key_prefix: rotated.api_key_prefix } });
    expect(await b.count('RETAIL', 'credit')).toBe(5);
    expect((await whoami(a)).status).toBe(200);
  });

  it('is refused while its tenant is disabled, and works again afterwards', async ({ skip }) => {
    skip(!isOperated(), 'only the operator can disable a tenant');
    await tenantsCommand('disable', b.tenantId);
    expect(await whoami(b)).toMatchObject({ status: 403, body: { type: '/problems/tenant-inactive' } });
    expect((await b.ask('/api/data', { query: { loan_type: 'RETAIL' } })).status).toBe(403);
    expect((await whoami(a)).status).toBe(200);
    await tenantsCommand('enable', b.tenantId);
    expect(await b.count('RETAIL', 'credit')).toBe(5);
  });

  it('is replaced by the operator where it was lost', async ({ skip }) => {
    skip(!isOperated(), 'only the operator can re-key a tenant');
    const old = b.apiKey;
    const { api_key } = await tenantsCommand<{ api_key: string }>('rekey', b.tenantId);
    b.apiKey = old;
    expect((await whoami(b)).status).toBe(401);
    b.apiKey = api_key;
    expect((await whoami(b)).status).toBe(200);
  });
});
