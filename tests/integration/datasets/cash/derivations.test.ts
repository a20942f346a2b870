import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaled } from '../../../../shared/contracts/kinds/decimal.ts';
import { cashComputation } from '../../../../shared/datasets/cash/computation.ts';
import { cash } from '../../../../shared/datasets/cash/contract.ts';
import { cases } from '../../../properties.ts';
import { derivationUnderTest } from '../derivation-under-test.ts';
import { type Book, book } from './books.ts';
import { derivedFrom, type Payment } from './cash-oracle.ts';

const tables = derivationUnderTest(cash.fileTypes, cashComputation.derivedTables);

const paymentRow = ({ amount, ts, ...payment }: Payment, index: number) => ({
  ...payment,
  amount: scaled(amount, 4),
  ts: ts.replace('T', ' '),
  row_number: index + 1,
});

async function load({ companies, sepa, swift, rates }: Book): Promise<void> {
  await Promise.all(cash.fileTypes.map(({ name }) => tables().clear(name)));
  await tables().insert(
    'company',
    companies.map((row, index) => ({ ...row, name: row.id, row_number: index + 1 })),
  );
  await tables().insert('sepa', sepa.map(paymentRow));
  await tables().insert('swift', swift.map(paymentRow));
  await tables().insert(
    'exchange_rate',
    rates.map(({ currency, usd_rate, eur_rate }, index) => ({
      currency,
      usd_rate: scaled(usd_rate, 20),
      eur_rate: scaled(eur_rate, 20),
      row_number: index + 1,
    })),
  );
}

const byAll = (rows: readonly object[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).toSorted())).sort();

const rate = (currency: string, usd_rate: string, eur_rate: string) => ({
  currency,
  usd_rate,
  eur_rate,
  row_number: 1,
});
const breachesOf = async (ratesGiven: readonly object[], ibans: readonly (readonly string[])[] = []) => {
  await Promise.all(cash.fileTypes.map(({ name }) => tables().clear(name)));
  await tables().insert('exchange_rate', ratesGiven);
  await tables().insert(
    'company',
    ibans.map((of, index) => ({ id: `c${index}`, name: 'C', ibans: of, row_number: index + 1 })),
  );
  return (await tables().breaches({})).map(({ limit, subject }) => [limit, subject]);
};

describe('what cannot be right is refused', () => {
  it('rates of which one says how many units are a dollar, or a euro', async () => {
    const sound = [rate('EUR', '1.08', '1'), rate('USD', '1', '0.9259'), rate('GBP', '1.27', '1.176')];
    expect(await breachesOf(sound)).toEqual([]);
    // Of a currency of little worth, rounding leaves few digits.
    expect(await breachesOf([...sound, rate('IDR', '0.00006', '0.00006')])).toEqual([]);
    expect(await breachesOf([...sound, rate('JPY', '150', '0.0062')])).toEqual([['rates-of-two-directions', 'JPY']]);
    expect(await breachesOf([...sound, rate('JPY', '0.0067', '162')])).toEqual([['rates-of-two-directions', 'JPY']]);
    // Of the two that others are measured by, one is exact.
    const swapped = await breachesOf([rate('EUR', '1.1', '1'), rate('USD', '1', '1.1'), rate('GBP', '1.27', '1.1545')]);
    expect(swapped).toEqual([['rates-of-two-directions', 'USD']]);
    expect(await breachesOf([rate('EUR', '1.08', '1.08'), ...sound.slice(1)])).toContainEqual([
      'rate-of-itself',
      'EUR',
    ]);
    expect(await breachesOf([])).toEqual([]);
  });

  it('an account of several companies', async () => {
    expect(await breachesOf([], [['DE1', 'DE2', 'DE1'], ['FR1']])).toEqual([]);
    expect(
      await breachesOf(
        [],
        [
          ['DE1', 'DE2'],
          ['FR1', 'DE2'],
        ],
      ),
    ).toEqual([['account-of-several-companies', 'DE2']]);
  });
});

describe('what is derived of payments', () => {
  it('is that of the rules, to the last decimal, for any payments, rates and division into parts', async () => {
    await fc.assert(
      fc.asyncProperty(book, fc.constantFrom(1, 1, 3), async (tried, parts) => {
        await load(tried);
        expect(await tables().breaches({})).toEqual([]);
        for (const table of cashComputation.derivedTables)
          await tables().deriveTable(table, {}, table.rowsAPart ? { parts } : {});
        const expected = derivedFrom(tried.companies, { sepa: tried.sepa, swift: tried.swift }, tried.rates);
        expect(byAll(await tables().rows('SELECT * FROM posting'))).toEqual(byAll(expected.postings));
        expect(byAll(await tables().rows('SELECT * EXCEPT row_number FROM account_day'))).toEqual(byAll(expected.days));
        expect(await tables().rows('SELECT * FROM account_balance ORDER BY account_no')).toEqual(
          expected.balances.map((row) => expect.objectContaining(row)),
        );
        expect(await tables().rows('SELECT * EXCEPT (name, owner) FROM company_balance ORDER BY company_id')).toEqual(
          expected.companies.map((row) => expect.objectContaining(row)),
        );
        expect(await tables().failedChecks({})).toEqual([]);
      }),
      { numRuns: cases(40) },
    );
  });
});
