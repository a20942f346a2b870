import * as z from 'zod';
import type { AnalysisAnswer, AnalysisContext } from '../../contracts/analysis.ts';
import { declaredSentence } from '../../domain/sentences/sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { BALANCE_CURRENCIES } from './conversion.ts';
import { convertedSql, ratesSql, roundedSql } from './conversion-sql.ts';
import { AMOUNT_SCALE } from './payment.ts';
import { periodSql } from './periods.ts';

const currency = z.enum(BALANCE_CURRENCIES).default('EUR').meta({ description: 'What amounts are given in.' });
const company = z.string().max(255).default('').meta({ description: 'Only this company, by its id; all if left out.' });
const limit = textOfForm(
  /^([1-9][0-9]?|100)$/,
  declaredSentence('cash.one-to-hundred', 'Must be a whole number from 1 to 100.'),
);

const shown = (value: string, name: string): string => `CAST(${roundedSql(value)}, 'Decimal(76, 2)') AS ${name}`;
/** Of the two columns of a value that of the currency asked for. */
const inCurrency = ({ parameter }: AnalysisContext, eur: string, usd: string): string =>
  `if(${parameter('currency', 'String')} = 'EUR', ${eur}, ${usd})`;
const ofCompany = ({ parameter }: AnalysisContext, column: string): string =>
  `(${parameter('company_id', 'String')} = '' OR ${column} = ${parameter('company_id', 'String')})`;

/** What came in and went out by some columns, exactly; payments without a rate are left out of the amounts. */
function flowsSql(context: AnalysisContext, columns: string): string {
  const rate = inCurrency(context, 'rates.eur_rate', 'rates.usd_rate');
  const sum = (direction: string) => `sumIf(toDecimal128(amount, ${AMOUNT_SCALE}), direction = '${direction}')`;
  return `
    SELECT ${columns}, sum(${convertedSql('c.incoming', rate)}) AS incoming, sum(${convertedSql('c.outgoing', rate)}) AS outgoing,
      sum(c.payments) AS payments
    FROM (
      SELECT ${columns}, currency, ${sum('in')} AS incoming, ${sum('out')} AS outgoing, count() AS payments
      FROM ${context.rows('posting')} WHERE ${ofCompany(context, 'company_id')} GROUP BY ${columns}, currency) AS c
    LEFT ANY JOIN (${ratesSql(context.rows)}) AS rates ON rates.currency = c.currency
    GROUP BY ${columns}`;
}

/** By the name of the analysis. */
export const answers: Readonly<Record<string, AnalysisAnswer>> = {
  'largest-positions': {
    parameters: z.strictObject({
      currency,
      limit: limit.default('10').meta({ description: 'Companies of either sort.' }),
    }),
    sql: (context) => {
      const value = (name: string) => inCurrency(context, `${name}_eur`, `${name}_usd`);
      const place = (order: string) => `row_number() OVER (ORDER BY exact ${order}, company_id)`;
      const most = `toUInt32(${context.parameter('limit', 'String')})`;
      return `
        SELECT company_id, name, accounts, ${shown('exact', 'balance')}, ${shown(value('debt'), 'debt')}, ${shown(value('credit'), 'credit')}
        FROM (
          SELECT *, ${place('DESC')} AS from_top, ${place('ASC')} AS from_bottom
          FROM (SELECT *, ${value('balance')} AS exact FROM ${context.rows('company_balance')}))
        WHERE from_top <= ${most} OR (from_bottom <= ${most} AND exact < 0) ORDER BY exact DESC, company_id`;
    },
  },
  'flows-by-country': {
    parameters: z.strictObject({ currency, company_id: company }),
    sql: (context) => `
      SELECT country, ${shown('f.incoming', 'incoming')}, ${shown('f.outgoing', 'outgoing')}, f.payments AS payments
      FROM (${flowsSql(context, 'country')}) AS f ORDER BY f.incoming + f.outgoing DESC, country`,
  },
  concentration: {
    parameters: z.strictObject({
      currency,
      company_id: company,
      limit: limit.default('20').meta({ description: 'Counterparties.' }),
    }),
    // Shares are divided in whole numbers, half up: a double would round twice.
    sql: (context) => {
      const fraction = (part: string) => `CAST(if(total = 0, 0, toDecimal128(intDiv(
        toInt256(${part}) * 20000 + toInt256(total), toInt256(total) * 2), 4) / 10000), 'Decimal(18, 4)')`;
      return `
        SELECT counterparty_iban, ifNull(counterparty_company_id, '') AS counterparty_company_id, ${shown('exact', 'turnover')},
          ${fraction('cents')} AS share, ${fraction('cents_so_far')} AS cumulative_share
        FROM (
          SELECT *, sum(cents) OVER (ORDER BY exact DESC, counterparty_iban) AS cents_so_far, sum(cents) OVER () AS total
          FROM (
            SELECT counterparty_iban, counterparty_company_id, f.incoming + f.outgoing AS exact, toInt256(${roundedSql('exact')} * 100) AS cents
            FROM (${flowsSql(context, 'counterparty_iban, counterparty_company_id')}) AS f))
        ORDER BY exact DESC, counterparty_iban LIMIT toUInt32(${context.parameter('limit', 'String')})`;
    },
  },
  'balance-by-month': {
    parameters: z.strictObject({ currency, company_id: company }),
    sql: (context) => {
      const { rows } = context;
      const rate = inCurrency(context, 'rates.eur_rate', 'rates.usd_rate');
      return `
        SELECT month, ${shown('i', 'incoming')}, ${shown('o', 'outgoing')}, ${shown('sum(i - o) OVER (ORDER BY month)', 'closing')}
        FROM (
          SELECT month, sum(${convertedSql('c.incoming', rate)}) AS i, sum(${convertedSql('c.outgoing', rate)}) AS o
          FROM (
            SELECT ${periodSql('day', 'month')} AS month, currency, sum(d.incoming) AS incoming, sum(d.outgoing) AS outgoing
            FROM ${rows('account_day')} AS d
            WHERE account_no IN (SELECT account_no FROM ${rows('account')} WHERE ${ofCompany(context, 'company_id')})
            GROUP BY month, currency) AS c
          LEFT ANY JOIN (${ratesSql(rows)}) AS rates ON rates.currency = c.currency
          GROUP BY month)
        ORDER BY month`;
    },
  },
};
