import type { DatasetSamples } from '../../contracts/dataset-samples.ts';
import { between } from '../../contracts/kinds/kind.ts';
import { FIRST_NAMES, LAST_NAMES } from '../../contracts/sample-people.ts';
import { pick, seededRandom } from '../../contracts/samples.ts';
import { type SoundRow, withBreaches } from '../../contracts/with-breaches.ts';
import { customer as customerFile } from './customer.ts';
import { merchant as merchantFile } from './merchant.ts';
import { transaction as transactionFile } from './transaction.ts';

const MOST_CUSTOMERS = 10_000_000;

const TRANSACTIONS_PER_CUSTOMER = {
  name: 'transactions-per-customer',
  meaning: 'mean number of transactions of a customer',
  bounds: [0, 1000],
  otherwise: 20,
} as const;

/** Customers, merchants of which not all are in the file, and a year of purchases. */
export const salesSamples: DatasetSamples = {
  size: { meaning: 'customers', most: MOST_CUSTOMERS, otherwise: 100 },
  options: [TRANSACTIONS_PER_CUSTOMER],
  lines: (slice, options) => {
    const { rows: customers, seed, more = {} } = options;
    if (!Number.isInteger(customers) || customers < 1 || customers > MOST_CUSTOMERS) {
      throw new RangeError(`customers must be 1 to ${MOST_CUSTOMERS}`);
    }
    const mean = more[TRANSACTIONS_PER_CUSTOMER.name] ?? TRANSACTIONS_PER_CUSTOMER.otherwise;
    const rows = soundRows(customers, Math.round(customers * mean), seededRandom(seed + 1));
    return withBreaches(slice, rows, options, seededRandom(seed));
  },
};

const TOWNS = ['Ankara', 'Bath', 'Cork', 'Delft', 'Essen', 'Florence', 'Ghent', 'Härnösand', 'İzmir', 'Jaén'];

interface Shop {
  readonly name: string;
  readonly category: string;
  /** In cents. */
  readonly prices: readonly [low: number, high: number];
}
const SHOPS: readonly Shop[] = [
  { name: 'Grocers', category: 'Groceries', prices: [300, 15_000] },
  { name: 'Coffee', category: 'Food & Beverage', prices: [250, 2_500] },
  { name: 'Kitchen', category: 'Food & Beverage', prices: [1_500, 20_000] },
  { name: 'Electronics', category: 'Electronics', prices: [2_000, 250_000] },
  { name: 'Cinema', category: 'Entertainment', prices: [800, 4_000] },
  { name: 'Watches', category: 'Luxury', prices: [20_000, 800_000] },
];
/** So many merchants to a customer, but for a town's shops at least. */
const MERCHANTS_PER_CUSTOMER = 0.8;
const MOST_MERCHANTS = 5_000;

function merchantsOf(customers: number): readonly Shop[] {
  const count = Math.min(MOST_MERCHANTS, Math.max(SHOPS.length, Math.round(customers * MERCHANTS_PER_CUSTOMER)));
  return Array.from({ length: count }, (_, index) => {
    const shop = SHOPS[index % SHOPS.length]!;
    const place = Math.floor(index / SHOPS.length);
    const branch = Math.floor(place / TOWNS.length) + 1;
    return { ...shop, name: `${TOWNS[place % TOWNS.length]} ${shop.name}${branch > 1 ? ` ${branch}` : ''}` };
  });
}

/** Of merchants: those of whom no file says what they sell. */
const NOT_IN_FILE = 0.15;
/** Of purchases: those that do not say where. */
const WITHOUT_MERCHANT = 0.02;

const FIRST_SECOND = Date.parse('2025-01-01T00:00:00Z') / 1000;
const YEAR_SECONDS = 365 * 86_400;
const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000', '');

/** A customer who is rejected buys all the same: the sale is loaded, and its customer is not known. */
function* soundRows(customers: number, purchases: number, random: () => number): Generator<SoundRow, void, boolean> {
  for (let id = 1; id <= customers; id += 1) {
    yield {
      fileType: customerFile.name,
      cells: {
        customer_id: String(id),
        first_name: pick(random, FIRST_NAMES),
        last_name: pick(random, LAST_NAMES),
        email: `customer.${id}@example.com`,
        signup_date: isoOf(FIRST_SECOND - between(random, 1, 5 * YEAR_SECONDS)).slice(0, 10),
      },
    };
  }
  const merchants = merchantsOf(customers);
  for (const { name, category } of merchants) {
    if (random() < NOT_IN_FILE) continue;
    yield { fileType: merchantFile.name, cells: { merchant_name: name, category } };
  }
  for (let id = 1; id <= purchases; id += 1) {
    const { name, prices } = pick(random, merchants);
    yield {
      fileType: transactionFile.name,
      cells: {
        transaction_id: String(id),
        customer_id: String(between(random, 1, customers)),
        transaction_date: isoOf(FIRST_SECOND + between(random, 0, YEAR_SECONDS - 1)),
        amount: (between(random, ...prices) / 100).toFixed(2),
        merchant_details: random() < WITHOUT_MERCHANT ? '' : name,
      },
    };
  }
}
