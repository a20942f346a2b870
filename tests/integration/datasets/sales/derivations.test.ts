import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerableAnalysis } from '../../../../shared/contracts/analysis.ts';
import { salesComputation } from '../../../../shared/datasets/sales/computation.ts';
import { sales } from '../../../../shared/datasets/sales/contract.ts';
import { computedCustomers } from '../../../../shared/datasets/sales/dim-customer-sql.ts';
import { computedMerchants } from '../../../../shared/datasets/sales/dim-merchant-sql.ts';
import { computedFacts } from '../../../../shared/datasets/sales/fact-transactions-sql.ts';
import { seed } from '../../../../shared/datasets/sales/seed.ts';
import { servedSql } from '../../../../shared/warehouse/served-value.ts';
import { cases, MANY_LOADS_MS } from '../../../properties.ts';
import { type DerivationTables, derivationUnderTest } from '../derivation-under-test.ts';
import { book } from './books.ts';
import { answersOf, type Book, starOf, text } from './sales-oracle.ts';
import { sipHash64 } from './sip-hash.ts';

const { derivedTables, analyses, coverage } = salesComputation;
const tables = derivationUnderTest(sales.fileTypes, derivedTables);

async function load({ customers, merchants, transactions }: Book): Promise<void> {
  await Promise.all(sales.fileTypes.map(({ name }) => tables().clear(name)));
  const numbered = (row: object, index: number) => ({ ...row, row_number: index + 1 });
  await tables().insert(
    'customer',
    customers
      .map((row) => ({ ...row, last_name: 'L', email: 'e@example.com', signup_date: null, key_version: 1 }))
      .map(numbered),
  );
  await tables().insert('merchant', merchants.map(numbered));
  await tables().insert(
    'transaction',
    transactions
      .map(({ at, cents, merchant, ...sale }) => ({
        ...sale,
        transaction_date: new Date(at).toISOString().replace('T', ' ').replace('Z', ''),
        amount: text(cents),
        merchant_details: merchant,
      }))
      .map(numbered),
  );
}

/** What is stored, in the order of the keys. */
async function stored() {
  const of = (columns: string, table: string, key: string) =>
    tables().rows(`SELECT ${columns} FROM ${table} ORDER BY ${key}`);
  return {
    customers: await of('customer_key, customer_id, first_name, is_known', 'dim_customer', 'customer_key'),
    merchants: await of('merchant_key, merchant_name, category, is_known', 'dim_merchant', 'merchant_key'),
    days: await of('* EXCEPT row_number', 'dim_date', 'date_key'),
    facts: await of('* EXCEPT row_number', 'fact_transactions', 'transaction_key'),
    coverage: (await measured())[0],
  };
}

const context = (of: DerivationTables) => ({
  rows: (table: string) => `(SELECT * FROM ${table})`,
  firstPlaces: () => undefined,
  setting: () => '',
  ofPart: () => '1',
  of,
});
const measured = () =>
  tables().rows(
    `SELECT rows, rows_matched, toDecimalString(amount, 2) AS amount, toDecimalString(amount_matched, 2) AS amount_matched
     FROM (${coverage!.sql(context(tables()))})`,
  );

async function answer({ columns, sql }: AnswerableAnalysis, given: Readonly<Record<string, string>> = {}) {
  const asked = sql({
    rows: (table) => `(SELECT * FROM ${table})`,
    parameter: (name, type) => `{${name}:${type}}`,
  });
  const served = columns.map(({ name, kind }) => `${servedSql(kind, `answer.${name}`)} AS ${name}`);
  return tables().rows(`SELECT ${served.join(', ')} FROM (${asked}) AS answer`, given);
}
const answers = async (limit: number) => {
  const given: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'top-customers': { limit: String(limit) },
    'sales-by-month': { until: '' },
  };
  const found: Record<string, unknown> = {};
  for (const analysis of analyses) found[analysis.name] = await answer(analysis, given[analysis.name]);
  return found;
};
const named = (name: string) => analyses.find((analysis) => analysis.name === name)!;

const SEED: Book = {
  customers: seed.customer.map(({ customer_id, first_name }) => ({
    customer_id: Number(customer_id),
    first_name: first_name!,
  })),
  merchants: seed.merchant.map(({ merchant_name, category }) => ({
    merchant_name: merchant_name!,
    category: category!,
  })),
  transactions: seed.transaction.map((sale) => ({
    transaction_id: Number(sale.transaction_id),
    customer_id: Number(sale.customer_id),
    at: Date.parse(sale.transaction_date!),
    cents: BigInt(sale.amount!.replace('.', '')),
    merchant: sale.merchant_details!,
  })),
};

it('the hash of the oracle is the one that was published', () => {
  // Of the paper's key, others are; of a key of zeros and no text, this one.
  expect(sipHash64('')).toBe(0x1e924b9d737700d7n);
});

describe('the rows of the older system', () => {
  it('are 20 of 20 facts, to the cent, of which half are covered', async () => {
    await load(SEED);
    await tables().derive({});
    expect(await tables().failedChecks({})).toEqual([]);
    expect(await measured()).toEqual([{ rows: 20, rows_matched: 10, amount: '13337.35', amount_matched: '4758.25' }]);
    const byMerchant = await tables().rows(
      `SELECT merchant_name, count() AS sales, toDecimalString(sum(amount), 2) AS amount, max(is_known) AS is_known
       FROM fact_transactions LEFT JOIN dim_merchant USING merchant_key GROUP BY merchant_name ORDER BY merchant_name`,
    );
    expect(byMerchant.map((row) => Object.values(row))).toEqual([
      ['City Cinema', 2, '60.00', 0],
      ['Fine Dine Restaurant', 3, '484.10', 0],
      ['GlobalMart', 3, '435.00', 0],
      ['GreenLeaf Grocers', 4, '346.65', 1],
      ['Luxury Watches Inc.', 2, '7600.00', 0],
      ['TechSphere Electronics', 2, '4300.00', 1],
      ['The Daily Grind Coffee', 4, '111.60', 1],
    ]);
    expect((await answer(named('spending-by-customer'))).map((row) => Object.values(row))).toEqual([
      [1, 'Michael', 1, 4, '7221.35'],
      [5, 'Chris', 1, 3, '3557.50'],
      [3, 'David', 1, 4, '2108.40'],
      [4, 'Emily', 1, 4, '246.00'],
      [2, 'Sarah', 1, 5, '204.10'],
    ]);
    expect(await answer(named('sales-by-category'))).toEqual([
      { category: 'Unknown', transactions: 10, amount: '8579.10' },
      { category: 'Electronics', transactions: 2, amount: '4300.00' },
      { category: 'Groceries', transactions: 4, amount: '346.65' },
      { category: 'Food & Beverage', transactions: 4, amount: '111.60' },
    ]);
    const days = await tables().rows('SELECT date_key, day_of_week, day_name, month_name, year FROM dim_date');
    expect(days.map((row) => Object.values(row))).toEqual([
      [20250801, 4, 'Friday', 'August', 2025],
      [20250802, 5, 'Saturday', 'August', 2025],
      [20250803, 6, 'Sunday', 'August', 2025],
      [20250804, 0, 'Monday', 'August', 2025],
      [20250805, 1, 'Tuesday', 'August', 2025],
      [20250806, 2, 'Wednesday', 'August', 2025],
      [20250807, 3, 'Thursday', 'August', 2025],
    ]);
  });

  it('keep their keys when they are derived anew, and when there are more of them', async () => {
    await load(SEED);
    await tables().derive({});
    const first = await stored();
    await tables().derive({});
    expect(await stored()).toEqual(first);
    const later: Book = {
      customers: [{ customer_id: 99, first_name: 'Zoe' }, ...SEED.customers],
      merchants: [...SEED.merchants, { merchant_name: 'GlobalMart', category: 'General' }],
      transactions: [{ ...SEED.transactions[0]!, transaction_id: 500, customer_id: 77 }, ...SEED.transactions],
    };
    await load(later);
    await tables().derive({});
    const after = await stored();
    expect(after.customers).toHaveLength(first.customers.length + 2);
    expect(after.customers).toEqual(expect.arrayContaining(first.customers));
    expect(after.merchants.map((row) => row.merchant_key)).toEqual(first.merchants.map((row) => row.merchant_key));
    expect(after.facts).toEqual(expect.arrayContaining(first.facts));
    expect(after.coverage).toEqual({ rows: 21, rows_matched: 13, amount: '17737.35', amount_matched: '5193.25' });
  });
});

describe('what is derived of sales', () => {
  it('is that of the oracle, and so are the answers', { timeout: MANY_LOADS_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(book, fc.integer({ min: 1, max: 4 }), async (tried, limit) => {
        await load(tried);
        await tables().derive({});
        expect(await stored()).toEqual(starOf(tried));
        expect(await tables().failedChecks({})).toEqual([]);
        expect(await answers(limit)).toEqual(answersOf(tried, limit));
      }),
      { numRuns: cases(30) },
    );
  });

  it('has every day of four hundred years, and no more, if need be', async () => {
    const at = (transaction_id: number, time: string) => ({
      ...SEED.transactions[0]!,
      transaction_id,
      at: Date.parse(time),
    });
    const tried = {
      ...SEED,
      transactions: [at(1, '2299-12-31T23:59:59.999Z'), at(2, '1900-01-01T00:00:00Z'), at(3, '2149-06-07T00:00:00Z')],
    };
    await load(tried);
    await tables().derive({});
    const found = await stored();
    const expected = starOf(tried);
    expect(found.days).toHaveLength(146_097);
    expect(found.days.map((row) => Object.values(row).join())).toEqual(
      expected.days.map((row) => Object.values(row).join()),
    );
    expect(found.facts).toEqual(expected.facts);
    expect(await tables().failedChecks({})).toEqual([]);
  });

  it('has a key of its own for each of those whose hashes meet', { timeout: MANY_LOADS_MS }, async () => {
    // Of so few hashes that they do.
    const hashes = 11;
    const of = (natural: string) => ({ natural, hashes });
    const keyed = { customer: of('customer_id'), merchant: of('merchant_name'), transaction: of('transaction_id') };
    const colliding = [computedCustomers(keyed.customer), computedMerchants(keyed.merchant), computedFacts(keyed)];
    await fc.assert(
      fc.asyncProperty(book, async (tried) => {
        await load(tried);
        await tables().derive({});
        for (const table of colliding) await tables().deriveTable(table, {});
        expect(await stored()).toEqual(starOf(tried, BigInt(hashes)));
        expect(await tables().failedChecks({})).toEqual([]);
      }),
      { numRuns: cases(15) },
    );
  });

  it('answers for the months until one that is asked for, a thousand at most', async () => {
    const [sale] = SEED.transactions;
    const at = (transaction_id: number, day: string) => ({ ...sale!, transaction_id, at: Date.parse(day) });
    await load({ ...SEED, transactions: [at(1, '1901-02-03'), at(2, '2024-12-31'), at(3, '2025-01-01')] });
    await tables().derive({});
    const months = async (until: string) =>
      (await answer(named('sales-by-month'), { until })).map(({ month, transactions }) => [month, transactions]);
    const all = await months('');
    expect(all).toHaveLength(1000);
    expect(all.at(-2)).toEqual(['2024-12-01', 1]);
    expect(all.at(-1)).toEqual(['2025-01-01', 1]);
    expect(await months('1901-04')).toEqual([
      ['1901-02-01', 1],
      ['1901-03-01', 0],
      ['1901-04-01', 0],
    ]);
    expect(await months('2299-12')).toEqual(all);
    expect(await months('1901-01')).toEqual([]);
  });
});

describe('the checks', () => {
  const spoiled = [
    ['a fact that is missing', 'fact_transactions', 'DELETE WHERE transaction_id = 3', 'every-transaction-a-fact'],
    [
      'an amount',
      'fact_transactions',
      'UPDATE amount = amount + 1 WHERE transaction_id = 3',
      'every-transaction-a-fact',
    ],
    [
      'whose fact it is',
      'fact_transactions',
      'UPDATE customer_key = 1 WHERE transaction_id = 3',
      'every-customer-its-own',
    ],
    [
      'the merchant of a fact',
      'fact_transactions',
      'UPDATE merchant_key = 0 WHERE transaction_id = 3',
      'every-merchant-its-own',
    ],
    [
      'the day of a fact',
      'fact_transactions',
      'UPDATE date_key = 20250807 WHERE transaction_id = 3',
      'every-day-there',
    ],
    ['a day that is missing', 'dim_date', 'DELETE WHERE date_key = 20250803', 'every-day-once'],
    ['a customer who is missing', 'dim_customer', 'DELETE WHERE customer_id = 3', 'every-member-once'],
    ['a customer who is not known', 'dim_customer', 'UPDATE is_known = 0 WHERE customer_id = 3', 'every-member-once'],
    ['the merchant for none', 'dim_merchant', 'DELETE WHERE merchant_key = 0', 'one-for-none'],
  ] as const;

  it.each(spoiled)('find %s', async (_, table, how, check) => {
    await load(SEED);
    await tables().derive({});
    await tables().command(`ALTER TABLE ${table} ${how}`, { mutations_sync: '2' });
    expect(await tables().failedChecks({})).toContain(check);
  });

  it('find a key that is there twice', async () => {
    await load(SEED);
    await tables().derive({});
    for (const table of ['dim_customer', 'dim_merchant', 'fact_transactions']) {
      await tables().command(`INSERT INTO ${table} SELECT * FROM ${table}`);
    }
    expect((await tables().failedChecks({})).filter((name) => name === 'no-key-twice')).toHaveLength(3);
  });
});
