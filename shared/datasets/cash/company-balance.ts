import { optional, required } from '../../contracts/columns.ts';
import type { Column } from '../../contracts/contract.ts';
import type { DerivationContext, DerivedTable } from '../../contracts/derivation.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { list } from '../../contracts/kinds/list.ts';
import { text } from '../../contracts/kinds/text.ts';
import { exactValue } from './account-balance.ts';
import { BALANCE_CURRENCIES, type BalanceCurrency, balanceColumns } from './conversion.ts';

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

const NAMES: Readonly<Record<BalanceCurrency, string>> = { EUR: 'euros', USD: 'US dollars' };

const figureColumns = (currency: BalanceCurrency, from: number): readonly Column[] => {
  const { balance, debt, credit, without } = balanceColumns(currency);
  const unit = NAMES[currency];
  return [
    required(from, balance, exactValue(), `what all accounts have together, in ${unit}`, { profile: 'numeric' }),
    required(from + 1, debt, exactValue('0'), `what accounts below 0 lack, in ${unit}`, { profile: 'numeric' }),
    required(from + 2, credit, exactValue('0'), `what accounts above 0 have, in ${unit}`, { profile: 'numeric' }),
    required(from + 3, without, list(text({ maxLength: 3 })), `currencies of its payments without a rate in ${unit}`),
  ];
};

/** What each company has, owes and is owed: what its accounts have together, those below 0, and those above. */
export const companyBalance: DerivedTable = {
  name: 'company_balance',
  table: 'cash_company_balance',
  title: 'Companies: what each has and owes after all payments',
  columns: [
    required(1, 'company_id', text(), 'the company'),
    required(2, 'name', text(), 'what it is called'),
    optional(3, 'owner', text(), 'whose it is'),
    required(4, 'first_account_no', integer({ min: 1 }), 'number of its first account in this load; the others follow'),
    required(5, 'accounts', integer({ min: 1 }), 'how many accounts it has', { profile: 'numeric' }),
    ...BALANCE_CURRENCIES.flatMap((currency, index) => figureColumns(currency, 6 + index * 4)),
    required(14, 'payments', integer({ min: 0 }), 'how many payments its accounts have', { profile: 'numeric' }),
  ],
  key: ['company_id'],
  from: ['company', 'account_balance'],
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
  origins: [
    { table: 'company', columns: { company_id: 'id' } },
    { table: 'account_balance', columns: { company_id: 'company_id' } },
  ],
};
