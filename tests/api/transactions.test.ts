import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { accountOf, fundedAccount, openedAccount, type Transaction, transact, transactionOf } from './money.ts';
import { banksFor } from './tenants.ts';

let bank: Bank;
let other: Bank;
beforeAll(async () => {
  [bank, other] = (await banksFor('MONEY', 2)) as [Bank, Bank];
});

const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
  bank.ask<Transaction & { type: string; errors?: readonly { field: string }[] }>(path, {
    method: 'POST',
    body,
    headers,
  });

describe('accounts', () => {
  it('are opened in any currency of ISO 4217, with its own number of decimals', async () => {
    const balances: Record<string, string> = { EUR: '0.00', JPY: '0', KWD: '0.000', CLF: '0.0000' };
    for (const [currency, balance] of Object.entries(balances)) {
      expect(await openedAccount(bank, currency)).toMatchObject({ currency, balance, reserved: balance });
    }
    for (const currency of ['eur', 'EU', 'XYZ', '']) {
      const answer = await bank.ask('/api/accounts', { method: 'POST', body: { owner: 'x', currency } });
      expect([answer.status, answer.body.errors?.[0]?.field], currency).toEqual([400, 'currency']);
    }
  });

  it('show what was booked on them, and come to nothing together', async () => {
    const account = await fundedAccount(bank, '12.34');
    expect(account.balance).toBe('12.34');
    const { data } = await bank.call<Page<{ amount: string }>>(`/api/accounts/${account.account_id}/postings`);
    expect(data.map(({ amount }) => amount)).toEqual(['12.34']);
    const trial = await bank.call<{ data: { currency: string; total: string }[] }>('/api/accounts/trial-balance');
    expect(trial.data.map(({ total }) => Number(total))).toEqual(trial.data.map(() => 0));
    const all = await bank.call<Page<{ kind: string }>>('/api/accounts', { query: { include: 'outside' } });
    expect(new Set(all.data.map(({ kind }) => kind))).toEqual(new Set(['held', 'outside']));
  });
});

describe('a transaction without a provider', () => {
  it('waits until somebody completes it, or lets it fail', async () => {
    const account = await fundedAccount(bank, '100');
    const payment = {
      transaction_type: 'payment',
      amount: '30.5',
      source_account: account.account_id,
      target_system: 'shop',
    };
    const made = await transact(bank, { ...payment, user_id: 'anna', request_data: { order: 7 } });
    expect(made).toMatchObject({ status: 'pending', amount: '30.50', version: 1, request_data: { order: 7 } });
    expect(await accountOf(bank, account)).toMatchObject({ balance: '100.00', reserved: '30.50' });
    const done = await post(`/api/transactions/${made.transaction_id}/complete`, { response_data: { receipt: 'r1' } });
    expect([done.status, done.body]).toMatchObject([
      200,
      {
        status: 'completed',
        response_data: { receipt: 'r1' },
        history: [{ status: 'pending' }, { status: 'completed' }],
      },
    ]);
    expect(await accountOf(bank, account)).toMatchObject({ balance: '69.50', reserved: '0.00' });
    for (const end of ['complete', 'fail']) {
      const again = await post(`/api/transactions/${made.transaction_id}/${end}`);
      expect([again.status, again.body.type], end).toEqual([409, '/problems/wrong-state']);
    }
    const failing = await transact(bank, payment);
    const failed = await post(`/api/transactions/${failing.transaction_id}/fail`);
    expect(failed.body).toMatchObject({ status: 'failed', error_message: 'Transaction failed' });
    expect(await accountOf(bank, account)).toMatchObject({ balance: '69.50', reserved: '0.00' });
  });

  it('needs the parties of its type, an account or a system each', async () => {
    const { account_id } = await openedAccount(bank);
    const field = async (body: object) => {
      const answer = await post('/api/transactions', { amount: '1', currency: 'EUR', ...body });
      const { errors } = answer.body as unknown as { errors?: { field: string }[] };
      return [answer.status, ...(errors ?? []).map((error) => error.field)];
    };
    expect(await field({ transaction_type: 'deposit', target_system: 'x' })).toEqual([400, 'source_account']);
    expect(await field({ transaction_type: 'withdrawal', source_system: 'x' })).toEqual([400, 'target_account']);
    expect(await field({ transaction_type: 'transfer' })).toEqual([400, 'source_account', 'target_account']);
    expect(await field({ transaction_type: 'payment' })).toEqual([400, 'target_account']);
    expect(await field({ transaction_type: 'refund' })).toEqual([400, 'source_account']);
    const twice = { transaction_type: 'deposit', source_system: 'x', target_account: account_id, target_system: 'y' };
    expect(await field(twice)).toEqual([400, 'target_system']);
    const foreign = { transaction_type: 'deposit', source_system: 'x', target_account: account_id, currency: 'USD' };
    expect(await field(foreign)).toEqual([422, 'target_account']);
    const itself = { transaction_type: 'transfer', source_account: account_id, target_account: account_id };
    expect(await field(itself)).toEqual([400, 'target_account']);
  });

  it('is refused where the account has too little, with what it has', async () => {
    const account = await fundedAccount(bank, '5');
    const answer = await post('/api/transactions', {
      transaction_type: 'withdrawal',
      amount: '5.01',
      currency: 'EUR',
      source_account: account.account_id,
      target_system: 'x',
    });
    expect([answer.status, answer.body.type]).toEqual([422, '/problems/insufficient-balance']);
    expect(answer.body.errors).toMatchObject([{ field: 'amount' }]);
    expect(answer.text).toContain('5.00 EUR');
  });

  it('is made once by requests of one Idempotency-Key, and once by one id', async () => {
    const account = await fundedAccount(bank, '100');
    const body = {
      transaction_type: 'payment',
      amount: '1',
      currency: 'EUR',
      source_account: account.account_id,
      target_system: 'x',
    };
    const key = { 'Idempotency-Key': 'order-1' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/api/transactions', body, key)));
    const made = answers.filter(({ status }) => status === 201);
    // The others came while the first was at it, and say so.
    expect(answers.filter(({ status }) => status !== 201).map(({ body: { type } }) => type)).toEqual(
      Array(10 - made.length).fill('/problems/request-in-progress'),
    );
    expect(new Set(made.map((answer) => answer.body.transaction_id)).size).toBe(1);
    expect(await accountOf(bank, account)).toMatchObject({ reserved: '1.00' });
    const named = { ...body, transaction_id: 'mine-1' };
    const both = await Promise.all([post('/api/transactions', named), post('/api/transactions', named)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(problemCode((await bank.ask('/api/transactions', { method: 'POST', body: named })).body)).toBe(
      'transaction-exists',
    );
  });

  it('is given back in parts up to its amount, then it is refunded', async () => {
    const account = await fundedAccount(bank, '100');
    const payment = {
      transaction_type: 'payment',
      amount: '10',
      source_account: account.account_id,
      target_system: 'shop',
    };
    const { transaction_id } = await transact(bank, payment);
    const refund = (body: object = {}) => post(`/api/transactions/${transaction_id}/refund`, body);
    expect((await refund()).status).toBe(409);
    await post(`/api/transactions/${transaction_id}/complete`);
    const part = await refund({ amount: '4' });
    expect(part.body).toMatchObject({ status: 'completed', refunded_amount: '4.00' });
    expect(await bank.call(part.headers.get('location')!)).toMatchObject({ amount: '4.00', refund_of: transaction_id });
    expect((await refund({ amount: '6.01' })).status).toBe(422);
    expect((await refund()).body).toMatchObject({ status: 'refunded', refunded_amount: '10.00' });
    expect((await refund()).status).toBe(409);
    expect((await accountOf(bank, account)).balance).toBe('100.00');
    const { data } = await bank.call<Page<Transaction>>('/api/transactions', { query: { refund_of: transaction_id } });
    expect(data.map(({ amount, status }) => [amount, status])).toEqual([
      ['6.00', 'completed'],
      ['4.00', 'completed'],
    ]);
  });
});

describe('the list', () => {
  it('is filtered, searched and ordered, and is the tenant’s own', async () => {
    const made = await transact(other, {
      transaction_type: 'deposit',
      amount: '7',
      source_system: 'Desk 7',
      user_id: 'Find-Me',
    });
    await transact(other, { transaction_type: 'deposit', amount: '3', source_system: 'Desk 3' });
    const found = async (query: Record<string, string>) =>
      (await other.call<Page<Transaction>>('/api/transactions', { query })).data.map(({ amount }) => amount);
    expect(await found({})).toEqual(['3.00', '7.00']);
    expect(await found({ sort: '-amount' })).toEqual(['7.00', '3.00']);
    expect(await found({ search: 'find-me' })).toEqual(['7.00']);
    expect(await found({ source_system: 'Desk 3' })).toEqual(['3.00']);
    expect(await found({ status: 'completed' })).toEqual([]);
    expect((await other.ask('/api/transactions', { query: { sort: 'nothing' } })).status).toBe(400);
    const reversed = { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' };
    for (const list of ['/api/transactions', '/api/webhook-events']) {
      expect((await other.ask(list, { query: reversed })).status).toBe(400);
    }
    expect(await transactionOf(other, made.transaction_id)).toMatchObject({ user_id: 'Find-Me' });
    expect((await bank.ask(`/api/transactions/${made.transaction_id}`)).status).toBe(404);
  });
});
