import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bank, waitFor } from './bank.ts';
import { accountOf, fundedAccount, openedAccount, type Transaction, transact, transactionOf } from './money.ts';
import { type Provider, simulatedProvider } from './simulated-providers.ts';
import { banksFor } from './tenants.ts';

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
