import { beforeAll, describe, expect, it } from 'vitest';
import { WEBHOOK_EVENTS } from '../../shared/domain/webhook.ts';
import { isSignedBy, type Received, webhookReceiver } from '../webhook-receiver.ts';
import type { Page, SyncLog } from './answers.ts';
import { type Bank, problemCode, waitFor } from './bank.ts';
import { addWebhook, type BankWebhook, pathOf, settledDeliveries, type WebhookDelivery } from './bank-webhooks.ts';
import { creditFile, creditRows, fileOf, spoil } from './files.ts';
import { type JsonAnswer, jsonServer } from './json-server.ts';
import { fundedAccount } from './money.ts';
import { raisedAlert } from './stream-events.ts';
import { banksFor, isGiven } from './tenants.ts';

let bank: Bank;
let other: Bank;
let third: Bank;
beforeAll(async () => {
  [bank, other, third] = (await banksFor('WEBHOOKS', 3)) as [Bank, Bank, Bank];
});

const fieldsOf = async (body: object, of = bank) => {
  const answer = await of.ask('/api/webhooks', { method: 'POST', body });
  return [answer.status, ...(answer.body.errors ?? []).map(({ field, code }) => `${field} ${code}`)];
};
const test = (webhook: BankWebhook, of = bank) =>
  of.call<{ delivered: boolean; delivery: WebhookDelivery }>(`${pathOf(webhook)}/test`, { method: 'POST' });

describe('a webhook', () => {
  it('is kept, changed and removed; its secret is shown once', async () => {
    const made = await bank.ask<BankWebhook & { secret: string }>('/api/webhooks', {
      method: 'POST',
      body: { url: 'https://8.8.8.8/hook?token=abc', events: ['sync.failed', 'sync.failed'], description: 'Ledger' },
      headers: { 'Idempotency-Key': 'webhook-once' },
    });
    expect(made.status).toBe(201);
    const { secret, ...webhook } = made.body;
    expect(made.headers.get('location')).toBe(pathOf(webhook));
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook).toMatchObject({
      url: 'https://8.8.8.8/hook?token=abc',
      description: 'Ledger',
      events: ['sync.failed'],
      is_enabled: true,
      disabled_because: null,
      failing_since: null,
      former_secret_until: null,
    });
    const again = await bank.ask<{ secret: string }>('/api/webhooks', {
      method: 'POST',
      body: { url: 'https://8.8.8.8/hook?token=abc', events: ['sync.failed', 'sync.failed'], description: 'Ledger' },
      headers: { 'Idempotency-Key': 'webhook-once' },
    });
    expect(again.body.secret).toBe(secret);
    expect(await bank.call(pathOf(webhook))).toEqual(webhook);
    expect((await bank.call<Page<BankWebhook>>('/api/webhooks')).data).toContainEqual(webhook);
    const changed = await bank.call<BankWebhook>(pathOf(webhook), {
      method: 'PATCH',
      body: { events: ['kyc.verified', '*'], is_enabled: false, description: null },
    });
    expect(changed).toMatchObject({ events: ['*'], is_enabled: false, description: null, url: webhook.url });
    expect((await bank.ask(pathOf(webhook), { method: 'PATCH', body: { url: 'https://10.0.0.1/' } })).status).toBe(400);
    expect((await other.ask(pathOf(webhook))).status).toBe(404);
    expect(await other.all('/api/webhooks')).toEqual([]);
    expect((await bank.ask(pathOf(webhook), { method: 'DELETE' })).status).toBe(204);
    expect((await bank.ask(pathOf(webhook))).status).toBe(404);
    const entries = await bank.all<{ action: string; after: object | null }>('/api/audit', {
      target: webhook.webhook_id,
    });
    expect(entries.map(({ action }) => action)).toEqual(['webhook.removed', 'webhook.changed', 'webhook.made']);
    expect(JSON.stringify(entries)).not.toMatch(/token|whsec|abc/);
    expect(entries[2]!.after).toMatchObject({ host: '8.8.8.8', events: ['sync.failed'] });
  });

  it('is refused where it cannot work, field by field', async () => {
    const url = 'https://8.8.8.8/';
    expect(await fieldsOf({ url, events: [] })).toEqual([400, 'events range']);
    const unknown = await bank.ask('/api/webhooks', { method: 'POST', body: { url, events: ['sync.done'] } });
    expect([unknown.status, unknown.body.errors?.[0]?.field]).toEqual([400, 'events[0]']);
    for (const name of Object.keys(WEBHOOK_EVENTS)) expect(unknown.body.errors?.[0]?.detail).toContain(name);
    expect(await fieldsOf({ events: ['*'] })).toEqual([400, 'url required']);
    for (const wrong of ['ftp://8.8.8.8', 'https://a:b@8.8.8.8/', 'nonsense', 'https://8.8.8.8/#part'])
      expect(await fieldsOf({ url: wrong, events: ['*'] }), wrong).toEqual([400, 'url format']);
    for (const inside of [
      'https://10.1.2.3/',
      'https://169.254.169.254/',
      'https://[::ffff:10.0.0.1]/',
      'https://167772161/',
    ])
      expect(await fieldsOf({ url: inside, events: ['*'] }), inside).toEqual([400, 'url address']);
    expect(await fieldsOf({ url: 'http://8.8.8.8/', events: ['*'] })).toEqual([400, 'url insecure']);
    const events = await bank.call<Page<{ name: string }>>('/api/webhooks/events');
    expect(events.data.map(({ name }) => name)).toEqual(Object.keys(WEBHOOK_EVENTS));
  });

  it('that is removed while it is tried is not there, and nothing breaks', async () => {
    for (let round = 0; round < 5; round++) {
      const path = pathOf(await addWebhook(bank, `${bank.baseUrl}/health`));
      const trials = [1, 2, 3].map(() => bank.ask(`${path}/test`, { method: 'POST' }));
      const removal = bank.ask(path, { method: 'DELETE' });
      const after = bank.ask(`${path}/test`, { method: 'POST' });
      for (const { status } of await Promise.all([...trials, removal, after]))
        expect([200, 204, 404]).toContain(status);
    }
  });

  it('is one of at most twenty', async () => {
    const add = () =>
      other.ask('/api/webhooks', {
        method: 'POST',
        body: { url: 'https://8.8.8.8/', events: ['*'], is_enabled: false },
      });
    const answers = await Promise.all(Array.from({ length: 22 }, add));
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(20);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.map(({ body }) => problemCode(body))).toEqual(['too-many-webhooks', 'too-many-webhooks']);
    const all = await other.all<BankWebhook>('/api/webhooks', { limit: 7 });
    expect(new Set(all.map(({ webhook_id }) => webhook_id)).size).toBe(20);
    for (const webhook of all) await other.call(pathOf(webhook), { method: 'DELETE' });
  });

  it('tells of syncs and alerts, signed, and shows what it sent', async () => {
    await using receiver = await webhookReceiver();
    const { secret, ...webhook } = await addWebhook(bank, `${receiver.url}/hook`);
    const completed = await bank.load(
      fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 10), 1, { customer_type: '?' })),
    );
    const failed = await bank.deliver(
      fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 4), 4, { customer_type: '?' })),
    );
    expect(failed.status).toBe('FAILED');
    await bank.configure('RETAIL', { publish: 'manual' });
    const pending = await bank.deliver(creditFile('RETAIL', 10));
    await bank.call(`/api/sync/logs/${pending.id}/publish`, { method: 'POST' });
    const alert = await raisedAlert(bank, 'told');
    const deliveries = await settledDeliveries(bank, webhook, 5);
    const told = new Map(receiver.received.map(({ event }) => [`${event.type} ${event.data.sync_id ?? ''}`, event]));
    expect([...told.keys()].toSorted()).toEqual([
      'alert.raised ',
      ...[`sync.completed ${completed.id}`, `sync.completed ${pending.id}`].toSorted(),
      `sync.failed ${failed.id}`,
      `sync.published ${pending.id}`,
    ]);
    expect(told.get(`sync.completed ${completed.id}`)).toEqual({
      type: 'sync.completed',
      timestamp: expect.stringMatching(/Z$/),
      tenant_id: bank.tenantId,
      data: {
        sync_id: completed.id,
        dataset: 'loans',
        variant: 'RETAIL',
        loan_type: 'RETAIL',
        trigger: 'MANUAL',
        validate_only: false,
        corrects: null,
        status: 'COMPLETED',
        failure: null,
        files: { credit: { total_rows: 10, valid_rows: 9, rejected_rows: 1, quarantined_rows: 0 } },
        error_count: 1,
        warning_count: expect.any(Number),
        removed_rows: null,
        publication: 'published',
        published_at: completed.published_at,
        completed_at: completed.completed_at,
      },
    });
    expect(told.get(`sync.failed ${failed.id}`)!.data).toMatchObject({
      status: 'FAILED',
      failure: problemCode((failed as SyncLog).failure),
      published_at: null,
    });
    expect(told.get(`sync.completed ${pending.id}`)!.data).toMatchObject({
      publication: 'pending',
      published_at: null,
    });
    expect(told.get(`sync.published ${pending.id}`)!.data).toMatchObject({
      publication: 'published',
      published_at: expect.stringMatching(/Z$/),
    });
    expect(told.get('alert.raised ')!.data).toMatchObject({ alert_id: alert.alert_id, stream: 'transactions' });
    expect(receiver.received.every((one) => isSignedBy(secret, one))).toBe(true);

    expect(deliveries.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'delivered'));
    const read = await bank.call<WebhookDelivery>(`${pathOf(webhook)}/deliveries/${deliveries[0]!.delivery_id}`);
    const sent = receiver.received.find(({ id }) => id === read.event_id)!;
    expect(read.payload).toBe(sent.body);
    const { request_headers, ...attempt } = read.attempts[0]!;
    expect(deliveries[0]!.last_attempt).toEqual(attempt);
    const { 'webhook-signature': signature, ...headers } = sent.headers;
    expect(headers).toMatchObject(request_headers);
    expect(JSON.stringify(read)).not.toContain(signature);
    const paths = `${pathOf(webhook)}/deliveries`;
    expect(await bank.all(paths, { type: 'sync.failed' })).toHaveLength(1);
    expect(await bank.all(paths, { status: 'failed' })).toEqual([]);
    expect(await bank.all(paths, { limit: 2 })).toEqual(deliveries);

    // Again, by hand: the same id, the same bytes.
    const before = receiver.received.length;
    const replayed = await bank.ask<WebhookDelivery>(`${paths}/${read.delivery_id}/replay`, { method: 'POST' });
    expect([replayed.status, replayed.body.status]).toEqual([202, 'pending']);
    await settledDeliveries(bank, webhook, 5);
    expect(receiver.received.slice(before).map(({ id, body }) => [id, body])).toEqual([[sent.id, sent.body]]);
    await bank.call(pathOf(webhook), { method: 'PATCH', body: { is_enabled: false } });
    expect((await bank.ask(`${paths}/${read.delivery_id}/replay`, { method: 'POST' })).status).toBe(409);
  });

  it('is tried at once, by the same road', async () => {
    await using receiver = await webhookReceiver(() => ({ body: 'thank you' }));
    const { secret, ...webhook } = await addWebhook(bank, receiver.url, ['kyc.verified']);
    const went = await test(webhook);
    expect(went).toMatchObject({
      delivered: true,
      delivery: {
        type: 'webhook.test',
        status: 'delivered',
        attempts: [{ http_status: 200, answer: 'thank you', failure: null }],
      },
    });
    const [one] = receiver.received as [Received];
    expect(one.event).toMatchObject({
      type: 'webhook.test',
      tenant_id: bank.tenantId,
      data: { webhook_id: webhook.webhook_id },
    });
    expect(isSignedBy(secret, one)).toBe(true);
    // Also where it is off; once, and without consequences.
    await bank.call(pathOf(webhook), { method: 'PATCH', body: { is_enabled: false } });
    receiver.answer = () => ({ status: 410, body: 'no more' });
    expect(await test(webhook)).toMatchObject({
      delivered: false,
      delivery: {
        status: 'failed',
        next_attempt_at: null,
        attempts: [{ http_status: 410, failure: 'gone', answer: 'no more' }],
      },
    });
    expect(await bank.call(pathOf(webhook))).toMatchObject({ disabled_because: null, failing_since: null });
    receiver.answer = () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/inside' } });
    expect((await test(webhook)).delivery.attempts).toMatchObject([{ http_status: 302, failure: 'redirect' }]);
    await bank.call(pathOf(webhook), { method: 'PATCH', body: { url: 'http://127.0.0.1:1/' } });
    expect((await test(webhook)).delivery.attempts).toMatchObject([{ http_status: null, failure: 'connection' }]);
  });

  it('has two signatures while its secret is replaced, and one after', async () => {
    await using receiver = await webhookReceiver();
    const { secret, ...webhook } = await addWebhook(third, receiver.url);
    const rotate = (grace_seconds?: number) =>
      third.call<BankWebhook & { secret: string }>(`${pathOf(webhook)}/rotate-secret`, {
        method: 'POST',
        body: grace_seconds === undefined ? {} : { grace_seconds },
      });
    const first = await rotate();
    const inADay = Date.parse(first.former_secret_until!) - Date.now();
    expect(inADay > 86_000_000 && inADay <= 86_400_000).toBe(true);
    await test(webhook, third);
    const both = receiver.received.at(-1)!;
    expect(both.headers['webhook-signature']!.split(' ')).toHaveLength(2);
    expect([secret, first.secret].map((one) => isSignedBy(one, both))).toEqual([true, true]);
    // Replaced again at once: the first one stops.
    const second = await rotate(0);
    expect(second.former_secret_until).toBeNull();
    await test(webhook, third);
    const last = receiver.received.at(-1)!;
    expect([secret, first.secret, second.secret].map((one) => isSignedBy(one, last))).toEqual([false, false, true]);
  });

  it('is tried again where the receiver fails, is busy or slow, until it has it', async () => {
    await using receiver = await webhookReceiver((_, number) =>
      number === 1 ? { status: 503, afterMs: 500 } : { status: 200 },
    );
    const { secret, ...webhook } = await addWebhook(third, receiver.url, ['alert.raised']);
    await raisedAlert(third, 'tried-again');
    const [delivery] = await settledDeliveries(third, webhook, 1);
    expect(delivery).toMatchObject({ status: 'delivered' });
    expect(receiver.received.map(({ id }) => id)).toEqual([delivery!.event_id, delivery!.event_id]);
    expect(receiver.received.every((one) => isSignedBy(secret, one))).toBe(true);
    receiver.answer = () => ({ status: 410 });
    await raisedAlert(third, 'gone');
    const off = await waitFor(
      'the webhook to be switched off',
      () => third.call<BankWebhook>(pathOf(webhook)),
      ({ is_enabled }) => !is_enabled,
    );
    expect(off).toMatchObject({ disabled_because: 'gone' });
  });
});

// An emulator gives a function one batch of a queue after another.
describe.skipIf(isGiven())('a bank whose receivers do not answer', () => {
  it('holds up no other bank', async () => {
    const [slow, quick] = (await banksFor('RECEIVERS', 2)) as [Bank, Bank];
    const released = Promise.withResolvers<JsonAnswer>();
    await using gate = await jsonServer(() => released.promise);
    await using fast = await webhookReceiver();
    const events = ['transaction.completed'];
    const webhooks = await Promise.all(
      Array.from({ length: 20 }, (_, at) => addWebhook(slow, `${gate.url}/${at}`, events)),
    );
    await addWebhook(quick, fast.url, events);
    for (let event = 0; event < 5; event++) await fundedAccount(slow, '1');
    // More than one worker waits for them.
    await waitFor(
      'the slow receivers to be sent something',
      async () => gate.requests.length,
      (sent) => sent > 16,
    );
    await fundedAccount(quick, '1');
    await waitFor(
      'the event of the other bank',
      async () => fast.received,
      (received) => received.length === 1,
    );
    // Not because the slow ones were given up.
    const lists = await Promise.all(webhooks.map((one) => slow.all<WebhookDelivery>(`${pathOf(one)}/deliveries`)));
    expect(lists.flat().filter(({ last_attempt }) => last_attempt !== null)).toEqual([]);
    released.resolve({ status: 410 });
  });
});
