import fc from 'fast-check';
import type { Company, Payment, Rate } from './cash-oracle.ts';

/** Few accounts, so that payments meet: of companies, and of nobody. */
const KNOWN = ['DE1', 'DE2', 'FR3', 'FR4', 'GB5', 'TR6'].map((name) => `${name}0000000000`);
const UNKNOWN = ['US70000000', 'JP80000000', 'XK90000000'];
const iban = fc.constantFrom(...KNOWN, ...UNKNOWN);

/** In ten-thousandths, up to the widest amount. */
const amount = fc.oneof(fc.bigInt({ min: 0n, max: 100_000_000n }), fc.constantFrom(1n, 50n, 9_999n, 10n ** 17n));

/** Around the ends of days, weeks and years. */
const ts = fc.oneof(
  fc.constantFrom(
    '2023-12-31T23:59:59.000',
    '2024-01-01T00:00:00.000',
    '2024-02-29T12:00:00.500',
    '1969-12-31T23:59:59.999',
  ),
  fc
    .date({ min: new Date('2023-01-01T00:00:00Z'), max: new Date('2024-12-31T23:59:59Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 23)),
);

const payment = (currencies: readonly string[]): fc.Arbitrary<Payment> =>
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    payer_iban: iban,
    beneficiary_iban: iban,
    amount,
    currency: fc.constantFrom(...currencies),
    ts,
  });

/** The accounts are dealt out to the companies, some to nobody; a company may name one twice. */
const companies: fc.Arbitrary<Company[]> = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: KNOWN.length, maxLength: KNOWN.length }), fc.boolean())
  .map(([owners, twice]) =>
    ['c1', 'c2', 'Ş3'].flatMap((id, index) => {
      const ibans = KNOWN.filter((_, at) => owners[at] === index);
      return ibans.length === 0 ? [] : [{ id, ibans: twice ? [...ibans, ibans[0]!] : ibans }];
    }),
  );

/** So many dollars are one euro; every rate follows from what a unit is worth in euros. */
const rates: fc.Arbitrary<Rate[]> = fc
  .tuple(
    fc.bigInt({ min: 5n * 10n ** 7n, max: 2n * 10n ** 8n }),
    fc.subarray(['EUR', 'USD', 'GBP', 'JPY']),
    fc.array(fc.bigInt({ min: 10n ** 5n, max: 10n ** 10n }), { minLength: 2, maxLength: 2 }),
  )
  .map(([dollars, currencies, worth]) => {
    const one = 10n ** 8n;
    // 8 decimals of each factor, so 16 of the product; the dollar's worth in euros is divided to 20.
    const eurRate = (currency: string): bigint => {
      if (currency === 'EUR') return 10n ** 20n;
      if (currency === 'USD') return 10n ** 28n / dollars;
      return worth[currency === 'GBP' ? 0 : 1]! * 10n ** 12n;
    };
    return currencies.map((currency) => ({
      currency,
      eur_rate: eurRate(currency),
      usd_rate: currency === 'USD' ? 10n ** 20n : (eurRate(currency) * dollars) / one,
    }));
  });

export interface Book {
  readonly companies: Company[];
  readonly sepa: Payment[];
  readonly swift: Payment[];
  readonly rates: Rate[];
}

export const book: fc.Arbitrary<Book> = fc.record({
  companies,
  sepa: fc.array(payment(['EUR']), { maxLength: 25 }),
  swift: fc.array(payment(['EUR', 'USD', 'GBP', 'JPY', 'CHF']), { maxLength: 40 }),
  rates,
});
