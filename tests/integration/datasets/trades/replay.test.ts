import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tradesComputation } from '../../../../shared/datasets/trades/computation.ts';
import { trades as dataset } from '../../../../shared/datasets/trades/contract.ts';
import { DEFAULT_TRADE_SETTINGS, type TradeSettings } from '../../../../shared/datasets/trades/rates.ts';
import { cases } from '../../../properties.ts';
import { derivationUnderTest, type StoredRow } from '../derivation-under-test.ts';
import { type Book, book, clientRow, tradeRow } from './books.ts';
import { type Client, replayAll, type Trade } from './replay-oracle.ts';

const tables = derivationUnderTest(dataset.fileTypes, tradesComputation.derivedTables);

async function load({ clients, trades }: Pick<Book, 'clients' | 'trades'>): Promise<void> {
  await Promise.all(['client', 'trade'].map((table) => tables().clear(table)));
  await tables().insert(
    'client',
    clients.map((client, index) => clientRow(client, index + 1)),
  );
  await tables().insert('trade', trades.map(tradeRow));
}

const derived = async () => ({
  outcomes: await tables().rows('SELECT * FROM trade_outcome ORDER BY transaction_id'),
  accounts: await tables().rows('SELECT * FROM client_account ORDER BY row_number'),
});

/** What the oracle says, as whole rows. */
function expected({ clients, trades, settings }: Book) {
  const rows = clients.map((client, index) => clientRow(client, index + 1));
  return replayAll(rows, trades.map(tradeRow), settings);
}

describe('the replay', () => {
  it('is that of the rules, to the cent, for any trades, rates and division into parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        book,
        fc.constantFrom(1, 1, 3),
        // As a load sets the engine, and as it is by itself, compiling expressions from the first time on.
        fc.constantFrom({}, {
          short_circuit_function_evaluation: 'enable',
          compile_expressions: 1,
          min_count_to_compile_expression: '0',
        } as const),
        async (tried, parts, engine) => {
          await load(tried);
          await tables().derive(tried.settings, { parts, engine });
          expect(await derived()).toEqual(expected(tried));
          expect(await tables().failedChecks(tried.settings)).toEqual([]);
        },
      ),
      { numRuns: cases(60) },
    );
  });

  const usd = (balance: string): Client => ({ client_id: 'a', account_balance: balance, account_currency: 'USD' });
  type Told = readonly [type: 'buy' | 'sell', amount: string, currency?: string, date?: string];
  const told = (trades: readonly Told[]): Trade[] =>
    trades.map(([transaction_type, amount, currency = 'USD', transaction_date = '2023-01-02'], index) => ({
      transaction_id: `t${index + 1}`,
      row_number: index + 1,
      client_id: 'a',
      transaction_type,
      transaction_date,
      amount,
      currency,
    }));
  const outcomeOf = ({ transaction_status, failure_reason, converted_amount, balance_after, debt_after }: StoredRow) =>
    [transaction_status, failure_reason, converted_amount, balance_after, debt_after].join(' ');

  /** One client's trades, and of each what is said of it: status, reason, converted amount, balance and debt after it. */
  const examples: readonly (readonly [
    name: string,
    opening: string,
    trades: readonly Told[],
    outcomes: readonly string[],
  ])[] = [
    [
      'N3.5: a purchase and a sale',
      '1500',
      [
        ['buy', '500'],
        ['sell', '-700'],
      ],
      ['completed  500.00 1000.00 0.00', 'completed  700.00 1700.00 0.00'],
    ],
    [
      'N3.5: a purchase beyond the balance',
      '2000',
      [['buy', '3000']],
      ['failed INSUFFICIENT_FUNDS 3000.00 0.00 1000.00'],
    ],
    ['N3.6: a conversion', '0', [['sell', '-100', 'EUR']], ['completed  110.00 110.00 0.00']],
    [
      'a purchase that takes all',
      '10',
      [
        ['buy', '10'],
        ['buy', '0.01'],
      ],
      ['completed  10.00 0.00 0.00', 'failed INSUFFICIENT_FUNDS 0.01 0.00 0.01'],
    ],
    [
      'a sale that pays exactly the debt, after one that pays a part of it',
      '1',
      [
        ['buy', '4'],
        ['sell', '-1'],
        ['buy', '1'],
        ['sell', '-2'],
        ['buy', '0'],
      ],
      [
        'failed INSUFFICIENT_FUNDS 4.00 0.00 3.00',
        'completed  1.00 0.00 2.00',
        'failed CLIENT_SUSPENDED 1.00 0.00 2.00',
        'completed  2.00 0.00 0.00',
        'completed  0.00 0.00 0.00',
      ],
    ],
    [
      'a sale that pays more than the debt',
      '0',
      [
        ['buy', '4'],
        ['sell', '-5'],
        ['buy', '1'],
      ],
      ['failed INSUFFICIENT_FUNDS 4.00 0.00 4.00', 'completed  5.00 1.00 0.00', 'completed  1.00 0.00 0.00'],
    ],
    [
      'an opening debt',
      '-2.50',
      [
        ['buy', '0'],
        ['sell', '2.50'],
      ],
      ['failed CLIENT_SUSPENDED 0.00 0.00 2.50', 'completed  2.50 0.00 0.00'],
    ],
    [
      'a currency without a rate, also of a suspended client',
      '5',
      [
        ['buy', '1', 'JPY'],
        ['buy', '6'],
        ['buy', '1', 'JPY'],
        ['sell', '-9', 'JPY'],
      ],
      [
        'failed NO_RATE  5.00 0.00',
        'failed INSUFFICIENT_FUNDS 6.00 0.00 1.00',
        'failed NO_RATE  0.00 1.00',
        'failed NO_RATE  0.00 1.00',
      ],
    ],
    [
      'an earlier day further down in the file',
      '10',
      [
        ['buy', '8', 'USD', '2023-01-03'],
        ['buy', '9', 'USD', '2023-01-02'],
      ],
      ['failed INSUFFICIENT_FUNDS 8.00 0.00 7.00', 'completed  9.00 1.00 0.00'],
    ],
  ];
  it.each(examples)('%s', async (_, opening, trades, outcomes) => {
    await load({ clients: [usd(opening)], trades: told(trades) });
    await tables().derive(DEFAULT_TRADE_SETTINGS);
    expect((await derived()).outcomes.map(outcomeOf)).toEqual(outcomes);
  });

  it.each<
    [
      name: string,
      settings: TradeSettings,
      from: string,
      amount: string,
      to: string,
      rate: string | null,
      converted: string | null,
    ]
  >([
    ['N3.6: by a pair', DEFAULT_TRADE_SETTINGS, 'USD', '100', 'EUR', '0.9100000000000000', '91.00'],
    ['N3.6: in one currency', DEFAULT_TRADE_SETTINGS, 'EUR', '100', 'EUR', '1.0000000000000000', '100.00'],
    ['over a third currency', DEFAULT_TRADE_SETTINGS, 'EUR', '100', 'GBP', '0.8800000000000000', '88.00'],
    [
      'over a third currency, not rounded between',
      { rates: { 'EUR/USD': '0.33333333', 'USD/GBP': '0.33333333' }, cross_via: 'USD' },
      'EUR',
      '9999999999999.99',
      'GBP',
      '0.1111111088888889',
      '1111111088888.89',
    ],
    [
      'by its own pair rather than over a third',
      { rates: { 'EUR/USD': '2', 'USD/GBP': '3', 'EUR/GBP': '5' }, cross_via: 'USD' },
      'EUR',
      '1',
      'GBP',
      '5.0000000000000000',
      '5.00',
    ],
    ['over no third currency', { ...DEFAULT_TRADE_SETTINGS, cross_via: null }, 'EUR', '100', 'GBP', null, null],
    [
      'never against the direction of a pair',
      { rates: { 'EUR/USD': '2' }, cross_via: 'USD' },
      'USD',
      '100',
      'EUR',
      null,
      null,
    ],
    [
      'half a cent, up',
      { rates: { 'EUR/USD': '0.5' }, cross_via: null },
      'EUR',
      '-0.01',
      'USD',
      '0.5000000000000000',
      '0.01',
    ],
    [
      'less than half a cent, down',
      { rates: { 'EUR/USD': '0.49999999' }, cross_via: null },
      'EUR',
      '0.01',
      'USD',
      '0.4999999900000000',
      '0.00',
    ],
    ['of a currency that no setting names', DEFAULT_TRADE_SETTINGS, 'XAU', '1', 'XAU', '1.0000000000000000', '1.00'],
    ['with no rates at all', { rates: {}, cross_via: 'USD' }, 'EUR', '1', 'USD', null, null],
  ])('converts %s', async (_, settings, currency, amount, account_currency, rate, converted) => {
    await load({
      clients: [{ ...usd('0'), account_currency }],
      trades: told([['sell', amount, currency]]),
    });
    await tables().derive(settings);
    const { outcomes } = await derived();
    expect(outcomes).toMatchObject([{ rate, converted_amount: converted, account_currency }]);
  });

  it('tells rows apart that have the same number, as after a correction', async () => {
    const [first, second] = told([
      ['sell', '5'],
      ['buy', '5'],
    ]);
    // In the order of their ids, a purchase without funds comes first.
    const trades = [
      { ...first!, transaction_id: 'b', row_number: 1 },
      { ...second!, transaction_id: 'a', row_number: 1 },
    ];
    await load({ clients: [usd('0')], trades });
    await tables().derive(DEFAULT_TRADE_SETTINGS);
    expect((await derived()).outcomes.map(outcomeOf)).toEqual([
      'failed INSUFFICIENT_FUNDS 5.00 0.00 5.00',
      'completed  5.00 0.00 0.00',
    ]);
    expect(await tables().failedChecks(DEFAULT_TRADE_SETTINGS)).toEqual([]);
  });

  it('has an account of every client, also of one without trades', async () => {
    const clients = [usd('7'), { ...usd('-3'), client_id: 'b' }];
    await load({ clients, trades: [] });
    await tables().derive(DEFAULT_TRADE_SETTINGS);
    const none = { total_transactions: 0, failed_transactions: 0, total_spent: '0.00', total_gained: '0.00' };
    expect((await derived()).accounts).toMatchObject([
      { client_id: 'a', status: 'active', balance: '7.00', debt: '0.00', ...none },
      { client_id: 'b', status: 'suspended', balance: '0.00', debt: '3.00', ...none },
    ]);
    expect(await tables().failedChecks(DEFAULT_TRADE_SETTINGS)).toEqual([]);
  });
});
