import { sipHash64 } from './sip-hash.ts';

export interface Customer {
  readonly customer_id: number;
  readonly first_name: string;
}
export interface Merchant {
  readonly merchant_name: string;
  readonly category: string;
}
export interface Transaction {
  readonly transaction_id: number;
  readonly customer_id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly cents: bigint;
  readonly merchant: string | null;
}
export interface Book {
  readonly customers: readonly Customer[];
  readonly merchants: readonly Merchant[];
  readonly transactions: readonly Transaction[];
}

const HALF = 2n ** 52n;
export const ALL_HASHES = HALF - 1n;

export const text = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
const DAY = 86_400_000;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTH_NAME = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const keyOfDay = (day: string): number => Number(day.replaceAll('-', ''));
const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Keys of natural keys: the first of those with one hash has it, the others have another. */
export function keysOf<Natural extends number | string>(
  naturals: Iterable<Natural>,
  hashes: bigint,
): Map<Natural, number> {
  const sorted = [...new Set(naturals)].sort((a, b) =>
    typeof a === 'string' ? bytewise(a, b as string) : compare(a, b),
  );
  const taken = new Set<bigint>();
  return new Map(
    sorted.map((natural) => {
      const first = sipHash64(String(natural)) % hashes;
      const isTaken = taken.has(first);
      taken.add(first);
      const key = isTaken ? HALF + (sipHash64(`${natural} again`) % HALF) : first + 1n;
      return [natural, Number(key)];
    }),
  );
}

/** Everything that is derived of a book, in the order of the keys, told another way than the SQL tells it. */
export function starOf(book: Book, hashes = ALL_HASHES) {
  const { customers, merchants, transactions } = book;
  const customerKeys = keysOf(
    [...customers, ...transactions].map(({ customer_id }) => customer_id),
    hashes,
  );
  const named = transactions.flatMap(({ merchant }) => (merchant === null ? [] : [merchant]));
  const merchantKeys = keysOf([...merchants.map(({ merchant_name }) => merchant_name), ...named], hashes);
  const transactionKeys = keysOf(
    transactions.map(({ transaction_id }) => transaction_id),
    hashes,
  );
  const knownCustomers = new Map(customers.map((row) => [row.customer_id, row]));
  const knownMerchants = new Map(merchants.map((row) => [row.merchant_name, row]));
  const days: string[] = [];
  if (transactions.length > 0) {
    const times = transactions.map(({ at }) => at);
    const last = dayOf(Math.max(...times));
    for (let at = Math.min(...times); days.at(-1) !== last; at += DAY) days.push(dayOf(at));
  }
  const facts = transactions.map((sale) => ({
    transaction_key: transactionKeys.get(sale.transaction_id)!,
    transaction_id: sale.transaction_id,
    customer_key: customerKeys.get(sale.customer_id)!,
    merchant_key: sale.merchant === null ? 0 : merchantKeys.get(sale.merchant)!,
    date_key: keyOfDay(dayOf(sale.at)),
    amount: text(sale.cents),
    transaction_date: new Date(sale.at).toISOString().replace('T', ' ').replace('Z', ''),
  }));
  const matched = transactions.filter(({ merchant }) => merchant !== null && knownMerchants.has(merchant));
  const sum = (rows: readonly Transaction[]) => text(rows.reduce((total, { cents }) => total + cents, 0n));
  return {
    customers: [...customerKeys]
      .map(([customer_id, customer_key]) => ({
        customer_key,
        customer_id,
        first_name: knownCustomers.get(customer_id)?.first_name ?? null,
        is_known: knownCustomers.has(customer_id) ? 1 : 0,
      }))
      .sort((a, b) => compare(a.customer_key, b.customer_key)),
    merchants: [
      { merchant_key: 0, merchant_name: 'UNKNOWN', category: 'Unknown', is_known: 0 },
      ...[...merchantKeys]
        .map(([merchant_name, merchant_key]) => ({
          merchant_key,
          merchant_name,
          category: knownMerchants.get(merchant_name)?.category ?? 'Unknown',
          is_known: knownMerchants.has(merchant_name) ? 1 : 0,
        }))
        .sort((a, b) => compare(a.merchant_key, b.merchant_key)),
    ],
    days: days.map((full_date) => {
      const date = new Date(`${full_date}T00:00:00Z`);
      const day_of_week = (date.getUTCDay() + 6) % 7;
      return {
        date_key: keyOfDay(full_date),
        full_date,
        day_of_week,
        day_name: DAYS[day_of_week],
        month: date.getUTCMonth() + 1,
        month_name: MONTH_NAME.format(date),
        year: date.getUTCFullYear(),
      };
    }),
    facts: facts.sort((a, b) => compare(a.transaction_key, b.transaction_key)),
    coverage: {
      rows: transactions.length,
      rows_matched: matched.length,
      amount: sum(transactions),
      amount_matched: sum(matched),
    },
  };
}

interface Totals {
  readonly transactions: number;
  readonly amount: string;
}

function totalsBy<Key>(
  transactions: readonly Transaction[],
  keyOf: (sale: Transaction) => Key,
): Map<Key, Totals & { cents: bigint }> {
  const groups = Map.groupBy(transactions, keyOf);
  return new Map(
    [...groups].map(([key, sales]) => {
      const cents = sales.reduce((total, sale) => total + sale.cents, 0n);
      return [key, { transactions: sales.length, amount: text(cents), cents }];
    }),
  );
}

const shown = ({ transactions, amount }: Totals = { transactions: 0, amount: '0.00' }) => ({ transactions, amount });

const EDGES = Array.from({ length: 10 }, (_, power) => [1n, 2n, 5n].map((step) => step * 10n ** BigInt(power))).flat();

/** Digits of a whole number of ten-thousandths. */
const fine = (units: bigint): string => `${units / 10_000n}.${String(units % 10_000n).padStart(4, '0')}`;

/** The integer next to a square root: half up. */
function rootOf(value: bigint): bigint {
  let [low, high] = [0n, 1n];
  while (high * high <= value) high *= 2n;
  while (low < high - 1n) {
    const middle = (low + high) / 2n;
    if (middle * middle <= value) low = middle;
    else high = middle;
  }
  return low;
}

function statistics(sales: readonly Transaction[]) {
  const cents = sales.map((sale) => sale.cents).sort(compare);
  const count = BigInt(cents.length);
  const total = cents.reduce((sum, one) => sum + one, 0n);
  const squares = cents.reduce((sum, one) => sum + one * one, 0n);
  const rank = (percent: number) => cents[Math.ceil((cents.length * percent) / 100) - 1]!;
  // The variance of hundredths of a cent, times 4: its root is twice the deviation, of which half a unit is one.
  const variance = count < 2n ? 0n : ((count * squares - total * total) * 40_000n) / (count * (count - 1n));
  return {
    transactions: cents.length,
    amount: text(total),
    minimum: count === 0n ? null : text(cents[0]!),
    p25: count === 0n ? null : text(rank(25)),
    p50: count === 0n ? null : text(rank(50)),
    p75: count === 0n ? null : text(rank(75)),
    maximum: count === 0n ? null : text(cents.at(-1)!),
    average: count === 0n ? null : fine((total * 200n + count) / (2n * count)),
    standard_deviation: count < 2n ? null : fine((rootOf(variance) + 1n) / 2n),
  };
}

/** The answers to the six questions. */
export function answersOf({ customers, merchants, transactions }: Book, limit: number) {
  const names = new Map(customers.map((row) => [row.customer_id, row.first_name]));
  const categories = new Map(merchants.map((row) => [row.merchant_name, row.category]));
  const keys = keysOf(
    [...customers, ...transactions].map(({ customer_id }) => customer_id),
    ALL_HASHES,
  );
  const spenders = [...totalsBy(transactions, ({ customer_id }) => customer_id)].map(([customer_id, totals]) => ({
    customer_id,
    first_name: names.get(customer_id) ?? null,
    is_known: names.has(customer_id) ? 1 : 0,
    totals,
  }));
  const most = (count: number) =>
    spenders
      .toSorted(
        (a, b) =>
          compare(b.totals.cents, a.totals.cents) || compare(keys.get(a.customer_id)!, keys.get(b.customer_id)!),
      )
      .slice(0, count)
      .toSorted((a, b) => compare(b.totals.cents, a.totals.cents) || compare(a.customer_id, b.customer_id))
      .map(({ totals, ...customer }) => ({ ...customer, ...shown(totals) }));
  const byCategory = totalsBy(transactions, ({ merchant }) => categories.get(merchant ?? '') ?? 'Unknown');
  const byDay = totalsBy(transactions, ({ at }) => (new Date(at).getUTCDay() + 6) % 7);
  const monthOf = (at: number) => dayOf(at).slice(0, 7);
  const byMonth = totalsBy(transactions, ({ at }) => monthOf(at));
  const months: string[] = [];
  const [first, last] = [...byMonth.keys()].sort().filter((_, at, all) => at === 0 || at === all.length - 1);
  for (let month = first; month !== undefined && month <= (last ?? first!); ) {
    months.push(month);
    const [year, number] = month.split('-').map(Number) as [number, number];
    month = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
  }
  const bandOf = (cents: bigint) => EDGES.findLastIndex((edge) => edge <= cents);
  const used = transactions.map(({ cents }) => bandOf(cents));
  const bands =
    used.length === 0
      ? []
      : EDGES.map((_, at) => at).filter((at) => at >= Math.min(...used) && at <= Math.max(...used));
  return {
    'spending-by-customer': most(1000),
    'top-customers': most(limit),
    'sales-by-category': [...byCategory]
      .sort(([a, left], [b, right]) => compare(right.cents, left.cents) || bytewise(a, b))
      .map(([category, totals]) => ({ category, ...shown(totals) })),
    'volume-by-weekday': DAYS.map((day_name, day_of_week) => ({
      day_of_week,
      day_name,
      ...shown(byDay.get(day_of_week)),
    })),
    'sales-by-month': months.slice(-1000).map((month) => ({ month: `${month}-01`, ...shown(byMonth.get(month)) })),
    'amount-distribution': [
      { amount_from: null, amount_below: null, ...statistics(transactions) },
      ...bands.map((at) => ({
        amount_from: text(EDGES[at]!),
        amount_below: text(EDGES[at + 1] ?? 10n ** 10n),
        ...statistics(transactions.filter(({ cents }) => bandOf(cents) === at)),
      })),
    ],
  };
}
