import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaled } from '../../../../shared/contracts/kinds/decimal.ts';
import { cash } from '../../../../shared/datasets/cash/contract.ts';
import { cases } from '../../../properties.ts';
import { derivationUnderTest } from '../derivation-under-test.ts';
import { type Book, book } from './books.ts';
import { derivedFrom, type Payment } from './cash-oracle.ts';

const tables = derivationUnderTest(cash.fileTypes, cash.derivedTables!);

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

describe('what is derived of payments', () => {
  it('is that of the rules, to the last decimal, for any payments, rates and division into parts', async () => {
    await fc.assert(
      fc.asyncProperty(book, fc.constantFrom(1, 1, 3), async (tried, parts) => {
        await load(tried);
        expect(await tables().breaches({})).toEqual([]);
        for (const table of cash.derivedTables!)
          await tables().deriveTable(table, {}, table.rowsAPart ? { parts } : {});
        const expected = derivedFrom(tried.companies, { sepa: tried.sepa, swift: tried.swift }, tried.rates);
        expect(byAll(await tables().rows('SELECT * FROM posting'))).toEqual(byAll(expected.postings));
        expect(byAll(await tables().rows('SELECT * EXCEPT row_number FROM account_day'))).toEqual(byAll(expected.days));
        expect(await tables().rows('SELECT * FROM account_balance ORDER BY account_no')).toEqual(
          expected.balances.map((row) => expect.objectContaining(row)),
        );
        expect(await tables().failedChecks({})).toEqual([]);
      }),
      { numRuns: cases(40) },
    );
  });
});
