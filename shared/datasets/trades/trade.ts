import { optional, required } from '../../contracts/columns.ts';
import { absolute, atMost, both, equals, implies, is, number, product } from '../../contracts/condition.ts';
import type { FileType } from '../../contracts/contract.ts';
import { code } from '../../contracts/kinds/code.ts';
import { currency } from '../../contracts/kinds/currency.ts';
import { date } from '../../contracts/kinds/date.ts';
import { decimal, scaled, unscaled } from '../../contracts/kinds/decimal.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { text } from '../../contracts/kinds/text.ts';
import type { ReferenceWarning } from '../../contracts/reference-warning.ts';
import { money } from './client.ts';

const categorical = { profile: 'categorical' } as const;
const numeric = { profile: 'numeric' } as const;

/** What is remarkable in a trade and its client together. */
const tradeReferenceWarnings: readonly ReferenceWarning[] = [
  {
    number: 903,
    errorType: 'RANGE',
    field: 'transaction_date',
    reference: 701,
    holds: atMost('client.account_open_date', 'transaction_date'),
    reason: "transaction_date should not be before the client's account_open_date",
    why: 'Nobody trades on an account that is not open: one of the two dates is wrong. The trade counts like any other.',
    example: {
      row: { transaction_date: '2023-01-01' },
      referred: { account_open_date: '2023-01-02' },
    },
  },
];

/** Trades in the order in which they were made: by date, and on one day by their place in the file. */
export const trade: FileType = {
  name: 'trade',
  rulePrefix: 'TRADE-TRADE',
  title: 'Trades: one row a purchase or sale of shares',
  table: 'trades_trade',
  key: ['transaction_id'],
  references: [{ number: 701, columns: ['client_id'], fileType: 'client' }],
  columns: [
    required(1, 'transaction_id', text(), 'the trade; unique in the file'),
    required(2, 'client_id', text(), 'who traded'),
    required(
      3,
      'transaction_type',
      code([
        { input: 'buy', value: 'buy', meaning: 'the client bought and paid' },
        { input: 'sell', value: 'sell', meaning: 'the client sold and was paid' },
      ]),
      'which way the trade went',
      categorical,
    ),
    required(4, 'transaction_date', date({ typical: ['2023-01-01', '2024-12-31'] }), 'the day of the trade'),
    required(5, 'stock_ticker', text({ maxLength: 10, lowCardinality: true }), 'short name of the share', categorical),
    optional(6, 'stock_name', text({ lowCardinality: true }), 'whose share it is'),
    required(7, 'shares', integer({ min: 0, typical: [1, 500] }), 'how many shares', numeric),
    required(8, 'price', decimal({ precision: 10, typical: [10, 1_500] }), 'price of one share', numeric),
    required(9, 'amount', money([-750_000, 750_000]), 'shares times price; below 0 for a sale', numeric),
    required(
      10,
      'currency',
      currency({ typical: ['EUR', 'GBP', 'USD'] }),
      'ISO 4217 code of the currency of price and amount',
      categorical,
    ),
    optional(
      11,
      'transaction_channel',
      code([
        { input: 'online', value: 'online', meaning: 'on the web or in the app' },
        { input: 'branch', value: 'branch', meaning: 'at a counter' },
        { input: 'ATM', value: 'ATM', meaning: 'at a machine' },
      ]),
      'how the order reached the bank',
      categorical,
    ),
  ],
  referenceWarnings: tradeReferenceWarnings,
  rowRules: [
    {
      number: 901,
      severity: 'WARNING',
      errorType: 'VALUE',
      field: 'amount',
      holds: equals(absolute('amount'), product('shares', 'price')),
      reason: 'amount, without its sign, should be shares times price',
      why: 'One of the three is wrong, or a fee is in the amount. The amount counts, as it was sent.',
      example: { transaction_type: 'buy', shares: '1', price: '10.00', amount: '10.01' },
    },
    {
      number: 902,
      severity: 'WARNING',
      errorType: 'VALUE',
      field: 'amount',
      holds: both(
        implies(is('transaction_type', 'buy'), atMost(number('0'), 'amount')),
        implies(is('transaction_type', 'sell'), atMost('amount', number('0'))),
      ),
      reason: 'amount should be below 0 for a sale and above 0 for a purchase',
      why: 'Its sign and transaction_type say the same thing twice, and disagree. The type counts, and the amount without its sign.',
      example: { transaction_type: 'sell', shares: '1', price: '10.00', amount: '10.00' },
    },
  ],
  reconcile: (cells) => {
    const size = BigInt(cells.shares!) * unscaled(cells.price!, 2);
    cells.amount = scaled(cells.transaction_type === 'sell' ? -size : size, 2);
  },
};
