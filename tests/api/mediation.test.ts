import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bank, waitFor } from './bank.ts';
import { type JsonAnswer, jsonServer } from './json-server.ts';
import { accountOf, fundedAccount, openedAccount, type Transaction, transact, transactionOf } from './money.ts';
import { makeProvider, sandboxAt } from './sandbox-providers.ts';
import { type Provider, simulatedProvider } from './simulated-providers.ts';
import { banksFor, isGiven } from './tenants.ts';

let bank: Bank;
let pay: Provider;
let wallet: Provider;
let transfers: Provider;
beforeAll(async () => {
  [bank] = (await banksFor('MEDIATED', 1)) as [Bank];
  [pay, wallet, transfers] = await Promise.all([
    simulatedProvider(bank, 'payment', 'PAY1'),
    simulatedProvider(bank, 'wallet', 'WALLET1'),
    simulatedProvider(bank, 'bank', 'BANK1'),
  ]);
});
afterAll(async () => {
  for (const provider of [pay, wallet, transfers]) await provider?.simulator.stop();
});

const OVER = ['completed', 'failed', 'refunded'];
const over = ({ transaction_id }: Pick<Transaction, 'transaction_id'>) =>
  waitFor(
    `${transaction_id} to be over`,
    () => transactionOf(bank, transaction_id),
    ({ status }) => OVER.includes(status),
  );
/** Its provider has answered nothing but 503, and will be asked in a few seconds. */
const inDoubt = ({ transaction_id }: Pick<Transaction, 'transaction_id'>) =>
  waitFor(
    `${transaction_id} to be in doubt`,
    () => transactionOf(bank, transaction_id),
    ({ status, history }) => status === 'unknown' && history.at(-1)!.reason === 'answered 503',
  );
const atProvider = ({ simulator }: Provider, id: string) => simulator.jobs().filter((job) => job.id === id);

describe('a transaction with a provider', () => {
  const scenarios = [
    'succeed',
    'decline',
    'pending',
    'late',
    'twice',
    'out-of-order',
    'bad-signature',
    'timeout',
  ] as const;
  const types = [
    ['payment', 'payment'],
    ['wallet', 'deposit'],
    ['wallet', 'withdrawal'],
    ['bank', 'transfer'],
  ] as const;

  it.each(scenarios)('that does as "%s" ends as the provider says, once, whatever its type', async (simulate) => {
    const amount = '10.00';
    const providers = { payment: pay, wallet, bank: transfers };
    const made = await Promise.all(
      types.map(async ([kind, type]) => {
        const account = await fundedAccount(bank, '100');
        const parties =
          type === 'deposit'
            ? { source_system: 'card', target_account: account.account_id }
            : { source_account: account.account_id, target_system: 'somebody' };
        const provider = providers[kind];
        const body = { transaction_type: type, amount, provider: provider.code, request_data: { simulate } };
        return { account, provider, type, transaction: await transact(bank, { ...body, ...parties }) };
      }),
    );
    for (const { account, provider, type, transaction } of made) {
      const { status, history, provider_reference } = await over(transaction);
      expect([type, status]).toEqual([type, simulate === 'decline' ? 'failed' : 'completed']);
      expect(history.filter((entry) => entry.status === status)).toHaveLength(1);
      expect(atProvider(provider, transaction.transaction_id)).toHaveLength(1);
      if (status === 'completed') expect(provider_reference).toEqual(expect.any(String));
      const balance = status === 'failed' ? '100.00' : type === 'deposit' ? '110.00' : '90.00';
      expect(await accountOf(bank, account)).toMatchObject({ balance, reserved: '0.00' });
    }
  });

  it('whose provider is down is not done, and is as soon as it is back, once, whatever its type', async () => {
    const made = await Promise.all(
      types.map(async ([kind, type], number) => {
        const provider = await simulatedProvider(bank, kind, `DOWN${number}`, { scenario: 'down' });
        const account = await fundedAccount(bank, '100');
        const parties =
          type === 'deposit'
            ? { source_system: 'card', target_account: account.account_id }
            : { source_account: account.account_id, target_system: 'somebody' };
        const body = { transaction_type: type, amount: '10.00', provider: provider.code };
        return { account, provider, type, transaction: await transact(bank, { ...body, ...parties }) };
      }),
    );
    await Promise.all(
      made.map(async ({ account, provider, transaction }) => {
        await inDoubt(transaction);
        provider.simulator.setScenario('succeed');
        expect(await accountOf(bank, account)).toMatchObject({ balance: '100.00' });
      }),
    );
    for (const { account, provider, type, transaction } of made) {
      expect([type, (await over(transaction)).status]).toEqual([type, 'completed']);
      expect(atProvider(provider, transaction.transaction_id)).toHaveLength(1);
      const balance = type === 'deposit' ? '110.00' : '90.00';
      expect(await accountOf(bank, account)).toMatchObject({ balance, reserved: '0.00' });
      await provider.simulator.stop();
    }
  });

  it('is given back by the same provider, in parts', async () => {
    const account = await fundedAccount(bank, '100');
    const parties = { source_account: account.account_id, target_system: 'shop' };
    const { transaction_id } = await transact(bank, {
      transaction_type: 'payment',
      amount: '10',
      provider: 'PAY1',
      ...parties,
    });
    await over({ transaction_id });
    const refund = (amount?: string) =>
      bank.ask<Transaction>(`/api/transactions/${transaction_id}/refund`, {
        method: 'POST',
        body: amount ? { amount } : {},
      });
    expect((await refund('4.00')).body).toMatchObject({ status: 'completed' });
    const half = await waitFor(
      'the first part to be given back',
      () => transactionOf(bank, transaction_id),
      ({ refunded_amount }) => refunded_amount === '4.00',
    );
    expect(half).toMatchObject({ status: 'completed', refunding_amount: '0.00' });
    await refund();
    expect(
      (
        await over({ transaction_id }).then(() =>
          waitFor(
            'the rest to be given back',
            () => transactionOf(bank, transaction_id),
            ({ status }) => status === 'refunded',
          ),
        )
      ).refunded_amount,
    ).toBe('10.00');
    expect(await accountOf(bank, account)).toMatchObject({ balance: '100.00', reserved: '0.00' });
  });

  it('that the provider gives back by himself is given back here', async () => {
    const account = await fundedAccount(bank, '20');
    const parties = { source_account: account.account_id, target_system: 'shop' };
    const { transaction_id } = await transact(bank, {
      transaction_type: 'payment',
      amount: '20',
      provider: 'PAY1',
      ...parties,
    });
    await over({ transaction_id });
    expect(pay.simulator.refundByItself(transaction_id, '5.00')).toBe(true);
    const told = await waitFor(
      'the refund to be booked',
      () => transactionOf(bank, transaction_id),
      ({ refunded_amount }) => refunded_amount !== '0.00',
    );
    expect(told).toMatchObject({ status: 'completed', refunded_amount: '5.00' });
    expect(await accountOf(bank, account)).toMatchObject({ balance: '5.00', reserved: '0.00' });
  });
});

/** A transaction of thirty euros that its provider has carried out, of an account that had a hundred. */
async function done({ code }: Provider, type: 'payment' | 'deposit' | 'withdrawal' | 'transfer') {
  const { account_id } = await fundedAccount(bank, '100');
  const parties =
    type === 'deposit'
      ? { source_system: 'card', target_account: account_id }
      : { source_account: account_id, target_system: 'somebody' };
  const { transaction_id } = await transact(bank, {
    ...{ transaction_type: type, amount: '30.00', provider: code },
    ...parties,
  });
  expect((await over({ transaction_id })).status).toBe('completed');
  return { transaction_id, account_id, type };
}
type Done = Awaited<ReturnType<typeof done>>;

const giveBack = ({ transaction_id }: Done, amount?: string) =>
  bank.call<Transaction>(`/api/transactions/${transaction_id}/refund`, {
    method: 'POST',
    body: amount === undefined ? {} : { amount },
  });
const refundsOf = ({ transaction_id }: Done) =>
  bank.all<Transaction>('/api/transactions', { refund_of: transaction_id, sort: 'created_at' });
/** The latest refund, once it is over. */
async function refundOver(one: Done): Promise<Transaction> {
  const { transaction_id } = (await refundsOf(one)).at(-1)!;
  return over({ transaction_id });
}
/** So many cents of it are given back, nothing is under way, and the account has just that. */
async function expectGiven({ transaction_id, account_id, type }: Done, cents: number): Promise<void> {
  const given = (cents / 100).toFixed(2);
  const status = cents === 30_00 ? 'refunded' : 'completed';
  const state = { status, refunded_amount: given, refunding_amount: '0.00' };
  expect([type, await transactionOf(bank, transaction_id)]).toMatchObject([type, state]);
  const balance = ((type === 'deposit' ? 130_00 - cents : 70_00 + cents) / 100).toFixed(2);
  expect([type, await accountOf(bank, { account_id })]).toMatchObject([type, { balance, reserved: '0.00' }]);
}
/** All webhooks that came in are worked off; none of them failed. */
const hooksApplied = () =>
  waitFor(
    'webhooks to be applied',
    () => bank.call<{ pending: number; failed: number }>('/api/webhook-events/summary'),
    ({ pending }) => pending === 0,
  );

describe('a refund', () => {
  const kinds = [
    ['payment', 'payment'],
    ['wallet', 'deposit'],
    ['wallet', 'withdrawal'],
    ['bank', 'transfer'],
  ] as const;
  /** A refund says by its amount what becomes of it, and this many webhooks come of that. */
  const scenarios = [
    ['succeed', 10_00, 1],
    ['decline', 10_51, 1],
    ['pending', 10_52, 1],
    ['late', 10_54, 1],
    ['twice', 10_55, 2],
    ['out-of-order', 10_56, 2],
    ['bad-signature', 10_57, 1],
    ['timeout', 10_53, 1],
  ] as const;

  it.each(scenarios)('that does as "%s" gives the money back once, or not at all', async (scenario, cents, hooks) => {
    const providers = { payment: pay, wallet, bank: transfers };
    // Whoever is never answered waits for half a minute: not all workers at the same time.
    const tried = scenario === 'timeout' ? kinds.slice(0, 1) : kinds;
    const originals = await Promise.all(tried.map(([kind, type]) => done(providers[kind], type)));
    await hooksApplied();
    const sent = () => [pay, wallet, transfers].flatMap(({ simulator }) => simulator.webhooks()).length;
    const before = sent();
    await Promise.all(originals.map((one) => giveBack(one, (cents / 100).toFixed(2))));
    const isGiven = scenario !== 'decline';
    for (const [at, one] of originals.entries()) {
      const { status, history, transaction_id } = await refundOver(one);
      expect([one.type, status]).toEqual([one.type, isGiven ? 'completed' : 'failed']);
      expect(history.filter((entry) => entry.status === status)).toHaveLength(1);
      expect(atProvider(providers[tried[at]![0]], transaction_id)).toHaveLength(1);
    }
    // What is told late or twice changes nothing any more.
    await waitFor(
      'all webhooks to be sent',
      async () => sent() - before,
      (webhooks) => webhooks >= hooks * originals.length,
    );
    expect((await hooksApplied()).failed).toBe(0);
    for (const one of originals) await expectGiven(one, isGiven ? cents : 0);
    // And the rest of it can be given back: all of it, where it was declined.
    await Promise.all(originals.map((one) => giveBack(one)));
    for (const one of originals) {
      expect((await refundOver(one)).status).toBe('completed');
      await expectGiven(one, 30_00);
      expect(await refundsOf(one)).toHaveLength(2);
    }
  });

  it('whose provider is down, or not there at all, holds the money until that is known, and gives it back once', async () => {
    const [down, away] = await Promise.all([
      simulatedProvider(bank, 'payment', 'REFDOWN'),
      simulatedProvider(bank, 'wallet', 'REFAWAY'),
    ]);
    const [doubtful, unsent] = await Promise.all([done(down, 'payment'), done(away, 'deposit')]);
    down.simulator.setScenario('down');
    await away.simulator.stop();
    await Promise.all([giveBack(doubtful, '12.00'), giveBack(unsent, '12.00')]);

    // It may have been done: that is found out once the provider is back.
    const [doubt] = await refundsOf(doubtful);
    await inDoubt(doubt!);
    expect(await transactionOf(bank, doubtful.transaction_id)).toMatchObject({
      ...{ status: 'completed', refunded_amount: '0.00', refunding_amount: '12.00' },
    });
    down.simulator.setScenario('succeed');

    // Nobody has it: it is tried again for some minutes, unless somebody gives it up. Nobody else gives the same money back.
    const [refund] = await refundsOf(unsent);
    const more = await bank.ask(`/api/transactions/${unsent.transaction_id}/refund`, {
      method: 'POST',
      body: { amount: '18.01' },
    });
    expect([more.status, more.body.type]).toEqual([422, '/problems/transaction-error']);
    expect(await transactionOf(bank, unsent.transaction_id)).toMatchObject({
      ...{ status: 'completed', refunded_amount: '0.00', refunding_amount: '12.00' },
    });
    await bank.call(`/api/transactions/${refund!.transaction_id}/fail`, { method: 'POST', body: {} });
    await expectGiven(unsent, 0);

    expect((await refundOver(doubtful)).status).toBe('completed');
    expect(atProvider(down, doubt!.transaction_id)).toHaveLength(1);
    await expectGiven(doubtful, 12_00);
    await down.simulator.stop();
  });
});

describe('routing', () => {
  it('goes to the next provider where the first certainly has not got it, and says who was tried', async () => {
    const away = await simulatedProvider(bank, 'payment', 'AAWAY', {}, { supported_countries: ['FR'] });
    const there = await simulatedProvider(bank, 'payment', 'BTHERE', {}, { supported_countries: ['FR'] });
    await away.simulator.stop();
    const account = await fundedAccount(bank, '50');
    const body = {
      transaction_type: 'payment',
      amount: '7',
      source_account: account.account_id,
      target_system: 'shop',
    };
    const done = await over(await transact(bank, { ...body, routing: { country: 'FR' } }));
    expect(done).toMatchObject({
      status: 'completed',
      provider: 'BTHERE',
      routing: { country: 'FR', tried: ['AAWAY'] },
    });
    expect(atProvider(there, done.transaction_id)).toHaveLength(1);
    await there.simulator.stop();
    const nobody = await bank.ask('/api/transactions', {
      method: 'POST',
      body: { ...body, currency: 'EUR', routing: { country: 'US' } },
    });
    expect([nobody.status, nobody.body.type]).toEqual([422, '/problems/no-provider']);
  });

  it('refuses a provider that does not take it, with what it takes', async () => {
    const { account_id } = await openedAccount(bank, 'USD');
    const refusal = async (body: object) => {
      const answer = await bank.ask('/api/transactions', {
        method: 'POST',
        body: { amount: '1', currency: 'EUR', source_system: 'x', target_system: 'y', ...body },
      });
      return [answer.status, answer.body.errors?.map(({ message }) => message?.id)];
    };
    expect(await refusal({ transaction_type: 'payment', provider: 'NOBODY' })).toEqual([422, ['no-provider-code']]);
    expect(await refusal({ transaction_type: 'deposit', provider: 'PAY1' })).toEqual([422, ['provider-does-not']]);
    const dollars = { transaction_type: 'payment', provider: 'pay1 ', currency: 'USD', source_account: account_id };
    expect((await refusal({ ...dollars, source_system: undefined }))[1]).toEqual(['provider-currency']);
    await bank.call('/api/providers/PAY1/status', {
      method: 'POST',
      body: { status: 'maintenance', message: 'tonight' },
    });
    expect(await refusal({ transaction_type: 'payment', provider: 'PAY1' })).toEqual([422, ['provider-off']]);
    await bank.call('/api/providers/PAY1/status', { method: 'POST', body: { status: 'online' } });
  });
});

// An emulator gives a function one batch of a queue after another.
describe.skipIf(isGiven())('a bank whose provider does not answer', () => {
  it('holds up no other bank', async () => {
    const [slow, quick] = (await banksFor('TURNS', 2)) as [Bank, Bank];
    const released = Promise.withResolvers<JsonAnswer>();
    await using gate = await jsonServer(() => released.promise);
    await using fast = (await simulatedProvider(quick, 'payment', 'FAST')).simulator;
    await makeProvider(slow, { ...sandboxAt('GATE', gate.url), concurrent_requests: 100, rate_limit: 1000 });
    const paying = { transaction_type: 'payment', amount: '1', source_system: 'x', target_system: 'y' };
    await Promise.all(Array.from({ length: 60 }, () => transact(slow, { ...paying, provider: 'GATE' })));
    // More than one worker waits for it.
    await waitFor(
      'the slow provider to be asked',
      async () => gate.requests.length,
      (asked) => asked > 16,
    );
    const { transaction_id } = await transact(quick, { ...paying, provider: 'FAST' });
    await waitFor(
      'the payment of the other bank',
      () => transactionOf(quick, transaction_id),
      ({ status }) => status === 'completed',
    );
    // Not because the slow ones were given up.
    const given = await slow.all<Transaction>('/api/transactions', { status: 'unknown' });
    expect(given).toEqual([]);
    expect(fast.jobs()).toHaveLength(1);
    released.resolve({ status: 402, body: { status: 'declined' } });
  });
});
