import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { MOST_ATTEMPTS } from '../../../shared/domain/webhook.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { theService } from '../../../shared/operations/audit.ts';
import type { Operations } from '../../../shared/operations/database.ts';
import { recordOutgoing } from '../../../shared/operations/outbox.ts';
import { attemptDelivery } from '../../../shared/webhooks/attempt-delivery.ts';
import { claimDeliveries } from '../../../shared/webhooks/claim-deliveries.ts';
import { deliverDue } from '../../../shared/webhooks/deliver-due.ts';
import { deliveriesOf } from '../../../shared/webhooks/deliveries.ts';
import { removeOldWebhookEvents } from '../../../shared/webhooks/remove-old.ts';
import { spreadEvents } from '../../../shared/webhooks/spread-events.ts';
import { unfinishedWebhooks } from '../../../shared/webhooks/unfinished.ts';
import { webhooksOf } from '../../../shared/webhooks/webhook-records.ts';
import { webhookTotals } from '../../../shared/webhooks/webhook-totals.ts';
import { setSettings } from '../../settings.ts';
import { isSignedBy, type Receiver, webhookReceiver } from '../../webhook-receiver.ts';
import { postgresWith, type TestPostgres } from '../operations/postgres-under-test.ts';

const logger = makeLogger('test');
const by = theService();
const always = () => true;

let postgres: TestPostgres;
let tenants = 0;
const NAMES = Array.from({ length: 12 }, (_, at) => `BANK${String(at).padStart(3, '0')}`);
beforeAll(async () => {
  setSettings({
    WEBHOOK_KEY: 'a key of webhooks for tests only, long enough',
    OUTBOUND_ALLOWED: '127.0.0.0/8',
    POWERTOOLS_METRICS_DISABLED: 'true',
  });
  postgres = await postgresWith(...NAMES);
});
afterAll(() => postgres?.stop());

/** A tenant that no other test uses. */
const bank = (): Operations => postgres.database.operationsFor(tenantScope(NAMES[tenants++]!));

const add = (operations: Operations, url: string, events: readonly string[] = ['*']) =>
  webhooksOf(operations).create({ url, events, description: null, is_enabled: true }, by);

async function happen(operations: Operations, type: string, data: object = {}, eventId: string = randomUUID()) {
  await operations.transaction((inside) => recordOutgoing(inside, type, { ...data }, eventId));
  return eventId;
}

const spreadAll = async (operations: Operations, chunk?: number): Promise<number> => {
  for (let deliveries = 0; ; ) {
    const spread = await spreadEvents(operations, chunk);
    deliveries += spread.deliveries;
    if (spread.isAll) return deliveries;
  }
};
/** Everything that waits for a time is due now. */
const hurry = (operations: Operations) =>
  operations.query("UPDATE webhook_deliveries SET due_at = now() - interval '1 second' WHERE due_at IS NOT NULL");
const deliver = (operations: Operations) => deliverDue(operations, logger, always);
const oneOf = async (operations: Operations, webhookId: string) => {
  const deliveries = deliveriesOf(operations, webhookId);
  const { data } = await deliveries.list({ limit: 10 });
  return (await deliveries.get(data[0]!.delivery_id))!;
};
const ids = (receiver: Receiver) => receiver.received.map(({ id }) => id).toSorted();

describe('events', () => {
  it('become one delivery for each webhook that asks for them, whoever spreads them, a thousand to three', async () => {
    const operations = bank();
    await using receiver = await webhookReceiver();
    const hooks = [
      await add(operations, `${receiver.url}/all`, ['*']),
      await add(operations, `${receiver.url}/some`, ['sync.failed', 'alert.raised']),
      await add(operations, `${receiver.url}/all-too`, ['*', 'sync.failed']),
    ];
    const off = await add(operations, `${receiver.url}/off`, ['*']);
    await webhooksOf(operations).change(off.webhook.webhook_id, { is_enabled: false }, by);
    expect(hooks[2]!.webhook.events).toEqual(['*']);
    await operations.query(
      `INSERT INTO outbox (event_id, type, occurred_at, data)
       SELECT gen_random_uuid(), (ARRAY['sync.completed', 'sync.failed', 'alert.raised', 'kyc.verified'])[number % 4 + 1],
         now(), jsonb_build_object('number', number) FROM generate_series(1, 1000) AS number`,
    );
    // Four at once, in small chunks.
    const made = await Promise.all(Array.from({ length: 4 }, () => spreadAll(operations, 70)));
    expect(made.reduce((sum, one) => sum + one)).toBe(2500);
    expect(await spreadAll(operations)).toBe(0);
    const each = await operations.query(
      'SELECT count(*)::int AS count FROM webhook_deliveries GROUP BY webhook_id ORDER BY count',
    );
    expect(each).toEqual([{ count: 500 }, { count: 1000 }, { count: 1000 }]);
    // A fifth of them is enough to be sent.
    await operations.query(
      `DELETE FROM webhook_deliveries WHERE event_id IN (SELECT event_id FROM outbox WHERE (data->>'number')::int > 200)`,
    );
    const sent = await Promise.all([deliver(operations), deliver(operations)]);
    expect(sent.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(500);
    expect(receiver.received).toHaveLength(500);
    const [{ count }] = (await operations.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM webhook_deliveries WHERE status = 'delivered' AND attempts = 1`,
    )) as [{ count: number }];
    expect(count).toBe(500);
    // Each event once to each: the id is that of the event, the same for all.
    expect(new Set(ids(receiver)).size).toBe(200);
    for (const one of receiver.received.slice(0, 20)) {
      expect(hooks.filter(({ secret }) => isSignedBy(secret, one))).toHaveLength(1);
      expect(one.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Tranche' });
    }
    expect(receiver.most).toBeLessThanOrEqual(12);
  });

  it('are told in full where they are short, and by their identifiers where they are not', async () => {
    const operations = bank();
    await using receiver = await webhookReceiver();
    await add(operations, receiver.url);
    const eventId = await happen(operations, 'sync.completed', { sync_id: 'a', files: { credit: { total_rows: 3 } } });
    await happen(operations, 'sync.completed', { sync_id: 'a' }, eventId);
    await happen(operations, 'sync.completed', {
      sync_id: 'b',
      files: { x: 'ş'.repeat(15_000) },
      long: 'y'.repeat(300),
    });
    await spreadAll(operations);
    await deliver(operations);
    expect(receiver.received).toHaveLength(2);
    const [short, long] = receiver.received
      .map(({ event }) => event)
      .toSorted((a, b) => (a.data.sync_id! < b.data.sync_id! ? -1 : 1));
    expect(short).toEqual({
      type: 'sync.completed',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      tenant_id: operations.scope.tenantId,
      data: { sync_id: 'a', files: { credit: { total_rows: 3 } } },
    });
    expect(long!.data).toEqual({ sync_id: 'b', is_shortened: true });
  });

  it('that nobody asks for become nothing, and nobody is reminded of them', async () => {
    const operations = bank();
    await happen(operations, 'sync.failed');
    expect((await webhookTotals(operations)).waiting_seconds).toBeGreaterThanOrEqual(0);
    await operations.query(`UPDATE outbox SET occurred_at = now() - interval '10 seconds'`);
    expect(await unfinishedWebhooks(operations)).toEqual({ isBehind: true, isOld: false });
    expect((await webhookTotals(operations)).waiting_seconds).toBeGreaterThan(9);
    expect(await spreadAll(operations)).toBe(0);
    expect(await unfinishedWebhooks(operations)).toEqual({ isBehind: false, isOld: false });
    expect(await webhookTotals(operations)).toEqual({ enabled: 0, switched_off: 0, waiting_seconds: 0 });
  });
});

describe('a delivery', () => {
  it('that fails comes again with the same id and bytes, until it goes well', async () => {
    const operations = bank();
    await using receiver = await webhookReceiver((_, number) =>
      number < 3 ? { status: 503, body: `busy\0 ${'ş'.repeat(2000)}` } : { status: 204 },
    );
    const { webhook, secret } = await add(operations, receiver.url);
    const eventId = await happen(operations, 'alert.raised', { alert_id: 'x' });
    await spreadAll(operations);
    const { nextIn, isAll } = await deliver(operations);
    expect(isAll).toBe(true);
    expect(nextIn! >= 5 && nextIn! <= 5.5).toBe(true);
    const failing = await webhooksOf(operations).get(webhook.webhook_id);
    expect(failing).toMatchObject({ failing_since: expect.any(Date), is_enabled: true });
    // Not before its time.
    expect((await deliver(operations)).attempts).toBe(0);
    await hurry(operations);
    expect((await deliver(operations)).nextIn! >= 300).toBe(true);
    await hurry(operations);
    await deliver(operations);
    expect(receiver.received.map(({ id }) => id)).toEqual([eventId, eventId, eventId]);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(receiver.received.every((one) => isSignedBy(secret, one))).toBe(true);
    const delivery = await oneOf(operations, webhook.webhook_id);
    expect(delivery).toMatchObject({ status: 'delivered', due_at: null, payload: receiver.received[0]!.body });
    expect(delivery.attempts).toMatchObject([
      { http_status: 503, failure: 'status' },
      { http_status: 503, failure: 'status' },
      { http_status: 204, failure: null, answer: '' },
    ]);
    const { answer } = delivery.attempts[0]!;
    expect(answer!.startsWith('busy� şş')).toBe(true);
    expect(Buffer.byteLength(answer!)).toBeLessThanOrEqual(1030);
    expect(delivery.last_attempt).toEqual(delivery.attempts[2]);
    expect(await webhooksOf(operations).get(webhook.webhook_id)).toMatchObject({ failing_since: null });
  });

  it('fails for good after eight attempts, and can be sent again', async () => {
    const operations = bank();
    await using receiver = await webhookReceiver((_, number) => (number <= 8 ? { status: 500 } : {}));
    const { webhook } = await add(operations, receiver.url);
    const eventId = await happen(operations, 'sync.failed');
    await spreadAll(operations);
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      expect((await oneOf(operations, webhook.webhook_id)).status).toBe('pending');
      await hurry(operations);
      expect((await deliver(operations)).attempts).toBe(1);
    }
    const failed = await oneOf(operations, webhook.webhook_id);
    expect([failed.status, failed.attempts.length]).toEqual(['failed', 8]);
    const deliveries = deliveriesOf(operations, webhook.webhook_id);
    expect(await deliveries.replay(failed.delivery_id, by)).toMatchObject({ status: 'pending', event_id: eventId });
    await deliver(operations);
    expect(await oneOf(operations, webhook.webhook_id)).toMatchObject({ status: 'delivered' });
    expect(receiver.received.at(-1)!.id).toBe(eventId);
    expect(await deliveries.replay(randomUUID(), by)).toBeUndefined();
    await webhooksOf(operations).change(webhook.webhook_id, { is_enabled: false }, by);
    await expect(deliveries.replay(failed.delivery_id, by)).rejects.toMatchObject({ code: 'wrong-state' });
  });

  it('whose worker died is sent again, with the same id; a late failure counts once', async () => {
    const operations = bank();
    await using receiver = await webhookReceiver((_, number) => (number === 1 ? { status: 500 } : {}));
    const { webhook } = await add(operations, receiver.url);
    const eventId = await happen(operations, 'kyc.expired');
    await spreadAll(operations);
    const [lost] = await claimDeliveries(operations, 16);
    expect(lost).toMatchObject({ event_id: eventId, attempts: 0 });
    // It is held.
    expect((await deliver(operations)).attempts).toBe(0);
    await operations.query(`UPDATE webhook_deliveries SET claimed_until = now() - interval '1 second'`);
    await operations.query(`UPDATE webhook_deliveries SET due_at = now() - interval '9 seconds'`);
    expect(await unfinishedWebhooks(operations)).toMatchObject({ isBehind: true });
    await deliver(operations);
    expect((await oneOf(operations, webhook.webhook_id)).status).toBe('pending');
    // Now the first one comes back after all, and it goes well.
    await attemptDelivery(operations, lost!, logger);
    expect(await oneOf(operations, webhook.webhook_id)).toMatchObject({ status: 'delivered', attempts: [{}, {}] });
    expect(ids(receiver)).toEqual([eventId, eventId]);
    expect(await claimDeliveries(operations, 16)).toEqual([]);
  });

  it('goes to an answer that is slow, not to one that is too slow, breaks off, or leads elsewhere', async () => {
    const operations = bank();
    await using elsewhere = await webhookReceiver();
    await using receiver = await webhookReceiver(({ event }) => {
      if (event.type === 'sync.completed') return { afterMs: 300, body: 'x'.repeat(1_000_000) };
      if (event.type === 'sync.failed') return { breaks: true };
      return { status: 307, headers: { location: elsewhere.url } };
    });
    // Takes the connection, and says nothing of HTTP.
    const garbled = createServer((socket) => socket.end('HELO\r\n\r\n'));
    await new Promise<void>((resolve) => garbled.listen(0, '127.0.0.1', resolve));
    const { webhook } = await add(operations, receiver.url, ['sync.completed', 'sync.failed', 'alert.raised']);
    const other = await add(operations, `http://127.0.0.1:${(garbled.address() as { port: number }).port}`, [
      'kyc.rejected',
    ]);
    const nobody = await add(operations, 'http://127.0.0.1:1', ['kyc.rejected']);
    const inside = await add(operations, 'http://127.0.0.1:1', ['kyc.rejected']);
    await operations.query('UPDATE webhooks SET url = $2 WHERE webhook_id = $1', [
      inside.webhook.webhook_id,
      'https://169.254.169.254/latest/meta-data',
    ]);
    for (const type of ['sync.completed', 'sync.failed', 'alert.raised', 'kyc.rejected'])
      await happen(operations, type);
    await spreadAll(operations);
    await deliver(operations);
    garbled.close();
    const { data } = await deliveriesOf(operations, webhook.webhook_id).list({ limit: 10 });
    expect(Object.fromEntries(data.map(({ type, last_attempt }) => [type, last_attempt?.failure]))).toEqual({
      'sync.completed': null,
      'sync.failed': 'cut-off',
      'alert.raised': 'redirect',
    });
    const failureOf = async (one: typeof other) =>
      (await oneOf(operations, one.webhook.webhook_id)).last_attempt?.failure;
    expect(await failureOf(other)).toBe('cut-off');
    expect(await failureOf(nobody)).toBe('connection');
    expect(await failureOf(inside)).toBe('address');
    expect(elsewhere.received).toEqual([]);
  });

  it('to a slow receiver keeps no other one waiting, and at most four are there at once, whoever sends', async () => {
    const operations = bank();
    const allFast = Promise.withResolvers<void>();
    await using slow = await webhookReceiver(() => ({ afterMs: 1500 }));
    await using fast = await webhookReceiver(() => {
      if (fast.received.length === 60) allFast.resolve();
      return {};
    });
    await add(operations, slow.url, ['sync.failed']);
    await add(operations, fast.url, ['alert.raised']);
    for (let at = 0; at < 20; at++) await happen(operations, 'sync.failed');
    for (let at = 0; at < 60; at++) await happen(operations, 'alert.raised');
    await spreadAll(operations);
    let goesOn = true;
    const working = [1, 2, 3].map(() => deliverDue(operations, logger, () => goesOn));
    await allFast.promise;
    // The slow one is still at its first ones.
    expect(slow.received.length).toBeLessThanOrEqual(8);
    goesOn = false;
    const worked = await Promise.all(working);
    expect(worked.some(({ isAll }) => !isAll)).toBe(true);
    expect(slow.most).toBe(4);
  });
});

describe('a webhook', () => {
  it('that answers 410 is switched off at once, and what waits for it is cancelled', async () => {
    const operations = bank();
    await using receiver = await webhookReceiver(() => ({ status: 410 }));
    const { webhook } = await add(operations, receiver.url);
    for (let at = 0; at < 10; at++) await happen(operations, 'sync.failed', { at });
    await spreadAll(operations);
    await deliver(operations);
    expect(receiver.received.length).toBeLessThanOrEqual(4);
    expect(await webhooksOf(operations).get(webhook.webhook_id)).toMatchObject({
      is_enabled: false,
      disabled_because: 'gone',
    });
    const counts = await operations.query<{ status: string; count: number }>(
      'SELECT status, count(*)::int AS count FROM webhook_deliveries GROUP BY status',
    );
    expect(counts.every(({ status }) => status === 'cancelled' || status === 'failed')).toBe(true);
    expect(await webhookTotals(operations)).toEqual({ enabled: 0, switched_off: 1, waiting_seconds: 0 });
    const entries = await operations.query<{ actor: string; after: object }>(
      `SELECT actor, after FROM _audit.entries WHERE action = 'webhook.changed' AND tenant_id = $1`,
      [operations.scope.tenantId],
    );
    expect(entries).toMatchObject([{ actor: 'service', after: { is_enabled: false, disabled_because: 'gone' } }]);
    // What happens while it is off is not kept for it.
    await happen(operations, 'sync.failed');
    expect(await spreadAll(operations)).toBe(0);
    const on = await webhooksOf(operations).change(webhook.webhook_id, { is_enabled: true }, by);
    expect(on).toMatchObject({ is_enabled: true, disabled_because: null, failing_since: null });
  });

  it('whose every attempt has failed for five days is switched off, and not before', async () => {
    const operations = bank();
    await using receiver = await webhookReceiver(() => ({ status: 500 }));
    const { webhook } = await add(operations, receiver.url);
    const fail = async (days: number) => {
      await operations.query('UPDATE webhooks SET failing_since = now() - make_interval(days => $1, mins => 1)', [
        days,
      ]);
      await happen(operations, 'sync.failed');
      await spreadAll(operations);
      await deliver(operations);
      return webhooksOf(operations).get(webhook.webhook_id);
    };
    expect(await fail(4)).toMatchObject({ is_enabled: true });
    expect(await fail(5)).toMatchObject({ is_enabled: false, disabled_because: 'failing' });
    const { data } = await deliveriesOf(operations, webhook.webhook_id).list({ limit: 10 });
    expect(data.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });
});

it('what has ended long ago is removed, and nothing else', async () => {
  const operations = bank();
  await using receiver = await webhookReceiver();
  const { webhook } = await add(operations, receiver.url);
  for (let at = 0; at < 3; at++) await happen(operations, 'sync.failed', { at });
  await spreadAll(operations);
  await deliver(operations);
  await happen(operations, 'sync.failed', { at: 3 });
  await spreadAll(operations);
  const old = (days: number) => `now() - interval '${days} days'`;
  await operations.query(`UPDATE outbox SET occurred_at = ${old(31)} WHERE data->>'at' = '0'`);
  await operations.query(
    `UPDATE webhook_deliveries SET ended_at = ${old(31)} WHERE event_id IN (SELECT event_id FROM outbox WHERE data->>'at' IN ('0', '1'))`,
  );
  expect(await unfinishedWebhooks(operations)).toMatchObject({ isOld: true });
  expect(await removeOldWebhookEvents(operations)).toBe(3);
  expect(await unfinishedWebhooks(operations)).toMatchObject({ isOld: false });
  const { data } = await deliveriesOf(operations, webhook.webhook_id).list({ limit: 10 });
  expect(data.map(({ status }) => status)).toEqual(['pending', 'delivered']);
  expect(await operations.query('SELECT FROM outbox')).toHaveLength(3);
});
