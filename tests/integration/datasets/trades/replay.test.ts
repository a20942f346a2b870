import { expect, it } from 'vitest';
import { trades } from '../../../../shared/datasets/trades/contract.ts';
import { derivationUnderTest } from '../derivation-under-test.ts';

const tables = derivationUnderTest(trades.fileTypes, trades.derivedTables);
it('x', async () => {
  const t = tables();
  await t.insert('client', [
    {
      row_number: 1,
      client_id: 'a',
      name: 'n',
      account_type: 'standard',
      account_balance: '1500.00',
      account_open_date: '2020-01-01',
      account_currency: 'USD',
    },
  ]);
  await t.insert('trade', [
    {
      row_number: 1,
      transaction_id: 't1',
      client_id: 'a',
      transaction_type: 'buy',
      transaction_date: '2023-01-01',
      stock_ticker: 'A',
      shares: 1,
      price: '500',
      amount: '500',
      currency: 'USD',
    },
    {
      row_number: 2,
      transaction_id: 't2',
      client_id: 'a',
      transaction_type: 'sell',
      transaction_date: '2023-01-01',
      stock_ticker: 'A',
      shares: 1,
      price: '700',
      amount: '-700',
      currency: 'EUR',
    },
    {
      row_number: 3,
      transaction_id: 't3',
      client_id: 'a',
      transaction_type: 'sell',
      transaction_date: '2023-01-01',
      stock_ticker: 'A',
      shares: 1,
      price: '700',
      amount: '-700',
      currency: 'JPY',
    },
  ]);
  expect(await t.breaches(trades.settings.defaults)).toEqual([]);
  await t.derive(trades.settings.defaults);
  console.log(
    await t.rows('SELECT * FROM trade_outcome ORDER BY row_number'),
    await t.rows('SELECT * FROM client_account'),
  );
  await t.derive({ ...trades.settings.defaults, cross_via: null }, { parts: 3 });
  expect(await t.failedChecks(trades.settings.defaults)).toEqual([]);
});
