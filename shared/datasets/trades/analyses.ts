import { z } from 'zod';
import type { Analysis } from '../../contracts/analysis.ts';
import { date } from '../../contracts/kinds/date.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { text } from '../../contracts/kinds/text.ts';
import { wideMoney } from './replay.ts';

const none = z.strictObject({});
const count = integer({ min: 0 });
const most = (highest: number, usual: number) =>
  z
    .string()
    .regex(/^[0-9]{1,6}$/, 'a whole number')
    .refine((digits) => Number(digits) >= 1 && Number(digits) <= highest, `must be 1 to ${highest}`)
    .default(String(usual));

/** Amounts of different currencies are never added up: where they would be, there is a line a currency. */
export const analyses: readonly Analysis[] = [
  {
    name: 'clients-by-status',
    title: 'Clients by status and currency',
    parameters: none,
    columns: [
      { name: 'status', kind: text() },
      { name: 'account_currency', kind: text() },
      { name: 'clients', kind: count },
      { name: 'balance', kind: wideMoney() },
      { name: 'debt', kind: wideMoney() },
    ],
    chart: { type: 'bar', x: 'status', y: ['clients'] },
    from: ['client_account'],
    sql: ({ rows }) => `SELECT status, account_currency, count() AS clients, sum(balance) AS balance, sum(debt) AS debt
      FROM ${rows('client_account')} GROUP BY status, account_currency ORDER BY status, account_currency`,
  },
  {
    name: 'volume-by-month',
    title: 'Completed trades by month and account currency',
    parameters: none,
    columns: [
      { name: 'month', kind: date() },
      { name: 'account_currency', kind: text() },
      { name: 'trades', kind: count },
      { name: 'bought', kind: wideMoney() },
      { name: 'sold', kind: wideMoney() },
    ],
    chart: { type: 'line', x: 'month', y: ['bought', 'sold'] },
    from: ['trade_outcome'],
    sql: ({ rows }) => `SELECT toDate32(toStartOfMonth(transaction_date)) AS month, account_currency, count() AS trades,
        sumIf(assumeNotNull(converted_amount), transaction_type = 'buy') AS bought,
        sumIf(assumeNotNull(converted_amount), transaction_type = 'sell') AS sold
      FROM ${rows('trade_outcome')} WHERE transaction_status = 'completed'
      GROUP BY month, account_currency ORDER BY month, account_currency`,
  },
  {
    name: 'top-clients',
    title: 'The clients with the highest balances, of each currency',
    parameters: z.strictObject({ limit: most(100, 10).meta({ description: 'Clients of each currency.' }) }),
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
    sql: ({
      rows,
      parameter,
    }) => `SELECT account_currency, client_id, name, balance, total_transactions, total_spent, total_gained
      FROM (
        SELECT *, row_number() OVER (PARTITION BY account_currency ORDER BY balance DESC, client_id) AS place
        FROM ${rows('client_account')})
      WHERE place <= toUInt32(${parameter('limit', 'String')}) ORDER BY account_currency, place`,
  },
  {
    name: 'traded-by-ticker',
    title: 'Completed trades by share and currency',
    parameters: none,
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
    sql: ({ rows }) => `SELECT stock_ticker, currency, count() AS trades,
        sumIf(shares, transaction_type = 'buy') AS shares_bought, sumIf(shares, transaction_type = 'sell') AS shares_sold,
        sumIf(toDecimal128(abs(amount), 2), transaction_type = 'buy') AS bought,
        sumIf(toDecimal128(abs(amount), 2), transaction_type = 'sell') AS sold
      FROM ${rows('trade_outcome')} WHERE transaction_status = 'completed'
      GROUP BY stock_ticker, currency ORDER BY stock_ticker, currency`,
  },
  {
    name: 'client-balance',
    title: 'The balance of a client over time',
    parameters: z.strictObject({ client_id: z.string().max(200).default('') }),
    columns: [
      { name: 'day', kind: date() },
      { name: 'balance', kind: wideMoney() },
      { name: 'debt', kind: wideMoney() },
    ],
    chart: { type: 'line', x: 'day', y: ['balance', 'debt'] },
    from: ['trade_outcome'],
    // Of long histories the last day of each of 500 equal stretches.
    sql: ({ rows, parameter }) => {
      const ofClient = `SELECT transaction_date, (transaction_date, row_number, transaction_id) AS place, balance_after, debt_after
        FROM ${rows('trade_outcome')} WHERE client_id = ${parameter('client_id', 'String')}`;
      return `WITH (SELECT (min(transaction_date), max(transaction_date)) FROM (${ofClient})) AS span
        SELECT max(transaction_date) AS day, argMax(balance_after, place) AS balance, argMax(debt_after, place) AS debt
        FROM (${ofClient})
        GROUP BY intDiv(toInt64(transaction_date) - toInt64(span.1), intDiv(toInt64(span.2) - toInt64(span.1), 500) + 1)
        ORDER BY day`;
    },
  },
];
