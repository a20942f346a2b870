import * as z from 'zod';
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

const accountRow = z.strictObject({ account_no: z.int() });
const periodRow = z.strictObject({
  /** First day of the period; `before` and `after` of all days that are not of the range. */
  period: z.string(),
  first: z.string(),
  last: z.string(),
  incoming: z.string(),
  outgoing: z.string(),
  without: z.array(z.string()),
});
/** Days that a payment may have (shared/contracts/kinds/timestamp.ts). */
const EVER = ['1900-01-01', '2299-12-31'] as const;

/**
 * What a company, or one of its accounts, had before and after each period. Sums are exact to the end: each figure is rounded
 * when it is shown, and never added up again.
 * @throws {Problem} `invalid-request` for a range that ends before it begins or has too many periods, or another's account
 */
export async function balancesOf(warehouse: Warehouse, book: LiveBook, company: CompanyAccounts, query: BalancesQuery) {
  const { interval, currency, iban } = query;
  const { rows, parameters } = book;
  const [first, last] =
    iban === undefined ? [company.first, company.last] : await accountOf(warehouse, book, company, iban);
  const rate = `rates.${currency.toLowerCase()}_rate`;
  const found = await warehouse.rows({
    name: 'company-balances',
    row: periodRow,
    sql: `SELECT period, toString(min(c.first_day)) AS first, toString(max(c.last_day)) AS last,
       sum(${convertedSql('c.incoming', rate)}) AS incoming, sum(${convertedSql('c.outgoing', rate)}) AS outgoing,
       arraySort(groupUniqArrayIf(c.currency, ${rate} = 0)) AS without
     FROM (
       SELECT multiIf(day < {from:Date32}, 'before', day > {to:Date32}, 'after', toString(${periodSql('day', interval)})) AS period, currency,
         min(day) AS first_day, max(day) AS last_day, sum(incoming) AS incoming, sum(outgoing) AS outgoing
       FROM ${rows('account_day')} WHERE account_no BETWEEN {first:UInt32} AND {last:UInt32} GROUP BY period, currency) AS c
     LEFT ANY JOIN (${ratesSql(rows)}) AS rates ON rates.currency = c.currency
     GROUP BY period SETTINGS join_use_nulls = 0`,
    parameters: { ...parameters, first, last, from: query.from ?? EVER[0], to: query.to ?? EVER[1] },
    settings: READ_SETTINGS,
  });
  const from = query.from ?? least(found.map((row) => row.first)) ?? query.to;
  const to = query.to ?? greatest(found.map((row) => row.last)) ?? query.from;
  const answer = { company_id: company.companyId, currency, interval };
  if (from === undefined || to === undefined) return { ...answer, data: [], currencies_without_rate: [] };
  if (from > to) {
    // A range that ends before the first payment, or begins after the last one, and has no other end of its own.
    if (query.from === undefined || query.to === undefined) return { ...answer, data: [], currencies_without_rate: [] };
    throw refused('from', declaredSentence('cash.from-after-to', `Must not be after to, ${to}.`, { to }));
  }
  const periods = periodsBetween(from, to, interval, MOST_PERIODS);
  if (!periods) throw refused('interval', tooMany(interval, from, to));
  const moved = new Map(found.map((row) => [row.period, { in: exactOf(row.incoming), out: exactOf(row.outgoing) }]));
  const before = moved.get('before');
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
  return {
    ...answer,
    data,
    currencies_without_rate: [
      ...new Set(found.filter(({ period }) => period !== 'after').flatMap(({ without }) => without)),
    ].sort(),
  };
}

/** Its number, twice. @throws {Problem} `invalid-request` for one of another company */
async function accountOf(
  warehouse: Warehouse,
  { rows, parameters }: LiveBook,
  company: CompanyAccounts,
  iban: string,
): Promise<[first: number, last: number]> {
  const [account] = await warehouse.rows({
    name: 'company-account',
    row: accountRow,
    sql: `SELECT account_no FROM ${rows('account')}
     WHERE account_no BETWEEN {first:UInt32} AND {last:UInt32} AND iban = {iban:String}`,
    parameters: { ...parameters, first: company.first, last: company.last, iban },
    settings: READ_SETTINGS,
  });
  if (!account) throw refused('iban', notOfCompany(company, iban));
  return [account.account_no, account.account_no];
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
