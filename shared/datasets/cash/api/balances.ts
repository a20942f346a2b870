import { z } from 'zod';
import { notAccepted } from '../../../domain/not-accepted.ts';
import { fieldError } from '../../../domain/problems.ts';
import { declaredSentence } from '../../../domain/sentences/sentence.ts';
import type { Warehouse } from '../../../warehouse/client.ts';
import type { BalanceCurrency } from '../conversion.ts';
import { convertedSql, ratesSql } from '../conversion-sql.ts';
import { exactOf, shownOf } from '../exact-value.ts';
import { type Interval, periodSql, periodsBetween } from '../periods.ts';
import { MOST_PERIODS } from './endpoints.ts';
import { type CompanyAccounts, type LiveBook, READ_SETTINGS } from './live-book.ts';

interface BalancesQuery {
  readonly interval: Interval;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly currency: BalanceCurrency;
  readonly iban?: string | undefined;
}

const spanRow = z.strictObject({ account_no: z.int(), first: z.string().nullable(), last: z.string().nullable() });
const periodRow = z.strictObject({
  /** Null of all days before the range. */
  period: z.string().nullable(),
  incoming: z.string(),
  outgoing: z.string(),
  without: z.array(z.string()),
});

/**
 * What a company, or one of its accounts, had before and after each period. Sums are exact to the end: each figure is rounded
 * when it is shown, and never added up again.
 * @throws {Problem} `invalid-request` for a range that ends before it begins or has too many periods, or another's account
 */
export async function balancesOf(warehouse: Warehouse, book: LiveBook, company: CompanyAccounts, query: BalancesQuery) {
  const { interval, currency, iban } = query;
  const { rows, parameters } = book;
  const ofAccounts = { ...parameters, first: company.first, last: company.last };
  const spans = await warehouse.rows({
    name: 'company-days',
    row: spanRow,
    sql: `SELECT a.account_no AS account_no, d.first AS first, d.last AS last FROM ${rows('account')} AS a
     LEFT ANY JOIN (
       SELECT account_no, toString(minOrNull(day)) AS first, toString(maxOrNull(day)) AS last FROM ${rows('account_day')}
       WHERE account_no BETWEEN {first:UInt32} AND {last:UInt32} GROUP BY account_no) AS d ON d.account_no = a.account_no
     WHERE a.account_no BETWEEN {first:UInt32} AND {last:UInt32}${iban === undefined ? '' : ' AND a.iban = {iban:String}'}
     SETTINGS join_use_nulls = 1`,
    parameters: { ...ofAccounts, ...(iban === undefined ? {} : { iban }) },
    settings: READ_SETTINGS,
  });
  if (iban !== undefined && spans.length === 0) throw refused('iban', notOfCompany(company, iban));
  const days = spans.flatMap(({ first, last }) => [first, last]).filter((day) => day !== null);
  const from = query.from ?? least(days) ?? query.to;
  const to = query.to ?? greatest(days) ?? query.from;
  const answer = { company_id: company.companyId, currency, interval };
  if (from === undefined || to === undefined) return { ...answer, data: [], currencies_without_rate: [] };
  if (from > to) {
    // A range that ends before the first payment, or begins after the last one, and has no other end of its own.
    if (query.from === undefined || query.to === undefined) return { ...answer, data: [], currencies_without_rate: [] };
    throw refused('from', declaredSentence('cash.from-after-to', `Must not be after to, ${to}.`, { to }));
  }
  const periods = periodsBetween(from, to, interval, MOST_PERIODS);
  if (!periods) throw refused('interval', tooMany(interval, from, to));

  // All of the company's, which follow each other, or the one that was asked for.
  const numbers = spans.map(({ account_no }) => account_no);
  const rate = `rates.${currency.toLowerCase()}_rate`;
  const found = await warehouse.rows({
    name: 'company-balances',
    row: periodRow,
    sql: `SELECT toString(period) AS period, sum(${convertedSql('c.incoming', rate)}) AS incoming,
       sum(${convertedSql('c.outgoing', rate)}) AS outgoing, arraySort(groupUniqArrayIf(c.currency, ${rate} = 0)) AS without
     FROM (
       SELECT if(day < {from:Date32}, NULL, ${periodSql('day', interval)}) AS period, currency, sum(incoming) AS incoming,
         sum(outgoing) AS outgoing
       FROM ${rows('account_day')}
       WHERE account_no BETWEEN {first:UInt32} AND {last:UInt32} AND day <= {to:Date32}
       GROUP BY period, currency) AS c
     LEFT ANY JOIN (${ratesSql(rows)}) AS rates ON rates.currency = c.currency
     GROUP BY period SETTINGS join_use_nulls = 0`,
    parameters: { ...parameters, first: Math.min(...numbers), last: Math.max(...numbers), from, to },
    settings: READ_SETTINGS,
  });
  const moved = new Map(found.map((row) => [row.period, { in: exactOf(row.incoming), out: exactOf(row.outgoing) }]));
  const before = moved.get(null);
  let balance = before ? before.in - before.out : 0n;
  const data = periods.map((period) => {
    const { in: incoming, out: outgoing } = moved.get(period) ?? { in: 0n, out: 0n };
    const opening = balance;
    balance += incoming - outgoing;
    return {
      period,
      opening: shownOf(opening),
      incoming: shownOf(incoming),
      outgoing: shownOf(outgoing),
      closing: shownOf(balance),
    };
  });
  return { ...answer, data, currencies_without_rate: [...new Set(found.flatMap(({ without }) => without))].sort() };
}

const least = (days: readonly string[]): string | undefined => days.toSorted()[0];
const greatest = (days: readonly string[]): string | undefined => days.toSorted().at(-1);

const refused = (field: string, said: ReturnType<typeof declaredSentence>) =>
  notAccepted([fieldError(field, 'value', said)]);

const notOfCompany = ({ companyId }: CompanyAccounts, iban: string) =>
  declaredSentence('cash.account-not-of-company', `${iban} is no account of company ${companyId}.`, {
    iban,
    company_id: companyId,
  });

const tooMany = (interval: Interval, from: string, to: string) =>
  declaredSentence(
    'cash.too-many-periods',
    `From ${from} to ${to} there are more than ${MOST_PERIODS.toLocaleString('en')} periods of a ${interval}. Ask for a longer interval, or a shorter range.`,
    { from, to, interval, most: MOST_PERIODS },
  );
