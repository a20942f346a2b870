import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import {
  counted,
  event,
  followed,
  history,
  live,
  type Received,
  raisedAlert,
  STREAM,
  type StreamAlert,
  type StreamEvent,
  send,
} from './stream-events.ts';
import { banksFor } from './tenants.ts';

const numbered = (prefix: string, count: number, amount = '10.00') =>
  Array.from({ length: count }, (_, at) => event(`${prefix}-${at}`, amount));
const ids = (events: readonly StreamEvent[]) => events.map(({ transaction_id }) => transaction_id);
const codes = ({ rejected }: Received) =>
  rejected.map(({ index, errors }) => [index, ...errors.map(({ field, code }) => `${field} ${code}`)]);

let bank: Bank;
let other: Bank;
let third: Bank;
let fourth: Bank;
let fifth: Bank;
beforeAll(async () => {
  [bank, other, third, fourth, fifth] = (await banksFor('STREAMS', 5)) as [Bank, Bank, Bank, Bank, Bank];
});

describe('a stream', () => {
  it('says of itself what it takes', async () => {
    const { data } = await bank.call<Page<Record<string, unknown>>>('/api/streams');
    expect(data).toMatchObject([
      {
        name: 'transactions',
        dataset: 'sales',
        id: 'transaction_id',
        amount: 'amount',
        time: 'timestamp',
        most_events: 500,
        columns: [
          { name: 'transaction_id', takes: ['string'] },
          { name: 'customer_id' },
          { name: 'amount', takes: ['string', 'number'] },
          { name: 'merchant_name' },
          { name: 'timestamp', takes: ['string', 'number'] },
        ],
        settings: { properties: { threshold: { default: '2000.00' } } },
      },
    ]);
    for (const path of ['live', 'events', 'alerts', 'settings']) {
      const answer = await bank.ask(`/api/streams/none/${path}`);
      expect([answer.status, answer.body.detail]).toEqual([404, 'There is no stream none; there are transactions.']);
    }
  });

  it('is empty before its first event, and counts exactly from then on', async () => {
    const empty = await live(other);
    expect(empty).toMatchObject({
      events: [],
      alerts: [],
      counters: { transactions: 0, total_value: '0.00', alerts: 0, by_category: {} },
    });
    expect(await live(other, { after: empty.next })).toMatchObject({ events: [], next: empty.next });
    const sent = await send(
      other,
      `[{"transaction_id":"a","customer_id":7,"amount":0.10,"merchant_name":"Cafe","timestamp":1764460000.25},
        {"transaction_id":"b","customer_id":7,"amount":"0.20","merchant_name":"Cafe","timestamp":"2026-03-02T09:30:00Z"},
        {"transaction_id":"c","customer_id":7,"amount":99999999.99,"merchant_name":"Cafe","timestamp":0}]`,
    );
    expect([sent.status, sent.body]).toEqual([202, { accepted: 3, duplicates: 0, rejected: [] }]);
    const { events, alerts, counters } = await counted(other, 3);
    expect(counters).toEqual({
      transactions: 3,
      total_value: '100000000.29',
      alerts: 1,
      by_category: { Unknown: { transactions: 3, total_value: '100000000.29' } },
    });
    expect(events).toMatchObject([
      {
        transaction_id: 'a',
        customer_id: 7,
        amount: '0.10',
        merchant_name: 'Cafe',
        timestamp: '2025-11-29T23:46:40.250Z',
        category: 'Unknown',
        is_alert: false,
        sequence: 1,
      },
      { transaction_id: 'b', amount: '0.20', timestamp: '2026-03-02T09:30:00.000Z', sequence: 2 },
      { transaction_id: 'c', amount: '99999999.99', timestamp: '1970-01-01T00:00:00.000Z', is_alert: true },
    ]);
    expect(Object.keys(events[0]!)).toEqual([
      ...['transaction_id', 'customer_id', 'amount', 'merchant_name', 'timestamp'],
      ...['category', 'is_alert', 'sequence', 'received_at', 'recorded_at'],
    ]);
    expect(alerts).toMatchObject([{ status: 'open', threshold: '2000.00', settings_version: 0, event: events[2] }]);
    // Nothing of it is anybody else's.
    expect((await live(third)).counters.transactions).toBe(0);
    expect(await third.all(`${STREAM}/alerts`)).toEqual([]);
    const stored = await history(other, 3);
    expect(stored).toEqual([events[1], events[0], events[2]]);
    expect(await third.all(`${STREAM}/events`)).toEqual([]);
  });
});

describe('events', () => {
  it('that are wrong are named one by one, and the others are accepted', async () => {
    const before = (await live(bank)).counters.transactions;
    const { status, body } = await send(
      bank,
      `[${JSON.stringify(event('bad-0'))},
        {"transaction_id":"bad-1","customer_id":1,"amount":12.345,"merchant_name":"M","timestamp":1},
        {"transaction_id":"bad-2","customer_id":1,"amount":1e3,"merchant_name":"M","timestamp":1},
        {"transaction_id":"bad-3","customer_id":1,"amount":0.30000000000000004,"merchant_name":"M","timestamp":1},
        {"transaction_id":"bad-4","customer_id":0,"amount":"0.00","merchant_name":"","extra":1},
        {"transaction_id":"bad\\ud8005","customer_id":1,"amount":"ten","merchant_name":"M","timestamp":"now"},
        {},
        ${JSON.stringify(event('bad-7'))}]`,
    );
    expect(status).toBe(202);
    expect(codes(body)).toEqual([
      [1, 'amount type'],
      [2, 'amount type'],
      [3, 'amount type'],
      [4, 'extra unknown', 'customer_id range', 'amount range', 'merchant_name required', 'timestamp required'],
      [5, 'transaction_id format', 'amount type', 'timestamp format'],
      [
        6,
        ...['transaction_id', 'customer_id', 'amount', 'merchant_name', 'timestamp'].map((name) => `${name} required`),
      ],
    ]);
    expect(body).toMatchObject({ accepted: 2, duplicates: 0 });
    const { counters, events } = await counted(bank, before + 2);
    expect(counters.transactions).toBe(before + 2);
    expect(ids(events).slice(-2)).toEqual(['bad-0', 'bad-7']);
  });

  it('are refused together where they are no list of objects, too many or too much', async () => {
    const refused = async (body: unknown) => {
      const answer = await bank.ask(`${STREAM}/events`, { method: 'POST', body });
      return [answer.status, problemCode(answer.body)];
    };
    for (const body of [
      '{"events":{}}',
      '{"events":[1]}',
      '{"events":["x"]}',
      '{"events":[null]}',
      '{"events":[[]]}',
      '{}',
      '[]',
    ]) {
      expect(await refused(body), body).toEqual([400, 'invalid-request']);
    }
    expect(await refused('{"events":[')).toEqual([400, 'malformed-body']);
    expect(await refused({ events: numbered('many', 501) })).toEqual([400, 'invalid-request']);
    expect(await refused({ events: [event('large', '1.00', { merchant_name: 'x'.repeat(256 * 1024) })] })).toEqual([
      413,
      'payload-too-large',
    ]);
    expect((await send(bank, [])).body).toEqual({ accepted: 0, duplicates: 0, rejected: [] });
    const named = await bank.ask(`${STREAM}/events`, {
      method: 'POST',
      body: { events: [event('named')], tenant_id: other.tenantId },
    });
    expect(named.status).toBe(403);
  });

  it('with a member __proto__ are refused by themselves, whatever it is and however deep', async () => {
    const before = (await live(bank)).counters.transactions;
    const sound = JSON.stringify(event('proto-sound', '1.00'));
    const member = (name: string, json: string) => `${JSON.stringify(event(name, '1.00')).slice(0, -1)},${json}}`;
    const bodies = [
      sound,
      member('proto-1', '"__proto__":{"amount":"9.00"}'),
      member('proto-2', '"__proto__":5'),
      member('proto-3', '"more":{"__proto__":{"x":1}}'),
      '{"__proto__":{"transaction_id":"proto-4"}}',
    ];
    const post = (body: string) => bank.ask<Received>(`${STREAM}/events`, { method: 'POST', body });
    const { status, body } = await post(`{"events":[${bodies.join(',')}]}`);
    expect([status, body.accepted, body.duplicates]).toEqual([202, 1, 0]);
    expect(codes(body).slice(0, 3)).toEqual([
      [1, '__proto__ unknown'],
      [2, '__proto__ unknown'],
      [3, 'more unknown'],
    ]);
    expect(codes(body)[3]).toEqual(expect.arrayContaining([4, '__proto__ unknown', 'transaction_id required']));
    expect((await post(`{"events":[${sound}],"__proto__":{"x":1}}`)).status).toBe(400);
    await counted(bank, before + 1);
  });

  it('that come again are duplicates: in one request, in two, and in many at the same time', async () => {
    const before = (await live(bank)).counters;
    const twice = await send(bank, [event('dup', '1.00'), event('dup', '2.00'), event('dup2', '1.00')]);
    expect(twice.body).toMatchObject({ accepted: 2, duplicates: 1 });
    expect((await send(bank, [event('dup', '3.00'), event('dup3', '1.00')])).body).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    // The same hundred in eight requests at once, each in another order, and ten of its own in each.
    const shared = numbered('crowd', 100, '1.00');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        send(
          bank,
          [...shared.slice(at * 12), ...shared.slice(0, at * 12), ...numbered(`own-${at}`, 10, '1.00')].toReversed(),
        ),
      ),
    );
    const sums = answers.reduce((sum, { body }) => [sum[0]! + body.accepted, sum[1]! + body.duplicates], [0, 0]);
    expect(sums).toEqual([180, 700]);
    const { counters } = await counted(bank, before.transactions + 183);
    const cents = (text: string) => BigInt(text.replace('.', ''));
    expect(counters.transactions - before.transactions).toBe(183);
    expect(cents(counters.total_value) - cents(before.total_value)).toBe(18_300n);
  });

  it('are answered the same to the same Idempotency-Key', async () => {
    const ask = (amount: string) =>
      bank.ask<Received>(`${STREAM}/events`, {
        method: 'POST',
        headers: { 'Idempotency-Key': 'once-only' },
        body: `{"events":[{"transaction_id":"keyed","customer_id":1,"amount":${amount},"merchant_name":"M","timestamp":1}]}`,
      });
    const first = await ask('1.50');
    expect(first.body).toMatchObject({ accepted: 1, duplicates: 0 });
    const again = await ask('1.50');
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
    expect((await ask('1.51')).status).toBe(422);
  });
});

describe('whoever follows a stream', () => {
  it('misses nothing and gets nothing twice, however small the pages, while more comes', async () => {
    const { next } = await live(third);
    const sending = Promise.all(
      Array.from({ length: 6 }, async (_, sender) => {
        for (let round = 0; round < 5; round++) {
          const batch = Array.from({ length: 20 }, (_, at) =>
            event(`f-${sender}-${round}-${at}`, at % 10 === 0 ? '2000.01' : '2000.00'),
          );
          await send(third, batch);
        }
      }),
    );
    const seen: StreamEvent[] = [];
    const alerts: StreamAlert[] = [];
    let place = next;
    const follow = async (limit: number) => {
      const found = await followed(third, place, limit);
      seen.push(...found.events);
      alerts.push(...found.alerts);
      place = found.next;
      return found.counters;
    };
    let done = false;
    void sending.then(() => {
      done = true;
    });
    while (!done) await follow(7);
    await sending;
    await counted(third, 600);
    const counters = await follow(50);
    expect(counters).toMatchObject({ transactions: 600, alerts: 60, total_value: '1200000.60' });
    expect(seen).toHaveLength(600);
    expect(new Set(ids(seen)).size).toBe(600);
    expect(seen.map(({ sequence }) => sequence)).toEqual(
      seen.map(({ sequence }) => sequence).toSorted((a, b) => a - b),
    );
    expect(alerts.map(({ event: { transaction_id } }) => transaction_id)).toEqual(
      ids(seen.filter(({ is_alert }) => is_alert)),
    );
    // From the beginning again, in one piece: the same.
    const again = await followed(third, next, 1000);
    expect(again.events).toEqual(seen);
    const stored = await history(third, 600);
    expect(stored.toSorted((a, b) => a.sequence - b.sequence)).toEqual(seen);
  });

  it('is told of a made-up place, of that in another stream, and of one that is not there yet', async () => {
    const { next } = await live(other);
    for (const after of ['1', 'none', next.slice(0, -2), (await live(third)).next]) {
      const answer = await other.ask(`${STREAM}/live`, { query: { after } });
      expect([after, answer.status, problemCode(answer.body)]).toEqual([after, 400, 'invalid-cursor']);
    }
    const [version, list, [tenant, stream, place]] = JSON.parse(Buffer.from(next, 'base64url').toString());
    const beyond = Buffer.from(JSON.stringify([version, list, [tenant, stream, place + 1]])).toString('base64url');
    expect((await other.ask(`${STREAM}/live`, { query: { after: beyond } })).status).toBe(400);
  });

  it('has the last twenty events and fifty alerts at first', async () => {
    const first = await live(third);
    expect([first.events.length, first.alerts.length]).toEqual([20, 50]);
    expect((await live(third, { limit: 3 })).events).toEqual(first.events.slice(-3));
  });
});

describe('alerts', () => {
  it('are by the threshold that holds when an event is recorded, and say which', async () => {
    const settings = `${STREAM}/settings`;
    expect(await fourth.call(settings)).toEqual({
      stream: 'transactions',
      threshold: '2000.00',
      version: 0,
      changed_at: null,
    });
    await send(fourth, [event('t-0', '2000.00'), event('t-1', '2000.01')]);
    await counted(fourth, 2);
    const change = (body: object) => fourth.ask<Record<string, unknown>>(settings, { method: 'PATCH', body });
    expect((await change({ threshold: '3000' })).body).toMatchObject({ threshold: '3000.00', version: 1 });
    expect((await change({ threshold: '3000.00' })).body).toMatchObject({ version: 1 });
    expect((await change({ threshold: '1.00', version: 0 })).status).toBe(409);
    await send(fourth, [event('t-2', '3000.00'), event('t-3', '3000.01')]);
    const { alerts } = await counted(fourth, 4);
    expect(alerts.map((alert) => [alert.event.transaction_id, alert.threshold, alert.settings_version])).toEqual([
      ['t-1', '2000.00', 0],
      ['t-3', '3000.00', 1],
    ]);
    for (const threshold of ['0', '-1', '1.005', 'much', '100000000']) {
      expect((await change({ threshold })).status, threshold).toBe(400);
    }
    const [entry] = await fourth.all<{ before: object; after: object; target: string }>('/api/audit', {
      action: 'stream.changed',
    });
    expect(entry).toMatchObject({
      target: 'transactions',
      before: { version: 0, threshold: '2000.00' },
      after: { version: 1, threshold: '3000.00' },
    });
  });

  it('are closed once, with a note, and whoever follows learns of it', async () => {
    const open = await raisedAlert(fourth, 'to-close');
    const { next } = await live(fourth);
    const path = `${STREAM}/alerts/${open.alert_id}`;
    const close = (body: object) => fourth.ask<StreamAlert>(path, { method: 'PATCH', body });
    for (const [body, error] of [
      [{ status: 'closed' }, { field: 'note', code: 'required' }],
      [
        { status: 'closed', note: '  ' },
        { field: 'note', code: 'required', message: { id: 'alert-note' } },
      ],
      [
        { status: 'open', note: 'x' },
        { field: 'status', code: 'value' },
      ],
      [
        { status: 'closed', note: 'x'.repeat(1001) },
        { field: 'note', code: 'range' },
      ],
    ] as const) {
      const refused = await fourth.ask(path, { method: 'PATCH', body });
      expect(refused).toMatchObject({ status: 400, body: { errors: [error] } });
    }
    const [first, second] = await Promise.all([
      close({ status: 'closed', note: ' Asked the customer: it was him. ' }),
      close({ status: 'closed', note: 'Asked the customer: it was him.' }),
    ]);
    expect([first!.status, second!.status].toSorted()).toEqual([200, 409]);
    const closed = await fourth.call<StreamAlert>(path);
    expect(closed).toMatchObject({
      ...open,
      status: 'closed',
      note: 'Asked the customer: it was him.',
      closed_at: expect.stringMatching(/Z$/),
      closed_by: fourth.apiKey.slice(0, 16),
    });
    expect((await close({ status: 'closed', note: 'again' })).body).toMatchObject({ status: 409 });
    const news = await live(fourth, { after: next });
    expect(news).toMatchObject({ events: [], alerts: [closed] });
    expect(await live(fourth, { after: news.next })).toMatchObject({ events: [], alerts: [], next: news.next });
    // A number that is no event's keeps no later one from the history.
    await send(fourth, [event('after-close')]);
    const stored = await history(fourth, 6);
    expect(stored.map(({ transaction_id }) => transaction_id)).toContain('after-close');

    const ofStatus = (status: string) => fourth.all<StreamAlert>(`${STREAM}/alerts`, { status, limit: 1 });
    expect(await ofStatus('closed')).toEqual([closed]);
    expect((await ofStatus('open')).map((alert) => alert.event.transaction_id)).toEqual(['t-3', 't-1']);
    expect(await other.ask(path)).toMatchObject({ status: 404 });
    expect((await other.ask(path, { method: 'PATCH', body: { status: 'closed', note: 'x' } })).status).toBe(404);
    const [entry] = await fourth.all<object>('/api/audit', { action: 'alert.closed' });
    expect(entry).toMatchObject({
      target: open.alert_id,
      before: { status: 'open' },
      after: { status: 'closed', note: 'Asked the customer: it was him.' },
    });
  });
});

describe('the history', () => {
  it('is by when events happened, page by page, within bounds', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();
    // Two of each minute, sent in no order.
    const sent = Array.from({ length: 40 }, (_, index) =>
      event(`h-${index}`, '5.00', { timestamp: at((index * 7) % 20) }),
    );
    await send(fifth, sent);
    const all = await history(fifth, 40);
    expect(all).toHaveLength(40);
    expect(all.map(({ timestamp }) => timestamp)).toEqual(
      all
        .map(({ timestamp }) => timestamp)
        .toSorted()
        .toReversed(),
    );
    expect(await fifth.all(`${STREAM}/events`, { limit: 3 })).toEqual(all);
    const within = await fifth.all<StreamEvent>(`${STREAM}/events`, { limit: 2, from: at(5), to: at(7) });
    expect(within.map(({ timestamp }) => timestamp)).toEqual([at(6), at(6), at(5), at(5)]);
    // Bounds finer than a millisecond, in which events are kept.
    const finer = (minute: number) => at(minute).replace('.000Z', '.0000001Z');
    const between = await fifth.all<StreamEvent>(`${STREAM}/events`, { from: finer(5), to: finer(7) });
    expect(between.map(({ timestamp }) => timestamp)).toEqual([at(7), at(7), at(6), at(6)]);
    const { next_cursor } = await fifth.call<Page<StreamEvent>>(`${STREAM}/events`, { query: { limit: 1 } });
    expect(next_cursor).not.toBeNull();
    expect((await fifth.ask(`${STREAM}/events`, { query: { cursor: 'x' } })).status).toBe(400);
    expect((await fifth.ask(`${STREAM}/events`, { query: { from: 'monday' } })).status).toBe(400);
    const backwards = await fifth.ask(`${STREAM}/events`, { query: { from: at(7), to: at(5) } });
    expect([backwards.status, backwards.body.errors]).toEqual([
      400,
      [expect.objectContaining({ field: 'from', code: 'range', detail: `Must not be after to, ${at(5)}.` })],
    ]);
    expect(await fifth.all<StreamEvent>(`${STREAM}/events`, { from: at(5), to: at(5) })).toEqual([]);
  });
});
