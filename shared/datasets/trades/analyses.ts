import type { Analysis } from '../../contracts/analysis.ts';
import { date } from '../../contracts/kinds/date.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { text } from '../../contracts/kinds/text.ts';
import { wideMoney } from './trade-outcome.ts';

const count = integer({ min: 0 });

/** Amounts of different currencies are never added up: where they would be, there is a line a currency. */
export const analyses: readonly Analysis[] = [
  {
    name: 'clients-by-status',
    title: 'Clients by status and currency',
    columns: [
      { name: 'status', kind: text() },
      { name: 'account_currency', kind: text() },
      { name: 'clients', kind: count },
      { name: 'balance', kind: wideMoney() },
      { name: 'debt', kind: wideMoney() },
    ],
    chart: { type: 'bar', x: 'status', y: ['clients'] },
    from: ['client_account'],
  },
  {
    name: 'volume-by-month',
    title: 'Completed trades by month and account currency',
    columns: [
      { name: 'month', kind: date() },
      { name: 'account_currency', kind: text() },
      { name: 'trades', kind: count },
      { name: 'bought', kind: wideMoney() },
      { name: 'sold', kind: wideMoney() },
    ],
    chart: { type: 'line', x: 'month', y: ['bought', 'sold'] },
    from: ['trade_outcome'],
  },
  {
    name: 'top-clients',
    title: 'The clients with the highest balances, of each currency',
    columns: [
      { name: 'account_currency', kind: text() },
      { name: 'client_id', kind: text() },
      { name: 'name', kind: text() },
      { name: 'balance', kind: wideMoney() },
      { name: 'total_transactions', kind: count },
      { name: 'total_spent', kind: wideMoney() },
      { name: 'total_gained', kind: wideMoney() },
    ],
    chart: { type: 'bar', x: 'name', y: ['balance'] },
    from: ['client_account'],
  },
  {
    name: 'traded-by-ticker',
    title: 'Completed trades by share and currency',
    columns: [
      { name: 'stock_ticker', kind: text() },
      { name: 'currency', kind: text() },
      { name: 'trades', kind: count },
      { name: 'shares_bought', kind: count },
      { name: 'shares_sold', kind: count },
      { name: 'bought', kind: wideMoney() },
      { name: 'sold', kind: wideMoney() },
    ],
    chart: { type: 'bar', x: 'stock_ticker', y: ['bought', 'sold'] },
    from: ['trade_outcome'],
  },
  {
    name: 'client-balance',
    title: 'The balance of a client over time',
    columns: [
      { name: 'day', kind: date() },
      { name: 'balance', kind: wideMoney() },
      { name: 'debt', kind: wideMoney() },
    ],
    chart: { type: 'step', x: 'day', y: ['balance', 'debt'] },
    from: ['client_account', 'trade_outcome'],
  },
];
