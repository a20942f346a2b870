import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDocument } from './answers.ts';
import { Bank, problemCode, waitFor } from './bank.ts';
import { hookedProvider, legacyHeaders, sendHook, settledEvent, standardHeaders, type WebhookEvent } from './hooks.ts';
import { jsonServer } from './json-server.ts';
import { accountOf, fundedAccount, transact, transactionOf } from './money.ts';
import type { MadeProvider } from './sandbox-providers.ts';
import { banksFor, isGiven, isOperated, tenantsCommand } from './tenants.ts';

let bank: Bank;
let other: Bank;
let pay: MadeProvider;
let path: string;
beforeAll(async () => {
  [bank, other] = (await banksFor('HOOKS', 2)) as [Bank, Bank];
  pay = await hookedProvider(bank, 'PAY');
  path = `/hooks/${bank.tenantId}/PAY`;
});

const send = (body: string, headers = standardHeaders(pay.webhook_secret, body), to = path) =>
  sendHook(bank, to, body, headers);
const eventsOf = (query: Record<string, string>) => bank.all<WebhookEvent>('/api/webhook-events', query);

describe('a webhook', () => {
  it('is taken with its signature alone, and its bytes are kept as they came', async () => {
    const id = `msg_${randomUUID()}`;
    const body = '{ "type":"bank.statement",\r\n\t"z":1.50, "a":"\\u00fc ü \\/", "a":2 }\n';
    const answer = await send(body, standardHeaders(pay.webhook_secret, body, { id }));
    expect([answer.status, answer.body]).toEqual([200, { received: true, duplicate: false }]);
    const event = await settledEvent(bank, id);
    expect(event).toMatchObject({ provider: 'PAY', event_type: 'bank.statement', status: 'completed', duplicates: 0 });
    const read = await bank.call(`/api/webhook-events/${event.hook_id}`);
    expect(read).toMatchObject({ body, body_encoding: 'utf-8', body_bytes: Buffer.byteLength(body) });
  });

  it('of any bytes and any type is taken, up to 256 KB', async () => {
    for (const [body, type] of [
      [randomBytes(1000), 'application/octet-stream'],
      [Buffer.alloc(256 * 1024, 0x20), 'text/plain'],
      [Buffer.alloc(0), 'application/json'],
    ] as const) {
      const id = randomUUID();
      const time = String(Math.floor(Date.now() / 1000));
      const key = Buffer.from(pay.webhook_secret.slice('whsec_'.length), 'base64');
      const digest = createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest('base64');
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': time,
        'webhook-signature': `v1,${digest}`,
        'Content-Type': type,
      };
      expect((await sendHook(bank, path, body, headers)).status).toBe(200);
      expect(await settledEvent(bank, id)).toMatchObject({ status: 'parked' });
    }
    const large = ' '.repeat(256 * 1024 + 1);
    expect((await send(large)).status).toBe(413);
  });

  it('that comes a hundred times at once is there once', async () => {
    const body = '{"type":"bank.statement"}';
    const headers = standardHeaders(pay.webhook_secret, body);
    // An emulator starts a process for each of those that come at the same time.
    const atOnce = isGiven() ? 5 : 100;
    const answers = [];
    while (answers.length < 100) {
      answers.push(...(await Promise.all(Array.from({ length: atOnce }, () => send(body, headers)))));
    }
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect(answers.filter((answer) => answer.body.duplicate === false)).toHaveLength(1);
    const events = await eventsOf({ event_id: headers['webhook-id']! });
    expect(events).toMatchObject([{ duplicates: 99 }]);
    // Whatever else it says.
    const another = '{"type":"payment.success"}';
    const later = standardHeaders(pay.webhook_secret, another, { id: headers['webhook-id']! });
    expect((await send(another, later)).body).toEqual({ received: true, duplicate: true });
  });

  it('that nobody signed is refused with the same words, whatever there is', async () => {
    const body = '{"type":"bank.statement"}';
    const right = standardHeaders(pay.webhook_secret, body);
    const stranger = `whsec_${randomBytes(32).toString('base64')}`;
    const minutes = (count: number) => standardHeaders(pay.webhook_secret, body, { at: Date.now() + count * 60_000 });
    await hookedProvider(other, 'PAY');
    const refused = [
      await send(`${body} `, right),
      await send(body, standardHeaders(stranger, body)),
      await send(body, {}),
      await send(body, minutes(-6)),
      await send(body, minutes(6)),
      await send(body, { ...right, 'webhook-id': 'another' }),
      await send(body, legacyHeaders(pay.webhook_secret, body)),
      await send(body, right, `/hooks/${other.tenantId}/PAY`),
      await send(body, right, `/hooks/${bank.tenantId}/NONE`),
      await send(body, right, '/hooks/NOBODY/PAY'),
      await send(body, right, `/hooks/${'X'.repeat(100)}/..%2f`),
    ];
    const words = refused.map(({ status, body: { type, detail } }) => ({ status, type, detail }));
    expect(words[0]).toMatchObject({ status: 401, type: '/problems/signature-invalid' });
    for (const said of words) expect(said).toEqual(words[0]);
    expect(await eventsOf({ event_id: right['webhook-id']! })).toEqual([]);
    expect((await send(body, right)).status).toBe(200);
  });

  it('is taken of a provider from the moment that there is one, also of one that is switched off', async () => {
    const body = '{"type":"bank.statement"}';
    const address = `/hooks/${bank.tenantId}/LATE`;
    expect((await send(body, standardHeaders(pay.webhook_secret, body), address)).status).toBe(401);
    const late = await hookedProvider(bank, 'LATE', { is_active: false, status: 'maintenance' });
    expect((await send(body, standardHeaders(late.webhook_secret, body), address)).status).toBe(200);
  });

  it('may be signed with the former secret as well, while it holds', async () => {
    const body = '{"type":"bank.statement"}';
    const { webhook_secret: first } = await hookedProvider(bank, 'ROTATE');
    const address = `/hooks/${bank.tenantId}/ROTATE`;
    expect((await send(body, standardHeaders(first, body), address)).status).toBe(200);
    const rotate = (grace_seconds: number) =>
      bank.call<MadeProvider>('/api/providers/ROTATE/rotate-credentials', {
        method: 'POST',
        body: { kind: 'webhook', grace_seconds },
      });
    const { webhook_secret: second } = await rotate(3600);
    expect((await send(body, standardHeaders(second, body), address)).status).toBe(200);
    expect((await send(body, standardHeaders(first, body), address)).status).toBe(200);
    const both = standardHeaders(first, body);
    const { 'webhook-signature': other } = standardHeaders(randomSecret(), body, { id: both['webhook-id']! });
    const several = { ...both, 'webhook-signature': `${other} v1a,b2s= ${both['webhook-signature']}` };
    expect((await send(body, several, address)).status).toBe(200);
    const { webhook_secret: third } = await rotate(0);
    expect((await send(body, standardHeaders(third, body), address)).status).toBe(200);
    await waitFor(
      'the secret before to be forgotten',
      () => send(body, standardHeaders(second, body), address),
      ({ status }) => status === 401,
    );
  });

  it('of the old scheme is proven by its sorted JSON, and known by its event_id', async () => {
    const old = await hookedProvider(bank, 'OLD', { signature_scheme: 'legacy' });
    const address = `/hooks/${bank.tenantId}/OLD`;
    const id = randomUUID();
    const sorted = `{"amount": 1.50, "event_id": "${id}", "event_type": "bank.statement", "name": "J\\u00fcrgen"}`;
    const sent = `{"name":"Jürgen","event_type":"bank.statement","event_id":"${id}","amount":1.50}`;
    expect((await send(sent, legacyHeaders(old.webhook_secret, sorted), address)).body).toMatchObject({
      duplicate: false,
    });
    expect((await send(sorted, legacyHeaders(old.webhook_secret, sorted), address)).body).toMatchObject({
      duplicate: true,
    });
    expect(await settledEvent(bank, id)).toMatchObject({ event_type: 'bank.statement', duplicates: 1 });
    expect((await send(sent, legacyHeaders(randomSecret(), sorted), address)).status).toBe(401);
    // Not by the other scheme, with the same secret.
    expect((await send(sent, standardHeaders(old.webhook_secret, sent), address)).status).toBe(401);
    const nameless = '{"event_type":"bank.statement"}';
    const answer = await send(nameless, legacyHeaders(old.webhook_secret, nameless), address);
    expect([answer.status, answer.body.errors?.map(({ field }) => field)]).toEqual([400, ['event_id']]);
  });

  it('for a tenant that is disabled is refused, as its keys are', async ({ skip }) => {
    skip(!isOperated(), 'only the operator can disable a tenant');
    const body = '{"type":"bank.statement"}';
    const { webhook_secret } = await hookedProvider(other, 'MINE');
    const address = `/hooks/${other.tenantId}/MINE`;
    const ask = () => send(body, standardHeaders(webhook_secret, body), address);
    expect((await ask()).status).toBe(200);
    await tenantsCommand('disable', other.tenantId);
    await waitFor('the tenant to be closed', ask, ({ status }) => status === 401);
    await tenantsCommand('enable', other.tenantId);
    expect((await ask()).status).toBe(200);
  });
});

describe('what a webhook tells', () => {
  it('is applied once: a payment completes, and money comes back as often as the provider says', async () => {
    await using provider = await jsonServer(() => ({ status: 202, body: { reference: 'p-1', status: 'pending' } }));
    const { webhook_secret } = await hookedProvider(bank, 'SHOP', { api_base_url: provider.url });
    const account = await fundedAccount(bank, '100.00');
    const payment = {
      transaction_type: 'payment',
      amount: '10.00',
      source_account: account.account_id,
      target_system: 'shop',
    };
    const { transaction_id } = await transact(bank, { ...payment, provider: 'SHOP' });
    const tell = async (type: string, data: object, id: string = randomUUID()) => {
      const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data: { transaction_id, ...data } });
      const headers = standardHeaders(webhook_secret, body, { id });
      const answers = await Promise.all([1, 2, 3].map(() => send(body, headers, `/hooks/${bank.tenantId}/SHOP`)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      return settledEvent(bank, id);
    };
    expect(await tell('payment.success', { status: 'succeeded' })).toMatchObject({
      status: 'completed',
      subject: transaction_id,
    });
    expect(await transactionOf(bank, transaction_id)).toMatchObject({ status: 'completed' });
    expect(await accountOf(bank, account)).toMatchObject({ balance: '90.00', reserved: '0.00' });
    // Late, and the other way round.
    expect(await tell('payment.pending', {})).toMatchObject({
      status: 'completed',
      outcome: expect.stringMatching(/^ignored: /),
    });
    expect(await tell('payment.failure', { status: 'declined' })).toMatchObject({
      status: 'failed',
      subject: transaction_id,
    });
    for (const amount of ['2.50', '2.50']) {
      expect(await tell('payment.refund', { amount, currency: 'EUR', status: 'succeeded' })).toMatchObject({
        status: 'completed',
      });
    }
    expect(await transactionOf(bank, transaction_id)).toMatchObject({ status: 'completed', refunded_amount: '5.00' });
    expect(await accountOf(bank, account)).toMatchObject({ balance: '95.00' });
    expect(await tell('payment.strange', {})).toMatchObject({
      status: 'parked',
      outcome: 'Nobody knows what payment.strange means.',
    });
  });
});

describe('webhooks that came in', () => {
  it('are looked after by who may: parked ones retried, given up, and counted', async ({ skip }) => {
    const body = '{"type":"never.heard.of","data":{"name":"J\\u00fcrgen"}}';
    const ids = [randomUUID(), randomUUID()] as string[];
    for (const id of ids) await send(body, standardHeaders(pay.webhook_secret, body, { id }));
    const [first, second] = (await Promise.all(ids.map((id) => settledEvent(bank, id)))) as [
      WebhookEvent,
      WebhookEvent,
    ];
    const act = (event: WebhookEvent, what: string, by = bank) =>
      by.ask<WebhookEvent & ProblemDocument>(`/api/webhook-events/${event.hook_id}/${what}`, {
        method: 'POST',
      });
    expect((await act(first, 'retry')).body).toMatchObject({ status: 'pending', attempts: 0 });
    expect(await settledEvent(bank, first.event_id)).toMatchObject({ status: 'parked', attempts: 1 });
    expect((await act(second, 'cancel')).body).toMatchObject({ status: 'cancelled' });
    for (const what of ['cancel', 'retry']) {
      const again = await act(second, what);
      expect([again.status, problemCode(again.body)]).toEqual([409, 'wrong-state']);
      expect((await act(second, what, other)).status).toBe(404);
    }
    expect(await eventsOf({ event_type: 'never.heard.of', status: 'cancelled' })).toHaveLength(1);
    const summary = await bank.call<Record<string, number>>('/api/webhook-events/summary');
    const { total = 0, completed = 0, failed = 0, pending = 0, parked = 0, cancelled = 0 } = summary;
    expect(total).toBe(completed + failed + pending + parked + cancelled);
    expect(summary.success_rate).toBeCloseTo(completed / (completed + failed), 4);
    expect(cancelled).toBe(1);
    expect(await other.call<object>('/api/webhook-events/summary')).toMatchObject({ parked: 0 });
    const audit = await bank.all<{ action: string; target: string }>('/api/audit', { target: second.hook_id });
    expect(audit).toMatchObject([
      { action: 'hook.cancelled', before: { status: 'parked' }, after: { status: 'cancelled' } },
    ]);

    skip(!isOperated(), 'only the operator can make keys of other roles');
    const roles = await Promise.all(
      ['viewer', 'operator'].map(async (role) => {
        const { api_key } = await tenantsCommand<{ api_key: string }>('key', bank.tenantId, role);
        return new Bank({ baseUrl: bank.baseUrl, tenantId: bank.tenantId, apiKey: api_key });
      }),
    );
    for (const somebody of roles) {
      const read = await somebody.ask(`/api/webhook-events/${first.hook_id}`);
      expect(read.body).toMatchObject({ body: null, body_encoding: 'hidden', body_bytes: Buffer.byteLength(body) });
      expect(read.text).not.toContain('rgen');
    }
    expect((await act(first, 'retry', roles[0])).status).toBe(403);
    expect((await act(first, 'retry', roles[1])).status).toBe(200);
  });
});

const randomSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
