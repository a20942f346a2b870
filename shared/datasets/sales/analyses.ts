import type { Analysis } from '../../contracts/analysis.ts';
import { date } from '../../contracts/kinds/date.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { text } from '../../contracts/kinds/text.ts';
import { recordNumber } from './customer.ts';
import { known } from './dim-customer.ts';
import { dayName, dayOfWeek } from './dim-date.ts';
import { AMOUNT_SCALE, saleAmount } from './transaction.ts';

const count = integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
/** A sum of amounts. */
const total = () => decimal({ precision: 38, scale: AMOUNT_SCALE });
/** Decimals of what is not exact: two more than amounts have. */
export const ROUNDED_SCALE = AMOUNT_SCALE + 2;
const rounded = () => decimal({ precision: 18, scale: ROUNDED_SCALE });

const ofCustomer = [
  { name: 'customer_id', kind: recordNumber() },
  { name: 'first_name', kind: text() },
  { name: 'is_known', kind: known() },
  { name: 'transactions', kind: count },
  { name: 'amount', kind: total() },
] as const;
const facts = 'fact_transactions';

export const analyses: readonly Analysis[] = [
  {
    name: 'spending-by-customer',
    title: 'What each customer spent, most first',
    // By the number too: first names alone would make one person of several.
    columns: ofCustomer,
    chart: { type: 'bar', x: 'customer_id', y: ['amount'] },
    from: [facts],
  },
  {
    name: 'sales-by-category',
    title: 'Sales by category of the merchant, most first',
    columns: [
      { name: 'category', kind: text() },
      { name: 'transactions', kind: count },
      { name: 'amount', kind: total() },
    ],
    chart: { type: 'bar', x: 'category', y: ['amount'] },
    from: [facts],
  },
  {
    name: 'amount-distribution',
    title: 'How large the amounts are: all of them, then in steps of 1, 2 and 5',
    // The first row is all amounts. Averages and standard deviations (of a sample: n - 1) are rounded half up, all else is exact.
    columns: [
      { name: 'amount_from', kind: saleAmount() },
      { name: 'amount_below', kind: decimal({ precision: 12, scale: AMOUNT_SCALE }) },
      { name: 'transactions', kind: count },
      { name: 'amount', kind: total() },
      { name: 'minimum', kind: saleAmount() },
      { name: 'p25', kind: saleAmount() },
      { name: 'p50', kind: saleAmount() },
      { name: 'p75', kind: saleAmount() },
      { name: 'maximum', kind: saleAmount() },
      { name: 'average', kind: rounded() },
      { name: 'standard_deviation', kind: rounded() },
    ],
    chart: { type: 'bar', x: 'amount_from', y: ['transactions'] },
    from: [facts],
  },
  {
    name: 'volume-by-weekday',
    title: 'Sales by day of the week',
    columns: [
      { name: 'day_of_week', kind: dayOfWeek() },
      { name: 'day_name', kind: dayName() },
      { name: 'transactions', kind: count },
      { name: 'amount', kind: total() },
    ],
    chart: { type: 'bar', x: 'day_name', y: ['amount'] },
    from: [facts],
  },
  {
    name: 'top-customers',
    title: 'The customers who spent most',
    columns: ofCustomer,
    chart: { type: 'bar', x: 'customer_id', y: ['amount'] },
    from: [facts],
  },
  {
    name: 'sales-by-month',
    title: 'Sales by month',
    columns: [
      { name: 'month', kind: date() },
      { name: 'transactions', kind: count },
      { name: 'amount', kind: total() },
    ],
    chart: { type: 'line', x: 'month', y: ['amount'] },
    from: [facts],
  },
];
