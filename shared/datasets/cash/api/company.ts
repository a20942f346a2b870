import * as z from 'zod';
import type { Warehouse } from '../../../warehouse/client.ts';
import { type BalanceCurrency, balanceColumns } from '../conversion.ts';
import { convertedSql, ratesSql } from '../conversion-sql.ts';
import { exactOf, shownOf } from '../exact-value.ts';
import { PAYMENT_FILES } from '../payment.ts';
import { type CompanyAccounts, type LiveBook, READ_SETTINGS } from './live-book.ts';

const MOST_COUNTERPARTIES = 20;

const balanceRow = z.strictObject({ iban: z.string(), balance: z.string(), without: z.array(z.string()) });
const flow = { incoming: z.string(), outgoing: z.string(), payments: z.int() };
const countryRow = z.strictObject({ country: z.string(), ...flow });
const counterpartyRow = z.strictObject({
  iban: z.string(),
  company_id: z.string().nullable(),
  name: z.string().nullable(),
  country: z.string(),
  ...flow,
});
const excludedRow = z.strictObject({ batch_payments: z.int(), invalid_iban: z.int() });

/** What a company has, and whom it deals with. */
export async function cashOf(
  warehouse: Warehouse,
  book: LiveBook,
  company: CompanyAccounts,
  currency: BalanceCurrency,
) {
  const { rows, all } = book;
  const { balance, without } = balanceColumns(currency);
  const parameters = { ...book.parameters, first: company.first, last: company.last };
  const isOwn = 'account_no BETWEEN {first:UInt32} AND {last:UInt32}';
  const own = `(SELECT iban FROM ${rows('account')} WHERE ${isOwn})`;
  const rate = `rates.${currency.toLowerCase()}_rate`;
  /** Sums by some columns of postings, what there is no rate for left out. */
  const flowsBy = (columns: string) => `
    SELECT ${columns}, sum(${convertedSql('c.incoming', rate)}) AS incoming, sum(${convertedSql('c.outgoing', rate)}) AS outgoing,
      sum(c.payments) AS payments
    FROM (
      SELECT ${columns}, currency, sumIf(toDecimal128(amount, 4), direction = 'in') AS incoming,
        sumIf(toDecimal128(amount, 4), direction = 'out') AS outgoing, count() AS payments
      FROM ${rows('posting')} WHERE ${isOwn} GROUP BY ${columns}, currency) AS c
    LEFT ANY JOIN (${ratesSql(rows)}) AS rates ON rates.currency = c.currency
    GROUP BY ${columns}`;
  const settings = { ...READ_SETTINGS, join_use_nulls: 0 as const };
  const aside = PAYMENT_FILES.map(
    ({ name, rulePrefix }) => `
      SELECT quarantine_rule = '${rulePrefix}-801' AS is_batch FROM ${all(name)}
      WHERE isNotNull(quarantine_rule) AND (payer_iban IN ${own} OR beneficiary_iban IN ${own})`,
  ).join(' UNION ALL ');
  const [accounts, countries, counterparties, excluded] = await Promise.all([
    warehouse.rows({
      name: 'company-accounts',
      row: balanceRow,
      sql: `SELECT iban, ${balance} AS balance, ${without} AS without FROM ${rows('account_balance')} WHERE ${isOwn} ORDER BY account_no`,
      parameters,
      settings,
    }),
    warehouse.rows({
      name: 'company-countries',
      row: countryRow,
      sql: `${flowsBy('country')} ORDER BY incoming + outgoing DESC, country`,
      parameters,
      settings,
    }),
    warehouse.rows({
      name: 'company-counterparties',
      row: counterpartyRow,
      sql: `SELECT f.counterparty_iban AS iban, f.counterparty_company_id AS company_id, nullIf(o.name, '') AS name, f.country AS country,
         f.incoming AS incoming, f.outgoing AS outgoing, f.payments AS payments
       FROM (${flowsBy('counterparty_iban, counterparty_company_id, country')}
         ORDER BY incoming + outgoing DESC, counterparty_iban LIMIT ${MOST_COUNTERPARTIES}) AS f
       LEFT ANY JOIN (SELECT company_id, name FROM ${rows('company_balance')}) AS o ON o.company_id = f.counterparty_company_id
       ORDER BY f.incoming + f.outgoing DESC, iban`,
      parameters,
      settings,
    }),
    warehouse.row({
      name: 'company-set-aside',
      row: excludedRow,
      sql: `SELECT countIf(is_batch) AS batch_payments, countIf(NOT is_batch) AS invalid_iban FROM (${aside})`,
      parameters,
      settings,
    }),
  ]);
  const values = accounts.map((account) => exactOf(account.balance));
  const sum = (of: readonly bigint[]) => shownOf(of.reduce((total, value) => total + value, 0n));
  const shown = <T extends { incoming: string; outgoing: string }>(row: T): T => ({
    ...row,
    incoming: shownOf(exactOf(row.incoming)),
    outgoing: shownOf(exactOf(row.outgoing)),
  });
  return {
    company_id: company.companyId,
    name: company.name,
    owner: company.owner,
    currency,
    balance: sum(values),
    debt: sum(values.filter((value) => value < 0n).map((value) => -value)),
    credit: sum(values.filter((value) => value > 0n)),
    accounts: accounts.map(({ iban }, index) => ({ iban, balance: shownOf(values[index]!) })),
    countries: countries.map(shown),
    counterparties: counterparties.map(shown),
    currencies_without_rate: [...new Set(accounts.flatMap((account) => account.without))].sort(),
    excluded,
  };
}
