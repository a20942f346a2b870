import type { Column } from '../../contracts/contract.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { code } from '../../contracts/kinds/code.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { text } from '../../contracts/kinds/text.ts';
import { RATE_SCALE } from './rate-scale.ts';
import { trade } from './trade.ts';

/**
 * Converted money and its sums are wider than what files hold. An amount has at most 15 digits, a rate over a third currency
 * 16 before the point, and a client 500,000 trades: 37 digits, of the 38 that there are. So nothing can overflow.
 */
export const wideMoney = () => decimal({ precision: 38, min: '-999999999999999999999999999999999999.99' });

const unit = (value: string, meaning: string) => ({ input: value, value, meaning });

const derivedColumns: readonly Omit<Column, 'number'>[] = [
  {
    name: 'account_currency',
    kind: text({ maxLength: 3, lowCardinality: true }),
    required: true,
    meaning: "currency of the client's account",
    profile: 'categorical',
  },
  {
    name: 'rate',
    kind: decimal({ precision: 38, scale: RATE_SCALE }),
    required: false,
    meaning: 'so many units of the account currency are one of the trade currency; empty if no rate is configured',
  },
  {
    name: 'converted_amount',
    kind: wideMoney(),
    required: false,
    meaning: 'the amount in the account currency, without its sign, rounded half up; empty without a rate',
    profile: 'numeric',
  },
  {
    name: 'transaction_status',
    kind: code([unit('completed', 'the trade was carried out'), unit('failed', 'it was not')]),
    required: true,
    meaning: 'whether the trade was carried out',
    profile: 'categorical',
  },
  {
    name: 'failure_reason',
    kind: code([
      unit('INSUFFICIENT_FUNDS', 'the balance did not cover it: what was missing became a debt'),
      unit('CLIENT_SUSPENDED', 'the client had a debt, and so could not buy'),
      unit('NO_RATE', 'no rate leads from the currency of the trade to that of the account'),
    ]),
    required: false,
    meaning: 'why the trade failed; empty if it did not',
    profile: 'categorical',
  },
  { name: 'balance_after', kind: wideMoney(), required: true, meaning: 'balance after the trade' },
  { name: 'debt_after', kind: wideMoney(), required: true, meaning: 'debt after the trade' },
];

const columns: readonly Column[] = [
  ...trade.columns.map(({ profile: _, ...column }) => column),
  ...derivedColumns.map((column, index) => ({ number: trade.columns.length + 1 + index, ...column })),
];

/** What became of every trade. */
export const tradeOutcome: DerivedTable = {
  name: 'trade_outcome',
  table: 'trades_trade_outcome',
  title: 'Outcomes: what became of every trade, and what the client had and owed after it',
  columns,
  key: ['client_id', 'transaction_date', 'row_number', 'transaction_id'],
  from: ['client', 'trade'],
  origins: [
    { table: 'trade', columns: { transaction_id: 'transaction_id' } },
    { table: 'client', columns: { client_id: 'client_id' } },
  ],
};
