import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachingProviders } from '../../../functions/mediate/reach-providers.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { accountsOf } from '../../../shared/mediator/money/accounts.ts';
import { changeTransaction, lockForChange } from '../../../shared/mediator/money/change-transaction.ts';
import { dispatchTransactions } from '../../../shared/mediator/money/dispatch-transactions.ts';
import { makeTransaction, type NewTransaction } from '../../../shared/mediator/money/make-transaction.ts';
import { refundTransaction } from '../../../shared/mediator/money/refund-transaction.ts';
import { transactionsOf } from '../../../shared/mediator/money/transaction-record.ts';
import { httpDescription } from '../../../shared/mediator/providers/description.ts';
import { type ProviderKey, providerKeysOf } from '../../../shared/mediator/providers/provider-keys.ts';
import { type NewProvider, providersOf } from '../../../shared/mediator/providers/provider-record.ts';
import { SANDBOX_DESCRIPTION } from '../../../shared/mediator/providers/sandbox-description.ts';
import { keepSecret } from '../../../shared/mediator/providers/secrets.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { theOperator } from '../../../shared/operations/audit.ts';
import type { Operations } from '../../../shared/operations/database.ts';
import { setSettings } from '../../settings.ts';
import { postgresWith, type TestPostgres } from '../operations/postgres-under-test.ts';

const by = theOperator();
let postgres: TestPostgres;
let operations: Operations;
beforeAll(async () => {
  setSettings({ PROVIDER_KEY: 'a key of providers, long enough to be one', OUTBOUND_ALLOWED: '127.0.0.0/8' });
  postgres = await postgresWith('BANK001');
  operations = postgres.database.operationsFor(tenantScope('BANK001'));
});
afterAll(() => postgres?.stop());

/** What becomes of an order: it is carried out and answered; carried out, and the answer is lost; lost itself; or refused. */
type Fate = 'done' | 'done, not answered' | 'done, in a word that nobody knows' | 'lost' | number;

/** A provider that carries out each id once, as it promises, and does with each order what it is told: the last fate stays. */
async function provider(code: string, fates: Fate[], { isHonoured = true, countries = ['DE'] } = {}) {
  const carriedOut = new Map<string, number>();
  let orders = 0;
  let isDown = false;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const answer = (status: number, body: object) => {
        response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
        response.end(JSON.stringify(body));
      };
      if (isDown) return answer(503, {});
      const done = (id: string) => answer(200, { status: 'succeeded', reference: `its ${id}` });
      if (request.method === 'GET') {
        const id = decodeURIComponent(request.url!.split('/').at(-1)!);
        return carriedOut.has(id) ? done(id) : answer(404, {});
      }
      const body = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { refund_id?: string; transaction_id: string };
      const id = body.refund_id ?? body.transaction_id;
      const fate = fates[Math.min(orders, fates.length - 1)]!;
      orders += 1;
      if (fate === 'lost') return request.socket.destroy();
      if (typeof fate === 'number') return answer(fate, {});
      // Without a key that is honoured, each order is another payment.
      carriedOut.set(id, isHonoured ? 1 : (carriedOut.get(id) ?? 0) + 1);
      if (fate === 'done, in a word that nobody knows')
        return answer(201, { status: 'in part', reference: `its ${id}` });
      return fate === 'done' ? done(id) : request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const description = httpDescription.parse({
    ...JSON.parse(JSON.stringify(SANDBOX_DESCRIPTION)),
    idempotency: { is_honoured: isHonoured },
  });
  const wanted: NewProvider = {
    ...{ code, name: code, provider_type: 'payment', adapter: 'http', status: 'online', description, is_active: true },
    ...{ supported_currencies: ['EUR'], supported_countries: countries, sandbox_base_url: null, api_version: '1' },
    ...{ api_base_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, signature_scheme: 'standard' },
    ...{ rate_limit: 1000, concurrent_requests: 10, settings: {} },
  };
  await providersOf(operations).create(wanted, by, (inside) =>
    keepSecret(inside, operations.scope, code, 'credentials', { api_key: 'a-key' }).then(() => undefined),
  );
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    code,
    carriedOut,
    get orders() {
      return orders;
    },
    down: (down: boolean) => {
      isDown = down;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

const work = (remainingMs = 60_000) => ({ operations, logger: makeLogger('test'), remainingMs: () => remainingMs });
/** With too little time for a call to be repeated at once. */
const ONE_ATTEMPT_MS = 20_000;
/** All that is due, and what is due then: as workers do over the next minutes. */
async function passes(times = 1, callsMs = ONE_ATTEMPT_MS): Promise<void> {
  for (let pass = 0; pass < times; pass += 1) {
    await operations.query('UPDATE transactions SET due_at = now() WHERE due_at IS NOT NULL');
    // A circuit that opens would keep what is under test from being called.
    await operations.query('UPDATE provider_traffic SET open_until = NULL, failures_in_a_row = 0');
    await dispatchTransactions(work(), reachingProviders(work(callsMs)));
  }
}
const change = (id: string, to: 'processing' | 'completed') =>
  operations.transaction(async (inside) => {
    await changeTransaction(operations, inside, (await lockForChange(inside, id))!, { to }, { actor: by });
  });
const read = async (id: string) => (await transactionsOf(operations).get(id))!;

/** A payment of ten euros from an account that has a hundred. */
async function payment(more: Partial<NewTransaction>) {
  const { account_id: account } = await accountsOf(operations).open(
    { owner: 'somebody', currency: 'EUR', allow_negative: false },
    by,
  );
  const common = { amount: '10.00', currency: 'EUR' } as const;
  const make = (wanted: NewTransaction) => makeTransaction(operations, wanted, by, undefined);
  const parties = { source_system: 'cash', target_account: account };
  await change(await make({ ...common, transaction_type: 'deposit', ...parties, amount: '100.00' }), 'completed');
  const wanted = { ...common, source_account: account, target_system: 'shop', ...more };
  const id = await make({ transaction_type: 'payment', ...wanted });
  const balance = async () => {
    const { balance, reserved } = (await accountsOf(operations).get(account))!;
    return [balance, reserved];
  };
  return { id, balance };
}
/** As it is left by a worker that dies before the order is out. */
async function diedBeforeSending(id: string): Promise<void> {
  await change(id, 'processing');
  await operations.query('UPDATE transactions SET sent_at = now(), due_at = now() WHERE transaction_id = $1', [id]);
}

describe('a payment', () => {
  it.each(['gone', 401, 404, 422, 429] as const)(
    'that a provider has carried out goes to nobody else, whatever it answers afterwards: %s',
    async (then) => {
      const country = `C${then}`;
      await using first = await provider(`A${String(then).toUpperCase()}`, ['done, not answered', then as Fate], {
        countries: [country],
      });
      await using second = await provider(`B${String(then).toUpperCase()}`, ['done'], { countries: [country] });
      const { id, balance } = await payment({ routing: { country } });
      if (then === 'gone') {
        const sent = passes(1, 60_000);
        await expect.poll(() => first.carriedOut.size).toBe(1);
        await first.close();
        await sent;
      } else await passes(1, 60_000);
      expect(await read(id)).toMatchObject({ status: 'unknown', provider: first.code, routing: { tried: [] } });
      expect(second.orders).toBe(0);
      expect(await balance()).toEqual(['100.00', '10.00']);
      if (then === 'gone') return;
      await passes();
      expect(await read(id)).toMatchObject({ status: 'completed', provider_reference: `its ${id}` });
      expect(first.carriedOut.get(id)).toBe(1);
      expect(await balance()).toEqual(['90.00', '0.00']);
    },
  );

  it('whose worker died before it was out goes out, once, when the provider says that it does not know it', async () => {
    await using honest = await provider('HONEST', ['done, not answered', 'done']);
    const { id, balance } = await payment({ provider: 'HONEST' });
    await diedBeforeSending(id);
    await passes();
    // Taken, and the answers lost: nothing but its word says so.
    expect(await read(id)).toMatchObject({ status: 'unknown' });
    await passes();
    expect(await read(id)).toMatchObject({ status: 'completed' });
    expect(honest.carriedOut.get(id)).toBe(1);
    expect(await balance()).toEqual(['90.00', '0.00']);
  });

  it('is never sent a second time where that might be done twice, and fails when it was never heard of', async () => {
    await using careless = await provider('CARELESS', ['done'], { isHonoured: false });
    const { id, balance } = await payment({ provider: 'CARELESS' });
    await diedBeforeSending(id);
    for (const _ of [1, 2, 3]) {
      await passes();
      expect((await read(id)).status).toBe('processing');
    }
    await passes();
    expect(await read(id)).toMatchObject({ status: 'failed', error_code: 'provider-error' });
    expect(careless.orders).toBe(0);
    expect(await balance()).toEqual(['100.00', '0.00']);
  });

  it('that gets lost again and again fails in the end, where the provider does not know it', async () => {
    await using lossy = await provider('LOSSY', ['lost']);
    const { id, balance } = await payment({ provider: 'LOSSY' });
    await passes(3);
    expect((await read(id)).status).toBe('unknown');
    await passes();
    expect(await read(id)).toMatchObject({ status: 'failed', error_code: 'provider-error' });
    expect(lossy.carriedOut.size).toBe(0);
    expect(await balance()).toEqual(['100.00', '0.00']);
  });

  it('does not fail by the first answer of a provider that could not be asked for long', async () => {
    await using slow = await provider('SLOW', ['lost'], { isHonoured: false });
    const { id, balance } = await payment({ provider: 'SLOW' });
    await passes();
    slow.down(true);
    await passes(5);
    slow.down(false);
    // Back, and still reading what it had been sent.
    await passes();
    expect((await read(id)).status).toBe('unknown');
    slow.carriedOut.set(id, 1);
    await passes();
    expect((await read(id)).status).toBe('completed');
    expect(await balance()).toEqual(['90.00', '0.00']);
  });

  it('that somebody lets fail while it is asked about is not sent again', async () => {
    await using honest = await provider('DECIDED', ['done']);
    const { id } = await payment({ provider: 'DECIDED' });
    await diedBeforeSending(id);
    const real = reachingProviders(work());
    const deciding: typeof real = {
      ...real,
      async call(row, how, order) {
        const answer = await real.call(row, how, order);
        if (how === 'ask')
          await operations.query(`UPDATE transactions SET status = 'failed' WHERE transaction_id = $1`, [id]);
        return answer;
      },
    };
    await dispatchTransactions(work(), deciding);
    expect(honest.orders).toBe(0);
  });
});

describe('a transaction that waits', () => {
  it('says what its provider said last, until it is done', async () => {
    await using busy = await provider('STERN', [401, 401, 'done']);
    const { id } = await payment({ provider: 'STERN' });
    await passes();
    expect(await read(id)).toMatchObject({
      status: 'processing',
      error_code: null,
      error_message: 'STERN: answered 401',
    });
    await passes(2);
    expect(await read(id)).toMatchObject({ status: 'completed', error_message: null });
    expect(busy.orders).toBe(3);
  });

  it('keeps the id that its provider gave it in words that nobody knows', async () => {
    await using odd = await provider('ODD', ['done, in a word that nobody knows']);
    const { id } = await payment({ provider: 'ODD' });
    await dispatchTransactions(work(), reachingProviders(work(ONE_ATTEMPT_MS)));
    expect(await read(id)).toMatchObject({ status: 'unknown', provider_reference: `its ${id}` });
    expect(odd.orders).toBe(1);
  });

  it('for a quota that is used up has failed, before anything is sent', async () => {
    await using counted = await provider('COUNTED', ['done']);
    const keys = providerKeysOf(operations, 'COUNTED');
    const limits = { daily_limit: 1, monthly_limit: 28, expires_in_days: 1 };
    const key = await keys.create({ environment: 'production', user_id: 'shop', ...limits }, by);
    const { key_id } = key as ProviderKey;
    const [first, second] = [
      await payment({ provider: 'COUNTED', provider_key: key_id }),
      await payment({ provider: 'COUNTED', provider_key: key_id }),
    ];
    await passes();
    const all = await Promise.all([first, second].map(({ id }) => read(id)));
    expect(all.map(({ status, error_code }) => [status, error_code]).toSorted()).toEqual([
      ['completed', null],
      ['failed', 'quota-used-up'],
    ]);
    expect(counted.orders).toBe(1);
  });
});

describe('a provider that we may not call as often as there is to send', () => {
  /** All that waits, until it would be let out. */
  const nextMinute = () => operations.query("UPDATE provider_traffic SET minute = minute - interval '1 minute'");

  it('gets everything in the end, and nothing fails for having waited', async () => {
    await using busy = await provider('BUSY', ['done']);
    await operations.query("UPDATE providers SET rate_limit = 2 WHERE code = 'BUSY'");
    const payments = await Promise.all(Array.from({ length: 12 }, () => payment({ provider: 'BUSY' })));
    for (let minute = 0; minute < 8; minute += 1) {
      await nextMinute();
      await passes();
    }
    for (const { id } of payments) expect((await read(id)).status).toBe('completed');
    expect(busy.orders).toBe(12);
    const calls = await operations.query(`SELECT outcome FROM provider_calls WHERE provider = 'BUSY'`);
    expect(calls).toEqual(Array.from({ length: 12 }, () => ({ outcome: 'answered' })));
  });

  it('makes way for another one, where one is to be chosen', async () => {
    await using full = await provider('AFULL', ['done'], { countries: ['IS'] });
    await using free = await provider('BFREE', ['done'], { countries: ['IS'] });
    await operations.query("UPDATE providers SET rate_limit = 1 WHERE code = 'AFULL'");
    const payments = await Promise.all(Array.from({ length: 3 }, () => payment({ routing: { country: 'IS' } })));
    await nextMinute();
    await passes(2);
    for (const { id } of payments) expect((await read(id)).status).toBe('completed');
    expect([full.orders, free.orders]).toEqual([1, 2]);
  });
});

describe('a refund', () => {
  let refunds = 0;
  /** What came of giving back four euros of ten. */
  async function refunded(code: string, fates: Fate[], change: (one: Awaited<ReturnType<typeof provider>>) => void) {
    await using one = await provider(code, ['done', ...fates]);
    const { id, balance } = await payment({ provider: code });
    await passes();
    expect((await read(id)).status).toBe('completed');
    await change(one);
    await refundTransaction(operations, id, '4.00', { actor: by }, undefined);
    await passes(5);
    const [refund] = (await transactionsOf(operations).list({ limit: 10, sort: 'created_at', refund_of: id })).data;
    const { status, refunded_amount, refunding_amount } = await read(id);
    const times = one.carriedOut.get(refund!.transaction_id) ?? 0;
    return { status, refunded_amount, refunding_amount, refund: refund!.status, times, balance: await balance() };
  }
  const given = {
    status: 'completed',
    refunded_amount: '4.00',
    refunding_amount: '0.00',
    refund: 'completed',
    times: 1,
  };
  const not = { status: 'completed', refunded_amount: '0.00', refunding_amount: '0.00', refund: 'failed', times: 0 };

  it.each([
    ['an answer that got lost', ['done, not answered'], { ...given, balance: ['94.00', '0.00'] }],
    ['an order that got lost', ['lost', 'done'], { ...given, balance: ['94.00', '0.00'] }],
    ['orders that all get lost', ['lost'], { ...not, balance: ['90.00', '0.00'] }],
    ['a refusal', [422], { ...not, balance: ['90.00', '0.00'] }],
    ['nobody who takes it', [429], { ...not, balance: ['90.00', '0.00'] }],
  ] as const)('with %s gives the money back exactly once, or not at all', async (_, fates, expected) => {
    expect(await refunded(`REFUND${refunds++}`, [...fates], () => {})).toEqual(expected);
  });

  it('that nobody is there for leaves the money where it is', async () => {
    const { times: _, ...expected } = not;
    expect(await refunded('RGONE', [], (one) => void one.close())).toMatchObject({
      ...expected,
      balance: ['90.00', '0.00'],
    });
  });
});
