import { z } from 'zod';
import type { DerivationContext } from '../../contracts/derivation.ts';

const DECIMALS = 8;
const MOST_PAIRS = 5_000;

/** Of a rate over a third currency: the product of two, exactly. */
export const RATE_SCALE = 2 * DECIMALS;

const knownCurrencies = new Set(Intl.supportedValuesOf('currency'));

const pair = z.string().regex(/^[A-Z]{3}\/[A-Z]{3}$/, 'must name two currencies by their ISO 4217 codes, as EUR/USD');
const rate = z
  .string()
  .regex(
    /^[0-9]{1,8}([.][0-9]{1,8})?$/,
    'must be digits with at most 8 before and 8 after the decimal point, as "1.10"',
  )
  .refine((text) => /[1-9]/.test(text), 'must be more than 0')
  .meta({ examples: ['1.10'] });
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, as USD')
  .refine((code) => knownCurrencies.has(code), 'must be the ISO 4217 code of a currency');

/** What a tenant chooses for its trades. */
export const tradeSettings = z.strictObject({
  rates: z
    .record(pair, rate)
    .superRefine((rates, context) => {
      const pairs = Object.keys(rates);
      if (pairs.length > MOST_PAIRS) {
        context.addIssue({ code: 'custom', message: `must be at most ${MOST_PAIRS} pairs of currencies` });
      }
      for (const name of pairs) {
        const [base = '', quote = ''] = name.split('/');
        const unknown = [base, quote].find((code) => !knownCurrencies.has(code));
        const message =
          unknown !== undefined
            ? `${unknown} must be the ISO 4217 code of a currency`
            : base === quote
              ? 'must name two different currencies: one of the same is always 1'
              : undefined;
        if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message });
      }
    })
    .meta({ description: 'One unit of the first currency is that many of the second.' }),
  cross_via: currency
    .nullable()
    .meta({ description: 'The currency over which pairs without a rate are converted; null: such trades fail.' }),
});
export type TradeSettings = z.infer<typeof tradeSettings>;

export const DEFAULT_TRADE_SETTINGS: TradeSettings = {
  rates: { 'EUR/USD': '1.10', 'GBP/USD': '1.25', 'USD/EUR': '0.91', 'USD/GBP': '0.80' },
  cross_via: 'USD',
};

/**
 * A SELECT of every rate there is, as base, quote and rate: the configured ones, and for other pairs the product of two over
 * `cross_via`. All are above 0, so that 0 may stand for a rate that is not there.
 */
export function ratesSql({ setting }: DerivationContext): string {
  const rates = setting('rates', 'Map(String, String)');
  const configured = `
    SELECT splitByChar('/', pair.1)[1] AS base, splitByChar('/', pair.1)[2] AS quote, toDecimal128(pair.2, ${DECIMALS}) AS rate
    FROM (SELECT arrayJoin(arrayZip(mapKeys(${rates}), mapValues(${rates}))) AS pair)`;
  return `
    SELECT base, quote, argMin(rate, legs) AS rate FROM (
      SELECT base, quote, CAST(rate, 'Decimal(38, ${RATE_SCALE})') AS rate, 1 AS legs FROM (${configured})
      UNION ALL
      SELECT first.base AS base, second.quote AS quote, first.rate * second.rate AS rate, 2 AS legs
      FROM (${configured}) AS first INNER JOIN (${configured}) AS second ON second.base = first.quote
      WHERE ifNull(first.quote = ${setting('cross_via', 'Nullable(String)')}, 0) AND first.base != second.quote)
    GROUP BY base, quote`;
}
