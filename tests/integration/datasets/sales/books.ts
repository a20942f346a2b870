import fc from 'fast-check';
import type { Book, Merchant, Transaction } from './sales-oracle.ts';

/** Alike but for case, blanks and letters; one is called as the member of those that are not named. */
const NAMES = [
  'GlobalMart',
  'globalmart',
  'Global Mart',
  'Kahve Dünyası',
  'カフェ',
  "O'Neill; & Söhne",
  'UNKNOWN',
  '0',
];
const CATEGORIES = ['Groceries', 'Food & Beverage', 'Unknown', 'Gıda'];
const IDS = [1, 2, 3, 7, 4_294_967_296, Number.MAX_SAFE_INTEGER];

const merchants: fc.Arbitrary<Merchant[]> = fc
  .uniqueArray(fc.constantFrom(...NAMES), { maxLength: 5 })
  .chain((names) =>
    fc.tuple(
      ...names.map((merchant_name) =>
        fc.record({ merchant_name: fc.constant(merchant_name), category: fc.constantFrom(...CATEGORIES) }),
      ),
    ),
  );

const at = (from: string, to: string) => fc.integer({ min: Date.parse(from), max: Date.parse(to) });
/** Within a day, a few months, or around the last day that a Date of the engine has. */
const times = fc.constantFrom(
  at('2025-08-03T00:00:00.000Z', '2025-08-03T23:59:59.999Z'),
  at('2023-11-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'),
  at('2149-05-01T00:00:00.000Z', '2150-01-31T23:59:59.999Z'),
);

const cents = fc.oneof(fc.bigInt({ min: 1n, max: 100_000n }), fc.constantFrom(1n, 2n, 500n, 10_000n, 9_999_999_999n));

export const book: fc.Arbitrary<Book> = times.chain((time) =>
  fc.record({
    customers: fc
      .uniqueArray(fc.constantFrom(...IDS), { maxLength: 5 })
      .chain((ids) =>
        fc.tuple(
          ...ids.map((customer_id) =>
            fc.record({ customer_id: fc.constant(customer_id), first_name: fc.constantFrom('Ada', 'Şule', 'Ada ') }),
          ),
        ),
      ),
    merchants,
    transactions: fc.uniqueArray(
      fc.record({
        transaction_id: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constantFrom(...IDS)),
        customer_id: fc.constantFrom(...IDS),
        at: time,
        cents,
        merchant: fc.option(fc.constantFrom(...NAMES), { freq: 5 }),
      }) satisfies fc.Arbitrary<Transaction>,
      { selector: ({ transaction_id }) => transaction_id, maxLength: 40 },
    ),
  }),
);
