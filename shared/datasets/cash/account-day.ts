import { required } from '../../contracts/columns.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { currency } from '../../contracts/kinds/currency.ts';
import { date } from '../../contracts/kinds/date.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { AMOUNT_SCALE } from './payment.ts';

/** A sum of any number of amounts. */
export const summedAmount = (min: '0' | null = '0') => decimal({ precision: 38, scale: AMOUNT_SCALE, shown: 2, min });

/** What came into and went out of an account on a day of UTC, in each currency. */
export const accountDay: DerivedTable = {
  name: 'account_day',
  table: 'cash_account_day',
  title: 'Days: what came into and went out of each account, by day and currency',
  columns: [
    required(1, 'account_no', integer({ min: 1 }), 'number of the account in this load'),
    required(2, 'day', date(), 'the day, in UTC'),
    required(3, 'currency', currency(), 'currency of the amounts', { profile: 'categorical' }),
    required(4, 'incoming', summedAmount(), 'what the account was paid', { profile: 'numeric' }),
    required(5, 'outgoing', summedAmount(), 'what it was charged', { profile: 'numeric' }),
    required(6, 'payments', integer({ min: 0 }), 'how many payments', { profile: 'numeric' }),
  ],
  key: ['account_no', 'day', 'currency'],
  from: ['posting'],
  origins: [
    { table: 'account', columns: { account_no: 'account_no' } },
    { table: 'posting', columns: { account_no: 'account_no' } },
  ],
};
