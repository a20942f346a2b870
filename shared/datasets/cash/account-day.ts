import { required } from '../../contracts/columns.ts';
import type { DerivationContext, DerivedTable } from '../../contracts/derivation.ts';
import { currency } from '../../contracts/kinds/currency.ts';
import { date } from '../../contracts/kinds/date.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { AMOUNT_SCALE } from './payment.ts';

/** A sum of any number of amounts. */
export const summedAmount = (min: '0' | null = '0') => decimal({ precision: 38, scale: AMOUNT_SCALE, shown: 2, min });

/** Memory grows with the cells of a part: an account, a day and a currency each. */
const daysSql = ({ rows, ofPart }: DerivationContext): string => {
  const sum = (direction: string) => `sumIf(toDecimal128(amount, ${AMOUNT_SCALE}), direction = '${direction}')`;
  return `
    SELECT account_no, toDate32(ts) AS day, currency, ${sum('in')} AS incoming, ${sum('out')} AS outgoing,
      toUInt32(count()) AS payments, min(posting.row_number) AS row_number
    FROM ${rows('posting')} AS posting WHERE ${ofPart('account_no')} GROUP BY account_no, day, currency`;
};

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
  select: daysSql,
  settings: { compile_expressions: 0 },
  rowsAPart: { of: ['posting'], rows: 4_000_000 },
  checks: [
    {
      name: 'days-add-up',
      sql: ({ rows }) => {
        const sums = (table: string, incoming: string, outgoing: string, payments: string) =>
          `SELECT currency, sum(${incoming}) AS i, sum(${outgoing}) AS o, sum(${payments}) AS n FROM ${rows(table)} GROUP BY currency`;
        const amount = (direction: string) =>
          `if(direction = '${direction}', toDecimal128(amount, ${AMOUNT_SCALE}), 0)`;
        return `
          SELECT 1 FROM (${sums('account_day', 'incoming', 'outgoing', 'payments')}) AS d
          FULL JOIN (${sums('posting', amount('in'), amount('out'), '1')}) AS p ON p.currency = d.currency
          WHERE d.currency != p.currency OR d.i != p.i OR d.o != p.o OR d.n != p.n LIMIT 1`;
      },
    },
  ],
  origins: [
    { table: 'account', columns: { account_no: 'account_no' } },
    { table: 'posting', columns: { account_no: 'account_no' } },
  ],
};
