import fc from 'fast-check';
import { scaled } from '../../../../shared/contracts/kinds/decimal.ts';
import type { TradeSettings } from '../../../../shared/datasets/trades/rates.ts';
import type { Client, Trade } from './replay-oracle.ts';

/** Rows as their tables take them. */
export const clientRow = (client: Client, row_number: number) => ({
  name: 'Ada Brown',
  email: null,
  date_of_birth: '1980-05-17',
  country: 'Spain',
  account_type: 'standard',
  account_open_date: '2020-01-31',
  phone_number: null,
  address: '1 Mill Lane\n10115 Aston',
  risk_tolerance: 'low',
  ...client,
  row_number,
});

export const tradeRow = (trade: Trade) => ({
  stock_ticker: 'MSFT',
  stock_name: trade.row_number % 2 === 0 ? null : 'Microsoft Corp.',
  shares: 1,
  price: '1.00',
  transaction_channel: 'ATM',
  ...trade,
});

const CURRENCIES = ['USD', 'EUR', 'GBP', 'JPY', 'TRY'];
const MOST_CENTS = 999_999_999_999_999n;

/** Few round numbers, so that balances and debts often end at exactly 0; any number of cents; the largest there are. */
const cents = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt(0n, 12n).map((units) => units * 100n) },
  { weight: 3, arbitrary: fc.bigInt(0n, 100_000n) },
  { weight: 1, arbitrary: fc.bigInt(MOST_CENTS - 3n, MOST_CENTS) },
  { weight: 1, arbitrary: fc.bigInt(0n, MOST_CENTS) },
);

const rate = fc.oneof(
  fc.constantFrom('1', '1.10', '1.25', '0.91', '0.80', '2', '0.5', '0.005'),
  fc.constantFrom('0.00000001', '99999999.99999999', '0.99999999', '00000001.00000000'),
  fc.bigInt(1n, 10n ** 16n - 1n).map((unscaledRate) => scaled(unscaledRate, 8)),
  fc.bigInt(1n, 10n ** 9n).map((unscaledRate) => scaled(unscaledRate, 8)),
);

const pairs = CURRENCIES.flatMap((base) =>
  CURRENCIES.filter((quote) => quote !== base).map((quote) => `${base}/${quote}`),
);

/** Pairs in one direction, in both or in none, with and without a currency to cross over. */
const settings: fc.Arbitrary<TradeSettings> = fc.record({
  rates: fc
    .subarray(pairs)
    .chain((chosen) => fc.tuple(...chosen.map(() => rate)).map((rates) => Object.fromEntries(zip(chosen, rates)))),
  cross_via: fc.option(fc.constantFrom('USD', 'EUR', 'CHF')),
});

const zip = <A, B>(as: readonly A[], bs: readonly B[]): [A, B][] => as.map((a, index) => [a, bs[index]!]);

const tapeLength = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 30 }) },
  // Around the lengths at which the replay begins another part of a client's trades.
  { weight: 1, arbitrary: fc.constantFrom(255, 256, 257, 512, 513) },
);

/** A client with trades, not numbered yet. */
const tape = fc
  .record({
    balance: fc.tuple(fc.constantFrom(1n, 1n, 1n, -1n), cents).map(([sign, size]) => sign * size),
    currency: fc.constantFrom(...CURRENCIES),
    days: fc.constantFrom(1, 3, 400),
    ownCurrencyOnly: fc.boolean(),
    length: tapeLength,
  })
  .chain(({ balance, currency, days, ownCurrencyOnly, length }) =>
    fc.record({
      balance: fc.constant(balance),
      currency: fc.constant(currency),
      trades: fc.array(
        fc.record({
          type: fc.constantFrom('buy' as const, 'sell' as const),
          day: fc.nat({ max: days - 1 }),
          amount: fc.tuple(fc.boolean(), cents).map(([isNegative, size]) => scaled(isNegative ? -size : size, 2)),
          currency: ownCurrencyOnly ? fc.constant(currency) : fc.constantFrom(...CURRENCIES, 'CHF'),
          /** Where in the file, so that the trades of all clients are mixed. */
          place: fc.nat(),
        }),
        { minLength: length, maxLength: length, size: 'max' },
      ),
    }),
  );

export interface Book {
  readonly settings: TradeSettings;
  readonly clients: readonly Client[];
  readonly trades: readonly Trade[];
}

/** Clients, their trades in the order of a file, and rates. */
export const book: fc.Arbitrary<Book> = fc
  .record({
    settings,
    tapes: fc.array(tape, { minLength: 1, maxLength: 40, size: 'max' }),
    /** After so many rows the numbers begin anew, as in a batch of a file and its corrections. */
    rowsOfAFile: fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 100, 7),
  })
  .map(({ settings: chosen, tapes, rowsOfAFile }) => ({
    settings: chosen,
    clients: tapes.map(({ balance, currency }, index) => ({
      client_id: `c${index}`,
      account_balance: scaled(balance, 2),
      account_currency: currency,
    })),
    trades: tapes
      .flatMap(({ trades }, index) => trades.map((trade) => ({ ...trade, client: `c${index}` })))
      .sort((a, b) => a.place - b.place)
      .map(({ client, type, day, amount, currency }, index) => ({
        transaction_id: `t${Math.imul(index + 1, 0x9e37_79b1) >>> 0}`,
        row_number: (index % rowsOfAFile) + 1,
        client_id: client,
        transaction_type: type,
        transaction_date: new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10),
        amount,
        currency,
      })),
  }));
