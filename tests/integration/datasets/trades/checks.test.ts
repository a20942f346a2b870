import { describe, expect, it } from 'vitest';
import { conditionHolds } from '../../../../shared/contracts/condition-holds.ts';
import { conditionSql } from '../../../../shared/contracts/condition-sql.ts';
import { tradesComputation } from '../../../../shared/datasets/trades/computation.ts';
import { trades as dataset } from '../../../../shared/datasets/trades/contract.ts';
import { DEFAULT_TRADE_SETTINGS } from '../../../../shared/datasets/trades/rates.ts';
import { MOST_TRADES_OF_A_CLIENT } from '../../../../shared/datasets/trades/replay-limits.ts';
import { trade } from '../../../../shared/datasets/trades/trade.ts';
import { identifier } from '../../../../shared/sql/quoting.ts';
import { derivationUnderTest, type StoredRow } from '../derivation-under-test.ts';
import { clientRow, tradeRow } from './books.ts';
import type { Trade } from './replay-oracle.ts';

const tables = derivationUnderTest(dataset.fileTypes, tradesComputation.derivedTables);
const clients = ['a', 'b'].map((client_id, index) =>
  clientRow({ client_id, account_balance: '10.00', account_currency: 'USD' }, index + 1),
);
const trades: Trade[] = [
  ['a', 'buy', '4', 'USD'],
  ['a', 'buy', '7', 'USD'],
  ['b', 'sell', '-3', 'EUR'],
  ['a', 'buy', '1', 'USD'],
  ['b', 'buy', '1', 'JPY'],
  ['a', 'sell', '-5', 'USD'],
].map(([client_id, transaction_type, amount, currency], index) => ({
  transaction_id: `t${index + 1}`,
  row_number: index + 1,
  client_id: client_id!,
  transaction_type: transaction_type as 'buy' | 'sell',
  transaction_date: '2023-01-02',
  amount: amount!,
  currency: currency!,
}));

async function load(): Promise<void> {
  for (const table of ['client', 'trade']) await tables().clear(table);
  await tables().insert('client', clients);
  await tables().insert('trade', trades.map(tradeRow));
  await tables().derive(DEFAULT_TRADE_SETTINGS);
}

type Change = (row: StoredRow) => StoredRow | undefined;
const inRow =
  (row_number: number, change: Change): Change =>
  (row) =>
    row.row_number === row_number ? change(row) : row;

describe('the checks of what was derived', () => {
  it('find nothing in it', async () => {
    await load();
    expect(await tables().failedChecks(DEFAULT_TRADE_SETTINGS)).toEqual([]);
  });

  it.each<[what: string, table: 'trade_outcome' | 'client_account', change: Change, found: string[]]>([
    ['an outcome less', 'trade_outcome', inRow(5, () => undefined), ['one-outcome-a-trade', 'every-outcome-counted']],
    [
      'another name of a share',
      'trade_outcome',
      inRow(1, (row) => ({ ...row, stock_name: 'X' })),
      ['one-outcome-a-trade'],
    ],
    [
      'a balance of a cent more',
      'trade_outcome',
      inRow(3, (row) => ({ ...row, balance_after: '13.31' })),
      ['each-outcome-follows'],
    ],
    [
      'a debt of a cent less',
      'trade_outcome',
      inRow(2, (row) => ({ ...row, debt_after: '0.99' })),
      ['each-outcome-follows'],
    ],
    [
      'another reason',
      'trade_outcome',
      inRow(4, (row) => ({ ...row, failure_reason: 'NO_RATE' })),
      ['each-outcome-follows'],
    ],
    [
      'a failed trade that is called completed',
      'trade_outcome',
      inRow(4, (row) => ({ ...row, transaction_status: 'completed' })),
      ['outcomes-at-one', 'every-outcome-counted'],
    ],
    [
      'an amount that its rate does not give',
      'trade_outcome',
      inRow(3, (row) => ({ ...row, rate: '1.2' })),
      ['amounts-by-their-rate'],
    ],
    ['an account less', 'client_account', inRow(2, () => undefined), ['one-account-a-client', 'every-outcome-counted']],
    ['another address', 'client_account', inRow(1, (row) => ({ ...row, address: null })), ['one-account-a-client']],
    [
      'a cent more in an account',
      'client_account',
      inRow(1, (row) => ({ ...row, balance: '4.01' })),
      ['accounts-in-balance'],
    ],
    [
      'a cent more spent',
      'client_account',
      inRow(1, (row) => ({ ...row, total_spent: '4.01' })),
      ['accounts-in-balance'],
    ],
    [
      'a client suspended without a debt',
      'client_account',
      inRow(2, (row) => ({ ...row, status: 'suspended' })),
      ['accounts-in-balance'],
    ],
    [
      'a failed trade that an account counts as completed',
      'client_account',
      inRow(2, (row) => ({ ...row, failed_transactions: 0, total_transactions: 2 })),
      ['every-outcome-counted'],
    ],
  ])('find %s', async (_, table, change, found) => {
    await load();
    const rows = await tables().rows(`SELECT * FROM ${table} ORDER BY row_number`);
    const changed = rows.map(change).filter((row) => row !== undefined);
    expect(changed).not.toEqual(rows);
    await tables().clear(table);
    await tables().insert(table, changed);
    expect(await tables().failedChecks(DEFAULT_TRADE_SETTINGS)).toEqual(found);
  });
});

describe('what the rules compare', () => {
  it.each<[shares: number, price: string, amount: string, broken: number[]]>([
    [3, '0.10', '0.30', []],
    [3, '0.10', '-0.30', [902]],
    [3, '0.10', '0.31', [901]],
    [4_294_967_295, '99999999.99', '9999999999999.99', [901]],
  ])('%s shares at %s for %s', async (shares, price, amount, broken) => {
    await tables().clear('trade');
    await tables().insert('trade', [{ ...tradeRow({ ...trades[0]!, amount }), shares, price }]);
    const rules = trade.rowRules!.map(
      ({ number, holds }) => `if(${conditionSql(holds, identifier, trade.columns)}, 0, ${number})`,
    );
    const [found] = await tables().rows<{ numbers: number[] }>(
      `SELECT arrayFilter(number -> number > 0, [${rules.join(', ')}]) AS numbers FROM trade`,
      {},
      { short_circuit_function_evaluation: 'disable' },
    );
    expect(found!.numbers).toEqual(broken);
    const values = { transaction_type: 'buy', shares, price, amount };
    const here = trade
      .rowRules!.filter(({ holds }) => !conditionHolds(holds, values, trade.columns))
      .map(({ number }) => number);
    expect(here).toEqual(broken);
  });
});

describe('the limits', () => {
  it('let through what the checks have seen', async () => {
    await load();
    expect(await tables().breaches(DEFAULT_TRADE_SETTINGS)).toEqual([]);
  });

  it('name the clients with too many trades, and how many those are', async () => {
    await load();
    await tables().command(`INSERT INTO trade (row_number, transaction_id, client_id, transaction_type, transaction_date,
        stock_ticker, shares, price, amount, currency)
      SELECT 10 + number, toString(number), 'a', 'sell', '2023-01-01', 'X', 1, 1, -1, 'USD' FROM numbers(${MOST_TRADES_OF_A_CLIENT - 4})`);
    expect(await tables().breaches(DEFAULT_TRADE_SETTINGS)).toEqual([]);
    await tables().insert('trade', [tradeRow({ ...trades[0]!, row_number: 9, transaction_id: 'another' })]);
    expect(await tables().breaches(DEFAULT_TRADE_SETTINGS)).toEqual([
      {
        limit: 'trades-of-a-client',
        subject: 'a',
        found: 500_001,
        reason:
          "Client a has 500,001 trades; a client may have at most 500,000. Give this client's older trades as an opening balance.",
      },
    ]);
  });

  it('name the clients whom the client file lacks', async () => {
    await load();
    await tables().clear('client');
    await tables().insert('client', clients.slice(0, 1));
    expect(await tables().breaches(DEFAULT_TRADE_SETTINGS)).toEqual([
      {
        limit: 'trades-without-client',
        subject: 'b',
        found: 2,
        reason:
          '2 of the live trades are of client b, whom the client file does not have, or whose row was rejected. ' +
          'Add the client, or send the trade file together with the client file.',
      },
    ]);
  });
});
