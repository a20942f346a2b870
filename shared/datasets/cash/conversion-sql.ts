import type { DerivationContext, DerivationLimit } from '../../contracts/derivation.ts';
import { declaredSentence } from '../../domain/sentences/sentence.ts';
import { BALANCE_CURRENCIES, type BalanceCurrency, balanceColumns } from './conversion.ts';
import { exchangeRate, RATE_SCALE } from './exchange-rate.ts';
import { AMOUNT_SCALE } from './payment.ts';

/** What an amount is worth, exactly. @param rate 0 where there is none: then it counts as nothing, and is named */
export const convertedSql = (amount: string, rate: string): string =>
  `toDecimal256(${amount}, ${AMOUNT_SCALE}) * toDecimal256(${rate}, ${RATE_SCALE})`;

/** Rounded once, half away from zero. */
export const roundedSql = (value: string): string => `round(${value}, 2)`;

/**
 * The rates, one row a currency; a rate of a currency in itself is 1, also where the file does not have it. A currency that has
 * only that has 0 for the other: `rates` is joined so that a missing row is 0 too.
 */
export function ratesSql(rows: DerivationContext['rows']): string {
  const own = (code: BalanceCurrency) =>
    BALANCE_CURRENCIES.map(
      (other) => `toDecimal128(${Number(other === code)}, ${RATE_SCALE}) AS ${balanceColumns(other).rate}`,
    );
  const ofThemselves = BALANCE_CURRENCIES.map((code) => `SELECT '${code}' AS currency, ${own(code).join(', ')}`);
  return `
    SELECT currency, usd_rate, eur_rate FROM ${rows(exchangeRate.name)} UNION ALL
    SELECT currency, usd_rate, eur_rate FROM (${ofThemselves.join(' UNION ALL ')})
    WHERE currency NOT IN (SELECT currency FROM ${rows(exchangeRate.name)})`;
}

/** So far may usd_rate ÷ eur_rate of a currency be from that of the others, besides what rounding explains. */
const TOLERANCE = 0.01;

/** Half a unit of the last decimal that is not 0: what rounding may have changed. A rate of a currency in itself is exactly 1. */
const roundingSql = (rate: string): string =>
  `0.5 * exp10(-length(replaceRegexpOne(extract(toDecimalString(${rate}, ${RATE_SCALE}), '[.](.*)'), '0+$', '')))`;

const ratios = (rows: DerivationContext['rows']): string => `
  SELECT currency, toFloat64(usd_rate) AS usd, toFloat64(eur_rate) AS eur,
    if(currency = 'USD', 0, ${roundingSql('usd_rate')}) AS usd_rounding,
    if(currency = 'EUR', 0, ${roundingSql('eur_rate')}) AS eur_rounding FROM ${rows(exchangeRate.name)}`;

/** Rates are refused that cannot be what one unit is worth: history would be converted wrongly, and nobody would see it. */
export const oneDirection: readonly DerivationLimit[] = [
  {
    name: 'rate-of-itself',
    sql: ({ rows }) => `
      SELECT currency AS subject, 1 AS found FROM ${rows(exchangeRate.name)}
      WHERE (currency = 'EUR' AND eur_rate != 1) OR (currency = 'USD' AND usd_rate != 1) ORDER BY subject`,
    reason: ({ subject }) =>
      declaredSentence(
        'cash.rate-of-itself',
        `${subject === 'EUR' ? 'eur_rate' : 'usd_rate'} of ${subject} must be 1: rates say what one unit of the currency is ` +
          `worth. Mend the ${exchangeRate.name} file.`,
        { currency: subject, field: subject === 'EUR' ? 'eur_rate' : 'usd_rate', file_type: exchangeRate.name },
      ),
  },
  {
    name: 'rates-of-two-directions',
    sql: ({ rows }) => `
      WITH (SELECT quantileExact(0.5)(usd / eur) FROM (${ratios(rows)})) AS dollars
      SELECT currency AS subject, 1 AS found FROM (${ratios(rows)})
      WHERE abs(usd - dollars * eur) > dollars * eur * ${TOLERANCE} + usd_rounding + dollars * eur_rounding
      ORDER BY abs(log(usd / eur / dollars)) DESC, subject LIMIT 10`,
    reason: ({ subject }) =>
      declaredSentence(
        'cash.rates-of-two-directions',
        `usd_rate ÷ eur_rate of ${subject} is not what it is for the other currencies, but it must be: so many dollars are one ` +
          `euro. One of its rates is wrong, or says how many units are a dollar or a euro. Mend the ${exchangeRate.name} file.`,
        { currency: subject, file_type: exchangeRate.name },
      ),
  },
];
