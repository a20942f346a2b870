import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { accountBalance } from './account-balance.ts';
import { accountBlock } from './account-sql.ts';
import { BALANCE_CURRENCIES, balanceColumns } from './conversion.ts';
import { convertedSql, ratesSql } from './conversion-sql.ts';

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
        FROM ${rows('account_day')} WHERE ${ofPart(accountBlock('account_no'))} GROUP BY account_no, currency) AS c
      LEFT ANY JOIN (${ratesSql(context.rows)}) AS rates ON rates.currency = c.currency
      GROUP BY account_no
    ) AS b ON b.account_no = a.account_no
    WHERE ${ofPart(accountBlock('a.account_no'))}`;
};

export const computedAccountBalance: ComputedTable = {
  ...accountBalance,
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
};
