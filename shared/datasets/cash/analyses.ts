import type { Analysis } from '../../contracts/analysis.ts';
import { date } from '../../contracts/kinds/date.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { text } from '../../contracts/kinds/text.ts';

const money = () => decimal({ precision: 76, scale: 2, min: null });
const count = integer({ min: 0 });

export const analyses: readonly Analysis[] = [
  {
    name: 'largest-positions',
    title: 'The companies with the most, and those with the largest debts',
    columns: [
      { name: 'company_id', kind: text() },
      { name: 'name', kind: text() },
      { name: 'accounts', kind: count },
      { name: 'balance', kind: money() },
      { name: 'debt', kind: money() },
      { name: 'credit', kind: money() },
    ],
    chart: { type: 'bar', x: 'name', y: ['balance'] },
    from: ['company_balance'],
  },
  {
    name: 'flows-by-country',
    title: 'What came in and went out by country of the other side',
    columns: [
      { name: 'country', kind: text() },
      { name: 'incoming', kind: money() },
      { name: 'outgoing', kind: money() },
      { name: 'payments', kind: count },
    ],
    chart: { type: 'bar', x: 'country', y: ['incoming', 'outgoing'] },
    from: ['posting', 'exchange_rate'],
  },
  {
    name: 'concentration',
    title: 'The counterparties with the most money in and out, and their share of all of it',
    columns: [
      { name: 'counterparty_iban', kind: text() },
      { name: 'counterparty_company_id', kind: text() },
      { name: 'turnover', kind: money() },
      { name: 'share', kind: decimal({ scale: 4 }), unit: 'fraction' },
      { name: 'cumulative_share', kind: decimal({ scale: 4 }), unit: 'fraction' },
    ],
    chart: { type: 'line', x: 'counterparty_iban', y: ['cumulative_share'] },
    from: ['posting', 'exchange_rate'],
  },
  {
    name: 'balance-by-month',
    title: 'What was there at the end of each month, and what came in and went out',
    columns: [
      { name: 'month', kind: date() },
      { name: 'incoming', kind: money() },
      { name: 'outgoing', kind: money() },
      { name: 'closing', kind: money() },
    ],
    chart: { type: 'line', x: 'month', y: ['closing'] },
    from: ['account', 'account_day', 'exchange_rate'],
  },
];
