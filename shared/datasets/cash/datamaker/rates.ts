import { seededStream } from './seeded-stream.ts';

interface Currency {
  readonly code: string;
  /** Roughly what one unit is worth in EUR. */
  readonly worth: string;
  /** Of how many in a hundred SWIFT payments. */
  readonly share: number;
  /** By how many powers of ten more units are paid than of EUR. */
  readonly magnitude: number;
}

const of = (code: string, worth: string, share: number, magnitude = 0): Currency => ({ code, worth, share, magnitude });

/** Of SWIFT payments. The first is that of SEPA payments. */
export const CURRENCIES: readonly Currency[] = [
  of('EUR', '1', 22),
  of('USD', '1', 28),
  of('GBP', '1.2031', 8),
  of('CHF', '1.0637', 5),
  of('JPY', '0.006121', 5, 2),
  of('CNY', '0.1316', 5, 1),
  of('SEK', '0.08732', 2, 1),
  of('NOK', '0.08491', 2, 1),
  of('DKK', '0.1341', 2, 1),
  of('PLN', '0.2342', 3),
  of('CZK', '0.03971', 2, 1),
  of('HUF', '0.002429', 1, 2),
  of('TRY', '0.02727', 3, 1),
  of('AED', '0.2621', 3),
  of('SAR', '0.2564', 2),
  of('INR', '0.01124', 2, 2),
  of('BRL', '0.1557', 1),
  of('ZAR', '0.05109', 1, 1),
  of('IDR', '0.00005983', 2, 4),
  of('KWD', '3.1232', 1),
];
export const EUR = 0;
const USD = 1;

/** The currency of each hundredth of SWIFT payments. */
export const CURRENCY_BY_SHARE = Uint8Array.from(
  CURRENCIES.flatMap(({ share }, currency) => Array.from({ length: share }, () => currency)),
);

export interface ExchangeRate {
  readonly currency: string;
  /** What one unit is worth, as decimal text. */
  readonly usd: string;
  readonly eur: string;
}

export const EXCHANGE_RATE_HEADER = 'currency;usd_rate;eur_rate';
export const exchangeRateLine = ({ currency, usd, eur }: ExchangeRate): string => `${currency};${usd};${eur}`;

/** Of a number in work: a rate has fewer. */
const SCALE = 20;
const ONE = 10n ** BigInt(SCALE);
const SPARE_DECIMALS = 8;
const SIGNIFICANT = 6;

const scaled = (text: string): bigint => {
  const [whole = '', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(SCALE, '0'));
};

/** Rounded half up. */
function decimalText(value: bigint, decimals: number): string {
  const unit = 10n ** BigInt(SCALE - decimals);
  const digits = String((value + unit / 2n) / unit).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** 8, or more where the unit is so small that fewer than 6 digits would say something. */
const decimalsOf = (value: bigint): number =>
  Math.max(SPARE_DECIMALS, SCALE - (String(value).length - 1) + SIGNIFICANT - 1);

/** The rates of a seed, one for each currency: within two hundredths of what they were at the end of 2024. */
export function exchangeRates(seed: number): readonly ExchangeRate[] {
  const random = seededStream(seed, 'rates', 0);
  const usdOfEur = BigInt(10_189 + Math.floor(random() * 400)) * (ONE / 10_000n);
  return CURRENCIES.map(({ code, worth }, currency) => {
    const near = (scaled(worth) * BigInt(980_000 + Math.floor(random() * 40_001))) / 1_000_000n;
    // Two decimals more for USD, so that its rate in USD is 1 by the rule of all others.
    const eur =
      currency === EUR
        ? decimalText(ONE, SPARE_DECIMALS)
        : currency === USD
          ? decimalText((ONE * ONE) / usdOfEur, SPARE_DECIMALS + 2)
          : decimalText(near, decimalsOf(near));
    const usd = (scaled(eur) * usdOfEur) / ONE;
    return { currency: code, usd: decimalText(usd, decimalsOf(usd)), eur };
  });
}
