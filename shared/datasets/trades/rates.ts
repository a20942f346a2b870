import * as z from 'zod';
import type { DerivationContext } from '../../contracts/derivation.ts';
import { declaredSentence, type Sentence } from '../../domain/sentences/sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { RATE_DECIMALS, RATE_SCALE } from './rate-scale.ts';

const MOST_PAIRS = 5_000;

const knownCurrencies = new Set(Intl.supportedValuesOf('currency'));

const PAIR = /^[A-Z]{3}\/[A-Z]{3}$/;
const RATE = /^[0-9]{1,8}([.][0-9]{1,8})?$/;

/** Why this is no rate of that pair; the sentence names the pair. */
function rateFault(pair: string, rate: string): Sentence | undefined {
  if (!PAIR.test(pair)) {
    const text = `${pair} must name two currencies by their ISO 4217 codes, as EUR/USD.`;
    return declaredSentence('trades.pair-form', text, { pair });
  }
  const [base = '', quote = ''] = pair.split('/');
  const currency = [base, quote].find((code) => !knownCurrencies.has(code));
  if (currency !== undefined) {
    const text = `${currency} of ${pair} must be the ISO 4217 code of a currency.`;
    return declaredSentence('trades.pair-currency', text, { pair, currency });
  }
  if (base === quote) {
    const text = `${pair} must name two different currencies: one of the same is always 1.`;
    return declaredSentence('trades.pair-same', text, { pair });
  }
  if (!RATE.test(rate)) {
    const text = `The rate of ${pair} must be digits, at most 8 before and 8 after the decimal point, as 1.10.`;
    return declaredSentence('trades.rate-form', text, { pair });
  }
  if (!/[1-9]/.test(rate))
    return declaredSentence('trades.rate-zero', `The rate of ${pair} must be more than 0.`, { pair });
  return undefined;
}

const TOO_MANY = declaredSentence(
  'trades.rates-most',
  `Must be at most ${MOST_PAIRS.toLocaleString('en')} pairs of currencies.`,
  { most: MOST_PAIRS },
);
const NO_CURRENCY = declaredSentence('trades.currency', 'Must be the ISO 4217 code of a currency, as USD.');

const issueOf = ({ text, message }: Sentence, code: 'value' | 'format') => ({
  code: 'custom' as const,
  message: text,
  params: { code, message },
});

/** What a tenant chooses for its trades. */
export const tradeSettings = z.strictObject({
  rates: z
    .record(z.string().meta({ pattern: PAIR.source }), z.string().meta({ pattern: RATE.source, examples: ['1.10'] }))
    .superRefine((rates, context) => {
      const pairs = Object.entries(rates);
      if (pairs.length > MOST_PAIRS) context.addIssue(issueOf(TOO_MANY, 'value'));
      for (const [pair, rate] of pairs) {
        const fault = rateFault(pair, rate);
        if (fault) context.addIssue({ ...issueOf(fault, 'format'), path: [pair] });
      }
    })
    .meta({ description: 'One unit of the first currency is that many of the second.' }),
  cross_via: textOfForm(/^[A-Z]{3}$/, NO_CURRENCY)
    .refine((code) => knownCurrencies.has(code), {
      error: NO_CURRENCY.text,
      params: issueOf(NO_CURRENCY, 'value').params,
    })
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
    SELECT splitByChar('/', pair.1)[1] AS base, splitByChar('/', pair.1)[2] AS quote, toDecimal128(pair.2, ${RATE_DECIMALS}) AS rate
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
