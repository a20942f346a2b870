import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { companyBalance } from './company-balance.ts';
import { BALANCE_CURRENCIES, balanceColumns } from './conversion.ts';

const balancesSql = ({ rows }: DerivationContext): string => {
  const figures = BALANCE_CURRENCIES.flatMap((currency) => {
    const { balance, debt, credit, without } = balanceColumns(currency);
    return [
      [balance, `sum(${balance})`],
      [debt, `-sumIf(${balance}, ${balance} < 0)`],
      [credit, `sumIf(${balance}, ${balance} > 0)`],
      [without, `arraySort(groupUniqArrayArray(${without}))`],
    ] as const;
  });
  return `
    SELECT c.id AS company_id, c.name AS name, c.owner AS owner, b.first_account_no AS first_account_no, toUInt32(b.accounts) AS accounts,
      ${figures.map(([name]) => `b.${name} AS ${name}`).join(', ')}, b.payments AS payments, c.row_number AS row_number
    FROM ${rows('company')} AS c
    INNER JOIN (
      SELECT company_id, min(account_no) AS first_account_no, count() AS accounts, sum(o.payments) AS payments,
        ${figures.map(([name, sql]) => `${sql.replaceAll(/\b(balance|without)_/g, 'o.$1_')} AS ${name}`).join(', ')}
      FROM ${rows('account_balance')} AS o GROUP BY company_id
    ) AS b ON b.company_id = c.id`;
};

export const computedCompanyBalance: ComputedTable = {
  ...companyBalance,
  select: balancesSql,
  settings: { join_use_nulls: 0, compile_expressions: 0 },
  checks: [
    {
      name: 'one-balance-a-company',
      sql: ({ rows }) => {
        const sums = BALANCE_CURRENCIES.map((currency) => balanceColumns(currency).balance);
        const all = (table: string) =>
          `SELECT ${sums.map((name) => `sum(b.${name}) AS ${name}`).join(', ')} FROM ${rows(table)} AS b`;
        return `
          SELECT 1 FROM (${all('company_balance')}) AS c CROSS JOIN (${all('account_balance')}) AS a
          CROSS JOIN (SELECT count() AS stored FROM ${rows('company_balance')}) AS s
          CROSS JOIN (SELECT count() AS given FROM ${rows('company')}) AS g
          WHERE stored != given OR ${sums.map((name) => `c.${name} != a.${name}`).join(' OR ')}`;
      },
    },
    {
      name: 'balance-is-credit-less-debt',
      sql: ({ rows }) => `
        SELECT 1 FROM ${rows('company_balance')} WHERE ${BALANCE_CURRENCIES.map((currency) => {
          const { balance, debt, credit } = balanceColumns(currency);
          return `${balance} != ${credit} - ${debt} OR ${debt} < 0 OR ${credit} < 0`;
        }).join(' OR ')} LIMIT 1`,
    },
  ],
};
