import { required } from '../../contracts/columns.ts';
import type { DerivationContext, DerivedTable } from '../../contracts/derivation.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { list } from '../../contracts/kinds/list.ts';
import { text } from '../../contracts/kinds/text.ts';
import { BALANCE_CURRENCIES, balanceColumns, convertedSql, ratesSql, VALUE_SCALE } from './conversion.ts';

/** A sum of amounts times rates, exactly. */
export const exactValue = (min: '0' | null = null) => decimal({ precision: 76, scale: VALUE_SCALE, shown: 2, min });

const balancesSql = (context: DerivationContext): string => {
  const { rows, ofPart } = context;
  const named = BALANCE_CURRENCIES.map(balanceColumns);
  const sums = named.map(
    ({ rate, balance, without }) => `sum(${convertedSql('net', `rates.${rate}`)}) AS ${balance},
      arraySort(groupArrayIf(currency, rates.${rate} = 0)) AS ${without}`,
  );
  const columns = named.flatMap(({ balance, without }) => [balance, without]);
  return `
    SELECT a.account_no AS account_no, a.iban AS iban, a.company_id AS company_id,
      ${columns.map((name) => `b.${name} AS ${name}`).join(', ')}, toUInt32(b.payments) AS payments, a.row_number AS row_number
    FROM ${rows('account')} AS a
    LEFT ANY JOIN (
      SELECT account_no, sum(payments) AS payments, ${sums.join(', ')}
      FROM (
        SELECT account_no, currency, sum(incoming) - sum(outgoing) AS net, sum(payments) AS payments
        FROM ${rows('account_day')} WHERE ${ofPart('account_no')} GROUP BY account_no, currency) AS c
      LEFT ANY JOIN (${ratesSql(context.rows)}) AS rates ON rates.currency = c.currency
      GROUP BY account_no
    ) AS b ON b.account_no = a.account_no
    WHERE ${ofPart('a.account_no')}`;
};

/** What each account has after all payments, exactly: it is rounded where it is shown. */
export const accountBalance: DerivedTable = {
  name: 'account_balance',
  table: 'cash_account_balance',
  title: 'Balances: what each account has after all payments',
  columns: [
    required(
      1,
      'account_no',
      integer({ min: 1 }),
      'number of the account in this load; of a company, one after the other',
    ),
    required(2, 'iban', text({ maxLength: 34 }), 'the account'),
    required(3, 'company_id', text(), 'whose account it is'),
    required(4, 'balance_eur', exactValue(), 'in euros, of the currencies that have a rate', { profile: 'numeric' }),
    required(5, 'without_eur_rate', list(text({ maxLength: 3 })), 'currencies of its payments without a rate in euros'),
    required(6, 'balance_usd', exactValue(), 'in US dollars, of the currencies that have a rate', {
      profile: 'numeric',
    }),
    required(
      7,
      'without_usd_rate',
      list(text({ maxLength: 3 })),
      'currencies of its payments without a rate in dollars',
    ),
    required(8, 'payments', integer({ min: 0 }), 'how many payments', { profile: 'numeric' }),
  ],
  key: ['account_no'],
  from: ['account', 'account_day', 'exchange_rate'],
  select: balancesSql,
  settings: { join_use_nulls: 0, compile_expressions: 0 },
  rowsAPart: { of: ['account_day'], rows: 4_000_000 },
  checks: [
    {
      name: 'one-balance-an-account',
      sql: ({ rows }) => `
        SELECT 1 FROM (SELECT count() AS balances, sum(payments) AS payments FROM ${rows('account_balance')}) AS b
        CROSS JOIN (SELECT count() AS accounts FROM ${rows('account')}) AS a
        CROSS JOIN (SELECT sum(payments) AS payments FROM ${rows('account_day')}) AS d
        WHERE balances != accounts OR b.payments != d.payments`,
    },
  ],
  origins: [
    { table: 'account', columns: { account_no: 'account_no' } },
    { table: 'posting', columns: { account_no: 'account_no' } },
  ],
};
